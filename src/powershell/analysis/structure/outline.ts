import type { Ast, CommandAst, MemberAst, ParameterAst } from '../../syntax/ast.ts';
import { childrenOf } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { isStandIn } from '../../syntax/standIn.ts';
import { isCheckpoint, persists } from '../mentions/checkpoints.ts';

export type OutlineKind = 'workflow' | 'function' | 'parameter' | 'parallel' | 'sequence' | 'inlineScript' | 'checkpoint' | 'class' | 'enum' | 'property' | 'method' | 'constructor' | 'enumMember' | 'block' | 'data' | 'region';

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

function member(node: MemberAst, isEnum: boolean, text: string): OutlineItem {
  if (node.kind === 'FunctionMemberAst') {
    return { kind: node.isConstructor ? 'constructor' : 'method', name: node.name, detail: node.returnType?.typeName.text ?? '', start: node.start, end: node.end, nameStart: node.nameStart, nameEnd: node.nameEnd, children: rows(node.body, text) };
  }
  // A value's name begins it; a property's stands behind its attributes and its type, with a $ before it.
  const nameStart = isEnum ? node.start : Math.max(node.start, ...node.attributes.map(({ end }) => end), node.propertyType?.end ?? 0), at = isEnum ? nameStart : text.indexOf('$', nameStart);
  const start = at < 0 || at >= node.end ? node.start : at;
  return { ...keyword(isEnum ? 'enumMember' : 'property', node.name, node, 0, node.propertyType?.typeName.text ?? ''), nameStart: start, nameEnd: Math.min(node.end, start + node.name.length + (isEnum ? 0 : 1)), children: [] };
}

/** `configuration Web { Node $all { } }`, which is a command with a block to the grammar (about_Desired_State_Configuration). */
function configuration(node: CommandAst, text: string): OutlineItem | undefined {
  const [word, name, ...rest] = node.elements, block = rest.at(-1);
  if (word?.kind !== 'StringConstantExpressionAst' || !/^(?:configuration|node)$/i.test(word.value) || node.invocationOperator !== 'Unknown' || block?.kind !== 'ScriptBlockExpressionAst' || rest.length !== 1) return undefined;
  const isNode = /^node$/i.test(word.value), called = name?.kind === 'StringConstantExpressionAst' ? name.value : isNode && name?.kind === 'VariableExpressionAst' ? `$${name.variablePath}` : undefined;
  return called === undefined || name === undefined ? undefined : { kind: 'function', name: called, detail: isNode ? 'node' : 'configuration', start: node.start, end: node.end, nameStart: name.start, nameEnd: name.end, children: rows(block, text, true) };
}

/** `WindowsFeature IIS { Ensure = 'Present' }` in a configuration: a resource by its name. */
function resource({ elements: [type, name, block, more], invocationOperator, start, end }: CommandAst): OutlineItem | undefined {
  if (invocationOperator !== 'Unknown' || type?.kind !== 'StringConstantExpressionAst' || type.stringConstantType !== 'BareWord' || type.value.includes('-') || block?.kind !== 'ScriptBlockExpressionAst' || more !== undefined) return undefined;
  if ((name?.kind !== 'StringConstantExpressionAst' && name?.kind !== 'ExpandableStringExpressionAst') || name.value.trim() === '') return undefined;
  return { kind: 'function', name: name.value, detail: type.value, start, end, nameStart: name.start, nameEnd: name.end, children: [] };
}

/** The row that a node is, if it is one. */
function rowOf(node: Ast, text: string, isConfigured: boolean): OutlineItem | undefined {
  switch (node.kind) {
    case 'FunctionDefinitionAst': {
      const { name, start, end, nameStart, nameEnd } = node;
      return { kind: node.isWorkflow ? 'workflow' : 'function', name, detail: node.isFilter ? 'filter' : '', start, end, nameStart, nameEnd, children: [...(node.parameters ?? []).flatMap((one) => (isStandIn(one) ? [] : parameter(one))), ...rows(node.body, text)] };
    }
    case 'ParameterAst': return isStandIn(node) ? undefined : parameter(node);
    case 'TypeDefinitionAst': {
      const { name, start, end, nameStart, nameEnd, typeKind } = node;
      return { kind: typeKind === 'Enum' ? 'enum' : 'class', name, detail: '', start, end, nameStart, nameEnd, children: node.members.map((item) => member(item, typeKind === 'Enum', text)) };
    }
    case 'BlockStatementAst': {
      const kind = node.blockKind === 'Parallel' ? 'parallel' : 'sequence';
      return { ...keyword(kind, kind, node, kind.length), children: rows(node.body, text) };
    }
    case 'NamedBlockAst': return node.unnamed ? undefined : { ...keyword('block', node.blockName.toLowerCase(), node, node.blockName.length), children: rows(node, text) };
    case 'DataStatementAst': {
      const name = node.variable ?? 'data';
      return { ...keyword('data', name, node, 'data'.length, 'data'), ...(node.variable !== undefined && { nameStart: node.variableStart, nameEnd: node.variableStart + name.length }), children: rows(node.body, text) };
    }
    case 'ForEachStatementAst':
      return node.parallel ? { ...keyword('parallel', 'foreach -parallel', node, 'foreach'.length, `$${node.variable.variablePath}`), children: rows(node.body, text) } : undefined;
    case 'CommandAst': {
      const name = commandNameOf(node)?.toLowerCase();
      if (name === 'inlinescript') return { ...keyword('inlineScript', 'InlineScript', node, name.length, persists(node) ? '-PSPersist' : ''), children: childrenOf(node).flatMap((child) => rows(child, text)) };
      const configured = configuration(node, text) ?? (isConfigured ? resource(node) : undefined);
      if (configured !== undefined) return configured;
      if (name !== undefined && isCheckpoint(node)) return { ...keyword('checkpoint', name === 'suspend-workflow' ? 'Suspend-Workflow' : 'Checkpoint-Workflow', node, name.length), children: [] };
      return name !== undefined && persists(node) ? { ...keyword('checkpoint', commandNameOf(node) ?? name, node, name.length, '-PSPersist'), children: childrenOf(node).flatMap((child) => rows(child, text)) } : undefined;
    }
    default: return undefined;
  }
}

/** Shorter statements are looked through as fast as they are remembered. */
const SHORT = 100;
/** Statements without a row, which the next version of a text takes over as they are. In a configuration the same commands are rows. */
const bare = new WeakSet<Ast>();

/** Rows below a node, in the order of the text. */
function rows(node: Ast, text: string, isConfigured = false): OutlineItem[] {
  const found: OutlineItem[] = [], isKept = !isConfigured && (node.kind === 'NamedBlockAst' || node.kind === 'StatementBlockAst');
  for (const child of childrenOf(node)) {
    if (isKept && bare.has(child)) continue;
    const row = rowOf(child, text, isConfigured), below = row === undefined ? rows(child, text, isConfigured) : [row];
    for (const one of below) found.push(one);
    if (isKept && below.length === 0 && child.end - child.start >= SHORT) bare.add(child);
  }
  return found;
}

/** Deeper than anybody nests regions. */
const MOST_REGIONS = 50;

/** `#region` to `#endregion` as rows; one without a name is called so. */
function regions({ text, comments }: Pick<ParseResult, 'text' | 'comments'>): OutlineItem[] {
  const open: { readonly start: number; readonly end: number; readonly name: string }[] = [], found: OutlineItem[] = [];
  for (let i = 0; i < comments.length; i += 2) {
    const start = comments[i]!, end = comments[i + 1]!, [, closes, name = ''] = /^#(end)?region\b[ \t]*([^\r\n]*)/i.exec(text.slice(start, end)) ?? [undefined, undefined, undefined];
    if (!/^#(?:end)?region\b/i.test(text.slice(start, Math.min(end, start + 12)))) continue;
    if (closes === undefined) open.push({ start, end, name: name.trim() });
    else {
      const begun = open.pop();
      if (begun !== undefined && open.length < MOST_REGIONS) found.push({ kind: 'region', name: begun.name === '' ? 'region' : begun.name, detail: '', start: begun.start, end, nameStart: begun.start, nameEnd: begun.end, children: [] });
    }
  }
  return found;
}

/** Puts regions around the rows that stand in them whole; one that parts a row is left out. */
function within(items: readonly OutlineItem[], found: readonly OutlineItem[]): OutlineItem[] {
  if (found.length === 0) return [...items];
  const sorted = [...items, ...found].sort((a, b) => a.start - b.start || b.end - a.end), isRegion = new Set(found);
  const placed: OutlineItem[] = [];
  for (let i = 0; i < sorted.length;) {
    const item = sorted[i]!;
    let next = i + 1;
    while (next < sorted.length && sorted[next]!.start < item.end) next++;
    const inner = sorted.slice(i + 1, next);
    i = next;
    const regionsIn = inner.filter((one) => isRegion.has(one)), others = inner.filter((one) => !isRegion.has(one));
    if (!isRegion.has(item)) placed.push({ ...item, children: within(item.children, regionsIn.filter(({ end }) => end <= item.end)) });
    else if (inner.every(({ end }) => end <= item.end)) placed.push({ ...item, children: within(others, regionsIn) });
    else placed.push(...within(others, regionsIn));
  }
  return placed;
}

/**
 * Outline of a text: functions and workflows with their parameters, the blocks that only workflows have, checkpoints,
 * classes and enums, blocks by name, data sections and regions. A row's extent holds those of its children.
 */
export function outlineOf(result: Pick<ParseResult, 'ast' | 'text' | 'comments'>): OutlineItem[] {
  return within(rows(result.ast, result.text), regions(result));
}
