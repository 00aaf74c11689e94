/** Renaming across the folder: what forbids it, and what is written where. */
import { nameText, renameProblem, typeNameProblem, sameName } from '../../powershell/index.ts';
import { hardNameProblem, isReservedWord } from '../hardNames.ts';
import { aliases } from '../lint/aliases.ts';
import { CMDLET_NAMES } from '../lint/cmdletNames.ts';
import { runbookNameProblem } from '../../sma/runbookName.ts';
import type { Span } from './fileFacts.ts';
import type { FolderTables } from './folderTables.ts';
import { folderPlaces, unclearCall, unclearCallers, type CurrentFile, type FolderSymbol } from './symbols.ts';

export interface FolderEdit { readonly key: string; readonly at: Span; readonly newText: string }
/** A file that gets the runbook's new name. */
export interface FileRename { readonly key: string; readonly fileName: string }
export interface FolderRename { readonly edits: readonly FolderEdit[]; readonly files: readonly FileRename[] }


const cmdlets: ReadonlySet<string> = new Set(CMDLET_NAMES);

/** What else a call of the new name would mean, in the files that a rename writes; undefined where nothing. */
function otherMeaning(kind: 'function' | 'runbook', symbol: FolderSymbol, newName: string, tables: FolderTables, current: CurrentFile | undefined): string | undefined {
  const key = newName.toLowerCase(), alias = aliases.get(key);
  if (alias !== undefined) return `${newName} is an alias of ${alias}, which PowerShell takes first: a call would never reach the ${kind}.`;
  if (current === undefined) return undefined;
  const written = new Set(folderPlaces(symbol, tables, current).map((place) => place.key));
  for (const file of [...written].map((one) => (one === current.key ? current : tables.files.get(one)))) {
    if (file === undefined) continue;
    if (file.facts.functions.some(({ name, at }) => sameName(name, newName) && at !== file.facts.nameAt)) return `${file.facts.fileName} has a function ${newName}, which its calls would mean then.`;
    if (cmdlets.has(key) && file.facts.calls.some(({ name, form }) => form === 'name' && sameName(name, newName))) return `${file.facts.fileName} calls the cmdlet ${newName}: it would call the ${kind} then.`;
  }
  return cmdlets.has(key) ? `${newName} is a cmdlet, which whoever has the ${kind} could not call by its name any more: choose another name.` : undefined;
}

/** A text in a variable that names something else as well, which would lose its name; undefined where there is none. */
function sharedName(symbol: Extract<FolderSymbol, { kind: 'asset' }>, tables: FolderTables, current: CurrentFile | undefined): string | undefined {
  for (const { key, at } of current === undefined ? [] : folderPlaces(symbol, tables, current)) {
    const facts = key === current?.key ? current.facts : tables.files.get(key)?.facts, isHere = (place: { readonly at: Span }): boolean => place.at[0] === at[0] && place.at[1] === at[1];
    const other = facts?.assets.find((asset) => asset.kind !== symbol.asset && isHere(asset))?.kind.toLowerCase() ?? (facts?.calls.some(isHere) === true ? 'runbook' : undefined), given = other === undefined ? facts?.given.find((one) => isHere(one) && !tables.takesCredential(one, current)) : undefined;
    if (given !== undefined && tables.runbooks(given.runbook).length > 0) return `In ${facts?.fileName ?? ''} one variable names the ${symbol.asset.toLowerCase()} and is given to ${given.runbook} for something else: give each a variable of its own first.`;
    if (other !== undefined) return `In ${facts?.fileName ?? ''} one variable names the ${symbol.asset.toLowerCase()} and a ${other}: give each a variable of its own first.`;
  }
  return undefined;
}

/** A file that compares what a variable holds with the name, which is written out there a second time; undefined where there is none. */
function comparedName({ asset, name }: Extract<FolderSymbol, { kind: 'asset' }>, tables: FolderTables, current: CurrentFile | undefined): string | undefined {
  const found = [...(current === undefined ? [] : [current]), ...tables.assets(asset, name).filter(({ key }) => key !== current?.key)].find(({ facts }) => facts.assets.some((one) => one.isCompared === true && one.kind === asset && sameName(one.name, name)));
  return found && `${found.facts.fileName} compares a variable that holds ${name} with the name written out: it would no longer be the same there. Change that first.`;
}

/** A file that puts the name of an asset together, where nothing can be written; undefined where there is none. */
function madeName({ asset, name }: Extract<FolderSymbol, { kind: 'asset' }>, tables: FolderTables, current: CurrentFile | undefined): string | undefined {
  const found = [...(current === undefined ? [] : [current]), ...tables.assets(asset, name).filter(({ key }) => key !== current?.key)].find(({ facts }) => facts.assets.some((one) => one.isMade === true && one.kind === asset && sameName(one.name, name)));
  return found && `${found.facts.fileName} puts the name ${name} together from parts, or has it in a here-string or in a text that is run as code: write it out there first.`;
}

/** A file that puts the name of a runbook or a function together, or the path of the one's file, so that the name stands nowhere as one; undefined where there is none. */
function madeCall(symbol: Extract<FolderSymbol, { kind: 'runbook' | 'function' }>, tables: FolderTables, current: CurrentFile | undefined): string | undefined {
  const written = current === undefined ? [] : folderPlaces(symbol, tables, current), isMade = ({ key, at }: (typeof written)[number]): boolean =>
    (key === current?.key ? current : tables.files.get(key))?.facts.calls.some((call) => call.isMade === true && call.at[0] === at[0] && call.at[1] === at[1] && sameName(call.name, symbol.name)) === true;
  const found = written.find(isMade), facts = found && (found.key === current?.key ? current : tables.files.get(found.key))?.facts, call = facts?.calls.find(({ isMade: made, at, name }) => made === true && at[0] === found?.at[0] && at[1] === found.at[1] && sameName(name, symbol.name));
  return facts && (call?.form === 'script' || call?.form === 'manage' ? `${facts.fileName} puts the path of ${symbol.name}.ps1 together from parts of its name, or does not write it letter for letter: write the name out there first.` : `${facts.fileName} puts the name ${symbol.name} together from parts, or does not write it letter for letter: write it out there first.`);
}

/** Why neither a runbook nor its parameters can have another name while several files hold one: nothing tells which of them its callers mean. */
export const severalRunbooks = (name: string): string => `Several files hold a runbook ${name}: remove one first.`;

/** Why a symbol cannot have its name changed, or cannot have this new one; undefined where it can. One sentence for a person. */
export function folderRenameProblem(symbol: FolderSymbol | undefined, tables: FolderTables, current: CurrentFile | undefined, newName?: string): string | undefined {
  if (symbol === undefined) return 'There is nothing here that can be renamed: put the cursor on a variable, a function, a label, a runbook or the name of an asset.';
  if ((symbol.kind === 'function' || symbol.kind === 'runbook') && symbol.alias !== undefined) return `${symbol.alias} is an alias of ${symbol.name} in this text: rename ${symbol.name} where it stands, or write another alias.`;
  switch (symbol.kind) {
    case 'variable': case 'label': return renameProblem(symbol.symbol, newName);
    case 'command': return `${symbol.name} is not defined in this folder.`;
    case 'function': {
      if (symbol.owners.length > 1) return `Several files define ${symbol.name}: rename it in the one you mean.`;
      if (newName === undefined) return undefined;
      const [unclear] = current === undefined ? [] : unclearCallers(symbol.name, symbol.owners, tables, current);
      if (unclear !== undefined) return unclearCall(unclear, symbol.name);
      const isThere = !sameName(newName, symbol.name) && (current?.facts.functions.some(({ name }) => sameName(name, newName)) === true || tables.functions(newName).some(({ key }) => symbol.owners.includes(key)));
      if (isThere) return `There is a function ${newName} in the same file already.`;
      const problem = renameProblem({ kind: 'function', name: symbol.name, places: [{ ...symbol.here, access: 'read' }] }, newName);
      if (problem !== undefined || sameName(newName, symbol.name)) return problem;
      const made = madeCall(symbol, tables, current);
      if (made !== undefined) return made;
      if (isReservedWord(newName)) return `${newName} is a word of the PowerShell language: nothing could call the function.`;
      if (tables.runbooks(newName).length > 0) return `There is a runbook ${newName} in this folder already.`;
      return otherMeaning('function', symbol, newName, tables, current);
    }
    case 'type': {
      if (symbol.owners.length > 1) return `Several files define ${symbol.name}: rename it in the one you mean.`;
      const problem = newName === undefined ? undefined : typeNameProblem(newName);
      if (newName === undefined || problem !== undefined || sameName(newName, symbol.name) || current === undefined) return problem;
      const written = new Set(folderPlaces(symbol, tables, current).map(({ key }) => key)), other = [current, ...tables.types(newName)].find(({ key, facts }) => written.has(key) && facts.types.some(({ name }) => sameName(name, newName)));
      return other && `${other.facts.fileName} has a type ${newName} already.`;
    }
    case 'runbook': {
      const homes = new Set([...tables.runbooks(symbol.name).map(({ key }) => key), ...(current !== undefined && sameName(current.facts.runbook.name, symbol.name) ? [current.key] : [])]);
      if (homes.size === 0) return `The runbook ${symbol.name} is not in this folder: rename it where its file is.`;
      if (homes.size > 1) return severalRunbooks(symbol.name);
      if (newName === undefined) return undefined;
      const problem = runbookNameProblem(newName);
      if (problem !== undefined) return problem.message;
      if (sameName(newName, symbol.name)) return undefined;
      if (tables.runbooks(newName).length > 0) return `There is a runbook ${newName} in this folder already.`;
      return hardNameProblem(newName) ?? madeCall(symbol, tables, current) ?? otherMeaning('runbook', symbol, newName, tables, current);
    }
    case 'asset': {
      if (newName === undefined) return undefined;
      return newName === '' || /[\r\n]/.test(newName) ? 'An asset needs a name of one line.' : madeName(symbol, tables, current) ?? comparedName(symbol, tables, current) ?? sharedName(symbol, tables, current);
    }
  }
}

/** What a rename writes; of a variable, which is its text's own, nothing. The file of a runbook is renamed where it has the runbook's name. */
export function folderRename(symbol: FolderSymbol, newName: string, tables: FolderTables, current: CurrentFile): FolderRename {
  const edits = folderPlaces(symbol, tables, current).filter(({ isAlias }) => isAlias !== true).map(({ key, at, quote }) => ({ key, at, newText: symbol.kind === 'asset' ? nameText(newName, quote) : newName }));
  if (symbol.kind !== 'runbook') return { edits, files: [] };
  const homes = sameName(current.facts.runbook.name, symbol.name) ? [{ key: current.key, facts: current.facts }] : tables.runbooks(symbol.name);
  return { edits, files: homes.filter(({ facts }) => sameName(facts.fileName, symbol.name) && facts.fileName !== newName).map(({ key }) => ({ key, fileName: newName })) };
}
