/**
 * Finds a secret however its characters are written. Text and secret are brought to one form: escapes are read (also within one another),
 * letters and their marks are one character, signs that writers double, turn or put before others are taken out, letters are small. What was taken out between two characters is
 * compared by number, so that a long text is looked through once, whatever stands in it.
 */
import { ESCAPE, unescaped } from './escapes.ts';
import { Traced } from './traced.ts';

/** Shorter ones are sought in their own letters only, and not across line ends: ordinary words would be found. */
export const SHORTEST_CHANGED = 8;
/** Fewer characters than that are in any text. */
const LEAST_KEPT = 4;
/** So often escapes stand within escapes. */
const ROUNDS = 5;
/**
 * What may be there more often or in another form: separators (of paths, and the backslashes of JSON and regular expressions), quotation
 * marks (doubled in CSV, PowerShell and OData), back-ticks, and blanks with the plus that forms have in their place.
 */
const LOOSE = /[\\/"'`+\s\x85]/g;
const SHORT: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };

/** In the same number of characters, whatever the language: letters that have the same capital are the same, and all of the Turkish i's. */
const small = (text: string): string => (ASCII.test(text) ? text.toLowerCase() : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/(?![\0-\x7f])\p{CWCM}/gu, smallLetter));
const ASCII = /^[\0-\x7f]*$/;
function smallLetter(letter: string): string {
  if (letter === 'İ') return 'i';
  const large = letter.toUpperCase(), made = (large.length === letter.length ? large : letter).toLowerCase();
  return made.length === letter.length ? made : letter;
}
/**
 * A letter and its marks, syllables of Korean, and other signs that may be two ways to write one character. Made with the first text that is not
 * plain: a class of characters takes a part of a millisecond, which every start of a sandbox would pay.
 */
let composedPattern: RegExp | undefined;
const composedParts = (): RegExp => (composedPattern ??= /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|\P{M}\p{M}+|[^\0-\x7f]/gu);
function composedCharacter(part: string): string {
  // What JavaScript makes of the large dotted I.
  const made = part.normalize('NFC').replace(/^[iI]\u0307/, 'İ');
  return made.length > part.length ? part : made;
}
/** Letters and their marks as one character, as most writers have them. */
export const composed = (text: string): string => (ASCII.test(text) ? text : text.toWellFormed().replace(composedParts(), composedCharacter));
export const tracedComposed = (text: Traced): Traced => (ASCII.test(text.text) ? text : text.as(text.text.toWellFormed()).replace(composedParts(), composedCharacter));
/** A text whose escapes are read, in composed characters. */
export function read(text: string): string {
  if (!/[%&_\\]/.test(text)) return composed(text);
  let now = text;
  for (let round = 0; round < ROUNDS; round++) {
    const next = now.replace(ESCAPE, unescaped);
    if (next === now) break;
    now = next;
  }
  return composed(now);
}
/** The same, traced. */
export function traced(text: string): Traced {
  let now = Traced.of(text);
  for (let round = 0; round < ROUNDS; round++) {
    const next = now.replace(ESCAPE, unescaped);
    if (next.text === now.text) break;
    now = next;
  }
  return tracedComposed(now);
}
/** A read text without its loose signs, in small letters. */
export const form = (readText: string): string => small(readText.replace(LOOSE, ''));

/** How often each loose sign stands somewhere. */
interface Gap { readonly text: string; readonly separators: number; readonly double: number; readonly single: number; readonly ticks: number; readonly blanks: number; readonly spaces: number; readonly ends: number }
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const gapOf = (text: string): Gap => ({
  text, separators: count(text, /[\\/]/g), double: count(text, /"/g), single: count(text, /'/g), ticks: count(text, /`/g), blanks: count(text, /[+\s\x85]/g), spaces: count(text, /[ +]/g), ends: count(text, /\n/g),
});
const NO_GAP = gapOf('');
/** Each level of quoting doubles: of quotation marks two levels are read, of backslashes three. */
const MOST_DOUBLED = 4, MOST_SEPARATORS = 8;

/** A way to write a secret: its form, and what stands before, between and behind the characters of that. */
export interface Sought { readonly secret: string; readonly form: string; readonly kept: string; readonly gaps: readonly Gap[]; /** Whether what looks like an escape in it was read: others may have put backslashes before that. */ readonly isRead: boolean }

/** The forms of a secret: as it is, with the letters that JSON has for line ends and tabs, and what is left of it as part of a path. */
export function soughtOf(secret: string): readonly Sought[] {
  const texts = new Set([secret, secret.replace(/[\n\r\t\b\f]/g, (c) => `\\${SHORT[c] ?? ''}`), inPath(secret) ?? secret]);
  const forms = new Map([...texts].flatMap((text) => [[read(text), read(text) !== text] as const, [composed(text), false] as const]));
  return [...forms].flatMap(([all, isRead]) => {
    const kept = all.replace(LOOSE, ''), gaps: Gap[] = [];
    if (kept.length < LEAST_KEPT) return [];
    let gap = '';
    for (const c of all.split('')) if (c.replace(LOOSE, '') === '') gap += c; else { gaps.push(gap === '' ? NO_GAP : gapOf(gap)); gap = ''; }
    gaps.push(gapOf(gap));
    return [{ secret, form: small(kept), kept, gaps, isRead }];
  });
}
/** What is left of a text that stands in a path where `.` and `..` are resolved; undefined where nothing is, or too little to be known by. */
function inPath(text: string): string | undefined {
  const kept: string[] = [];
  let isFolded = false;
  for (const part of text.split(/[\\/]/)) {
    if (part !== '.' && part !== '..') { kept.push(part); continue; }
    isFolded = true;
    if (part === '..') kept.pop();
  }
  const left = kept.join('/').replace(/^\/+/, '');
  return isFolded && left.length >= SHORTEST_CHANGED ? left : undefined;
}
/** Whether what stands in a text between two characters may be what a secret has there. */
function mayBe(own: Gap, there: string, next: string, { secret, isRead }: Sought): boolean {
  if (own.text === there) return true;
  const found = gapOf(there);
  if (found.double < own.double || found.double > own.double * MOST_DOUBLED || found.single < own.single || found.single > own.single * MOST_DOUBLED) return false;
  if (own.spaces > 0 ? found.blanks === 0 || (found.blanks > own.blanks && found.ends === 0) : found.blanks > own.blanks && (found.ends === 0 || secret.length < SHORTEST_CHANGED)) return false;
  if (own.separators > 0 ? found.separators === 0 : found.separators > 0 && found.separators !== count(there, /\\/g)) return false;
  // A sign that quotes stands before other signs only; a line that is broken is followed by anything.
  const quotable = own.text.length + (/^[\p{L}\p{N}]/u.test(next) && !isRead ? 0 : 1);
  return found.separators <= own.separators * MOST_SEPARATORS + quotable * (MOST_SEPARATORS - 1) && found.ticks >= own.ticks && found.ticks <= own.ticks * MOST_DOUBLED + quotable * (MOST_DOUBLED - 1);
}

/** The places of one secret in a text, from the first on. */
export function placesOf(one: Sought, whole: Traced, short: Traced): readonly { readonly from: number; readonly to: number }[] {
  const { form: sought, kept, gaps, secret } = one, found: { from: number; to: number }[] = [], inShort = small(short.text), isLong = secret.length >= SHORTEST_CHANGED;
  const between = (from: number, to: number): string => whole.text.slice(from, to);
  for (let at = inShort.indexOf(sought); at >= 0; at = inShort.indexOf(sought, at + 1)) {
    if (!isLong && !short.text.startsWith(kept, at)) continue;
    if (!gaps.every((gap, i) => i === 0 || i === gaps.length - 1 || mayBe(gap, between(short.to(at + i - 1), short.from(at + i)), kept[i] ?? '', one))) continue;
    const last = at + sought.length - 1;
    const before = edge(gaps[0] ?? NO_GAP, between(at === 0 ? 0 : short.to(at - 1), short.from(at)), true), behind = edge(gaps.at(-1) ?? NO_GAP, between(short.to(last), last + 1 < inShort.length ? short.from(last + 1) : whole.text.length), false);
    // A path loses the separators at its end.
    if (before === undefined || (behind === undefined && !(isLong && gaps.at(-1)?.separators === gaps.at(-1)?.text.length))) continue;
    found.push({ from: whole.from(short.from(at) - before), to: whole.to(short.to(last) + (behind ?? 0) - 1) });
    at = last;
  }
  return found;
}
/** How much of what stands before or behind a secret's characters is its own: as little as has all of it. Of separators there may be fewer. */
function edge(own: Gap, there: string, isBefore: boolean): number | undefined {
  if (own.text === '') return 0;
  let least: number | undefined;
  for (let length = 1; length <= there.length && length <= own.text.length * MOST_SEPARATORS; length++) {
    const found = gapOf(isBefore ? there.slice(-length) : there.slice(0, length));
    if (found.double < own.double || found.single < own.single || found.ticks < own.ticks || (own.separators > 0 && found.separators === 0) || (own.spaces > 0 && found.blanks === 0)) continue;
    if (found.separators >= own.separators) return length;
    least ??= length;
  }
  return least;
}
/** A read text without its loose signs, traced to it (not to where it was read from). */
export const withoutLoose = (whole: string): Traced => Traced.of(whole).replace(LOOSE, () => '');
