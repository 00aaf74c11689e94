import { walk } from '../children.ts';
import type { ParseResult } from '../parseResult.ts';
import { NAME, type Ending } from './ending.ts';
import { firstFault } from './openTexts.ts';

/** Most texts have none, and their trees need not be walked: in one that is right a variable must follow, behind comments too. */
const lineEnd = /(?:\.|::)[ \t]*\r?\n/, variableBelow = /(?:\.|::)[ \t]*\r?\n\s*[$@<#]/;

/** A dot or colons at a line's end whose member is not written yet: what stands on a later line was taken for it. */
export function openMember({ ast, text, errors }: ParseResult): Ending[] {
  if (!(errors.length > 0 ? lineEnd : variableBelow).test(text)) return [];
  const first = firstFault(errors) ?? text.length, found: Ending[] = [];
  walk(ast, (node) => {
    if ((node.kind !== 'MemberExpressionAst' && node.kind !== 'InvokeMemberExpressionAst') || node.member.start > first || node.member.end <= node.expression.end) return;
    const [operator] = /^(?:\?\.|\.|::)(?=[ \t]*\r?\n)/.exec(text.slice(node.expression.end, node.member.start)) ?? [];
    // A text that is right as it stands goes on with a name, not with another variable's assignment.
    if (operator !== undefined && (errors.length > 0 || node.member.kind === 'VariableExpressionAst')) found.push({ at: node.expression.end + operator.length, written: NAME });
  });
  return found.slice(-1);
}
