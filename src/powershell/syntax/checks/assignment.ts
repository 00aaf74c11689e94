import type { AssignmentStatementAst, ConvertExpressionAst, ExpressionAst, PipelineBaseAst, UnaryExpressionAst } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { typeFullName } from '../types/fullName.ts';
import { variableParts } from '../variablePath.ts';
import { isReferenceType, isVoidType } from './knownTypes.ts';
import { nameTable } from '../nameTable.ts';

/** The expression that a pipeline is, where it is nothing else. */
export function pureExpression(pipeline: PipelineBaseAst): ExpressionAst | undefined {
  if (pipeline.kind !== 'PipelineAst' || pipeline.elements.length !== 1) return undefined;
  const [element] = pipeline.elements;
  return element?.kind === 'CommandExpressionAst' && element.redirections.length === 0 ? element.expression : undefined;
}

/** Variables that PowerShell sets itself, with the only type they may be given (about_Automatic_Variables). */
const automaticTypes: Readonly<Record<string, string>> = nameTable({
  _: 'System.Object', args: 'System.Object[]', this: 'System.Object', input: 'System.Object', pscmdlet: 'System.Management.Automation.PSScriptCmdlet',
  psboundparameters: 'System.Management.Automation.PSBoundParametersDictionary', myinvocation: 'System.Management.Automation.InvocationInfo',
  psscriptroot: 'System.String', pscommandpath: 'System.String',
});

/** A typed assignment to an automatic variable, whose type is another. */
function checkAutomatic(p: Parser, target: ExpressionAst, variable: ExpressionAst, last: ConvertExpressionAst | undefined): void {
  if (variable.kind !== 'VariableExpressionAst') return;
  const { scope, isDrive, name } = variableParts(variable.variablePath), expected = automaticTypes[name.toLowerCase()];
  if (isDrive || scope === 'global' || scope === 'script' || expected === undefined) return;
  const type = last === undefined ? '' : typeFullName(last.type.typeName).toLowerCase();
  if (type === expected.toLowerCase() || `system.${type}` === expected.toLowerCase()) return;
  p.report(target.start, target.end, 'AssignmentStatementToAutomaticNotSupported', name, expected);
}

/** Calls `report` for every part that nothing can be assigned to. */
function checkTarget(p: Parser, target: ExpressionAst, isPlain: boolean, report: (node: { start: number; end: number }) => void): void {
  switch (target.kind) {
    case 'VariableExpressionAst': return;
    case 'MemberExpressionAst': case 'IndexExpressionAst': case 'InvokeMemberExpressionAst': // a call may be a property with parameters
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
      let inner: ExpressionAst = target, converts = 0, last: ConvertExpressionAst | undefined, reference: ConvertExpressionAst | undefined;
      while (inner.kind === 'ConvertExpressionAst' || inner.kind === 'AttributedExpressionAst') {
        if (inner.kind === 'ConvertExpressionAst') {
          converts++;
          last = inner;
          if (isReferenceType(inner.type.typeName)) reference = inner;
          else if (isVoidType(inner.type.typeName)) p.report(inner.type.start, inner.type.end, 'VoidTypeConstraintNotAllowed');
        }
        inner = inner.child;
      }
      if (reference !== undefined && converts > 1) {
        p.report(reference.type.start, reference.type.end, 'ReferenceNeedsToBeByItselfInTypeConstraint');
        return;
      }
      checkAutomatic(p, target, inner, last);
      checkTarget(p, inner, isPlain, report);
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
