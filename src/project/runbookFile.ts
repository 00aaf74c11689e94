/** What a runbook file is to SMA: its name, its type, and what forbids publishing it. */
import { basename } from 'node:path';
import type { FunctionDefinitionAst } from '../powershell/syntax/ast.ts';
import { LineMap } from '../powershell/syntax/lineMap.ts';
import { parse } from '../powershell/syntax/parse.ts';
import { runbookNameProblem } from '../sma/runbookName.ts';
import type { RunbookType } from '../sma/runbookType.ts';
import { contentHash } from './contentHash.ts';
import type { PublishProblem } from './publishPlan.ts';
import { parametersOf, type DeclaredParameter } from './runbookParameters.ts';

export interface RunbookFile {
  /** The workflow's name, or for a script the file's (sma-rest-api.md 3.4). */
  readonly name: string;
  /** Undefined where the text is too broken to tell. */
  readonly type: RunbookType | undefined;
  readonly hash: string;
  readonly parameters: readonly DeclaredParameter[];
  readonly problems: readonly PublishProblem[];
}

/** Reads a runbook's text; whatever is wrong with it is in `problems`, with line and column. `file` is its path or name. */
export function readRunbookFile(file: string, text: string): RunbookFile {
  const hash = contentHash(text);
  const fileName = basename(file).replace(/\.ps1$/i, '');
  const clean = text.replace(/^\uFEFF/, '');
  const { ast, errors } = parse(clean);
  const lines = new LineMap(clean);
  const workflows = (ast.endBlock?.statements ?? []).filter((statement): statement is FunctionDefinitionAst => statement.kind === 'FunctionDefinitionAst' && statement.isWorkflow);
  // Where there are several, the one named as the file is meant; helpers stand beside it.
  const workflow = workflows.find((candidate) => candidate.name.toLowerCase() === fileName.toLowerCase()) ?? workflows[0];
  const name = workflow?.name ?? fileName;
  const type: RunbookType | undefined = errors.length > 0 && workflow === undefined ? undefined : workflow === undefined ? 'PowerShellScript' : 'Script';

  const problems: PublishProblem[] = errors.map((error) => ({ kind: 'syntax', message: error.message, ...lines.position(error.start) }));
  const nameProblem = runbookNameProblem(name);
  if (nameProblem !== undefined) {
    problems.push({ kind: 'name', message: `${nameProblem.message} Rename the ${workflow === undefined ? 'file' : 'workflow'}.`, ...(workflow === undefined ? {} : lines.position(workflow.nameStart)) });
  }
  if (clean.trim() === '') problems.push({ kind: 'syntax', message: 'The runbook is empty; write something first.', line: 1, column: 1 });
  const body = workflow?.body ?? ast;
  return { name, type, hash, parameters: parametersOf(body.paramBlock, workflow?.parameters), problems };
}
