/**
 * The modules as files, where runbooks find them (`PSModulePath`). The database holds the zips and is what counts: the
 * folder follows it, at every import and at every start. A module changes in one step, so a runbook never sees half of one.
 */
import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { makePrivateFolder } from '../files.ts';
import type { ModuleFiles } from './moduleZip.ts';

/** Says of an unpacked module which import it came with. */
const MARK = '.sma-import';

/** Writes the files of a module into a folder of its name. */
export function unpackInto(folder: string, { name, files }: ModuleFiles): void {
  for (const [path, content] of files) {
    const target = join(folder, name, ...path.split('/'));
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(target, content, { mode: 0o600 });
  }
}

/** Where the modules belong there is a link. */
export class ModulesLinkedError extends Error {
  override readonly name = 'ModulesLinkedError';
  readonly code = 'ENOTDIR';

  constructor(path: string) {
    super(`${path} is a link, and must be a folder of its own: the service removes from it what is no module. Remove the link, and start the service again; the modules themselves are in the database.`);
  }
}

export class ModuleFolder {
  /** Every folder in it is a module. */
  readonly path: string;
  readonly #staging: string;
  /** Who may read the modules beside the service: the group of the account that runbooks run under. */
  readonly #readers: number | undefined;

  constructor(dataFolder: string, readers?: number) {
    this.#readers = readers;
    this.path = join(dataFolder, 'modules');
    this.#staging = join(dataFolder, 'modules.new');
  }

  /** A place beside the modules to unpack one. To be followed by `put` when the import is stored, else by `drop`. */
  stage(): string {
    return join(this.#staging, randomUUID());
  }

  /** Puts an unpacked module in the place of the one that has its name. `version` says which import it came with. */
  put(staged: string, name: string, version: string): void {
    writeFileSync(join(staged, name, MARK), version, { mode: 0o600 });
    this.#open(join(staged, name));
    this.#make();
    this.remove(name);
    renameSync(join(staged, name), join(this.path, name));
    this.drop(staged);
  }

  drop(staged: string): void {
    rmSync(staged, { recursive: true, force: true });
  }

  /** Takes a module away; its name is told in any case. */
  remove(name: string): void {
    for (const folder of this.#names().filter((one) => one.toLowerCase() === name.toLowerCase())) {
      const aside = join(this.#staging, randomUUID());
      mkdirSync(this.#staging, { recursive: true, mode: 0o700 });
      renameSync(join(this.path, folder), aside);
      rmSync(aside, { recursive: true, force: true });
    }
  }

  /** The import that an unpacked module came with; undefined where it is not unpacked, or not whole. */
  versionOf(name: string): string | undefined {
    try {
      return readFileSync(join(this.path, name, MARK), 'utf8');
    } catch {
      return undefined;
    }
  }

  /**
   * Makes the folder what the database says: `unpack` gives the files of a module that is missing or of another import.
   * Fails with an AggregateError when all others are there.
   */
  async follow(wanted: readonly { readonly name: string; readonly version: string }[], unpack: (name: string) => Promise<ModuleFiles>): Promise<void> {
    this.#make();
    this.drop(this.#staging);
    const failures: unknown[] = [];
    const names = new Set(wanted.map(({ name }) => name.toLowerCase()));
    for (const name of this.#names()) if (!names.has(name.toLowerCase())) this.remove(name);
    for (const { name, version } of wanted) {
      if (this.versionOf(name) === version) {
        // The account may be another one than the last time.
        this.#open(join(this.path, name));
        continue;
      }
      try {
        const staged = this.stage();
        unpackInto(staged, await unpack(name));
        this.put(staged, name, version);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${wanted.length} modules`);
  }

  /** A link is refused: what is not a module goes from the folder, and there it would be somebody's. */
  #make(): void {
    if (lstatSync(this.path, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw new ModulesLinkedError(this.path);
    makePrivateFolder(this.path);
    this.#open(this.path, false);
  }

  /** Lets the readers in. */
  #open(path: string, isWhole = true): void {
    if (this.#readers === undefined) return;
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return;
    chownSync(path, stat.uid, this.#readers);
    chmodSync(path, stat.isDirectory() ? 0o750 : 0o640);
    if (isWhole && stat.isDirectory()) for (const name of readdirSync(path)) this.#open(join(path, name));
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.path);
    } catch {
      return [];
    }
  }
}
