// A thousand clients that tail the output of one job while it writes: that each gets all of it, when, and what that takes of memory.
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Budget, median, milliseconds, type Bench } from './bench.ts';
import { HEADERS, startBenchService, type BenchService } from './serviceProcess.ts';

const CLIENTS = 1_000;
const RECORDS = 800;
const PER_SECOND = 80;
const BATCH = 10;
const MARK = 'event: record';

interface Tail { records: number; readonly ended: Promise<number> }

/** Follows a job to its end. */
function tail(agent: Agent, url: string): Promise<Tail> {
  const { promise: opened, resolve: open, reject } = Promise.withResolvers<Tail>();
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const found: Tail = { records: 0, ended };
  get(url, { agent, headers: HEADERS }, (reply: IncomingMessage) => {
    if (reply.statusCode !== 200) {
      reject(new Error(`${url}: ${reply.statusCode}`));
      return;
    }
    let rest = '';
    reply.on('data', (chunk: Buffer) => {
      const text = rest + chunk.toString();
      found.records += text.split(MARK).length - 1;
      // What a chunk cuts through is seen with the next one.
      rest = text.slice(Math.max(text.lastIndexOf(MARK) + MARK.length, text.length - MARK.length + 1));
    }).on('end', () => end(performance.now())).on('error', reject);
    open(found);
  }).on('error', reject);
  return opened;
}

/** A job that so many follow: milliseconds from its end to that of the last of them, and the memory meanwhile. */
async function follow(service: BenchService, runbook: string, clients: number): Promise<{ readonly late: number; readonly missing: number; readonly sizes: readonly number[] }> {
  const { url, origin, post, ask, memory } = service;
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const job = Object.values(await post(`${runbook}/Start`, '{}') as object)[0] as string;
  const tails: Tail[] = [];
  for (let at = 0; at < clients; at += 50) tails.push(...await Promise.all(Array.from({ length: Math.min(50, clients - at) }, () => tail(agent, `${origin}/events?job=${job}`))));
  const sizes: number[] = [];
  const status = async (): Promise<string> => (JSON.parse((await ask(`${url}Jobs(guid'${job}')`)).toString()) as { d: { JobStatus: string } }).d.JobStatus;
  while (await status() !== 'Completed') {
    sizes.push(await memory());
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  const ended = performance.now();
  const last = Math.max(...await Promise.all(tails.map((one) => one.ended)));
  agent.destroy();
  return { late: Math.max(0, last - ended), missing: tails.filter((one) => one.records !== RECORDS).length, sizes };
}

export const bench: Bench = {
  name: 'clients that tail a job',
  run: async () => {
    await using service = await startBenchService(join(import.meta.dirname, 'recordWorker.ts'));
    const { url, post } = service;
    const version = await post(`${url}RunbookVersions`, `# ${RECORDS} ${PER_SECOND} ${BATCH}`, { Slug: 'Talks', 'Content-Type': 'application/octet-stream' }) as { RunbookID: string };
    const runbook = `${url}Runbooks(guid'${version.RunbookID}')`;
    await post(`${runbook}/Publish`, '{}');
    await follow(service, runbook, CLIENTS / 10);
    const { late, missing, sizes } = await follow(service, runbook, CLIENTS);
    const third = Math.ceil(sizes.length / 3);
    const [first, last] = [median(sizes.slice(third, 2 * third)), median(sizes.slice(2 * third))];
    return [
      { what: `${CLIENTS} clients tail one job of ${RECORDS} records, ${PER_SECOND} a second`, value: missing === 0 ? `all have all, the last ${milliseconds(late)} behind its end` : `${missing} lack some`, budget: Budget.atMost(missing, 0, ' that lack some') },
      { what: 'memory of the service meanwhile', value: `${Math.round(first)}, then ${Math.round(last)} MB`, against: 'the second and the last third of the run', budget: Budget.atMost(last / first, 1.2, ' x') },
    ];
  },
};
