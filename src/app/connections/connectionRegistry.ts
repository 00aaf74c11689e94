import { randomUUID } from 'node:crypto';
import type { Memento } from 'vscode';
import type { SmaApi } from '../../client/api.ts';
import { Disposable } from '../disposable.ts';
import type { DisposableLike } from '../disposable.ts';
import { AppError } from '../errors.ts';
import { Emitter } from '../event.ts';
import { command } from '../ids.ts';
import type { Logger } from '../log.ts';
import { Connection } from './connection.ts';
import type { ClientFactory, Endpoint } from './connection.ts';
import { hostOf, LOCAL_ID, LOCAL_INFO, nameOfServer, readServerRecords } from './connectionInfo.ts';
import type { ConnectionInfo, ServerInfoRecord } from './connectionInfo.ts';
import type { LocalServicePort } from './localServicePort.ts';
import type { SecretVault } from './secretVault.ts';

const SERVERS_KEY = 'connections';
const ACTIVE_KEY = 'activeConnection';

export interface RegistryParts {
  readonly state: Pick<Memento, 'get' | 'update'>;
  readonly vault: SecretVault;
  readonly log: Logger;
  readonly createClient: ClientFactory;
}

/** All connections, which one is active, and what happens to them. */
export class ConnectionRegistry extends Disposable {
  readonly #parts: RegistryParts;
  readonly #connections = new Map<string, Connection>();
  readonly #subscriptions = new Map<string, DisposableLike>();
  readonly #listChanged = this.own(new Emitter<void>());
  readonly #stateChanged = this.own(new Emitter<Connection>());
  readonly #activeChanged = this.own(new Emitter<Connection>());
  /** A connection was added, removed or edited. */
  readonly onDidChangeList = this.#listChanged.event;
  /** Some connection's state changed. */
  readonly onDidChangeState = this.#stateChanged.event;
  /** Another connection is the active one. */
  readonly onDidChangeActive = this.#activeChanged.event;
  #activeId: string;
  #local: LocalServicePort | undefined;

  constructor(parts: RegistryParts) {
    super();
    this.#parts = parts;
    this.#insert(LOCAL_INFO);
    for (const record of readServerRecords(parts.state.get(SERVERS_KEY))) this.#insert({ kind: 'server', ...record });
    const stored = parts.state.get<string>(ACTIVE_KEY);
    this.#activeId = stored !== undefined && this.#connections.has(stored) ? stored : LOCAL_ID;
    this.local.reset({ name: 'stopped' });
  }

  /** Local service first, then the servers by name. */
  get all(): readonly Connection[] {
    const servers = [...this.#connections.values()].filter((item) => item.id !== LOCAL_ID);
    return [this.local, ...servers.sort((a, b) => a.info.name.localeCompare(b.info.name))];
  }

  get local(): Connection {
    return this.#get(LOCAL_ID);
  }

  get active(): Connection {
    return this.#get(this.#activeId);
  }

  find(id: string): Connection | undefined {
    return this.#connections.get(id);
  }

  /** The active connection's client, connecting (and starting the local service) where needed. */
  async client(): Promise<SmaApi> {
    return await this.active.connect();
  }

  /** Lets the local connection follow the local service's process. */
  attachLocalService(port: LocalServicePort): void {
    this.#local = port;
    let last = port.state;
    this.own(
      port.onDidChangeState((state) => {
        const former = last;
        last = state;
        // A crashed service that is being started again keeps its endpoint: the client stays and its tails go on.
        if (state === 'stopping') this.local.reset({ name: 'stopping' });
        // Who asked for a new start while the old one was stopping waits for this very end, and goes on.
        else if (state === 'stopped' && (former !== 'stopping' || this.local.state.name !== 'connecting')) this.local.reset({ name: 'stopped' });
        else if (state === 'failed' && port.failure !== undefined) this.local.reset({ name: 'failed', error: port.failure });
        else if (state === 'running' && this.local.state.name !== 'connecting') {
          this.local.recheck();
          this.local.connect().catch((error: unknown) => this.#parts.log.warn('local service', error));
        }
      }),
    );
  }

  async activate(id: string): Promise<void> {
    const connection = this.#get(id);
    if (id === this.#activeId) return;
    this.#activeId = id;
    await this.#parts.state.update(ACTIVE_KEY, id);
    this.#activeChanged.fire(connection);
  }

  /** Remembers a new server; the password goes to the vault alone. */
  async add(server: Omit<ServerInfoRecord, 'id' | 'name'> & { readonly name?: string }, password: string): Promise<Connection> {
    const record: ServerInfoRecord = { ...server, id: randomUUID(), name: server.name ?? nameOfServer(server, this.all.map(({ info }) => info)) };
    await this.#parts.vault.store(record.id, record.user, password);
    const connection = this.#insert({ kind: 'server', ...record });
    await this.#save();
    this.#listChanged.fire();
    return connection;
  }

  /** Changes what is remembered of a server; with `password`, that too. The connection starts over. */
  async update(id: string, change: Partial<Omit<ServerInfoRecord, 'id'>>, password?: string): Promise<Connection> {
    const former = this.#get(id);
    if (former.info.kind !== 'server') throw new AppError('NoRunbook', 'The local service has nothing to edit: its address and password are its own.');
    const others = this.all.filter((connection) => connection !== former).map((connection) => connection.info);
    // A name that was made of the address goes with it.
    const isMade = former.info.name.startsWith(hostOf(former.info.url));
    const info: ConnectionInfo = { ...former.info, ...(isMade ? { name: nameOfServer({ ...former.info, ...change }, others) } : {}), ...change };
    if (password !== undefined) await this.#parts.vault.store(id, info.user, password);
    this.#drop(id);
    const connection = this.#insert(info);
    await this.#save();
    this.#listChanged.fire();
    if (id === this.#activeId) this.#activeChanged.fire(connection);
    return connection;
  }

  async remove(id: string): Promise<void> {
    if (id === LOCAL_ID || !this.#connections.has(id)) return;
    if (id === this.#activeId) await this.activate(LOCAL_ID);
    this.#drop(id);
    await this.#parts.vault.forget(id);
    await this.#save();
    this.#listChanged.fire();
  }

  override dispose(): void {
    for (const connection of this.#connections.values()) connection.dispose();
    super.dispose();
  }

  #get(id: string): Connection {
    const connection = this.#connections.get(id);
    if (connection === undefined) throw new AppError('Gone', 'This connection was removed. Choose another in the Connections view.');
    return connection;
  }

  #insert(info: ConnectionInfo): Connection {
    const open = info.kind === 'local' ? async () => await this.#openLocal() : async () => await this.#openServer(info);
    const connection = new Connection({ info, log: this.#parts.log, createClient: this.#parts.createClient, open });
    this.#connections.set(info.id, connection);
    this.#subscriptions.set(info.id, connection.onDidChange((changed) => this.#stateChanged.fire(changed)));
    return connection;
  }

  #drop(id: string): void {
    this.#subscriptions.get(id)?.dispose();
    this.#subscriptions.delete(id);
    this.#connections.get(id)?.dispose();
    this.#connections.delete(id);
  }

  async #save(): Promise<void> {
    const records = this.all.flatMap(({ info }) => {
      if (info.kind === 'local') return [];
      const { kind: _kind, ...record } = info;
      return [record];
    });
    await this.#parts.state.update(SERVERS_KEY, records);
  }

  async #openLocal(): Promise<Endpoint> {
    if (this.#local === undefined) throw new AppError('ServiceMissing', 'The local service is not part of this installation. Install the extension again.');
    return await this.#local.start();
  }

  async #openServer(info: ServerInfoRecord): Promise<Endpoint> {
    const password = await this.#parts.vault.password(info.id, info.user);
    if (password === undefined) {
      throw new AppError('SecretLost', `The password for ${info.name} is not stored on this machine. Enter it again.`, {
        action: { label: 'Enter Password', command: command.connectionEdit, arguments: [{ connectionId: info.id, only: 'password' }] },
      });
    }
    return {
      url: info.url,
      authentication: { kind: 'basic', credentials: () => ({ user: info.user, password }) },
      ...(info.pinnedCertificate === undefined ? {} : { trust: { kind: 'pinned', certificate: info.pinnedCertificate } }),
    };
  }
}
