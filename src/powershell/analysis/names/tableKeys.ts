import type { Ast, ExpressionAst, HashtableAst, VariableExpressionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { lettersOf } from './namesAsText.ts';
import type { Scope, VariableSymbol } from './symbols.ts';

/** A key of a hashtable as it is written, without quotes. `table` is the variable that holds it; undefined for `…BoundParameters` reached by members. */
export interface KeyUse { readonly key: string; readonly start: number; readonly end: number; readonly access: 'read' | 'write'; readonly table: VariableExpressionAst | undefined }

const byKey = /^(ContainsKey|Contains|Remove|Add|Item|get_Item|set_Item|TryGetValue)$/i, writes = /^(Add|set_Item)$/i;

function written(key: ExpressionAst | undefined, table: VariableExpressionAst | undefined, access: KeyUse['access']): KeyUse[] {
  if (key?.kind !== 'StringConstantExpressionAst') return [];
  const letters = lettersOf(key);
  return letters === undefined ? [] : [{ key: key.value, ...letters, access, table }];
}

/** Hashtables that an assigned value can be: `@{}`, `[ordered]@{}`, `@{} + @{}`, either branch of an `if`. */
export function tablesIn(node: Ast): HashtableAst[] {
  switch (node.kind) {
    case 'HashtableAst': return [node];
    case 'PipelineAst': return node.elements.length === 1 ? tablesIn(node.elements[0]!) : [];
    case 'CommandExpressionAst': return tablesIn(node.expression);
    case 'ConvertExpressionAst': return tablesIn(node.child);
    case 'ParenExpressionAst': return tablesIn(node.pipeline);
    case 'BinaryExpressionAst': return node.operator === 'Plus' ? [...tablesIn(node.left), ...tablesIn(node.right)] : [];
    case 'TernaryExpressionAst': return [...tablesIn(node.ifTrue), ...tablesIn(node.ifFalse)];
    case 'IfStatementAst': return [...node.clauses.map(({ body }) => body), ...(node.elseClause === undefined ? [] : [node.elseClause])].flatMap(({ statements }) => statements.flatMap(tablesIn));
    default: return [];
  }
}

/** The keys that a table is written out with. */
export const writtenKeys = ({ pairs }: HashtableAst, table: VariableExpressionAst | undefined): KeyUse[] => pairs.flatMap(({ key }) => written(key, table, 'write'));

/** The variable an expression is, through casts; the member `BoundParameters` counts as one without a node. */
function holderOf(node: ExpressionAst): { readonly table: VariableExpressionAst | undefined } | undefined {
  if (node.kind === 'VariableExpressionAst') return { table: node };
  if (node.kind === 'ConvertExpressionAst' || node.kind === 'AttributedExpressionAst') return holderOf(node.child);
  if (node.kind === 'UsingExpressionAst') return holderOf(node.subExpression);
  return node.kind === 'MemberExpressionAst' && memberName(node.member) === 'boundparameters' ? { table: undefined } : undefined;
}

const memberName = (member: ExpressionAst): string | undefined => (member.kind === 'StringConstantExpressionAst' ? member.value.toLowerCase() : undefined);

/** `$t.Keys -contains 'Name'`, `'Name' -in $t.Keys`. */
function comparedKeys(list: ExpressionAst, key: ExpressionAst): KeyUse[] {
  const holder = list.kind === 'MemberExpressionAst' && memberName(list.member) === 'keys' ? holderOf(list.expression) : undefined;
  return holder === undefined ? [] : written(key, holder.table, 'read');
}

function usesOf(node: Ast): KeyUse[] {
  switch (node.kind) {
    case 'AssignmentStatementAst': {
      const holder = holderOf(node.left);
      return holder?.table === undefined ? [] : tablesIn(node.right).flatMap((table) => writtenKeys(table, holder.table));
    }
    case 'MemberExpressionAst': {
      const holder = node.isStatic ? undefined : holderOf(node.expression);
      return holder === undefined ? [] : written(node.member, holder.table, 'read');
    }
    case 'IndexExpressionAst': {
      const holder = holderOf(node.target);
      return holder === undefined ? [] : (node.index.kind === 'ArrayLiteralAst' ? node.index.elements : [node.index]).flatMap((key) => written(key, holder.table, 'read'));
    }
    case 'InvokeMemberExpressionAst': {
      const holder = node.isStatic ? undefined : holderOf(node.expression), name = memberName(node.member) ?? '';
      return holder === undefined || !byKey.test(name) ? [] : written(node.arguments[0], holder.table, writes.test(name) ? 'write' : 'read');
    }
    case 'BinaryExpressionAst':
      return /^[IC](not)?contains$/.test(node.operator) ? comparedKeys(node.left, node.right) : /^[IC](not)?in$/.test(node.operator) ? comparedKeys(node.right, node.left) : [];
    default: return [];
  }
}

const known = new WeakMap<Ast, readonly KeyUse[]>();

/**
 * Every place of a text where a key of a variable's hashtable is written: in the table, as `$t.Key`, `$t['Key']`, in
 * `$t.ContainsKey('Key')`. Members of what is no hashtable are among them: whoever asks knows which variables are.
 */
export function keyUses(root: Ast): readonly KeyUse[] {
  let found = known.get(root);
  if (found === undefined) {
    const all: KeyUse[] = [];
    walk(root, (node) => {
      for (const one of usesOf(node)) all.push(one);
    });
    known.set(root, (found = all));
  }
  return found;
}

/** The places of the key that stands at a place, of all that the text knows of the same variable's table; undefined where no key of a variable's table stands. */
export function keyPlacesAt(root: Ast, scope: Scope, offset: number): readonly KeyUse[] | undefined {
  const uses = keyUses(root), here = uses.find(({ start, end, table }) => table !== undefined && start <= offset && offset <= end);
  const held = here?.table && holders(scope).get(here.table);
  if (here === undefined || held === undefined) return undefined;
  const nodes = new Set(held.occurrences.map(({ node }) => node)), key = here.key.toLowerCase();
  return uses.filter((one) => one.table !== undefined && nodes.has(one.table) && one.key.toLowerCase() === key);
}

/** Which variable each place means. */
function holders(scope: Scope, found = new Map<VariableExpressionAst, VariableSymbol>()): ReadonlyMap<VariableExpressionAst, VariableSymbol> {
  for (const variable of scope.variables.values()) for (const { node } of variable.occurrences) found.set(node, variable);
  for (const child of scope.children) holders(child, found);
  return found;
}
