import { LineMap } from '../../powershell/index.ts';
import type { Span } from './fileFacts.ts';
import type { FolderTables } from './folderTables.ts';
import { keptArguments, keptRenameProblem, parameterArguments, parameterFiles, parameterPlacesAtHome, parameterRenameProblem, type CalledParameter, type ParameterFiles } from './parameters.ts';
import { readTogether } from './readTogether.ts';
import { severalRunbooks } from './rename.ts';
import { unclearCall, unclearCallers, type CurrentFile, type FolderPlace, type ParsedFile } from './symbols.ts';

/**
 * One question about a parameter across the folder. Of most callers the index knows what they give; the others, and the home, are read and
 * parsed, each once, however much is asked.
 */
export class ParameterQuestion {
  readonly #asked: CalledParameter;
  readonly #files: ParameterFiles;
  readonly #tables: FolderTables;
  readonly #current: CurrentFile;
  readonly #open: (key: string) => Promise<ParsedFile | undefined>;
  readonly #read = new Map<string, Promise<ParsedFile | undefined>>();

  /** `open` gives a file's text as it is now, undefined where it is gone. */
  constructor(asked: CalledParameter, tables: FolderTables, current: CurrentFile, open: (key: string) => Promise<ParsedFile | undefined>) {
    this.#asked = asked;
    this.#tables = tables;
    this.#current = current;
    this.#open = open;
    this.#files = parameterFiles(asked, tables, current);
  }

  /** Where it is declared and given; with `isAtHome` in the files that declare it alone. */
  async places(isCancelled: () => boolean = () => false, isAtHome = false): Promise<FolderPlace[]> {
    const { parameter, names, homes, keys } = this.#files, found: FolderPlace[] = [];
    for await (const [key, kept, file] of this.#each(isAtHome ? homes : keys, isCancelled)) {
      for (const at of kept ?? []) found.push({ key, at, quote: '', access: 'read' });
      if (file === undefined) continue;
      const lines = new LineMap(file.result.text), places = new Map<number, FolderPlace>();
      const add = (start: number, end: number, access: FolderPlace['access']): void => {
        const { line, column } = lines.position(start), at: Span = [line - 1, column - 1, end - start];
        if (!places.has(start)) places.set(start, { key, at, quote: '', access });
      };
      if (homes.has(key)) for (const { start, end, access } of parameterPlacesAtHome(file, parameter)) add(start, end, access);
      for (const { start, end } of parameterArguments(file, parameter, names, homes.has(key))) add(start, end, 'read');
      for (const one of places.values()) found.push(one);
    }
    return isCancelled() ? [] : found;
  }

  /** Why it cannot get a new name; undefined where it can. One sentence for a person. */
  async renameProblem(newName: string): Promise<string | undefined> {
    const { parameter, isAlias, names, homes, keys } = this.#files, { command, owners } = this.#asked;
    if (isAlias) return `${this.#asked.parameter} is another name of ${parameter.parameter}: rename it where ${command} declares it.`;
    if (owners === undefined && homes.size > 1) return severalRunbooks(command);
    if (owners !== undefined && homes.size > 1) return `Several files define ${command}: rename the parameter in the one you mean.`;
    const unclear = owners === undefined ? [] : unclearCallers(command, owners, this.#tables, this.#current);
    for await (const [key, kept, file] of this.#each(keys, () => false)) {
      const other = unclear.find((one) => one.key === key);
      if (other !== undefined && (kept ?? (file === undefined ? [] : parameterArguments(file, parameter, names, homes.has(key)))).length > 0) return unclearCall(other, command);
      const problem = kept === undefined ? file && parameterRenameProblem(file, parameter, names, newName, homes.has(key)) : keptRenameProblem(this.#facts(key)!, parameter, names, newName);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  readonly #facts = (key: string): Pick<CurrentFile, 'facts'> | undefined => (key === this.#current.key ? this.#current : this.#tables.files.get(key));

  /** The files with what the index knows of each, or else with their texts; none where both are gone. */
  async *#each(keys: Iterable<string>, isCancelled: () => boolean): AsyncGenerator<readonly [key: string, kept: readonly Span[] | undefined, file: ParsedFile | undefined]> {
    const { parameter, names, homes } = this.#files, told: (readonly [string, readonly Span[]])[] = [], unread: string[] = [];
    for (const key of keys) {
      const facts = homes.has(key) ? undefined : this.#facts(key), kept = facts && keptArguments(facts, parameter, names);
      if (kept === undefined) unread.push(key);
      else told.push([key, kept]);
    }
    for await (const [key, file] of readTogether(unread, async (key) => await this.#once(key))) {
      if (isCancelled()) return;
      if (file !== undefined) yield [key, undefined, file];
    }
    for (const [key, kept] of told) yield [key, kept, undefined];
  }

  async #once(key: string): Promise<ParsedFile | undefined> {
    const known = this.#read.get(key) ?? this.#open(key);
    this.#read.set(key, known);
    return await known;
  }
}
