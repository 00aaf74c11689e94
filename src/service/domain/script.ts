/** What the service needs to know of a script: its errors, its kind, its name and its parameters. */
import { analyseRunbook, LineMap, parse, workflowErrors } from '../../powershell/index.ts';
import { smaError } from '../../sma/errors.ts';

export interface ScriptParameter { readonly name: string; /** .NET full name. */ readonly type: string; readonly isMandatory: boolean; readonly position: number }
/** `Script` is a workflow and has its name inside; a plain script has none (sma-rest-api.md 4.3, 6.3). */
export type ScriptFacts =
  | { readonly type: 'Script'; readonly name: string; readonly parameters: readonly ScriptParameter[] }
  | { readonly type: 'PowerShellScript'; readonly parameters: readonly ScriptParameter[] };

/**
 * Reads uploaded bytes. Where a text holds several workflows, the one called `name` is the runbook, else the first.
 * What workflows may not contain is looked at when a runbook is to be run: a draft may break those rules on its way.
 * Fails with RunbookSyntax, naming line and column of the first error.
 */
export function readScript(bytes: Uint8Array, name?: string, use: 'draft' | 'publish' = 'draft'): ScriptFacts {
  const text = new TextDecoder().decode(bytes);
  const result = parse(text);
  const [error] = result.errors.length > 0 || use === 'draft' ? result.errors : workflowErrors(result.ast);
  if (error !== undefined) {
    const { line, column } = new LineMap(text).position(error.start);
    throw smaError('RunbookSyntax', line, column, error.message);
  }
  const facts = analyseRunbook(result, name);
  const parameters = facts.parameters.map(({ name, type, isMandatory, position }) => ({ name, type, isMandatory, position }));
  return facts.name === undefined ? { type: 'PowerShellScript', parameters } : { type: 'Script', name: facts.name, parameters };
}
