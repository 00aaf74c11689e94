/** The text of a custom format of dates and spans: quoted and escaped text stands for itself, `%` for nothing, a run of one letter is for `part`. */
export function writePattern(format: string, part: (letter: string, count: number, before: string) => string): string {
  let out = '';
  for (let i = 0; i < format.length;) {
    const c = format[i] ?? '';
    if (c === '\\') { out += format[i + 1] ?? ''; i += 2; continue; }
    if (c === "'" || c === '"') { const end = format.indexOf(c, i + 1); out += format.slice(i + 1, end < 0 ? undefined : end); i = end < 0 ? format.length : end + 1; continue; }
    if (c === '%') { i += 1; continue; }
    let n = 1;
    while (format[i + n] === c) n += 1;
    out = part(c, n, out);
    i += n;
  }
  return out;
}
