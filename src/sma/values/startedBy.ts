/** Who started a job, as the convention of SMA's clients has it: a pseudo parameter beside the job's own (sma-rest-api.md 3.5). */

/** A pseudo parameter that clients may add although the runbook does not declare it. */
export const STARTED_BY_PARAMETER = 'MicrosoftApplicationManagementStartedBy';

/** Who started a job: `text` for people, and where another job did which one that was. */
export interface Starter {
  readonly text: string;
  readonly job?: { readonly id: string; readonly runbook: string };
}

/** True for that parameter's name; parameters' names compare without case. */
export const isStartedBy = (name: string): boolean => name.toLowerCase() === STARTED_BY_PARAMETER.toLowerCase();

/** The value that says: this job was started by a job of that runbook. */
export const startedByJob = (runbook: string, jobId: string): string => `${runbook} (job ${jobId})`;

const BY_JOB = /^(.+) \(job ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)$/i;

/** What such a value says. Anybody may write one, so that whatever is no job's is a text; JSON texts lose their quotes. */
export function readStarter(value: string): Starter | undefined {
  const text = unquoted(value).trim();
  if (text === '') return undefined;
  const [, runbook, id] = BY_JOB.exec(text) ?? [];
  return runbook === undefined || id === undefined ? { text } : { text, job: { id: id.toLowerCase(), runbook } };
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'string' ? parsed : value;
  } catch {
    return value;
  }
}
