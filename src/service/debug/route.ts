/** The debugger of running jobs over HTTP (README.md has the format): a stream of what happens, and a request for each wish. */
import { parseGuid } from '../../odata/edm/literal.ts';
import { odataError } from '../../odata/errors.ts';
import { smaError } from '../../sma/errors.ts';
import { findJob } from '../domain/jobs/jobStatus.ts';
import { audit, type Changes } from '../domain/change.ts';
import type { Reply } from '../http/message.ts';
import type { ServiceRequest } from '../http/serviceRequest.ts';
import { readDebugRequest } from './requests.ts';
import type { DebugNews, DebugSessions } from './sessions.ts';

const MOST_BYTES = 4 * 1024 * 1024;
/** Records that a client may be behind with; then it is told how many it does not get. */
const BACKLOG = 1_000;

/**
 * `GET /debug?job=GUID` attaches and answers with server-sent events until the job ends or the client leaves;
 * `POST /debug?job=GUID&session=KEY` passes a request on, whose reply comes in the stream. For admins alone: who debugs a job
 * may do what the job may. Fails with Forbidden, JobNotFound, DebugNotPossible and DebugRequestInvalid.
 */
export async function handleDebug(request: ServiceRequest, sessions: DebugSessions, changes: Changes): Promise<Reply> {
  if (request.method !== 'GET' && request.method !== 'POST') throw odataError('MethodNotAllowed', request.method);
  if (request.role !== 'admin') throw smaError('Forbidden', request.user);
  const query = new URL(request.target, 'http://service').searchParams, given = query.get('job') ?? '', jobId = parseGuid(given);
  if (jobId === undefined) throw odataError('ParameterValue', 'job', 'Edm.Guid', `'${given.slice(0, 60)}' is none.`);
  if (request.method === 'POST') {
    const { id, request: asked } = readDebugRequest(await request.body({ bytes: MOST_BYTES, error: () => smaError('BodyTooLarge', MOST_BYTES) }));
    sessions.ask(jobId, query.get('session') ?? '', id, asked);
    return { status: 202, headers: {} };
  }
  const job = await changes.read((db) => findJob(db, jobId));
  if (job === undefined) throw smaError('JobNotFound', jobId);
  if (job.JobStatus !== 'Running') throw smaError('DebugNotPossible', `The job is ${job.JobStatus}: only a job that is Running can be attached to.`);
  const body = stream(jobId, sessions, request);
  try {
    // Who debugs a job sees what it holds, and can change it.
    await changes.make(request, async (change) => await audit(change, 'Debug', `Jobs/${jobId}`));
  } catch (error) {
    await body.cancel();
    throw error;
  }
  return { status: 200, headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' }, body };
}

function stream(jobId: string, sessions: DebugSessions, { signal, dismissed }: ServiceRequest): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let leave = (): void => undefined, missed = 0, isGone = false;
  const write = (controller: ReadableStreamDefaultController<Uint8Array>, news: DebugNews | { readonly type: 'missed'; readonly count: number }): void => controller.enqueue(encoder.encode(`event: debug\ndata: ${JSON.stringify(news)}\n\n`));
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      leave = sessions.open(jobId, {
        tell(news) {
          if (news.type === 'records') {
            // Whoever does not listen holds up no job, and fills no memory: the records are in the job.
            if ((controller.desiredSize ?? 0) < -BACKLOG) { missed += news.records.length; return; }
            if (missed > 0) { write(controller, { type: 'missed', count: missed }); missed = 0; }
          }
          write(controller, news);
        },
        end: () => { if (!isGone) controller.close(); },
      });
    },
    cancel: () => {
      isGone = true;
      leave();
    },
  });
  const ends = AbortSignal.any([signal, dismissed()]);
  if (ends.aborted) leave();
  else ends.addEventListener('abort', () => leave(), { once: true });
  return body;
}
