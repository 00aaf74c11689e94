/** A failure on its way to the cmdlet that reports it; one that nobody takes ends the cmdlet. */
import { FilePortError } from '../host.ts';
import type { ErrorSpec } from '../run/pipeline/cmdletContext.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { errorRecord } from './raise.ts';

export abstract class SpecError extends Error {
  readonly spec: ErrorSpec;
  constructor(spec: ErrorSpec) { super(spec.message); this.spec = spec; }
}
/** The PowerShell error of such a failure, or of a file that could not be reached; anything else as it is. */
export function reported(e: unknown): unknown {
  if (e instanceof SpecError) return new PowerShellError(errorRecord(e.spec));
  if (!(e instanceof FilePortError)) return e;
  if (e.code === 'ERR_INVALID_ARG_VALUE') return new PowerShellError(errorRecord({ id: 'Argument', category: 'InvalidArgument', target: e.path, exception: 'System.ArgumentException', message: e.message }));
  return new PowerShellError(errorRecord({ id: 'IOError', category: 'ReadError', target: e.path, exception: e.code === 'ENOENT' ? 'System.IO.FileNotFoundException' : e.code === 'EACCES' || e.code === 'EPERM' ? 'System.UnauthorizedAccessException' : 'System.IO.IOException', message: e.code === 'ENOENT' ? `Could not find file '${e.path}'.` : e.code === 'EACCES' || e.code === 'EPERM' ? `Access to the path '${e.path}' is denied.` : e.words }));
}
