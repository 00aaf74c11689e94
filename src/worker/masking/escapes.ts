/** Reads what writers escape, wherever it stands: in addresses, JSON, XML, HTML and CLIXML. */
const UTF8_REST = '%[89AB][0-9A-F]';
/** A character of UTF-8 in an address, a unit of UTF-16 in JSON, in an address of JavaScript or in CLIXML, and a character in XML. */
export const ESCAPE = new RegExp([
  '%[0-7][0-9A-F]', `%[CD][0-9A-F]${UTF8_REST}`, `%E[0-9A-F](?:${UTF8_REST}){2}`, `%F[0-7](?:${UTF8_REST}){3}`, '%u[0-9A-F]{4}',
  '\\\\u[0-9A-F]{4}', '_x[0-9A-F]{4}_', '&(?:amp|lt|gt|quot|apos|#0*\\d{1,7}|#x0*[0-9A-F]{1,6});',
].join('|'), 'gi');
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const LAST_POINT = 0x10_ff_ff;
const unit = (digits: string): string => String.fromCharCode(Number.parseInt(digits, 16));

/** What one escape stands for; itself where it is none. */
export function unescaped(escape: string): string {
  const sign = escape.slice(0, 2).toLowerCase();
  if (sign === '%u' || sign === '\\u' || sign === '_x') return unit(escape.slice(2, 6));
  if (escape.startsWith('%')) {
    try { return decodeURIComponent(escape); } catch { return escape; }
  }
  const name = escape.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return NAMED[name] ?? escape;
  const point = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return point <= LAST_POINT ? String.fromCodePoint(point) : escape;
}
