import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { Disposable } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { setting } from '../../app/ids.ts';
import type { Logger } from '../../app/log.ts';
import type { Settings } from '../../app/settings.ts';
import { folderEntry } from './folderEntry.ts';
import type { FolderEntry } from './folderEntry.ts';

const NEVER = '**/{node_modules,.git,.sma}/**';
const MOST_FILES = 5_000;
const LARGEST_READ = 1024 * 1024;
/** Others get the thread between files once this much time has gone by. */
const TURN_MS = 8;

export interface IndexedFile extends FolderEntry { readonly uri: vscode.Uri }

/** The runbooks of the open folders: read when somebody first asks, in turns that leave the thread to others, then kept up to date. */
export class FolderIndex extends Disposable {
  readonly #settings: Settings;
  readonly #log: Logger;
  readonly #files = new Map<string, IndexedFile>();
  readonly #changed = new Map<string, vscode.Uri>();
  #watcher: DisposableLike | undefined;
  #work: Promise<void> | undefined;

  constructor(settings: Settings, log: Logger) {
    super();
    this.#settings = settings;
    this.#log = log;
    this.own(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#startOver()));
    this.own(settings.onDidChange((id) => {
      if (id === setting.runbookFiles) this.#startOver();
    }));
  }

  /** What is known so far; asking begins the search. */
  get files(): Iterable<IndexedFile> {
    this.#start();
    return this.#files.values();
  }

  /** The runbook of a name; of several the first found. */
  find(name: string): IndexedFile | undefined {
    const key = name.toLowerCase();
    for (const file of this.files) if (file.runbook.name.toLowerCase() === key) return file;
    return undefined;
  }

  /** Resolves when everything known to have changed is read. */
  async settled(): Promise<void> {
    this.#start();
    while (this.#work !== undefined) await this.#work;
  }

  #start(): void {
    if (this.#watcher !== undefined || this.isDisposed) return;
    const pattern = this.#settings.get(setting.runbookFiles), watcher = vscode.workspace.createFileSystemWatcher(pattern);
    this.#watcher = this.own(watcher);
    for (const event of [watcher.onDidCreate, watcher.onDidChange]) event((uri) => this.#read([uri]));
    watcher.onDidDelete((uri) => {
      this.#changed.delete(uri.toString());
      this.#files.delete(uri.toString());
    });
    this.#run(async () => this.#read(await vscode.workspace.findFiles(pattern, NEVER, MOST_FILES)));
  }

  #startOver(): void {
    if (this.#watcher === undefined) return;
    this.release(this.#watcher);
    this.#watcher = undefined;
    this.#changed.clear();
    this.#files.clear();
    this.#start();
  }

  #read(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) if (/\.ps1$/i.test(uri.path) && !/\.tests\.ps1$/i.test(uri.path)) this.#changed.set(uri.toString(), uri);
    this.#run(async () => {
      let turn = performance.now();
      for (const [key, uri] of this.#changed) {
        if (this.isDisposed) return;
        this.#changed.delete(key);
        const entry = await this.#entry(uri);
        if (entry === undefined) this.#files.delete(key);
        else this.#files.set(key, entry);
        if (performance.now() - turn < TURN_MS) continue;
        await setImmediate();
        turn = performance.now();
      }
    });
  }

  /** One piece of work after the other. */
  #run(step: () => Promise<void>): void {
    const before = this.#work ?? Promise.resolve();
    const work = before.then(step).catch((error: unknown) => this.#log.warn('the folder could not be searched for runbooks', error)).finally(() => {
      if (this.#work === work) this.#work = undefined;
    });
    this.#work = work;
  }

  async #entry(uri: vscode.Uri): Promise<IndexedFile | undefined> {
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      const text = size > LARGEST_READ ? '' : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      return { uri, ...folderEntry((uri.path.split('/').pop() ?? '').replace(/\.ps1$/i, ''), text) };
    } catch (error) {
      this.#log.debug(`${uri.path}: ${String(error)}`);
      return undefined;
    }
  }
}
