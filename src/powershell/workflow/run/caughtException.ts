/** What `$_` is in a catch block of a workflow. */
import type { ErrorRecord, NetException } from '../../runtime/values/errorRecord.ts';
import { PSObject } from '../../runtime/values/psObject.ts';

/**
 * The exception, as Windows PowerShell hands it out, which also answers what authors ask an error record for
 * (workflow-semantics.md 9.1: published runbooks write `$_.Exception`, and helper modules take either shape).
 */
export function caughtException(record: ErrorRecord, exception: NetException): PSObject {
  return new PSObject(exception)
    .set('Exception', exception)
    .set('FullyQualifiedErrorId', record.fullyQualifiedErrorId)
    .set('TargetObject', record.targetObject)
    .set('ScriptStackTrace', record.stackTrace);
}
