/** A conversation that failed, as the error that ends the script unless it is caught. */
import { raiseFatal } from '../runtime/errors/raise.ts';
import { PowerShellHostError } from './errors.ts';

/** Runs `work`; what the bridge has to say becomes an error of the runbook. */
export function guarded<R>(work: () => R): R {
  try { return work(); } catch (e) {
    if (e instanceof PowerShellHostError) return raiseFatal({ id: e.code, category: 'ResourceUnavailable', exception: 'System.InvalidOperationException', message: e.message });
    throw e;
  }
}
