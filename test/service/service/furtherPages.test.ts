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
});
