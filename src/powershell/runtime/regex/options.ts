/** Options written in a pattern: `i m n s x`, taken away behind a minus. */
import type { Cursor } from './cursor.ts';
import { EXPLICIT, IGNORE_CASE, MULTILINE, SINGLELINE, WHITESPACE } from './node.ts';

const LETTERS: Readonly<Record<string, number>> = { i: IGNORE_CASE, m: MULTILINE, n: EXPLICIT, s: SINGLELINE, x: WHITESPACE };
/** The options with the letters at the cursor taken in; it stops at the first other sign. */
export function changedOptions(cursor: Cursor, options: number): number {
  let off = false, now = options;
  for (; !cursor.done; cursor.at += 1) {
    const sign = cursor.here();
    if (sign === '-') off = true;
    else if (sign === '+') off = false;
    else {
      const option = LETTERS[sign.toLowerCase()];
      if (option === undefined) break;
      now = off ? now & ~option : now | option;
    }
  }
  return now;
}
