import assert from 'node:assert/strict';
import { isSmaClientError } from '../../../src/client/index.ts';
import { d, FakeNetwork } from './fakeNetwork.ts';

const ID = '2e32df92-2364-4c1a-bfea-e1ba45baa79f';
const ROOT = 'https://sma.test:9090/00000000-0000-0000-0000-000000000000/';
async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
const variable = (name: string): Record<string, unknown> => ({ VariableID: ID, Name: name, Value: '1', Description: null, IsEncrypted: false, LastModifiedTime: '/Date(1391797850087)/' });

describe('client: what goes over the wire', () => {
  it('asks for JSON verbose, says which version it takes, and who it is', async () => {
    const network = new FakeNetwork([d({ results: [] })]);
    await collect(network.client().variables.list());
    const [config] = network.requests;
    assert.equal(config?.headers['Accept'], 'application/json;odata=verbose');
    assert.equal(config.headers['MaxDataServiceVersion'], '3.0');
    assert.equal(config.headers['DataServiceVersion'], undefined);
    assert.equal(config.headers['Authorization'], `Basic ${Buffer.from('ann:p@ss').toString('base64')}`);
    assert.equal(config.proxy, false);
    assert.equal(config.maxRedirects, 0);
  });

  it('calls an action with its parameters as OData v3, each value as it is', async () => {
    const network = new FakeNetwork([d({ Start: ID.toUpperCase() }), d({ Edit: ID })]);
    const client = network.client();
    assert.equal(await client.runbooks.start(ID, [{ name: 'N', value: '"x"' }]), ID);
    await client.runbooks.edit(ID);
    const [start, edit] = network.requests;
    assert.deepEqual(JSON.parse(String(start?.data)), { parameters: [{ __metadata: { type: 'Orchestrator.ResourceModel.NameValuePair' }, Name: 'N', Value: '"x"' }] });
    assert.equal(start?.headers['DataServiceVersion'], '3.0');
    assert.equal(edit?.headers['DataServiceVersion'], undefined);
    assert.equal(edit?.data, '{}');
    assert.deepEqual(network.log, [`POST Runbooks(guid'${ID}')/Start`, `POST Runbooks(guid'${ID}')/Edit`]);
  });

  it('takes no answer of an action for a job that it is not', async () => {
    for (const reply of [d({ Start: null }), d({}), d({ Start: 'yes' }), { status: 204 }]) {
      await assert.rejects(new FakeNetwork([reply]).client().runbooks.start(ID, []), (error) => isSmaClientError(error, 'NotSma'));
    }
  });

  it('never sends an action twice', async () => {
    const network = new FakeNetwork([{ fails: 'ECONNRESET' }, d({ Start: ID })]);
    await assert.rejects(network.client().runbooks.start(ID, []), (error) => isSmaClientError(error, 'Unreachable'));
    assert.equal(network.requests.length, 1);
  });

  it('changes by MERGE what is to be changed, and sends nothing where nothing is', async () => {
    const network = new FakeNetwork([{ status: 204 }]);
    const client = network.client();
    await client.runbooks.update(ID, { tags: ['a', 'b'], description: null });
    await client.runbooks.update(ID, {});
    assert.deepEqual(network.log, [`MERGE Runbooks(guid'${ID}')`]);
    assert.deepEqual(JSON.parse(String(network.requests[0]?.data)), { Description: null, Tags: 'a,b' });
  });

  it('doubles quotes and encodes what a name holds', async () => {
    const network = new FakeNetwork([d([])]);
    await network.client().runbooks.findByName("O'Brien & Söhne");
    assert.deepEqual(network.log, ["GET Runbooks?$filter=RunbookName eq 'O''Brien & Söhne'"]);
    assert.match(network.requests[0]?.url ?? '', /%26/);
  });

  it('asks for stream items with the id as a string, and drops NUL characters', async () => {
    const item = { JobId: ID, StreamTypeName: 'Output', StreamText: 'a\u0000b', StreamTime: '2014-02-07T18:30:50.087' };
    const network = new FakeNetwork([{ body: `\u0000${JSON.stringify({ d: { results: [item] } })}` }]);
    assert.deepEqual(await network.client().jobs.records(ID, { stream: 'Output', since: '2014-02-07T18:30:50.0870000' }), [{ jobId: ID, stream: 'Output', text: 'ab', time: '2014-02-07T18:30:50.0870000' }]);
    assert.deepEqual(network.log, [`GET JobStreams/GetStreamItems?jobId='${ID}'&streamType='Output'&streamsCreatedSinceDateTime='2014-02-07T18:30:50.0870000'`]);
  });

  it('never hands out an encrypted value, whatever the server sends', async () => {
    const [found] = await collect(new FakeNetwork([d([{ ...variable('k'), IsEncrypted: true, Value: 'cipher' }])]).client().variables.list());
    assert.equal(found?.value, null);
  });

  describe('pages', () => {
    it('are followed to the last, by absolute and relative links', async () => {
      const network = new FakeNetwork([d({ results: [variable('a')], __next: `${ROOT}Variables?$skiptoken=1` }), d({ results: [variable('b')], __next: 'Variables?$skiptoken=2' }), d({ results: [] , __next: 'Variables?$skiptoken=3' }), d({ results: [variable('c')] })]);
      assert.deepEqual((await collect(network.client().variables.list())).map((found) => found.name), ['a', 'b', 'c']);
      assert.deepEqual(network.log, ['GET Variables', 'GET Variables?$skiptoken=1', 'GET Variables?$skiptoken=2', 'GET Variables?$skiptoken=3']);
    });
    for (const link of ['https://evil.test/steal', 'http://sma.test:9090/00000000-0000-0000-0000-000000000000/Variables', '//evil.test/x', 'https://sma.test:9090/other/']) {
      it(`are not followed to ${link}`, async () => {
        const network = new FakeNetwork([d({ results: [variable('a')], __next: link })]);
        await assert.rejects(collect(network.client().variables.list()), (error) => isSmaClientError(error, 'NotSma'));
        assert.equal(network.requests.length, 1);
      });
    }
    it('that lead in a circle end', async () => {
      // A client that went round and round would never let another test have its turn: the sixth question is one too many.
      const network = new FakeNetwork((_config, index) => (index > 5 ? { fails: 'ECIRCLE' } : d({ results: [], __next: `Variables?$skiptoken=${(index + 1) % 3}` })));
      await assert.rejects(collect(network.client().variables.list()), (error) => isSmaClientError(error, 'ServerError') && error.message.includes('circle'));
      assert.ok(network.requests.length <= 5);
    });
    it('are read only as far as somebody wants', async () => {
      const network = new FakeNetwork((_config, index) => d({ results: [variable('a'), variable('b')], __next: `Variables?$skiptoken=${index}` }));
      for await (const found of network.client().variables.list()) if (found.name === 'b') break;
      assert.equal(network.requests.length, 1);
    });
  });

  it('lists jobs without their runbooks where a server does not join', async () => {
    const network = new FakeNetwork([{ status: 400 }, d([]), d([])]);
    const client = network.client();
    assert.deepEqual((await client.jobs.list()).items, []);
    await client.jobs.list();
    assert.deepEqual(network.log, ['GET Jobs?$orderby=CreationTime desc&$expand=JobContext/RunbookVersion', 'GET Jobs?$orderby=CreationTime desc', 'GET Jobs?$orderby=CreationTime desc']);
  });
});
