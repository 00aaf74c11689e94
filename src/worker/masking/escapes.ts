/** Reads what writers escape, wherever it stands: in addresses, JSON, XML, HTML and CLIXML. */
import { htmlDecode } from '../../powershell/runtime/types/text/htmlEntities.ts';

const UTF8_REST = '%[89AB][0-9A-F]';
/** A character of UTF-8 in an address (or a byte of Windows-1252, as older writers have it), a unit of UTF-16 in JSON, in an address of JavaScript or in CLIXML, and a character in XML. */
export const ESCAPE = new RegExp([
  '%[0-7][0-9A-F]', `%[CD][0-9A-F]${UTF8_REST}`, `%E[0-9A-F](?:${UTF8_REST}){2}`, `%F[0-7](?:${UTF8_REST}){3}`, '%[89A-F][0-9A-F]', '%u[0-9A-F]{4}',
  '\\\\u[0-9A-F]{4}', '_x[0-9A-F]{4}_', '&(?:[a-z]{2,12}\\d{0,2}|#0*\\d{1,7}|#x0*[0-9A-F]{1,6});',
].join('|'), 'gi');
/** Of ASCII's signs HTML 5 has names too, which HTML 4 and .NET do not know. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", tab: '\t', newline: '\n', excl: '!', num: '#', dollar: '$', percnt: '%', lpar: '(', rpar: ')', ast: '*', midast: '*', plus: '+', comma: ',', period: '.', sol: '/', colon: ':', semi: ';', equals: '=',
  quest: '?', commat: '@', lsqb: '[', lbrack: '[', bsol: '\\', rsqb: ']', rbrack: ']', hat: '^', lowbar: '_', underbar: '_', grave: '`', diacriticalgrave: '`', lcub: '{', lbrace: '{', verbar: '|', vert: '|', verticalline: '|', rcub: '}', rbrace: '}', nonbreakingspace: '\u00a0',
};
const LAST_POINT = 0x10_ff_ff;
const unit = (digits: string): string => String.fromCharCode(Number.parseInt(digits, 16));

/** What one escape stands for; itself where it is none. */
export function unescaped(escape: string): string {
  const sign = escape.slice(0, 2).toLowerCase();
  if (sign === '%u' || sign === '\\u' || sign === '_x') return unit(escape.slice(2, 6));
  if (escape.startsWith('%')) {
    try { return decodeURIComponent(escape); } catch { return single(escape); }
  }
  const name = escape.slice(1, -1).toLowerCase();
  // A name that was made small or large with its text: the form has no cases either.
  if (!name.startsWith('#')) return NAMED[name] ?? [htmlDecode(escape), htmlDecode(`&${name};`)].find((read) => read.length === 1) ?? escape;
  const point = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return point <= LAST_POINT ? String.fromCodePoint(point) : escape;
}
const windows = new TextDecoder('windows-1252'), NEXT_LINE = 0x85;
/** One byte of an address that is no UTF-8; a line end of its own stays that, as in Latin-1. */
function single(escape: string): string {
  const byte = Number.parseInt(escape.slice(1), 16);
  return escape.length !== '%FF'.length ? escape : byte === NEXT_LINE ? '\x85' : windows.decode(Uint8Array.of(byte));
}
