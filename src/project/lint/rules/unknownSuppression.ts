import type { Report, Rule } from '../rule.ts';
import { suppressions, unknownWords } from '../suppress.ts';

export const unknownSuppression: Rule = {
  id: 'SMA0002', name: 'unknown-suppression', category: 'language', severity: 'warning', appliesTo: 'both', onBroken: true,
  summary: 'A suppression comment names a rule that does not exist, or is none.',
  documentation: 'A misspelt id silences nothing. Write the id or the name of a rule; a reason goes behind two dashes. Rules are silenced for the whole file (sma-lint-disable), the next line (sma-lint-disable-next-line) or the same line (sma-lint-disable-line); there is no word that ends a stretch.',
  *check({ result, lines, isRule }): Generator<Report> {
    for (const { word, start, end } of unknownWords(result)) {
      const isEnd = /enable/i.test(word);
      yield { start, end, message: `'${word}' does nothing. ${isEnd ? 'A rule is silenced for the whole file or for one line, not up to a place' : 'For the whole file it is sma-lint-disable'}; for one line write sma-lint-disable-line or sma-lint-disable-next-line.` };
    }
    for (const { words } of suppressions(result, lines)) {
      for (const { word, start, end } of words) if (!isRule(word)) yield { start, end, message: `There is no rule '${word}'. Write an id such as SMA6004 or a rule's name; a reason goes behind ' -- '.` };
    }
  },
};
