/** What a name in a runbook means across the folder, and every place that means the same. */
import { aliasCalls, assetUses, functionMentions, runbookArguments, runbookNames, symbolAt, typeNamePlaces, writtenName, type AssetKind, type CommandUse, type NamedSymbol, type NamePlace, type ParseResult, type Scope, sameName } from '../../powershell/index.ts';
import { definesItself, isManifest, mayBeRunbook, type FileFacts, type IndexedCall, type Span } from './fileFacts.ts';
import { named, namesIn } from './factNames.ts';
import { type FolderTables, type IndexedFile } from './folderTables.ts';

/** A text with what is known of it. */
export interface ParsedFile { readonly result: ParseResult; readonly scope: Scope; readonly commands: readonly CommandUse[] }

/** The file somebody looks at; it need not lie in the folder. */
export interface CurrentFile { readonly key: string; readonly facts: FileFacts; readonly parsed: ParsedFile }

export interface Extent { readonly start: number; readonly end: number }

/** `here` is the name under the cursor. */
export type FolderSymbol =
  | { readonly kind: 'runbook'; readonly name: string; readonly here: Extent; readonly alias?: string }
  /** `owners`: the files whose function of that name may be meant. */
  | { readonly kind: 'function'; readonly name: string; readonly here: Extent; readonly owners: readonly string[]; /** The name under the cursor where it is an alias of the text. */ readonly alias?: string }
  /** A command that nobody in the folder defines. */
  | { readonly kind: 'command'; readonly name: string; readonly here: Extent }
  /** A class or an enum. `owners`: the files whose type of that name may be meant. */
  | { readonly kind: 'type'; readonly name: string; readonly here: Extent; readonly owners: readonly string[] }
  | { readonly kind: 'asset'; readonly asset: AssetKind; readonly name: string; readonly here: Extent }
  | { readonly kind: 'variable'; readonly name: string; readonly here: Extent; readonly symbol: NamedSymbol & { readonly kind: 'variable' } }
  /** Of a loop: its text's own, as a variable. */
  | { readonly kind: 'label'; readonly name: string; readonly here: Extent; readonly symbol: NamedSymbol & { readonly kind: 'label' } };

/** A place of a name in the folder. */
export interface FolderPlace { readonly key: string; readonly at: Span; readonly quote: IndexedCall['quote']; readonly access: NamePlace['access']; /** Another name stands there, which the text gave it. */ readonly isAlias?: boolean }


/** The files of some tables with the current one as it is now. */
function withCurrent(found: readonly IndexedFile[], current: CurrentFile, holds: boolean): IndexedFile[] {
  const others = found.filter(({ key }) => key !== current.key);
  return holds ? [{ key: current.key, facts: current.facts }, ...others] : others;
}

const runbookFiles = (name: string, tables: FolderTables, current: CurrentFile): IndexedFile[] => withCurrent(tables.runbooks(name), current, current.facts.isRunbook && sameName(current.facts.runbook.name, name));
const functionFiles = (name: string, tables: FolderTables, current: CurrentFile): IndexedFile[] => withCurrent(tables.functions(name), current, named(namesIn(current.facts).functions, name).length > 0);
/** Whether a plain name means a runbook where no function of the name is loaded. */
const isRunbookName = (name: string, tables: FolderTables, current: CurrentFile): boolean => runbookFiles(name, tables, current).some(({ facts }) => !definesItself(facts));
const typeFiles = (name: string, tables: FolderTables, current: CurrentFile): IndexedFile[] => withCurrent(tables.types(name), current, named(namesIn(current.facts).types, name).length > 0);
const callerFiles = (name: string, tables: FolderTables, current: CurrentFile): IndexedFile[] => withCurrent(tables.callers(name), current, named(namesIn(current.facts).calls, name).length > 0);

/** Functions a file may mean: its own, those of the files it dot-sources and the modules it uses, else the folder's, unless a runbook has the name. */
function ownersFor({ facts, key }: IndexedFile, definers: readonly IndexedFile[], isRunbook: boolean, tables: FolderTables): readonly IndexedFile[] {
  const own = byKey(definers).get(key);
  if (own !== undefined) return [own];
  // Most files load none: a name that hundreds define and call is looked for once, not once for each caller.
  const sourced = facts.loads.length === 0 ? [] : definers.filter(tables.loadedBy({ key, loads: facts.loads }));
  return sourced.length > 0 ? sourced : isRunbook ? [] : definers;
}

const keyed = new WeakMap<readonly IndexedFile[], ReadonlyMap<string, IndexedFile>>();

/** Files by their keys, once for a list that is asked often. */
function byKey(files: readonly IndexedFile[]): ReadonlyMap<string, IndexedFile> {
  let found = keyed.get(files);
  if (found === undefined) keyed.set(files, (found = new Map(files.map((file) => [file.key, file]))));
  return found;
}

/** Whether one of some files is among those asked for; of one list after the other it is mostly the same. */
function amongThem(owners: readonly string[]): (files: readonly IndexedFile[]) => boolean {
  const wanted = new Set(owners), known = new WeakMap<readonly IndexedFile[], boolean>();
  return (files) => {
    let is = known.get(files);
    if (is === undefined) known.set(files, (is = files.some(({ key }) => wanted.has(key))));
    return is;
  };
}

/** Files whose class or enum a file may mean by a name. */
export function typeOwners(name: string, file: IndexedFile, tables: FolderTables, current: CurrentFile): readonly IndexedFile[] {
  const definers = typeFiles(name, tables, current).filter(({ facts }) => named(namesIn(facts).types, name).some((item) => item.access === 'declare'));
  return ownersFor(file, definers, false, tables);
}

const aliasFiles = (name: string, tables: FolderTables, current: CurrentFile): IndexedFile[] => withCurrent(tables.aliased(name), current, named(namesIn(current.facts).aliases, name).length > 0);

/** The function that a name means in a file as an alias which the function gives itself; an alias comes before all else (about_Command_Precedence). */
function aliasedFunction(name: string, file: IndexedFile, tables: FolderTables, current: CurrentFile): string | undefined {
  const byAlias = aliasFiles(name, tables, current);
  if (byAlias.length === 0) return undefined;
  const definers = new Map([...functionFiles(name, tables, current), ...byAlias].map((one) => [one.key, one]));
  return ownersFor(file, [...definers.values()], isRunbookName(name, tables, current), tables).flatMap(({ facts }) => named(namesIn(facts).aliases, name)).at(0)?.name;
}

/** Whether a file belongs to a module: by its own name, or by a folder's around it. */
export function isInModule(key: string, module: string): boolean {
  const [file, ...folders] = key.toLowerCase().split(/[\\/]/).reverse(), name = module.toLowerCase();
  return file === `${name}.psm1` || folders.includes(name);
}

/** Whether a text has a workflow that defines a function in itself, which `Main\Get-Thing` means there. */
const nests = (facts: FileFacts, workflow: string, name: string): boolean => named(namesIn(facts).functions, workflow).some(({ isWorkflow }) => isWorkflow) && named(namesIn(facts).functions, name).some(({ isNested }) => isNested);

/** What a command's plain name means, or one with its module's. */
export function commandSymbol(name: string, here: Extent, tables: FolderTables, current: CurrentFile, module?: string): FolderSymbol {
  if (module !== undefined) {
    const owners = functionFiles(name, tables, current).flatMap(({ key, facts }) => (isInModule(key, module) || (key === current.key && nests(facts, module, name)) ? [key] : []));
    return owners.length > 0 ? { kind: 'function', name, here, owners } : { kind: 'command', name, here };
  }
  const meant = aliasedFunction(name, current, tables, current), symbol = meant === undefined ? undefined : plainSymbol(meant, here, tables, current);
  return symbol?.kind === 'function' ? { ...symbol, alias: name } : plainSymbol(name, here, tables, current);
}

function plainSymbol(name: string, here: Extent, tables: FolderTables, current: CurrentFile): FolderSymbol {
  const definers = functionFiles(name, tables, current);
  const isOwnRunbook = current.facts.nameAt !== undefined && sameName(current.facts.runbook.name, name);
  const isRunbook = isRunbookName(name, tables, current), owners = isOwnRunbook ? [] : ownersFor(current, definers, isRunbook, tables).map(({ key }) => key);
  if (isOwnRunbook || (isRunbook && owners.length === 0)) return { kind: 'runbook', name, here };
  return owners.length > 0 ? { kind: 'function', name, here, owners } : { kind: 'command', name, here };
}

/** What the name at a place means. */
export function folderSymbolAt(current: CurrentFile, offset: number, tables: FolderTables): FolderSymbol | undefined {
  const { result, scope, commands } = current.parsed, touches = ({ start, end }: Extent): boolean => start <= offset && offset <= end;
  for (const { kind, name, start, end } of assetUses(commands)) {
    const place = name === undefined || name === '' ? undefined : writtenName(result.text, { start, end });
    if (name !== undefined && place !== undefined && touches(place)) return { kind: 'asset', asset: kind, name, here: place };
  }
  const given = runbookArguments(result.text, commands, mayBeRunbook(current.facts.functions)).find((one) => touches(one) && tables.takesCredential(one, current));
  if (given !== undefined) return { kind: 'asset', asset: 'Credential', name: given.name, here: { start: given.start, end: given.end } };
  const typed = typeNamePlaces(result).find(touches), owners = typed === undefined ? [] : typeOwners(typed.name, current, tables, current).map(({ key }) => key);
  if (typed !== undefined && owners.length > 0) return { kind: 'type', name: typed.name, here: { start: typed.start, end: typed.end }, owners };
  const byAlias = aliasCalls(result.ast, commands).find(touches), aliased = byAlias && commandSymbol(byAlias.name, { start: byAlias.start, end: byAlias.end }, tables, current);
  if (byAlias !== undefined && (aliased?.kind === 'function' || aliased?.kind === 'runbook')) return { ...aliased, alias: byAlias.alias };
  // Of `Lib\Get-Thing` the module's name means the function too.
  const call = runbookNames(result.text, commands).find(({ start, end, module = '' }) => touches({ start: module === '' ? start : start - module.length - 1, end }));
  if (call !== undefined) return call.form === 'name' ? commandSymbol(call.name, call, tables, current, call.module) : { kind: 'runbook', name: call.name, here: call };
  const mention = functionMentions(result.text, result.ast, commands).find(touches);
  if (mention !== undefined) return commandSymbol(mention.name, mention, tables, current);
  const symbol = symbolAt(result, scope, commands, offset), here = symbol?.places.find(touches);
  if (symbol === undefined) return undefined;
  if (symbol.kind === 'variable') return { kind: 'variable', name: symbol.name, here: here ?? { start: offset, end: offset }, symbol };
  if (symbol.kind === 'label') return here && { kind: 'label', name: symbol.name, here, symbol };
  return here && commandSymbol(symbol.name, here, tables, current);
}

/** A call with a module before its name means that module's function, whoever else has one. */
const meansModule = ({ module, name }: IndexedCall, { key: caller, facts }: IndexedFile, owners: readonly string[]): boolean => module !== undefined && owners.some((key) => isInModule(key, module) || (key === caller && nests(facts, module, name)));
/** A name that means a function before a runbook. */
const isPlain = ({ form }: IndexedCall): boolean => form === 'name' || form === 'mention' || form === 'alias';
const call = (key: string, { at, quote, form }: IndexedCall): FolderPlace => ({ key, at, quote, access: 'read', ...(form === 'alias' && { isAlias: true }) });
const declared = (key: string, at: Span): FolderPlace => ({ key, at, quote: '', access: 'declare' });

/** Where a runbook is declared; a script, which has no name of its own, at its beginning with length 0. */
export function runbookDefinitions(name: string, tables: FolderTables, current: CurrentFile): FolderPlace[] {
  return runbookFiles(name, tables, current).map(({ key, facts }) => declared(key, facts.nameAt ?? [0, 0, 0]));
}

/** Every place that names a runbook: its workflow, and all calls in whatever form. */
function runbookPlaces(name: string, tables: FolderTables, current: CurrentFile): FolderPlace[] {
  const files = runbookFiles(name, tables, current), own = new Set(files.map(({ key }) => key)), isPlainName = files.length === 0 || isRunbookName(name, tables, current);
  const calls = callerFiles(name, tables, current).flatMap(({ key, facts }) => {
    const shadows = !isPlainName || (!own.has(key) && named(namesIn(facts).functions, name).length > 0);
    return named(namesIn(facts).calls, name).filter((item) => item.module === undefined && !((shadows || isManifest(facts.fileName)) && isPlain(item))).map((item) => call(key, item));
  });
  return [...files.flatMap(({ key, facts }) => (facts.nameAt === undefined ? [] : [declared(key, facts.nameAt)])), ...calls];
}

/** Other names that the function of some files gives itself. */
export const functionAliases = (name: string, owners: readonly string[], tables: FolderTables, current: CurrentFile): string[] =>
  functionFiles(name, tables, current).flatMap(({ key, facts }) => (owners.includes(key) ? named(namesIn(facts).functions, name).flatMap((item) => item.facts?.aliases ?? []) : []));

/** Files that call the function of some files. Of a file that defines none itself the calls belong to those it may mean. */
export function functionCallers(name: string, owners: readonly string[], tables: FolderTables, current: CurrentFile): IndexedFile[] {
  const definers = functionFiles(name, tables, current), isRunbook = isRunbookName(name, tables, current), files = new Map(callerFiles(name, tables, current).map((file) => [file.key, file]));
  for (const alias of functionAliases(name, owners, tables, current)) for (const file of callerFiles(alias, tables, current)) if (sameName(aliasedFunction(alias, file, tables, current), name)) files.set(file.key, file);
  const isMeant = amongThem(owners);
  return [...files.values()].filter(({ key, facts }) => isMeant(ownersFor({ facts, key }, definers, isRunbook, tables)) || named(namesIn(facts).calls, name).some((item) => meansModule(item, { key, facts }, owners)));
}

/** Files that call a function by a name that may mean another file's as well, since they load neither, or both. */
export function unclearCallers(name: string, owners: readonly string[], tables: FolderTables, current: CurrentFile): IndexedFile[] {
  const definers = functionFiles(name, tables, current), isRunbook = isRunbookName(name, tables, current);
  return functionCallers(name, owners, tables, current).filter(({ key, facts }) => {
    const meant = ownersFor({ facts, key }, definers, isRunbook, tables), calls = named(namesIn(facts).calls, name), isAll = calls.every((item) => item.module !== undefined) && calls.some((item) => meansModule(item, { key, facts }, owners));
    return !isAll && meant.some((owner) => owners.includes(owner.key)) && meant.some((owner) => !owners.includes(owner.key));
  });
}

/** Why the name of a function, or of its parameter, cannot be changed while a file calls it so. */
export const unclearCall = ({ facts }: IndexedFile, name: string): string => `${facts.fileName} calls ${name}, which several files define, and does not tell which: load the one that is meant there first, as in . .\\Lib.ps1.`;

/** Places of the function of some files. */
function functionPlaces(name: string, owners: readonly string[], tables: FolderTables, current: CurrentFile): FolderPlace[] {
  const definers = functionFiles(name, tables, current), isRunbook = isRunbookName(name, tables, current), wanted = new Set(owners), among = amongThem(owners);
  const declarations = definers.filter(({ key }) => wanted.has(key)).flatMap(({ key, facts }) => named(namesIn(facts).functions, name).map(({ at }) => declared(key, at)));
  const calls = functionCallers(name, owners, tables, current)
    .flatMap(({ key, facts }) => {
      const isMeant = among(ownersFor({ facts, key }, definers, isRunbook, tables));
      return named(namesIn(facts).calls, name).filter((item) => (item.module === undefined ? isMeant && isPlain(item) : meansModule(item, { key, facts }, owners))).map((item) => call(key, item));
    });
  // One text may name it for several commands.
  return [...new Map([...declarations, ...calls, ...calledByAlias(name, owners, tables, current)].map((place) => [`${place.key} ${String(place.at)}`, place])).values()];
}

/** Calls in other files by the names that a function gives itself; its own text tells them by its own name too. */
function calledByAlias(name: string, owners: readonly string[], tables: FolderTables, current: CurrentFile): FolderPlace[] {
  return functionAliases(name, owners, tables, current).flatMap((alias) => functionCallers(name, owners, tables, current).flatMap((file) => {
    const isTold = ({ at: [line, column] }: IndexedCall): boolean => file.facts.calls.some(({ form, at }) => form === 'alias' && at[0] === line && at[1] === column);
    return named(namesIn(file.facts).calls, alias).filter((item) => item.form === 'name' && item.module === undefined && !isTold(item) && sameName(aliasedFunction(alias, file, tables, current), name)).map((item): FolderPlace => ({ ...call(file.key, item), isAlias: true }));
  }));
}

/** Places of the class or enum of some files: its definition, its constructors, and its name wherever it can be meant. */
function typePlaces(name: string, owners: readonly string[], tables: FolderTables, current: CurrentFile): FolderPlace[] {
  const wanted = new Set(owners);
  return typeFiles(name, tables, current).filter((file) => typeOwners(name, file, tables, current).some(({ key }) => wanted.has(key)))
    .flatMap(({ key, facts }) => named(namesIn(facts).types, name).map(({ at, access }): FolderPlace => ({ key, at, quote: '', access })));
}

/** Every place of an asset's name in the folder. */
function assetPlaces(kind: AssetKind, name: string, tables: FolderTables, current: CurrentFile): FolderPlace[] {
  const isIt = (asset: FileFacts['assets'][number]): boolean => asset.kind === kind && sameName(asset.name, name);
  const started = ({ facts }: Pick<IndexedFile, 'facts'>): FileFacts['given'] => (kind === 'Credential' ? facts.given.filter((one) => sameName(one.name, name) && tables.takesCredential(one, current)) : []);
  return withCurrent(tables.assets(kind, name), current, current.facts.assets.some(isIt) || started(current).length > 0)
    .flatMap(({ key, facts }) => {
      // What one command reads and another writes by the same text is one place.
      const places = new Map<string, FolderPlace>();
      for (const { at, quote, access } of facts.assets.filter(isIt)) if (access === 'write' || !places.has(String(at))) places.set(String(at), { key, at, quote, access });
      for (const { at, quote } of started({ facts })) if (!places.has(String(at))) places.set(String(at), { key, at, quote, access: 'read' });
      return [...places.values()];
    });
}

/** Places of what is its text's own: a variable, a label. */
export const ownPlaces = (symbol: FolderSymbol | undefined): readonly NamePlace[] | undefined => (symbol?.kind === 'variable' || symbol?.kind === 'label' ? symbol.symbol.places : undefined);

/** Every place of a symbol in the folder; of a variable or a label, which are their text's own, none. */
export function folderPlaces(symbol: FolderSymbol, tables: FolderTables, current: CurrentFile): FolderPlace[] {
  switch (symbol.kind) {
    case 'runbook': return runbookPlaces(symbol.name, tables, current);
    case 'function': return functionPlaces(symbol.name, symbol.owners, tables, current);
    case 'command': return callerFiles(symbol.name, tables, current).flatMap(({ key, facts }) => named(namesIn(facts).calls, symbol.name).filter(isPlain).map((item) => call(key, item)));
    case 'type': return typePlaces(symbol.name, symbol.owners, tables, current);
    case 'asset': return assetPlaces(symbol.asset, symbol.name, tables, current);
    case 'variable': case 'label': return [];
  }
}

/** Where a symbol is declared: the workflow, the function; an asset, which the folder does not declare, where it is written. */
export function folderDefinitions(symbol: FolderSymbol, tables: FolderTables, current: CurrentFile): FolderPlace[] {
  if (symbol.kind === 'runbook') return runbookDefinitions(symbol.name, tables, current);
  return folderPlaces(symbol, tables, current).filter(({ access }) => access === (symbol.kind === 'asset' ? 'write' : 'declare'));
}
