import { definitionErrors } from '../../../powershell/index.ts';
import type { Rule } from '../rule.ts';

export const syntaxError: Rule = {
  id: 'SMA0001', name: 'syntax-error', category: 'language', severity: 'error', appliesTo: 'both', onBroken: true, isFixed: true,
  summary: 'The text is not valid PowerShell.',
  documentation: 'SMA refuses to publish a runbook that does not parse. Other rules are silent until it does.',
  check: ({ result, text }) => (result.errors.length > 0 ? result.errors : definitionErrors(result.ast)).map(({ start, end, message, errorId }) => ({
    // What is missing at the end may be reported one behind it.
    start: Math.min(start, text.length), end: Math.min(end, text.length), message, errorId,
  })),
};
