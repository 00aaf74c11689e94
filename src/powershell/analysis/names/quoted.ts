import type { StringConstantExpressionAst } from '../../syntax/ast.ts';

/** A name as it stands in a text: its letters without quotes, and the quote around them. */
export interface WrittenName { readonly start: number; readonly end: number; readonly quote: '' | "'" | '"' }

const single = /^['\u2018-\u201b]$/, double = /^["\u201c-\u201e]$/;

/** The quote as which a letter begins or ends a text: the typographic ones do as well (CharTraits.IsSingleQuote, IsDoubleQuote). */
export const quoteOf = (letter: string): WrittenName['quote'] => (single.test(letter) ? "'" : double.test(letter) ? '"' : '');

/** A text in quotes that is not closed. */
export const isOpenText = (written: string): boolean => /^(?:['\u2018-\u201b][^'\u2018-\u201b]*|["\u201c-\u201e][^"\u201c-\u201e]*)$/.test(written);

/** The letters of a constant name between its quotes; undefined for anything longer than one line. */
export function writtenName(text: string, { start, end }: { readonly start: number; readonly end: number }): WrittenName | undefined {
  if (/[\r\n]/.test(text.slice(start, end))) return undefined;
  const quote = quoteOf(text.charAt(start));
  if (quote === '') return { start, end, quote };
  // Of a text that is not closed yet all letters are its own.
  return isOpenText(text.slice(start, end)) ? (end - start < 2 ? undefined : { start: start + 1, end, quote }) : { start: start + 1, end: end - 1, quote };
}

/**
 * The letters of a constant that is a name, however it is written: between its quotes, as a whole bare word, or as the one line of a
 * here-string. They need not be those of the value (`Get-F\`oo`, `Get"-Foo"`): whoever writes a plain name there writes it over all of them.
 */
export function writtenWord(text: string, { start, end, value, stringConstantType }: StringConstantExpressionAst): WrittenName | undefined {
  if (!stringConstantType.endsWith('HereString')) return writtenName(text, { start, end });
  const from = text.indexOf('\n', start) + 1, to = text.lastIndexOf('\n', end - 1), last = text.charAt(to - 1) === '\r' ? to - 1 : to;
  return /[\r\n]/.test(value) || from > last || /[\r\n]/.test(text.slice(from, last)) ? undefined : { start: from, end: last, quote: stringConstantType.startsWith('Single') ? "'" : '"' };
}

/** A name as it must be written inside quotes, or as a bare word, for which quotes are added where it needs them (about_Quoting_Rules). */
export function nameText(name: string, quote: WrittenName['quote']): string {
  if (quote === "'") return name.replaceAll(/['\u2018-\u201b]/g, '$&$&');
  if (quote === '"') return name.replaceAll(/[`$"\u201c-\u201e]/g, '`$&');
  return /^[\p{L}_][\p{L}\p{Nd}_.-]*$/u.test(name) ? name : `'${name.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** A name as a value: between the quotes of the kind that begins there, else as `nameText` writes a bare word. */
export const quotedName = (name: string, opening: string): string => (quoteOf(opening) === '' ? nameText(name, '') : `${opening}${nameText(name, quoteOf(opening))}${opening}`);

/** A name as a key of a table, or behind a dot: in quotes where it is no plain word. */
export const memberText = (name: string): string => (/^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(name) ? name : `'${nameText(name, "'")}'`);
