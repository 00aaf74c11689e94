import { textOf } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { isSwitchedOn } from '../../switches.ts';

const SKIP = 'skipcertificatecheck';
/** The name, or a beginning of it that no other parameter of a web cmdlet has. */
const isSkipping = (name: string): boolean => /^skipce/i.test(name) && SKIP.startsWith(name.toLowerCase());

export const certificateCheck: Rule = {
  id: 'SMA4005', name: 'certificate-check-off', category: 'security', severity: 'warning', appliesTo: 'both',
  summary: 'The check of server certificates is switched off.',
  documentation: 'Anyone between the worker and the server can then read and change what is sent. Install the certificate of the server, or of its authority, on the workers.',
  *check(context): Generator<Report> {
    const message = 'Without this check anyone in between can read and change what is sent. Install the certificate of the server on the workers instead.';
    for (const { node } of context.sites.of('AssignmentStatementAst')) {
      if (/ServicePointManager\]::ServerCertificateValidationCallback$/i.test(context.slice(node.left)) && !/^\$null$/i.test(context.slice(node.right).trim())) yield { start: node.start, end: node.end, message };
    }
    for (const { node } of context.sites.of('CommandParameterAst')) if (isSkipping(node.parameterName) && isSwitchedOn(node)) yield { start: node.start, end: node.end, message };
    // Tables of arguments for a command (about_Splatting).
    for (const { node } of context.sites.of('HashtableAst')) {
      for (const { key, value } of node.pairs) if (textOf(key)?.toLowerCase() === SKIP && !/^\$(?:false|null)$/i.test(context.slice(value).trim())) yield { start: key.start, end: value.end, message };
    }
  },
};
