import type { AssignmentStatementAst, Ast, CommandAst, FunctionDefinitionAst, ParameterAst, ScriptBlockAst, VariableExpressionAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { isForEach, isSequence } from '../workflowRules/sequence.ts';
import { childrenOf } from '../../syntax/children.ts';
import { isStandIn } from '../../syntax/standIn.ts';
import { variableParts } from '../../syntax/variablePath.ts';
import { plainFunctionName } from './functionName.ts';
import { intrinsicVariableNames, splattedVariableNames, writtenVariableNames, type NameAsText } from './namesAsText.ts';

/** One place of a name in the text. */
export interface Occurrence { readonly start: number; readonly end: number; readonly access: 'read' | 'write' | 'declare'; readonly node: VariableExpressionAst }

/** A variable of one scope: every place that means it. */
export interface VariableSymbol {
  /** As it is first written, without scope. */
  readonly name: string;
  readonly isParameter: boolean;
  readonly occurrences: readonly Occurrence[];
  /** Where its name stands as text, without `$`: `-OutVariable name`. */
  readonly written: readonly NameAsText[];
}

/** `name` is the one it is called by, without a scope. */
export interface FunctionSymbol { readonly name: string; readonly node: FunctionDefinitionAst; readonly scope: Scope }

export type ScopeKind = 'script' | 'function' | 'workflow' | 'inlineScript' | 'scriptBlock' | 'parallel' | 'method';

/** A stretch of text with variables of its own (about_Scopes; for workflows workflow-semantics.md 3). */
export interface Scope {
  readonly kind: ScopeKind;
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly parent: Scope | undefined;
  readonly children: readonly Scope[];
  /** By their names in lower case. */
  readonly variables: ReadonlyMap<string, VariableSymbol>;
  readonly functions: readonly FunctionSymbol[];
}

interface OpenVariable { readonly name: string; isParameter: boolean; readonly occurrences: Occurrence[]; readonly written: NameAsText[] }
interface OpenScope extends Scope {
  readonly children: OpenScope[];
  readonly variables: Map<string, OpenVariable>;
  readonly functions: FunctionSymbol[];
  readonly parent: OpenScope | undefined;
}

function open(kind: ScopeKind, name: string | undefined, node: Ast, parent: OpenScope | undefined): OpenScope {
  const scope: OpenScope = { kind, name, start: node.start, end: node.end, parent, children: [], variables: new Map(), functions: [] };
  parent?.children.push(scope);
  return scope;
}

const isInlineBlock = (node: Ast): boolean =>
  node.kind === 'CommandAst' && node.elements[0]?.kind === 'StringConstantExpressionAst' && node.elements[0].value.toLowerCase() === 'inlinescript';

/** Whether a command runs its blocks where it stands, with the variables there: `. { }`, ForEach-Object, Where-Object. */
function runsHere({ invocationOperator, elements: [first, ...others] }: CommandAst): boolean {
  if (first?.kind === 'ScriptBlockExpressionAst') return invocationOperator === 'Dot';
  return first?.kind === 'StringConstantExpressionAst' && /^(?:foreach-object|foreach|%|where-object|where|\?)$/i.test(first.value) && !others.some((element) => element.kind === 'CommandParameterAst' && /^p(?:a|arallel)/i.test(element.parameterName));
}

/** The expression that a statement is, without a type before it. */
function valueOf(node: Ast): Ast {
  if (node.kind === 'PipelineAst' && node.elements.length === 1) return valueOf(node.elements[0]!);
  if (node.kind === 'CommandExpressionAst') return valueOf(node.expression);
  return node.kind === 'ConvertExpressionAst' ? valueOf(node.child) : node;
}

/** Reads what is written: a name may be used above the place where a loop assigns it, so writes are collected first. */
class Collector {
  readonly #reads: { scope: OpenScope; node: VariableExpressionAst }[] = [];
  readonly #written: { scope: OpenScope; use: NameAsText }[] = [];
  readonly #tables: { table: string; scope: OpenScope; use: NameAsText }[] = [];
  readonly #splatted = new Set<string>();

  visit(node: Ast, scope: OpenScope, inWorkflow: boolean): void {
    switch (node.kind) {
      case 'FunctionDefinitionAst': {
        const name = plainFunctionName(node.name);
        scope.functions.push({ name, node, scope });
        this.script(node.body, node.parameters ?? [], open(node.isWorkflow ? 'workflow' : 'function', name, node, scope), node.isWorkflow);
        return;
      }
      case 'FunctionMemberAst': {
        this.script(node.body, node.parameters, open('method', node.name, node, scope), false);
        return;
      }
      case 'ScriptBlockExpressionAst':
        this.script(node.scriptBlock, [], open('scriptBlock', undefined, node, scope), false);
        return;
      case 'BlockStatementAst':
        this.#children(node, open('parallel', undefined, node, scope), inWorkflow);
        return;
      case 'AssignmentStatementAst':
        this.#target(node.left, scope, node.operator === 'Equals');
        this.#table(node, scope);
        this.visit(node.right, scope, inWorkflow);
        return;
      case 'ForEachStatementAst': {
        this.visit(node.condition, scope, inWorkflow);
        const inner = node.parallel ? open('parallel', undefined, node, scope) : scope;
        write(inner, node.variable, 'write');
        if (node.throttleLimit !== undefined) this.visit(node.throttleLimit, scope, inWorkflow);
        this.visit(node.body, inner, inWorkflow);
        return;
      }
      case 'VariableExpressionAst':
        this.#reads.push({ scope, node });
        return;
      case 'DataStatementAst':
        // Its name is that of a variable, without `$` (about_Data_Sections).
        if (node.variable !== undefined) {
          const use: NameAsText = { name: node.variable, start: node.variableStart, end: node.variableStart + node.variable.length, access: 'write', scopeWord: undefined };
          this.#written.push({ scope, use });
          variableOf(scope, use.name);
        }
        break;
      case 'UsingExpressionAst': // a variable of the place that hands the block on
        this.visit(node.subExpression, scope.parent ?? scope, inWorkflow);
        return;
      case 'InvokeMemberExpressionAst':
        for (const use of intrinsicVariableNames(node)) this.#write(scope, use);
        break;
      case 'CommandAst':
        for (const use of writtenVariableNames(node)) this.#write(scope, use);
        for (const element of node.elements) if (element.kind === 'VariableExpressionAst' && element.splatted) this.#splatted.add(variableParts(element.variablePath).name.toLowerCase());
        if (!inWorkflow && runsHere(node)) {
          for (const element of node.elements) {
            if (element.kind === 'ScriptBlockExpressionAst' && element.scriptBlock.paramBlock === undefined) this.script(element.scriptBlock, [], scope, false);
            else this.visit(element, scope, false);
          }
          return;
        }
        // Each of its blocks is a `sequence`.
        if (inWorkflow && isSequence(node) && isForEach(commandNameOf(node) ?? '')) {
          for (const element of node.elements) {
            if (element.kind === 'ScriptBlockExpressionAst') this.script(element.scriptBlock, [], open('parallel', undefined, element, scope), true);
            else this.visit(element, scope, inWorkflow);
          }
          return;
        }
        if (!inWorkflow || !isInlineBlock(node)) break;
        for (const element of node.elements) {
          if (element.kind === 'ScriptBlockExpressionAst') this.script(element.scriptBlock, [], open('inlineScript', undefined, element, scope), false);
          else this.visit(element, scope, inWorkflow);
        }
        return;
      default:
    }
    this.#children(node, scope, inWorkflow);
  }

  #children(node: Ast, scope: OpenScope, inWorkflow: boolean): void {
    for (const child of childrenOf(node)) this.visit(child, scope, inWorkflow);
  }

  /** A script block in a scope that is open already. */
  script(body: ScriptBlockAst, parameters: readonly ParameterAst[], scope: OpenScope, inWorkflow: boolean): void {
    for (const parameter of [...parameters, ...(body.paramBlock?.parameters ?? [])]) {
      if (!isStandIn(parameter)) write(scope, parameter.name, 'declare');
      for (const attribute of parameter.attributes) this.visit(attribute, scope, false);
      if (parameter.defaultValue !== undefined) this.visit(parameter.defaultValue, scope, false);
    }
    for (const child of childrenOf(body)) if (child.kind !== 'ParamBlockAst') this.visit(child, scope, inWorkflow);
  }

  #target(node: Ast, scope: OpenScope, plain: boolean): void {
    if (node.kind === 'VariableExpressionAst') {
      if (!plain) this.#reads.push({ scope, node });
      write(scope, node, 'write');
    } else if (node.kind === 'ConvertExpressionAst' || node.kind === 'AttributedExpressionAst') {
      this.#target(node.child, scope, plain);
    } else if (node.kind === 'ArrayLiteralAst') {
      for (const element of node.elements) this.#target(element, scope, plain);
    } else {
      this.visit(node, scope, false);
    }
  }

  #write(scope: OpenScope, use: NameAsText): void {
    this.#written.push({ scope, use });
    if (use.access === 'write') variableOf(scopeOfWord(scope, use.scopeWord), use.name);
  }

  /** Keys of a table in a variable that may be splatted. */
  #table({ left, right }: AssignmentStatementAst, scope: OpenScope): void {
    const target = left.kind === 'ConvertExpressionAst' ? left.child : left, value = valueOf(right);
    const add = (table: Ast, key: Ast | undefined, given: Ast): void => {
      if (table.kind !== 'VariableExpressionAst' || key?.kind !== 'StringConstantExpressionAst') return;
      for (const use of splattedVariableNames(key.value, given)) this.#tables.push({ table: variableParts(table.variablePath).name.toLowerCase(), scope, use });
    };
    if (target.kind === 'MemberExpressionAst') add(target.expression, target.member, value);
    else if (target.kind === 'IndexExpressionAst') add(target.target, target.index, value);
    else if (value.kind === 'HashtableAst') for (const pair of value.pairs) add(target, pair.key, valueOf(pair.value));
  }

  finish(): void {
    for (const { table, scope, use } of this.#tables) if (this.#splatted.has(table)) this.#write(scope, use);
    for (const { scope, node } of this.#reads) read(scope, node);
    for (const { scope, use } of this.#written) holderOf(scopeOfWord(scope, use.scopeWord), use.name)?.written.push(use);
  }
}

/** The scope that a scope word names; drives other than `workflow` hold no variables of the text. */
function scopeFor(scope: OpenScope, node: VariableExpressionAst): { scope: OpenScope; name: string } | undefined {
  const parts = variableParts(node.variablePath);
  const isTop = parts.scope === 'script' || parts.scope === 'global' || parts.drive === 'workflow';
  if (parts.isDrive && parts.drive !== 'workflow') return undefined;
  let target = scope;
  if (isTop) while (target.parent !== undefined && target.kind !== 'workflow') target = target.parent;
  return { scope: target, name: parts.name };
}

/** The scope that `-Scope` names: script and global, or so many functions up; without it the place's own. */
function scopeOfWord(scope: OpenScope, word: string | undefined): OpenScope {
  const isTop = word === 'script' || word === 'global';
  let target = scope, levels = isTop ? Infinity : Number(word ?? 0);
  while (levels > 0 && target.parent !== undefined) {
    if (/^(function|workflow|method)$/.test(target.kind)) levels--;
    target = target.parent;
  }
  return target;
}

function variableOf(scope: OpenScope, name: string): OpenVariable {
  const key = name.toLowerCase();
  let variable = scope.variables.get(key);
  if (variable === undefined) scope.variables.set(key, (variable = { name, isParameter: false, occurrences: [], written: [] }));
  return variable;
}

/**
 * The scope whose variables a scope sees beside its own: a workflow none of the script around it, and a function that a
 * workflow defines none of the workflow (workflow-semantics.md 3, 12); in its InlineScript it is as anywhere else.
 */
export function scopeAround<S extends Pick<Scope, 'kind'> & { readonly parent: S | undefined }>({ kind, parent }: S): S | undefined {
  if (kind === 'workflow') return undefined;
  let around = parent;
  if (kind === 'function') while (around?.kind === 'parallel') around = around.parent;
  return kind === 'function' && around?.kind === 'workflow' ? undefined : parent;
}

/** The variable of the nearest scope that has one of the name. */
function holderOf(scope: OpenScope, name: string): OpenVariable | undefined {
  for (let target: OpenScope | undefined = scope; target !== undefined; target = scopeAround(target)) {
    const found = target.variables.get(name.toLowerCase());
    if (found !== undefined) return found;
  }
  return undefined;
}

function write(scope: OpenScope, node: VariableExpressionAst, access: 'write' | 'declare'): void {
  const found = scopeFor(scope, node);
  if (found === undefined) return;
  const variable = variableOf(found.scope, found.name);
  if (access === 'declare') variable.isParameter = true;
  variable.occurrences.push({ start: node.start, end: node.end, access, node });
}

function read(scope: OpenScope, node: VariableExpressionAst): void {
  const found = scopeFor(scope, node);
  if (found === undefined) return;
  const variable = holderOf(found.scope, found.name) ?? variableOf(found.scope, found.name);
  variable.occurrences.push({ start: node.start, end: node.end, access: 'read', node });
}

/** What comes first where one place means two things: `$x += 1` reads before it writes. */
const order: readonly Occurrence['access'][] = ['declare', 'read', 'write'];

/** Scopes of a text with their functions and variables; occurrences stand in the order of the text. */
export function analyseSymbols(ast: ScriptBlockAst): Scope {
  const root = open('script', undefined, ast, undefined), collector = new Collector();
  collector.script(ast, [], root, false);
  collector.finish();
  const sort = (scope: OpenScope): void => {
    for (const variable of scope.variables.values()) variable.occurrences.sort((a, b) => a.start - b.start || order.indexOf(a.access) - order.indexOf(b.access));
    for (const child of scope.children) sort(child);
  };
  sort(root);
  return root;
}

/** The innermost scope around a place. */
export function scopeAt(root: Scope, offset: number): Scope {
  for (const child of root.children) if (child.start <= offset && offset <= child.end) return scopeAt(child, offset);
  return root;
}
