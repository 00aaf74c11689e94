import type { Report, Rule } from '../../rule.ts';

export const nullOnRight: Rule = {
  id: 'SMA6004', name: 'null-on-right', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: 'A comparison has $null on its right side.',
  documentation: 'With an array on the left, the comparison gives the elements that match instead of true or false: an array of empty elements passes for filled, and the other way round. Write $null on the left.',
  *check(context): Generator<Report> {
    for (const { node } of context.sites.of('BinaryExpressionAst')) {
      const { left, right, operator } = node;
      if (!/^[IC](eq|ne)$/.test(operator) || right.kind !== 'VariableExpressionAst' || right.variablePath.toLowerCase() !== 'null') continue;
      const isSimple = /^(Variable|Member|Index|InvokeMember|Paren|SubExpression)/.test(left.kind);
      yield {
        start: node.start, end: node.end, message: 'With an array on the left this compares its elements. Write $null on the left side.',
        fix: isSimple ? { title: 'Put $null on the left', edits: [{ start: left.start, end: left.end, text: context.slice(right) }, { start: right.start, end: right.end, text: context.slice(left) }] } : undefined,
      };
    }
  },
};
