import { unreadRunbookHelp } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';

type Unread = NonNullable<ReturnType<typeof unreadRunbookHelp>>;

/** Why PowerShell reads no help in comments that look like it. */
function why({ reason, word }: Unread): string {
  switch (reason) {
    case 'unknown': return `.${word} is no keyword of help, and a line that begins so makes all of the comment unread. Write it under .NOTES, without the dot`;
    case 'behind': return `nothing may stand behind .${word.toUpperCase()}, else all of the comment is unread. Write the text on the next line`;
    case 'nothing': return `.${word.toUpperCase()} needs a name behind it, else all of the comment is unread`;
    case 'text': return 'before the first keyword stands a text, and comments on lines that follow each other are one. Leave a line free behind it';
    case 'function': return 'it stands directly before a function, whose help it is. Leave two lines free between them';
  }
}

export const missingSynopsis: Rule = {
  id: 'SMA5006', name: 'missing-synopsis', category: 'file', severity: 'hint', appliesTo: 'both',
  summary: 'The runbook has no help comment with a synopsis.',
  documentation: 'The synopsis is shown in lists and hovers, and tells people what a runbook does before they start it. Write <# .SYNOPSIS … #> at the top. PowerShell reads no help at all from a comment with a line it does not know, such as .AUTHOR, with a text behind .SYNOPSIS, or with other comments on the lines directly before it.',
  *check({ facts, isRunbook, result }): Generator<Report> {
    if (!isRunbook || (facts.synopsis ?? '').trim() !== '' || (facts.help?.description ?? '').trim() !== '') return;
    const workflow = facts.workflows.find(({ name }) => name === facts.name), unread = unreadRunbookHelp(result, facts);
    if (unread !== undefined) yield { start: unread.start, end: unread.end, message: `PowerShell reads no help from this comment: ${why(unread)}.` };
    else yield { start: workflow?.nameStart ?? 0, end: workflow?.nameEnd ?? 0, message: 'No help comment says what this runbook does. Write one with .SYNOPSIS.' };
  },
};
