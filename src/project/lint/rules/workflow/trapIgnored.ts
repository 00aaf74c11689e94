import type { Report, Rule } from '../../rule.ts';

export const trapIgnored: Rule = {
  id: 'SMA2018', name: 'trap-ignored', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A trap stands in a block within a workflow, where it does nothing.',
  documentation: 'A trap at the top of a workflow is refused, but one in a block of an if, a loop, parallel or try is accepted and never runs: the compiler leaves out the traps of inner blocks, and an error in the block ends the workflow. Write try and catch.',
  *check({ sites }): Generator<Report> {
    for (const { node, place, parent } of sites.of('TrapStatementAst')) {
      if (place !== 'workflow' || parent?.node.kind !== 'StatementBlockAst') continue;
      yield { start: node.start, end: node.start + 'trap'.length, message: 'A trap in a block of a workflow never runs. Write try { … } catch { … } around what may fail.' };
    }
  },
};
