/** The text of a log message, its expressions in braces worked out: an expression may have braces of its own. */
import { parse } from '../../syntax/index.ts';

export function filledIn(message: string, workOut: (expression: string) => string): string {
  let text = '', at = 0;
  for (let open = message.indexOf('{'); open >= 0; open = message.indexOf('{', at)) {
    const end = endOf(message, open);
    text += message.slice(at, end < 0 ? open + 1 : open);
    if (end >= 0) text += workOut(message.slice(open + 1, end));
    at = end < 0 ? open + 1 : end + 1;
  }
  return text + message.slice(at);
}
/** The brace behind which an expression is whole; the first one where none makes it whole, and -1 for braces around nothing. */
function endOf(message: string, open: number): number {
  const first = message.indexOf('}', open);
  if (first < 0 || message.slice(open + 1, first).trim() === '') return -1;
  for (let end = first; end >= 0; end = message.indexOf('}', end + 1)) if (parse(message.slice(open + 1, end)).errors.length === 0) return end;
  return first;
}
/** What is wrong with the first of its expressions that is none; undefined where all are. */
export function problemIn(message: string): string | undefined {
  let problem: string | undefined;
  filledIn(message, (expression) => { problem ??= parse(expression).errors[0]?.message; return ''; });
  return problem;
}
