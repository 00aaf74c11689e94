/** What the service needs to know of a script: its errors, its kind, its name and its parameters. */
import { analyseRunbook, LineMap, parse, validate } from '../../powershell/index.ts';
import type { ParseError } from '../../powershell/index.ts';
import { smaError } from '../../sma/errors.ts';

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
}

/** Reads an uploaded text. Where it holds several workflows, the one called `name` is the runbook, else the first. */
export function examineScript(text: string, name: string | undefined): ExaminedScript {
  const result = parse(text);
  const problem = (error: { readonly start: number; readonly message: string } | undefined): Problem | undefined =>
    (error === undefined ? undefined : { ...new LineMap(text).position(error.start), message: error.message });
  const syntax = problem(result.errors[0]);
  const facts = analyseRunbook(result, name);
  const parameters = facts.parameters.map(({ name: parameter, type, isMandatory, position }) => ({ name: parameter, type, isMandatory, position }));
  return {
    facts: facts.name === undefined ? { type: 'PowerShellScript', parameters } : { type: 'Script', name: facts.name, parameters },
    syntax, publish: problem(result.errors.length > 0 ? result.errors[0] : withId(validate(result)[0])),
  };
}

/** What a workflow may not hold is told with the id that Windows PowerShell gives it, as people look for it. */
const withId = (error: ParseError | undefined): ParseError | undefined => (error === undefined ? undefined : { ...error, message: `${error.message} (${error.errorId})` });

/** Fails with RunbookSyntax, naming line and column of the first error. */
export function factsOf(script: ExaminedScript, use: 'draft' | 'publish'): ScriptFacts {
  const problem = use === 'draft' ? script.syntax : script.publish;
  if (problem !== undefined) throw smaError('RunbookSyntax', problem.line, problem.column, problem.message);
  return script.facts;
}
