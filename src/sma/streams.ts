/** The names a stream record may carry (sma-rest-api.md 4.2). Case matters on the wire. */
export const STREAM_TYPE_NAMES = ['Output', 'Debug', 'Verbose', 'Warning', 'Error', 'Progress'] as const;
export type StreamTypeName = (typeof STREAM_TYPE_NAMES)[number];

/** What a query may ask for: one stream, or all. */
export type StreamTypeQuery = StreamTypeName | 'Any';

/** True for the six names and `Any`; case matters, and SMA answers a wrong case as if the job did not exist (3.3). */
export const isStreamTypeQuery = (text: string): text is StreamTypeQuery => text === 'Any' || isStreamTypeName(text);
export const isStreamTypeName = (text: string): text is StreamTypeName => (STREAM_TYPE_NAMES as readonly string[]).includes(text);

export interface StreamRetention { readonly isTest: boolean; readonly logVerbose: boolean; readonly logProgress: boolean }

/**
 * Whether a record goes into the job's history (sma-rest-api.md 4.2). Verbose records of a test run exist only where
 * the runbook set its preference, so all that arrive are kept; Debug is never kept, whatever LogDebug says.
 */
export function isStreamKept(stream: StreamTypeName, job: StreamRetention): boolean {
  if (stream === 'Debug') return false;
  if (stream === 'Verbose') return job.isTest || job.logVerbose;
  if (stream === 'Progress') return !job.isTest && job.logProgress;
  return true;
}

/** Some clients cannot take NUL characters, which a stream may contain (sma-rest-api.md 8.1 rule 12). */
export const withoutNul = (text: string): string => text.replaceAll('\0', '');
