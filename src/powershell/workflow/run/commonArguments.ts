/** The parameters that every workflow has beside its own (workflow-semantics.md 7.1, about_WorkflowCommonParameters). */
import type { Argument } from '../../runtime/bind/argument.ts';
import { bindValue } from '../../runtime/bind/bindValue.ts';
import { WORKFLOW_PARAMETERS, beginningWith } from '../../runtime/bind/workflowParameters.ts';
import type { ParameterTable } from '../../runtime/bind/parameters.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { raise } from '../../runtime/errors/raise.ts';
import { T } from '../../runtime/types/t.ts';
import { current } from '../../runtime/run/current.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Value } from '../../runtime/values/value.ts';

/** Kept as runtime variables of the workflow; those of connections say something only where another machine is named. */
const KEPT: ReadonlyMap<string, string> = new Map([
  'PSPersist', 'PSRunningTimeoutSec', 'PSElapsedTimeoutSec', 'PSPrivateMetadata', 'PSCredential', 'PSConnectionRetryCount', 'PSConnectionRetryIntervalSec', 'PSAuthentication', 'PSAuthenticationLevel', 'PSApplicationName',
  'PSPort', 'PSUseSSL', 'PSConfigurationName', 'PSAllowRedirection', 'PSSessionOption', 'PSCertificateThumbprint', 'JobName',
].map((name) => [name.toLowerCase(), name]));
const INPUT = 'inputobject', COLLECTION = 'psparametercollection', AS_JOB = 'asjob';
/** The only parameters that may stand beside -PSParameterCollection, and not inside its tables. */
const BESIDE: ReadonlySet<string> = new Set([AS_JOB, 'jobname', INPUT]);

/** What a call of a workflow was given. */
export interface Call {
  readonly own: readonly Argument[];
  /** Runtime variables of the workflow. */
  readonly common: readonly (readonly [string, Value])[];
  readonly asJob: boolean;
  /** Further calls beside this one: the other tables of -PSParameterCollection. */
  readonly more: readonly (readonly Argument[])[];
}

/** Calls that are more than one run, here and now, by their scope. `all`: every argument as it was given. */
const special = new WeakMap<Frame, Call & { readonly all: readonly Argument[] }>();
export function noteCall(f: Frame, call: Call, all: readonly Argument[]): void {
  if (call.asJob || call.more.length > 0) special.set(f, { ...call, all });
}
export const callOf = (f: Frame): (Call & { readonly all: readonly Argument[] }) | undefined => special.get(f);

/** The name of a common parameter that only begins so; the argument's own name where it is none. Fails with AmbiguousParameter. */
function wholeName({ name, folded }: Argument, table: ParameterTable): string {
  const found = beginningWith(folded, table), exact = found.find((p) => p.folded === folded) ?? (found.length === 1 ? found[0] : undefined);
  if (exact !== undefined || found.length === 0) return exact?.folded ?? folded;
  return raise({ id: 'AmbiguousParameter', category: 'InvalidArgument', exception: 'System.Management.Automation.ParameterBindingException', message: `Parameter cannot be processed because the parameter name '${name}' is ambiguous. Possible matches include:${found.map((p) => ` -${p.name}`).join('')}.` });
}

/** Splits the arguments of a call; a parameter of the workflow's own of the same name is its own. Fails with InvalidArgument, RemotingNotAvailable. */
export function takeCommon(args: readonly Argument[], table: ParameterTable, workflow: string): Call {
  const own: Argument[] = [], common: [string, Value][] = [];
  let asJob = false, collection: Value, computers: readonly string[] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] as Argument, folded = wholeName(argument, table);
    const kept = folded === INPUT ? 'input' : KEPT.get(folded), isPlace = folded === 'pscomputername' || folded === 'psconnectionuri';
    if (folded === '' || table.byName.has(folded) || (kept === undefined && !isPlace && folded !== AS_JOB && folded !== COLLECTION)) { own.push(argument); continue; }
    const following = args[i + 1], declared = WORKFLOW_PARAMETERS.find((p) => p.folded === folded), takes = declared?.isSwitch !== true && !argument.hasValue && following !== undefined && following.name === undefined;
    const raw = argument.hasValue ? argument.value : takes ? following.value : true;
    if (takes) i += 1;
    const value = declared?.type === undefined || declared.type === T.Object ? raw : bindValue(declared, raw, false, workflow, true);
    if (folded === AS_JOB) asJob = toBoolean(value);
    else if (folded === COLLECTION) collection = value;
    else if (isPlace) { checkPlace(value); if (folded === 'pscomputername') computers = value == null ? [] : toItems(value).map(toText); }
    else if (kept !== undefined) common.push([kept, folded === INPUT && value != null ? [...toItems(value)] : value]);
  }
  const tables = collection == null ? [] : tablesOf(collection);
  if (tables.length === 0) {
    // A job for each computer, and where somebody is named the machine is too (WRAP).
    const [first = common.some(([name, v]) => name === 'PSCredential' && v != null) ? 'localhost' : undefined, ...others] = computers;
    if (first !== undefined) common.push(['PSComputerName', [first]]);
    const without = others.length === 0 ? [] : args.filter((a, i) => !isComputer(a, table) && !(a.name === undefined && !args[i - 1]?.hasValue && args[i - 1]?.name !== undefined && isComputer(args[i - 1] as Argument, table)));
    return { own, common, asJob, more: others.map((name) => [...without, { name: 'PSComputerName', folded: 'pscomputername', value: [name], hasValue: true }]) };
  }
  const other = args.find((a) => a.folded !== '' && a.folded !== COLLECTION && !BESIDE.has(a.folded)) ?? own[0];
  if (other !== undefined) invalid(`-PSParameterCollection goes with -AsJob, -JobName and -InputObject only; ${other.name === undefined ? 'an argument without a name' : `-${other.name}`} belongs into its tables.`);
  const [first = [], ...more] = tables.map(argumentsOf), call = takeCommon(first, table, workflow);
  return { own: call.own, common: [...common, ...call.common], asJob, more };
}
const isComputer = (a: Argument, table: ParameterTable): boolean => wholeName(a, table) === 'pscomputername';
const invalid = (message: string): never => raise({ id: 'StartWorkflow.InvalidArgument', category: 'InvalidArgument', message });
const argumentsOf = (table: ReadonlyMap<string, readonly [string, Value]>): Argument[] => Array.from(table, ([folded, [name, value]]) => ({ name, folded, value, hasValue: true, splatted: true }));

/** One table for each call; the one for the computer `*` has what the others do not say themselves. */
function tablesOf(collection: Value): ReadonlyMap<string, readonly [string, Value]>[] {
  const tables = toItems(collection).map((item) => {
    if (!(item instanceof Dictionary)) return invalid('-PSParameterCollection takes hashtables, one for each call of the workflow.');
    return new Map(Array.from(item.entries.values(), ({ key, value }): [string, readonly [string, Value]] => [fold(toText(key)), [toText(key), value]]));
  });
  for (const name of [...BESIDE, COLLECTION]) if (tables.some((table) => table.has(name))) invalid(`The tables of -PSParameterCollection cannot have ${tables.flatMap((table) => table.get(name)?.[0] ?? [])[0] ?? name}: give it to the call itself, or leave it out.`);
  const general = tables.filter((table) => toText(table.get('pscomputername')?.[1] ?? '') === '*');
  if (general.length > 1) invalid("Only one table of -PSParameterCollection can be the one for the computer '*'.");
  const defaults = new Map(general[0] ?? []);
  defaults.delete('pscomputername');
  const calls = tables.filter((table) => table !== general[0]);
  return (calls.length === 0 && general.length > 0 ? [new Map<string, readonly [string, Value]>()] : calls).map((table) => new Map([...defaults, ...table]));
}
function checkPlace(v: Value): void {
  const here = new Set(['localhost', '.', '127.0.0.1', '::1', current().host.environment.computerName.toLowerCase()]);
  const others = (v == null ? [] : toItems(v)).map(toText).filter((name) => name !== '' && !here.has(name.toLowerCase()));
  if (others.length > 0) raise({
    id: 'RemotingNotAvailable', category: 'NotEnabled', target: others.join(', '), exception: 'System.NotSupportedException',
    message: `A workflow cannot run on ${others.join(', ')}: other machines are reached through a real PowerShell only. Leave -PSComputerName out to run it here.`,
  });
}
