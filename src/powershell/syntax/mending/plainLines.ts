import { beginOf } from './ending.ts';
import type { ParseResult } from '../parseResult.ts';
import { lineHolders } from './parts.ts';

/** What a line begins with that is a statement of its own, where nothing goes on over lines: an assignment, what has a type before it, a command with a verb, or a jump. */
const assignment = /\[[\w.[\]]+\]\$\w|\$[\w:]+(?:\.\w+|\[[^\]\r\n]*\])*[ \t]*[-+*/%]?=(?!=)/y, command = /(?:[a-z]+-[a-z]\w*(?=\s|$)|(?:return|throw|exit)\b)(?![ \t]*=)/iy;
/** The end of a line that goes on in the next, and of one that holds the deeper lines below it as anything but statements. */
const goesOn = /[|,`][ \t]*$/, holds = /(?:\(|@\{|\[|[|,`=])[ \t]*$/;

interface Line { readonly indent: number; readonly code: string }

/**
 * Lines that begin as plain statements do, and are none in the tree of a broken text: they were taken for parts of what is not finished
 * before them. Lines that stand deeper than a bracket, a list or a pipeline which goes on are its parts.
 */
export function plainLines(result: ParseResult): readonly number[] {
  const { text, errors, comments } = result;
  const found = new Map<number, number>(), above: Line[] = [];
  let comment = 0;
  for (let line = 0, before: Line | undefined; errors.length > 0;) {
    const next = text.indexOf('\n', line), end = next === -1 ? text.length : next;
    const at = beginOf(text, line);
    while (comments[comment + 1]! <= at) comment += 2;
    if (at < end && text.charCodeAt(at) !== 13 && !(comments[comment]! <= at)) {
      const own = { indent: at - line, code: text.slice(at, end).trimEnd() };
      while (above.length > 0 && above.at(-1)!.indent >= own.indent) above.pop();
      const isPart = above.length > 0 && holds.test(above.at(-1)!.code), [sets, calls] = [assignment, command].map((begin) => { begin.lastIndex = at; return begin.test(text); });
      if (!isPart && (sets === true || (calls === true && !goesOn.test(before?.code ?? '')))) found.set(at, own.indent);
      above.push(own);
      before = own;
    }
    if (next === -1) break;
    line = next + 1;
  }
  if (found.size > 0) forgetTaken(result, found);
  return [...found.keys()];
}

/** Takes those out that are statements of a block, members of a class, parameters or lines of a text. */
function forgetTaken({ text, ast }: ParseResult, found: Map<number, number>): void {
  const all = [...found.keys()];
  const within = (from: number, to: number, least = 0): void => {
    for (let i = firstFrom(all, from); i < all.length && all[i]! < to; i++) if ((found.get(all[i]!) ?? -1) >= least) found.delete(all[i]!);
  };
  for (const node of lineHolders.in(ast, text)) {
    switch (node.kind) {
      case 'NamedBlockAst': case 'StatementBlockAst': for (const { start } of node.statements) found.delete(start); break;
      case 'PropertyMemberAst': found.delete(node.start); break;
      // What stands less deep than its word belongs to what is around it.
      case 'ParamBlockAst': within(node.start, node.end, /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', node.start) + 1, node.end))![0].length); break;
      // A word may be the name of a command; what is in a text is none.
      case 'StringConstantExpressionAst': case 'ExpandableStringExpressionAst': within(node.start + 1, node.end); break;
      default:
    }
  }
}

/** Index of the first of rising numbers that is not below one. */
export function firstFrom(sorted: readonly number[], least: number): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
