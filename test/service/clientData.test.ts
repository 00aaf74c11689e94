import assert from 'node:assert/strict';
import { AxiosHeaders, getAdapter, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios';
import { Readable } from 'node:stream';
import { isSmaClientError, type SmaApi } from '../../src/client/index.ts';
import type { RunningService } from '../../src/service/options.ts';
import { bytes, clientOf, collect, published, serve, temporaryFolder } from './clientSupport.ts';

const network = getAdapter('http');

/** The network, counting and looking at requests, with faults put in where `fault` gives one. */
function watching(requests: InternalAxiosRequestConfig[], fault?: (config: InternalAxiosRequestConfig) => number | undefined): AxiosAdapter {
  return (config) => {
    requests.push(config);
    const status = fault?.(config);
    if (status === undefined) return network(config);
    return Promise.resolve({ status, statusText: '', headers: new AxiosHeaders(), config, data: Readable.from([]) });
  };
}

describe('client: data of a real service', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: RunningService;
  let client: SmaApi;
  before(async () => {
    folder = await temporaryFolder();
    service = await serve(folder.path);
    client = clientOf(service);
  });
  after(async () => {
    client.dispose();
    await service.stop();
    await folder[Symbol.asyncDispose]();
  });

  it('takes a runbook through its life: import, edit, save, publish, describe, delete', async () => {
    const first = 'workflow Deploy-Web { param([Parameter(Mandatory)][string] $Server, [int] $Times = 3) "$Server" }';
    const draft = await client.runbooks.import(bytes(first), undefined);
    assert.equal(draft.isDraft, true);
    let runbook = await client.runbooks.get(draft.runbookId);
    assert.deepEqual([runbook.name, runbook.type, runbook.publishedVersionId, runbook.draftVersionId], ['Deploy-Web', 'Script', null, draft.id]);
    assert.deepEqual(await client.versions.parameters(draft.id), [
      { name: 'Server', type: 'System.String', isMandatory: true, position: 0 },
      { name: 'Times', type: 'System.Int32', isMandatory: false, position: 1 },
    ]);
    assert.equal(await client.runbooks.publish(runbook.id), draft.id);

    const second = await client.runbooks.edit(runbook.id);
    const content = await client.versions.read(second);
    assert.equal(content.text, first);
    assert.match(content.etag ?? '', /^"\d+"$/);
    await client.versions.write(second, bytes('workflow Deploy-Web { "zwei: ü" }'), content.etag);
    assert.equal((await client.versions.read(second)).text, 'workflow Deploy-Web { "zwei: ü" }');
    await client.runbooks.publish(runbook.id);

    await client.runbooks.update(runbook.id, { description: 'Puts "it" <there>', tags: ['web', 'deploy'], logVerbose: true });
    runbook = await client.runbooks.get(runbook.id);
    assert.deepEqual([runbook.description, runbook.tags, runbook.logVerbose, runbook.publishedVersionId, runbook.draftVersionId], ['Puts "it" <there>', ['web', 'deploy'], true, second, null]);
    assert.equal((await collect(client.versions.list(runbook.id))).length, 2);
    await client.runbooks.delete(runbook.id);
    await assert.rejects(client.runbooks.get(runbook.id), (error) => isSmaClientError(error, 'NotFound'));
  });

  it('keeps every byte of a script, and shows it without its byte order mark', async () => {
    const script = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes('"ä"\r\n"b"\n')]);
    const { id } = await client.runbooks.import(script, 'With-Mark');
    const { bytes: back, text } = await client.versions.read(id);
    assert.deepEqual(new Uint8Array(back), script);
    assert.equal(text, '"ä"\r\n"b"\n');
  });

  it('does not save over a draft that somebody saved in between', async () => {
    const { id } = await client.runbooks.import(bytes('"one"'), 'Shared');
    const mine = await client.versions.read(id);
    const theirs = await client.versions.read(id);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
    await client.versions.write(id, bytes('"theirs"'), theirs.etag);
    await assert.rejects(client.versions.write(id, bytes('"mine"'), mine.etag), (error) => isSmaClientError(error, 'Conflict') && error.status === 412);
    assert.equal((await client.versions.read(id)).text, '"theirs"');
  });

  it('passes on in the server\'s words why it refused', async () => {
    await assert.rejects(client.runbooks.import(bytes('function {'), 'Broken'), (error) => isSmaClientError(error, 'BadRequest') && (error.serverText ?? '') !== '' && error.message.includes('refused'));
    await client.runbooks.import(bytes('"x"'), 'Taken');
    await assert.rejects(client.runbooks.import(bytes('"x"'), 'taken'), (error) => isSmaClientError(error) && ['Conflict', 'BadRequest'].includes(error.code) && error.message.includes('Taken'));
    await assert.rejects(client.runbooks.import(bytes('"x"'), 'not a name'), (error) => isSmaClientError(error, 'BadRequest'));
    await assert.rejects(client.jobs.get('not-an-id'), (error) => isSmaClientError(error, 'BadOptions'));
    await assert.rejects(client.jobs.records('11111111-2222-3333-4444-555555555555'), (error) => isSmaClientError(error, 'NotFound'));
  });

  it('finds by name whatever the name is made of, and no namesake', async () => {
    for (const name of ["O'Brien", "a' or RunbookName ne 'b", 'ü & % + # / ?', '']) assert.equal(await client.runbooks.findByName(name), undefined);
    const { runbookId } = await client.runbooks.import(bytes('1'), 'Grüße-Ändern');
    assert.equal((await client.runbooks.findByName('grüße-ändern'))?.id ?? (await client.runbooks.findByName('Grüße-Ändern'))?.id, runbookId);
    assert.equal(await client.runbooks.findByName('Grüße'), undefined);
  });

  it('lists 130 variables over all pages, each once', async () => {
    for (let index = 0; index < 130; index += 1) {
      await client.variables.create({ name: `var-${String(index).padStart(3, '0')}`, value: JSON.stringify(index) });
    }
    const requests: InternalAxiosRequestConfig[] = [];
    const counting = clientOf(service, {}, watching(requests));
    const names = (await collect(counting.variables.list())).map((variable) => variable.name).filter((name) => name.startsWith('var-'));
    counting.dispose();
    assert.equal(names.length, 130);
    assert.equal(new Set(names).size, 130);
    assert.ok(requests.length >= 3, `${requests.length} requests`);
  });

  it('changes and deletes variables, and never shows an encrypted value', async () => {
    const plain = await client.variables.create({ name: 'Color', value: '"blue"', description: 'of the sky' });
    assert.deepEqual([plain.value, plain.description, plain.isEncrypted], ['"blue"', 'of the sky', false]);
    await client.variables.update(plain.id, { value: '"grey"', description: null });
    const secret = await client.variables.create({ name: 'Key', value: '"s3cret"', isEncrypted: true });
    assert.equal(secret.value, null);
    const list = await collect(client.variables.list());
    assert.deepEqual(list.filter((variable) => ['Color', 'Key'].includes(variable.name)).map(({ name, value, description }) => [name, value, description]).toSorted((a, b) => String(a[0]).localeCompare(String(b[0]))), [['Color', '"grey"', null], ['Key', null, null]]);
    await client.variables.delete(plain.id);
    await assert.rejects(client.variables.delete(plain.id), (error) => isSmaClientError(error, 'NotFound'));
  });

  it('lists jobs newest first in pages of any size, with their runbooks in the same breath', async () => {
    const runbookId = await published(client, 'Idle', '"never runs here"');
    const started: string[] = [];
    for (let index = 0; index < 70; index += 1) started.push(await client.runbooks.start(runbookId, []));
    const requests: InternalAxiosRequestConfig[] = [];
    const counting = clientOf(service, {}, watching(requests));
    const seen: string[] = [];
    let page: Awaited<ReturnType<SmaApi['jobs']['list']>> | undefined = await counting.jobs.list({ status: 'New', pageSize: 20, count: true });
    assert.equal(page.count, 70);
    while (page !== undefined) {
      assert.ok(page.items.length <= 20);
      for (const job of page.items) assert.equal(await counting.jobs.runbookIdOf(job), runbookId);
      seen.push(...page.items.map((job) => job.id));
      const again = await page.next();
      page = await page.next();
      assert.equal(page, again);
    }
    counting.dispose();
    assert.deepEqual(seen, started.toReversed());
    assert.equal(requests.length, 2);
    assert.equal((await client.jobs.runbookOf(await client.jobs.get(started[0] ?? '')))?.name, 'Idle');
    assert.deepEqual((await client.jobs.list({ status: 'Failed' })).items, []);
  });

  it('starts with parameters and reads them back', async () => {
    const id = await published(client, 'With-Parameters', 'param([string]$Name, [string[]]$List)');
    const jobId = await client.runbooks.start(id, [{ name: 'Name', value: '"O\'Brien \\"x\\""' }, { name: 'List', value: '["a","b"]' }]);
    const parameters = await client.jobs.parameters(await client.jobs.get(jobId));
    assert.deepEqual([...parameters].sort((a, b) => a.name.localeCompare(b.name)), [{ name: 'List', value: '["a","b"]' }, { name: 'Name', value: '"O\'Brien \\"x\\""' }]);
  });

  describe('with a server that speaks Atom only', () => {
    const refusesJson = (config: InternalAxiosRequestConfig): number | undefined => {
      const isAction = /\/(Start|Stop|Edit|Publish)$/.test(config.url ?? '');
      if (String(config.headers['Accept']).includes('json')) return 406;
      return !isAction && String(config.headers['Content-Type']).includes('json') ? 415 : undefined;
    };
    it('reads and writes the same there', async () => {
      const requests: InternalAxiosRequestConfig[] = [];
      const atom = clientOf(service, {}, watching(requests, refusesJson));
      assert.ok((await atom.probe()).entitySets.includes('Variables'));
      const made = await atom.variables.create({ name: 'Atom <&> "quoted"', value: '"x"' });
      await atom.variables.update(made.id, { value: '"y"', description: 'ä\n<b>' });
      const [fromAtom, fromJson] = [await collect(atom.variables.list()), await collect(client.variables.list())];
      assert.deepEqual(fromAtom, fromJson);
      assert.ok(fromAtom.some((variable) => variable.name === 'Atom <&> "quoted"' && variable.value === '"y"' && variable.description === 'ä\n<b>'));

      const { runbookId } = await atom.runbooks.import(bytes('"a"'), 'By-Atom');
      await atom.runbooks.publish(runbookId);
      assert.deepEqual(await atom.runbooks.get(runbookId), await client.runbooks.get(runbookId));
      const job = await atom.jobs.get(await atom.runbooks.start(runbookId, []));
      assert.deepEqual(job, await client.jobs.get(job.id));
      assert.deepEqual((await atom.jobs.list()).items, (await client.jobs.list()).items);
      assert.deepEqual(await atom.jobs.records(job.id), []);
      // The other format is found out once.
      assert.equal(requests.filter((config) => String(config.headers['Accept']).includes('json')).length, 1);
      atom.dispose();
    });
  });

  it('changes through a proxy that knows no MERGE', async () => {
    const requests: InternalAxiosRequestConfig[] = [];
    const tunnelling = clientOf(service, { tunnelMerge: true }, watching(requests));
    const made = await tunnelling.variables.create({ name: 'Tunnelled', value: '1' });
    await tunnelling.variables.update(made.id, { value: '2' });
    tunnelling.dispose();
    assert.equal(requests.at(-1)?.method?.toUpperCase(), 'POST');
    assert.ok((await collect(client.variables.list())).some((variable) => variable.id === made.id && variable.value === '2'));
  });

  it('repeats reads over passing failures, and never a write', async () => {
    const requests: InternalAxiosRequestConfig[] = [];
    let failures = 2;
    const flaky = clientOf(service, { retry: { firstDelay: 1 } }, watching(requests, () => (failures-- > 0 ? 503 : undefined)));
    assert.ok((await collect(flaky.runbooks.list())).length > 0);
    const reads = requests.length;
    failures = 1;
    await assert.rejects(flaky.variables.create({ name: 'Once', value: '1' }), (error) => isSmaClientError(error, 'ServerError'));
    flaky.dispose();
    assert.equal(requests.length, reads + 1);
  });
});
