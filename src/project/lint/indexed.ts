/** What the linter knows of a folder, from the folder's index instead of parsed texts. */
import type { AssetKind } from '../../powershell/index.ts';
import { definesItself, isCredentialType, type FileFacts } from '../folder/index.ts';
import { addRunbook, type FolderFacts, type FolderRunbook } from './folder.ts';

/** A runbook as a connection tells it; a service of 2012 R2 has no types, since it knows workflows only. */
export interface ConnectionRunbook { readonly name: string; readonly type: 'Script' | 'PowerShellScript' | undefined; readonly isPublished: boolean; /** Undefined while they were not asked for. */ readonly parameters?: FolderRunbook['parameters'] }

/** What a connection has; a part is undefined where it did not tell. */
export interface ConnectionFacts {
  readonly runbooks: readonly ConnectionRunbook[] | undefined;
  readonly assets: Partial<Readonly<Record<AssetKind, Iterable<string>>>>;
}

/** Facts of one file do not change: worked out once, whatever else in the folder does. */
const known = new WeakMap<FileFacts, FolderRunbook>();

function runbookOf(facts: FileFacts): FolderRunbook {
  let found = known.get(facts);
  if (found === undefined) {
    const calls = new Set<string>(), files = new Set<string>();
    for (const { name, form, place, module } of facts.calls) {
      if (module === undefined && (form === 'script' || (form === 'name' && (place === 'workflow' || facts.type === 'PowerShellScript')))) calls.add(name.toLowerCase());
      if (form === 'script') files.add(name.toLowerCase());
    }
    // A script may define what it calls.
    for (const { name } of facts.functions) calls.delete(name.toLowerCase());
    found = { name: facts.runbook.name, type: facts.type, calls, ...(files.size < calls.size && { plain: new Set([...calls].filter((name) => !files.has(name))) }), parameters: facts.runbook.parameters.map(({ name, type, isMandatory, aliases, position, isSwitch }) => ({ name, isMandatory, ...(position !== undefined && { position }), ...(isSwitch && { isSwitch }), ...(aliases.length > 0 && { aliases }), ...(isCredentialType(type) && { isCredential: true }) })), ...(facts.runbook.sets && { sets: facts.runbook.sets }), ...(definesItself(facts) && { isFunction: true }) };
    known.set(facts, found);
  }
  return found;
}

const states = new WeakMap<FolderRunbook, FolderRunbook>();

/** The same object for the same answer: facts are compared often. */
function withState(runbook: FolderRunbook, isPublished: boolean): FolderRunbook {
  let found = states.get(runbook);
  if (found?.isPublished !== isPublished) states.set(runbook, (found = { ...runbook, isPublished }));
  return found;
}

/** The folder's runbooks and what a connection has beside them. Without a connection a missing name says nothing, and no asset is known. */
export function indexedFacts(files: Iterable<{ readonly facts: FileFacts }>, { runbooks: there, assets }: ConnectionFacts): FolderFacts {
  const runbooks = new Map<string, FolderRunbook>();
  for (const { facts } of files) {
    if (facts.isRunbook) addRunbook(runbooks, runbookOf(facts));
  }
  for (const { name, type, isPublished, parameters } of there ?? []) {
    const key = name.toLowerCase(), here = runbooks.get(key);
    if (here !== undefined) runbooks.set(key, withState(here, isPublished));
    else runbooks.set(key, { name, type: type ?? 'Script', calls: new Set(), parameters, isPublished });
  }
  const names: Partial<Record<AssetKind, ReadonlySet<string>>> = {};
  for (const [kind, list] of Object.entries(assets) as [AssetKind, Iterable<string>][]) names[kind] = new Set([...list].map((name) => name.toLowerCase()));
  return { runbooks, isComplete: there !== undefined, assets: names };
}

const signatures = new WeakMap<FolderRunbook, string>();

function signature(runbook: FolderRunbook): string {
  let found = signatures.get(runbook);
  if (found === undefined) {
    const { name, type, calls, plain, parameters, sets, isPublished, isAmbiguous, isFunction } = runbook;
    signatures.set(runbook, (found = JSON.stringify([name, type, [...calls].sort(), [...plain ?? []].sort(), parameters, sets, isPublished, isAmbiguous, isFunction])));
  }
  return found;
}

/** True where the linter would say the same with one as with the other: a text is then not judged again. */
export function sameFacts(a: FolderFacts, b: FolderFacts): boolean {
  if (a.isComplete !== b.isComplete || a.runbooks?.size !== b.runbooks?.size) return false;
  for (const [key, runbook] of a.runbooks ?? []) {
    const other = b.runbooks?.get(key);
    if (other !== runbook && (other === undefined || signature(other) !== signature(runbook))) return false;
  }
  return sameNames(a.assets, b.assets);
}

function sameNames(a: FolderFacts['assets'] = {}, b: FolderFacts['assets'] = {}): boolean {
  const kinds = Object.keys(a) as AssetKind[];
  return kinds.length === Object.keys(b).length && kinds.every((kind) => a[kind]?.size === b[kind]?.size && [...(a[kind] ?? [])].every((name) => b[kind]?.has(name) === true));
}
