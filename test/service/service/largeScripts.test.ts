import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import axios from 'axios';
import { errorOf } from '../support/conversation.ts';
import { serve, type UnderTest } from '../support/serviceUnderTest.ts';

const script = (bytes: number): string => {
  const line = 'Write-Output "number $($i + 1) of @{a=1}" | Where-Object { $_ -like "x*" }\n';
  return `param([int]$Count)\n${line.repeat(Math.ceil(bytes / line.length))}`;
};
const BINARY = { headers: { 'Content-Type': 'application/octet-stream', Slug: 'Large' } };

describe('scripts that are too large, no text, or take long to read', () => {
  let under: UnderTest;
  before(async () => { under = await serve(); });
  after(() => under[Symbol.asyncDispose]());

  /** How many requests of others are answered, one after the other, while `work` is under way. */
  async function answeredDuring<T>(work: Promise<T>): Promise<{ readonly answered: number; readonly result: T }> {
    const pending = Symbol('pending');
    for (let answered = 0; ; answered += 1) {
      const { status } = await axios.get(`${under.service.origin}/health`, { httpsAgent: under.http.defaults.httpsAgent, proxy: false });
      assert.equal(status, 200);
      if (await Promise.race([work, Promise.resolve(pending)]) !== pending) return { answered, result: await work };
    }
  }

  it('says how large a runbook may be, also where it comes packed', async () => {
    const reply = await under.http.post('RunbookVersions', Buffer.alloc(30 * 1024 * 1024), BINARY);
    assert.equal(reply.status, 413);
    assert.deepEqual(errorOf(reply), { code: 'RunbookTooLarge', message: 'A runbook may have 4 MB at most; split it into several that call each other.' });
    const packed = await under.http.post('RunbookVersions', gzipSync(Buffer.alloc(30 * 1024 * 1024, ' ')), { headers: { ...BINARY.headers, 'Content-Encoding': 'gzip' } });
    assert.deepEqual([packed.status, errorOf(packed).code], [413, 'RunbookTooLarge']);
  });

  it('refuses what is no text, and says what to do', async () => {
    const message = 'The runbook cannot be read. The file holds a NUL character in line 1: it is no text. Remove it, or save the script as UTF-8.';
    const nuls = await under.http.post('RunbookVersions', Buffer.alloc(3 * 1024 * 1024), BINARY);
    assert.deepEqual([nuls.status, errorOf(nuls)], [400, { code: 'RunbookNotText', message }]);
    const broken = await under.http.post('RunbookVersions', Buffer.from([0xff, 0xfe, 0, 0, 1]), BINARY);
    assert.deepEqual([broken.status, errorOf(broken).code], [400, 'RunbookNotText']);
    assert.equal((await under.http.get('Runbooks/$count')).data, 0);
  });

  it('takes UTF-16 as editors on Windows save it', async () => {
    const made = await under.http.post<{ d: { RunbookVersionID: string } }>('RunbookVersions', Buffer.from('\ufeffparam([int]$Größe)', 'utf16le'), { headers: { ...BINARY.headers, Slug: 'Utf16' } });
    assert.equal(made.status, 201);
    const parameters = await under.http.get<{ d: { results: { Name: string }[] } }>(`RunbookVersions(guid'${made.data.d.RunbookVersionID}')/RunbookParameters`);
    assert.deepEqual(parameters.data.d.results.map(({ Name }) => Name), ['Größe']);
  });

  it('takes a script with more parameters than a statement has, at upload, save and start', async () => {
    const names = Array.from({ length: 9_000 }, (_, index) => `a${index}`);
    const text = `param(${names.map((name) => `$${name}`).join(',')})`;
    const made = await under.http.post<{ d: { RunbookVersionID: string; RunbookID: string } }>('RunbookVersions', text, { headers: { ...BINARY.headers, Slug: 'Many' } });
    assert.equal(made.status, 201, JSON.stringify(made.data));
    const { RunbookVersionID: version, RunbookID: runbook } = made.data.d;
    const count = async (): Promise<unknown> => (await under.http.get(`RunbookVersions(guid'${version}')/RunbookParameters/$count`)).data;
    assert.equal(await count(), names.length);
    assert.equal((await under.http.put(`RunbookVersions(guid'${version}')/$value`, text, BINARY)).status, 204);
    assert.equal((await under.http.post(`Runbooks(guid'${runbook}')/Publish`)).status, 200);
    assert.equal(await count(), names.length);
    const started = await under.http.post(`Runbooks(guid'${runbook}')/Start`, { parameters: names.map((Name) => ({ Name, Value: '1' })) });
    assert.equal(started.status, 200, JSON.stringify(started.data));
    assert.equal((await under.http.get('JobParameters/$count')).data, names.length);
  });

  it('answers others while it reads a large one, at upload, save and publish', async () => {
    const created = await answeredDuring(under.http.post<{ d: { RunbookVersionID: string; RunbookID: string } }>('RunbookVersions', script(700_000), BINARY));
    assert.equal(created.result.status, 201);
    const { RunbookVersionID: version, RunbookID: runbook } = created.result.data.d;
    const saved = await answeredDuring(under.http.put(`RunbookVersions(guid'${version}')/$value`, script(700_000), BINARY));
    assert.equal(saved.result.status, 204);
    const published = await answeredDuring(under.http.post(`Runbooks(guid'${runbook}')/Publish`));
    assert.equal(published.result.status, 200);
    assert.ok(Math.min(created.answered, saved.answered, published.answered) >= 10, JSON.stringify([created.answered, saved.answered, published.answered]));
    const parameters = await under.http.get<{ d: { results: { Name: string }[] } }>(`RunbookVersions(guid'${version}')/RunbookParameters`);
    assert.deepEqual(parameters.data.d.results.map(({ Name }) => Name), ['Count']);
  });

  it('answers others while it reads a large body in XML, and says what is wrong with one', async () => {
    const entry = (text: string): string => `<entry xmlns="http://www.w3.org/2005/Atom" xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><content type="application/xml"><m:properties><d:Name>large</d:Name><d:Value>${text}</d:Value></m:properties></content></entry>`;
    const atom = { headers: { 'Content-Type': 'application/atom+xml' } };
    const created = await answeredDuring(under.http.post<{ d: { VariableID: string } }>('Variables', entry('&amp;'.repeat(1_000_000)), atom));
    assert.equal(created.result.status, 201);
    assert.ok(created.answered >= 10, String(created.answered));
    const value = await under.http.get<string>(`Variables(guid'${created.result.data.d.VariableID}')/Value/$value`);
    assert.equal(value.data, '&'.repeat(1_000_000));
    const broken = await under.http.post('Variables', entry('x'.repeat(100_000)).replace('</d:Value>', ''), atom);
    assert.deepEqual([broken.status, errorOf(broken).code], [400, 'BodySyntax']);
  });

  it('names line and column of an error in a large one', async () => {
    const text = script(100_000);
    const reply = await under.http.post('RunbookVersions', `${text}if (`, BINARY);
    assert.equal(reply.status, 400);
    assert.match(errorOf(reply).message, new RegExp(`^The runbook has a syntax error at line ${text.split('\n').length}, column \\d+: `));
  });
});
