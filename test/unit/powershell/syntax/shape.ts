import { childrenOf, parse, typeFullName, type Ast } from '../../../../src/powershell/index.ts';

const detail = (node: Ast): string => {
  switch (node.kind) {
    case 'BinaryExpressionAst': case 'UnaryExpressionAst': case 'AssignmentStatementAst': case 'PipelineChainAst': return node.operator;
    case 'StringConstantExpressionAst': case 'ExpandableStringExpressionAst': return JSON.stringify(node.value);
    case 'ConstantExpressionAst': return `${node.type.replace('System.', '')} ${String(node.value)}`;
    case 'VariableExpressionAst': return `${node.splatted ? '@' : '$'}${node.variablePath}`;
    case 'TypeExpressionAst': case 'TypeConstraintAst': case 'AttributeAst': return typeFullName(node.typeName);
    case 'CommandParameterAst': return node.parameterName;
    case 'CommandAst': return node.invocationOperator === 'Unknown' ? '' : node.invocationOperator;
    case 'FunctionDefinitionAst': return `${node.isWorkflow ? 'workflow ' : node.isFilter ? 'filter ' : ''}${node.name}`;
    case 'NamedBlockAst': return node.unnamed ? '' : node.blockName;
    case 'SwitchStatementAst': return node.flags.join(' ');
    case 'ForEachStatementAst': return node.parallel ? 'parallel' : '';
    case 'BlockStatementAst': return node.blockKind;
    case 'MemberExpressionAst': case 'InvokeMemberExpressionAst': return `${node.isStatic ? '::' : ''}${node.nullConditional ? '?' : ''}`;
    case 'FileRedirectionAst': return `${node.fromStream}${node.append ? '>>' : '>'}`;
    case 'MergingRedirectionAst': return `${node.fromStream}>&${node.toStream}`;
    case 'TypeDefinitionAst': case 'PropertyMemberAst': case 'FunctionMemberAst': return node.name;
    case 'NamedAttributeArgumentAst': return node.argumentName;
    default: return '';
  }
};

const short = (kind: string): string => kind.replace(/(ExpressionAst|StatementAst|Ast)$/, '');

/** A node and what is below it on one line: kind, what distinguishes it, children in brackets. Lone wrappers are left out. */
export function shapeOf(node: Ast): string {
  const children = childrenOf(node);
  if ((node.kind === 'PipelineAst' && node.elements.length === 1 && !node.background) || (node.kind === 'CommandExpressionAst' && node.redirections.length === 0)) return shapeOf(children[0]!);
  const text = detail(node), inner = children.map(shapeOf).join(', ');
  return `${short(node.kind)}${text === '' ? '' : ` ${text}`}${inner === '' ? '' : `(${inner})`}`;
}

/** Shapes of the statements of a text. */
export function shape(text: string): string {
  const { ast } = parse(text);
  return (ast.endBlock?.statements ?? []).map(shapeOf).join('; ');
}

/** Errors of a text as `Id@start-end`. */
export const errorsOf = (text: string): string[] => parse(text).errors.map(({ errorId, start, end }) => `${errorId}@${start}-${end}`);
