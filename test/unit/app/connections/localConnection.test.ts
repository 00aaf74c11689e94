import assert from 'node:assert/strict';
import type { Endpoint } from '../../../../src/app/connections/connection.ts';
import { ConnectionRegistry } from '../../../../src/app/connections/connectionRegistry.ts';
import type { LocalServicePort, LocalServiceState } from '../../../../src/app/connections/localServicePort.ts';
import type { SecretVault } from '../../../../src/app/connections/secretVault.ts';
import { Emitter } from '../../../../src/app/event.ts';
import type { Logger } from '../../../../src/app/log.ts';
import type { SmaApi } from '../../../../src/client/api.ts';

const quiet = (): void => undefined;
const log: Logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
const endpoint: Endpoint = { url: 'https://127.0.0.1:1', trust: { kind: 'system' }, authentication: { kind: 'basic', credentials: () => ({ user: 'u', password: 'p' }) } };

/** The local service as connections see it, moved from state to state by the test. */
class Port implements LocalServicePort {
  readonly #changed = new Emitter<LocalServiceState>();
  readonly onDidChangeState = this.#changed.event;
  readonly endpoint = endpoint;
  readonly failure = undefined;
  state: LocalServiceState = 'stopped';
  started = Promise.withResolvers<Endpoint>();

  async start(): Promise<Endpoint> {
    return await this.started.promise;
  }

  move(state: LocalServiceState): void {
    this.state = state;
    this.#changed.fire(state);
  }
}

function open(): { readonly port: Port; readonly connections: ConnectionRegistry } {
  const vault = { password: () => Promise.resolve('p'), store: () => Promise.resolve(), forget: () => Promise.resolve() } as unknown as SecretVault;
  const client = { probe: () => Promise.resolve({ root: 'r', entitySets: [], offersEvents: false, server: undefined }), dispose: quiet } as unknown as SmaApi;
  const connections = new ConnectionRegistry({ state: { get: () => undefined, update: () => Promise.resolve() }, vault, log, createClient: () => client });
  const port = new Port();
  connections.attachLocalService(port);
  return { port, connections };
}

describe('the connection to the local service', () => {
  it('is opened by a start that was asked for while the service was still stopping', async () => {
    const { port, connections } = open();
    port.move('running');
    port.started.resolve(endpoint);
    await connections.local.connect();
    port.started = Promise.withResolvers<Endpoint>();
    port.move('stopping');
    assert.equal(connections.local.state.name, 'stopping');
    const again = connections.local.connect();
    port.move('stopped');
    port.move('starting');
    port.move('running');
    port.started.resolve(endpoint);
    await again;
    assert.equal(connections.local.state.name, 'connected');
    connections.dispose();
  });

  it('is stopped with the service, whoever was connecting while that was starting', async () => {
    const { port, connections } = open();
    const connecting = connections.local.connect();
    port.move('starting');
    port.move('stopped');
    port.started.resolve(endpoint);
    await assert.rejects(connecting, { code: 'Disposed' });
    assert.equal(connections.local.state.name, 'stopped');
    connections.dispose();
  });
});
