/** A job followed to its end on a terminal or as JSON lines: what `sma start --wait` does. */
import type { Job, JobRecord, SmaApi } from '../client/index.ts';
import { ExitCode } from './exitCodes.ts';
import { writeLine, type Io } from './io.ts';
import { ending, JsonPrinter, TextPrinter } from './streamPrinter.ts';

/** How long a server that does not answer is waited for. */
const PATIENCE_MINUTES = 5;

/** The line of an error, with what it is a line of where that is not the runbook itself. */
function placeOf({ line, places }: JobRecord, name: string): { readonly line?: number; readonly source?: string } {
  const source = places?.[0]?.source;
  return { ...(line === undefined ? {} : { line }), ...(source === undefined || source.toLowerCase() === name.toLowerCase() ? {} : { source }) };
}
/** Prints what the job writes, and how it ended. Fails as the client does, with SmaClientError `Unreachable` where the server stays away. */
export async function followJob(client: Pick<SmaApi, 'jobs'>, jobId: string, name: string, { io, signal, isJson }: { readonly io: Io; readonly signal: AbortSignal; readonly isJson: boolean }): Promise<ExitCode> {
  const printer = isJson ? new JsonPrinter(io) : new TextPrinter(io, name);
  const tell = (text: string): Promise<void> => writeLine(io.stderr, `sma: ${text}`);
  let last: Job | undefined, isAway = false;
  try {
    for await (const event of client.jobs.tail(jobId, { endWhenSuspended: true, patience: PATIENCE_MINUTES * 60_000 }, signal)) {
      switch (event.type) {
        case 'record': await printer.print([{ stream: event.record.stream, text: event.record.text, time: event.record.time, ...placeOf(event.record, name) }]); break;
        case 'status': last = event.job; break;
        case 'notice': await tell(event.text); break;
        case 'interrupted':
          isAway = true;
          await tell(`${event.error.message} Waiting for it for ${PATIENCE_MINUTES} minutes at most; Ctrl+C ends the waiting.`);
          break;
        case 'resumed':
          isAway = false;
          await tell('The server is back.');
      }
    }
  } catch (error) {
    if (signal.aborted) await tell(isAway ? `Whether the job ${jobId} goes on is not known; "sma jobs" tells once the server is there.` : `The job ${jobId} goes on at the server.`);
    else if (isAway) await tell(`The server did not come back within ${PATIENCE_MINUTES} minutes. Whether the job ${jobId} goes on is not known; "sma jobs" tells once it is there.`);
    throw error;
  }
  if (isJson) await writeLine(io.stdout, JSON.stringify({ job: jobId, status: last?.status ?? null, exception: last?.exception ?? null }));
  else if (last !== undefined && last.status !== 'Completed') await tell(`The job ended as ${last.status}${ending(printer.untold(last.exception))}`);
  return last?.status === 'Completed' ? ExitCode.ok : ExitCode.jobFailed;
}
