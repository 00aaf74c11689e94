import { sameName, type AssetKind, type CommandFacts, type RunbookArgument } from '../../powershell/index.ts';
import type { FileFacts, IndexedFunction } from './fileFacts.ts';

/** A file of the index; `key` is how its owner names it (a path, a URI). */
export interface IndexedFile { readonly key: string; readonly facts: FileFacts }

/** Who loads files: what it loads as `FileFacts.loads` has it, `key` where that is. */
export interface Loading { readonly key: string; readonly loads: readonly string[] }

/** Names of the folders of a key, as a path or a URI has them, without case. */
function foldersOf(key: string): string[] {
  const folders = key.split(/[\\/]/).slice(0, -1);
  const plain = (name: string): string => {
    try {
      return decodeURIComponent(name);
    } catch {
      return name;
    }
  };
  return folders.map((name) => plain(name).toLowerCase());
}
const placeOf = (folders: readonly string[], fileName: string): string => [...folders, fileName].join('/');

type Table = Map<string, Set<string>>;
/** Whether a function gives itself a name as an alias. */
export const goesBy = ({ facts }: IndexedFunction, name: string): boolean => facts?.aliases.some((alias) => sameName(alias, name)) === true;
export const assetKey = (kind: AssetKind, name: string): string => `${kind}:${name.toLowerCase()}`;

/** Whether a parameter's type is PSCredential, as a text or a service writes it. */
export const isCredentialType = (type: string): boolean => /(?:^|\.)PSCredential$/i.test(type);

interface Taking { readonly name: string; readonly aliases?: readonly string[] | undefined; readonly position?: number | undefined; readonly isSwitch?: boolean | undefined }

/** The parameter that a call names, whole, by an alias or shortened. */
function calledBy<P extends Taking>(parameters: readonly P[], written: string): P | undefined {
  const key = written.toLowerCase(), whole = parameters.find(({ name, aliases }) => sameName(name, written) || aliases?.some((alias) => sameName(alias, written)) === true);
  const begun = whole === undefined ? parameters.filter(({ name }) => name.toLowerCase().startsWith(key)) : [];
  return whole ?? (begun.length === 1 ? begun[0] : undefined);
}

/** The parameter that takes an argument without a name: of those that the call does not name, by their positions (about_Parameters). */
function takenByPosition<P extends Taking>(parameters: readonly P[], beside: string, isMeant: (word: string, count: number) => boolean): P | undefined {
  const named = new Set<P>();
  let before: number | undefined, words = 0, count = 0;
  for (const word of beside.split(' ')) {
    const isWord = word === '.', parameter = isWord ? undefined : calledBy(parameters, word.replace(/:$/, ''));
    if (parameter !== undefined) named.add(parameter);
    // What stands behind a switch is no value of it.
    const isOne = isWord || (parameter?.isSwitch === true && !word.endsWith(':'));
    if (isOne && before === undefined && isMeant(word, words)) before = count;
    if (isWord) words++;
    if (isOne) count++;
  }
  return before === undefined ? undefined : parameters.filter((one) => one.position !== undefined && one.isSwitch !== true && !named.has(one)).sort((a, b) => a.position! - b.position!)[before];
}

/** The parameter that a runbook is given: where it is started by its whole name; a call may shorten that, or give it by position. */
export function givenParameter<P extends Taking>(parameters: readonly P[], { parameter, form, beside = '' }: Pick<RunbookArgument, 'parameter' | 'form' | 'beside'>): P | undefined {
  if (typeof parameter === 'number') return takenByPosition(parameters, beside === '' ? '. '.repeat(parameter + 1).trimEnd() : beside, (word, count) => word === '.' && count === parameter);
  if (form === 'start') return parameters.find(({ name }) => sameName(name, parameter));
  const found = calledBy(parameters, parameter);
  return found?.isSwitch === true ? takenByPosition(parameters, beside, (word) => sameName(word, parameter)) : found;
}

/** Which files define, call and use a name, kept true file by file: a look-up never goes through the folder. Names are compared without case. */
export class FolderTables {
  readonly #files = new Map<string, IndexedFile>();
  readonly #runbooks: Table = new Map();
  readonly #functions: Table = new Map();
  readonly #calls: Table = new Map();
  readonly #assets: Table = new Map();
  readonly #types: Table = new Map();
  readonly #given: Table = new Map();
  readonly #aliases: Table = new Map();
  /** Files by where they lie. */
  readonly #places: Table = new Map();
  #commands: readonly CommandFacts[] | undefined;
  readonly #homes = new Map<string, readonly string[]>();

  get files(): ReadonlyMap<string, IndexedFile> {
    return this.#files;
  }

  /** Runbooks of the folder as commands, by their names; of two with one name the last. */
  get runbookCommands(): readonly CommandFacts[] {
    if (this.#commands === undefined) {
      const found = new Map<string, CommandFacts>();
      for (const { facts: { runbook, isRunbook } } of this.#files.values()) if (isRunbook) found.set(runbook.name.toLowerCase(), runbook);
      this.#commands = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    }
    return this.#commands;
  }

  /** Keys of the files that declare a class or an enum of a name in lower case; asked for every type that a text names, at every letter. */
  typeHomes(name: string): readonly string[] {
    let found = this.#homes.get(name);
    if (found === undefined) this.#homes.set(name, (found = this.types(name).filter(({ facts }) => facts.types.some((item) => item.access === 'declare' && item.name.toLowerCase() === name)).map(({ key }) => key)));
    return found;
  }

  #forget(): void {
    this.#commands = undefined;
    this.#homes.clear();
  }

  set(key: string, facts: FileFacts): void {
    this.delete(key);
    this.#forget();
    this.#files.set(key, { key, facts });
    this.#each(key, facts, (table, name) => {
      const keys = table.get(name);
      if (keys === undefined) table.set(name, new Set([key]));
      else keys.add(key);
    });
  }

  delete(key: string): boolean {
    const known = this.#files.get(key);
    if (known === undefined) return false;
    this.#files.delete(key);
    this.#forget();
    this.#each(key, known.facts, (table, name) => {
      const keys = table.get(name);
      keys?.delete(key);
      if (keys?.size === 0) table.delete(name);
    });
    return true;
  }

  clear(): void {
    this.#forget();
    for (const table of [this.#files, this.#runbooks, this.#functions, this.#calls, this.#assets, this.#types, this.#given, this.#aliases, this.#places]) table.clear();
  }

  /** Files whose runbook has a name, in the order in which they came. */
  runbooks(name: string): IndexedFile[] {
    return this.#of(this.#runbooks, name.toLowerCase());
  }

  /** Files that define a function or workflow. */
  functions(name: string): IndexedFile[] {
    return this.#of(this.#functions, name.toLowerCase());
  }

  /** Files that define a function which gives itself a name as an alias. */
  aliased(name: string): IndexedFile[] {
    return this.#of(this.#aliases, name.toLowerCase());
  }

  /** Which files somebody loads: by the way to them where it is known and leads to a file, else by their names. */
  loadedBy({ key, loads }: Loading): (file: IndexedFile) => boolean {
    const keys = new Set<string>(), names = new Set<string>();
    for (const load of loads) {
      const [name = '', ...way] = load.split('/').reverse(), found = way.length === 0 ? [] : this.#below(foldersOf(key), way.reverse(), name);
      if (found.length === 0) names.add(name);
      else for (const file of found) keys.add(file.key);
    }
    return ({ key: other, facts }) => keys.has(other) || names.has(facts.fileName.toLowerCase());
  }

  /** A file by the way to it from a folder; a module may be named by its folder. */
  #below(folders: readonly string[], way: readonly string[], name: string): readonly IndexedFile[] {
    const all = [...folders];
    for (const part of way) {
      if (part === '..') all.pop();
      else if (part !== '.') all.push(part);
    }
    const found = this.#of(this.#places, placeOf(all, name)), module = found.length > 0 ? undefined : /^(.+)\.psm1$/.exec(name)?.[1];
    return module === undefined ? found : this.#of(this.#places, placeOf([...all, module], name));
  }

  /** A function that some file loads or may load: of those with one name the one that came first; for who asks that of the file which it loads last. */
  functionFacts(name: string, asking?: Loading): CommandFacts | undefined {
    const definers = [...this.functions(name), ...this.aliased(name)];
    const meant = asking === undefined || definers.length === 0 ? definers : asking.loads.toReversed().flatMap((load) => definers.filter(this.loadedBy({ key: asking.key, loads: [load] })));
    for (const { facts } of meant) {
      const found = facts.functions.find((item) => item.facts !== undefined && (sameName(item.name, name) || goesBy(item, name)))?.facts;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #loaded(by: Loading): readonly IndexedFile[] {
    return by.loads.length === 0 ? [] : [...this.#files.values()].filter(this.loadedBy(by));
  }

  /** Functions of the files that somebody loads. */
  loadedFunctions(by: Loading): CommandFacts[] {
    return this.#loaded(by).flatMap(({ facts }) => facts.functions.flatMap((item) => item.facts ?? []));
  }

  /** Classes and enums of the files that somebody loads. */
  loadedTypes(by: Loading): string[] {
    return this.#loaded(by).flatMap(({ facts }) => facts.types.flatMap(({ name, access }) => (access === 'declare' ? [name] : [])));
  }

  /** Script modules and manifests by their names, each once. */
  get moduleNames(): readonly string[] {
    const found = new Map<string, string>();
    for (const { facts: { fileName } } of this.#files.values()) {
      const name = /^(.+)\.ps[md]1$/i.exec(fileName)?.[1];
      if (name !== undefined) found.set(name.toLowerCase(), name);
    }
    return [...found.values()];
  }

  /** Files with a command, or a runbook's name as an argument, of a name. */
  callers(name: string): IndexedFile[] {
    return this.#of(this.#calls, name.toLowerCase());
  }

  /** Files that define or use a class or an enum. */
  types(name: string): IndexedFile[] {
    return this.#of(this.#types, name.toLowerCase());
  }

  /** Files that name an asset; of a credential also those that start a runbook with it. */
  assets(kind: AssetKind, name: string): IndexedFile[] {
    const found = this.#of(this.#assets, assetKey(kind, name)), given = kind !== 'Credential' ? [] : this.#of(this.#given, name.toLowerCase()).filter(({ facts }) => facts.given.some((one) => sameName(one.name, name) && this.takesCredential(one)));
    return given.length === 0 ? found : [...new Set([...found, ...given])];
  }

  /** Whether a text that a job is started with is the name of a credential asset (sma-rest-api.md 5.6). */
  takesCredential(given: Pick<RunbookArgument, 'runbook' | 'parameter' | 'form' | 'beside'>, also?: IndexedFile): boolean {
    const { runbook } = given;
    return [...(also !== undefined && sameName(also.facts.runbook.name, runbook) ? [also] : []), ...this.runbooks(runbook)].some(({ facts }) => isCredentialType(givenParameter(facts.runbook.parameters, given)?.type ?? ''));
  }

  /** Assets of a kind that the folder names: the name as written first, by its lower case. */
  assetNames(kind: AssetKind): ReadonlyMap<string, string> {
    const found = new Map<string, string>(), prefix = `${kind}:`;
    for (const [key, keys] of this.#assets) {
      if (!key.startsWith(prefix)) continue;
      const [first] = keys, lower = key.slice(prefix.length);
      found.set(lower, this.#files.get(first!)?.facts.assets.find((asset) => asset.kind === kind && asset.name.toLowerCase() === lower)?.name ?? lower);
    }
    return found;
  }

  #of(table: Table, name: string): IndexedFile[] {
    return [...(table.get(name) ?? [])].flatMap((key) => this.#files.get(key) ?? []);
  }

  #each(key: string, facts: FileFacts, work: (table: Table, name: string) => void): void {
    work(this.#places, placeOf(foldersOf(key), facts.fileName.toLowerCase()));
    if (facts.isRunbook) work(this.#runbooks, facts.runbook.name.toLowerCase());
    for (const { name, facts: own } of facts.functions) {
      work(this.#functions, name.toLowerCase());
      for (const alias of own?.aliases ?? []) work(this.#aliases, alias.toLowerCase());
    }
    for (const { name } of facts.calls) work(this.#calls, name.toLowerCase());
    for (const { kind, name } of facts.assets) work(this.#assets, assetKey(kind, name));
    for (const { name } of facts.given) work(this.#given, name.toLowerCase());
    for (const { name } of facts.types) work(this.#types, name.toLowerCase());
  }
}
