/**
 * Comments that silence rules, by id or name, several with commas or spaces, none meaning all; what follows ` -- ` is the
 * reason, for people:
 *   # sma-lint-disable SMA6004 -- the whole file
 *   # sma-lint-disable-next-line write-host
 *   Write-Host 'x' # sma-lint-disable-line
 * A block comment says the same on its first line: <# sma-lint-disable SMA6004 #>.
 */
import type { LineMap, ParseResult } from '../../powershell/index.ts';

export interface Suppression {
  readonly scope: 'file' | 'line';
  /** The line it is about; for a file 0. */
  readonly line: number;
  /** In lower case; undefined means every rule. */
  readonly rules: ReadonlySet<string> | undefined;
  /** Each word with its place, to tell unknown ones. */
  readonly words: readonly { readonly word: string; readonly start: number; readonly end: number }[];
}

const likeOne = /^<?#[^\S\r\n]*(sma-lint-[\w-]+)/i;

/** Comments that look like one and are none: `sma-lint-enable`, `sma-lint-disable-file`. */
export function unknownWords({ text, comments }: ParseResult): { readonly word: string; readonly start: number; readonly end: number }[] {
  return Array.from({ length: comments.length / 2 }, (_, i) => i).flatMap((i) => {
    const start = comments[2 * i]!, whole = text.slice(start, Math.min(comments[2 * i + 1]!, start + 200)), match = comment.test(whole) ? null : likeOne.exec(whole);
    if (match === null) return [];
    const [all, word = ''] = match, end = start + all.length;
    return [{ word, start: end - word.length, end }];
  });
}

const comment = /^<?#[^\S\r\n]*sma-lint-disable(-next-line|-line)?(?![\w-])/i;

export function suppressions({ text, comments }: ParseResult, lines: LineMap): Suppression[] {
  const found: Suppression[] = [];
  for (let i = 0; i + 1 < comments.length; i += 2) {
    const start = comments[i]!, whole = text.slice(start, comments[i + 1]), match = comment.exec(whole);
    if (match === null) continue;
    const list = (/^[^\r\n]*/.exec(whole.slice(match[0].length))?.[0] ?? '').replace(whole.startsWith('<') ? /#>$/ : /$^/, '').split(/\s--(?:\s|$)/, 1)[0] ?? '';
    const words = [...list.matchAll(/[^\s,]+/g)].map((word) => {
      const at = start + match[0].length + word.index;
      return { word: word[0], start: at, end: at + word[0].length };
    });
    const here = lines.line(start), last = lines.line(comments[i + 1]!), form = match[1]?.toLowerCase();
    found.push({
      scope: form === undefined ? 'file' : 'line', line: form === undefined ? 0 : form === '-line' ? here : last + 1,
      rules: words.length === 0 ? undefined : new Set(words.map(({ word }) => word.toLowerCase())), words,
    });
  }
  return found;
}
