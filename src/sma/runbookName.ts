import { seen, unseenIn } from './unseen.ts';

/** The rules for runbook names (sma-rest-api.md 3.4): a letter first, then letters, digits, underscores and dashes; 64 at most. */
export const MAX_RUNBOOK_NAME = 64;

export type NameProblem = 'empty' | 'tooLong' | 'firstCharacter' | 'character';

/** What is wrong with a name, or undefined. Letters of any alphabet count. */
export function runbookNameProblem(name: string): { readonly problem: NameProblem; readonly message: string } | undefined {
  if (name === '') return { problem: 'empty', message: 'A runbook needs a name.' };
  if (name.length > MAX_RUNBOOK_NAME) {
    return { problem: 'tooLong', message: `The runbook name '${name.slice(0, 20)}…' has ${name.length} characters; SMA allows ${MAX_RUNBOOK_NAME}.` };
  }
  if (!/^\p{L}/u.test(name)) return { problem: 'firstCharacter', message: `The runbook name '${seen(name)}' must start with a letter.` };
  const bad = /[^\p{L}\p{Nd}_-]/u.exec(name);
  if (bad !== null) {
    return { problem: 'character', message: `The runbook name '${seen(name)}' contains ${unseenIn(bad[0]) ?? `'${bad[0]}'`}; only letters, digits, underscores and dashes are allowed.` };
  }
  return undefined;
}
