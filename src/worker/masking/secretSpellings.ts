/** How a text looks where a common writer has escaped it: whoever reads it there reads the secret. */

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** How often JSON is taken to stand within JSON: each time doubles what escapes. */
const LEVELS = 3;
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const escapedUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const capital = (escape: string): string => `\\u${escape.slice(2).toUpperCase()}`;

/** In JSON, also within JSON: of JavaScript, of Windows PowerShell, of writers that know ASCII only (Python's), and of System.Text.Json. */
function jsonSpellings(text: string): ReadonlySet<string> {
  const json = inJson(text), ascii = (escape: (unit: string) => string): string => json.replace(/[^\0-\x7e]/g, escape);
  const found = new Set([
    json, json.replace(/['<>&]/g, escapedUnit), ascii(escapedUnit), ascii((unit) => capital(escapedUnit(unit))),
    json.replace(/\\"|[^\0-\x7e]|['<>&+`]/g, (part) => capital(escapedUnit(part.slice(-1)))),
  ]);
  let last: Iterable<string> = [...found];
  for (let level = 1; level < LEVELS; level++) {
    last = [...last].map(inJson);
    for (const one of last) found.add(one);
  }
  return found;
}

/** As .NET's Uri has it, which keeps what has a meaning in an address, and as forms do, where a blank is a plus. */
const urlSpellings = (text: string): readonly string[] => [encodeURI(text), encodeURI(text).replaceAll('%5B', '[').replaceAll('%5D', ']'), encodeURIComponent(text).replaceAll('%20', '+')];

/** What JSON has short escapes for. */
const SHORT: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };
/** The hexadecimal digits of a number, whatever their case. */
const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0').replace(/[a-f]/g, (c) => `[${c}${c.toUpperCase()}]`);
const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|\-/]/g, '\\$&');
/** One character, or a run of backslashes, as any writer may have put it. */
function writtenAnyhow(c: string): string {
  if (/^[A-Za-z0-9]$/.test(c)) return c;
  const point = c.codePointAt(0) ?? 0, units = c.startsWith('\\') ? ['\\'] : c.split(''), forms = [literal(c)];
  if (c.startsWith('\\')) forms[0] = `\\\\{${c.length},${c.length * 8}}`;
  if (c === '"' || c === '/') forms[0] = `\\\\{0,7}${c}`;
  if (SHORT[c] !== undefined) forms.push(`\\\\{1,7}${SHORT[c]}`);
  if (c === "'") forms.push("''");
  if (c === ' ') forms.push('\\+');
  const times = c.startsWith('\\') ? c.length : 1, repeated = (form: string): string => (times === 1 ? form : `(?:${form}){${times}}`);
  // An address within an address escapes the sign of the escapes again.
  forms.push(repeated([...new TextEncoder().encode(times === 1 ? c : '\\')].map((byte) => `%(?:25){0,3}${hex(byte, 2)}`).join('')));
  forms.push(repeated(units.map((unit) => `(?:\\\\{1,7}|%)u${hex(unit.charCodeAt(0), 4)}`).join('')));
  forms.push(repeated(`&(?:amp;){0,3}(?:#0*${point}|#[xX]0*${hex(point, 1)}${XML[c] === undefined ? '' : `|${XML[c].slice(1, -1)}`});`));
  return `(?:${forms.join('|')})`;
}
/**
 * A pattern for the text whichever of its characters are escaped: in addresses every writer keeps others as they are, and addresses
 * stand in JSON and XML. Undefined where nothing in it is ever escaped.
 */
export function anyWriting(text: string): string | undefined {
  const parts = text.toWellFormed().match(/\\+|[^\\]/gu) ?? [];
  return /^[A-Za-z0-9]*$/.test(text) ? undefined : parts.map(writtenAnyhow).join('');
}
/** The text itself, in JSON (also of Windows PowerShell, and within JSON), in XML and HTML, in a URL, and between single quotes. */
export function spellings(text: string): ReadonlySet<string> {
  const wellFormed = text.toWellFormed();
  return new Set([
    text, ...jsonSpellings(text),
    text.replace(/[&<>"']/g, (c) => XML[c] ?? c), text.replace(/[&<>]/g, (c) => XML[c] ?? c), text.replace(/[&<>"']/g, (c) => (c === "'" ? '&#39;' : XML[c] ?? c)),
    encodeURIComponent(wellFormed),
    ...urlSpellings(wellFormed),
    encodeURIComponent(wellFormed).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    text.replaceAll("'", "''"),
  ]);
}
