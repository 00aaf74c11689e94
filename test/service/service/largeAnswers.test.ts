/** What clients store may be megabytes long: answers of it hold little in memory, and nobody else waits for them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AxiosResponse } from 'axios';
import { XMLParser } from 'fast-xml-parser';
import { eventually } from '../../support/eventually.ts';
import { publishNew, rows, start, type Wire } from '../support/conversation.ts';
import { serve, USER, type UnderTest } from '../support/serviceUnderTest.ts';

const MEGABYTE = 1024 * 1024;
/** As SQLite writes it: of all kinds of characters, also such as formats escape, and of several bytes at every place where it may be cut. */
const MIXED = '<ü "quoted" \\ & 👍\n\u0001>';
const AUTHORIZATION = { Authorization: `Basic ${Buffer.from(`${USER.name}:${USER.password}`).toString('base64')}` };
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Files of this process that are open, by the beginning of their names; none where the system does not tell. */
const openFiles = (name: string): number => (process.platform !== 'linux' ? 0 : readdirSync('/proc/self/fd').filter((one) => {
  try {
    return readlinkSync(`/proc/self/fd/${one}`).includes(`/${name}`);
  } catch {
    return false;
  }
}).length);

describe('large answers', function () {
  this.timeout(120_000);
  let under: UnderTest;
  let jobId = '';
  before(async () => {
    under = await serve({ transport: { kind: 'http' } });
    const { runbook } = await publishNew(under.http, 'param($A) $A', 'Large-Answers');
    jobId = await start(under.http, runbook);
  });
  after(() => under[Symbol.asyncDispose]());

  const change = (work: (database: DatabaseSync) => void): void => {
    const database = new DatabaseSync(join(under.folder, 'sma.db'), { timeout: 10_000 });
    try {
      work(database);
    } finally {
      database.close();
    }
  };
  const get = (target: string, accept: string): Promise<IncomingMessage> => new Promise((resolve, reject) => {
    request(`${under.service.url}${target}`, { agent: false, headers: { ...AUTHORIZATION, Accept: accept } }, resolve).on('error', reject).end();
  });
  /** The longest that a small question takes while something else goes on. */
  const longestWhile = async (work: () => Promise<unknown>): Promise<number> => {
    const over = new AbortController();
    let [longest, count] = [0, 0];
    const asking = (async () => {
      while (!over.signal.aborted) {
        const began = performance.now();
        assert.equal((await under.http.get('Runbooks?$top=1')).status, 200);
        longest = Math.max(longest, performance.now() - began);
        count += 1;
        await sleep(5);
      }
    })();
    await work();
    over.abort();
    await asking;
    assert.ok(count > 0);
    return longest;
  };

  interface SlowReaders { readonly readers: readonly IncomingMessage[]; readonly megabytes: number }

  /** Readers that take a little of each answer, and then nothing for a while; and how much memory the process took meanwhile. */
  const slowReaders = async (times: number, targets: readonly (readonly [target: string, accept: string])[]): Promise<SlowReaders> => {
    const before = process.memoryUsage().rss, readers: IncomingMessage[] = [];
    let most = before;
    const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 10);
    for (let i = 0; i < times; i++) {
      for (const [target, accept] of targets) {
        const reply = await get(target, accept);
        assert.equal(reply.statusCode, 200);
        reply.once('data', () => reply.pause());
        readers.push(reply);
      }
    }
    await sleep(1_000);
    clearInterval(watch);
    return { readers, megabytes: Math.round((most - before) / MEGABYTE) };
  };

  it('records of any length arrive whole, in each format, by GetStreamItems and as events', async () => {
    const long = MIXED.repeat(100_000), odd = `a${MIXED.repeat(4_000)}`;
    change((database) => {
      const { job_key } = database.prepare('select job_key from Jobs where JobID = ?').get(jobId) ?? {};
      const insert = database.prepare("insert into stream_record (job_key, time, type, text) values (?, ?, 'Output', ?)");
      for (const [i, text] of ['short', long, 'between', odd, long, 'last'].entries()) insert.run(Number(job_key), `2026-01-01T00:00:0${i}`, text);
    });
    const expected = ['short', long, 'between', odd, long, 'last'].map(digest);
    for (const accept of ['application/json;odata=verbose', 'application/json;odata=minimalmetadata']) {
      const reply = await under.http.get(`JobStreams/GetStreamItems?jobId='${jobId}'&streamType='Any'`, { headers: { Accept: accept } });
      const data = reply.data as { readonly d?: { readonly results: readonly Wire[] }; readonly value?: readonly Wire[] };
      assert.deepEqual((data.d?.results ?? data.value ?? []).map((one) => digest(String(one['StreamText']))), expected, accept);
    }
    const xml = String((await under.http.get(`JobStreams/GetStreamItems?jobId='${jobId}'&streamType='Any'`, { headers: { Accept: 'application/atom+xml' }, responseType: 'text' })).data);
    const parsed = new XMLParser({ ignoreAttributes: true, trimValues: false, parseTagValue: false, processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity } }).parse(xml) as { readonly feed: { readonly entry: readonly { readonly content: { readonly 'm:properties': { readonly 'd:StreamText': string } } }[] } };
    // XML has no such character.
    assert.deepEqual(parsed.feed.entry.map((one) => digest(one.content['m:properties']['d:StreamText'])), ['short', long, 'between', odd, long, 'last'].map((text) => digest(text.replaceAll('\u0001', '\uFFFD'))));
    const events = await new Promise<readonly string[]>((resolve, reject) => {
      const asked = request(`${under.service.origin}/events?job=${jobId}`, { agent: false, headers: AUTHORIZATION }, (reply) => {
        let got = '';
        reply.setEncoding('utf8').on('data', (part: string) => {
          got += part;
          const whole = got.split('\n\n').slice(0, -1).flatMap((event) => /^event: record\ndata: (.*)$/m.exec(event)?.[1] ?? []);
          if (whole.length < expected.length) return;
          asked.destroy();
          resolve(whole.map((data) => digest((JSON.parse(data) as { readonly StreamText: string }).StreamText)));
        });
      }).on('error', reject);
      asked.end();
    });
    assert.deepEqual(events, expected);
    change((database) => database.exec('delete from stream_record'));
  });

  it('who reads records of 30 MB slowly takes little memory each, by every way, and nobody waits for them', async () => {
    change((database) => {
      const { job_key } = database.prepare('select job_key from Jobs where JobID = ?').get(jobId) ?? {};
      for (let i = 0; i < 4; i++) database.prepare("insert into stream_record (job_key, time, type, text) values (?, ?, 'Output', printf('%.*c', ?, 'x'))").run(Number(job_key), `2026-01-01T00:00:0${i}`, 30 * MEGABYTE);
    });
    const items = `JobStreams/GetStreamItems?jobId='${jobId}'&streamType='Any'`;
    let held: SlowReaders = { readers: [], megabytes: 0 };
    const longest = await longestWhile(async () => { held = await slowReaders(10, [[items, 'application/json'], [items, 'application/atom+xml'], [`../events?job=${jobId}`, '*/*']]); });
    const { readers, megabytes } = held;
    for (const reply of readers) reply.destroy();
    assert.equal(readers.length, 30);
    // Held whole, 30 readers of 120 MB each would be 3,600, of one record each 900.
    assert.ok(megabytes < 600, `${megabytes} MB for ${readers.length} readers`);
    assert.ok(longest < 3_000, `${longest} ms`);
    change((database) => database.exec('delete from stream_record'));
  });

  it('records of any length arrive whole by the entity set, as a page, one, a property and its text, packed or not', async () => {
    const long = MIXED.repeat(100_000), odd = `a${MIXED.repeat(4_000)}`, texts = ['short', long, 'between', odd, long, 'last'];
    change((database) => {
      const { job_key } = database.prepare('select job_key from Jobs where JobID = ?').get(jobId) ?? {};
      const insert = database.prepare("insert into stream_record (job_key, time, type, text) values (?, ?, 'Output', ?)");
      for (const [i, text] of texts.entries()) insert.run(Number(job_key), `2026-01-01T00:00:0${i}`, text);
    });
    const address = 'JobStreams/Stream';
    for (const query of ['', '?$select=StreamText', '?$orderby=StreamTime', '?$inlinecount=allpages', "?$filter=length(StreamText) gt 0", '?$orderby=toupper(StreamTypeName)']) {
      for (const accept of ['application/json;odata=verbose', 'application/json;odata=minimalmetadata']) {
        const reply = await under.http.get(address + query, { headers: { Accept: accept } });
        const data = reply.data as { readonly d?: { readonly results: readonly Wire[] }; readonly value?: readonly Wire[] };
        assert.deepEqual((data.d?.results ?? data.value ?? []).map((one) => digest(String(one['StreamText']))), texts.map(digest), query + accept);
      }
    }
    assert.equal(rows(await under.http.get(`${address}?$select=StreamTime`)).length, texts.length);
    const found = await under.http.get(`${address}?$filter=StreamTime eq datetime'2026-01-01T00:00:03'`);
    assert.equal(digest(String(rows(found)[0]?.['StreamText'])), digest(odd));
    change((database) => database.exec("delete from stream_record where text = 'short'"));
    const one = `${address}(guid'${jobId}')`;
    assert.equal(digest(String((await under.http.get<{ readonly d: Wire }>(one)).data.d['StreamText'])), digest(long));
    assert.equal(digest(String((await under.http.get<{ readonly d: Wire }>(`${one}/StreamText`)).data.d['StreamText'])), digest(long));
    const bare = await under.http.get<string>(`${one}/StreamText/$value`, { responseType: 'text', transformResponse: (text: string) => text });
    assert.equal(digest(bare.data), digest(long));
    assert.match(String(bare.headers['content-type']), /^text\/plain/);
    const xml = String((await under.http.get(one, { headers: { Accept: 'application/atom+xml' }, responseType: 'text' })).data);
    assert.equal(/<d:StreamText xml:space="preserve">([^]*)<\/d:StreamText>/.exec(xml)?.[1], long.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\u0001', '\uFFFD'));
    change((database) => database.exec('delete from stream_record'));
  });

  it('who reads large records of the entity set, zips of modules or large pages slowly holds a piece, and the value lies in one file for all', async () => {
    const moduleId = '00000000-0000-4000-8000-000000000001', tenant = '00000000-0000-0000-0000-000000000000';
    change((database) => {
      const { job_key } = database.prepare('select job_key from Jobs where JobID = ?').get(jobId) ?? {};
      database.prepare("insert into stream_record (job_key, time, type, text) values (?, '2026-01-01T00:00:00', 'Output', printf('%.*c', ?, 'x'))").run(Number(job_key), 30 * MEGABYTE);
      database.prepare(`insert into Modules (ModuleID, ModuleName, TenantID, Version, CreationTime, LastModifiedTime) values (?, 'Large', '${tenant}', 1, '2026-01-01T00:00:00', '2026-01-01T00:00:00')`).run(moduleId);
      database.prepare("insert into media (set_name, entity_id, content_type, bytes) values ('Modules', ?, 'application/octet-stream', randomblob(?))").run(moduleId, 30 * MEGABYTE);
      const insert = database.prepare(`insert into Variables (VariableID, TenantID, Name, Value, IsEncrypted, CreationTime, LastModifiedTime) values (?, '${tenant}', ?, printf('%.*c', ?, 'x'), 0, '2026-01-01T00:00:00', '2026-01-01T00:00:00')`);
      insert.run('00000000-0000-4000-8000-000000000002', 'wide', 20 * MEGABYTE);
    });
    const targets = [['JobStreams/Stream', 'application/json'], ['JobStreams/Stream', 'application/atom+xml'], [`JobStreams/Stream(guid'${jobId}')/StreamText/$value`, '*/*'], [`Modules(guid'${moduleId}')/$value`, '*/*'], ["Variables?$filter=Name eq 'wide'", 'application/json']] as const;
    const { readers, megabytes } = await slowReaders(12, targets);
    // Held whole, it would be 60 times 30 MB, and more while it is written.
    assert.ok(megabytes < 500, `${megabytes} MB for ${readers.length} readers`);
    for (const reply of readers) reply.destroy();
    // Whole for who reads on, and nothing is left of it.
    const whole = await under.http.get<ArrayBuffer>(`Modules(guid'${moduleId}')/$value`, { responseType: 'arraybuffer', decompress: false, headers: { 'Accept-Encoding': 'identity' } });
    assert.equal(whole.headers['content-length'], String(30 * MEGABYTE));
    const expected = ((): string => {
      const database = new DatabaseSync(join(under.folder, 'sma.db'), { readOnly: true });
      try {
        return createHash('sha256').update(database.prepare('select bytes from media where entity_id = ?').get(moduleId)?.['bytes'] as Uint8Array).digest('hex');
      } finally {
        database.close();
      }
    })();
    assert.equal(createHash('sha256').update(Buffer.from(whole.data)).digest('hex'), expected);
    assert.deepEqual(readdirSync(under.folder).filter((name) => name.startsWith('lent')), []);
    await eventually(() => openFiles('lent') === 0, 5_000, 'that the files are closed');
    change((database) => database.exec("delete from stream_record; delete from media where set_name = 'Modules'; delete from Modules; delete from Variables where Name = 'wide'"));
  });

  it('pages of large values end sooner, go on behind their next link, and nobody waits for them', async () => {
    const count = 35;
    change((database) => {
      const insert = database.prepare(`insert into Variables (VariableID, TenantID, Name, Value, IsEncrypted, CreationTime, LastModifiedTime)
        values (?, '00000000-0000-0000-0000-000000000000', ?, printf('%.*c', ?, 'x'), 0, '2026-01-01T00:00:00', '2026-01-01T00:00:00')`);
      for (let i = 0; i < count; i++) insert.run(`00000000-0000-4000-8000-${String(i).padStart(12, '0')}`, `large ${i}`, i % 7 === 6 ? 10 : 5 * MEGABYTE);
    });
    for (const [query, filter] of [['Variables', ''], ['Variables?$orderby=Name', ''], ["Variables?$filter=substringof('large',Name) or endswith(Description,'x')&$inlinecount=allpages", 'aside']] as const) {
      const seen: string[] = [];
      let largest = 0, pages = 0;
      const before = process.memoryUsage().rss;
      let most = before;
      const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 5);
      const longest = await longestWhile(async () => {
        for (let next: string | undefined = `${under.service.url}${query}`; next !== undefined;) {
          const reply: AxiosResponse<string> = await under.http.get<string>(next, { headers: { Accept: 'application/atom+xml' }, responseType: 'text' });
          assert.equal(reply.status, 200);
          const text = reply.data;
          largest = Math.max(largest, text.length);
          pages += 1;
          seen.push(...[...text.matchAll(/<d:Name>(large \d+)<\/d:Name>/g)].map(([, name = '']) => name));
          next = /<link rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
        }
      });
      clearInterval(watch);
      assert.equal(seen.length, count, query + filter);
      assert.equal(new Set(seen).size, count);
      assert.ok(pages >= 25 && largest < 16 * MEGABYTE, `${pages} pages, ${largest} at most`);
      assert.ok(longest < 3_000, `${longest} ms`);
      assert.ok(most - before < 500 * MEGABYTE, `${Math.round((most - before) / MEGABYTE)} MB`);
    }
    // $top counts over the pages.
    const first = await under.http.get('Variables?$top=3');
    assert.equal(rows(first).length, 1);
    assert.match(String((first.data as { readonly d: Wire }).d['__next']), /\$top=2&\$skiptoken=/);
    change((database) => database.exec("delete from Variables where Name like 'large %'"));
  });

  it('what a page expands to is bounded too: fewer entities, the rest behind the next link; of one entity it is refused with what to do', async () => {
    const contexts: string[] = [];
    change((database) => {
      const { RunbookVersionID } = database.prepare('select RunbookVersionID from JobContexts').get() ?? {};
      database.exec('begin');
      for (let i = 0; i < 30; i++) {
        const id = `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
        contexts.push(id);
        database.prepare("insert into JobContexts (JobContextID, RunbookVersionID, TenantID) values (?, ?, '00000000-0000-0000-0000-000000000000')").run(id, RunbookVersionID ?? null);
        database.prepare("insert into JobParameters (JobContextID, Name, Value, Type) values (?, 'A', printf('%.*c', ?, 'x'), 'System.String')").run(id, 1 * MEGABYTE);
      }
      database.exec('commit');
    });
    const seen: string[] = [];
    let next: string | undefined = `${under.service.url}JobContexts?$expand=JobParameters`;
    let pages = 0;
    for (; next !== undefined; pages++) {
      const reply: AxiosResponse = await under.http.get(next);
      assert.ok(JSON.stringify(reply.data).length < 12 * MEGABYTE);
      for (const context of rows(reply)) {
        const values = (context['JobParameters'] as { readonly results: readonly Wire[] }).results;
        assert.ok(values.every((one) => String(one['Value']).length === MEGABYTE));
        seen.push(String(context['JobContextID']));
      }
      next = (reply.data as { readonly d: { readonly __next?: string } }).d.__next;
    }
    assert.ok(pages >= 8, String(pages));
    assert.equal(seen.length, 31);
    assert.deepEqual(contexts.filter((id) => !seen.includes(id)), []);
    // Where the page was found in the thread for long questions, it is not asked for here because it was too much.
    const own = Object.getOwnPropertyDescriptor(DatabaseSync.prototype, 'prepare') ?? {}, prepare = own.value as (this: DatabaseSync, sql: string) => StatementSync, asked: string[] = [];
    Object.defineProperty(DatabaseSync.prototype, 'prepare', {
      ...own, value(this: DatabaseSync, sql: string) {
        asked.push(sql);
        return prepare.call(this, sql);
      },
    });
    try {
      const found: string[] = [];
      for (let at: string | undefined = `${under.service.url}JobContexts?$expand=JobParameters,RunbookVersion&$orderby=ScheduleID,JobContextID desc&$filter=TenantID ne guid'00000000-0000-0000-0000-00000000000a'&$top=20&$skip=3&$inlinecount=allpages`; at !== undefined;) {
        const reply: AxiosResponse = await under.http.get(at);
        assert.equal(reply.status, 200);
        assert.equal((reply.data as { readonly d: Wire }).d['__count'], '31');
        found.push(...rows(reply).map((one) => String(one['JobContextID'])));
        at = (reply.data as { readonly d: { readonly __next?: string } }).d.__next;
      }
      assert.deepEqual(found, seen.toSorted().toReversed().slice(3, 23));
    } finally {
      Object.defineProperty(DatabaseSync.prototype, 'prepare', own);
    }
    assert.ok(asked.some((sql) => sql.includes('"RunbookVersions"')));
    assert.deepEqual(asked.filter((sql) => /order by .*"ScheduleID"/s.test(sql)), []);
    change((database) => {
      const insert = database.prepare("insert into JobParameters (JobContextID, Name, Value, Type) values (?, ?, printf('%.*c', ?, 'x'), 'System.String')");
      for (let i = 0; i < 11; i++) insert.run(contexts[0] ?? '', `B${i}`, 7 * MEGABYTE);
    });
    const reply = await under.http.get(`JobContexts(guid'${contexts[0] ?? ''}')?$expand=JobParameters`);
    assert.equal(reply.status, 400);
    assert.match(JSON.stringify(reply.data), /TooComplex.*characters that one entity expands to/);
    assert.equal(rows(await under.http.get(`JobContexts(guid'${contexts[0] ?? ''}')/JobParameters`)).length, 2);
  });
});
