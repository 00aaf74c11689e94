import { Leaving } from '../../flow/leaving.ts';
import type { Report, Rule } from '../../rule.ts';

export const unreachable: Rule = {
  id: 'SMA6001', name: 'unreachable-code', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: 'Code stands behind a statement that always leaves.',
  documentation: 'Nothing behind return, exit, throw, break or continue in the same block is run, nor behind an if, switch or try all of whose ways leave, or a loop that never ends.',
  *check({ sites }): Generator<Report> {
    const leaving = new Leaving(sites);
    for (const { node, parent } of [...sites.of('StatementBlockAst'), ...sites.of('NamedBlockAst')]) {
      // The statements of a parallel block are branches beside each other.
      if (parent?.node.kind === 'BlockStatementAst' && parent.node.blockKind === 'Parallel') continue;
      const { statements } = node;
      const leave = leaving.first(node);
      const rest = leave < 0 ? [] : statements.slice(leave + 1).filter(({ kind }) => kind !== 'FunctionDefinitionAst' && kind !== 'TypeDefinitionAst'), [first] = rest;
      if (first !== undefined) yield { start: first.start, end: rest.at(-1)!.end, message: 'This is never run: the statement before always leaves, or never ends. Remove it, or put a condition before.' };
    }
  },
};
