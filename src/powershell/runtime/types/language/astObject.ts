/** Syntax trees as scripts see them: `$block.Ast`, `[Parser]::ParseInput(…)`. Nodes carry the official names already. */
import { childrenOf, commandNameOf, typeFullName, variableParts, walk } from '../../../syntax/index.ts';
import type { Ast, AstKind, TypeName } from '../../../syntax/index.ts';
import { kindNames } from '../../../syntax/kinds.ts';
import { usedNamespaces } from '../../../syntax/usedNamespaces.ts';
import { CompiledBlock } from '../../compile/compiledBlock.ts';
import { Compiler } from '../../compile/compiler.ts';
import { constantValue } from '../../compile/expressions/literals.ts';
import { toText } from '../../convert/toText.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import type { SourceText } from '../../run/source.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { DynamicObject } from '../../values/dynamic.ts';
import { fold } from '../../values/folding.ts';
import { Record } from '../../values/misc.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import type { Value } from '../../values/value.ts';
import { enumType } from '../system/enums.ts';
import { laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { resolveType } from '../resolve.ts';
import { T, named } from '../t.ts';
import { ScriptExtent } from './extent.ts';

const MAL = 'System.Management.Automation.Language.';
const ast = named<AstObject>(`${MAL}Ast`);
const bases: { [name: string]: NetType } = {};
const type = (name: string, base: NetType): NetType => ((bases)[name] = named(`${MAL}${name}`, [], { base }));
const statement = type('StatementAst', ast), element = type('CommandElementAst', ast), expression = type('ExpressionAst', element), pipelineBase = type('PipelineBaseAst', statement), chainable = type('ChainableAst', pipelineBase);
const commandBase = type('CommandBaseAst', statement), redirection = type('RedirectionAst', ast), attributeBase = type('AttributeBaseAst', ast), member = type('MemberAst', ast), labeled = type('LabeledStatementAst', statement), loop = type('LoopStatementAst', labeled);
for (const [base, names] of [
  [ast as unknown as NetType, ['ScriptBlockAst', 'ParamBlockAst', 'NamedBlockAst', 'StatementBlockAst', 'ParameterAst', 'NamedAttributeArgumentAst', 'CatchClauseAst']],
  [attributeBase, ['AttributeAst', 'TypeConstraintAst']], [member, ['PropertyMemberAst', 'FunctionMemberAst']], [redirection, ['FileRedirectionAst', 'MergingRedirectionAst']],
  [chainable, ['PipelineAst', 'PipelineChainAst']], [pipelineBase, ['AssignmentStatementAst', 'ErrorStatementAst']], [commandBase, ['CommandAst', 'CommandExpressionAst']], [element, ['CommandParameterAst']],
  [loop, ['WhileStatementAst', 'DoWhileStatementAst', 'DoUntilStatementAst', 'ForStatementAst', 'ForEachStatementAst']], [labeled, ['SwitchStatementAst']],
  [statement, ['FunctionDefinitionAst', 'TypeDefinitionAst', 'UsingStatementAst', 'IfStatementAst', 'TryStatementAst', 'TrapStatementAst', 'BreakStatementAst', 'ContinueStatementAst', 'ReturnStatementAst', 'ExitStatementAst', 'ThrowStatementAst', 'DataStatementAst', 'BlockStatementAst']],
  [expression, ['BinaryExpressionAst', 'UnaryExpressionAst', 'TernaryExpressionAst', 'AttributedExpressionAst', 'MemberExpressionAst', 'IndexExpressionAst', 'TypeExpressionAst', 'VariableExpressionAst', 'ConstantExpressionAst', 'ExpandableStringExpressionAst', 'ScriptBlockExpressionAst', 'ParenExpressionAst', 'SubExpressionAst', 'ArrayExpressionAst', 'ArrayLiteralAst', 'HashtableAst', 'UsingExpressionAst', 'ErrorExpressionAst']],
] as const) for (const name of names) type(name, base);
for (const [name, base] of [['StringConstantExpressionAst', 'ConstantExpressionAst'], ['ConvertExpressionAst', 'AttributedExpressionAst'], ['InvokeMemberExpressionAst', 'MemberExpressionAst'], ['BaseCtorInvokeMemberExpressionAst', 'InvokeMemberExpressionAst']] as const) type(name, bases[base] as NetType);
const forEachFlags = enumType(`${MAL}ForEachFlags`, ['None', 'Parallel']);
/** The kinds of tokens and operators. */
export const tokenKind: NetType = enumType(`${MAL}TokenKind`, kindNames);
/** An operator or token kind by name. */
export const kindValue = (name: string): Value => { const n = tokenKind.enumValues?.get(name); return n === undefined ? name : new EnumValue(tokenKind, n); };

const variablePath = named<Record>('System.Management.Automation.VariablePath'), typeName = named<Record>(`${MAL}TypeName`), tuple = named<Record>('System.Tuple`2[[System.Object],[System.Object]]');
laterType<Record>(variablePath, () => ({ text: (r) => toText(r.fields.get('UserPath')) }));
laterType<Record>(typeName, () => ({ text: (r) => toText(r.fields.get('FullName')), methods: { GetReflectionType: [method([], (r) => r.fields.get('Type') ?? null)] } }));
/** The names the official tree gives to parts that the parser calls otherwise. */
const RENAMED: { readonly [path: string]: string } = { 'ForEachStatementAst.parallel': 'Flags', 'PipelineAst.elements': 'PipelineElements', 'CommandAst.elements': 'CommandElements', 'PipelineChainAst.left': 'LhsPipelineChain', 'PipelineChainAst.right': 'RhsPipeline', 'HashtableAst.pairs': 'KeyValuePairs', 'ScriptBlockAst.usings': 'UsingStatements', 'ScriptBlockAst.requirements': 'ScriptRequirements', 'BinaryExpressionAst.operatorStart': '', 'AssignmentStatementAst.operatorStart': '' };
const pascal = (kind: string, key: string): string => RENAMED[`${kind}.${key}`] ?? key.charAt(0).toUpperCase() + key.slice(1);
const SKIPPED = new Set(['kind', 'start', 'end', 'operatorEnd', 'operatorStart', 'nameStart', 'nameEnd', 'keywordStart', 'keywordEnd', 'parts', 'errors']);

interface Root { readonly source: SourceText; readonly objects: Map<Ast, AstObject>; readonly parents: Map<Ast, Ast | undefined> }
/** One node; the same node is always the same object within one tree. */
export class AstObject extends DynamicObject {
  override readonly netType: NetType;
  readonly node: Ast;
  readonly root: Root;
  constructor(node: Ast, root: Root) { super(); this.netType = bases[node.kind] ?? (ast); this.node = node; this.root = root; }
  get text(): string { return this.root.source.text.slice(this.node.start, this.node.end); }
  private keys(): readonly string[] { return Object.keys(this.node).filter((k) => !SKIPPED.has(k)); }
  override propertyNames(): readonly string[] { return [...this.keys().map((k) => pascal(this.node.kind, k)), 'Extent', 'Parent']; }
  override property(folded: string): Value | undefined {
    if (folded === 'extent') return new ScriptExtent(this.root.source, this.node.start, this.node.end);
    if (folded === 'parent') { const up = this.root.parents.get(this.node); return up === undefined ? null : objectOf(up, this.root); }
    if (folded === 'statictype') return staticType(this.node);
    const key = this.keys().find((k) => fold(pascal(this.node.kind, k)) === folded);
    return key === undefined ? undefined : this.part(key, (this.node as unknown as { readonly [key: string]: unknown })[key]);
  }
  override isSettable(): boolean { return false; }
  override assign(): boolean { return false; }
  private part(key: string, v: unknown): Value {
    const { node, root } = this;
    if (v === undefined || v === null) return null;
    if (key === 'operator' && typeof v === 'string') return kindValue(v);
    if (key === 'parallel' && node.kind === 'ForEachStatementAst') return new EnumValue(forEachFlags, node.parallel ? 1 : 0);
    if (key === 'variablePath' && node.kind === 'VariableExpressionAst') return pathOf(node.variablePath);
    if (key === 'value' && node.kind === 'ConstantExpressionAst') return node.type === 'System.Boolean' ? node.value === true : constantValue(node);
    if (typeof v === 'string' || typeof v === 'boolean' || typeof v === 'number') return v;
    if (Array.isArray(v)) return v.map((x) => this.part(key, x));
    if (isNode(v)) return objectOf(v, root);
    if (isTypeName(v)) { const found = resolveType(v); return new Record(typeName, [['FullName', typeFullName(v)], ['Name', v.text], ['IsArray', v.form === 'array'], ['IsGeneric', v.form === 'generic'], ['Type', found ?? null]]); }
    const entries = Object.entries(v);
    return entries.length === 2 ? new Record(tuple, entries.map(([, x], i) => [`Item${i + 1}`, this.part('', x)] as const)) : null;
  }
}
const isNode = (v: unknown): v is Ast => typeof v === 'object' && v !== null && 'kind' in v && 'start' in v;
const isTypeName = (v: unknown): v is TypeName => typeof v === 'object' && v !== null && 'form' in v && 'text' in v;
function pathOf(path: string): Record {
  const { scope } = variableParts(path) as { scope?: string }, low = (scope ?? '').toLowerCase(), isScope = ['', 'global', 'script', 'local', 'private', 'using', 'variable'].includes(low);
  return new Record(variablePath, [['UserPath', path], ['IsGlobal', low === 'global'], ['IsLocal', low === 'local'], ['IsPrivate', low === 'private'], ['IsScript', low === 'script'], ['IsUnqualified', low === ''], ['IsUnscopedVariable', low === ''], ['IsVariable', isScope], ['IsDriveQualified', !isScope], ['DriveName', isScope ? null : scope ?? null]]);
}
function staticType(node: Ast): Value {
  const of = (t: unknown): Value => t as Value;
  switch (node.kind) {
    case 'ConstantExpressionAst': return of(resolveType({ form: 'simple', name: node.type, text: node.type, assembly: undefined, start: 0, end: 0 }) ?? T.Object);
    case 'StringConstantExpressionAst': case 'ExpandableStringExpressionAst': return of(T.String);
    case 'HashtableAst': return of(T.Hashtable);
    case 'ConvertExpressionAst': return of(resolveType(node.type.typeName) ?? T.Object);
    case 'ParameterAst': { const t = node.attributes.find((a) => a.kind === 'TypeConstraintAst'); return of(t?.kind === 'TypeConstraintAst' ? resolveType(t.typeName) ?? T.Object : T.Object); }
    default: return of(T.Object);
  }
}
function objectOf(node: Ast, root: Root): AstObject {
  let made = root.objects.get(node);
  if (made === undefined) root.objects.set(node, (made = new AstObject(node, root)));
  return made;
}
const roots = new WeakMap<Ast, Root>();
/** The tree of a text as an object. */
export function astObject(node: Ast, source: SourceText): AstObject {
  let root = roots.get(node);
  if (root === undefined) {
    const parents = new Map<Ast, Ast | undefined>();
    walk(node, (n, up) => { parents.set(n, up); });
    // What is made of the tree knows the types that the text knows.
    if (node.kind === 'ScriptBlockAst' && node.usings.length > 0) source.namespaces = usedNamespaces(node);
    roots.set(node, (root = { source, objects: new Map(), parents }));
  }
  return objectOf(node, root);
}
/** The nodes a block says yes to, outermost first; blocks inside only where asked for. */
function search(o: AstObject, test: ScriptBlock, nested: boolean, first: boolean): AstObject[] {
  const out: AstObject[] = [];
  const visit = (n: Ast): boolean => {
    const x = objectOf(n, o.root);
    if (toBoolean(current().runBlock(test, { args: [x], item: x })[0] ?? false)) { out.push(x); if (first) return true; }
    return !(!nested && n !== o.node && ENTERS.has(n.kind)) && childrenOf(n).some(visit);
  };
  visit(o.node);
  return out;
}
const ENTERS: ReadonlySet<AstKind> = new Set(['ScriptBlockExpressionAst', 'FunctionDefinitionAst']);
/** A constant, a list or a table of constants as its value. */
function safeValue(o: AstObject): Value {
  let safe = true;
  walk(o.node, (n) => { if (/^(Command|InvokeMember|Member|Index|SubExpr|ScriptBlockE|Assignment)/.test(n.kind) && n.kind !== 'CommandExpressionAst') safe = false; if (n.kind === 'VariableExpressionAst' && !/^(true|false|null)$/i.test(n.variablePath)) safe = false; });
  if (!safe) return netThrow('System.InvalidOperationException', 'Cannot generate a value for an expression that is not constant.');
  return new Compiler(null, o.root.source, [...o.root.source.namespaces]).expression(o.node as never)(current().current);
}
laterType<AstObject>(ast, () => ({
  text: (o) => o.text,
  methods: {
    FindAll: [method([T.ScriptBlock, T.Boolean], (o, b, n) => search(o, b, n, false))], Find: [method([T.ScriptBlock, T.Boolean], (o, b, n) => search(o, b, n, true)[0] ?? null)], ToString: [method([], (o) => o.text, T.String)], SafeGetValue: [method([], safeValue)], Copy: [method([], (o) => o)],
    GetCommandName: [method([], (o) => (o.node.kind === 'CommandAst' ? commandNameOf(o.node) ?? null : null))], GetScriptBlock: [method([], (o) => (o.node.kind === 'ScriptBlockAst' ? new ScriptBlock(new CompiledBlock(o.node, o.root.source, { namespaces: [...o.root.source.namespaces] }), current().current.module) : null))], GetPureExpression: [method([], (o) => { const n = o.node; const only = n.kind === 'PipelineAst' && n.elements.length === 1 ? n.elements[0] : undefined; return only?.kind === 'CommandExpressionAst' ? objectOf(only.expression, o.root) : null; })],
  },
}));
