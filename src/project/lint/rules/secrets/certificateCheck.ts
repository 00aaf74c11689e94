import type { Report, Rule } from '../../rule.ts';

export const certificateCheck: Rule = {
  id: 'SMA4005', name: 'certificate-check-off', category: 'security', severity: 'warning', appliesTo: 'both',
  summary: 'The check of server certificates is switched off.',
  documentation: 'Anyone between the worker and the server can then read and change what is sent. Install the certificate of the server, or of its authority, on the workers.',
  *check(context): Generator<Report> {
    const message = 'Without this check anyone in between can read and change what is sent. Install the certificate of the server on the workers instead.';
    for (const { node } of context.sites.of('AssignmentStatementAst')) {
      if (/ServicePointManager\]::ServerCertificateValidationCallback$/i.test(context.slice(node.left)) && !/^\$null$/i.test(context.slice(node.right).trim())) yield { start: node.start, end: node.end, message };
    }
    for (const { node } of context.sites.of('CommandParameterAst')) if (/^SkipCertificateCheck$/i.test(node.parameterName)) yield { start: node.start, end: node.end, message };
  },
};
