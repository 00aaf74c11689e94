/** Text that a script's own ToString gives: what it raises is an error of the conversion (PSObject.ToString). */
import { NetThrow, raise } from '../errors/raise.ts';
import { PowerShellError } from '../values/errorRecord.ts';

/** Runs a ToString of a script. `id` says which kind of method it is. */
export function retrieved(id: 'ToStringObjectBasicException' | 'MethodExceptionNullFormatProvider', run: () => string): string {
  try { return run(); } catch (error) {
    const inner = error instanceof PowerShellError ? error.record.exception : error instanceof NetThrow ? error.exception : undefined;
    if (inner === undefined || (error instanceof PowerShellError && error.record.exception.netType.name.endsWith('ExtendedTypeSystemException'))) throw error;
    const text = error instanceof PowerShellError ? error.record.message : inner.message, message = id === 'ToStringObjectBasicException' ? text : `Exception calling "ToString" with "0" argument(s): "${text}"`;
    return raise({ id, category: 'NotSpecified', exception: 'System.Management.Automation.ExtendedTypeSystemException', message: `The following exception occurred while retrieving the string: "${message}"`, inner });
  }
}
/** The same where PowerShell passes over what a script's own code raises (PSObject.ToString around properties and items, SerializationUtilities.GetToString); the end of the run is no such thing. */
export function ignoringFaults<R, D>(run: () => R, instead: () => D): R | D {
  try { return run(); } catch (error) {
    if (error instanceof NetThrow || (error instanceof PowerShellError && error.ends === undefined)) return instead();
    throw error;
  }
}
