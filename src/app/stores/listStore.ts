import type { SmaApi } from '../../client/api.ts';
import { isTransient } from '../../client/errors.ts';
import type { Connection } from '../connections/connection.ts';
import type { ConnectionRegistry } from '../connections/connectionRegistry.ts';
import { Disposable } from '../disposable.ts';
import type { DisposableLike } from '../disposable.ts';
import { Emitter } from '../event.ts';
import type { ConnectionStateName, ListState } from '../ids.ts';
import type { Logger } from '../log.ts';
import { Poller } from './poller.ts';
import type { Timers } from './poller.ts';

export interface ListStoreParts<T> {
  readonly name: string;
  readonly connections: ConnectionRegistry;
  readonly log: Logger;
  readonly fetch: (client: SmaApi, signal: AbortSignal) => Promise<readonly T[]>;
  /** Milliseconds until the list is asked for again. */
  readonly interval: (items: readonly T[]) => number;
  readonly timers?: Timers;
}

/** States in which asking makes no sense until somebody does something. */
const DEAD: readonly ConnectionStateName[] = ['stopping', 'stopped', 'failed', 'unauthorized', 'untrusted', 'notSma'];

/** A list of the active connection, kept fresh while somebody watches. Emptied when the connection changes. */
export class ListStore<T> extends Disposable {
  readonly #parts: ListStoreParts<T>;
  readonly #poller: Poller;
  readonly #changed = this.own(new Emitter<void>());
  /** The items, the state or the error changed. */
  readonly onDidChange = this.#changed.event;
  #items: readonly T[] = [];
  #state: ListState = 'unknown';
  #error: unknown;

  constructor(parts: ListStoreParts<T>) {
    super();
    this.#parts = parts;
    const { connections } = parts;
    this.#poller = this.own(
      new Poller({
        ask: async (signal) => await this.#ask(signal),
        onFailure: (error) => this.#onFailure(error),
        interval: () => parts.interval(this.#items),
        ...(parts.timers === undefined ? {} : { timers: parts.timers }),
      }),
    );
    this.own(connections.onDidChangeActive(() => this.#startOver()));
    this.own(connections.onDidChangeState((connection) => this.#onConnectionState(connection)));
  }

  get items(): readonly T[] {
    return this.#items;
  }

  get state(): ListState {
    return this.#state;
  }

  /** Why the last question failed; undefined after an answer. */
  get error(): unknown {
    return this.#error;
  }

  get connections(): ConnectionRegistry {
    return this.#parts.connections;
  }

  watch(): DisposableLike {
    return this.#poller.watch();
  }

  /** Asks now. Settles when the answer is in; a failure shows in `error`. */
  async refresh(): Promise<void> {
    await this.#poller.refresh();
  }

  /** Somebody looks now: asks soon again, where it is watched. */
  hasten(): void {
    this.#poller.hasten();
  }

  /** Throws why the last question failed, for a caller who asked by hand and must be told. */
  throwFailure(): void {
    if (this.#error !== undefined) throw this.#error instanceof Error ? this.#error : new Error('The list could not be read.', { cause: this.#error });
  }

  /** Changes the items without asking, where something is known already. */
  replace(items: readonly T[]): void {
    this.#items = items;
    this.#state = items.length === 0 ? 'empty' : 'some';
    this.#changed.fire();
  }

  protected changed(): void {
    this.#changed.fire();
  }

  /** Forgets what belongs to the former connection. */
  protected clear(): void {
    this.#items = [];
    this.#error = undefined;
    this.#state = 'unknown';
  }

  async #ask(signal: AbortSignal): Promise<() => void> {
    const connection = this.#parts.connections.active;
    const { name } = connection.state;
    if (DEAD.includes(name)) return () => undefined;
    if (this.#state === 'unknown') {
      this.#state = 'loading';
      this.#changed.fire();
    }
    const client = connection.client ?? (await connection.connect({ quiet: true }));
    const items = await this.#parts.fetch(client, signal);
    return () => {
      this.#error = undefined;
      connection.reportSuccess();
      this.replace(items);
    };
  }

  #onFailure(error: unknown): 'retry' | 'stop' {
    this.#parts.log.warn(`${this.#parts.name}: could not be read`, error);
    this.#error = error;
    this.#parts.connections.active.reportFailure(error);
    if (this.#state === 'loading') this.#state = 'unknown';
    this.#changed.fire();
    return isTransient(error) ? 'retry' : 'stop';
  }

  #onConnectionState(connection: Connection): void {
    if (connection !== this.#parts.connections.active) return;
    if (DEAD.includes(connection.state.name)) this.#startOver();
    else if (connection.state.name === 'connected' && this.#state !== 'some' && this.#state !== 'empty') this.#poller.restart();
  }

  #startOver(): void {
    this.clear();
    this.#changed.fire();
    this.#poller.restart();
  }
}
