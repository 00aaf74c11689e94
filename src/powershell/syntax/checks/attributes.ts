import type { Ast, AttributeAst, AttributedExpressionAst, ConvertExpressionAst, ExpressionAst, ParameterAst } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { typeFullName } from '../types/fullName.ts';
import { nameKey } from '../nameKey.ts';
import { isConstant } from './constant.ts';
import type { Above, Context } from './context.ts';
import { knownAttribute, type AttributeTarget } from './knownAttributes.ts';
import { isReferenceType, isVoidType } from './knownTypes.ts';

/** What an attribute of a class stands on; undefined outside classes. */
function targetsOf(parent: Ast | undefined, context: Context): readonly AttributeTarget[] | undefined {
  switch (parent?.kind) {
    case 'TypeDefinitionAst': return [parent.typeKind === 'Enum' ? 'Enum' : 'Class'];
    case 'PropertyMemberAst': return ['Property', 'Field'];
    case 'FunctionMemberAst': return [parent.isConstructor ? 'Constructor' : 'Method'];
    case 'ParameterAst': return context.member?.kind === 'FunctionMemberAst' ? ['Parameter'] : undefined;
    default: return undefined;
  }
}

/** Arguments of an attribute have to be constants; outside classes a script block is one too. */
export function checkAttribute(p: Parser, node: AttributeAst, above: Above, context: Context): void {
  const targets = targetsOf(above.parent, context);
  if (targets !== undefined) checkUsage(p, node, targets);
  const errorId = targets === undefined ? 'ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock' : 'ParameterAttributeArgumentNeedsToBeConstant';
  const check = (argument: ExpressionAst): void => {
    if (!isConstant(argument, targets === undefined)) p.report(argument.start, argument.end, errorId);
  };
  const seen = new Set<string>();
  for (const named of node.namedArguments) {
    const name = nameKey(named.argumentName);
    if (seen.has(name)) p.report(named.start, named.end, 'DuplicateNamedArgument', named.argumentName);
    else if (!named.expressionOmitted) check(named.argument);
    seen.add(name);
  }
  for (const argument of node.positionalArguments) check(argument);
}

/** In a class an attribute is made when the class is: it has to fit what it stands on, and to have the properties it names. */
function checkUsage(p: Parser, node: AttributeAst, targets: readonly AttributeTarget[]): void {
  const known = knownAttribute(typeFullName(node.typeName));
  if (known === undefined) return;
  if (!targets.some((target) => known.on.includes(target))) {
    p.report(node.start, node.end, 'AttributeNotAllowedOnDeclaration', known.name, known.on.join(', '));
  }
  const { properties } = known;
  for (const { start, end, argumentName } of node.namedArguments) {
    if (known.readOnly.includes(argumentName.toLowerCase())) p.report(start, end, 'ReadOnlyProperty', argumentName);
    else if (!properties.some((name) => name.toLowerCase() === argumentName.toLowerCase())) {
      p.report(start, end, 'PropertyNotFoundForAttribute', argumentName, known.name, properties.join(', '));
    }
  }
}

/** An attribute in an expression belongs to a variable. */
export function checkAttributedExpression(p: Parser, node: AttributedExpressionAst): void {
  let child: ExpressionAst = node.child;
  while (child.kind === 'AttributedExpressionAst' || child.kind === 'ConvertExpressionAst') ({ child } = child);
  if (child.kind !== 'VariableExpressionAst') p.report(node.attribute.start, node.attribute.end, 'UnexpectedAttribute', typeFullName(node.attribute.typeName));
}

const isOrdered = (name: string): boolean => name.toLowerCase() === 'ordered';

/** `[ordered]` is a word of the language before a hashtable, and no type; `[ref]` stands once in a row of casts, and last. */
export function checkConvert(p: Parser, node: ConvertExpressionAst, above: Above, assigned: boolean): void {
  const name = typeFullName(node.type.typeName);
  if (isOrdered(name)) {
    if (node.child.kind !== 'HashtableAst') p.report(node.start, node.end, 'OrderedAttributeOnlyOnHashLiteralNode', name);
    return;
  }
  if (!isReferenceType(node.type.typeName)) return;
  let child: ExpressionAst = node.child, twice = false;
  while (child.kind === 'AttributedExpressionAst' || child.kind === 'ConvertExpressionAst') {
    if (child.kind === 'ConvertExpressionAst' && isReferenceType(child.type.typeName)) {
      twice = true;
      p.report(child.type.start, child.type.end, 'ReferenceNeedsToBeByItselfInTypeSequence');
    }
    ({ child } = child);
  }
  if (twice || assigned || above.parent?.kind !== 'ConvertExpressionAst' || isReferenceType(above.parent.type.typeName)) return;
  p.report(node.type.start, node.type.end, 'ReferenceNeedsToBeLastTypeInTypeConversion');
}

/** Parameters: no name twice, no `[void]`, no `[ordered]`. */
export function checkParameters(p: Parser, parameters: readonly ParameterAst[]): void {
  const seen = new Set<string>();
  for (const { name, attributes } of parameters) {
    const key = nameKey(name.variablePath);
    if (seen.has(key)) p.report(name.start, name.end, 'DuplicateFormalParameter', name.variablePath);
    seen.add(key);
    const nothing = attributes.find((attribute) => attribute.kind === 'TypeConstraintAst' && isVoidType(attribute.typeName));
    if (nothing !== undefined) p.report(nothing.start, nothing.end, 'VoidTypeConstraintNotAllowed');
  }
}

/** `[ordered]` is no type of a parameter; one of a method has one type at most. */
export function checkParameter(p: Parser, { attributes }: ParameterAst, ofMethod: boolean): void {
  let typed = false;
  for (const type of attributes) {
    if (type.kind !== 'TypeConstraintAst') continue;
    if (isOrdered(typeFullName(type.typeName))) p.report(type.start, type.end, 'OrderedAttributeOnlyOnHashLiteralNode', typeFullName(type.typeName));
    else if (ofMethod && typed) p.report(type.start, type.end, 'MultipleTypeConstraintsOnMethodParam');
    else typed = true;
  }
}
