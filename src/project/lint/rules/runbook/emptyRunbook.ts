import type { Report, Rule } from '../../rule.ts';

export const emptyRunbook: Rule = {
  id: 'SMA5005', name: 'empty-runbook', category: 'file', severity: 'warning', appliesTo: 'both',
  summary: 'The runbook does nothing.',
  documentation: 'It holds no statement, so its jobs complete at once.',
  *check({ facts }): Generator<Report> {
    const { body } = facts, workflow = facts.workflows.find(({ name }) => name === facts.name);
    if ([body.dynamicParamBlock, body.beginBlock, body.processBlock, body.endBlock, body.cleanBlock].every((block) => block === undefined || (block.statements.length === 0 && block.traps.length === 0))) {
      yield { start: workflow?.nameStart ?? 0, end: workflow?.nameEnd ?? 0, message: 'This runbook holds no statement. Write something, or delete it.' };
    }
  },
};
