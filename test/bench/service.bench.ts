// The web service: requests against a bare server that returns the same bytes, pages and streams of large tables against
// those of small ones, many followers. Plain HTTP on both sides, so that TLS is no part of either.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { endTree } from '../../scripts/lib/processes.ts';
import { Budget, median, milliseconds, type Bench, type Row } from './bench.ts';
import { HEADERS, startBenchService, type BenchService } from './serviceProcess.ts';

const TENANT = '00000000-0000-0000-0000-000000000000';
const FOLLOWERS = 1_000;

/** Milliseconds of one request to each of two addresses, the medians of many, asked turn by turn: what else the machine does slows both. */
async function latencies(one: BenchService, url: string, other: BenchService, address: string): Promise<readonly [number, number]> {
  const all: readonly [number[], number[]] = [[], []];
  for (let time = 0; time < 120; time += 1) {
    for (const [index, [{ ask }, asked]] of ([[one, url], [other, address]] as const).entries()) {
      const began = performance.now();
      await ask(`${asked}&turn=${turns += 1}`);
      if (time >= 20) all[index]?.push(performance.now() - began);
    }
  }
  return [median(all[0]), median(all[1])];
}

let turns = 0;
/** Milliseconds for many requests, eight at a time. */
async function burst(ask: BenchService['ask'], url: string, count: number, fresh = false): Promise<number> {
  const began = performance.now();
  let left = count;
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (left > 0) {
      left -= 1;
      // Another address each time: what is kept of earlier answers does not help.
      await ask(fresh ? `${url}${url.includes('?') ? '&' : '?'}turn=${turns += 1}` : url);
    }
  }));
  return performance.now() - began;
}

/** A server in a process of its own that answers everything with the same bytes. */
async function bareServer(bytes: Buffer): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const script = `const chunks=[];process.stdin.on('data',c=>chunks.push(c)).on('end',()=>{const body=Buffer.concat(chunks);
    require('node:http').createServer((q,s)=>{s.writeHead(200,{'Content-Type':'application/json','Content-Length':body.length});s.end(body)}).listen(0,'127.0.0.1',function(){console.log(this.address().port)})})`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(bytes);
  const [line] = await once(createInterface(child.stdout), 'line') as [string];
  return { url: `http://127.0.0.1:${line}/`, child };
}

/** How fast the service answers against the bare server, turn by turn. */
async function against({ ask }: BenchService, url: string, what: string, budget: number, fresh = false): Promise<Row> {
  const bare = await bareServer(await ask(url));
  const ratios: number[] = [];
  try {
    // What is asked for all day is compiled for it: not what the first requests take is measured.
    for (let turn = 0; turn < 16; turn += 1) {
      const own = await burst(ask, url, 200, fresh);
      const other = await burst(ask, bare.url, 200);
      if (turn > 4) ratios.push(other / own);
    }
  } finally {
    await endTree(bare.child);
  }
  const ratio = median(ratios);
  return { what, value: `${ratio.toFixed(2)} x`, against: 'a bare node:http server, same bytes', budget: Budget.atLeast(ratio, budget, ' x') };
}

const bound = (what: string, [large, small]: readonly [number, number], than: string): Row =>
  ({ what, value: `${milliseconds(large)} = ${(large / small).toFixed(2)} x`, against: `${than}: ${milliseconds(small)}`, budget: Budget.atMost(large / small, 1.5, ' x') });

function fill(folder: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(folder, 'sma.db'), { timeout: 30_000 });
  try {
    database.exec('pragma synchronous = off; begin immediate');
    work(database);
    database.exec('commit; pragma wal_checkpoint(truncate)');
  } finally {
    database.close();
  }
}
const numbers = (from: number, to: number): string => `with recursive n(i) as (select ${from} union all select i + 1 from n where i < ${to - 1})`;
const id = (factor: number): string => `printf('%08x-0000-4000-8000-%012x', (i * ${factor}) % 4294967296, i)`;

const fillRunbooks = (folder: string): void => fill(folder, (database) => database.exec(`
  ${numbers(1, 201)} insert into Runbooks (TenantID, RunbookID, RunbookName, CreationTime, LastModifiedTime, LastModifiedBy, Description, IsApiOnly, IsGlobal, PublishedRunbookVersionID, Tags, LogDebug, LogVerbose, LogProgress, RunbookType)
    select '${TENANT}', ${id(7)}, 'Runbook-' || i, '2026-01-01T00:00:00', '2026-01-01T00:00:00', 'bench', 'what it is for', 0, 0, ${id(11)}, 'a,b', 0, 0, 0, 'Script' from n;
  ${numbers(1, 201)} insert into RunbookVersions (TenantID, RunbookVersionID, RunbookID, VersionNumber, IsDraft, CreationTime, LastModifiedTime) select '${TENANT}', ${id(11)}, ${id(7)}, 1, 0, '2026-01-01T00:00:00', '2026-01-01T00:00:00' from n`));

const fillJobs = (folder: string, from: number, to: number): void => fill(folder, (database) => database.exec(`
  ${numbers(from, to)} insert into JobContexts select ${id(7919)}, (select RunbookVersionID from RunbookVersions limit 1), '${TENANT}', null from n;
  ${numbers(from, to)} insert into Jobs (JobID, JobContextID, TenantID, JobStatus, StartTime, EndTime, CreationTime, LastModifiedTime, ErrorCount, WarningCount, runbook_id)
    select ${id(104_729)}, ${id(7919)}, '${TENANT}', 'Completed', t, t, t, t, 0, 0, 'x' from (select i, strftime('%Y-%m-%dT%H:%M:%S', 'now', '-1 day', '+' || (i / 10) || ' seconds') as t from n)`));

const fillRecords = (folder: string, job: number, count: number): void => fill(folder, (database) => database.exec(`
  ${numbers(1, count + 1)} insert into stream_record (job_key, time, type, text) select ${job}, strftime('%Y-%m-%dT%H:%M:%S', '2026-01-01', '+' || (i / 1000) || ' seconds') || printf('.%07d', (i % 1000) * 10 + 1), 'Output', 'record ' || i || ' with a text of some length' from n`));

/** Every follower gets every change; what that takes of memory. */
async function follow({ origin, url, memory, post }: BenchService, runbook: string): Promise<readonly Row[]> {
  const many = new Agent({ keepAlive: true });
  const replies: IncomingMessage[] = [];
  const before = await memory();
  const told = { events: 0 };
  for (let at = 0; at < FOLLOWERS; at += 50) {
    replies.push(...await Promise.all(Array.from({ length: 50 }, () => new Promise<IncomingMessage>((resolve, reject) => {
      get(`${origin}/events`, { agent: many, headers: HEADERS }, resolve).on('error', reject);
    }))));
  }
  for (const reply of replies) reply.on('data', (chunk: Buffer) => { told.events += chunk.toString().split('event: job').length - 1; }).on('error', () => undefined);
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  const times: number[] = [];
  const sizes: number[] = [];
  for (let turn = 1; turn <= TOLD; turn += 1) {
    const began = performance.now();
    await post(`${url}Runbooks(guid'${runbook}')/Start`, '{}');
    while (told.events < turn * FOLLOWERS && performance.now() < began + 30_000) await new Promise((resolve) => { setTimeout(resolve, 5); });
    times.push(performance.now() - began);
    sizes.push(await memory());
  }
  for (const reply of replies) reply.destroy();
  many.destroy();
  // Collections come late where there is room: what counts is whether it goes on growing.
  const third = TOLD / 3;
  const [half, last] = [median(sizes.slice(third, 2 * third)), median(sizes.slice(2 * third))];
  return [
    { what: `a new job told to ${FOLLOWERS} followers, the median of ${TOLD}`, value: told.events < TOLD * FOLLOWERS ? `${told.events} told` : milliseconds(median(times)), budget: Budget.atLeast(told.events, TOLD * FOLLOWERS, ' told') },
    { what: `memory for ${FOLLOWERS} followers`, value: `${Math.round(half - before)}, then ${Math.round(last - before)} MB more`, against: `${Math.round(before)} MB before`, budget: Budget.atMost(last / half, 1.2, ' x') },
  ];
}
const TOLD = 60;

export const bench: Bench = {
  name: 'web service',
  run: async () => {
    await using few = await startBenchService();
    await using many = await startBenchService();
    const { url, ask } = many;
    for (const { folder } of [few, many]) fillRunbooks(folder);
    const runbook = (JSON.parse((await ask(`${url}Runbooks?$top=1`)).toString()) as { d: { results: { RunbookID: string }[] } }).d.results[0]?.RunbookID ?? '';
    const sizes: number[] = [];
    const weigh = async (): Promise<void> => { sizes.push(await many.memory()); };
    const rows: Row[] = [
      await against(many, `${url}Runbooks`, 'a page of 50 runbooks', 0.4),
      await against(many, `${url}Runbooks`, 'the same, read anew each time', 0.4, true),
      await against(many, `${url}Runbooks(guid'${runbook}')`, 'one runbook by its key', 0.5),
      await against(many, `${url}Runbooks(guid'${runbook}')`, 'the same, read anew each time', 0.5, true),
    ];
    await weigh();
    fillJobs(few.folder, 1, 101);
    fillJobs(many.folder, 1, 120_001);
    const newest = 'Jobs?$orderby=CreationTime%20desc';
    const time = new Date(Date.now() - 86_400_000 + 7_000_000).toISOString().slice(0, 19);
    const far = `${url}${newest}&$skiptoken=${encodeURIComponent(`datetime'${time}',guid'${TENANT}'`)}`;
    rows.push(bound('first page of 120,000 jobs', await latencies(many, url + newest, few, few.url + newest), 'of 100'), bound('the thousandth page', await latencies(many, far, few, few.url + newest), 'first of 100'));
    await weigh();
    fillRecords(few.folder, 1, 5_000);
    fillRecords(many.folder, 1, 5_000_000);
    rows.push(bound('the last 50 of 5,000,000 records of a job', await latencies(many, lastRecords(many), few, lastRecords(few)), 'of 5,000'));
    await weigh();
    // What was asked before, again: what it leaves behind would be there twice.
    for (let turn = 0; turn < 3; turn += 1) {
      await burst(ask, `${url}Runbooks`, 4_000, true);
      await weigh();
    }
    rows.push(...await follow(many, runbook));
    return [...rows, memoryRow(sizes)];
  },
};

/** What the service takes behind each part, and behind the first part again and again. */
function memoryRow(sizes: readonly number[]): Row {
  const [before = 0, ...again] = sizes.slice(-4);
  // Collections come late where there is room: what is left behind is there in the least of the last two.
  const last = Math.min(...again.slice(-2));
  return { what: 'memory of the service: behind requests, pages, records; then 12,000 requests more', value: `${sizes.map((size) => Math.round(size)).join(', ')} MB`, against: `behind the records: ${Math.round(before)} MB`, budget: Budget.atMost(last / before, 1.2, ' x') };
}

/** The address of the last 50 records of the first job. */
function lastRecords({ folder, url }: BenchService): string {
  const database = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
  const jobId = String(database.prepare('select JobID from Jobs where job_key = 1').get()?.['JobID']);
  const last = String(database.prepare('select time from stream_record where job_key = 1 order by time desc limit 1 offset 50').get()?.['time']);
  database.close();
  return `${url}JobStreams/GetStreamItems?jobId='${jobId}'&streamType='Any'&streamsCreatedSinceDateTime='${last}'`;
}
