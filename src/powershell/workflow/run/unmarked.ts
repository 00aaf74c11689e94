import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Fiber } from './fiber.ts';

/**
 * What a throw statement of a branch marks passes through parallel (workflow-semantics.md section 4); all else is an exception that ends
 * the branch alone. Gives the error without the mark. Outside branches nobody asks for it, and the error stays what it is.
 */
export function unmarked<T>(thrown: T, fiber: Fiber): T | PowerShellError {
  if (!(thrown instanceof PowerShellError) || !thrown.isThrow || fiber.parent === undefined) return thrown;
  const made = new PowerShellError(thrown.record);
  made.suppressed = true;
  made.logged = thrown.logged;
  made.isShown = thrown.isShown;
  return made;
}
