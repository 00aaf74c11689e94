/** The throw statement: any value becomes an error (ExceptionHandlingOps.ConvertToException). */
import { toText } from '../convert/toText.ts';
import type { Frame } from '../run/frame.ts';
import { lookupType } from '../types/registry.ts';
import { T } from '../types/t.ts';
import { ErrorRecord, NetException } from '../values/errorRecord.ts';
import { unwrap } from '../values/psObject.ts';
import { unset } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { errorRecord, raiseRecord } from './raise.ts';
import { getMember } from '../members/get.ts';
import { locate } from './recover.ts';
import { PowerShellError } from '../values/errorRecord.ts';

/** Throws what the statement says; a bare `throw` in a catch block throws the caught error again. */
export function throwValue(raw: Value, f: Frame, bare: boolean): never {
  const caught = bare && f.session.catching > 0 ? f.find('_') : unset;
  const v = caught instanceof ErrorRecord ? caught : unwrap(raw);
  if (v instanceof ErrorRecord) {
    if (caught === unset) place(v, f);
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
    return raiseRecord(record, true);
  }
  const text = v == null ? 'ScriptHalted' : toText(v);
  const record = errorRecord({ id: text, category: 'OperationStopped', message: text, target: v ?? null });
  record.exception.wasThrown = true;
  place(record, f);
  return raiseRecord(record, true);
}
/** The record that an exception brings, as one of that exception. */
function ownRecord(own: ErrorRecord, e: NetException): ErrorRecord { return own.exception === e ? own.copy() : Object.assign(new ErrorRecord(e, own.errorId, own.category, own.targetObject), { commandName: own.commandName, activity: own.activity, position: own.position, invocation: own.invocation }); }
function place(record: ErrorRecord, f: Frame): void { locate(new PowerShellError(record), f); }
