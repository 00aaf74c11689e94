import * as vscode from 'vscode';
import { Disposable, DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { Emitter } from '../../app/event.ts';
import { watchFolders } from '../../app/folderEvents.ts';
import { setting } from '../../app/ids.ts';
import type { Logger } from '../../app/log.ts';
import type { Settings } from '../../app/settings.ts';
import { anyCaseScripts } from '../../app/text/anyCase.ts';
import { contentHash } from '../../project/contentHash.ts';
import { readable } from '../../project/folder/beginning.ts';
import { nameInText } from './runbookName.ts';
import type { LocalRunbook } from './runbookModel.ts';

const NEVER = '**/{node_modules,.git,.sma}/**';
/** Pester's tests lie beside runbooks and are none. */
const TESTS = /\.tests\.ps1$/i;
const MOST_FILES = 5_000;
/** One this large is not read at all. */
const LARGEST_READ = 16 * 1024 * 1024;
const READS_AT_ONCE = 16;

interface KnownFile { readonly name: string; readonly hash?: string; readonly stamp: string }

/** The runbook files of the open folders: found when somebody first asks, kept up to date from then on. */
export class RunbookFiles extends Disposable {
  readonly #settings: Settings;
  readonly #log: Logger;
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #known = new Map<string, KnownFile>();
  #runbooks: readonly LocalRunbook<vscode.Uri>[] | undefined;
  #watcher: DisposableLike | undefined;
  #scan: Promise<void> | undefined;
  #again = false;

  constructor(settings: Settings, log: Logger) {
    super();
    this.#settings = settings;
    this.#log = log;
    this.own(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#rescanIfStarted()));
    this.own(settings.onDidChange((id) => {
      if (id !== setting.runbookFiles || this.#watcher === undefined) return;
      this.#watch();
      this.#rescanIfStarted();
    }));
  }

  /** What was found so far. */
  get runbooks(): readonly LocalRunbook<vscode.Uri>[] {
    return this.#runbooks ?? [];
  }

  /** Whether the folders were searched: before that nothing can be said of them. */
  get isKnown(): boolean {
    return this.#runbooks !== undefined;
  }

  /** Begins to look and to watch; does nothing when that has begun. */
  start(): void {
    if (this.#watcher === undefined) void this.refresh();
  }

  /** Looks again, and resolves when what was found is up to date. */
  async refresh(): Promise<void> {
    if (this.#watcher === undefined) this.#watch();
    if (this.#scan !== undefined) {
      this.#again = true;
      await this.#scan;
      return;
    }
    this.#scan = this.#scanAll().finally(() => {
      this.#scan = undefined;
    });
    await this.#scan;
  }

  /** True for a file that counts as a runbook. */
  isRunbookFile(uri: vscode.Uri): boolean {
    return /\.ps1$/i.test(uri.path) && !TESTS.test(uri.path);
  }

  #watch(): void {
    if (this.#watcher !== undefined) this.release(this.#watcher);
    const bag = new DisposableBag();
    const watcher = bag.add(vscode.workspace.createFileSystemWatcher(anyCaseScripts(this.#settings.get(setting.runbookFiles))));
    this.#watcher = this.own(bag);
    bag.add(watchFolders((event) => {
      if (event.kind === 'look' || this.runbooks.some(({ file }) => file.toString().startsWith(event.below))) this.#rescanIfStarted();
    }));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) event((uri) => {
      if (this.isRunbookFile(uri)) this.#rescanIfStarted();
    });
  }

  #rescanIfStarted(): void {
    if (this.#watcher === undefined || this.isDisposed) return;
    this.refresh().catch((error: unknown) => this.#log.warn('the folder could not be searched for runbooks', error));
  }

  async #scanAll(): Promise<void> {
    do {
      this.#again = false;
      const uris = (await vscode.workspace.findFiles(anyCaseScripts(this.#settings.get(setting.runbookFiles)), NEVER, MOST_FILES)).filter((uri) => this.isRunbookFile(uri));
      const found: LocalRunbook<vscode.Uri>[] = [];
      for (let start = 0; start < uris.length; start += READS_AT_ONCE) {
        const read = await Promise.all(uris.slice(start, start + READS_AT_ONCE).map(async (file) => ({ file, known: await this.#read(file), path: vscode.workspace.asRelativePath(file, true) })));
        found.push(...read.flatMap(({ known, ...rest }) => (known === undefined ? [] : [{ name: known.name, hash: known.hash, ...rest }])));
      }
      const print = (items: readonly LocalRunbook<vscode.Uri>[]): string => items.map(({ name, path, hash }) => `${name}\t${path}\t${hash}`).sort().join('\n');
      const differs = this.#runbooks === undefined || print(found) !== print(this.#runbooks);
      this.#runbooks = found;
      if (differs && !this.isDisposed) this.#changed.fire();
    } while (this.#again && !this.isDisposed);
  }

  /** The workflow's name, else the file's, and what its text is known by; undefined where it is gone by now. Read again only when the file changed. */
  async #read(file: vscode.Uri): Promise<KnownFile | undefined> {
    const fallback = fileName(file);
    try {
      const { mtime, size } = await vscode.workspace.fs.stat(file);
      const stamp = `${mtime}/${size}`;
      const known = this.#known.get(file.toString());
      if (known?.stamp === stamp) return known;
      const text = size > LARGEST_READ ? undefined : new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      const name = text === undefined ? fallback : (nameInText(readable(text)) ?? fallback);
      const read = { name, stamp, ...(text === undefined ? {} : { hash: contentHash(text) }) };
      this.#known.set(file.toString(), read);
      return read;
    } catch (error) {
      this.#log.debug(`${file.path}: ${String(error)}`);
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      // It cannot be read: the file's name will do.
      return { name: fallback, stamp: '' };
    }
  }
}

/** A file's name without its extension. */
export const fileName = (file: Pick<vscode.Uri, 'path'>): string => (file.path.split('/').pop() ?? '').replace(/\.ps1$/i, '');
