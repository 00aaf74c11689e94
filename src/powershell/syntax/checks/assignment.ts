import type { AssignmentStatementAst, ExpressionAst, PipelineBaseAst, UnaryExpressionAst } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { typeFullName } from '../types/fullName.ts';

/** The expression that a pipeline is, where it is nothing else. */
export function pureExpression(pipeline: PipelineBaseAst): ExpressionAst | undefined {
  if (pipeline.kind !== 'PipelineAst' || pipeline.elements.length !== 1) return undefined;
  const [element] = pipeline.elements;
  return element?.kind === 'CommandExpressionAst' && element.redirections.length === 0 ? element.expression : undefined;
}

const typeIs = (node: ExpressionAst, name: string): boolean =>
  node.kind === 'ConvertExpressionAst' && typeFullName(node.type.typeName).toLowerCase().replace(/^system\.(management\.automation\.)?/, '') === name;

/** Calls `report` for every part that nothing can be assigned to. */
function checkTarget(p: Parser, target: ExpressionAst, isPlain: boolean, report: (node: { start: number; end: number }) => void): void {
  switch (target.kind) {
    case 'VariableExpressionAst': return;
    case 'MemberExpressionAst': case 'IndexExpressionAst':
      if (target.nullConditional) report(target);
      return;
    case 'ArrayLiteralAst':
      if (isPlain) for (const element of target.elements) checkTarget(p, element, true, report);
      else report(target);
      return;
    case 'ParenExpressionAst': {
      const inner = pureExpression(target.pipeline);
      if (inner === undefined) report(target.pipeline);
      else checkTarget(p, inner, isPlain, report);
      return;
    }
    case 'ConvertExpressionAst': case 'AttributedExpressionAst': {
      let inner: ExpressionAst = target, converts = 0, reference: ExpressionAst | undefined;
      while (inner.kind === 'ConvertExpressionAst' || inner.kind === 'AttributedExpressionAst') {
        if (inner.kind === 'ConvertExpressionAst') converts++;
        if (typeIs(inner, 'ref') || typeIs(inner, 'psreference')) reference = inner;
        if (inner.kind === 'ConvertExpressionAst' && typeIs(inner, 'void')) p.report(inner.type.start, inner.type.end, 'VoidTypeConstraintNotAllowed');
        inner = inner.child;
      }
      if (reference?.kind === 'ConvertExpressionAst' && converts > 1) p.report(reference.type.start, reference.type.end, 'ReferenceNeedsToBeByItselfInTypeConstraint');
      else checkTarget(p, inner, isPlain, report);
      return;
    }
    default: report(target);
  }
}

/** What stands left of `=` has to be able to take a value. */
export function checkAssignment(p: Parser, node: AssignmentStatementAst): void {
  checkTarget(p, node.left, node.operator === 'Equals', ({ start, end }) => p.report(start, end, 'InvalidLeftHandSide'));
}

const increments: Readonly<Record<string, string>> = { PlusPlus: '++', PostfixPlusPlus: '++', MinusMinus: '--', PostfixMinusMinus: '--' };

/** `++` and `--` want a variable or a property. */
export function checkIncrement(p: Parser, node: UnaryExpressionAst): void {
  const text = increments[node.operator];
  if (text !== undefined) checkTarget(p, node.child, false, ({ start, end }) => p.report(start, end, 'OperatorRequiresVariableOrProperty', text));
}
