/** What the folder's index keeps of a runbook file: names and their places, no text and no tree. Plain data, so that it can lie on disk. */
import {
  analyseRunbook, LineMap, runbookAsCommand, runbookNames, walk, writtenName,
  type AssetKind, type CommandFacts, type CommandPlace, type ParseResult, type RunbookKind, type RunbookNameForm, type WrittenName,
} from '../../powershell/index.ts';

/** Raised with every change of what is kept: an index on disk of another number is made anew. */
export const FACTS_VERSION = 1;

/** Line and column from 0, and length: a name in a file. */
export type Span = readonly [line: number, column: number, length: number];

/** A function or workflow that a file defines. */
export interface IndexedFunction { readonly name: string; readonly isWorkflow: boolean; readonly isNested: boolean; readonly at: Span }

/** A command's name, or a runbook's name as an argument. */
export interface IndexedCall { readonly name: string; readonly form: RunbookNameForm; readonly place: CommandPlace; readonly quote: WrittenName['quote']; readonly at: Span; readonly dots: boolean }

/** A constant name of an asset in a command that reads or writes it. */
export interface IndexedAsset { readonly kind: AssetKind; readonly name: string; readonly access: 'read' | 'write'; readonly quote: WrittenName['quote']; readonly at: Span }

export interface FileFacts {
  /** The file's name without folder and `.ps1`. */
  readonly fileName: string;
  /** The runbook as a command: named by its workflow, else by its file. */
  readonly runbook: CommandFacts;
  readonly type: RunbookKind;
  /** The workflow's name; undefined in a script, whose name is its file's. */
  readonly nameAt: Span | undefined;
  readonly functions: readonly IndexedFunction[];
  readonly calls: readonly IndexedCall[];
  readonly assets: readonly IndexedAsset[];
}

/** Reads a parsed file for the index. */
export function fileFacts(fileName: string, result: ParseResult): FileFacts {
  const { text } = result, lines = new LineMap(text), facts = analyseRunbook(result, fileName), functions: IndexedFunction[] = [];
  const span = (start: number, end: number): Span => {
    const { line, column } = lines.position(start);
    return [line - 1, column - 1, end - start];
  };
  let depth = 0;
  walk(result.ast, (node) => {
    if (node.kind !== 'FunctionDefinitionAst') return;
    functions.push({ name: node.name, isWorkflow: node.isWorkflow, isNested: node.start < depth, at: span(node.nameStart, node.nameEnd) });
    depth = Math.max(depth, node.end);
  });
  const workflow = facts.workflows.find(({ name }) => name === facts.name);
  return {
    fileName, runbook: runbookAsCommand(facts.name ?? fileName, facts), type: facts.type, nameAt: workflow && span(workflow.nameStart, workflow.nameEnd), functions,
    calls: runbookNames(text, facts.commands).map(({ name, form, quote, start, end, command }) => ({ name, form, place: command.place, quote, at: span(start, end), dots: command.operator === 'Dot' })),
    assets: facts.assets.flatMap(({ kind, name, access, start, end }) => {
      const place = name === undefined || name === '' ? undefined : writtenName(text, { start, end });
      return name === undefined || place === undefined ? [] : [{ kind, name, access, quote: place.quote, at: span(place.start, place.end) }];
    }),
  };
}
