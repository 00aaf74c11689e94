import { childrenOf, parse, typeFullName, type Ast, type FunctionMemberAst, type Token } from '../../src/powershell/index.ts';

/** A node as the recorder of the official parser writes it (README.md). */
export interface DumpNode { type: string; start: number; end: number; detail?: string; children?: DumpNode[] }
export interface DumpToken { kind: string; start: number; end: number; flags?: string; error?: true; nested?: DumpToken[] }
export interface DumpError { id: string; start: number; end: number; message: string; incomplete: boolean }
export interface Dump { ast: DumpNode; tokens: DumpToken[]; errors: DumpError[] }

/** A number as .NET writes it. */
function netNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Object.is(value, -0)) return '-0';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power > -5 && power < 17) return Number.isInteger(value) ? BigInt(value).toString() : plain(digits, power);
  return `${digits}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function plain(mantissa: string, power: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '', digits = mantissa.replace(/[-.]/g, '');
  return power < 0 ? `${sign}0.${'0'.repeat(-power - 1)}${digits}` : `${sign}${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`;
}

function detail(node: Ast): string | undefined {
  switch (node.kind) {
    case 'BinaryExpressionAst': case 'UnaryExpressionAst': case 'AssignmentStatementAst': case 'PipelineChainAst': return node.operator;
    case 'StringConstantExpressionAst': case 'ExpandableStringExpressionAst': return `${node.stringConstantType}:${node.value}`;
    case 'ConstantExpressionAst': {
      const { type, value } = node;
      if (typeof value === 'boolean') return `${type}:${value ? 'True' : 'False'}`;
      return `${type}:${typeof value === 'number' ? netNumber(value) : value}`;
    }
    case 'VariableExpressionAst': return `${node.splatted ? '@' : ''}${node.variablePath}`;
    case 'TypeExpressionAst': case 'TypeConstraintAst': case 'AttributeAst': return typeFullName(node.typeName);
    case 'NamedAttributeArgumentAst': return node.argumentName;
    case 'CommandParameterAst': return node.parameterName;
    case 'CommandAst': return node.invocationOperator;
    case 'FunctionDefinitionAst': return `${node.isFilter ? 'filter' : 'function'} ${node.name}`;
    case 'TypeDefinitionAst': return `${node.typeKind} ${node.name}`;
    case 'SwitchStatementAst': return node.flags.length === 0 ? 'None' : node.flags.join(', ');
    case 'FileRedirectionAst': return `${node.fromStream}${node.append ? '>>' : '>'}`;
    case 'MergingRedirectionAst': return `${node.fromStream}>&${node.toStream}`;
    case 'NamedBlockAst': return `${node.unnamed ? 'unnamed ' : ''}${node.blockName === 'DynamicParam' ? 'Dynamicparam' : node.blockName}`;
    case 'MemberExpressionAst': case 'InvokeMemberExpressionAst': return `${node.isStatic ? 'static' : 'instance'}${node.nullConditional ? ' null-conditional' : ''}`;
    default: return undefined;
  }
}

const order = (a: DumpNode, b: DumpNode): number =>
  a.start - b.start || a.end - b.end || (a.type < b.type ? -1 : a.type > b.type ? 1 : 0);

/** The official visitor passes over what a data section allows and over throttle limits. */
function officialChildren(node: Ast): readonly Ast[] {
  const hidden: readonly Ast[] = node.kind === 'DataStatementAst' ? node.commandsAllowed : node.kind === 'ForEachStatementAst' && node.throttleLimit !== undefined ? [node.throttleLimit] : [];
  return hidden.length === 0 ? childrenOf(node) : childrenOf(node).filter((child) => !hidden.includes(child));
}

function dumpNode(node: Ast): DumpNode {
  const text = detail(node);
  const children = node.kind === 'FunctionMemberAst' ? methodParts(node) : officialChildren(node).map((child) => dumpNode(child));
  const result: DumpNode = { type: node.kind, start: node.start, end: node.end };
  if (text !== undefined) result.detail = text;
  if (children.length > 0) result.children = children.sort(order);
  return result;
}

/** The official tree has a function inside a method, and a constructor's base call as a statement of its body. */
function methodParts(node: FunctionMemberAst): DumpNode[] {
  const { body, baseCall } = node;
  const base: DumpNode[] = [];
  if (node.isConstructor && !node.isStatic) {
    base.push({ type: 'CommandExpressionAst', start: baseCall?.start ?? 0, end: baseCall?.end ?? 0 }); // the recorder did not look into it
  }
  const block = dumpNode(body);
  const endBlock = block.children?.find((child) => child.type === 'NamedBlockAst' && child.detail?.endsWith('End'));
  if (endBlock !== undefined && base.length > 0) endBlock.children = [...(endBlock.children ?? []), ...base].sort(order);
  const definition: DumpNode = {
    type: 'FunctionDefinitionAst', start: node.nameStart, end: node.end, detail: `function ${node.name}`,
    children: [...node.parameters.map((parameter) => dumpNode(parameter)), block].sort(order),
  };
  const rest = [...node.attributes, node.returnType].filter((part) => part !== undefined).map((part) => dumpNode(part));
  return [...rest, definition];
}

function dumpToken(token: Token): DumpToken {
  const result: DumpToken = { kind: token.kind, start: token.start, end: token.end };
  if (token.flags.length > 0) result.flags = token.flags.join(', ');
  if (token.hasError) result.error = true;
  if (token.nestedTokens !== undefined) result.nested = token.nestedTokens.map(dumpToken);
  return result;
}

/** The machine of the recordings had none of what the scripts ask for. */
const nothingInstalled = { assembly: () => false, module: () => false };

const workflowWord = /^(\s*)workflow(?=\s)/gim;

/** What the recorder parses instead of a text: PowerShell 7 refuses `workflow`, so it becomes a function as long. */
export const withoutWorkflow = (text: string): string => text.replace(workflowWord, '$1function');

/** Our tree, tokens and errors in the recorder's format. */
export function dump(text: string): Dump {
  const result = parse(text, { tokens: true, resolver: nothingInstalled });
  return {
    ast: dumpNode(result.ast),
    tokens: result.tokens.map(dumpToken),
    errors: result.errors.map(({ errorId, start, end, message, incompleteInput }) => ({ id: errorId, start, end, message, incomplete: incompleteInput })),
  };
}
