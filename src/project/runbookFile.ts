/** What a runbook file is to SMA: its name, its type, and what forbids publishing it. */
import { basename } from 'node:path';
import { analyseRunbook, LineMap, parse, validate, type ParameterFacts, type ParameterSetFacts } from '../powershell/index.ts';
import { runbookNameProblem } from '../sma/runbookName.ts';
import type { RunbookType } from '../sma/runbookType.ts';
import { contentHash } from './contentHash.ts';
import { deviceNameProblem } from './hardNames.ts';
import type { PublishProblem } from './publishPlan.ts';

/** A parameter that a runbook's text declares, with what SMA honours of it (sma-rest-api.md 5.6); the type is .NET's full name. */
export type DeclaredParameter = Pick<ParameterFacts, 'name' | 'type' | 'isMandatory' | 'position'>;

export interface RunbookFile {
  /** The workflow's name, or for a script the file's (sma-rest-api.md 3.4). */
  readonly name: string;
  /** Undefined where the text is too broken to tell. */
  readonly type: RunbookType | undefined;
  readonly hash: string;
  readonly parameters: readonly DeclaredParameter[];
  /** Its parameter sets; none where no set is named. */
  readonly sets: readonly ParameterSetFacts[];
  readonly problems: readonly PublishProblem[];
}

/** Reads a runbook's text; whatever is wrong with it is in `problems`, with line and column. `file` is its path or name. */
export function readRunbookFile(file: string, text: string): RunbookFile {
  const fileName = basename(file).replace(/\.ps1$/i, '');
  const result = parse(text);
  const lines = new LineMap(result.text);
  const facts = analyseRunbook(result, fileName);
  const workflow = facts.workflows.find((candidate) => candidate.name === facts.name);
  const name = facts.name ?? fileName;

  const problems: PublishProblem[] = result.errors.map((error) => ({ kind: 'syntax', message: error.message, errorId: error.errorId, ...lines.position(error.start) }));
  // A folder with such a runbook could not be had on Windows: nothing of ours makes one.
  const nameProblem = runbookNameProblem(name)?.message ?? deviceNameProblem(name);
  if (nameProblem !== undefined) {
    problems.push({ kind: 'name', message: `${nameProblem} Rename the ${workflow === undefined ? 'file' : 'workflow'}.`, ...(workflow === undefined ? {} : lines.position(workflow.nameStart)) });
  }
  if (result.text.trim() === '') problems.push({ kind: 'syntax', message: 'The runbook is empty; write something first.', line: 1, column: 1 });
  return {
    name,
    type: result.errors.length > 0 && workflow === undefined ? undefined : facts.type,
    hash: contentHash(text),
    parameters: facts.parameters.map((parameter) => ({ name: parameter.name, type: parameter.type, isMandatory: parameter.isMandatory, position: parameter.position })),
    sets: facts.sets,
    problems,
  };
}

/** Where a workflow runbook has statements beside its workflows and functions: nothing runs them (SMA runs the workflow alone). */
export function statementOutside({ name, type }: Pick<RunbookFile, 'name' | 'type'>, text: string): { readonly message: string; readonly line: number; readonly column: number } | undefined {
  if (type !== 'Script') return undefined;
  const { ast, text: read } = parse(text), statements = [ast.beginBlock, ast.processBlock, ast.endBlock].flatMap((block) => block?.statements ?? []);
  const outside = statements.find(({ kind }) => kind !== 'FunctionDefinitionAst' && kind !== 'TypeDefinitionAst');
  return outside === undefined ? undefined
    : { message: `This stands outside the workflow ${name} and is not run: a workflow runbook is the workflow alone. Move it in, or remove it.`, ...new LineMap(read).position(outside.start) };
}

/** What keeps a text from being run at all: mistakes of the syntax, and what a workflow may not hold, each with its id. */
export function runProblems(text: string): readonly PublishProblem[] {
  const result = parse(text), lines = new LineMap(result.text);
  return validate(result).map(({ message, errorId, start }) => ({ kind: 'syntax', message: result.errors.length > 0 ? message : `${message} (${errorId})`, errorId, ...lines.position(start) }));
}
