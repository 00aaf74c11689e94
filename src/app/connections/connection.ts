import type { ServerInfo, SmaApi } from '../../client/api.ts';
import type { SmaClientOptions } from '../../client/options.ts';
import { Disposable } from '../disposable.ts';
import { AppError } from '../errors.ts';
import { Emitter } from '../event.ts';
import type { Logger } from '../log.ts';
import type { ConnectionInfo } from './connectionInfo.ts';
import { stateOfFailure } from './connectionState.ts';
import type { ConnectionState } from './connectionState.ts';

/** Where a connection leads and how it proves who we are. */
export type Endpoint = Pick<SmaClientOptions, 'url' | 'authentication' | 'trust'>;
/** The client's code is loaded with the first connection, so that the factory may take a moment. */
export type ClientFactory = (options: SmaClientOptions) => SmaApi | Promise<SmaApi>;

export interface ConnectionParts {
  readonly info: ConnectionInfo;
  readonly log: Logger;
  readonly createClient: ClientFactory;
  /** Gives the address and the credentials; for the local service this starts it. */
  readonly open: () => Promise<Endpoint>;
}

/** One server (or the local service): its state and, once connected, its client. */
export class Connection extends Disposable {
  readonly #parts: ConnectionParts;
  readonly #changed = this.own(new Emitter<Connection>());
  readonly onDidChange = this.#changed.event;
  #state: ConnectionState = { name: 'idle' };
  #client: SmaApi | undefined;
  #server: ServerInfo | undefined;
  #endpoint: Endpoint | undefined;
  #pending: Promise<SmaApi> | undefined;
  /** Rises with every reset, so that an answer to an older question is dropped. */
  #generation = 0;

  constructor(parts: ConnectionParts) {
    super();
    this.#parts = parts;
  }

  get info(): ConnectionInfo {
    return this.#parts.info;
  }

  get id(): string {
    return this.#parts.info.id;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** What the server said of itself when it was last there. */
  get server(): ServerInfo | undefined {
    return this.#server;
  }

  /** The client while the connection is up; also while it is unreachable, since polling finds out when it is back. */
  get client(): SmaApi | undefined {
    return this.#client;
  }

  /**
   * Connects, or joins a connect under way, or gives the client at once. Rejects with the reason. A `quiet` one, which
   * nobody asked for, leaves an unreachable connection shown as such until it is back.
   */
  async connect({ quiet = false }: { readonly quiet?: boolean } = {}): Promise<SmaApi> {
    if (this.#state.name === 'connected' && this.#client !== undefined) return this.#client;
    return await (this.#pending ??= this.#connect(this.#generation, quiet).finally(() => {
      this.#pending = undefined;
    }));
  }

  /** Forgets client and state, as after changed credentials; the next use connects anew. */
  reset(state: ConnectionState = { name: 'idle' }): void {
    this.#generation++;
    this.#pending = undefined;
    this.#client?.dispose();
    this.#client = undefined;
    this.#setState(state);
  }

  /** The next `connect` asks the server again, though the connection was believed to be up. */
  recheck(): void {
    if (this.#state.name === 'connected') this.#state = { name: 'idle' };
  }

  /** A call through this connection failed: the state follows where the failure is the connection's. */
  reportFailure(error: unknown): void {
    const state = stateOfFailure(error);
    if (state === undefined || this.#state.name === state.name || this.#state.name === 'stopping' || this.#state.name === 'stopped') return;
    this.#parts.log.warn(`${this.info.name}: ${state.name}`, error);
    this.#setState(state);
  }

  /** A call went through: a server that was unreachable is back. */
  reportSuccess(): void {
    if (this.#state.name !== 'unreachable' || this.#client === undefined || this.#server === undefined) return;
    this.#parts.log.info(`${this.info.name} answers again`);
    this.#setState({ name: 'connected', server: this.#server });
  }

  override dispose(): void {
    if (this.isDisposed) return;
    this.#generation++;
    this.#client?.dispose();
    this.#client = undefined;
    super.dispose();
  }

  async #connect(generation: number, quiet: boolean): Promise<SmaApi> {
    const { info, log, createClient, open } = this.#parts;
    const isKnown = quiet && this.#state.name === 'unreachable';
    if (!isKnown) this.#setState({ name: 'connecting' });
    let client: SmaApi | undefined;
    try {
      const endpoint = await open();
      this.#throwIfStale(generation);
      // The same place with the same certificate: the client stays, and what was following a job through it goes on.
      client = this.#client !== undefined && leadTogether(endpoint, this.#endpoint) ? this.#client : await createClient(endpoint);
      const server = await client.probe();
      this.#throwIfStale(generation);
      if (client !== this.#client) this.#client?.dispose();
      this.#client = client;
      this.#endpoint = endpoint;
      this.#server = server;
      log.info(`connected to ${info.name} at ${server.root}`);
      this.#setState({ name: 'connected', server });
      return client;
    } catch (error) {
      if (client !== this.#client) client?.dispose();
      if (generation === this.#generation) {
        const failure = error instanceof Error ? error : new Error(String(error));
        const said = `could not connect to ${info.name}`;
        if (isKnown) log.debug(`${said}: ${String(error)}`);
        else log.warn(said, error);
        this.#setState(stateOfFailure(error) ?? (info.kind === 'local' ? { name: 'failed', error: failure } : { name: 'unreachable', error: failure }));
      }
      throw error;
    }
  }

  #throwIfStale(generation: number): void {
    if (this.isDisposed || generation !== this.#generation) {
      throw new AppError('Disposed', `The connection ${this.info.name} was changed while it was being opened. Try again.`);
    }
  }

  #setState(state: ConnectionState): void {
    if (this.isDisposed || (state.name === this.#state.name && state.name !== 'connected')) {
      this.#state = state;
      return;
    }
    this.#state = state;
    this.#changed.fire(this);
  }
}

function leadTogether(one: Endpoint, other: Endpoint | undefined): boolean {
  return other !== undefined && one.url === other.url && JSON.stringify(one.trust) === JSON.stringify(other.trust);
}
