import assert from 'node:assert/strict';
import { askService } from '../../../../src/app/connections/askService.ts';
import { Connection } from '../../../../src/app/connections/connection.ts';
import { LOCAL_INFO } from '../../../../src/app/connections/connectionInfo.ts';
import type { ConnectionInfo } from '../../../../src/app/connections/connectionInfo.ts';
import type { Endpoint } from '../../../../src/app/connections/connection.ts';
import type { Logger } from '../../../../src/app/log.ts';
import type { SmaApi } from '../../../../src/client/api.ts';
import { SmaClientError } from '../../../../src/client/errors.ts';

const quiet = (): void => undefined;
const log: Logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
const endpoint: Endpoint = { url: 'https://127.0.0.1:1', trust: { kind: 'system' }, authentication: { kind: 'basic', credentials: () => ({ user: 'u', password: 'p' }) } };
const SERVER: ConnectionInfo = { kind: 'server', id: 'one', name: 'One', url: 'https://one:9090', user: 'u' };
const failure = (systemCode: string): SmaClientError => new SmaClientError('Unreachable', 'It cannot be reached.', { systemCode });

/** A connection whose service is there or not, as the test says. */
function open(info: ConnectionInfo = LOCAL_INFO): { readonly connection: Connection; readonly service: { isThere: boolean } } {
  const service = { isThere: true };
  const probe = async () => {
    await Promise.resolve();
    if (!service.isThere) throw failure('ECONNREFUSED');
    return { root: 'r', entitySets: [], offersEvents: false, server: undefined };
  };
  const client = { probe, dispose: quiet } as unknown as SmaApi;
  return { connection: new Connection({ info, log, createClient: () => client, open: () => Promise.resolve(endpoint) }), service };
}

/** Starts a job the way the service does: not at all while it is not there. */
function starter(service: { readonly isThere: boolean }, systemCode = 'ECONNREFUSED'): { readonly start: () => Promise<string>; readonly sent: () => number; readonly tried: () => number } {
  let sent = 0, tried = 0;
  const start = async (): Promise<string> => {
    await Promise.resolve();
    tried++;
    if (!service.isThere) throw failure(systemCode);
    return `job ${++sent}`;
  };
  return { start, sent: () => sent, tried: () => tried };
}

describe('asking a local service that ended unexpectedly', () => {
  it('asks again once it is back, and only then', async () => {
    const { connection, service } = open();
    await connection.connect();
    service.isThere = false;
    const { start, sent, tried } = starter(service);
    let pauses = 0;
    assert.equal(await askService(connection, start, async () => { service.isThere = ++pauses === 3; await Promise.resolve(); }), 'job 1');
    // While it was away the connection was tried, not the question.
    assert.deepEqual([sent(), tried(), pauses], [1, 2, 3]);
    assert.equal(connection.state.name, 'connected');
    connection.dispose();
  });

  it('never asks again what may have arrived', async () => {
    const { connection, service } = open();
    await connection.connect();
    for (const systemCode of ['ECONNRESET', 'EPIPE', '']) {
      service.isThere = false;
      const { start, tried } = starter(service, systemCode);
      await assert.rejects(askService(connection, start, () => assert.fail('does not wait')), { systemCode });
      assert.equal(tried(), 1);
    }
    connection.dispose();
  });

  it('does not wait for a server, nor start a service that was stopped meanwhile', async () => {
    const server = open(SERVER);
    await server.connection.connect();
    server.service.isThere = false;
    await assert.rejects(askService(server.connection, starter(server.service).start, () => assert.fail('does not wait')), { systemCode: 'ECONNREFUSED' });
    const local = open();
    await local.connection.connect();
    local.service.isThere = false;
    const { start, tried } = starter(local.service);
    await assert.rejects(askService(local.connection, start, async () => { local.connection.reset({ name: 'stopped' }); await Promise.resolve(); }), { systemCode: 'ECONNREFUSED' });
    assert.equal(tried(), 1);
    assert.equal(local.connection.state.name, 'stopped');
    server.connection.dispose();
    local.connection.dispose();
  });

  it('gives up with the reason when it does not come back', async () => {
    const { connection, service } = open();
    await connection.connect();
    service.isThere = false;
    let pauses = 0;
    await assert.rejects(askService(connection, starter(service).start, async () => { pauses++; await Promise.resolve(); }), { systemCode: 'ECONNREFUSED' });
    assert.ok(pauses > 0);
    connection.dispose();
  });
});
