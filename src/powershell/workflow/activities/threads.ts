/** Scripts and programs that run in a thread of their own while other branches go on. */
import type { Frame } from '../../runtime/run/frame.ts';
import type { SourceText } from '../../runtime/run/source.ts';
import { errorRecord } from '../../runtime/errors/raise.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { ErrorRecord } from '../../runtime/values/errorRecord.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { Overlap } from '../run/overlap.ts';
import { remoteError } from '../run/remoteError.ts';
import { readOutcome, readRecords, takeChanges, writeRequest } from '../script/message.ts';
import type { Shared } from '../script/sharedValues.ts';
import type { ScriptRequest } from '../script/scriptRun.ts';
import { arrived, deliver } from './delivery.ts';
import { waitFor } from './pending.ts';
import type { StageCall } from './stage.ts';

const PREFERENCES = ['VerbosePreference', 'DebugPreference', 'ErrorActionPreference', 'WarningPreference', 'InformationPreference', 'PSNativeCommandUseErrorActionPreference'] as const;

/** What a script of the workflow finds in its session when it begins (section 5). */
export function variablesOf(scope: Frame, name: string): Map<string, Value> {
  const { environment } = scope.session.host;
  const variables = new Map<string, Value>([['PSComputerName', 'localhost'], ['ComputerName', environment.computerName], ['UserName', environment.userName], ['CommandName', name]]);
  for (const preference of PREFERENCES) { const v = scope.find(preference.toLowerCase()); if (v !== unset) variables.set(preference, v); }
  return variables;
}
/** What becomes of the errors of a thread. */
export interface ThreadErrors {
  /** Of a single command, which over there stands in no text. */
  readonly position?: ErrorRecord['position'];
  /** It stands for another process: its errors arrive as texts of what they were. */
  readonly isRemote?: boolean;
  /** It stands in this process: what it has in common with the workflow, in an order that is the same on both sides. */
  readonly shared?: readonly Shared[];
}
/**
 * Begins it; what it writes arrives as it is written. The activity is run again when it has ended, and asks `concludeThread` then.
 * `what`: as a debugger names it.
 */
export function inThread(call: StageCall, overlap: Overlap, request: ScriptRequest, what: string, write: (v: Value) => void, { position, isRemote }: ThreadErrors = {}): false {
  const { session } = call.run, { scope } = call.at, workflow = scope.find('workflowcommandname'), { line } = scope.source.place(scope.source.extent(scope.at).start);
  return waitFor(overlap.script(writeRequest(request), `${typeof workflow === 'string' ? `${workflow}: ` : ''}${what} at line ${line}`, (text) => {
    for (const record of readRecords(text, session, request.source)) {
      if (record.stream === 'Output') write(record.value);
      else {
        if (record.stream === 'Error') record.error.position ??= position;
        deliver(isRemote === true ? arrived(record) : record, call.streams, session);
      }
    }
  }), call);
}
/** How it ended. Throws the error that ended it. */
export function concludeThread({ fiber, run }: StageCall, outcome: string, source: SourceText, { position, isRemote, shared }: ThreadErrors = {}): true {
  fiber.inFlight = false;
  const ended = readOutcome(outcome, run.session, source, true), { error: own, end, counts } = ended;
  if (shared !== undefined) takeChanges(run.session, shared, ended);
  run.session.coverage?.add(counts);
  const error = own ?? (end === 'stopped' ? new PowerShellError(errorRecord({ id: 'InlineScriptFailed', category: 'OperationStopped', message: 'The InlineScript was stopped.' })) : undefined);
  if (error !== undefined) error.record.position ??= position;
  // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
  if (error !== undefined) throw isRemote === true ? remoteError(error) : error;
  return true;
}
