import type { Ast, ExpressionAst } from '../../syntax/ast.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { nodesAt } from '../nodesAt.ts';
import { commandAt } from './completionContext.ts';

/** A word with a dash that belongs to the language: an operator behind a value, or what `switch` can be told. */
export type DashPlace =
  | { readonly kind: 'operator'; readonly start: number; readonly end: number }
  /** What `foreach` of a workflow can be told (about_Foreach-Parallel). */
  | { readonly kind: 'loopFlag'; readonly start: number; readonly end: number; readonly given: ReadonlySet<string> }
  | { readonly kind: 'switchFlag'; readonly start: number; readonly end: number; readonly given: ReadonlySet<string> };

const values: ReadonlySet<Ast['kind']> = new Set<ExpressionAst['kind']>([
  'VariableExpressionAst', 'MemberExpressionAst', 'InvokeMemberExpressionAst', 'IndexExpressionAst', 'ParenExpressionAst', 'SubExpressionAst', 'ArrayExpressionAst', 'StringConstantExpressionAst', 'ExpandableStringExpressionAst', 'ConstantExpressionAst',
  'TypeExpressionAst', 'HashtableAst', 'UsingExpressionAst', 'ArrayLiteralAst',
]);

/** Says whether an operator (about_Operators) or a parameter of `switch` (about_Switch) is written at a place. Works in broken texts. */
export function dashPlace(result: ParseResult, offset: number): DashPlace | undefined {
  const { text, ast } = result, before = text.slice(Math.max(0, offset - 300), offset), [dash] = /[-\u2013\u2014][a-z]*$/i.exec(before) ?? [];
  if (dash === undefined) return undefined;
  const place = { start: offset - dash.length, end: offset + /^[a-z]*/i.exec(text.slice(offset, offset + 40))![0].length };
  const [, flags] = /(?:^|[\s;{(|=])switch((?:[ \t]+-\w+)*)[ \t]+$/i.exec(before.slice(0, before.length - dash.length)) ?? [];
  if (flags !== undefined && isStatement(result, place.start)) return { kind: 'switchFlag', ...place, given: new Set([...flags.matchAll(/-(\w+)/g)].map(([, name]) => name!.toLowerCase())) };
  // Behind a bar it is the cmdlet's alias.
  const [, told] = /(?:^|[\r\n;{}(=])[ \t]*(?::\w+[ \t]+)?foreach((?:[ \t]+-\w+(?:[ \t]+\d+)?)*)[ \t]+$/i.exec(before.slice(0, before.length - dash.length)) ?? [];
  if (told !== undefined && isStatement(result, place.start, 'foreach')) return { kind: 'loopFlag', ...place, given: new Set([...told.matchAll(/-(\w+)/g)].map(([, name]) => name!.toLowerCase())) };
  let at = place.start;
  while (at > 0 && /[ \t]/.test(text.charAt(at - 1))) at--;
  // A dash that touches what is before it may as well begin a number: `$x-1`.
  if (at === place.start && !/[)\]}'"]/.test(text.charAt(at - 1))) return undefined;
  const path = nodesAt(ast, Math.max(0, at - 1)), value = path.find((node) => node.end === at && values.has(node.kind) && !(node.kind === 'StringConstantExpressionAst' && node.stringConstantType === 'BareWord'));
  return value === undefined || /[\r\n]/.test(text.slice(at, offset)) || commandAt(result, at) !== undefined ? undefined : { kind: 'operator', ...place };
}

/** The word before is no argument of a command. */
function isStatement(result: ParseResult, start: number, word = 'switch'): boolean {
  const command = commandAt(result, start), [name] = command?.elements ?? [];
  return name === undefined || (name.kind === 'StringConstantExpressionAst' && name.value.toLowerCase() === word);
}
