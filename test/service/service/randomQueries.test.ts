import assert from 'node:assert/strict';
import type { AxiosResponse } from 'axios';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { act, importRunbook, type Wire } from '../support/conversation.ts';
import { ODataError } from '../../../src/odata/errors.ts';
import { parseRequestUri } from '../../../src/odata/uri/requestUri.ts';
import { modelsFor } from '../../../src/sma/models.ts';
import { expressions, order, type Expressions, type Meaning, type Row, type Value, type Vocabulary } from '../support/queryOracle.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const RUNS = 250;
const LIGHT = { headers: { Accept: 'application/json;odata=nometadata' } };
const SCHEDULES: Vocabulary = { texts: ['Name', 'Description'], numbers: [], truths: ['IsEnabled'], times: ['StartTime', 'ExpiryTime'], ones: [], many: {} };
const RUNBOOKS: Vocabulary = {
  texts: ['RunbookName', 'Description', 'Tags', 'LastModifiedBy'], numbers: ['Statistics/TotalJobCount', 'DraftRunbookVersion/VersionNumber', 'PublishedRunbookVersion/VersionNumber'],
  truths: ['LogVerbose', 'IsGlobal', 'DraftRunbookVersion/IsDraft'], times: ['CreationTime', 'PublishedRunbookVersion/LastModifiedTime'],
  ones: ['DraftRunbookVersion', 'PublishedRunbookVersion'], many: { Schedules: SCHEDULES },
};

describe('random queries', () => {
  let under: UnderTest;
  let rows: readonly Row[];
  before(async () => {
    under = await serve();
    const { http } = under;
    const schedules: string[] = [];
    for (const [index, name] of ['Nightly', 'a', 'É', '50%', "it's"].entries()) {
      const made = await http.post('Schedules', { 'odata.type': 'Orchestrator.ResourceModel.OneTimeSchedule', Name: name, Description: index % 2 === 0 ? null : 'A', StartTime: `20${70 + index}-01-01T00:00:00`, IsEnabled: index < 3, ExpiryTime: index === 1 ? '2099-01-01T00:00:00' : null }, { headers: { ...LIGHT.headers, 'Content-Type': 'application/json;odata=light' } });
      schedules.push(String((made.data as Wire)['ScheduleID']));
    }
    for (let n = 0; n < 64; n += 1) {
      const { runbook } = await importRunbook(http, `workflow Run-${n} { }`);
      if (n % 3 !== 0) await act(http, 'Runbooks', runbook, 'Publish');
      if (n % 3 === 1) await act(http, 'Runbooks', runbook, 'Edit');
      if (n % 6 === 2) await act(http, 'Runbooks', runbook, 'Start');
      await http.patch(`Runbooks(guid'${runbook}')`, { Description: [null, '', 'A', 'é', "it's 50% _"][n % 5], Tags: [null, 'b', 'One Two'][n % 3], LogVerbose: n % 2 === 0, IsGlobal: n % 7 === 0 });
      if (n % 3 !== 0) for (let s = 0; s < n % 4; s += 1) await http.post(`Runbooks(guid'${runbook}')/$links/Schedules`, { uri: `Schedules(guid'${schedules[(n + s) % 5]}')` });
    }
    const all: Row[] = [];
    for (let url: string | undefined = 'Runbooks?$expand=Schedules,DraftRunbookVersion,PublishedRunbookVersion,Statistics'; url !== undefined;) {
      const page: { value: readonly Row[]; 'odata.nextLink'?: string } = (await http.get(url, LIGHT)).data as never;
      all.push(...page.value);
      url = page['odata.nextLink'];
    }
    rows = all;
    assert.equal(rows.length, 64);
  });
  after(() => under[Symbol.asyncDispose]());

  const all: Expressions = expressions(RUNBOOKS);
  const { text, number, time } = all;
  /** What multiplies texts beyond reason is refused, which another test is about. */
  const isBounded = (option: string, value: string): boolean => {
    try {
      parseRequestUri(`/00000000-0000-0000-0000-000000000000/Runbooks?${option}=${encodeURIComponent(value)}`, modelsFor('2016'));
    } catch (error) {
      return !ODataError.is(error, 'TooComplex');
    }
    return true;
  };
  const truth = all.truth.filter((filter) => isBounded('$filter', filter.text));
  const idOf = (row: Row | Wire): string => String(row['RunbookID']);
  const ordering = fc.array(fc.tuple(fc.oneof<fc.Arbitrary<Meaning<Value>>[]>(text, number, truth, time), fc.boolean()), { maxLength: 3 }).filter((orders) => isBounded('$orderby', orders.map(([by]) => by.text).join(',')));

  /** The ids that a query gives, over all its pages. */
  const ids = async (query: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const found: string[] = [];
    for (let url: string | undefined = `Runbooks?${Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`; url !== undefined;) {
      const reply: AxiosResponse = await under.http.get(url, LIGHT);
      assert.equal(reply.status, 200, JSON.stringify(reply.data));
      const page = reply.data as { readonly value: readonly Wire[]; readonly 'odata.nextLink'?: string };
      found.push(...page.value.map(idOf));
      url = page['odata.nextLink'];
    }
    return found;
  };

  it('filter, order and page as a naive evaluation does', async () => {
    await fc.assert(fc.asyncProperty(fc.option(truth), ordering, fc.option(fc.nat(70)), fc.option(fc.nat(20)), async (filter, orders, top, skip) => {
      const kept = rows.filter((row) => filter === null || filter.of(row, new Map()) === true);
      const sorted = kept.toSorted((left, right) => {
        for (const [by, descending] of orders) {
          const sign = order(by.of(left, new Map()), by.of(right, new Map()));
          if (sign !== 0) return descending ? -sign : sign;
        }
        return order(idOf(left), idOf(right));
      });
      const expected = sorted.slice(skip ?? 0, (skip ?? 0) + (top ?? 1_000)).map(idOf);
      const found = await ids({
        ...(filter === null ? {} : { $filter: filter.text }), ...(orders.length === 0 ? {} : { $orderby: orders.map(([by, descending]) => by.text + (descending ? ' desc' : '')).join(',') }),
        ...(top === null ? {} : { $top: String(top) }), ...(skip === null ? {} : { $skip: String(skip) }),
      });
      assert.deepEqual(found, expected);
    }), { numRuns: RUNS });
  });

  it('count what they find, with and without the page', async () => {
    await fc.assert(fc.asyncProperty(truth, async (filter) => {
      const expected = rows.filter((row) => filter.of(row, new Map()) === true).length;
      const query = `$filter=${encodeURIComponent(filter.text)}`;
      const [bare, inline] = await Promise.all([under.http.get(`Runbooks/$count?${query}`), under.http.get(`Runbooks?$top=0&$inlinecount=allpages&${query}`, LIGHT)]);
      assert.deepEqual([Number(bare.data), (inline.data as { 'odata.count': string })['odata.count']], [expected, String(expected)]);
    }), { numRuns: RUNS / 2 });
  });

  it('give of every entity what was chosen, and the same in all formats', async () => {
    const names = fc.uniqueArray(fc.constantFrom('RunbookName', 'Description', 'LogVerbose', 'CreationTime', 'Schedules', 'Statistics', 'DraftRunbookVersion'), { minLength: 1 });
    await fc.assert(fc.asyncProperty(names, fc.subarray(['Schedules', 'Statistics', 'DraftRunbookVersion']), async (chosen, expand) => {
      const query = `Runbooks?$top=5&$select=${chosen.join(',')}${expand.length === 0 ? '' : `&$expand=${expand.join(',')}`}`;
      const light = (await under.http.get(query, LIGHT)).data as { readonly value: readonly Row[] };
      const verbose = (await under.http.get(query)).data as { readonly d: { readonly results: readonly Wire[] } };
      for (const [index, entity] of light.value.entries()) {
        const row = rows.find((one) => idOf(one) === /'([^']+)'/.exec(String((verbose.d.results[index]?.['__metadata'] as Wire | undefined)?.['uri']))?.[1]);
        assert.ok(row);
        const shown = chosen.filter((name) => typeof row[name] !== 'object' || row[name] === null && !['Schedules', 'Statistics', 'DraftRunbookVersion'].includes(name) || expand.some((one) => one === name));
        assert.deepEqual(Object.keys(entity).toSorted((a, b) => order(a, b)), shown.toSorted((a, b) => order(a, b)));
        for (const name of shown) assert.deepEqual(entity[name], name === 'Schedules' ? (row[name] as readonly Row[]) : row[name]);
      }
    }), { numRuns: 40 });
  });

  it('that are wrong are always refused with a 4xx and a proper body', async () => {
    const wrong = fc.oneof(
      fc.tuple(text, fc.constantFrom('eq', 'lt', 'add', 'and'), number).map(([left, operator, right]) => `$filter=${encodeURIComponent(`(${left.text}) ${operator} ${right.text}`)}`),
      fc.oneof(text, number, time).map((value) => `$filter=${encodeURIComponent(value.text)}`),
      truth.map((value) => `$filter=${encodeURIComponent(`(${value.text}`)}`), truth.map((value) => `$filter=${encodeURIComponent(`${value.text} and`)}`),
      truth.map((value) => `$filter=${encodeURIComponent(`${value.text} 'x'`)}`), text.map((value) => `$filter=${encodeURIComponent(`nothing(${value.text}) eq 1`)}`),
      fc.tuple(text, text).map(([a, b]) => `$filter=${encodeURIComponent(`substringof(${a.text},${b.text},${a.text})`)}`),
      fc.stringMatching(/^[A-Za-z]{1,8}$/).filter((name) => name !== 'true' && name !== 'false' && name !== 'null').map((name) => `$filter=Z${name}%20eq%20null`),
      fc.stringMatching(/^[A-Za-z]{1,8}$/).map((name) => `$${name}x=1`), fc.constantFrom('$top=-1', '$top=x', '$skip=1.5', '$top=99999999999', '$inlinecount=all', '$top=1&$top=2', '$skiptoken=1', "$skiptoken='a','b'", '$filter=%', '$filter=%FF'),
      fc.stringMatching(/^[A-Z][a-z]{1,8}$/).map((name) => `$expand=Q${name}`), fc.stringMatching(/^[A-Z][a-z]{1,8}$/).map((name) => `$select=Q${name}`), fc.constantFrom('$expand=RunbookName', '$expand=Schedules/Name', '$orderby=Schedules', '$orderby=Statistics', '$select=Schedules/Name'),
      fc.integer({ min: 60, max: 900 }).map((depth) => `$filter=${'true%20or%20('.repeat(depth)}true${')'.repeat(depth)}`), truth.map((value) => `$filter=${encodeURIComponent(`Schedules/any(x: x/Nothing eq ${value.text})`)}`),
    );
    const accepted = fc.constantFrom('application/json;odata=verbose', 'application/json;odata=minimalmetadata', 'application/atom+xml', undefined);
    await fc.assert(fc.asyncProperty(fc.constantFrom('Runbooks', 'Runbooks/$count'), wrong, accepted, async (set, query, accept) => {
      if (set.endsWith('$count') && !/filter|top|skip|inline/.test(query)) return;
      const reply = await under.http.get(`${set}?${query}`, { headers: accept === undefined ? { Accept: '' } : { Accept: accept } });
      assert.ok(reply.status >= 400 && reply.status < 500, `${reply.status} for ${query}: ${JSON.stringify(reply.data).slice(0, 300)}`);
      checkErrorBody(reply.data, accept);
    }), { numRuns: RUNS * 2 });
  });

  it('of any text at all never make the service fail', async () => {
    const piece = fc.constantFrom('Runbooks', 'RunbookName', '(', ')', "'", '/', '$value', '$links', '$count', '$filter', '=', '&', '?', ' ', '%20', '%2F', '%00', 'eq', 'any', ':', 'guid', "guid'00000000-0000-0000-0000-000000000000'", 'Schedules', '$batch', '..', ';', '#', '+', '\u{1F600}', '$metadata', 'JobStreams', 'GetStreamItems', 'jobId=', ',', '*', '-', '1');
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.constantFrom('GET', 'POST', 'PUT', 'MERGE', 'DELETE', 'OPTIONS'), async (pieces, method) => {
      const reply = await under.http.request({ method, url: `${under.service.url}${pieces.join('')}`, data: method === 'GET' ? undefined : '{"Name":1}', headers: { 'Content-Type': 'application/json' } });
      assert.ok(reply.status < 500 || reply.status === 501, `${method} ${pieces.join('')}: ${reply.status} ${JSON.stringify(reply.data).slice(0, 200)}`);
      if (reply.status >= 400) checkErrorBody(reply.data, 'application/json;odata=verbose');
    }), { numRuns: RUNS * 2 });
    assert.deepEqual(under.logger.entries.filter((entry) => entry.level === 'error'), []);
  });

  function checkErrorBody(data: unknown, accept: string | undefined): void {
    if (accept === undefined || accept === 'application/atom+xml') {
      assert.equal(XMLValidator.validate(String(data)), true, String(data));
      assert.match(String(data), /^<\?xml [^>]*\?><m:error [^>]*><m:code>\w+<\/m:code><m:message xml:lang="en-US">.{5,}<\/m:message><\/m:error>$/s);
      return;
    }
    const body = data as Record<string, { code: string; message: { lang: string; value: string } }>;
    const error = body[accept.includes('minimal') ? 'odata.error' : 'error'];
    assert.match(error?.code ?? '', /^\w+$/);
    assert.ok((error?.message.value.length ?? 0) > 5 && error?.message.lang === 'en-US', JSON.stringify(data));
  }
});
