import { parse } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';

/** A line that begins with a command by its verb, a keyword, or an assignment. */
const own = /^\r?\n[ \t]*(?:\p{L}+-\p{L}[\p{L}\p{Nd}]*(?=[\s;|]|$)|(?:if|foreach|for|while|do|switch|try|return|throw|function|exit|break|continue)\b|[$][\p{L}\p{Nd}_:]+[ \t]*[-+*/%]?=)/iu;

export const trailingBacktick: Rule = {
  id: 'SMA6011', name: 'space-after-backtick', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: 'A blank stands behind a backtick at the end of a line.',
  documentation: 'The backtick then escapes the blank instead of the line end: the command ends there, and gets a blank as an argument. Remove the blank.',
  *check({ text, result, sites }): Generator<Report> {
    const spots = [...text.matchAll(/(?<!`)`[ \t]+(?=\r?$)/gm)];
    if (spots.length === 0) return;
    const strings = [...sites.of('StringConstantExpressionAst').filter(({ node }) => node.stringConstantType !== 'BareWord'), ...sites.of('ExpandableStringExpressionAst')];
    for (const { index: start, 0: { length } } of spots) {
      if (strings.some(({ node }) => node.start <= start && start < node.end)) continue;
      if (result.comments.some((from, i) => i % 2 === 0 && from <= start && start < result.comments[i + 1]!)) continue;
      // A line that is a statement of its own is none of the command's.
      if (own.test(text.slice(start + length, start + length + 200))) {
        yield { start, end: start + length, message: 'The backtick escapes the blank behind it, which the command gets as an argument. Remove both.', fix: { title: 'Remove the backtick', edits: [{ start: text.slice(0, start).trimEnd().length, end: start + length, text: '' }], changes: true } };
        continue;
      }
      // Joined, the lines may be no PowerShell.
      const isSound = spots.length < 50 && parse(text.slice(0, start + 1) + text.slice(start + length)).errors.length === 0;
      yield { start, end: start + length, message: 'The blank behind the backtick ends the command here. Remove it.', fix: !isSound ? undefined : { title: 'Remove the blank', edits: [{ start: start + 1, end: start + length, text: '' }], changes: true } };
    }
  },
};
