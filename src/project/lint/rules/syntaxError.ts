import type { Rule } from '../rule.ts';

export const syntaxError: Rule = {
  id: 'SMA0001', name: 'syntax-error', category: 'language', severity: 'error', appliesTo: 'both', onBroken: true,
  summary: 'The text is not valid PowerShell.',
  documentation: 'SMA refuses to publish a runbook that does not parse. Other rules are silent until it does.',
  check: ({ result }) => result.errors.map(({ start, end, message }) => ({ start, end, message })),
};
