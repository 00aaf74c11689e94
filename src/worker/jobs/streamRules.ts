/** Which streams of a job are kept and with which preferences it starts (sma-rest-api.md 4.2). */
import type { StreamTypeName } from '../../sma/streams.ts';

export interface StreamSettings { readonly isTest: boolean; readonly logVerbose: boolean; readonly logProgress: boolean; readonly logDebug: boolean }

/**
 * True where records of the stream go to the job's history. A published run follows the runbook's log settings; a
 * test run shows what the runbook's own preferences let through, but no progress and no debug records.
 */
export function keepsStream(job: StreamSettings, stream: StreamTypeName): boolean {
  switch (stream) {
    case 'Output': case 'Warning': case 'Error': return true;
    case 'Verbose': return job.isTest || job.logVerbose;
    case 'Progress': return !job.isTest && job.logProgress;
    case 'Debug': return !job.isTest && job.logDebug;
  }
}

/** The preference variables a job begins with: logging turned on counts as asking for the records. */
export function initialPreferences(job: StreamSettings): { readonly verbose: 'Continue' | 'SilentlyContinue'; readonly debug: 'Continue' | 'SilentlyContinue'; readonly progress: 'Continue' } {
  return {
    verbose: job.logVerbose && !job.isTest ? 'Continue' : 'SilentlyContinue',
    debug: job.logDebug && !job.isTest ? 'Continue' : 'SilentlyContinue',
    progress: 'Continue',
  };
}
