import type { Report, Rule } from '../rule.ts';
import { suppressions } from '../suppress.ts';

export const unknownSuppression: Rule = {
  id: 'SMA0002', name: 'unknown-suppression', category: 'language', severity: 'warning', appliesTo: 'both', onBroken: true,
  summary: 'A suppression comment names a rule that does not exist.',
  documentation: 'A misspelt id silences nothing. Write the id or the name of a rule; a reason goes behind two dashes.',
  *check({ result, lines, isRule }): Generator<Report> {
    for (const { words } of suppressions(result, lines)) {
      for (const { word, start, end } of words) if (!isRule(word)) yield { start, end, message: `There is no rule '${word}'. Write an id such as SMA6004 or a rule's name; a reason goes behind ' -- '.` };
    }
  },
};
