import type { Ast, StatementBlockAst } from '../../../../powershell/index.ts';
import { constantOf, Leaving } from '../../flow/leaving.ts';
import { OneValue } from '../../flow/oneValue.ts';
import type { Report, Rule } from '../../rule.ts';
import { isOpaque, writtenWords } from './nameUse.ts';
import { mayAssignAny } from './workedOutName.ts';

/** Asked at the most once, and only where a switch needs it. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export const unreachable: Rule = {
  id: 'SMA6001', name: 'unreachable-code', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: 'Code stands behind a statement that always leaves.',
  documentation: 'Nothing behind return, exit, throw, break or continue in the same block is run, nor behind an if, switch or try all of whose ways leave, or a loop that never ends; nor what a condition that is written as $false, or one behind another that is $true, keeps out.',
  *check(context): Generator<Report> {
    const { sites } = context, opaque = lazily(() => isOpaque(context) || mayAssignAny(context)), texts = lazily(() => writtenWords(context));
    const leaving = new Leaving(sites, new OneValue(context.names, (key) => opaque() || texts().has(key))), dead = new Set<Ast>();
    const never = function* (block: StatementBlockAst | undefined, why: string): Generator<Report> {
      const first = block?.statements[0];
      if (block === undefined || first === undefined) return;
      dead.add(block);
      yield { start: first.start, end: block.statements.at(-1)!.end, message: `This is never run: ${why}. Remove it, or write a condition that is asked anew.` };
    };
    for (const { node } of sites.of('IfStatementAst')) {
      let isTaken = false;
      for (const { condition, body } of node.clauses) {
        const value = constantOf(condition);
        if (isTaken || value === false) yield* never(body, isTaken ? 'a condition before it is always true' : 'its condition is always false');
        isTaken ||= value === true;
      }
      if (isTaken) yield* never(node.elseClause, 'a condition before it is always true');
    }
    for (const { node } of sites.of('WhileStatementAst')) if (constantOf(node.condition) === false) yield* never(node.body, 'its condition is always false');
    for (const { node, parent } of [...sites.of('StatementBlockAst'), ...sites.of('NamedBlockAst')]) {
      // The statements of a parallel block are branches beside each other.
      if (parent?.node.kind === 'BlockStatementAst' && parent.node.blockKind === 'Parallel') continue;
      if (dead.has(node)) continue;
      const { statements } = node;
      const leave = leaving.first(node);
      const rest = leave < 0 ? [] : statements.slice(leave + 1).filter(({ kind }) => kind !== 'FunctionDefinitionAst' && kind !== 'TypeDefinitionAst'), [first] = rest;
      if (first !== undefined) yield { start: first.start, end: rest.at(-1)!.end, message: 'This is never run: the statement before always leaves, or never ends. Remove it, or put a condition before.' };
    }
  },
};
