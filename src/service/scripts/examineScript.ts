/** Finds what the service needs to know of a script. Loaded with the first script that comes: most of the parser is needed for nothing else. */
import { analyseRunbook, excludedCalls, LineMap, parse, validate } from '../../powershell/index.ts';
import type { ParseError } from '../../powershell/index.ts';
import type { ExaminedScript, Problem } from '../domain/runbooks/script.ts';

/** Reads an uploaded text. Where it holds several workflows, the one called `name` is the runbook, else the first. */
export function examineScript(text: string, name: string | undefined): ExaminedScript {
  const result = parse(text);
  const lines = new LineMap(text);
  const toProblem = (error: { readonly start: number; readonly message: string }): Problem => ({ ...lines.position(error.start), message: error.message });
  const problem = (error: { readonly start: number; readonly message: string } | undefined): Problem | undefined => (error === undefined ? undefined : toProblem(error));
  const syntax = problem(result.errors[0]);
  const facts = analyseRunbook(result, name);
  // Whoever starts it is asked for what every parameter set needs; which set is meant, the start alone tells.
  const isNeeded = (parameter: string): boolean => facts.sets.every(({ mandatory }) => mandatory.includes(parameter.toLowerCase()));
  const parameters = facts.parameters.map(({ name: parameter, type, isMandatory, position }) => ({ name: parameter, type, isMandatory: isMandatory && isNeeded(parameter), position }));
  return {
    facts: facts.name === undefined ? { type: 'PowerShellScript', parameters } : { type: 'Script', name: facts.name, parameters },
    syntax, publish: problem(result.errors.length > 0 ? result.errors[0] : validate(result).slice(0, 1).map(withId)[0]),
    excluded: result.errors.length > 0 ? [] : excludedCalls(result).map(({ name, error }) => ({ name, problem: toProblem(withId(error)) })),
  };
}

/** What a workflow may not hold is told with the id that Windows PowerShell gives it, as people look for it. */
const withId = (error: ParseError): ParseError => ({ ...error, message: `${error.message} (${error.errorId})` });
