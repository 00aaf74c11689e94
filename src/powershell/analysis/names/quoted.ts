/** A name as it stands in a text: its letters without quotes, and the quote around them. */
export interface WrittenName { readonly start: number; readonly end: number; readonly quote: '' | "'" | '"' }

const single = /^['\u2018-\u201b]$/, double = /^["\u201c-\u201e]$/;

/** A text in quotes that is not closed. */
export const isOpenText = (written: string): boolean => /^(?:'[^']*|"[^"]*)$/.test(written);

/** The letters of a constant name between its quotes; undefined for anything longer than one line. */
export function writtenName(text: string, { start, end }: { readonly start: number; readonly end: number }): WrittenName | undefined {
  if (/[\r\n]/.test(text.slice(start, end))) return undefined;
  const first = text.charAt(start), quote = single.test(first) ? "'" : double.test(first) ? '"' : '';
  if (quote === '') return { start, end, quote };
  // Of a text that is not closed yet all letters are its own.
  return isOpenText(text.slice(start, end)) ? (end - start < 2 ? undefined : { start: start + 1, end, quote }) : { start: start + 1, end: end - 1, quote };
}

/** A name as it must be written inside quotes, or as a bare word, for which quotes are added where it needs them (about_Quoting_Rules). */
export function nameText(name: string, quote: WrittenName['quote']): string {
  if (quote === "'") return name.replaceAll(/['\u2018-\u201b]/g, '$&$&');
  if (quote === '"') return name.replaceAll(/[`$"\u201c-\u201e]/g, '`$&');
  return /^[\p{L}_][\p{L}\p{Nd}_.-]*$/u.test(name) ? name : `'${name.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}
