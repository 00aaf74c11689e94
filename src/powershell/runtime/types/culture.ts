/** CultureInfo, NumberFormatInfo, DateTimeFormatInfo, TextInfo, StringInfo. */
import { cultureOf, INVARIANT } from '../convert/culture.ts';
import type { Culture } from '../convert/culture.ts';
import { netThrow } from '../errors/raise.ts';
import { typedArray } from '../values/arrays.ts';
import { CultureInfo, DateTimeFormatInfo, NumberFormatInfo, TextInfo } from '../values/culture.ts';
import { Enumerator } from '../values/lists.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { constant, func, laterType, method } from './netType.ts';
import type { NetType } from './netType.ts';
import { T, named } from './t.ts';
import { dayOfWeek } from './enums.ts';
import { EnumValue } from '../values/enumValue.ts';

/** What formatting and parsing methods take: a culture, or one of its parts. */
export const formatProvider: NetType = named('System.IFormatProvider');
const provides = { interfaces: ['System.IFormatProvider', 'System.ICloneable'] };
const GLOBAL = 'System.Globalization.';
export const cultureType: NetType<CultureInfo> = named<CultureInfo>(`${GLOBAL}CultureInfo`, ['cultureinfo'], provides);
const facts = (c: { readonly cultureName: string }): Culture => cultureOf(c.cultureName);
/** A culture by name; errors as .NET's for a name that is none. */
export function culture(name: string): CultureInfo {
  if (name == null || name === '') return CultureInfo.invariant;
  try { return new CultureInfo(Intl.getCanonicalLocales(name.replaceAll('_', '-'))[0] ?? name); } catch {
    return netThrow('System.Globalization.CultureNotFoundException', `Culture is not supported. (Parameter 'name')\n${name} is an invalid culture identifier.`, [['ParamName', 'name'], ['InvalidCultureName', name]]);
  }
}
const INVARIANT_NAME = 'Invariant Language (Invariant Country)';
const displayName = (c: CultureInfo): string => {
  if (c.cultureName === '') return INVARIANT_NAME;
  const locale = new Intl.Locale(c.cultureName), language = new Intl.DisplayNames('en', { type: 'language' }).of(locale.language) ?? c.cultureName;
  return locale.region === undefined ? language : `${language} (${new Intl.DisplayNames('en', { type: 'region' }).of(locale.region) ?? locale.region})`;
};
const LCIDS: Readonly<Record<string, number>> = { '': 127, 'en-US': 1033, 'en-GB': 2057, 'de-DE': 1031, 'fr-FR': 1036, 'it-IT': 1040, 'es-ES': 3082, 'nl-NL': 1043, 'sv-SE': 1053, 'da-DK': 1030, 'nb-NO': 1044, 'fi-FI': 1035, 'pl-PL': 1045, 'pt-BR': 1046, 'pt-PT': 2070, 'ru-RU': 1049, 'tr-TR': 1055, 'ja-JP': 1041, 'zh-CN': 2052, 'ko-KR': 1042, en: 9, de: 7, fr: 12 };
const THREE: Readonly<Record<string, string>> = { '': 'ivl', en: 'eng', de: 'deu', fr: 'fra', it: 'ita', es: 'spa', nl: 'nld', sv: 'swe', pl: 'pol', pt: 'por', ru: 'rus', tr: 'tur', ja: 'jpn', zh: 'zho' };
const invariant: Value = CultureInfo.invariant;
laterType<CultureInfo>(cultureType, () => ({
  text: (c) => c.cultureName, equals: (a, b) => a.cultureName === b.cultureName, create: [func([T.String], culture), func([T.Int32], (n) => culture(Object.keys(LCIDS).find((k) => LCIDS[k] === n) ?? ''))],
  props: {
    Parent: [cultureType, (c) => culture(c.cultureName.includes('-') ? c.cultureName.slice(0, c.cultureName.lastIndexOf('-')) : '')], LCID: [T.Int32, (c) => LCIDS[c.cultureName] ?? 4096], KeyboardLayoutId: [T.Int32, (c) => LCIDS[c.cultureName] ?? 4096], Name: [T.String, (c) => c.cultureName], IetfLanguageTag: [T.String, (c) => c.cultureName], DisplayName: [T.String, displayName],
    NativeName: [T.String, (c) => (c.cultureName === '' ? INVARIANT_NAME : new Intl.DisplayNames(c.cultureName, { type: 'language', languageDisplay: 'standard' }).of(c.cultureName) ?? c.cultureName)], EnglishName: [T.String, displayName], TwoLetterISOLanguageName: [T.String, (c) => (c.cultureName === '' ? 'iv' : new Intl.Locale(c.cultureName).language)], ThreeLetterISOLanguageName: [T.String, (c) => THREE[c.cultureName.split('-')[0] ?? ''] ?? ''],
    TextInfo: [undefined, (c) => new TextInfo(c.cultureName)], IsNeutralCulture: [T.Boolean, (c) => c.cultureName !== '' && !c.cultureName.includes('-')], NumberFormat: [undefined, (c) => new NumberFormatInfo(c.cultureName)], DateTimeFormat: [undefined, (c) => new DateTimeFormatInfo(c.cultureName)], UseUserOverride: [T.Boolean, () => false], IsReadOnly: [T.Boolean, () => true],
  },
  methods: { ToString: [method([], (c) => c.cultureName, T.String)], Clone: [method([], (c) => c)], Equals: [method([T.Object], (c, o) => o instanceof CultureInfo && o.cultureName === c.cultureName, T.Boolean)], GetFormat: [method([T.Type], (c, t) => (t.name.endsWith('NumberFormatInfo') ? new NumberFormatInfo(c.cultureName) : new DateTimeFormatInfo(c.cultureName)))] },
  statics: {
    InvariantCulture: constant(invariant), CurrentCulture: { type: cultureType, get: () => invariant, set: () => undefined }, CurrentUICulture: { type: cultureType, get: () => invariant, set: () => undefined }, InstalledUICulture: constant(invariant), DefaultThreadCurrentCulture: { type: cultureType, get: () => null, set: () => undefined },
    GetCultureInfo: [func([T.String], culture)], GetCultures: [func([T.Object], () => CULTURES.map(culture))], CreateSpecificCulture: [func([T.String], (n) => { const c = culture(n); return c.cultureName === '' || c.cultureName.includes('-') ? c : culture(`${c.cultureName}-${new Intl.Locale(c.cultureName).maximize().region ?? ''}`); })], ReadOnly: [func([cultureType], (c) => c)],
  },
  convert: [{ from: T.String, convert: (s: string) => culture(s) }, { from: T.Int32, convert: (n: number) => culture(Object.keys(LCIDS).find((k) => LCIDS[k] === n) ?? '') }],
}), CultureInfo);
const numbers = named<NumberFormatInfo>(`${GLOBAL}NumberFormatInfo`, [], provides);
laterType<NumberFormatInfo>(numbers, () => ({
  create: [func([], () => new NumberFormatInfo(''))],
  props: {
    CurrencyDecimalDigits: [T.Int32, (n) => facts(n).currencyDigits], CurrencyDecimalSeparator: [T.String, (n) => facts(n).decimal], CurrencyGroupSeparator: [T.String, (n) => facts(n).group], CurrencySymbol: [T.String, (n) => facts(n).currencySymbol], NegativeSign: [T.String, () => '-'], PositiveSign: [T.String, () => '+'], NumberDecimalDigits: [T.Int32, (n) => (n.cultureName === '' ? 2 : 3)],
    NumberDecimalSeparator: [T.String, (n) => facts(n).decimal], NumberGroupSeparator: [T.String, (n) => facts(n).group], PercentDecimalSeparator: [T.String, (n) => facts(n).decimal], PercentGroupSeparator: [T.String, (n) => facts(n).group], PercentSymbol: [T.String, () => '%'], NaNSymbol: [T.String, () => 'NaN'], PositiveInfinitySymbol: [T.String, () => 'Infinity'], NegativeInfinitySymbol: [T.String, () => '-Infinity'],
  },
  statics: { InvariantInfo: constant(new NumberFormatInfo('')), CurrentInfo: constant(new NumberFormatInfo('')) },
}), NumberFormatInfo);
const texts = (items: readonly string[]): Value => typedArray(T.String, items);
const dates = named<DateTimeFormatInfo>(`${GLOBAL}DateTimeFormatInfo`, [], provides);
const pattern = (letter: string): readonly [typeof T.String, (d: DateTimeFormatInfo) => string] => [T.String, (d) => facts(d).patterns[letter] ?? ''];
const day = (v: Value): number => (v instanceof EnumValue ? v.value : 0);
laterType<DateTimeFormatInfo>(dates, () => ({
  create: [func([], () => new DateTimeFormatInfo(''))],
  props: {
    AMDesignator: [T.String, (d) => facts(d).am], PMDesignator: [T.String, (d) => facts(d).pm], DateSeparator: [T.String, (d) => facts(d).dateSeparator], TimeSeparator: [T.String, (d) => facts(d).timeSeparator], FullDateTimePattern: pattern('F'), LongDatePattern: pattern('D'), LongTimePattern: pattern('T'), MonthDayPattern: pattern('M'), RFC1123Pattern: pattern('R'), ShortDatePattern: pattern('d'), ShortTimePattern: pattern('t'), SortableDateTimePattern: pattern('s'), UniversalSortableDateTimePattern: pattern('u'), YearMonthPattern: pattern('Y'),
    DayNames: [undefined, (d) => texts(facts(d).days)], AbbreviatedDayNames: [undefined, (d) => texts(facts(d).shortDays)], MonthNames: [undefined, (d) => texts([...facts(d).months, ''])], AbbreviatedMonthNames: [undefined, (d) => texts([...facts(d).shortMonths, ''])], FirstDayOfWeek: [dayOfWeek, (d) => new EnumValue(dayOfWeek, d.cultureName === '' || /-(US|CA|JP|IL|BR|MX|IN)$/.test(d.cultureName) ? 0 : 1)],
  },
  methods: { GetMonthName: [method([T.Int32], (d, n) => facts(d).months[n - 1] ?? '', T.String)], GetAbbreviatedMonthName: [method([T.Int32], (d, n) => facts(d).shortMonths[n - 1] ?? '', T.String)], GetDayName: [method([dayOfWeek], (d, n) => facts(d).days[day(n)] ?? '', T.String)], GetAbbreviatedDayName: [method([dayOfWeek], (d, n) => facts(d).shortDays[day(n)] ?? '', T.String)] },
  statics: { InvariantInfo: constant(new DateTimeFormatInfo('')), CurrentInfo: constant(new DateTimeFormatInfo('')) },
}), DateTimeFormatInfo);
/** Each word with a capital; words all in capitals are taken for acronyms and stay. */
const title = (s: string): string => s.replace(/\p{L}[\p{L}\p{M}\p{N}']*/gu, (w) => (w === w.toUpperCase() && w.length > 1 ? w : (w[0] ?? '').toUpperCase() + w.slice(1).toLowerCase()));
/** The cultures scripts list; any other is made when it is asked for. */
const CULTURES = ['', 'ar-SA', 'bg-BG', 'ca-ES', 'cs-CZ', 'da-DK', 'de', 'de-AT', 'de-CH', 'de-DE', 'el-GR', 'en', 'en-AU', 'en-CA', 'en-GB', 'en-IE', 'en-IN', 'en-NZ', 'en-US', 'en-ZA', 'es', 'es-ES', 'es-MX', 'et-EE', 'fi-FI', 'fr', 'fr-BE', 'fr-CA', 'fr-CH', 'fr-FR', 'he-IL', 'hi-IN', 'hr-HR', 'hu-HU', 'id-ID', 'it', 'it-CH', 'it-IT', 'ja', 'ja-JP', 'ko-KR', 'lt-LT', 'lv-LV', 'nb-NO', 'nl', 'nl-BE', 'nl-NL', 'pl-PL', 'pt', 'pt-BR', 'pt-PT', 'ro-RO', 'ru-RU', 'sk-SK', 'sl-SI', 'sr-Latn-RS', 'sv-SE', 'th-TH', 'tr-TR', 'uk-UA', 'vi-VN', 'zh-CN', 'zh-TW'];
laterType<TextInfo>(named<TextInfo>(`${GLOBAL}TextInfo`), () => ({
  props: { CultureName: [T.String, (t) => t.cultureName], IsReadOnly: [T.Boolean, () => true], ListSeparator: [T.String, (t) => (facts(t).decimal === ',' ? ';' : ',')], IsRightToLeft: [T.Boolean, () => false] },
  methods: { ToTitleCase: [method([T.String], (_, s) => title(s), T.String)], ToUpper: [method([T.String], (t, s) => upper(s, facts(t)), T.String)], ToLower: [method([T.String], (t, s) => lower(s, facts(t)), T.String)] },
}), TextInfo);
/** Upper case as .NET does it: one unit for one unit, so that ß stays. */
export const upper = (s: string, c: Culture = INVARIANT): string => mapped(s, (x) => (c === INVARIANT ? x.toUpperCase() : x.toLocaleUpperCase(c.name)), (x) => (c === INVARIANT ? x.toUpperCase() : x.toLocaleUpperCase(c.name)));
export const lower = (s: string, c: Culture = INVARIANT): string => mapped(s, (x) => (c === INVARIANT ? x.toLowerCase() : x.toLocaleLowerCase(c.name)), (x) => (c === INVARIANT ? (x === 'İ' ? 'i̇' : x.toLowerCase()) : x.toLocaleLowerCase(c.name)));
function mapped(s: string, whole: (s: string) => string, one: (c: string) => string): string {
  const all = whole(s);
  if (all.length === s.length && !/[σς]/.test(all)) return all;
  return Array.from(s, (c) => { const m = one(c); return m.length === c.length ? m : c; }).join('');
}
class StringInfo extends NetObject { readonly elements: readonly string[]; readonly whole: string; constructor(text: string) { super(); this.whole = text; this.elements = Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), (s) => s.segment); } }
laterType<StringInfo>(named<StringInfo>(`${GLOBAL}StringInfo`), () => ({
  create: [func([T.String], (s) => new StringInfo(s))], props: { String: [T.String, (s) => s.whole], LengthInTextElements: [T.Int32, (s) => s.elements.length] },
  methods: { SubstringByTextElements: [method([T.Int32], (s, i) => s.elements.slice(i).join(''), T.String), method([T.Int32, T.Int32], (s, i, n) => s.elements.slice(i, i + n).join(''), T.String)] },
  statics: { GetTextElementEnumerator: [func([T.String], (s) => new Enumerator(new StringInfo(s).elements))], GetNextTextElement: [func([T.String], (s) => new StringInfo(s).elements[0] ?? '')] },
}), StringInfo);
