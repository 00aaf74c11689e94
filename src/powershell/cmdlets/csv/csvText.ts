/** Comma separated values as text: writing a row, reading rows (RFC 4180 with PowerShell's habits). */

export interface CsvStyle { readonly delimiter: string; readonly quotes: 'Always' | 'AsNeeded' | 'Never'; /** Folded names of the fields that alone are quoted. */ readonly quoted: ReadonlySet<string> | undefined }
const inQuotes = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** One row. A missing value is nothing at all, also between quotes. */
export function csvRow(names: readonly string[], values: readonly (string | undefined)[], style: CsvStyle): string {
  return values.map((value, i) => {
    if (value === undefined) return '';
    if (style.quoted !== undefined) return style.quoted.has((names[i] ?? '').toLowerCase()) ? inQuotes(value) : value;
    if (style.quotes === 'Never') return value;
    return style.quotes === 'Always' || value.includes(style.delimiter) || /["\n]/.test(value) ? inQuotes(value) : value;
  }).join(style.delimiter);
}

const QUOTE = 34, BLANK = 32, TAB = 9, CR = 13, LF = 10;

/** Reads rows one after the other, forgiving what Import-Csv forgives: blanks around fields, quotes in the middle, no end quote. */
export class CsvReader {
  private readonly text: string;
  private readonly delimiter: number;
  private at = 0;
  constructor(text: string, delimiter: string) { this.text = text; this.delimiter = delimiter.charCodeAt(0); }
  get atEnd(): boolean { return this.at >= this.text.length; }
  startsWith(sign: string): boolean { return this.text.startsWith(sign, this.at); }
  /** The rest of the line, as it is. */
  line(): string {
    const from = this.at;
    while (!this.atEnd && !this.isEnd(this.text.charCodeAt(this.at))) this.at++;
    const found = this.text.slice(from, this.at);
    this.newLine();
    return found;
  }
  /** The next row; empty at the end. A row whose last field is empty has it only where the line ends. */
  row(): string[] {
    const { text, delimiter } = this, out: string[] = [];
    while (this.at < text.length) {
      const c = text.charCodeAt(this.at);
      if (c === delimiter) { out.push(''); this.at++; continue; }
      if (c === BLANK || c === TAB) { this.at++; continue; }
      if (this.isEnd(c)) { out.push(''); this.newLine(); return out; }
      const field = c === QUOTE ? this.quoted() : this.plain();
      if (field.value !== undefined) out.push(field.value);
      if (field.endsRow) return out;
    }
    return out;
  }
  private isEnd(c: number): boolean { return c === CR || c === LF; }
  private newLine(): void {
    if (this.text.charCodeAt(this.at) === CR && this.text.charCodeAt(this.at + 1) === LF) this.at += 2;
    else this.at++;
  }
  /** A field that begins without a quote; a quote or a blank in it makes the rest of it plain text. */
  private plain(): Field {
    const { text, delimiter } = this, from = this.at;
    for (; this.at < text.length; this.at++) {
      const c = text.charCodeAt(this.at);
      if (c === delimiter) { const value = text.slice(from, this.at++); return { value, endsRow: false }; }
      if (this.isEnd(c)) { const value = text.slice(from, this.at); this.newLine(); return { value, endsRow: true }; }
      if (c === QUOTE || c === BLANK || c === TAB) {
        const head = text.slice(from, ++this.at), rest = this.rest(c !== QUOTE);
        return { value: head + rest.value, endsRow: rest.endsRow };
      }
    }
    return { value: text.slice(from), endsRow: true };
  }
  private quoted(): Field {
    const { text } = this;
    let value = '', from = ++this.at;
    for (;;) {
      const end = text.indexOf('"', this.at);
      if (end < 0) { this.at = text.length; value += text.slice(from); return { value: value === '' ? undefined : value, endsRow: true }; }
      if (text.charCodeAt(end + 1) === QUOTE) { value += text.slice(from, end + 1); this.at = from = end + 2; continue; }
      value += text.slice(from, end);
      this.at = end + 1;
      const rest = this.rest(true);
      return { value: value + rest.value, endsRow: rest.endsRow };
    }
  }
  /** What stands before the next delimiter or line end; nothing but blanks counts as nothing where asked. */
  private rest(dropsBlanks: boolean): { readonly value: string; readonly endsRow: boolean } {
    const { text, delimiter } = this, from = this.at;
    let c = delimiter;
    while (this.at < text.length && (c = text.charCodeAt(this.at)) !== delimiter && !this.isEnd(c)) this.at++;
    const value = text.slice(from, this.at), endsRow = this.atEnd || c !== delimiter;
    if (!this.atEnd) { if (endsRow) this.newLine(); else this.at++; }
    return { value: dropsBlanks && /^[ \t]*$/.test(value) ? '' : value, endsRow };
  }
}
interface Field { readonly value: string | undefined; readonly endsRow: boolean }

/** The rows of a text that has no headings to be looked for; blank lines are left out. */
export function* csvRows(text: string, delimiter: string): Generator<string[]> {
  const reader = new CsvReader(text, delimiter);
  while (!reader.atEnd) {
    const row = reader.row();
    if (row.length > 1 || (row[0] ?? '') !== '') yield row;
  }
}
