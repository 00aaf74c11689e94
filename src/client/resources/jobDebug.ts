/** The debugger of a running job, where a service has one: our own for its administrator (src/service/README.md). */
import type { JobDebugging } from '../api.ts';
import { isSmaClientError, SmaClientError } from '../errors.ts';
import { notSmaMessage } from '../http/messages.ts';
import { readEvents } from '../tail/eventStream.ts';
import type { Wire } from '../wire.ts';

/**
 * Attaches to a job. Fails with code `NotFound` where the service has no debugger or not that job, and with `Conflict` where the
 * job cannot be debugged; `serverText` says why.
 */
export async function debugJob(wire: Wire, jobId: string, signal?: AbortSignal): Promise<JobDebugging> {
  const url = new URL(`/debug?job=${encodeURIComponent(jobId)}`, wire.at.serviceDocument).href;
  const opened = await wire.stream(url, { Accept: 'text/event-stream' }, signal);
  const news = messages(wire.where, readEvents(opened.stream, () => undefined));
  try {
    const { value: first } = await news.next();
    if (first?.['type'] === 'refused') throw new SmaClientError('Conflict', String(first['message']), { status: 409, serverText: String(first['message']) });
    // The job has ended before its debugger came, or the stream did.
    if (first?.['type'] !== 'attached') throw new SmaClientError('Conflict', 'The job has ended.', { status: 409, serverText: 'The job has ended.' });
    const session = `${url}&session=${encodeURIComponent(String(first['session']))}`;
    return { news, send: async (id, request) => { await wire.post(session, JSON.stringify({ id, request })); }, close: () => opened.close() };
  } catch (error) {
    opened.close();
    if (isSmaClientError(error)) throw error;
    throw signal?.aborted === true ? new SmaClientError('Aborted', 'The call was cancelled.') : new SmaClientError('Unreachable', `${wire.where} broke the connection; it may be restarting.`);
  }
}

async function* messages(where: string, events: AsyncIterable<{ readonly name: string; readonly data: string }>): AsyncGenerator<Readonly<Record<string, unknown>>, void, undefined> {
  for await (const { name, data } of events) {
    if (name !== 'debug') continue;
    let value: unknown;
    try {
      value = JSON.parse(data);
    } catch {
      throw new SmaClientError('NotSma', notSmaMessage(where, 'its event stream is not understood'));
    }
    if (typeof value === 'object' && value !== null) yield value as Readonly<Record<string, unknown>>;
  }
}
