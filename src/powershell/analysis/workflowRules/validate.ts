import { definitionErrors } from '../../syntax/checks/definitions.ts';
import type { ParseError, ParseResult } from '../../syntax/parseResult.ts';
import { workflowErrors } from './index.ts';

/** An error at the end of a text may have the extent of the token behind it, as the official parser gives it: people are shown the end. */
const inside = (error: ParseError, length: number): ParseError =>
  (error.end <= length ? error : { ...error, start: Math.min(error.start, length), end: length });

/**
 * What is wrong with a script, runbook or workflow: the parser's errors; where it has none, what keeps its classes from being
 * made and what its workflows may not hold. The editor, the linter, the service (at publish) and the engine judge by this one
 * function.
 */
export function validate(result: ParseResult): readonly ParseError[] {
  if (result.errors.length > 0) return result.errors.map((error) => inside(error, result.text.length));
  const definitions = definitionErrors(result.ast);
  if (definitions.length > 0 || !/\bworkflow\b/i.test(result.text)) return definitions;
  return workflowErrors(result);
}
