import type { Report, Rule } from '../../rule.ts';

export const parallelAlone: Rule = {
  id: 'SMA2013', name: 'parallel-without-branches', category: 'workflow', severity: 'information', appliesTo: 'workflow',
  summary: 'A parallel block holds only one statement.',
  documentation: 'The direct statements of the block run beside each other; one alone has nothing to run beside.',
  *check({ sites }): Generator<Report> {
    for (const { node } of sites.of('BlockStatementAst')) {
      if (node.blockKind === 'Parallel' && node.body.statements.length < 2) yield { start: node.start, end: node.body.start, message: 'This block has fewer than two branches, so nothing runs in parallel. Remove it, or move statements into it.' };
    }
  },
};
