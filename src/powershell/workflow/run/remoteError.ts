/**
 * Errors that come from another process, as those of an InlineScript do (workflow-semantics.md section 5): the exception is a
 * RemoteException with the text, and with the original as a bag of properties (ErrorRecord.FromPSObjectForRemoting). What was thrown
 * over there is no type that a catch clause could name here.
 */
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { remoteRecord } from './boundary.ts';

/** What ended a script over there, as it arrives. */
export function remoteError(e: PowerShellError): PowerShellError {
  const made = new PowerShellError(remoteRecord(e.record), e.isThrow);
  made.suppressed = e.suppressed;
  made.logged = e.logged;
  made.isShown = e.isShown;
  return made;
}
