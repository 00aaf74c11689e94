import type { Ast, ExpressionAst, PipelineBaseAst } from '../../syntax/ast.ts';
import { childrenOf } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { netTypeName } from '../runbook/netTypes.ts';
import { unsupportedName } from './variables.ts';

const increments: ReadonlySet<string> = new Set(['PlusPlus', 'PostfixPlusPlus', 'MinusMinus', 'PostfixMinusMinus']);
/** `$i++` and its kin. */
export const isIncrement = (operator: string): boolean => increments.has(operator);

/** What a value does beside being one: it changes a variable, or reads one that workflows do not have. */
interface Effect { readonly unsupported: string | undefined }

/**
 * The first effect of a value on its way to `target` (ExpressionHasUnsupportedVariableOrSideEffectsVisitor). It does not look into commands,
 * loops and blocks, nor behind the operators of one operand, but into script blocks. What changes the target itself is no effect.
 */
export function effectOf(node: Ast, target?: string): Effect | undefined {
  switch (node.kind) {
    case 'CommandAst': case 'BlockStatementAst': case 'ForEachStatementAst': return undefined;
    case 'AssignmentStatementAst':
      if (node.left.kind === 'VariableExpressionAst' && node.left.variablePath.toLowerCase() !== target?.toLowerCase()) return { unsupported: undefined };
      break;
    case 'VariableExpressionAst': {
      const unsupported = unsupportedName(node);
      return unsupported === undefined ? undefined : { unsupported };
    }
    case 'UnaryExpressionAst':
      if (!isIncrement(node.operator)) return undefined;
      if (node.child.kind === 'VariableExpressionAst' && node.child.variablePath.toLowerCase() !== target?.toLowerCase()) return { unsupported: undefined };
      break;
    default:
  }
  for (const child of childrenOf(node)) {
    const found = effectOf(child, target);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a command is called in an expression, script blocks included (AstContainsCommandCall). */
export function callsCommand(node: Ast, allowed: ReadonlySet<string> = new Set()): boolean {
  if (node.kind === 'CommandAst' && !allowed.has(commandNameOf(node)?.toLowerCase() ?? '')) return true;
  return childrenOf(node).some((child) => callsCommand(child, allowed));
}

/** The expression that a pipeline is (GetPureExpression). */
export function pureExpression(pipeline: PipelineBaseAst): ExpressionAst | undefined {
  const [only, other] = pipeline.kind === 'PipelineAst' ? pipeline.elements : [];
  return only?.kind === 'CommandExpressionAst' && other === undefined && only.redirections.length === 0 ? only.expression : undefined;
}

const OBJECT = 'System.Object';
/** The type that an expression has by itself (ExpressionAst.StaticType of 5.1). */
export function staticType(expression: ExpressionAst): string {
  switch (expression.kind) {
    case 'ConstantExpressionAst': return expression.type;
    case 'StringConstantExpressionAst': case 'ExpandableStringExpressionAst': return 'System.String';
    case 'ConvertExpressionAst': return netTypeName(expression.type.typeName);
    case 'UnaryExpressionAst': return expression.operator === 'Not' || expression.operator === 'Exclaim' ? 'System.Boolean' : OBJECT;
    case 'BinaryExpressionAst': return /^(?:Xor|And|Or|Is)$/.test(expression.operator) ? 'System.Boolean' : OBJECT;
    case 'ArrayLiteralAst': case 'ArrayExpressionAst': return 'System.Object[]';
    case 'HashtableAst': return 'System.Collections.Hashtable';
    case 'ScriptBlockExpressionAst': return 'System.Management.Automation.ScriptBlock';
    case 'TypeExpressionAst': return 'System.Type';
    default: return OBJECT;
  }
}

/** Type.IsPrimitive. */
export const isPrimitive = (type: string): boolean => /^System\.(?:Boolean|S?Byte|U?Int(?:16|32|64|Ptr)|Char|Double|Single)$/.test(type);
