/** Who calls whom in a folder: runbooks and functions, each with the calls that stand in it. */
import { calledName, ownAliases, runbookNames, walk, type FunctionDefinitionAst, type LineMap, type ParseResult } from '../../powershell/index.ts';
import type { FileFacts, Span } from './fileFacts.ts';
import type { FolderTables } from './folderTables.ts';
import { commandSymbol, folderDefinitions, folderPlaces, type CurrentFile, type Extent, type FolderSymbol } from './symbols.ts';

/** A workflow, a function, or a script as a whole, which has no name in its text. */
export interface Callable { readonly kind: 'workflow' | 'function' | 'script'; readonly name: string; readonly start: number; readonly end: number; readonly nameStart: number; readonly nameEnd: number }

interface Definition extends Callable { readonly around: Definition | undefined }
const known = new WeakMap<ParseResult, readonly Definition[]>();

/** Functions and workflows of a text in its order, each with the one around it. */
function definitionsOf(result: ParseResult): readonly Definition[] {
  let found = known.get(result);
  if (found === undefined) {
    const nodes: FunctionDefinitionAst[] = [], all: Definition[] = [];
    walk(result.ast, (node) => {
      if (node.kind === 'FunctionDefinitionAst') nodes.push(node);
    });
    let around: Definition | undefined;
    for (const node of nodes.sort((a, b) => a.start - b.start)) {
      while (around !== undefined && around.end < node.end) around = around.around;
      const { name, start, end } = calledName(node);
      all.push((around = { kind: node.isWorkflow ? 'workflow' : 'function', name, start: node.start, end: node.end, nameStart: start, nameEnd: end, around }));
    }
    known.set(result, (found = all));
  }
  return found;
}

/** The innermost function around a place, else the script. */
export function callableAt(result: ParseResult, facts: FileFacts, offset: number): Callable {
  const all = definitionsOf(result);
  let low = 0, high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  let found = all[low - 1];
  while (found !== undefined && found.end < offset) found = found.around;
  return found ?? scriptOf(result, facts);
}

/** A text as a script. */
export const scriptOf = (result: ParseResult, facts: FileFacts): Callable => ({ kind: 'script', name: facts.runbook.name, start: 0, end: result.text.length, nameStart: 0, nameEnd: 0 });

/** The symbol that a callable of a file is. */
function symbolOf({ kind, name, nameStart, nameEnd }: Callable, { key, facts }: Pick<CurrentFile, 'key' | 'facts'>): FolderSymbol {
  const here = { start: nameStart, end: nameEnd }, isRunbook = kind === 'script' || (kind === 'workflow' && facts.nameAt !== undefined && facts.runbook.name.toLowerCase() === name.toLowerCase());
  return isRunbook ? { kind: 'runbook', name, here } : { kind: 'function', name, here, owners: [key] };
}

/** What a callable calls, with the places of the calls in its text; what the folder does not define is left out. */
export function callsFrom(callable: Callable, current: CurrentFile, tables: FolderTables): { readonly symbol: FolderSymbol; readonly places: Extent[] }[] {
  const { result, commands } = current.parsed, found = new Map<string, { readonly symbol: FolderSymbol; readonly isDefined: boolean; readonly places: Map<number, Extent> }>();
  for (const { name: written, form, start, end, module } of runbookNames(result.text, commands)) {
    const name = (form === 'name' && module === undefined ? ownAliases(result.ast, commands).get(written.toLowerCase()) : undefined) ?? written;
    if (form === 'manage' || start < callable.start || end > callable.end) continue;
    const around = callableAt(result, current.facts, start);
    if (around.start !== callable.start || around.end !== callable.end || around.kind !== callable.kind) continue;
    const symbol: FolderSymbol = form === 'name' ? commandSymbol(name, { start, end }, tables, current, module) : { kind: 'runbook', name, here: { start, end } };
    const id = `${symbol.kind}:${symbol.name.toLowerCase()}`, other = found.get(id);
    if (other === undefined) found.set(id, { symbol, isDefined: folderDefinitions(symbol, tables, current).length > 0, places: new Map([[start, { start, end }]]) });
    else other.places.set(start, { start, end });
  }
  return [...found.values()].flatMap(({ symbol, isDefined, places }) => (isDefined ? [{ symbol, places: [...places.values()] }] : []));
}

/** Files that call a callable, with the places; the caller's text tells in what they stand (`callersIn`). */
export function callersOf(callable: Callable, current: CurrentFile, tables: FolderTables): ReadonlyMap<string, readonly Span[]> {
  const found = new Map<string, Span[]>();
  for (const { key, at, access } of folderPlaces(symbolOf(callable, current), tables, current)) {
    if (access === 'read') found.set(key, [...(found.get(key) ?? []), at]);
  }
  return found;
}

/** The callables of a text in which calls at some places stand; a runbook's name that is only dealt with is no call. */
export function callersIn({ facts, parsed: { result, commands } }: Pick<CurrentFile, 'facts' | 'parsed'>, lines: LineMap, spans: readonly Span[]): { readonly callable: Callable; readonly places: Extent[] }[] {
  const calls = new Set(runbookNames(result.text, commands).flatMap(({ form, start }) => (form === 'manage' ? [] : [start]))), found = new Map<string, { callable: Callable; places: Extent[] }>();
  for (const [line, column, length] of spans) {
    const start = lines.offset(line + 1, column + 1);
    if (!calls.has(start)) continue;
    const callable = callableAt(result, facts, start), id = `${callable.kind}:${callable.start}`, known = found.get(id), place = { start, end: start + length };
    if (known === undefined) found.set(id, { callable, places: [place] });
    else known.places.push(place);
  }
  return [...found.values()];
}
