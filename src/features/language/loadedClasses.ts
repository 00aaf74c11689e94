import type * as vscode from 'vscode';
import { typeNamesIn } from '../../powershell/index.ts';
import { FolderMembers } from '../../project/folder/index.ts';
import type { FileFacts } from '../../project/folder/index.ts';
import type { RunbookFolder } from './folder.ts';
import type { ParsedText } from './parsedText.ts';

/** So many files with classes stay parsed from one question to the next. */
const MOST_KEPT = 8;

/** Classes and enums of other files that a text names: they are read when somebody asks what its values are. */
export class LoadedClasses {
  readonly #folder: RunbookFolder;
  readonly #kept = new Map<string, { readonly facts: FileFacts | undefined; readonly parsed: ParsedText }>();
  readonly #taught = new WeakSet<ParsedText>();

  constructor(folder: RunbookFolder) {
    this.#folder = folder;
  }

  /** Resolves when a text knows the classes that it names; undefined where there is nothing to wait for. */
  learn(document: vscode.TextDocument, parsed: ParsedText): Promise<void> | undefined {
    if (this.#taught.has(parsed)) return undefined;
    this.#taught.add(parsed);
    const { tables } = this.#folder, key = document.uri.toString(), names = typeNamesIn(parsed.result);
    const own = new Set(names.flatMap(({ name, access }) => (access === 'declare' ? [name] : [])));
    const isElsewhere = (name: string): boolean => !own.has(name) && tables.typeHomes(name).some((home) => home !== key);
    return [...new Set(names.map(({ name }) => name))].some(isElsewhere) ? this.#read(document, parsed) : undefined;
  }

  async #read(document: vscode.TextDocument, parsed: ParsedText): Promise<void> {
    const members = new FolderMembers(this.#folder.tables, { ...this.#folder.current(document, parsed), parsed }, async (key) => {
      const facts = this.#folder.tables.files.get(key)?.facts, known = this.#kept.get(key);
      // The index has other facts as soon as the file or its open text is another.
      const file = known !== undefined && known.facts === facts ? known.parsed : (await this.#folder.parsed(key))?.parsed;
      if (file === undefined) return undefined;
      this.#kept.delete(key);
      this.#kept.set(key, { facts, parsed: file });
      for (const oldest of [...this.#kept.keys()].slice(0, Math.max(0, this.#kept.size - MOST_KEPT))) this.#kept.delete(oldest);
      return { ...this.#folder.currentOf(key, file), parsed: file };
    });
    parsed.teach(await members.foreign());
  }
}
