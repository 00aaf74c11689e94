/** Custom numeric formats: `0 # . , % ‰ E+0 'text' \c ;` (Number.NumberToStringFormat). */
import { Decimal } from '../values/decimal.ts';
import { BigInteger, Double, Single, toBigInt } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import { INVARIANT } from './culture.ts';
import type { Culture } from './culture.ts';

/** The significant digits of a number, and how many of them stand before its point. */
interface Digits { digits: string; scale: number; negative: boolean; readonly binary: boolean }
function digitsOf(v: NumberValue): Digits {
  if (v instanceof Double || v instanceof Single) {
    // Of binary numbers 15 or 7 digits are seen.
    const [shown = '0', power = '0'] = Math.abs(v.value).toExponential(v instanceof Single ? 6 : 14).split('e');
    return { digits: v.value === 0 ? '' : shown.replace('.', ''), scale: Number(power) + 1, negative: v.value < 0 || Object.is(v.value, -0), binary: true };
  }
  if (typeof v === 'number') { const digits = v === 0 ? '' : String(Math.abs(v)); return { digits, scale: digits.length, negative: v < 0, binary: false }; }
  const n = v instanceof Decimal ? v.mantissa : v instanceof BigInteger ? v.value : toBigInt(v), digits = n === 0n ? '' : (n < 0n ? -n : n).toString();
  return { digits, scale: digits.length - (v instanceof Decimal ? v.scale : 0), negative: n < 0n, binary: false };
}
/** To so many digits; five and more go up. A number that is not binary has no sign once it is nothing. */
function round(d: Digits, places: number): void {
  const at = Math.max(0, Math.min(places, d.digits.length));
  let kept = d.digits.slice(0, at);
  if (at === places && (d.digits[at] ?? '0') >= '5') {
    kept = kept.replace(/9+$/, '');
    if (kept === '') { d.scale += 1; kept = '1'; } else kept = kept.slice(0, -1) + String(Number(kept.at(-1)) + 1);
  }
  d.digits = kept.endsWith('0') ? kept.replace(/0+$/, '') : kept;
  if (d.digits === '') { d.scale = 0; if (!d.binary) d.negative = false; }
}
/** Where a section begins: positive; negative; zero. An empty one, and one that is not there, is the first. */
function sectionAt(format: string, section: number): number {
  if (section === 0) return 0;
  let left = section;
  for (let i = 0; i < format.length; i++) {
    const c = format.charAt(i);
    if (c === "'" || c === '"') { const end = format.indexOf(c, i + 1); i = end < 0 ? format.length : end; }
    else if (c === '\\') i += 1;
    else if (c === ';') { left -= 1; if (left === 0) return i + 1 < format.length && format[i + 1] !== ';' ? i + 1 : 0; }
  }
  return 0;
}
type Part = readonly [kind: '0' | '#' | '.' | ',' | '%' | 'text' | 'E', text: string];
/** The parts of a section, up to its end. */
function partsOf(format: string, start: number): Part[] {
  const out: Part[] = [];
  for (let i = start; i < format.length; i++) {
    const c = format.charAt(i), exponent = /^[eE][+-]?0+/.exec(format.slice(i, i + 100));
    if (c === ';') break;
    if (exponent !== null) { out.push(['E', exponent[0]]); i += exponent[0].length - 1; }
    else if (c === '\\') { i += 1; out.push(['text', format.charAt(i)]); }
    else if (c === "'" || c === '"') { const end = format.indexOf(c, i + 1); out.push(['text', format.slice(i + 1, end < 0 ? undefined : end)]); i = end < 0 ? format.length : end; }
    else out.push([c === '‰' || c === '%' ? '%' : '0#.,'.includes(c) ? c as '0' : 'text', c]);
  }
  return out;
}
interface Layout { readonly parts: readonly Part[]; readonly places: number; readonly point: number; readonly first: number; readonly last: number; readonly scientific: boolean; readonly grouped: boolean; readonly shift: number }
function layoutOf(parts: readonly Part[]): Layout {
  let places = 0, point = -1, first = -1, last = 0, comma = -1, commas = 0, grouped = false, shift = 0;
  for (const [kind, text] of parts) {
    if (kind === '#') places += 1;
    else if (kind === '0') { if (first < 0) first = places; places += 1; last = places; }
    else if (kind === '.') { if (point < 0) point = places; }
    else if (kind === '%') shift += text === '%' ? 2 : 3;
    else if (kind === ',' && places > 0 && point < 0) {
      if (comma === places) commas += 1;
      else { if (comma >= 0) grouped = true; comma = places; commas = 1; }
    }
  }
  if (point < 0) point = places;
  // Commas directly before the point divide by a thousand each; any other groups.
  if (comma === point) shift -= commas * 3; else if (comma >= 0) grouped = true;
  return { parts, places, point, first: first >= 0 && first < point ? point - first : 0, last: last > point ? point - last : 0, scientific: parts.some(([kind]) => kind === 'E'), grouped, shift };
}
/** The sections of a format, and what was found in each. */
interface Format { readonly sections: readonly [number, number, number]; readonly layouts: Map<number, Layout> }
const formats = new Map<string, Format>();
function formatOf(text: string): Format {
  let known = formats.get(text);
  if (known === undefined) {
    if (formats.size > 500) formats.clear();
    formats.set(text, (known = { sections: [0, sectionAt(text, 1), sectionAt(text, 2)], layouts: new Map() }));
  }
  return known;
}
function layoutAt(text: string, { layouts }: Format, section: number): Layout {
  let known = layouts.get(section);
  if (known === undefined) layouts.set(section, (known = layoutOf(partsOf(text, section))));
  return known;
}
export function customNumber(v: NumberValue, format: string, culture: Culture = INVARIANT): string {
  const d = digitsOf(v), known = formatOf(format);
  let section = known.sections[d.digits === '' ? 2 : d.negative ? 1 : 0];
  for (;;) {
    const layout = layoutAt(format, known, section);
    if (d.digits === '') { d.scale = 0; if (!d.binary) d.negative = false; }
    else {
      d.scale += layout.shift;
      round(d, layout.scientific ? layout.places : d.scale + layout.places - layout.point);
      const zero = d.digits === '' ? known.sections[2] : section;
      if (zero !== section) { section = zero; continue; }
    }
    const text = written(d, layout, culture);
    return d.negative && section === 0 && (d.scale !== 0 || text !== '') ? culture.minus + text : text;
  }
}
/** Whether a group sign stands behind the digit at a place, counted from the point. */
function endsGroup(at: number, width: number, [first = 3, rest = first]: readonly number[]): boolean {
  const over = at - 1 - first;
  return first !== 0 && over >= 0 && at - 1 < width && (rest === 0 ? over === 0 : over % rest === 0);
}
function written(d: Digits, { parts, places, point, first, last, scientific, grouped }: Layout, culture: Culture): string {
  let at = scientific ? point : Math.max(d.scale, point), adjust = scientific ? 0 : d.scale - point, used = 0, out = '', pointWritten = false, exponentDue = scientific;
  const width = grouped ? Math.max(first, at + Math.min(adjust, 0)) : 0;
  const put = (c: string): void => { out += c; if (at > 1 && at <= width && endsGroup(at, width, culture.groupSizes)) out += culture.group; };
  for (const [kind, text] of parts) {
    // Digits that the format has no place for stand before its first one.
    if (kind === '#' || kind === '0' || kind === '.') for (; adjust > 0; adjust -= 1, at -= 1) put(d.digits[used++] ?? '0');
    if (kind === '#' || kind === '0') {
      let c = '';
      if (adjust < 0) { adjust += 1; if (at <= first) c = '0'; } else { c = d.digits[used] ?? (at > last ? '0' : ''); used += 1; }
      if (c !== '') put(c);
      at -= 1;
    } else if (kind === '.') {
      if (at === 0 && !pointWritten && (last < 0 || (point < places && used < d.digits.length))) { out += culture.decimal; pointWritten = true; }
    } else if (kind === 'E' && exponentDue) { out += exponent(text, d.digits === '' ? 0 : d.scale - point, culture); exponentDue = false; }
    else if (kind !== ',') out += text;
  }
  return out;
}
function exponent(text: string, power: number, culture: Culture): string {
  return text.charAt(0) + (power < 0 ? culture.minus : text.charAt(1) === '+' ? '+' : '') + Math.abs(power).toString().padStart(Math.min(text.replace(/[^0]/g, '').length, 10), '0');
}
