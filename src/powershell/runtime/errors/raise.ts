/** The one place that throws PowerShell errors, and that makes exceptions and records. */
import type { ErrorSpec } from '../run/pipeline/cmdletContext.ts';
import { exceptionType } from '../types/system/exceptions.ts';
import { ErrorRecord, NetException, PowerShellError } from '../values/errorRecord.ts';
import type { Value } from '../values/value.ts';

/** An exception by full .NET name (`System.` may be left out). */
export const exception = (typeName: string, message: string, inner?: NetException, extra: Iterable<readonly [string, Value]> = []): NetException =>
  new NetException(exceptionType(typeName), message, inner, extra);

/** An error record from its parts. */
export function errorRecord(spec: ErrorSpec): ErrorRecord {
  const made = exception(spec.exception ?? 'System.Management.Automation.RuntimeException', spec.message, spec.inner);
  const record = new ErrorRecord(made, spec.id, spec.category, spec.target ?? null);
  made.errorRecord = record;
  return record;
}
/** The record of an exception that has none of its own yet. */
export function recordOf(e: NetException, id = e.netType.name, category: ErrorRecord['category'] = 'NotSpecified', target: Value = null): ErrorRecord {
  if (e.errorRecord !== undefined) return e.errorRecord;
  const record = new ErrorRecord(e, id, category, target);
  e.errorRecord = record;
  return record;
}
/** Ends the running statement with an error. */
export function raise(spec: ErrorSpec): never { return raiseRecord(errorRecord(spec)); }
const SPACE = 'System.Management.Automation.';
/** What PowerShell throws for a record that a preference stops at (ActionPreferenceStopException); it holds the record. */
export function stopException(record: ErrorRecord): NetException {
  const made = exception(`${SPACE}ActionPreferenceStopException`, `The running command stopped because the preference variable "ErrorActionPreference" or common parameter is set to Stop: ${record.message}`);
  made.errorRecord = record;
  return made;
}
/** What an error travels in where it leaves a method or a file that is read: a stop, or what a command ended with, comes in an exception of its own. */
export function carriedException({ record, isPreferenceStop, isOfCmdlet, isOfFunction }: PowerShellError): NetException {
  if (isPreferenceStop) return stopException(record);
  if (!isOfCmdlet && !isOfFunction) return record.exception;
  const made = exception(`${SPACE}CmdletInvocationException`, record.message, record.exception);
  made.errorRecord = record;
  return made;
}
/** The same with a record; `isThrow` for the throw statement. */
export function raiseRecord(record: ErrorRecord, isThrow = false): never {
  // oxlint-disable-next-line typescript/only-throw-error -- a light object by design: an Error's stack costs ten times as much and nobody reads it
  throw new PowerShellError(record, isThrow);
}
/** Ends the script whatever the preference says, unless it is caught: for what would only go on failing. */
export function raiseFatal(spec: ErrorSpec): never {
  const error = new PowerShellError(errorRecord(spec));
  error.suppressed = error.isFatal = true;
  // oxlint-disable-next-line typescript/only-throw-error -- as above
  throw error;
}
/** An exception of .NET thrown by a method body; the call wraps it in a MethodInvocationException. */
export class NetThrow {
  readonly exception: NetException;
  constructor(e: NetException) { this.exception = e; }
}
/** The same while a pipeline is fed from a collection: there it is told as what went wrong with the walk. */
export class WalkThrow extends NetThrow {}
/** For type tables: throws a .NET exception as the method itself would. */
export function netThrow(typeName: string, message: string, extra: Iterable<readonly [string, Value]> = []): never {
  // oxlint-disable-next-line typescript/only-throw-error -- as above; always caught by the member call
  throw new NetThrow(exception(typeName, message, undefined, extra));
}
/** For type tables: what PowerShell's own types say of an argument that may not be null. */
export const nullArgument = (name: string): never =>
  netThrow('System.Management.Automation.PSArgumentNullException', `Cannot process argument because the value of argument "${name}" is null. Change the value of argument "${name}" to a non-null value.`, [['ParamName', name]]);
