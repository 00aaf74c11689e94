/** Activities on other machines (`-PSComputerName`): by the remoting of a PowerShell beside the engine (workflow-semantics.md 7.2, 13.4). */
import type { Argument } from '../../runtime/bind/argument.ts';
import { CmdletStage } from '../../runtime/run/pipeline/cmdletStage.ts';
import type { ArgumentValues } from './stage.ts';
import { CallbackWriter } from '../../runtime/run/pipeline/writers.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { ErrorRecord, PowerShellError } from '../../runtime/values/errorRecord.ts';
import { timedOut } from './pending.ts';
import { StopUpstreamSignal } from '../../runtime/run/pipeline/signals.ts';
import { fold } from '../../runtime/values/folding.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { Session } from '../../runtime/run/session.ts';
import type { StageCall } from './stage.ts';
import { nameTable } from '../../syntax/nameTable.ts';

/** Parameters of an activity's connection, and what Invoke-Command calls them. */
const CONNECTION: Readonly<Record<string, string>> = nameTable({
  pscomputername: 'ComputerName', psconnectionuri: 'ConnectionUri', pscredential: 'Credential', psport: 'Port', psusessl: 'UseSSL', psconfigurationname: 'ConfigurationName', psapplicationname: 'ApplicationName',
  psauthentication: 'Authentication', pscertificatethumbprint: 'CertificateThumbprint', psallowredirection: 'AllowRedirection', pssessionoption: 'SessionOption',
});
/** What Invoke-Command is to be told of the place. */
export function connectionOf(argument: (name: string) => Value): ArgumentValues {
  const found: [string, Value][] = [];
  for (const [name, own] of Object.entries(CONNECTION)) { const v = argument(name); if (v != null) found.push([own, v]); }
  return Object.fromEntries(found);
}
/** Whether there is a PowerShell that reaches other machines. */
export const hasRemoting = (session: Session): boolean => session.findRemote?.('Invoke-Command')?.kind === 'Cmdlet';

/** The id of an error that says that no session could be opened, or that it broke (Invoke-Command writes it and goes on). */
const NO_SESSION = /(?:^|,)PSSessionStateBroken(?:,|$)/;
/** The one machine of an activity could not be reached: an exception of the activity, where for one of several it is an error record (section 5). */
export class NoSession {
  readonly code = 'NoSession';
  readonly error: PowerShellError;
  constructor(record: ErrorRecord) { this.error = new PowerShellError(record); }
}
const isOne = (v: Value): boolean => v === undefined || (toItems(v).length === 1);

/** Runs a block there. Throws NoSession where its one machine cannot be reached. The block is one of its own: what `$using:` names is looked for in the workflow. */
export function runRemotely({ at, run, input, streams: given, write, deadline }: StageCall, connection: ArgumentValues, block: ScriptBlock, list: readonly Value[]): void {
  const { scope } = at, remote = run.session.findRemote?.('Invoke-Command');
  if (remote?.kind !== 'Cmdlet') throw new Error('Only where there is remoting.');
  let failure: ErrorRecord | undefined;
  const { Error: errors } = given, { session } = run, told = (v: Value): void => {
    if (v instanceof ErrorRecord && NO_SESSION.test(v.fullyQualifiedErrorId)) failure ??= v;
    else if (errors !== null) errors.write(v);
    else if (v instanceof ErrorRecord) session.host.records.write({ stream: 'Error', error: v });
  };
  const streams = isOne(connection['ComputerName']) && isOne(connection['ConnectionUri']) ? given.with({ Error: new CallbackWriter(told) }) : given;
  const parameters = { ...connection, ScriptBlock: block, ...(list.length === 0 ? {} : { ArgumentList: [...list] }) };
  const args = Object.entries(parameters).map(([name, value]): Argument => ({ name, folded: fold(name), value, hasValue: true }));
  const stage = new CmdletStage(scope, remote, remote.name, args, { out: new CallbackWriter(write), streams, expectingInput: input !== undefined, position: scope.source.extent(scope.at) });
  const { checkTime } = session;
  // The time of the activity is its time there too.
  if (deadline < Infinity) session.checkTime = () => { checkTime?.(); if (run.now() > deadline) timedOut(deadline); };
  try {
    stage.begin();
    if (input === undefined) stage.alone();
    else for (const item of input) stage.write(item);
    stage.end();
  } catch (e) {
    if (!(e instanceof StopUpstreamSignal)) throw e;
  } finally {
    session.checkTime = checkTime;
    stage.dispose();
  }
  // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
  if (failure !== undefined) throw new NoSession(failure);
}
/** A command written out, its values apart: there its own binder decides what a name takes. */
export function commandBlock(session: Session, name: string, args: readonly Argument[], pipes: boolean): { readonly block: ScriptBlock; readonly values: readonly Value[] } {
  const values: Value[] = [], word = (v: Value): string => {
    const plain = unwrap(v);
    if (plain instanceof ScriptBlock) return `{${plain.text}}`;
    values.push(v);
    return `$SmaGiven[${values.length - 1}]`;
  };
  const words = args.map((a) => (a.name === undefined ? word(a.value) : a.hasValue ? `-${a.name}:${word(a.value)}` : `-${a.name}`));
  return { block: session.parseBlock(`param($SmaGiven) ${pipes ? '$input | ' : ''}& '${name.replaceAll("'", "''")}' ${words.join(' ')}`), values };
}
