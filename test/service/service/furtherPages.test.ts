/** Collections inside of other answers, expanded or as links, are as long as they are: a page, and a link to the rest. */
import assert from 'node:assert/strict';
import type { AxiosResponse } from 'axios';
import { body, errorOf, publishNew, rows, start, type Wire } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const COUNT = 60;

describe('further pages', () => {
  let under: UnderTest;
  let version: string;
  before(async () => {
    under = await serve();
    const published = await publishNew(under.http, 'workflow Many { param($A) }');
    ({ version } = published);
    await Promise.all(Array.from({ length: COUNT }, (_, n) => start(under.http, published.runbook, { A: String(n) })));
  });
  after(() => under[Symbol.asyncDispose]());
  const get = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<AxiosResponse> => under.http.get(url.replace(under.service.url, ''), { headers });
  interface Page { readonly results: readonly Wire[]; readonly __next?: string }

  for (const [name, headers] of [['a client that says nothing', {}], ['one that takes version 2.0', { MaxDataServiceVersion: '2.0' }], ['one that takes 3.0', { MaxDataServiceVersion: '3.0' }]] as const) {
    it(`of what is expanded in a single entity, for ${name}`, async () => {
      const reply = await get(`RunbookVersions(guid'${version}')?$expand=JobContexts`, headers);
      assert.equal(reply.headers['dataserviceversion'], '2.0;');
      const { results, __next: next } = body(reply)['JobContexts'] as Page;
      const rest = rows(await get(String(next), headers));
      assert.equal(new Set([...results, ...rest].map((one) => one['JobContextID'])).size, COUNT);
    });
  }

  it('are not kept from a client that cannot be told of them', async () => {
    for (const url of [`RunbookVersions(guid'${version}')?$expand=JobContexts`, 'RunbookVersions?$expand=JobContexts', 'Runbooks?$expand=PublishedRunbookVersion/JobContexts']) {
      const reply = await get(url, { MaxDataServiceVersion: '1.0' });
      assert.deepEqual([reply.status, errorOf(reply).code], [400, 'VersionTooLow'], url);
    }
    // What is on one page has a form in version 1.0, a bare list.
    const short = body(await get(`RunbookVersions(guid'${version}')?$expand=RunbookParameters`, { MaxDataServiceVersion: '1.0' }))['RunbookParameters'];
    assert.ok(Array.isArray(short) && short.length === 1);
    assert.equal((body(await get(`RunbookVersions(guid'${version}')?$expand=RunbookParameters`))['RunbookParameters'] as Page).results.length, 1);
  });

  it('of what is expanded have what the first one has', async () => {
    for (const [query, expected] of [
      ['$expand=JobContexts/JobParameters,Runbook', ['JobContextID', 'RunbookVersionID', 'TenantID', 'ScheduleID', 'RunbookVersion', 'JobParameters', 'Schedule']],
      ['$expand=JobContexts/JobParameters&$select=VersionNumber,JobContexts/ScheduleID,JobContexts/Schedule,JobContexts/JobParameters/Value', ['ScheduleID', 'Schedule', 'JobParameters']],
      ['$expand=JobContexts/RunbookVersion/Runbook,JobContexts/JobParameters&$select=JobContexts/*,JobContexts/JobParameters/Name', ['JobContextID', 'RunbookVersionID', 'TenantID', 'ScheduleID', 'RunbookVersion', 'JobParameters', 'Schedule']],
      ['$expand=JobContexts&$select=JobContexts', ['JobContextID', 'RunbookVersionID', 'TenantID', 'ScheduleID', 'RunbookVersion', 'JobParameters', 'Schedule']],
    ] as const) {
      const { results, __next: next } = body(await get(`RunbookVersions(guid'${version}')?${query}`))['JobContexts'] as Page;
      const reply = await get(String(next));
      const [first, second] = [results[0], rows(reply)[0]];
      const shapeOf = (entity: Wire | undefined): unknown => Object.entries(entity ?? {}).flatMap(([name, value]) => (name === '__metadata' ? [] : [`${name} ${JSON.stringify(value).replaceAll(/[0-9a-f-]{36}|"Value":"\d+"/g, '…')}`])).toSorted();
      assert.deepEqual(Object.keys(first ?? {}).filter((name) => name !== '__metadata').toSorted(), [...expected].toSorted(), query);
      assert.deepEqual(shapeOf(second), shapeOf(first), `${query}: ${String(next)}`);
    }
  });

  it('of links are links', async () => {
    const url = `RunbookVersions(guid'${version}')/$links/JobContexts`;
    const first = await get(`${url}?$inlinecount=allpages`);
    const next = String(body(first).__next);
    assert.equal(next.slice(0, next.indexOf('skiptoken')), `${under.service.url}${url}?$inlinecount=allpages&$`);
    const second = await get(next);
    assert.deepEqual([body(second).__next, body(second).__count], [undefined, String(COUNT)]);
    const uris = [...rows(first), ...rows(second)].map((row) => row['uri']);
    assert.equal(new Set(uris).size, COUNT);
    assert.ok(uris.every((uri) => String(uri).startsWith(`${under.service.url}JobContexts(guid'`)));
    for (const [accept, pattern] of [['application/atom+xml', /<next>([^<]+)<\/next>/], ['application/json;odata=minimalmetadata', /"odata\.nextLink":"([^"]+)"/]] as const) {
      const text = async (address: string): Promise<string> => (await under.http.get<string>(address, { headers: { Accept: accept, MaxDataServiceVersion: '3.0' }, responseType: 'text', transformResponse: (data: string) => data })).data;
      const [, more = ''] = pattern.exec(await text(url)) ?? [];
      assert.equal((await text(more)).split('JobContexts(guid').length - 1, COUNT - 50, accept);
    }
  });

  /** The names of all pages, following the links that the service writes. */
  const walk = async (query: string, name: string): Promise<{ readonly names: readonly string[]; readonly links: readonly string[] }> => {
    const names: string[] = [], links: string[] = [];
    for (let next: string | undefined = query; next !== undefined;) {
      const reply = await get(next, { MaxDataServiceVersion: '3.0' });
      assert.equal(reply.status, 200, `${next.slice(0, 200)}: ${JSON.stringify(reply.data).slice(0, 300)}`);
      names.push(...rows(reply).map((one) => String(one[name])));
      ({ __next: next } = (reply.data as { readonly d: { readonly __next?: string } }).d);
      if (next !== undefined) links.push(next);
    }
    return { names, links };
  };

  it('of what is ordered by long texts have links that go, each way, and say when their entity is gone', async () => {
    const texts = new Map<string, string>();
    for (let i = 0; i < 55; i++) texts.set(`Long ${i}`, i % 11 === 0 ? 'same'.repeat(5_000) : `${'\u00e4'.repeat(2_000 + 100 * (i % 7))}${String((i * 37) % 100).padStart(3, '0')}`);
    texts.set('Long short', 'a');
    for (const [Name, text] of texts) assert.equal((await under.http.post('Variables', { Name, Value: JSON.stringify(text), IsEncrypted: false })).status, 201);
    for (let i = 0; i < 8; i++) assert.equal((await under.http.post('Variables', { Name: `Long wide ${i}`, Value: JSON.stringify(String.fromCharCode(97 + (i * 3) % 8).repeat(1_500_000)), IsEncrypted: false })).status, 201);
    const all = texts.size + 8;
    for (const order of ['Value', 'Value desc', 'tolower(Value) desc,Name', 'length(Value),Value', 'IsEncrypted,Value desc']) {
      const { names, links } = await walk(`Variables?$select=Name&$orderby=${order}`, 'Name');
      assert.equal(names.length, all, order);
      assert.equal(new Set(names).size, all, order);
      assert.ok(links.length >= 2 && links.every((link) => link.length < 2_500), `${order}: ${links.map((link) => link.length).join()}`);
    }
    const { names: upwards } = await walk('Variables?$select=Name&$orderby=Value', 'Name'), { names: downwards } = await walk('Variables?$select=Name&$orderby=Value desc', 'Name');
    const distinct = (names: readonly string[]): readonly string[] => names.filter((name) => !(texts.get(name) ?? '').startsWith('same'));
    assert.deepEqual(distinct(upwards), distinct(downwards).toReversed());
    const { links: [first = ''] } = await walk("Variables?$orderby=Value&$filter=startswith(Name,'Long wide')", 'Name');
    const [, id = ''] = /skiptoken=guid'([^']+)'$/.exec(decodeURIComponent(first)) ?? [];
    assert.equal((await under.http.delete(`Variables(guid'${id}')`)).status, 204);
    const gone = await get(first);
    assert.deepEqual([gone.status, errorOf(gone).code], [400, 'SkipToken']);
    assert.match(errorOf(gone).message, /there no more/);
  });

  it('of parameters have no values in their links, whatever they are ordered by', async () => {
    const { runbook } = await publishNew(under.http, 'param([securestring]$Word) 1', 'Takes-Words');
    for (let i = 0; i < COUNT; i++) await start(under.http, runbook, { Word: `"hidden-word-${i}"` });
    for (const order of ['Value', 'Value desc', 'substring(Value,1,12),Value']) {
      const { names, links } = await walk(`JobParameters?$orderby=${order}&$filter=Name eq 'Word'`, 'Value');
      assert.equal(new Set(names).size, COUNT, order);
      assert.deepEqual(names, order === 'Value desc' ? names.toSorted().toReversed() : names.toSorted());
      assert.ok(links.length > 0 && links.every((link) => !link.includes('hidden')), links.join());
    }
  });
});
