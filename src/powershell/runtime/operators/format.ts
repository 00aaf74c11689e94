/** `-f`: composite formatting (`{index,alignment:format}`). */
import { formatValue } from '../convert/formatValue.ts';
import { toText } from '../convert/toText.ts';
import { NetThrow, netThrow, raise } from '../errors/raise.ts';
import type { Value } from '../values/value.ts';
import { List } from '../values/lists.ts';

export function formatOperator(a: Value, b: Value): Value {
  const args = Array.isArray(b) ? b : b instanceof List ? b.items : [b === undefined ? null : b];
  try { return composite(toText(a), args); } catch (e) {
    if (!(e instanceof NetThrow)) throw e;
    return raise({ id: 'FormatError', category: 'InvalidOperation', message: `Error formatting a string: ${e.exception.message}`, target: a, inner: e.exception });
  }
}
/** Fills a format's items; throws FormatException as String.Format does. */
export function composite(format: string, args: readonly Value[]): string {
  let out = '', i = 0;
  while (i < format.length) {
    const c = format[i] ?? '';
    if (c === '}') { if (format[i + 1] !== '}') bad(format, i); out += '}'; i += 2; continue; }
    if (c !== '{') { out += c; i += 1; continue; }
    if (format[i + 1] === '{') { out += '{'; i += 2; continue; }
    const m = /^\{(\d+)\s*(?:,\s*(-?\d+)\s*)?(?::([^{}]*))?\}/.exec(format.slice(i));
    if (m === null) return bad(format, i);
    const index = Number(m[1]);
    if (index >= args.length) return netThrow('System.FormatException', 'Index (zero based) must be greater than or equal to zero and less than the size of the argument list.');
    const width = Number(m[2] ?? '0'), text = formatValue(args[index], m[3] ?? '');
    out += width < 0 ? text.padEnd(-width) : text.padStart(width);
    i += m[0].length;
  }
  return out;
}
const bad = (format: string, at: number): never => netThrow('System.FormatException', `Input string was not in a correct format. Failure to parse near offset ${Math.min(at + 1, format.length)}. ${format[at] === '}' ? 'Unexpected closing brace without a corresponding opening brace.' : format.length <= at + 1 ? 'Format item ends prematurely.' : 'Expected an ASCII digit.'}`);
