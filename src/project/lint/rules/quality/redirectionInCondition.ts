import type { Report, Rule } from '../../rule.ts';

export const redirectionInCondition: Rule = {
  id: 'SMA6008', name: 'redirection-in-condition', category: 'language', severity: 'error', appliesTo: 'both',
  summary: 'A condition writes to a file with > or <.',
  documentation: '> writes the left side into a file whose name is the right side. Comparisons are written -gt, -ge, -lt, -le.',
  *check({ sites, text }): Generator<Report> {
    for (const { node, parent } of sites.of('FileRedirectionAst')) {
      const pipeline = parent?.parent, holder = pipeline?.parent?.node;
      if (parent?.node.kind !== 'CommandExpressionAst' || pipeline?.node.kind !== 'PipelineAst') continue;
      const isCondition = holder?.kind === 'IfStatementAst' ? holder.clauses.some(({ condition }) => condition === pipeline.node)
        : (holder?.kind === 'WhileStatementAst' || holder?.kind === 'DoWhileStatementAst' || holder?.kind === 'DoUntilStatementAst' || holder?.kind === 'ForStatementAst') && holder.condition === pipeline.node;
      if (!isCondition) continue;
      const fix = text.slice(node.start, node.location.start).trim() === '>' && /\s/.test(text[node.start - 1] ?? '') && /\s/.test(text[node.start + 1] ?? '')
        ? { title: 'Write -gt', edits: [{ start: node.start, end: node.start + 1, text: '-gt' }], changes: true as const } : undefined;
      yield { start: node.start, end: node.end, message: 'This writes a file; it does not compare. Write -gt or -ge.', fix };
    }
  },
};
