import * as vscode from 'vscode';
import type { FolderFacts } from '../project/lint/index.ts';
import type { Runbook, Variable } from '../client/api.ts';
import { Commands } from './commands.ts';
import { ConnectionRegistry } from './connections/connectionRegistry.ts';
import { SecretVault } from './connections/secretVault.ts';
import { ContextKeys } from './contextKeys.ts';
import { Disposable } from './disposable.ts';
import type { DisposableLike } from './disposable.ts';
import { Emitter } from './event.ts';
import { command, rowCommand, setting, view } from './ids.ts';
import { Log } from './log.ts';
import { SecretMask } from './mask.ts';
import { Notifications } from './notifications.ts';
import { Settings } from './settings.ts';
import { SingleFlight } from './singleFlight.ts';
import { collect } from './stores/collect.ts';
import { JobStore } from './stores/jobStore.ts';
import { ListStore } from './stores/listStore.ts';
import { RowKeys } from './ui/rowKeys.ts';
import { WelcomeKeys } from './welcome.ts';

/**
 * The composition root: everything that features share, built by hand and passed on as one object. Nothing here touches
 * network, files or processes when it is made.
 */
export class App extends Disposable {
  readonly context: vscode.ExtensionContext;
  readonly mask = new SecretMask();
  /** What is being done to runbooks and jobs, so that a second click does not do it twice. */
  readonly flights = new SingleFlight();
  readonly log: Log;
  readonly notifications = new Notifications();
  readonly commands: Commands;
  readonly keys: ContextKeys;
  readonly settings: Settings;
  readonly vault: SecretVault;
  /** Clicks, F2 and Delete in the trees. */
  readonly rowKeys = this.own(new RowKeys());
  readonly connections: ConnectionRegistry;
  readonly runbooks: ListStore<Runbook>;
  readonly jobs: JobStore;
  readonly variables: ListStore<Variable>;
  /** What is known around runbooks, for the linter; set by the language features while they are there. */
  lintFacts: (() => FolderFacts) | undefined;
  /** The editor hands it back to nobody; set by the tests' feature, for tests of it. */
  testController: vscode.TestController | undefined;
  /** Others speak above runbooks now. The editor shows first whoever came last: who is to stand first comes again. */
  readonly lensesAdded = this.own(new Emitter<void>());
  readonly #stops: (() => Promise<void>)[] = [];

  constructor(context: vscode.ExtensionContext) {
    super();
    this.context = context;
    const channel = this.own(vscode.window.createOutputChannel('SMA', { log: true }));
    this.log = new Log(channel, this.mask);
    this.settings = this.own(new Settings());
    this.keys = new ContextKeys(this.log.named('keys'));
    this.commands = this.own(new Commands(this.log.named('commands'), this.notifications));
    this.vault = this.own(new SecretVault(context.secrets, this.mask));
    this.connections = this.own(
      new ConnectionRegistry({ state: context.globalState, vault: this.vault, log: this.log.named('connections'), createClient: async (options) => (await import('../client/index.ts')).createSmaClient(options) }),
    );
    const { connections } = this;
    const log = this.log.named('lists');
    this.runbooks = this.own(new ListStore({ name: 'runbooks', connections, log, fetch: async (client, signal) => await collect(client.runbooks.list(signal)), interval: () => 30_000 }));
    this.variables = this.own(new ListStore({ name: 'variables', connections, log, fetch: async (client, signal) => await collect(client.variables.list(signal)), interval: () => 60_000 }));
    this.jobs = this.own(new JobStore({ connections, log, busyInterval: () => this.settings.get(setting.jobRefreshSeconds) * 1000 }));
    this.own(new WelcomeKeys(this.keys, connections, this));
    for (const id of Object.values(view)) this.commands.register(rowCommand[id], 'Opening', async () => await this.rowKeys.open(id));
    this.commands.register(command.treeEdit, 'Editing', async (viewId) => await this.rowKeys.press(viewId, 'edit'));
    this.commands.register(command.treeDelete, 'Deleting', async (viewId) => await this.rowKeys.press(viewId, 'remove'));
    this.commands.register(command.logShow, 'Showing the log', () => channel.show(true));
  }

  /** Owns what a feature registered. */
  add(feature: DisposableLike): void {
    this.own(feature);
  }

  /** Something that must be ended, and waited for, before the editor goes. */
  onStop(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  /** Ends what runs outside this process, then gives everything back. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.#stops.map(async (stop) => await stop()));
    this.dispose();
  }
}
