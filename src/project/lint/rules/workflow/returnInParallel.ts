import type { Report, Rule } from '../../rule.ts';
import { around } from '../../sites.ts';

export const returnInParallel: Rule = {
  id: 'SMA2012', name: 'return-in-parallel', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'return or exit stands in a parallel block.',
  documentation: 'It ends only its own branch, and appears as an error record; the other branches and the workflow go on. Use if, or throw to end them all.',
  *check({ sites }): Generator<Report> {
    for (const site of [...sites.of('ReturnStatementAst'), ...sites.of('ExitStatementAst')]) {
      if (site.place !== 'workflow') continue;
      for (const { node } of around(site)) {
        if (node.kind === 'FunctionDefinitionAst') break;
        if (!(node.kind === 'BlockStatementAst' && node.blockKind === 'Parallel') && !(node.kind === 'ForEachStatementAst' && node.parallel)) continue;
        yield { start: site.node.start, end: site.node.end, message: 'This ends only its own branch, and writes an error record. Use if to skip the rest, or throw to end everything.' };
        break;
      }
    }
  },
};
