import type { ExpressionAst, HashtableAst, UsingExpressionAst, UsingStatementAst, VariableExpressionAst } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { nameKey } from '../nameKey.ts';
import { isConstant } from './constant.ts';
import type { Above, Context } from './context.ts';

/** `@name` is an argument of a command and nothing else (about_Splatting); in a method variables are its own, and `$this` is not in static ones. */
export function checkVariable(p: Parser, node: VariableExpressionAst, above: Above, context: Context): void {
  const { start, end, variablePath } = node, parent = above.parent?.kind;
  if (node.splatted && parent !== 'CommandAst' && parent !== 'UsingExpressionAst') {
    const inList = parent === 'ArrayLiteralAst' && above.grandparent?.kind === 'CommandAst';
    p.report(start, end, inList ? 'SplattingNotPermittedInArgumentList' : 'SplattingNotPermitted', variablePath);
  }
  if (context.unassigned.has(node)) p.report(start, end, 'VariableNotLocal');
  if (context.member?.isStatic === true && variablePath.toLowerCase() === 'this') p.report(start, end, 'NonStaticMemberAccessInStaticMember', variablePath);
}

/** The part of a `$using:` expression that is more than members and constant indexes. */
function badUsing(node: ExpressionAst): ExpressionAst | undefined {
  switch (node.kind) {
    case 'VariableExpressionAst': return undefined;
    case 'MemberExpressionAst': return node.member.kind === 'StringConstantExpressionAst' ? badUsing(node.expression) : node;
    case 'IndexExpressionAst': return isConstant(node.index, true) ? badUsing(node.target) : node.index;
    default: return node;
  }
}

export function checkUsingExpression(p: Parser, node: UsingExpressionAst): void {
  const bad = badUsing(node.subExpression);
  if (bad !== undefined) p.report(bad.start, bad.end, 'InvalidUsingExpression');
}

/** Made when it is first needed: classes of characters take a moment. */
let namespaces: RegExp | undefined;
const isNamespace = (name: string): boolean => (namespaces ??= /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Pc}\p{Mn}\p{Mc}\p{Cf}_]*(?:\.[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Pc}\p{Mn}\p{Mc}\p{Cf}_]*)*\n?$/u).test(name);

/** Aliases, types and commands are in the grammar but not in the language. */
export function checkUsingStatement(p: Parser, node: UsingStatementAst): void {
  const known = node.usingKind === 'Namespace' || node.usingKind === 'Assembly' || node.usingKind === 'Module';
  if (!known || node.alias !== undefined) p.report(node.start, node.end, 'UsingStatementNotSupported');
  if (node.usingKind === 'Namespace' && node.name !== undefined && !isNamespace(node.name.value)) p.report(node.name.start, node.name.end, 'InvalidNamespaceValue');
}

/** Whether two keys are words of different length, as most are. */
const differ = (one: ExpressionAst, other: ExpressionAst): boolean =>
  one.kind === 'StringConstantExpressionAst' && other.kind === 'StringConstantExpressionAst' && one.value.length !== other.value.length;

/** A constant key stands once in a hash literal. */
export function checkHashtable(p: Parser, node: HashtableAst): void {
  if (node.pairs.length < 2) return;
  if (node.pairs.length === 2 && differ(node.pairs[0]!.key, node.pairs[1]!.key)) return;
  const seen = new Set<string>();
  for (const { key } of node.pairs) {
    if (key.kind !== 'StringConstantExpressionAst' && key.kind !== 'ConstantExpressionAst') continue;
    const text = String(key.value), folded = nameKey(text);
    if (seen.has(folded)) p.report(key.start, key.end, 'DuplicateKeyInHashLiteral', text);
    seen.add(folded);
  }
}
