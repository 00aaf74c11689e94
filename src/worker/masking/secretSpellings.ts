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

/** The text itself, in JSON (also of Windows PowerShell, and within JSON), in XML, HTML and CLIXML, in a URL, in a path, and between quotes. */
export function spellings(text: string): ReadonlySet<string> {
  const wellFormed = text.toWellFormed();
  return new Set([
    text, ...jsonSpellings(text),
    text.replace(/[&<>"']/g, (c) => XML[c] ?? c), text.replace(/[&<>]/g, (c) => XML[c] ?? c), text.replace(/[&<>"']/g, (c) => (c === "'" ? '&#39;' : XML[c] ?? c)),
    encodeURIComponent(wellFormed),
    ...urlSpellings(wellFormed),
    encodeURIComponent(wellFormed).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    text.replaceAll("'", "''"), text.replaceAll('"', '""'), text.replaceAll('\\', '/'),
    // oxlint-disable-next-line no-control-regex -- exactly what CLIXML escapes
    text.replace(/[\0-\x1f\x7f-\x9f\ud800-\udfff]|_(?=[xX])/g, (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`),
  ]);
}
