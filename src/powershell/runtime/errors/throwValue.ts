/** The throw statement: any value becomes an error (ExceptionHandlingOps.ConvertToException). */
import { toText } from '../convert/toText.ts';
import type { Frame } from '../run/frame.ts';
import type { SourceText } from '../run/source.ts';
import { lookupType } from '../types/registry.ts';
import { T } from '../types/t.ts';
import { ErrorRecord, NetException } from '../values/errorRecord.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { errorRecord, raiseRecord } from './raise.ts';
import { getMember } from '../members/get.ts';
import { locate } from './recover.ts';
import { PowerShellError } from '../values/errorRecord.ts';

/** What a running catch block has caught: the error as it came, and where the block stands. */
export interface Handled { readonly error: PowerShellError; readonly place: { readonly source: SourceText; readonly start: number; readonly end: number } }
/**
 * A bare `throw` that is written in the running catch block throws what was caught again, as it came: what ended the script whatever the preference
 * said does so again (ThrowStatementAst.IsRethrow, ExecutionContext.CurrentExceptionBeingHandled).
 */
export function rethrow({ session: { handling } }: Frame, source: SourceText, at: number): void {
  if (handling === undefined || handling.place.source !== source || at < handling.place.start || at > handling.place.end) return;
  const { error } = handling, again = new PowerShellError(error.record, true);
  again.suppressed = error.suppressed;
  again.isOwn = !error.isThrow || error.isOwn;
  again.isFatal = error.isFatal;
  again.isPreferenceStop = error.isPreferenceStop;
  again.isOfCmdlet = error.isOfCmdlet;
  again.isOfFunction = error.isOfFunction;
  // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (raise.ts)
  throw again;
}
/** Throws what the statement says. */
export function throwValue(raw: Value, f: Frame): never {
  const v = unwrap(raw);
  if (v instanceof ErrorRecord) {
    place(v, f);
    return raiseRecord(v, true);
  }
  if (v instanceof NetException || (v != null && typeof v === 'object' && !Array.isArray(v) && v.netType?.is(T.Exception))) {
    const e = v as NetException;
    e.wasThrown = true;
    // One of PowerShell's own has its record already (ExceptionHandlingOps.ConvertToException).
    const own = e.netType.is(lookupType('System.Management.Automation.RuntimeException') ?? T.Void) ? getMember(e, 'ErrorRecord') : null;
    const record = own instanceof ErrorRecord ? ownRecord(own, e) : new ErrorRecord(e, e.message, 'OperationStopped', null);
    e.errorRecord ??= record;
    place(record, f);
    const error = new PowerShellError(record, true);
    error.isOwn = own instanceof ErrorRecord;
    // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (raise.ts)
    throw error;
  }
  const text = v == null ? 'ScriptHalted' : toText(v);
  const record = errorRecord({ id: text, category: 'OperationStopped', message: text, target: v ?? null });
  record.exception.wasThrown = true;
  place(record, f);
  return raiseRecord(record, true);
}
/** The record that an exception of PowerShell's own has itself, apart from those that commands write of it. */
export function exceptionsRecord(e: NetException): ErrorRecord {
  const own = getMember(e, 'ErrorRecord');
  return own instanceof ErrorRecord ? ownRecord(own, e) : new ErrorRecord(e, e.netType.shortName, 'NotSpecified', null);
}
/** The record that an exception brings, as one of that exception. */
function ownRecord(own: ErrorRecord, e: NetException): ErrorRecord {
  // What a throw statement made of a text has a record around it, and none of its own.
  if (own.exception === e && e.netType.shortName === 'RuntimeException' && own.category === 'OperationStopped' && own.errorId === e.message) return new ErrorRecord(e, 'RuntimeException', 'NotSpecified');
  // The record that a command wrote is another one: the exception's own is of no command. Those of binding say themselves whose they are.
  if (own.exception === e && !e.netType.is(lookupType('System.Management.Automation.ParameterBindingException') ?? T.Void)) return Object.assign(own.copy(), own.invocation === null ? {} : { commandName: '', activity: '', position: undefined, invocation: null, stackTrace: '' });
  return own.exception === e ? own.copy() : Object.assign(new ErrorRecord(e, own.errorId, own.category, own.targetObject), { commandName: own.commandName, activity: own.activity, position: own.position, invocation: own.invocation });
}
function place(record: ErrorRecord, f: Frame): void { locate(new PowerShellError(record), f); }
