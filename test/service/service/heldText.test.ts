/** Functions of texts in questions: however long the texts are and however many, the service has memory for all else, and says what is too much. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AxiosResponse } from 'axios';
import { body, errorOf, publishNew, rows, start } from '../support/conversation.ts';
import { BegunServices, exitOf } from '../support/serviceProcess.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const MEGABYTE = 1024 * 1024;
const TENANT = '00000000-0000-0000-0000-000000000000';
const variables = (count: number, value: string): string => `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
  insert into Variables (VariableID, TenantID, Name, Value, IsEncrypted, CreationTime, LastModifiedTime)
  select printf('%08x-0000-4000-8000-%012x', (i * 7919) % 4294967296, i), '${TENANT}', 'v' || i, ${value}, 0, '2026-01-01T00:00:00', '2026-01-01T00:00:00' from n`;

describe('functions of long texts', function () {
  this.timeout(180_000);
  const services = new BegunServices();
  beforeEach(() => services.setUp());
  afterEach(() => services.tearDown());
  const insert = (statement: string): void => {
    const database = new DatabaseSync(join(services.folder, 'sma.db'), { timeout: 10_000 });
    database.exec(statement);
    database.close();
  };
  /** A process of its own, whose memory can be small and is known. */
  const begin = async (megabytes: number) => {
    const { child, http } = await services.begin({ transport: 'http' }, [`--max-old-space-size=${megabytes}`]);
    return { http, child, peak: () => Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024 };
  };
  const nested = (depth: number, outer: (inner: string) => string): string => Array.from({ length: depth }).reduce<string>(outer, 'Value');

  it('do not end a service with little memory: what needs more is refused, with what needs none beside it', async () => {
    const { http, child } = await begin(256);
    insert(variables(30, `printf('%.*c', ${6 * MEGABYTE}, 'x')`));
    for (const filter of [
      `length(${nested(6, (one) => `concat(${one},${one})`)}) gt 0`, `length(${nested(2, (one) => `replace(${one},'x','xxx')`)}) gt 0`,
      `${nested(10, (one) => `tolower(toupper(${one}))`)} eq 'a'`,
    ]) {
      const refused = await http.get(`Variables?$select=Name&$filter=${encodeURIComponent(filter)}`);
      assert.deepEqual([refused.status, errorOf(refused).code], [400, 'TooComplex'], filter);
      const counted = await http.get(`Variables/$count?$filter=${encodeURIComponent(filter)}`);
      assert.deepEqual([counted.status, errorOf(counted).code], [400, 'TooComplex'], filter);
    }
    // Each for itself is not too much, however many there are.
    const one = await http.get("Variables?$select=Name&$filter=tolower(toupper(Value)) eq 'a'&$inlinecount=allpages");
    assert.deepEqual([one.status, rows(one).length], [200, 0]);
    const all = await http.get("Variables?$select=Name&$filter=substringof('xä',tolower(Value)) eq false&$orderby=length(concat(Value,'ä')) desc,Name&$top=3");
    assert.deepEqual([all.status, rows(all).map((row) => row['Name'])], [200, ['v1']], 'a page holds no more, and has a next link');
    assert.equal((await http.get("Variables/$count?$filter=length(concat(Value,Value)) eq 12582912")).data, 30);
    assert.equal((await http.get("Variables/$count?$filter=length(replace(Value,'xxxxxxxx','yyyyyyyyzzzzz')) gt 0 or Name eq 'nobody'")).data, 30);
    assert.equal(child.exitCode, null);
  });

  it('refuse or answer the same question each time: what one client asked too much of is nobody else\'s error', async () => {
    await using under = await serve({ dataFolder: services.folder });
    insert(variables(40, `case when i > 32 then printf('%.*c', 1500000, 'x') else 'short' end`));
    const pages: number[] = [], seen = new Set<unknown>();
    for (let next: string | undefined = 'Variables?$select=Name&$orderby=length(Value) desc,Name'; next !== undefined;) {
      const reply: AxiosResponse = await under.http.get(next);
      assert.equal(reply.status, 200, `page ${pages.length + 1}: ${JSON.stringify(reply.data)}`);
      pages.push(rows(reply).length);
      for (const row of rows(reply)) seen.add(row['Name']);
      next = (reply.data as { readonly d: { readonly __next?: string } }).d.__next;
    }
    assert.ok(pages.length >= 3, pages.join());
    assert.equal(seen.size, 40);
    for (const letter of ['a', 'b', 'c', 'd']) {
      const filter = `${nested(10, (one) => `tolower(${one})`)} eq '${letter}'`;
      assert.equal((await under.http.get(`Variables?$filter=${encodeURIComponent(filter)}`)).status, 200, filter);
    }
    for (let time = 1; time <= 4; time++) for (const counted of ['', '&$inlinecount=allpages']) {
      const refused = await under.http.get(`Variables?$filter=${encodeURIComponent(`length(replace(Value,'x','${'b'.repeat(60)}')) gt 0`)}${counted}`);
      assert.deepEqual([refused.status, errorOf(refused).code], [400, 'TooComplex'], `time ${time} ${counted}`);
    }
  });

  it('over many rows take a little memory each time', async () => {
    const { http, child, peak } = await begin(1_024);
    const { runbook } = await publishNew(http, '# talks', 'Talks'), job = await start(http, runbook);
    const count = 2_000_000;
    insert(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) insert into stream_record (job_key, time, type, text)
      select (select job_key from Jobs where JobID = '${job}'), printf('2026-01-01T%02d:%02d:%02d.%07d', i / 360000, (i / 6000) % 60, (i / 100) % 60, i % 100 + 1), 'Output', 'a line of a runbook that says this and that about ' || i || ' things, and is about as long as others' from n`);
    const before = peak(), began = performance.now();
    assert.deepEqual(rows(await http.get("JobStreams/Stream?$filter=tolower(StreamText) eq 'a'")), []);
    assert.deepEqual(rows(await http.get(`JobStreams/Stream?$filter=${encodeURIComponent("StreamText eq 'ä'")}`)), []);
    assert.equal((await http.get("JobStreams/Stream/$count?$filter=indexof(tolower(toupper(StreamText)),'zzz') eq 5")).data, 0);
    const found = await http.get(`JobStreams/Stream?$select=StreamText&$filter=indexof(StreamText,'about ${count - 7} things') gt 0`);
    assert.deepEqual(rows(found).map((row) => row['StreamText']), [`a line of a runbook that says this and that about ${count - 7} things, and is about as long as others`]);
    console.log(`        ${before.toFixed(0)} MB before, ${peak().toFixed(0)} MB at most; ${((performance.now() - began) / 4_000).toFixed(1)} s each`);
    assert.ok(peak() - before < 500);
    child.kill('SIGTERM');
    assert.equal(await exitOf(child), 0);
  });
});

/** So much that the thread for long questions, too, asks row by row. */
const MANY = 30_000;
describe('what is asked row by row', function () {
  this.timeout(120_000);
  let under: UnderTest;
  interface Row { readonly name: string; readonly value: string; readonly description: string | null; readonly encrypted: boolean }
  const data: Row[] = [];
  const filler = 'filler '.repeat(500);
  before(async () => {
    under = await serve({ transport: { kind: 'http' } });
    const database = new DatabaseSync(join(under.folder, 'sma.db'), { timeout: 10_000 });
    database.exec('begin immediate');
    const add = database.prepare(`insert into Variables (VariableID, TenantID, Name, Value, Description, IsEncrypted, CreationTime, LastModifiedTime) values (?, '${TENANT}', ?, ?, ?, 0, '2026-01-01T00:00:00', '2026-01-01T00:00:00')`);
    for (let at = 0; at < MANY; at += 1) {
      const row: Row = { name: `${at % 3 === 0 ? 'V' : 'v'}${String(at).padStart(5, '0')}`, value: `${filler}${at % 1_000}`, description: at % 4 === 0 ? null : ['Zürich', 'ÄPFEL', 'äpfel 👍', 'b', 'B_', 'b￦'][at % 6] ?? null, encrypted: false };
      data.push(row);
      add.run(`${((at * 7_919) % 65_536).toString(16).padStart(8, '0')}-0000-4000-8000-${String(at).padStart(12, '0')}`, row.name, row.value, row.description);
    }
    database.exec('commit');
    database.close();
  });
  after(() => under[Symbol.asyncDispose]());

  const all = async (query: string): Promise<readonly string[]> => {
    const names: string[] = [];
    for (let url: string | undefined = `Variables?$select=Name&${query}`; url !== undefined;) {
      const reply: { readonly data: { d: { results: readonly { Name: string }[]; __next?: string } }; readonly status: number } = await under.http.get(url);
      assert.equal(reply.status, 200, JSON.stringify(reply.data).slice(0, 300));
      names.push(...reply.data.d.results.map(({ Name }) => Name));
      url = reply.data.d.__next;
    }
    return names;
  };
  const names = (passes: (row: Row) => boolean): readonly string[] => data.filter(passes).map(({ name }) => name);

  it('finds, counts, orders, skips and goes on as all else', async () => {
    const ends = (end: string) => ({ value }: Row): boolean => value.endsWith(` ${end}`);
    assert.deepEqual((await all(`$filter=substringof('R 77',tolower(Value)) and length(Value) eq ${filler.length + 2}`)).toSorted(), [...names(ends('77'))].toSorted());
    const ordered = names(ends('77')).toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? 1 : -1));
    const filter = `$filter=indexof(toupper(Value),'R 77') eq ${filler.length - 2} and length(Value) eq ${filler.length + 2}`;
    assert.deepEqual(await all(`${filter}&$orderby=length(Name),Name desc`), ordered);
    assert.deepEqual(await all(`${filter}&$orderby=length(Name),Name desc&$skip=3&$top=9`), ordered.slice(3, 12));
    assert.equal((await under.http.get(`Variables/$count?${filter}`)).data, ordered.length);
    const page = await under.http.get<{ d: { __count: string } }>(`Variables?${filter}&$inlinecount=allpages&$top=2&$orderby=Name`);
    assert.deepEqual([page.data.d.__count, rows(page).map((row) => row['Name'])], [String(ordered.length), ordered.toReversed().slice(0, 2)]);
  });

  it('goes on page after page in an order of functions, nulls first, in both directions', async () => {
    const hundreds = ({ value }: Row): boolean => /(?: |\D)\d00$/.test(value.slice(filler.length - 1));
    const expected = data.filter(hundreds).map((row) => ({ ...row, order: row.description === null ? null : row.description.length }));
    for (const descending of [false, true]) {
      const found = await all(`$filter=endswith(toupper(Value),'R 100') or substringof('r 200',tolower(Value))&$orderby=length(Description)${descending ? ' desc' : ''},Name&$top=130`);
      const sorted = expected.filter(({ value }) => / (?:1|2)00$/.test(value)).toSorted((a, b) =>
        (descending ? -1 : 1) * ((a.order ?? -1) - (b.order ?? -1)) || (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)).map(({ name }) => name);
      assert.deepEqual(found, sorted.slice(0, 130));
    }
  });

  it('has the order of texts as the database has it', async () => {
    const found = await under.http.get("Variables?$select=Description&$filter=length(Value) gt 0 and indexof(tolower(Value),'zzz') lt 0 and Description ne null&$orderby=concat(Description,'') desc,Name&$top=1");
    const database = new DatabaseSync(join(under.folder, 'sma.db'), { readOnly: true });
    const [last] = database.prepare('select Description from Variables order by Description collate nocase desc, Name limit 1').all();
    database.close();
    assert.equal(rows(found)[0]?.['Description'], last?.['Description']);
    assert.ok(body(found) !== undefined);
  });
});
