/** The parameters that every workflow has beside its own (workflow-semantics.md 7.1, about_WorkflowCommonParameters). */
import type { Argument } from '../../runtime/bind/argument.ts';
import type { ParameterTable } from '../../runtime/bind/parameters.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { raise } from '../../runtime/errors/raise.ts';
import { current } from '../../runtime/run/current.ts';
import type { Value } from '../../runtime/values/value.ts';

/** Kept as runtime variables of the workflow; those of connections say something only where another machine is named. */
const KEPT: ReadonlyMap<string, string> = new Map([
  'PSPersist', 'PSRunningTimeoutSec', 'PSElapsedTimeoutSec', 'PSPrivateMetadata', 'PSCredential', 'PSConnectionRetryCount', 'PSConnectionRetryIntervalSec', 'PSAuthentication', 'PSAuthenticationLevel', 'PSApplicationName',
  'PSPort', 'PSUseSSL', 'PSConfigurationName', 'PSAllowRedirection', 'PSSessionOption', 'PSCertificateThumbprint', 'JobName',
].map((name) => [name.toLowerCase(), name]));
const INPUT = 'inputobject';
const REFUSED: Readonly<Record<string, string>> = {
  asjob: 'A workflow cannot be started as a PowerShell job here. Call it without -AsJob, or start it as a runbook of its own with Start-SmaRunbook.',
  psparametercollection: 'A workflow runs on this machine only, so -PSParameterCollection has nothing to spread. Call the workflow once for each set of parameters.',
};

/** Splits the arguments of a call; a parameter of the workflow's own of the same name is its own. Fails with InvalidArgument, RemotingNotAvailable. */
export function takeCommon(args: readonly Argument[], table: ParameterTable): { readonly own: readonly Argument[]; readonly common: readonly (readonly [string, Value])[] } {
  const own: Argument[] = [], common: [string, Value][] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] as Argument, { folded } = argument;
    const kept = folded === INPUT ? 'input' : KEPT.get(folded), isPlace = folded === 'pscomputername' || folded === 'psconnectionuri';
    if (folded === '' || table.byName.has(folded) || (kept === undefined && !isPlace && REFUSED[folded] === undefined)) { own.push(argument); continue; }
    const message = REFUSED[folded];
    if (message !== undefined) raise({ id: 'StartWorkflow.InvalidArgument', category: 'InvalidArgument', target: argument.name ?? '', message });
    const following = args[i + 1], takes = !argument.hasValue && following !== undefined && following.name === undefined;
    const value = argument.hasValue ? argument.value : takes ? following.value : true;
    if (takes) i += 1;
    if (isPlace) checkPlace(value);
    else if (kept !== undefined) common.push([kept, folded === INPUT && value != null ? [...toItems(value)] : value]);
  }
  return { own, common };
}
function checkPlace(v: Value): void {
  const here = new Set(['localhost', '.', '127.0.0.1', '::1', current().host.environment.computerName.toLowerCase()]);
  const others = (v == null ? [] : toItems(v)).map(toText).filter((name) => name !== '' && !here.has(name.toLowerCase()));
  if (others.length > 0) raise({
    id: 'RemotingNotAvailable', category: 'NotEnabled', target: others.join(', '), exception: 'System.NotSupportedException',
    message: `A workflow cannot run on ${others.join(', ')}: other machines are reached through a real PowerShell only. Leave -PSComputerName out to run it here.`,
  });
}
