/**
 * Errors that come from another process, as those of an InlineScript do (workflow-semantics.md section 5): the exception is a
 * RemoteException with the text, and with the original as a bag of properties (ErrorRecord.FromPSObjectForRemoting). What was thrown
 * over there is no type that a catch clause could name here.
 */
import { exceptionType } from '../../runtime/types/system/exceptions.ts';
import { ErrorRecord, NetException, PowerShellError } from '../../runtime/values/errorRecord.ts';
import { crossed } from './boundary.ts';

const REMOTE = 'System.Management.Automation.RemoteException';

/** The record as it arrives: id, category, place and way out are what they were. */
export function remoteRecord(record: ErrorRecord): ErrorRecord {
  const { exception, targetObject, reason, ...rest } = record;
  if (exception.netType.name === REMOTE) return record;
  const remote = new NetException(exceptionType(REMOTE), exception.message);
  const made = Object.assign(new ErrorRecord(remote, record.errorId, record.category, crossed(targetObject)), rest, { reason: reason === '' ? exception.netType.shortName : reason });
  remote.errorRecord = made;
  remote.extra.set('SerializedRemoteException', crossed(exception)).set('SerializedRemoteInvocationInfo', crossed(record.invocation));
  return made;
}
/** What ended a script over there, as it arrives. */
export function remoteError(e: PowerShellError): PowerShellError {
  const made = new PowerShellError(remoteRecord(e.record), e.isThrow);
  made.suppressed = e.suppressed;
  made.logged = e.logged;
  made.isShown = e.isShown;
  return made;
}
