// The web service: requests against a bare server that returns the same bytes, pages and streams of large tables against
// those of small ones, many followers. Plain HTTP on both sides, so that TLS is no part of either.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { endTree } from '../../scripts/lib/processes.ts';
import { root } from '../../scripts/lib/paths.ts';
import { median, milliseconds, type Bench, type Row } from './bench.ts';

const USER = { name: 'bench', password: 'only for this run' };
const TENANT = '00000000-0000-0000-0000-000000000000';
const HEADERS = { Authorization: `Basic ${Buffer.from(`${USER.name}:${USER.password}`).toString('base64')}`, Accept: 'application/json;odata=verbose' };
const FOLLOWERS = 1_000;

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function ask(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: HEADERS }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const body = Buffer.concat(chunks);
        if (reply.statusCode === 200) resolve(body);
        else reject(new Error(`${url}: ${reply.statusCode} ${body.toString().slice(0, 200)}`));
      }).on('error', reject);
    }).on('error', reject);
  });
}

/** Milliseconds of one request, the median of many. */
async function latency(url: string, times = 61): Promise<number> {
  const all: number[] = [];
  for (let time = 0; time < times + 20; time += 1) {
    const began = performance.now();
    await ask(`${url}&turn=${turns += 1}`);
    if (time >= 20) all.push(performance.now() - began);
  }
  return median(all);
}

let turns = 0;
/** Milliseconds for many requests, eight at a time. */
async function burst(url: string, count: number, fresh = false): Promise<number> {
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
async function against(url: string, what: string, budget?: number): Promise<Row> {
  const bare = await bareServer(await ask(url));
  const ratios: number[] = [];
  try {
    for (let turn = 0; turn < 9; turn += 1) {
      const own = await burst(url, 200, budget === undefined);
      const other = await burst(bare.url, 200);
      if (turn > 0) ratios.push(other / own);
    }
  } finally {
    await endTree(bare.child);
  }
  const ratio = median(ratios);
  return { what, value: `${ratio.toFixed(2)} x`, against: 'a bare node:http server, same bytes', ...(budget === undefined ? {} : { budget: `${budget} x`, ok: ratio >= budget }) };
}

const bound = (what: string, large: number, small: number, than: string): Row =>
  ({ what, value: `${milliseconds(large)} = ${(large / small).toFixed(2)} x`, against: `${than}: ${milliseconds(small)}`, budget: '1.5 x', ok: large <= 1.5 * small });

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
async function follow(origin: string, rootUrl: string, job: string): Promise<readonly Row[]> {
  const many = new Agent({ keepAlive: true });
  const rss = async (): Promise<number> => Number(/^process_resident_memory_bytes (\S+)$/m.exec((await ask(`${origin}/metrics`)).toString())?.[1] ?? 0);
  const replies: IncomingMessage[] = [];
  const before = await rss();
  const told = { events: 0 };
  for (let at = 0; at < FOLLOWERS; at += 50) {
    replies.push(...await Promise.all(Array.from({ length: 50 }, () => new Promise<IncomingMessage>((resolve, reject) => {
      get(`${origin}/events`, { agent: many, headers: HEADERS }, resolve).on('error', reject);
    }))));
  }
  for (const reply of replies) reply.on('data', (chunk: Buffer) => { told.events += chunk.toString().split('event: job').length - 1; }).on('error', () => undefined);
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  const began = performance.now();
  const end = began + 30_000;
  const started = await fetch(`${rootUrl}Runbooks(guid'${job}')/Start`, { method: 'POST', headers: { ...HEADERS, 'Content-Type': 'application/json' }, body: '{}' });
  if (!started.ok) throw new Error(await started.text());
  while (told.events < FOLLOWERS && performance.now() < end) await new Promise((resolve) => { setTimeout(resolve, 5); });
  const took = performance.now() - began;
  const after = await rss();
  for (const reply of replies) reply.destroy();
  many.destroy();
  return [{ what: `a new job told to ${FOLLOWERS} followers`, value: told.events < FOLLOWERS ? `${told.events} told` : milliseconds(took), against: `memory ${Math.round((after - before) / 2 ** 20)} MB more`, ok: told.events >= FOLLOWERS }];
}

export const bench: Bench = {
  name: 'web service',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-bench-'));
    const service = spawn(process.execPath, [join(root, 'dist/service.cjs')], { stdio: ['pipe', 'pipe', 'ignore'] });
    try {
      service.stdin.write(`${JSON.stringify({ dataFolder: folder, users: [USER], transport: 'http', worker: false, serverVersion: '2016', logLevel: 'error' })}\n`);
      const [line] = await once(createInterface(service.stdout), 'line') as [string];
      const { url, origin } = JSON.parse(line) as { url: string; origin: string };
      await ask(`${url}AdminConfigurations`);
      fillRunbooks(folder);
      const runbook = (JSON.parse((await ask(`${url}Runbooks?$top=1`)).toString()) as { d: { results: { RunbookID: string }[] } }).d.results[0]?.RunbookID ?? '';
      const rows: Row[] = [
        await against(`${url}Runbooks`, 'a page of 50 runbooks', 0.4),
        await against(`${url}Runbooks`, 'the same, read anew each time'),
        await against(`${url}Runbooks(guid'${runbook}')`, 'one runbook by its key', 0.5),
        await against(`${url}Runbooks(guid'${runbook}')`, 'the same, read anew each time'),
      ];
      fillJobs(folder, 1, 101);
      const newest = `${url}Jobs?$orderby=CreationTime%20desc`;
      const small = await latency(newest);
      fillJobs(folder, 101, 120_001);
      const time = new Date(Date.now() - 86_400_000 + 7_000_000).toISOString().slice(0, 19);
      const far = `${newest}&$skiptoken=${encodeURIComponent(`datetime'${time}',guid'${TENANT}'`)}`;
      rows.push(bound('first page of 120,000 jobs', await latency(newest), small, 'of 100'), bound('the thousandth page', await latency(far), small, 'first of 100'));
      const stream = (job: number): string => {
        const database = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
        const jobId = String(database.prepare('select JobID from Jobs where job_key = ?').get(job)?.['JobID']);
        const last = String(database.prepare('select time from stream_record where job_key = ? order by time desc limit 1 offset 50').get(job)?.['time']);
        database.close();
        return `${url}JobStreams/GetStreamItems?jobId='${jobId}'&streamType='Any'&streamsCreatedSinceDateTime='${last}'`;
      };
      fillRecords(folder, 1, 5_000);
      fillRecords(folder, 2, 5_000_000);
      const [few, many]: readonly [number[], number[]] = [[], []];
      const [short, long] = [stream(1), stream(2)];
      for (let turn = 0; turn < 5; turn += 1) {
        few.push(await latency(short, 15));
        many.push(await latency(long, 15));
      }
      rows.push(bound('the last 50 of 5,000,000 records of a job', median(many), median(few), 'of 5,000'));
      rows.push(...await follow(origin, url, runbook));
      return rows;
    } finally {
      agent.destroy();
      await endTree(service);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};
