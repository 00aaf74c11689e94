/** Comma separated values as text: writing a row, reading rows (RFC 4180 with PowerShell's habits). */

export interface CsvStyle { readonly delimiter: string; readonly quotes: 'Always' | 'AsNeeded' | 'Never'; /** Folded names of the fields that alone are quoted. */ readonly quoted: ReadonlySet<string> | undefined }
const inQuotes = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** One row. A missing value is nothing at all, also between quotes. */
export function csvRow(names: readonly string[], values: readonly (string | undefined)[], style: CsvStyle): string {
  return values.map((value, i) => {
    if (value === undefined) return '';
    if (style.quoted !== undefined) return style.quoted.has((names[i] ?? '').toLowerCase()) ? inQuotes(value) : value;
    if (style.quotes === 'Never') return value;
    return style.quotes === 'Always' || value.includes(style.delimiter) || /["\r\n]/.test(value) ? inQuotes(value) : value;
  }).join(style.delimiter);
}

/** Rows of a text. A row that ends with a delimiter has no last field; empty lines and comments (`#`) are left out. */
export function* csvRows(text: string, delimiter: string): Generator<string[]> {
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    let wasQuoted = false;
    if (text[at] === '#') { while (at < text.length && text[at] !== '\n') at += 1; at += 1; continue; }
    for (;;) {
      let field = '', fieldQuoted = false;
      while ((text[at] === ' ' || text[at] === '\t') && text[at] !== delimiter) at += 1;
      if (text[at] === '"') {
        wasQuoted = true;
        fieldQuoted = true;
        at += 1;
        while (at < text.length) {
          if (text[at] === '"' && text[at + 1] === '"') { field += '"'; at += 2; } else if (text[at] === '"') { at += 1; break; } else { field += text[at]; at += 1; }
        }
        while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') { if (text[at] !== ' ') field += text[at]; at += 1; }
      } else {
        let end = at;
        while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
        field = text.slice(at, end).trimEnd();
        at = end;
      }
      const more = text[at] === delimiter;
      // `a,` is one field: nothing stands behind the last delimiter.
      if (more || field !== '' || fieldQuoted || row.length === 0) row.push(field);
      if (more) { at += 1; continue; }
      if (text[at] === '\r' && text[at + 1] === '\n') at += 2; else if (at < text.length) at += 1;
      break;
    }
    if (row.length > 1 || row[0] !== '' || wasQuoted) yield row;
  }
}
