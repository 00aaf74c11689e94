import type { Report, Rule } from '../../rule.ts';

export const usingOutside: Rule = {
  id: 'SMA2008', name: 'using-outside-inlinescript', category: 'workflow', severity: 'error', appliesTo: 'workflow',
  summary: '$using: is used in the workflow itself.',
  documentation: '$using: hands a variable into an InlineScript block or a remote script block. In the workflow the plain name is meant.',
  *check(context): Generator<Report> {
    for (const { node, place } of context.sites.of('UsingExpressionAst')) {
      if (place !== 'workflow') continue;
      const at = context.text.indexOf(':', node.start) + 1, from = at - 'using:'.length;
      yield { start: node.start, end: node.end, message: '$using: is only for InlineScript blocks. Write the plain name here.', fix: { title: 'Write the plain name', edits: [{ start: from, end: at, text: '' }] } };
    }
  },
};
