/** CultureInfo, NumberFormatInfo, DateTimeFormatInfo, TextInfo, StringInfo. */
import { convertTo } from '../../convert/convert.ts';
import { cultureOf, factsOf, firstDay, INVARIANT, listSeparator } from '../../convert/culture.ts';
import type { Culture } from '../../convert/culture.ts';
import { toText } from '../../convert/toText.ts';
import { current } from '../../run/current.ts';
import { netThrow } from '../../errors/raise.ts';
import { typedArray } from '../../values/arrays.ts';
import { CultureInfo, DateTimeFormatInfo, NumberFormatInfo, TextInfo } from '../../values/culture.ts';
import { Record as NamedValues } from '../../values/misc.ts';
import { NetObject, unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { constant, func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { notNegative } from '../guards/refuse.ts';
import { dayOfWeek } from '../system/enums.ts';
import { EnumValue } from '../../values/enumValue.ts';

/** What formatting and parsing methods take: a culture, or one of its parts. */
export const formatProvider: NetType = named('System.IFormatProvider');
const provides = { interfaces: ['System.IFormatProvider', 'System.ICloneable'] };
const GLOBAL = 'System.Globalization.';
export const cultureType: NetType<CultureInfo> = named<CultureInfo>(`${GLOBAL}CultureInfo`, ['cultureinfo'], provides);
const facts = (c: { readonly cultureName: string }): Culture => (c instanceof CultureInfo || c instanceof NumberFormatInfo || c instanceof DateTimeFormatInfo || c instanceof TextInfo ? factsOf(c) : cultureOf(c.cultureName));
/** A culture by name; errors as .NET's for a name that is none. */
export function culture(name: string): CultureInfo {
  if (name == null || name === '') return CultureInfo.invariant;
  try { return new CultureInfo(Intl.getCanonicalLocales(name.replaceAll('_', '-'))[0] ?? name); } catch {
    return netThrow('System.Globalization.CultureNotFoundException', `Culture is not supported. (Parameter 'name')\n${name} is an invalid culture identifier.`, [['ParamName', 'name'], ['InvalidCultureName', name]]);
  }
}
/** A culture by its LCID. */
function numbered(n: number): CultureInfo {
  notNegative(n, 'culture');
  const name = Object.keys(LCIDS).find((k) => LCIDS[k] === n);
  return name === undefined ? netThrow('System.Globalization.CultureNotFoundException', `Culture is not supported. (Parameter 'culture')\n${n} (0x${n.toString(16).padStart(4, '0')}) is an invalid culture identifier.`, [['ParamName', 'culture'], ['InvalidCultureId', n]]) : culture(name);
}
/** Whether the platform has a culture of that name: a tag that is well formed, of a language that it knows. */
export function isCultureName(name: string): boolean {
  try { return Intl.NumberFormat.supportedLocalesOf(name.replaceAll('_', '-')).length > 0; } catch { return false; }
}
const INVARIANT_NAME = 'Invariant Language (Invariant Country)';
const displayName = (c: CultureInfo): string => {
  if (c.cultureName === '') return INVARIANT_NAME;
  const locale = new Intl.Locale(c.cultureName), language = new Intl.DisplayNames('en', { type: 'language' }).of(locale.language) ?? c.cultureName;
  return locale.region === undefined ? language : `${language} (${new Intl.DisplayNames('en', { type: 'region' }).of(locale.region) ?? locale.region})`;
};
const LCIDS: Readonly<Record<string, number>> = { '': 127, 'en-US': 1033, 'en-GB': 2057, 'de-DE': 1031, 'fr-FR': 1036, 'it-IT': 1040, 'es-ES': 3082, 'nl-NL': 1043, 'sv-SE': 1053, 'da-DK': 1030, 'nb-NO': 1044, 'fi-FI': 1035, 'pl-PL': 1045, 'pt-BR': 1046, 'pt-PT': 2070, 'ru-RU': 1049, 'tr-TR': 1055, 'ja-JP': 1041, 'zh-CN': 2052, 'ko-KR': 1042, en: 9, de: 7, fr: 12,
  'de-AT': 3079, 'de-CH': 2055, 'de-LI': 5127, 'de-LU': 4103, 'fr-CA': 3084, 'fr-CH': 4108, 'fr-BE': 2060, 'fr-LU': 5132, 'es-MX': 2058, 'es-AR': 11274, 'es-CO': 9226, 'es-CL': 13322, 'es-PE': 10250, 'nl-BE': 2067, 'cs-CZ': 1029, 'hu-HU': 1038, 'en-IN': 16393, 'en-AU': 3081, 'en-CA': 4105, 'en-NZ': 5129, 'en-IE': 6153, 'en-ZA': 7177, 'it-CH': 2064, 'sk-SK': 1051, 'sl-SI': 1060, 'hr-HR': 1050, 'ro-RO': 1048, 'bg-BG': 1026, 'el-GR': 1032, 'uk-UA': 1058, 'et-EE': 1061, 'lv-LV': 1062, 'lt-LT': 1063, 'zh-TW': 1028, 'zh-HK': 3076, 'zh-SG': 4100, 'he-IL': 1037, 'ar-SA': 1025, 'ar-AE': 14337, 'hi-IN': 1081, 'th-TH': 1054, 'vi-VN': 1066, 'id-ID': 1057, 'ms-MY': 1086, 'fa-IR': 1065, 'ca-ES': 1027, 'sr-Latn-RS': 9242, 'is-IS': 1039, es: 10, it: 16, nl: 19, pt: 22, sv: 29, da: 6, fi: 11, pl: 21, ru: 25, ja: 17, ko: 18, zh: 30724, cs: 5, hu: 14, tr: 31 };
const THREE: Readonly<Record<string, string>> = { '': 'ivl', en: 'eng', de: 'deu', fr: 'fra', it: 'ita', es: 'spa', nl: 'nld', sv: 'swe', pl: 'pol', pt: 'por', ru: 'rus', tr: 'tur', ja: 'jpn', zh: 'zho' };
const numbers = named<NumberFormatInfo>(`${GLOBAL}NumberFormatInfo`, [], provides), dates = named<DateTimeFormatInfo>(`${GLOBAL}DateTimeFormatInfo`, [], provides);
const textInfo = named<TextInfo>(`${GLOBAL}TextInfo`);
const invariant: Value = CultureInfo.invariant;
/** The numbers and the dates of a culture: one object each, so that what is changed in them stays. */
const numberOf = (c: CultureInfo): NumberFormatInfo => (c.number ??= new NumberFormatInfo(c.cultureName, c.isReadOnly)), dateOf = (c: CultureInfo): DateTimeFormatInfo => (c.date ??= new DateTimeFormatInfo(c.cultureName, c.isReadOnly));
function cloned(c: CultureInfo): CultureInfo {
  const made = new CultureInfo(c.cultureName);
  if (c.number !== undefined) made.number = new NumberFormatInfo(c.cultureName, false, c.number.changes);
  if (c.text !== undefined) made.text = new TextInfo(c.cultureName, false, c.text.changes);
  if (c.date !== undefined) made.date = new DateTimeFormatInfo(c.cultureName, false, c.date.changes);
  return made;
}
/** A culture that a script sets: by name or as the object. */
const given = (v: Value): CultureInfo => (v == null ? netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'value')", [['ParamName', 'value']]) : convertTo(v, cultureType) as CultureInfo);
/** The variables that tell of it. */
function told(variable: string, ofHost: string, c: CultureInfo): void {
  const { global } = current(), name = variable.toLowerCase(), slot = global.layout.index.get(name), held = global.extra?.get(name), host = global.own('host');
  // Past the guard: no script may write them.
  if (slot !== undefined && global.slots[slot] !== unset) global.slots[slot] = c.cultureName;
  else if (held !== undefined) held.value = c.cultureName;
  if (host instanceof NamedValues) host.fields.set(ofHost, c);
}
/** The culture of the thread that runs the script: of texts for people, and of messages. */
export const threadCulture: { readonly [which in 'current' | 'ui']: readonly [NetType, () => CultureInfo, (v: Value) => void] } = {
  current: [cultureType, () => current().cultures.current, (v) => { told('PSCulture', 'CurrentCulture', (current().cultures.current = given(v))); }],
  ui: [cultureType, () => current().cultures.ui, (v) => { told('PSUICulture', 'CurrentUICulture', (current().cultures.ui = given(v))); }],
};
const settable = ([type, get, set]: readonly [NetType, () => CultureInfo, (v: Value) => void]) => ({ type, get, set: (_: unknown, v: Value) => set(v) });
const frozen = (isReadOnly: boolean): void => { if (isReadOnly) netThrow('System.InvalidOperationException', 'Instance is read-only.'); };
laterType<CultureInfo>(cultureType, () => ({
  text: (c) => c.cultureName, equals: (a, b) => a.cultureName === b.cultureName, create: [func([T.String], culture), func([T.Int32], numbered)],
  props: {
    Parent: [cultureType, (c) => culture(c.cultureName.includes('-') ? c.cultureName.slice(0, c.cultureName.lastIndexOf('-')) : '')], LCID: [T.Int32, (c) => LCIDS[c.cultureName] ?? 4096], KeyboardLayoutId: [T.Int32, (c) => LCIDS[c.cultureName] ?? 4096], Name: [T.String, (c) => c.cultureName], IetfLanguageTag: [T.String, (c) => c.cultureName], DisplayName: [T.String, displayName],
    NativeName: [T.String, (c) => (c.cultureName === '' ? INVARIANT_NAME : new Intl.DisplayNames(c.cultureName, { type: 'language', languageDisplay: 'standard' }).of(c.cultureName) ?? c.cultureName)], EnglishName: [T.String, displayName], TwoLetterISOLanguageName: [T.String, (c) => (c.cultureName === '' ? 'iv' : new Intl.Locale(c.cultureName).language)], ThreeLetterISOLanguageName: [T.String, (c) => THREE[c.cultureName.split('-')[0] ?? ''] ?? ''],
    TextInfo: [textInfo, (c) => (c.text ??= new TextInfo(c.cultureName, c.isReadOnly))], IsNeutralCulture: [T.Boolean, (c) => c.cultureName !== '' && !c.cultureName.includes('-')], NumberFormat: [numbers, numberOf, (c, v) => { frozen(c.isReadOnly); if (v instanceof NumberFormatInfo) c.number = v; }], DateTimeFormat: [dates, dateOf, (c, v) => { frozen(c.isReadOnly); if (v instanceof DateTimeFormatInfo) c.date = v; }], UseUserOverride: [T.Boolean, () => false], IsReadOnly: [T.Boolean, (c) => c.isReadOnly],
  },
  methods: { ToString: [method([], (c) => c.cultureName, T.String)], Clone: [method([], cloned)], Equals: [method([T.Object], (c, o) => o instanceof CultureInfo && o.cultureName === c.cultureName, T.Boolean)], GetFormat: [method([T.Type], (c, t) => (t.name.endsWith('NumberFormatInfo') ? numberOf(c) : dateOf(c)))] },
  statics: {
    InvariantCulture: constant(invariant), CurrentCulture: settable(threadCulture.current), CurrentUICulture: settable(threadCulture.ui), InstalledUICulture: constant(invariant), DefaultThreadCurrentCulture: { type: cultureType, get: () => null, set: () => undefined }, DefaultThreadCurrentUICulture: { type: cultureType, get: () => null, set: () => undefined },
    GetCultureInfo: [func([T.Int32], (n) => new CultureInfo(numbered(n).cultureName, true)), func([T.String], (name) => new CultureInfo(culture(name).cultureName, true))], GetCultures: [func([T.Object], listed)], CreateSpecificCulture: [func([T.String], (n) => { const c = culture(n); return c.cultureName === '' || c.cultureName.includes('-') ? c : culture(`${c.cultureName}-${new Intl.Locale(c.cultureName).maximize().region ?? ''}`); })], ReadOnly: [func([cultureType], (c) => { const made = cloned(c), out = new CultureInfo(c.cultureName, true); out.number = made.number; out.date = made.date; return out; })],
  },
  convert: [{ from: T.String, convert: (s: string) => culture(s) }, { from: T.Int32, convert: (n: number) => culture(Object.keys(LCIDS).find((k) => LCIDS[k] === n) ?? '') }],
}), CultureInfo);
type NumberProperty = readonly [NetType | undefined, (n: NumberFormatInfo) => unknown, (n: NumberFormatInfo, v: Value) => void];
const change = (n: NumberFormatInfo | DateTimeFormatInfo | TextInfo, name: string, value: unknown): void => { frozen(n.isReadOnly); n.changes = { ...n.changes, [name]: value }; };
const sign = (name: 'decimal' | 'group' | 'currencySymbol' | 'minus' | 'nan' | 'infinity'): NumberProperty => [T.String, (n) => facts(n)[name], (n, v) => change(n, name, toText(v))];
const digits = (name: 'currencyDigits' | 'numberDigits'): NumberProperty => [T.Int32, (n) => facts(n)[name], (n, v) => change(n, name, convertTo(v, T.Int32))];
const sizes: NumberProperty = [undefined, (n) => typedArray(T.Int32, [...facts(n).groupSizes]), (n, v) => change(n, 'groupSizes', (convertTo(v, arrayOf(T.Int32)) as Value[]).map(Number))];
laterType<NumberFormatInfo>(numbers, () => ({
  create: [func([], () => new NumberFormatInfo('', false))],
  props: {
    CurrencyDecimalDigits: digits('currencyDigits'), CurrencyDecimalSeparator: sign('decimal'), CurrencyGroupSeparator: sign('group'), CurrencySymbol: sign('currencySymbol'), NegativeSign: sign('minus'), PositiveSign: [T.String, () => '+'], NumberDecimalDigits: digits('numberDigits'), PercentDecimalDigits: digits('numberDigits'),
    NumberDecimalSeparator: sign('decimal'), NumberGroupSeparator: sign('group'), PercentDecimalSeparator: sign('decimal'), PercentGroupSeparator: sign('group'), PercentSymbol: [T.String, () => '%'], NaNSymbol: sign('nan'), PositiveInfinitySymbol: sign('infinity'), NegativeInfinitySymbol: [T.String, (n) => facts(n).minus + facts(n).infinity],
    NumberGroupSizes: sizes, CurrencyGroupSizes: sizes, PercentGroupSizes: sizes, IsReadOnly: [T.Boolean, (n) => n.isReadOnly],
  },
  methods: { Clone: [method([], (n) => new NumberFormatInfo(n.cultureName, false, n.changes))] },
  statics: { InvariantInfo: constant(new NumberFormatInfo('')), CurrentInfo: { type: numbers, get: () => numberOf(current().cultures.current) } },
}), NumberFormatInfo);
const texts = (items: readonly string[]): Value => typedArray(T.String, items);
type DateProperty = readonly [NetType | undefined, (d: DateTimeFormatInfo) => unknown, (d: DateTimeFormatInfo, v: Value) => void];
const pattern = (letter: string): DateProperty => [T.String, (d) => facts(d).patterns[letter] ?? '', (d, v) => change(d, 'patterns', { ...(d.changes?.['patterns'] as object | undefined), [letter]: toText(v) })];
const word = (name: 'am' | 'pm' | 'dateSeparator' | 'timeSeparator'): DateProperty => [T.String, (d) => facts(d)[name], (d, v) => change(d, name, toText(v))];
const words = (name: 'days' | 'shortDays' | 'months' | 'genitiveMonths' | 'shortMonths' | 'shortGenitiveMonths'): DateProperty => [undefined, (d) => texts(name.endsWith('onths') ? [...facts(d)[name], ''] : facts(d)[name]), (d, v) => change(d, name, (convertTo(v, arrayOf(T.String)) as Value[]).map((x) => toText(x)))];
const day = (v: Value): number => (v instanceof EnumValue ? v.value : 0);
laterType<DateTimeFormatInfo>(dates, () => ({
  create: [func([], () => new DateTimeFormatInfo('', false))],
  props: {
    AMDesignator: word('am'), PMDesignator: word('pm'), DateSeparator: word('dateSeparator'), TimeSeparator: word('timeSeparator'), IsReadOnly: [T.Boolean, (d) => d.isReadOnly], FullDateTimePattern: pattern('F'), LongDatePattern: pattern('D'), LongTimePattern: pattern('T'), MonthDayPattern: pattern('M'), RFC1123Pattern: pattern('R'), ShortDatePattern: pattern('d'), ShortTimePattern: pattern('t'), SortableDateTimePattern: pattern('s'), UniversalSortableDateTimePattern: pattern('u'), YearMonthPattern: pattern('Y'),
    DayNames: words('days'), AbbreviatedDayNames: words('shortDays'), MonthNames: words('months'), MonthGenitiveNames: words('genitiveMonths'), AbbreviatedMonthNames: words('shortMonths'), AbbreviatedMonthGenitiveNames: words('shortGenitiveMonths'), FirstDayOfWeek: [dayOfWeek, (d) => new EnumValue(dayOfWeek, firstDay(d.cultureName))],
  },
  methods: { GetMonthName: [method([T.Int32], (d, n) => facts(d).months[n - 1] ?? '', T.String)], GetAbbreviatedMonthName: [method([T.Int32], (d, n) => facts(d).shortMonths[n - 1] ?? '', T.String)], GetDayName: [method([dayOfWeek], (d, n) => facts(d).days[day(n)] ?? '', T.String)], GetAbbreviatedDayName: [method([dayOfWeek], (d, n) => facts(d).shortDays[day(n)] ?? '', T.String)], Clone: [method([], (d) => new DateTimeFormatInfo(d.cultureName, false, d.changes))] },
  statics: { InvariantInfo: constant(new DateTimeFormatInfo('')), CurrentInfo: { type: dates, get: () => dateOf(current().cultures.current) } },
}), DateTimeFormatInfo);
/** Each word with a capital; words all in capitals are taken for acronyms and stay. */
const title = (s: string): string => s.replace(/\p{L}[\p{L}\p{M}\p{N}']*/gu, (w) => (w === w.toUpperCase() && w.length > 1 ? w : (w[0] ?? '').toUpperCase() + w.slice(1).toLowerCase()));
/** The cultures scripts list; any other is made when it is asked for. */
const CULTURES = ['', 'ar-SA', 'bg-BG', 'ca-ES', 'cs-CZ', 'da-DK', 'de', 'de-AT', 'de-CH', 'de-DE', 'el-GR', 'en', 'en-AU', 'en-CA', 'en-GB', 'en-IE', 'en-IN', 'en-NZ', 'en-US', 'en-ZA', 'es', 'es-ES', 'es-MX', 'et-EE', 'fi-FI', 'fr', 'fr-BE', 'fr-CA', 'fr-CH', 'fr-FR', 'he-IL', 'hi-IN', 'hr-HR', 'hu-HU', 'id-ID', 'it', 'it-CH', 'it-IT', 'ja', 'ja-JP', 'ko-KR', 'lt-LT', 'lv-LV', 'nb-NO', 'nl', 'nl-BE', 'nl-NL', 'pl-PL', 'pt', 'pt-BR', 'pt-PT', 'ro-RO', 'ru-RU', 'sk-SK', 'sl-SI', 'sr-Latn-RS', 'sv-SE', 'th-TH', 'tr-TR', 'uk-UA', 'vi-VN', 'zh-CN', 'zh-TW'];
/** Those that Get-Culture -ListAvailable and GetCultures give, by what kind of culture is asked for (1: without a region, 2: with one). */
export function listed(kinds: Value): CultureInfo[] {
  const asked = kinds instanceof EnumValue ? kinds.value : /^neutral/i.test(toText(kinds)) ? 1 : /^specific/i.test(toText(kinds)) ? 2 : 7;
  return CULTURES.filter((name) => (asked & 7) === 7 || (name !== '' && !name.includes('-') ? (asked & 1) !== 0 : (asked & 2) !== 0)).map(culture);
}
laterType<TextInfo>(textInfo, () => ({
  props: { CultureName: [T.String, (t) => t.cultureName], IsReadOnly: [T.Boolean, (t) => t.isReadOnly], ListSeparator: [T.String, (t) => listSeparator(facts(t)), (t, v) => change(t, 'listSeparator', toText(v))], IsRightToLeft: [T.Boolean, () => false] },
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
  statics: { GetNextTextElement: [func([T.String], (s) => new StringInfo(s).elements[0] ?? '')] },
}), StringInfo);
