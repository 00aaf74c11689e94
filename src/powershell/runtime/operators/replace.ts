/** `-replace`: substitution patterns of .NET, or a block that gets each match as `$_`. */
import { FAILED, convertOrFail } from '../convert/convert.ts';
import { enumerate } from '../convert/enumerate.ts';
import { toText } from '../convert/toText.ts';
import { raise } from '../errors/raise.ts';
import { guardString } from '../run/budget.ts';
import type { Frame } from '../run/frame.ts';
import { callDelegate } from '../types/system/delegates.ts';
import { lookupType } from '../types/registry.ts';
import { Delegate } from '../values/delegate.ts';
import { PSMethod } from '../values/psMethod.ts';
import type { Found, Regex } from '../values/regex.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { isMany } from './collections.ts';
import { regexFor } from './match.ts';
import { firstPlace, foundFrom, matchOf } from './regexMatch.ts';

type Piece = string | { readonly group: number } | { readonly special: '&' | '`' | "'" | '_' | '+' };
/** The replacement an expression had last: a loop asks for the same one again and again. */
const last = new WeakMap<Regex, { readonly text: string; readonly pieces: readonly Piece[] }>();
/** A replacement text as pieces; `$` that mean nothing stay. */
export function replacementPieces(text: string, regex: Regex): readonly Piece[] {
  if (!text.includes('$')) return [text];
  const known = last.get(regex);
  if (known?.text === text) return known.pieces;
  const pieces = taken(text, regex);
  last.set(regex, { text, pieces });
  return pieces;
}
function taken(text: string, regex: Regex): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const m of text.matchAll(/\$(?:\$|(\d+)|\{(\w+)\}|([&`'_+]))/g)) {
    const name = m[1] ?? m[2], special = m[3];
    if (name !== undefined) {
      const at = /^\d+$/.test(name) ? regex.parsed.numbers.indexOf(Number(name)) : regex.groupNames.indexOf(name);
      if (at < 0) continue;
      pieces.push(text.slice(from, m.index), { group: at });
      from = m.index + m[0].length;
      continue;
    }
    const piece: Piece = special === undefined ? '$' : { special: special as '&' };
    pieces.push(text.slice(from, m.index), piece);
    from = m.index + m[0].length;
  }
  pieces.push(text.slice(from));
  return pieces;
}
/** Replaces all matches, or the first `limit`, from a place on. */
export function replaceAll(text: string, regex: Regex, pieces: readonly Piece[] | ((found: Found) => string), limit = -1, start = firstPlace(regex, text)): string {
  if (regex.isRightToLeft) return replaceBack(text, regex, pieces, limit, start);
  const { matcher } = regex;
  let out = '', from = 0, at = start;
  // The place is kept here: a replacing block may use the same expression meanwhile.
  for (let left = limit; left !== 0 && at <= text.length; left -= 1) {
    matcher.lastIndex = at;
    const m = matcher.exec(text);
    if (m === null) break;
    out += text.slice(from, m.index) + (typeof pieces === 'function' ? pieces(m) : fill(pieces, m, text));
    from = m.index + m[0].length;
    at = m[0].length === 0 ? from + 1 : from;
  }
  return out + text.slice(from);
}
function replaceBack(text: string, regex: Regex, pieces: readonly Piece[] | ((found: Found) => string), limit: number, start: number): string {
  let out = '', to = text.length, left = limit;
  for (const m of foundFrom(regex, text, start)) {
    if (left === 0) break;
    left -= 1;
    out = (typeof pieces === 'function' ? pieces(m) : fill(pieces, m, text)) + text.slice(m.index + m[0].length, to) + out;
    to = m.index;
  }
  return text.slice(0, to) + out;
}
function fill(pieces: readonly Piece[], m: Found, text: string): string {
  let out = '';
  for (const p of pieces) {
    if (typeof p === 'string') out += p;
    else if ('group' in p) out += m[p.group] ?? '';
    else out += p.special === '&' ? m[0] : p.special === '`' ? text.slice(0, m.index) : p.special === "'" ? text.slice(m.index + m[0].length) : p.special === '_' ? text : m.at(-1) ?? '';
  }
  return out;
}
/** A method that makes a text of a match; else what its text is. */
function asEvaluator(m: PSMethod): Value {
  const type = lookupType('System.Text.RegularExpressions.MatchEvaluator'), made = type === undefined ? FAILED : convertOrFail(m, type);
  return made === FAILED ? m : made;
}
export function replaceOperator(a: Value, b: Value, ignoreCase: boolean, f: Frame): Value {
  const parts = Array.isArray(b) ? b : [b];
  if (parts.length > 2) return raise({ id: 'BadReplaceArgument', category: 'InvalidOperation', message: `The ${ignoreCase ? '-replace' : '-creplace'} operator allows only two elements to follow it, not ${parts.length}.` });
  const regex = regexFor(parts[0], ignoreCase), plain = unwrap(parts[1]), by = plain instanceof Delegate ? plain : plain instanceof PSMethod ? asEvaluator(plain) : plain;
  const how = by instanceof ScriptBlock
    ? (found: Found): string => toText(f.session.evaluateBlock(by, matchOf(regex, found), true))
    : by instanceof Delegate ? (found: Found): string => toText(callDelegate(by, [matchOf(regex, found)]))
    : replacementPieces(by == null ? '' : toText(by), regex);
  const one = (v: Value): string => { const made = replaceAll(toText(v), regex, how); guardString(f.session, made.length); return made; };
  return isMany(a) ? Array.from(enumerate(a), one) : one(a);
}
