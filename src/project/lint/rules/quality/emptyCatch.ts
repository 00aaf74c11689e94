import type { Report, Rule } from '../../rule.ts';

export const emptyCatch: Rule = {
  id: 'SMA6006', name: 'empty-catch', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: 'A catch block is empty.',
  documentation: 'Every error is lost there, also those nobody thought of, and the job looks well. Write the error to a stream; where it may really be ignored, say why in a comment.',
  *check({ sites, result }): Generator<Report> {
    for (const { node } of sites.of('CatchClauseAst')) {
      if (node.body.statements.length > 0 || node.body.traps.length > 0) continue;
      const explained = result.comments.some((offset, i) => i % 2 === 0 && offset > node.body.start && offset < node.body.end);
      if (!explained) yield { start: node.start, end: node.end, message: 'This hides every error. Write it to a stream, or say in a comment why it may be ignored.' };
    }
  },
};
