import type { AttributeAst, AttributedExpressionAst, ConvertExpressionAst, ExpressionAst, ParameterAst } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { typeFullName } from '../types/fullName.ts';
import { isConstant } from './constant.ts';
import type { Above } from './context.ts';

/** Arguments of an attribute have to be constants; outside classes a script block is one too. */
export function checkAttribute(p: Parser, node: AttributeAst, above: Above): void {
  const parent = above.parent?.kind;
  const onClass = parent === 'TypeDefinitionAst' || parent === 'PropertyMemberAst' || parent === 'FunctionMemberAst' || (parent === 'ParameterAst' && above.grandparent?.kind === 'FunctionMemberAst');
  const errorId = onClass ? 'ParameterAttributeArgumentNeedsToBeConstant' : 'ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock';
  const check = (argument: ExpressionAst): void => {
    if (!isConstant(argument, !onClass)) p.report(argument.start, argument.end, errorId);
  };
  const seen = new Set<string>();
  for (const named of node.namedArguments) {
    const name = named.argumentName.toLowerCase();
    if (seen.has(name)) p.report(named.start, named.end, 'DuplicateNamedArgument', named.argumentName);
    else check(named.argument);
    seen.add(name);
  }
  for (const argument of node.positionalArguments) check(argument);
}

/** An attribute in an expression belongs to a variable. */
export function checkAttributedExpression(p: Parser, node: AttributedExpressionAst): void {
  let child: ExpressionAst = node.child;
  while (child.kind === 'AttributedExpressionAst' || child.kind === 'ConvertExpressionAst') ({ child } = child);
  if (child.kind !== 'VariableExpressionAst') p.report(node.attribute.start, node.attribute.end, 'UnexpectedAttribute', typeFullName(node.attribute.typeName));
}

const isOrdered = (name: string): boolean => name.toLowerCase() === 'ordered';

/** `[ordered]` is a word of the language before a hashtable, and no type. */
export function checkOrdered(p: Parser, node: ConvertExpressionAst): void {
  const name = typeFullName(node.type.typeName);
  if (isOrdered(name) && node.child.kind !== 'HashtableAst') p.report(node.start, node.end, 'OrderedAttributeOnlyOnHashLiteralNode', name);
}

/** Parameters: no name twice, no `[void]`, no `[ordered]`. */
export function checkParameters(p: Parser, parameters: readonly ParameterAst[]): void {
  const seen = new Set<string>();
  for (const { name, attributes } of parameters) {
    const key = name.variablePath.toLowerCase();
    if (seen.has(key)) p.report(name.start, name.end, 'DuplicateFormalParameter', name.variablePath);
    seen.add(key);
    for (const type of attributes) {
      if (type.kind !== 'TypeConstraintAst') continue;
      const typeName = typeFullName(type.typeName);
      if (/^(system\.)?void$/i.test(typeName)) p.report(type.start, type.end, 'VoidTypeConstraintNotAllowed');
      if (isOrdered(typeName)) p.report(type.start, type.end, 'OrderedAttributeOnlyOnHashLiteralNode', typeName);
    }
  }
}
