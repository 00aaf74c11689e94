/**
 * Comments that silence rules, by id or name, several with commas or spaces, none meaning all; what follows ` -- ` is the
 * reason, for people:
 *   # sma-lint-disable SMA6004 -- the whole file
 *   # sma-lint-disable-next-line write-host
 *   Write-Host 'x' # sma-lint-disable-line
 * A block comment says the same on its first line: <# sma-lint-disable SMA6004 #>. The next line is that of the next code,
 * and lines that a backtick joins are one.
 */
import type { LineMap, ParseResult } from '../../powershell/index.ts';

export interface Suppression {
  readonly scope: 'file' | 'line';
  /** The first line it is about, and the last: a command goes over several where backticks join them. For a file 0. */
  readonly line: number;
  readonly lastLine: number;
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

/** The line of the code that follows a comment, behind blank lines and other comments; where there is none, the next. */
function nextCode(text: string, comments: readonly number[], index: number, lines: LineMap): number {
  const end = comments[index + 1]!, below = lines.offset(lines.line(end) + 1, 1);
  let at = below;
  for (let next = index + 2; ; next += 2) {
    while (/\s/.test(text.charAt(at))) at++;
    if (comments[next] !== at) break;
    at = comments[next + 1]!;
  }
  return at >= text.length || below <= end ? lines.line(end) + 1 : lines.line(at);
}

/** Whether a backtick at a line's end joins it with the next (about_Special_Characters). */
function joinsNext(text: string, comments: readonly number[], line: number, lines: LineMap): boolean {
  const start = lines.offset(line, 1), below = lines.offset(line + 1, 1), end = below - (/\r?\n$|\r$/.exec(text.slice(start, below))?.[0].length ?? 0);
  if (below <= start || !/(?:^|[^`])(?:``)*`$/.test(text.slice(start, end))) return false;
  for (let i = 0; i + 1 < comments.length; i += 2) if (comments[i]! < end && end <= comments[i + 1]!) return false;
  return true;
}

function firstJoined(text: string, comments: readonly number[], from: number, lines: LineMap): number {
  let line = from;
  while (line > 1 && joinsNext(text, comments, line - 1, lines)) line--;
  return line;
}

function lastJoined(text: string, comments: readonly number[], from: number, lines: LineMap): number {
  let line = from;
  while (line < lines.lineCount && joinsNext(text, comments, line, lines)) line++;
  return line;
}

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
    const form = match[1]?.toLowerCase(), about = form === undefined ? undefined : form === '-line' ? lines.line(start) : nextCode(text, comments, i, lines);
    found.push({
      scope: form === undefined ? 'file' : 'line', line: about === undefined ? 0 : firstJoined(text, comments, about, lines), lastLine: about === undefined ? 0 : lastJoined(text, comments, about, lines),
      rules: words.length === 0 ? undefined : new Set(words.map(({ word }) => word.toLowerCase())), words,
    });
  }
  return found;
}
