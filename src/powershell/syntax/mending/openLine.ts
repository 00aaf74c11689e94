import { NAME, type Ending } from './ending.ts';

/** So far up what is not finished is looked for. */
const MOST_LINES = 60, MOST_STATEMENTS = 3;
const closers: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };
/** What a line holds that is no code and no bracket of it: texts, comments, escaped characters. */
const passed = /`.|'[^']*'|"(?:`.|[^"`])*"|(?<![^\s(){};|,])#.*|<#.*?#>/g;

/** The line that holds a place, without its end. */
export function lineAt(text: string, place: number): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf('\n', place - 1) + 1, next = text.indexOf('\n', place), end = next === -1 ? text.length : next;
  return { start, end: text.charAt(end - 1) === '\r' && end > start ? end - 1 : end };
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** What the code of a statement leaves open, to be written behind it: a name that is missing, and its brackets. Undefined for a text without code. */
function closing(code: string): string | undefined {
  const plain = code.replace(passed, (found) => (found.startsWith('#') || found.startsWith('<#') ? '' : '.'.repeat(found.length))).trimEnd();
  if (plain.trim() === '') return undefined;
  let open = '';
  for (const char of plain) {
    if (char in closers) open = closers[char]! + open;
    else if (open !== '' && char === open.charAt(0)) open = open.slice(1);
  }
  // Without its variable a `foreach` takes the bracket's end for a word too many.
  if (/\bforeach[ \t]*\($/i.test(plain)) return `$${NAME} in ${NAME}${open}`;
  return (plain.endsWith('[') || plain.endsWith('$') ? NAME : '') + open;
}

/**
 * What would end the statements above a line, the nearest first: each is a line that is not indented deeper than that line, with the
 * deeper ones below it, up to the line that the block around them begins with. The ends stand before what follows the statement.
 */
export function closingsAbove(text: string, place: number): readonly Ending[] {
  const own = lineAt(text, place), depth = place - own.start, found: Ending[] = [];
  for (let { start } = own, at = place, count = 0; start > 0 && count < MOST_LINES && found.length < MOST_STATEMENTS; count++) {
    const line = lineAt(text, start - 1), code = text.slice(line.start, line.end), indent = indentOf(code);
    ({ start } = line);
    if (/^\s*(?:#|$)/.test(code) || indent > depth) continue;
    // The end of a statement that begins further up.
    if (/^\s*[)\]}]/.test(code)) {
      if (indent < depth) break;
      continue;
    }
    const written = closing(text.slice(start, at));
    if (written !== undefined) found.push({ at, written });
    if (indent < depth) break;
    at = start + indent;
  }
  return found;
}

/** What would end what a line leaves open, at the end of its code. */
export function closingLine(text: string, place: number): Ending | undefined {
  const { start, end } = lineAt(text, place), line = text.slice(start, end).trimEnd(), written = closing(line);
  if (written === undefined || line.includes('#')) return undefined;
  // Brackets without a name in them, as an editor writes them.
  return line.endsWith('[]') ? { at: start + line.length - 1, written: NAME } : { at: start + line.length, written };
}
