/** The errors of parameter binding; their ids end in the command's name. */
import { errorRecord, raiseRecord } from '../errors/raise.ts';
import type { ErrorCategory, NetException } from '../values/errorRecord.ts';
import type { Value } from '../values/value.ts';

export function bindError(suffix: string, id: string, category: ErrorCategory, message: string, parts: { readonly exception?: string; readonly target?: Value; readonly inner?: NetException } = {}): never {
  const record = errorRecord({
    id, category, message, target: parts.target ?? null, exception: `System.Management.Automation.${parts.exception ?? 'ParameterBindingException'}`, ...(parts.inner === undefined ? {} : { inner: parts.inner }),
  });
  record.commandName = suffix;
  return raiseRecord(record);
}
