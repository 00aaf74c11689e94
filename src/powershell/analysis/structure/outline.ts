import type { Ast, CommandAst, MemberAst, ParameterAst, ScriptBlockAst } from '../../syntax/ast.ts';
import { childrenOf } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { isStandIn } from '../../syntax/standIn.ts';
import { isCheckpoint, persists } from '../mentions/checkpoints.ts';

export type OutlineKind = 'workflow' | 'function' | 'parameter' | 'parallel' | 'sequence' | 'inlineScript' | 'checkpoint' | 'class' | 'enum' | 'property' | 'method' | 'constructor' | 'enumMember';

/** One row of a text's outline. `nameStart` and `nameEnd` are what is selected when somebody goes there. */
export interface OutlineItem {
  readonly kind: OutlineKind;
  readonly name: string;
  readonly detail: string;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly children: readonly OutlineItem[];
}

const keyword = (kind: OutlineKind, name: string, node: Ast, length: number, detail = ''): Omit<OutlineItem, 'children'> =>
  ({ kind, name, detail, start: node.start, end: node.end, nameStart: node.start, nameEnd: Math.min(node.start + length, node.end) });

function parameter(node: ParameterAst): OutlineItem {
  const type = node.attributes.find((attribute) => attribute.kind === 'TypeConstraintAst');
  return { kind: 'parameter', name: `$${node.name.variablePath}`, detail: type?.typeName.text ?? '', start: node.start, end: node.end, nameStart: node.name.start, nameEnd: node.name.end, children: [] };
}

function member(node: MemberAst, isEnum: boolean): OutlineItem {
  if (node.kind === 'FunctionMemberAst') {
    return { kind: node.isConstructor ? 'constructor' : 'method', name: node.name, detail: node.returnType?.typeName.text ?? '', start: node.start, end: node.end, nameStart: node.nameStart, nameEnd: node.nameEnd, children: rows(node.body) };
  }
  return { ...keyword(isEnum ? 'enumMember' : 'property', node.name, node, node.end - node.start, node.propertyType?.typeName.text ?? ''), children: [] };
}

/** `configuration Web { Node $all { } }`, which is a command with a block to the grammar (about_Desired_State_Configuration). */
function configuration(node: CommandAst): OutlineItem | undefined {
  const [word, name, ...rest] = node.elements, block = rest.at(-1);
  if (word?.kind !== 'StringConstantExpressionAst' || !/^(?:configuration|node)$/i.test(word.value) || node.invocationOperator !== 'Unknown' || block?.kind !== 'ScriptBlockExpressionAst' || rest.length !== 1) return undefined;
  const isNode = /^node$/i.test(word.value), called = name?.kind === 'StringConstantExpressionAst' ? name.value : isNode && name?.kind === 'VariableExpressionAst' ? `$${name.variablePath}` : undefined;
  return called === undefined || name === undefined ? undefined : { kind: 'function', name: called, detail: isNode ? 'node' : 'configuration', start: node.start, end: node.end, nameStart: name.start, nameEnd: name.end, children: rows(block, true) };
}

/** `WindowsFeature IIS { Ensure = 'Present' }` in a configuration: a resource by its name. */
function resource({ elements: [type, name, block, more], invocationOperator, start, end }: CommandAst): OutlineItem | undefined {
  if (invocationOperator !== 'Unknown' || type?.kind !== 'StringConstantExpressionAst' || type.stringConstantType !== 'BareWord' || type.value.includes('-') || block?.kind !== 'ScriptBlockExpressionAst' || more !== undefined) return undefined;
  if ((name?.kind !== 'StringConstantExpressionAst' && name?.kind !== 'ExpandableStringExpressionAst') || name.value.trim() === '') return undefined;
  return { kind: 'function', name: name.value, detail: type.value, start, end, nameStart: name.start, nameEnd: name.end, children: [] };
}

/** The row that a node is, if it is one. */
function rowOf(node: Ast, isConfigured: boolean): OutlineItem | undefined {
  switch (node.kind) {
    case 'FunctionDefinitionAst': {
      const { name, start, end, nameStart, nameEnd } = node;
      return { kind: node.isWorkflow ? 'workflow' : 'function', name, detail: node.isFilter ? 'filter' : '', start, end, nameStart, nameEnd, children: [...(node.parameters ?? []).flatMap((one) => (isStandIn(one) ? [] : parameter(one))), ...rows(node.body)] };
    }
    case 'ParameterAst': return isStandIn(node) ? undefined : parameter(node);
    case 'TypeDefinitionAst': {
      const { name, start, end, nameStart, nameEnd, typeKind } = node;
      return { kind: typeKind === 'Enum' ? 'enum' : 'class', name, detail: '', start, end, nameStart, nameEnd, children: node.members.map((item) => member(item, typeKind === 'Enum')) };
    }
    case 'BlockStatementAst': {
      const kind = node.blockKind === 'Parallel' ? 'parallel' : 'sequence';
      return { ...keyword(kind, kind, node, kind.length), children: rows(node.body) };
    }
    case 'ForEachStatementAst':
      return node.parallel ? { ...keyword('parallel', 'foreach -parallel', node, 'foreach'.length, `$${node.variable.variablePath}`), children: rows(node.body) } : undefined;
    case 'CommandAst': {
      const name = commandNameOf(node)?.toLowerCase();
      if (name === 'inlinescript') return { ...keyword('inlineScript', 'InlineScript', node, name.length, persists(node) ? '-PSPersist' : ''), children: childrenOf(node).flatMap((child) => rows(child)) };
      const configured = configuration(node) ?? (isConfigured ? resource(node) : undefined);
      if (configured !== undefined) return configured;
      if (name !== undefined && isCheckpoint(node)) return { ...keyword('checkpoint', name === 'suspend-workflow' ? 'Suspend-Workflow' : 'Checkpoint-Workflow', node, name.length), children: [] };
      return name !== undefined && persists(node) ? { ...keyword('checkpoint', commandNameOf(node) ?? name, node, name.length, '-PSPersist'), children: childrenOf(node).flatMap((child) => rows(child)) } : undefined;
    }
    default: return undefined;
  }
}

/** Rows below a node, in the order of the text. */
function rows(node: Ast, isConfigured = false): OutlineItem[] {
  return childrenOf(node).flatMap((child) => {
    const row = rowOf(child, isConfigured);
    return row === undefined ? rows(child, isConfigured) : [row];
  });
}

/**
 * Outline of a text: functions and workflows with their parameters, the blocks that only workflows have, checkpoints,
 * classes and enums. A row's extent holds those of its children.
 */
export function outlineOf(ast: ScriptBlockAst): OutlineItem[] {
  return rows(ast);
}
