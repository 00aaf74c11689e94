/** What the service needs to know of a script: its errors, its kind, its name and its parameters (found by ../../scripts/examineScript.ts). */
import { smaError, type SmaError } from '../../../sma/errors.ts';

export interface ScriptParameter { readonly name: string; /** .NET full name. */ readonly type: string; readonly isMandatory: boolean; readonly position: number }
/** `Script` is a workflow and has its name inside; a plain script has none (sma-rest-api.md 4.3, 6.3). */
export type ScriptFacts =
  | { readonly type: 'Script'; readonly name: string; readonly parameters: readonly ScriptParameter[] }
  | { readonly type: 'PowerShellScript'; readonly parameters: readonly ScriptParameter[] };

export interface Problem { readonly line: number; readonly column: number; readonly message: string }
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

/** Fails with RunbookSyntax, naming line and column of the first error. */
export function factsOf(script: ExaminedScript, use: 'draft' | 'publish'): ScriptFacts {
  const problem = use === 'draft' ? script.syntax : script.publish;
  if (problem !== undefined) throw refusal(problem);
  return script.facts;
}

export const refusal = ({ line, column, message }: Problem): SmaError => smaError('RunbookSyntax', line, column, message);
