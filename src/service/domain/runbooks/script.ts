/** What the service needs to know of a script: its errors, its kind, its name and its parameters. */
import { analyseRunbook, excludedCalls, LineMap, parse, validate } from '../../../powershell/index.ts';
import type { ParseError } from '../../../powershell/index.ts';
import { smaError, type SmaError } from '../../../sma/errors.ts';

export interface ScriptParameter { readonly name: string; /** .NET full name. */ readonly type: string; readonly isMandatory: boolean; readonly position: number }
/** `Script` is a workflow and has its name inside; a plain script has none (sma-rest-api.md 4.3, 6.3). */
export type ScriptFacts =
  | { readonly type: 'Script'; readonly name: string; readonly parameters: readonly ScriptParameter[] }
  | { readonly type: 'PowerShellScript'; readonly parameters: readonly ScriptParameter[] };

interface Problem { readonly line: number; readonly column: number; readonly message: string }
/** Plain data: it crosses from one thread to another. */
export interface ExaminedScript {
  readonly facts: ScriptFacts;
  /** What no text may have. */
  readonly syntax: Problem | undefined;
  /** What workflows may not contain is looked at when a runbook is to be run: a draft may break those rules on its way. */
  readonly publish: Problem | undefined;
  /** Commands that workflows may not call as a statement, unless a module has others of their names. */
  readonly excluded: readonly ExcludedCommand[];
}

export interface ExcludedCommand { readonly name: string; readonly problem: Problem }

/** Reads an uploaded text. Where it holds several workflows, the one called `name` is the runbook, else the first. */
export function examineScript(text: string, name: string | undefined): ExaminedScript {
  const result = parse(text);
  const lines = new LineMap(text);
  const toProblem = (error: { readonly start: number; readonly message: string }): Problem => ({ ...lines.position(error.start), message: error.message });
  const problem = (error: { readonly start: number; readonly message: string } | undefined): Problem | undefined => (error === undefined ? undefined : toProblem(error));
  const syntax = problem(result.errors[0]);
  const facts = analyseRunbook(result, name);
  const parameters = facts.parameters.map(({ name: parameter, type, isMandatory, position }) => ({ name: parameter, type, isMandatory, position }));
  return {
    facts: facts.name === undefined ? { type: 'PowerShellScript', parameters } : { type: 'Script', name: facts.name, parameters },
    syntax, publish: problem(result.errors.length > 0 ? result.errors[0] : validate(result).slice(0, 1).map(withId)[0]),
    excluded: result.errors.length > 0 ? [] : excludedCalls(result).map(({ name, error }) => ({ name, problem: toProblem(withId(error)) })),
  };
}

/** What a workflow may not hold is told with the id that Windows PowerShell gives it, as people look for it. */
const withId = (error: ParseError): ParseError => ({ ...error, message: `${error.message} (${error.errorId})` });

/** Fails with RunbookSyntax, naming line and column of the first error. */
export function factsOf(script: ExaminedScript, use: 'draft' | 'publish'): ScriptFacts {
  const problem = use === 'draft' ? script.syntax : script.publish;
  if (problem !== undefined) throw refusal(problem);
  return script.facts;
}

export const refusal = ({ line, column, message }: Problem): SmaError => smaError('RunbookSyntax', line, column, message);
