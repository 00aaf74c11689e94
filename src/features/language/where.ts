import type { AssetKind, CommandFacts } from '../../powershell/index.ts';
import { definesItself, type FolderTables, type IndexedFile } from '../../project/folder/index.ts';
import { plain } from './describe.ts';

const MOST_NAMES = 5;

/** Runbooks of the folder that call one, itself left out. */
export function callersOf(name: string, tables: FolderTables): IndexedFile[] {
  const lower = name.toLowerCase(), files = tables.runbooks(name), isByFile = files.length > 0 && files.every(({ facts }) => definesItself(facts));
  const calls = ({ facts }: IndexedFile): boolean => !isByFile || facts.calls.some((one) => one.name.toLowerCase() === lower && /^(?:script|start|manage)$/.test(one.form));
  return tables.callers(name).filter((file) => calls(file)).filter(({ facts }) => facts.isRunbook && facts.runbook.name.toLowerCase() !== lower && !facts.functions.some((item) => item.name.toLowerCase() === lower));
}

/** `Used by 3 runbooks: A, B and C.`, in Markdown; what nobody uses is said too. */
export function usedBy(files: readonly IndexedFile[]): string {
  const names = [...new Set(files.map(({ facts }) => facts.runbook.name))].sort((a, b) => a.localeCompare(b));
  if (names.length === 0) return 'Not used by other runbooks of this folder.';
  const shown = names.slice(0, MOST_NAMES).map(plain).join(', ');
  return `Used by ${names.length === 1 ? '' : `${names.length} runbooks: `}${shown}${names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''}.`;
}

/** What a hover adds to a runbook or an asset: who uses it in the folder. */
export const runbookUse = (facts: CommandFacts, tables: FolderTables): string => usedBy(callersOf(facts.name, tables));
export function assetUse(kind: AssetKind, name: string, tables: FolderTables): string {
  const files = tables.assets(kind, name).filter(({ facts }) => facts.isRunbook);
  return files.length === 0 ? '' : usedBy(files);
}
