// A worker that runs nothing: of each job it is given it reports records, at the pace that the job's script names
// (`# RECORDS PER-SECOND BATCH`), and waits for the service to store them as a real one does.
import { encodeLine, LineReader } from '../../src/worker/wire/lineFraming.ts';
import type { JobAssignment, ServiceToWorker, WorkerToService } from '../../src/worker/protocol.ts';

const CAPACITY = 8;
/** Batches that may be on their way at once. */
const AHEAD = 2;

/** As a sandbox's clock: never twice the same. */
const clock = { last: 0, tick: 0 };
function now(): string {
  const wall = Math.max(Date.now(), clock.last);
  clock.tick = wall > clock.last ? 0 : clock.tick + 1;
  clock.last = wall;
  return new Date(wall).toISOString().slice(0, 23) + String(clock.tick % 10_000).padStart(4, '0');
}

const send = (message: WorkerToService): void => { process.stdout.write(encodeLine(message)); };
const claim = (): void => send({ type: 'claim', count: CAPACITY - waiting.size });
const waiting = new Map<string, (batch: number) => void>();

async function run({ jobId, script }: JobAssignment): Promise<void> {
  const [records = 0, pace = 1, size = 1] = (/^# (\d+) (\d+) (\d+)/.exec(script)?.slice(1) ?? []).map(Number);
  let stored = 0;
  let wake = (): void => undefined;
  const isFarAhead = (batch: number): boolean => batch - stored > AHEAD;
  waiting.set(jobId, (batch) => { stored = batch; wake(); });
  send({ type: 'running', jobId });
  const began = performance.now();
  for (let batch = 1; batch * size <= records; batch += 1) {
    const early = began + (batch * size * 1000) / pace - performance.now();
    if (early > 0) await new Promise((resolve) => { setTimeout(resolve, early); });
    while (isFarAhead(batch)) await new Promise<void>((resolve) => { wake = resolve; });
    send({ type: 'records', jobId, batch, errors: 0, warnings: 0, records: Array.from({ length: size }, (_, at) => ({ streamTypeName: 'Output', text: `record ${batch}/${at} with a text of some length`, time: now() })) });
  }
  send({ type: 'finished', jobId, status: 'Completed', exception: null, errorCount: 0, warningCount: 0 });
  waiting.delete(jobId);
  claim();
}

const reader = new LineReader((line) => {
  const message = JSON.parse(line.toString('utf8')) as ServiceToWorker;
  if (message.type === 'assigned') {
    for (const job of message.jobs) void run(job);
    claim();
  }
  if (message.type === 'recordsStored') waiting.get(message.jobId)?.(message.batch);
  else if (message.type === 'drain') process.exit();
});
process.stdin.on('data', (chunk: Buffer) => reader.push(chunk)).on('end', () => process.exit());
setInterval(() => send({ type: 'heartbeat', jobIds: [...waiting.keys()] }), 2_000).unref();
send({ type: 'ready', pid: process.pid, capacity: CAPACITY });
claim();
