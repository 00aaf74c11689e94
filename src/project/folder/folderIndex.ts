import { setImmediate } from 'node:timers/promises';
import { parse } from '../../powershell/index.ts';
import { readable } from './beginning.ts';
import { detached, fileFactsSteps, type FileFacts } from './fileFacts.ts';
import { FolderTables } from './folderTables.ts';
import type { FileStamp, IndexCache, StoredFile } from './indexCache.ts';

/** Others get the thread once this much time has gone by. */
const TURN_MS = 8;
const SAVE_AFTER_MS = 3_000;
const READ_TOGETHER = 16;

/** Where the files are; the index itself knows no folders and no editor. */
export interface FolderSource {
  list(): Promise<readonly string[]>;
  /** Undefined where the file is gone. */
  stamp(key: string): Promise<FileStamp | undefined>;
  read(key: string, stamp: FileStamp): Promise<string>;
  /** The file's name without folder and `.ps1`. */
  fileName(key: string): string;
}

export interface FolderIndexParts {
  readonly source: FolderSource;
  readonly cache?: IndexCache | undefined;
  readonly onProblem: (what: string, error: unknown) => void;
  /** Called after a change of what is known, at most once a turn. */
  readonly onChange?: (() => void) | undefined;
}

/** The facts of a text that is open, as it is when they are asked for; undefined where it has none, or went on meanwhile. */
export type OpenFacts = () => FileFacts | undefined | Promise<FileFacts | undefined>;

type Fetched = { readonly stamp: FileStamp; readonly text: string } | 'same' | 'open' | 'gone';

/**
 * The runbooks of a folder: read in turns that leave the thread to others, kept up to date file by file, and kept on disk
 * between starts. What is stored of a file holds as long as its time and size are the same. A text that is open in an
 * editor counts instead of its file.
 */
export class FolderIndex {
  readonly tables = new FolderTables();
  readonly #parts: FolderIndexParts;
  readonly #stamps = new Map<string, FileStamp>();
  readonly #open = new Map<string, OpenFacts>();
  readonly #changed = new Set<string>();
  #work: Promise<void> | undefined;
  #started = false;
  #ended = false;
  #turn = 0;
  #save: NodeJS.Timeout | undefined;
  /** How many files were parsed; the rest came from the disk. */
  parsed = 0;

  constructor(parts: FolderIndexParts) {
    this.#parts = parts;
  }

  /** Begins the search, once. */
  start(): void {
    if (this.#started || this.#ended) return;
    this.#started = true;
    this.#run(async () => await this.#searchAll());
  }

  /** Resolves when everything known to have changed is read. */
  async settled(): Promise<void> {
    this.start();
    while (this.#work !== undefined) await this.#work;
  }

  /** Files came or changed. */
  changed(keys: Iterable<string>): void {
    for (const key of keys) this.#changed.add(key);
    this.#run(async () => await this.#readChanged());
  }

  /** A file is gone. */
  removed(key: string): void {
    this.#stamps.delete(key);
    if (this.#open.has(key)) return;
    if (this.tables.delete(key)) this.#tell();
    // It may be being read right now: then it is looked for once more.
    this.changed([key]);
  }

  /** A text is open, or was changed there: `facts` is asked when its turn comes, so that nothing is parsed twice. */
  opened(key: string, facts: OpenFacts): void {
    this.#open.set(key, facts);
    this.changed([key]);
  }

  /** The text was closed: the file counts again. */
  closed(key: string): void {
    if (!this.#open.delete(key)) return;
    this.#stamps.delete(key);
    this.changed([key]);
  }

  /** Everything read so far is stored. */
  async flush(): Promise<void> {
    clearTimeout(this.#save);
    this.#save = undefined;
    try {
      await this.#parts.cache?.save(this.#stored(), async () => await this.#pause());
    } catch (error) {
      this.#parts.onProblem('the folder’s index could not be stored', error);
    }
  }

  dispose(): void {
    this.#ended = true;
    clearTimeout(this.#save);
    this.#open.clear();
    this.#changed.clear();
    this.tables.clear();
  }

  async #searchAll(): Promise<void> {
    const { source } = this.#parts;
    const [stored, keys] = await Promise.all([this.#load(), source.list()]);
    const there = new Set(keys);
    for (const { key, stamp, facts } of stored) {
      if (this.#ended) return;
      if (!there.has(key) || this.#open.has(key)) continue;
      this.tables.set(key, facts);
      this.#stamps.set(key, stamp);
      await this.#pause();
    }
    if (stored.length > 0) this.#tell();
    for (const key of keys) this.#changed.add(key);
    await this.#readChanged();
  }

  /** What was stored; where that cannot be had every file is read. */
  async #load(): Promise<readonly StoredFile[]> {
    try {
      return await this.#parts.cache?.load(async () => await this.#pause()) ?? [];
    } catch (error) {
      this.#parts.onProblem('the folder’s index could not be loaded', error);
      return [];
    }
  }

  async #readChanged(): Promise<void> {
    let isNew = false;
    while (this.#changed.size > 0 && !this.#ended) {
      const keys = [...this.#changed].slice(0, READ_TOGETHER);
      for (const key of keys) this.#changed.delete(key);
      const texts = await Promise.all(keys.map(async (key) => await this.#fetch(key)));
      for (const [i, key] of keys.entries()) {
        if (this.#ended) return;
        isNew = await this.#take(key, texts[i]!) || isNew;
        await this.#pause();
      }
    }
    if (isNew) this.#tell();
  }

  /** A file's text, where it is another than the one known. */
  async #fetch(key: string): Promise<Fetched> {
    if (this.#open.has(key)) return 'open';
    const { source } = this.#parts;
    try {
      const stamp = await source.stamp(key), known = this.#stamps.get(key);
      if (stamp === undefined) return 'gone';
      if (known !== undefined && known.modified === stamp.modified && known.size === stamp.size) return 'same';
      return { stamp, text: await source.read(key, stamp) };
    } catch (error) {
      this.#parts.onProblem(`${key} could not be read`, error);
      return 'gone';
    }
  }

  async #take(key: string, fetched: Fetched): Promise<boolean> {
    const open = this.#open.get(key);
    if (open !== undefined) {
      const facts = await open();
      // It may have been closed meanwhile, or be another text.
      if (facts === undefined || this.#ended || this.#open.get(key) !== open) return false;
      this.tables.set(key, detached(facts));
      return true;
    }
    if (fetched === 'same') return false;
    if (fetched === 'gone' || fetched === 'open') {
      this.#stamps.delete(key);
      return this.tables.delete(key);
    }
    this.parsed++;
    const text = readable(fetched.text);
    const steps = fileFactsSteps(this.#parts.source.fileName(key), parse(text), { isWhole: text === fetched.text });
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) await this.#pause();
    if (this.#ended) return false;
    // Opened meanwhile, it is among those that changed.
    if (this.#open.has(key)) return false;
    this.tables.set(key, detached(step.value));
    this.#stamps.set(key, fetched.stamp);
    return true;
  }

  *#stored(): Iterable<StoredFile> {
    for (const [key, stamp] of this.#stamps) {
      const file = this.tables.files.get(key);
      if (file !== undefined && !this.#open.has(key)) yield { key, stamp, facts: file.facts };
    }
  }

  #tell(): void {
    if (this.#ended) return;
    this.#parts.onChange?.();
    if (this.#parts.cache === undefined) return;
    clearTimeout(this.#save);
    this.#save = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
    this.#save.unref();
  }

  async #pause(): Promise<void> {
    const now = performance.now();
    if (now - this.#turn < TURN_MS) return;
    await setImmediate();
    this.#turn = performance.now();
  }

  /** One piece of work after the other. */
  #run(step: () => Promise<void>): void {
    if (!this.#started || this.#ended) return;
    const before = this.#work ?? Promise.resolve();
    const work = before.then(step).catch((error: unknown) => this.#parts.onProblem('the folder could not be searched for runbooks', error)).finally(() => {
      if (this.#work === work) this.#work = undefined;
    });
    this.#work = work;
  }
}
