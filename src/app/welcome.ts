import type { Connection } from './connections/connection.ts';
import type { ConnectionRegistry } from './connections/connectionRegistry.ts';
import { Disposable } from './disposable.ts';
import type { DisposableLike } from './disposable.ts';
import { contextKey } from './ids.ts';
import type { ContextKeyId, ContextKeyValues, ListState } from './ids.ts';

/** Where context keys go. */
export interface KeySink { set<K extends ContextKeyId>(key: K, value: ContextKeyValues[K]): void }
interface Listing { readonly state: ListState; onDidChange(listener: () => void): DisposableLike }

/**
 * Keeps the context keys that choose the welcome views in step with the active connection and the lists. The views'
 * texts and buttons are in the manifest; which of them shows is decided by these keys alone.
 */
export class WelcomeKeys extends Disposable {
  constructor(keys: KeySink, connections: ConnectionRegistry, lists: { readonly runbooks: Listing; readonly jobs: Listing; readonly variables: Listing }) {
    super();
    const showConnection = (connection: Connection): void => {
      if (connection !== connections.active) return;
      keys.set(contextKey.connection, connection.state.name);
      keys.set(contextKey.connectionKind, connection.info.kind);
      keys.set(contextKey.connectionIsOurs, connection.info.kind === 'local' || connection.server?.offersEvents === true);
    };
    this.own(connections.onDidChangeActive(showConnection));
    this.own(connections.onDidChangeState(showConnection));
    showConnection(connections.active);
    const follow = (key: typeof contextKey.runbooks | typeof contextKey.jobs | typeof contextKey.variables, list: Listing): void => {
      keys.set(key, list.state);
      this.own(list.onDidChange(() => keys.set(key, list.state)));
    };
    follow(contextKey.runbooks, lists.runbooks);
    follow(contextKey.jobs, lists.jobs);
    follow(contextKey.variables, lists.variables);
  }
}
