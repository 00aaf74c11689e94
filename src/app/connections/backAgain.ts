import { Disposable } from '../disposable.ts';
import type { DisposableLike } from '../disposable.ts';
import { Poller } from '../stores/poller.ts';
import type { Timers } from '../stores/poller.ts';
import type { Connection } from './connection.ts';
import type { ConnectionRegistry } from './connectionRegistry.ts';

/** Nothing is asked while every server answers; the next one that does not begins it anew. */
const NEVER = 2 ** 31 - 1;

/**
 * Finds out that servers which were unreachable are back, for as long as somebody looks at them, with longer and longer
 * pauses. The one in use is asked by what shows its jobs and runbooks; the local service says itself when it runs.
 */
export class BackAgain extends Disposable {
  readonly #connections: Pick<ConnectionRegistry, 'all' | 'active'>;
  readonly #poller: Poller;

  constructor(connections: Pick<ConnectionRegistry, 'all' | 'active' | 'onDidChangeState' | 'onDidChangeActive'>, timers?: Timers) {
    super();
    this.#connections = connections;
    this.#poller = this.own(new Poller({
      ask: async () => {
        await Promise.all(this.#lost().map(async (connection) => await connection.connect({ quiet: true }).catch(() => undefined)));
        if (this.#lost().length > 0) throw new Error('Some server is still unreachable.');
        return () => undefined;
      },
      onFailure: () => 'retry',
      interval: () => NEVER,
      ...(timers === undefined ? {} : { timers }),
    }));
    this.own(connections.onDidChangeState((connection) => { if (this.#lost().includes(connection)) this.#poller.restart(); }));
    this.own(connections.onDidChangeActive(() => { if (this.#lost().length > 0) this.#poller.restart(); }));
  }

  /** Asks until the result is disposed. */
  watch(): DisposableLike {
    return this.#poller.watch();
  }

  /** Somebody looks now. */
  hasten(): void {
    if (this.#poller.isWatched && this.#lost().length > 0) this.#poller.restart();
  }

  #lost(): readonly Connection[] {
    const { all, active } = this.#connections;
    return all.filter((connection) => connection.info.kind === 'server' && connection.state.name === 'unreachable' && connection !== active);
  }
}
