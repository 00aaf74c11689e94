import type { Report, Rule } from '../../rule.ts';

export const sameOperands: Rule = {
  id: 'SMA6012', name: 'same-on-both-sides', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: 'A value is compared with itself.',
  documentation: 'The result never changes; one side was meant to be something else.',
  *check(context): Generator<Report> {
    for (const { node } of context.sites.of('BinaryExpressionAst')) {
      const { left, right, operator } = node;
      if (!/^([IC](eq|ne|gt|ge|lt|le)|And|Or)$/.test(operator) || !/^(Variable|Member)ExpressionAst$/.test(left.kind)) continue;
      if (context.slice(left).toLowerCase() === context.slice(right).toLowerCase()) yield { start: node.start, end: node.end, message: 'Both sides are the same, so the result never changes. Correct one of them.' };
    }
  },
};
