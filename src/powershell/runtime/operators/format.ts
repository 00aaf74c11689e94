/** `-f`: composite formatting (`{index,alignment:format}`). */
import { formatValue } from '../convert/formatValue.ts';
import { INVARIANT, currentCulture } from '../convert/culture.ts';
import type { Culture } from '../convert/culture.ts';
import { toText } from '../convert/toText.ts';
import { NetThrow, netThrow, raise } from '../errors/raise.ts';
import type { Value } from '../values/value.ts';
import { List } from '../values/lists.ts';

export function formatOperator(a: Value, b: Value): Value {
  const args = Array.isArray(b) ? b : b instanceof List ? b.items : [b === undefined ? null : b];
  try { return composite(toText(a), args, currentCulture()); } catch (e) {
    if (!(e instanceof NetThrow)) throw e;
    return raise({ id: 'FormatError', category: 'InvalidOperation', message: `Error formatting a string: ${e.exception.message}.`, target: a });
  }
}
interface Item { readonly index: number; readonly width: number; readonly format: string }
const parsed = new Map<string, readonly (string | Item)[]>();
/** What a loop asks for again and again. */
let last: { readonly format: string; readonly pieces: readonly (string | Item)[] } = { format: '', pieces: [] };
/** A format as texts and items; throws FormatException where it is not one. */
function pieces(format: string): readonly (string | Item)[] {
  if (format === last.format) return last.pieces;
  const known = parsed.get(format);
  if (known !== undefined) { last = { format, pieces: known }; return known; }
  const out: (string | Item)[] = [];
  let text = '', i = 0;
  while (i < format.length) {
    const c = format[i] ?? '';
    if (c === '}') { if (format[i + 1] !== '}') bad(format, i); text += '}'; i += 2; continue; }
    if (c !== '{') { text += c; i += 1; continue; }
    if (format[i + 1] === '{') { text += '{'; i += 2; continue; }
    const m = /^\{(\d+)\s*(?:,\s*(-?\d+)\s*)?(?::([^{}]*))?\}/.exec(format.slice(i));
    if (m === null) return bad(format, i);
    if (text !== '') { out.push(text); text = ''; }
    out.push({ index: Number(m[1]), width: Number(m[2] ?? '0'), format: m[3] ?? '' });
    i += m[0].length;
  }
  if (text !== '') out.push(text);
  if (parsed.size > 1000) parsed.clear();
  parsed.set(format, out);
  return out;
}
/** Fills a format's items; throws FormatException as String.Format does. */
export function composite(format: string, args: readonly Value[], culture: Culture = INVARIANT): string {
  let out = '';
  for (const p of pieces(format)) {
    if (typeof p === 'string') { out += p; continue; }
    if (p.index >= args.length) return netThrow('System.FormatException', 'Index (zero based) must be greater than or equal to zero and less than the size of the argument list.');
    const v = args[p.index], text = typeof v === 'number' && p.format === '' && v >= 0 ? String(v) : formatValue(v, p.format, culture);
    out += p.width < 0 ? text.padEnd(-p.width) : p.width > 0 ? text.padStart(p.width) : text;
  }
  return out;
}
/** Why a brace begins no item, found by walking as StringBuilder.AppendFormat does. */
function bad(format: string, at: number): never {
  let pos = at;
  const tell = (why: string): never => netThrow('System.FormatException', `Input string was not in a correct format. Failure to parse near offset ${pos}. ${why}`);
  const next = (): string => { pos += 1; return pos < format.length ? format.charAt(pos) : tell('Format item ends prematurely.'); };
  const isDigit = (c: string): boolean => c >= '0' && c <= '9';
  let c = next();
  if (format[at] === '}') return tell('Unexpected closing brace without a corresponding opening brace.');
  if (!isDigit(c)) return tell('Expected an ASCII digit.');
  do c = next(); while (isDigit(c));
  while (c === ' ') c = next();
  if (c === ',') {
    do c = next(); while (c === ' ');
    if (c === '-') c = next();
    if (!isDigit(c)) return tell('Expected an ASCII digit.');
    do c = next(); while (isDigit(c));
    while (c === ' ') c = next();
  }
  if (c === ':') do c = next(); while (c !== '{' && c !== '}');
  return tell('Format item ends prematurely.');
}
