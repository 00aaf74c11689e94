import { analyseRunbook, LineMap, parse, runbookAsCommand, walk } from '../../powershell/index.ts';
import type { CommandFacts, LinePosition } from '../../powershell/index.ts';

/** A function or workflow of a file, with the place of its name (lines and columns from 1). */
export interface IndexedFunction { readonly name: string; readonly isWorkflow: boolean; readonly at: LinePosition }

/** What the folder's index keeps of a file: no text and no tree. */
export interface FolderEntry {
  /** The runbook as a command: named by its workflow, else by its file. */
  readonly runbook: CommandFacts;
  /** Where its name stands; the beginning of a script. */
  readonly at: LinePosition;
  readonly functions: readonly IndexedFunction[];
}

/** Reads a file's text for the index. */
export function folderEntry(fileName: string, text: string): FolderEntry {
  const result = parse(text), lines = new LineMap(result.text), facts = analyseRunbook(result, fileName), functions: IndexedFunction[] = [];
  walk(result.ast, (node) => {
    if (node.kind === 'FunctionDefinitionAst') functions.push({ name: node.name, isWorkflow: node.isWorkflow, at: lines.position(node.nameStart) });
  });
  const workflow = facts.workflows.find(({ name }) => name === facts.name);
  return { runbook: runbookAsCommand(facts.name ?? fileName, facts), at: lines.position(workflow?.nameStart ?? 0), functions };
}
