/**
 * The words and signs that a culture's dates are made of, as .NET's reader of dates looks them up (DateTimeFormatInfo.CreateTokenHashTable):
 * the culture's own names first, then those of the invariant culture, which every culture reads.
 */
import { INVARIANT } from '../culture.ts';
import type { Culture } from '../culture.ts';

/** What a word can be at the start of something; 0: nothing. */
export const WORD = { none: 0, am: 1, pm: 2, month: 3, weekday: 4, zone: 5, era: 6, ignored: 7 } as const;
/** What a word can be behind a number or the name of a month; 0: nothing. */
export const SIGN = { none: 0, am: 1, pm: 2, date: 3, time: 4, dateOrOffset: 5, localTime: 6, year: 7, month: 8, day: 9, hour: 10, minute: 11, second: 12, end: 13, space: 14 } as const;
export interface DateWord { readonly text: string; word: number; sign: number; value: number }

const IGNORED_SIGNS = [',', '.'];
const SUFFIXES: readonly (readonly [string, number])[] = [['年', SIGN.year], ['년', SIGN.year], ['月', SIGN.month], ['월', SIGN.month], ['日', SIGN.day], ['일', SIGN.day], ['時', SIGN.hour], ['时', SIGN.hour], ['分', SIGN.minute], ['秒', SIGN.second]];
const KOREAN: readonly (readonly [string, number])[] = [['시', SIGN.hour], ['분', SIGN.minute], ['초', SIGN.second]];
const EAST = new Set([...SUFFIXES, ...KOREAN].map(([text]) => text));

export class DateWords {
  /** Whether dates and times have one sign: then a number decides what is read. */
  readonly oneSign: boolean;
  readonly spacedMonths: boolean;
  readonly spacedDays: boolean;
  private readonly byFirst = new Map<string, DateWord[]>();
  constructor(c: Culture) {
    this.oneSign = c.dateSeparator === c.timeSeparator;
    const spaced = (names: readonly string[]): boolean => names.some((name) => /\s/.test(name));
    this.spacedMonths = spaced(c.months) || spaced(c.shortMonths) || spaced(c.genitiveMonths) || spaced(c.shortGenitiveMonths);
    this.spacedDays = spaced(c.days) || spaced(c.shortDays);
    const time = c.timeSeparator.trim();
    for (const sign of IGNORED_SIGNS) if (sign !== time) this.add(sign, WORD.ignored, SIGN.none, 0);
    this.add(c.timeSeparator, WORD.none, SIGN.time, 0);
    this.addHalves(c);
    for (const [text, sign] of c.name.startsWith('ko') ? [...SUFFIXES, ...KOREAN] : SUFFIXES) this.add(text, WORD.none, sign, 0);
    this.add('-', WORD.none, SIGN.dateOrOffset, 0);
    const { words, ends, signs } = wordsOf(c);
    for (const end of ends) c.months.forEach((name, i) => { this.add(name + end, WORD.month, SIGN.none, i + 1); });
    for (const text of [...signs, ...words]) this.add(text, WORD.ignored, SIGN.none, 0);
    if (!signs.includes(c.dateSeparator.trim())) this.add(c.dateSeparator, WORD.none, SIGN.date, 0);
    this.addNames(c);
    for (const era of erasOf(c)) this.add(era, WORD.era, SIGN.none, 1);
    // Of the invariant culture.
    this.addHalves(INVARIANT);
    this.addNames(INVARIANT);
    this.add('T', WORD.none, SIGN.localTime, 0);
    for (const zone of ['GMT', 'Z']) this.add(zone, WORD.zone, SIGN.none, 0);
    this.add('/', WORD.none, SIGN.date, 0);
    this.add(':', WORD.none, SIGN.time, 0);
  }
  /** Those that begin with a letter or sign, the longer one of two first. */
  startingWith(letter: string): readonly DateWord[] { return this.byFirst.get(letter.toLowerCase()) ?? []; }
  private addHalves(c: Culture): void {
    this.add(c.am, WORD.am, SIGN.am, 0);
    this.add(c.pm, WORD.pm, SIGN.pm, 1);
  }
  private addNames(c: Culture): void {
    const genitive = c.genitiveMonths !== c.months || c.shortGenitiveMonths !== c.shortMonths ? [c.genitiveMonths, c.shortGenitiveMonths] : [];
    for (const names of [c.months, c.shortMonths, ...genitive]) names.forEach((name, i) => { this.add(name, WORD.month, SIGN.none, i + 1); });
    c.days.forEach((name, i) => { this.add(name, WORD.weekday, SIGN.none, i); this.add(c.shortDays[i] ?? '', WORD.weekday, SIGN.none, i); });
    if (c.name.startsWith('ja')) c.shortDays.forEach((name, i) => { this.add(`(${name})`, WORD.weekday, SIGN.none, i); });
  }
  /** A word that is there keeps what it is; what it is not yet it becomes too: `mar` of Spanish is a day, and stays one. */
  private add(raw: string, word: number, sign: number, value: number): void {
    const text = raw.trim(), first = text.charAt(0).toLowerCase();
    if (text === '') return;
    let there = this.byFirst.get(first);
    if (there === undefined) this.byFirst.set(first, (there = []));
    const at = there.findIndex((each) => text.length >= each.text.length && text.slice(0, each.text.length).toLowerCase() === each.text.toLowerCase()), found = there[at];
    if (found?.text.length !== text.length) { there.splice(at < 0 ? there.length : at, 0, { text, word, sign, value }); return; }
    if ((found.word === 0 && word !== 0) || (found.sign === 0 && sign !== 0)) { found.word ||= word; found.sign ||= sign; if (value !== 0) found.value = value; }
  }
}
/** The era's name, long and short. */
export const erasOf = (c: Culture): readonly string[] => (c === INVARIANT || c.name.startsWith('ja') ? [c.era, 'AD'] : c.name === 'en-US' ? [c.era, 'A'] : [c.era]);
const made = new WeakMap<Culture, DateWords>();
export function dateWordsOf(c: Culture): DateWords {
  let words = made.get(c);
  if (words === undefined) made.set(c, (words = new DateWords(c)));
  return words;
}
/** Words in a culture's patterns (`de` of Spanish), what it hangs on months (`ta` of Finnish), and signs that stand behind whole dates (the last dot of Hungarian). */
function wordsOf(c: Culture): { readonly words: readonly string[]; readonly ends: readonly string[]; readonly signs: readonly string[] } {
  const words = new Set<string>(), ends = new Set<string>(), signs = new Set<string>();
  const keep = (text: string, into: Set<string>): void => {
    if (text === '.') signs.add(text);
    else if (text !== '' && text !== '/' && text !== '-' && !EAST.has(text)) { into.add(text); if (into === words && text.endsWith('.')) words.add(text.slice(0, -1)); }
  };
  for (const letter of ['D', 'd', 'y', 'm', 'T', 't']) {
    let seen = '', before = '';
    for (const part of (c.patterns[letter] ?? '').match(/'[^']*'?|\\.|([a-z])\1*|[\s\S]/gi) ?? []) {
      if (part.startsWith("'")) {
        const inner = part.replaceAll("'", ''), text = inner.replace(/^[^\p{L}.]+/u, '');
        text.split(/\s+/).forEach((each, i) => { keep(each, i === 0 && text === inner && /^M{4}/.test(before) ? ends : words); });
      } else if (/^(?:M+|y+|d{1,2})$/.test(part)) seen += part.charAt(0);
      else if (!/^(?:\s|d+)$/.test(part)) { const whole = ['y', 'M', 'd'].every((each) => seen.includes(each)); if (whole && part === '.') signs.add(part); if (whole) seen = ''; }
      before = part;
    }
  }
  return { words: [...words], ends: [...ends], signs: [...signs] };
}
