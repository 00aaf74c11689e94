/** Globalization beside cultures: CompareInfo, TextElementEnumerator, CharUnicodeInfo, IdnMapping, RegionInfo. */
import { Char } from '../../values/char.ts';
import { netThrow } from '../../errors/raise.ts';
import { invokeStatic } from '../../members/invoke.ts';
import { compareText, inOrderOf } from '../../operators/collation.ts';
import { EnumValue } from '../../values/enumValue.ts';
import type { CultureInfo } from '../../values/culture.ts';
import { NetObject } from '../../values/value.ts';
import { addOverloads, func, laterType, method } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { T, named } from '../t.ts';
import { badArgument } from '../guards/refuse.ts';
import { cultureType } from './culture.ts';

const GLOBAL = 'System.Globalization.';
const options = (v: unknown): { readonly loose: boolean; readonly plain: boolean; readonly symbols: boolean; readonly marks: boolean } => { const t = v instanceof EnumValue ? v.toString() : typeof v === 'string' ? v : ''; return { loose: /IgnoreCase/i.test(t), plain: /Ordinal/i.test(t), symbols: /IgnoreSymbols/i.test(t), marks: /IgnoreNonSpace/i.test(t) }; };
/** A text as the options see it. */
const seen = (t: string, v: unknown): string => {
  const o = options(v), bare = o.marks ? t.normalize('NFD').replace(/\p{Mn}/gu, '') : t, words = o.symbols ? bare.replace(/[\p{P}\p{S}\s]/gu, '') : bare;
  return o.loose ? words.toUpperCase() : words;
};
class CompareInfo extends NetObject { readonly culture: string; constructor(culture: string) { super(); this.culture = culture; } }
const type = named<CompareInfo>(`${GLOBAL}CompareInfo`);
const order = (a: string, b: string, how?: unknown): number => { const x = seen(a ?? '', how), y = seen(b ?? '', how); return options(how).plain ? (x < y ? -1 : x > y ? 1 : 0) : Math.sign(compareText(x, y, false)); };
laterType<CompareInfo>(type, () => ({
  text: (c) => `CompareInfo - ${c.culture}`, props: { Name: [T.String, (c) => c.culture], LCID: [T.Int32, () => 127] },
  methods: {
    Compare: [method([T.String, T.String], (c, a, b) => inOrderOf(c.culture, () => order(a, b)), T.Int32), method([T.String, T.String, T.Object], (c, a, b, o) => inOrderOf(c.culture, () => order(a, b, o)), T.Int32)],
    IndexOf: [method([T.String, T.String], (_, s, t) => s.indexOf(t), T.Int32), method([T.String, T.String, T.Object], (_, s, t, o) => seen(s, o).indexOf(seen(t, o)), T.Int32)], LastIndexOf: [method([T.String, T.String], (_, s, t) => s.lastIndexOf(t), T.Int32), method([T.String, T.String, T.Object], (_, s, t, o) => seen(s, o).lastIndexOf(seen(t, o)), T.Int32)],
    IsPrefix: [method([T.String, T.String], (_, s, t) => s.startsWith(t), T.Boolean), method([T.String, T.String, T.Object], (_, s, t, o) => seen(s, o).startsWith(seen(t, o)), T.Boolean)], IsSuffix: [method([T.String, T.String], (_, s, t) => s.endsWith(t), T.Boolean), method([T.String, T.String, T.Object], (_, s, t, o) => seen(s, o).endsWith(seen(t, o)), T.Boolean)],
  },
}), CompareInfo);
/** Windows' own three letters for languages. */
const windowsNames = new Map('DEA:de-AT DES:de-CH DEC:de-LI DEL:de-LU FRC:fr-CA FRS:fr-CH FRB:fr-BE FRL:fr-LU ESM:es-MX ESS:es-AR ESO:es-CO ESL:es-CL ESR:es-PE NLB:nl-BE CSY:cs-CZ,cs HUN:hu-HU,hu ENN:en-IN ENA:en-AU ENC:en-CA ENZ:en-NZ ENI:en-IE ENS:en-ZA ITS:it-CH SKY:sk-SK SLV:sl-SI HRV:hr-HR ROM:ro-RO BGR:bg-BG ELL:el-GR UKR:uk-UA ETI:et-EE LVI:lv-LV LTH:lt-LT CHT:zh-TW ZHH:zh-HK ZHI:zh-SG HEB:he-IL ARA:ar-SA ARU:ar-AE HIN:hi-IN THA:th-TH VIT:vi-VN IND:id-ID MSL:ms-MY FAR:fa-IR CAT:ca-ES SRM:sr-Latn-RS ISL:is-IS ENU:en,en-US DEU:de,de-DE FRA:fr,fr-FR ESP:es ITA:it,it-IT NLD:nl,nl-NL PTB:pt,pt-BR SVE:sv,sv-SE DAN:da,da-DK FIN:fi,fi-FI PLK:pl,pl-PL RUS:ru,ru-RU JPN:ja,ja-JP KOR:ko,ko-KR CHS:zh,zh-CN TRK:tr,tr-TR ENG:en-GB ESN:es-ES NOR:nb-NO PTG:pt-PT'.split(' ').flatMap((each) => { const [letters = '', cultures = ''] = each.split(':'); return cultures.split(',').map((name) => [name, letters] as const); }));
addOverloads<CultureInfo>(cultureType, () => ({
  props: { CompareInfo: [type, (c) => new CompareInfo(c.cultureName)], ThreeLetterWindowsLanguageName: [T.String, (c) => (c.cultureName === '' ? 'IVL' : windowsNames.get(c.cultureName) ?? 'ZZZ')], OptionalCalendars: [undefined, () => []] },
  methods: { ClearCachedData: [method([], () => undefined, T.Void)], GetConsoleFallbackUICulture: [method([], (c) => c)] },
}));
/** The elements of a text as a person counts them, one after the other. */
class TextElements extends NetObject {
  readonly parts: readonly { readonly segment: string; readonly index: number }[];
  at = -1;
  constructor(text: string) { super(); this.parts = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)]; }
  get current(): { readonly segment: string; readonly index: number } { return this.parts[this.at] ?? netThrow('System.InvalidOperationException', 'Enumeration has either not started or has already finished.'); }
}
laterType<TextElements>(named<TextElements>(`${GLOBAL}TextElementEnumerator`, [], { interfaces: ['System.Collections.IEnumerator'] }), () => ({
  enumerate: (e) => e.parts.map((p) => p.segment), props: { Current: [T.Object, (e) => e.current.segment], ElementIndex: [T.Int32, (e) => e.current.index] },
  methods: { MoveNext: [method([], (e) => { if (e.at < e.parts.length) e.at += 1; return e.at < e.parts.length; }, T.Boolean)], GetTextElement: [method([], (e) => e.current.segment, T.String)], Reset: [method([], (e) => { e.at = -1; }, T.Void)] },
}), TextElements);
addOverloads(lookupType(`${GLOBAL}StringInfo`) ?? T.Object, () => ({
  statics: {
    GetTextElementEnumerator: [func([T.String], (s) => new TextElements(s)), func([T.String, T.Int32], (s, i) => new TextElements(s.slice(i)))], GetNextTextElement: [func([T.String, T.Int32], (s, i) => new TextElements(s.slice(i)).parts[0]?.segment ?? '', T.String)], ParseCombiningCharacters: [func([T.String], (s) => new TextElements(s).parts.map((p) => p.index))],
    GetNextTextElementLength: [func([T.String], (s) => new TextElements(s).parts[0]?.segment.length ?? 0, T.Int32)],
  },
}));
laterType(named(`${GLOBAL}CharUnicodeInfo`), () => ({ statics: { GetUnicodeCategory: [func([T.Int32], (c) => invokeStatic(T.Char, 'GetUnicodeCategory', [Char.of(c)])), func([T.Char], (c) => invokeStatic(T.Char, 'GetUnicodeCategory', [c]))], GetNumericValue: [func([T.Char], (c) => invokeStatic(T.Char, 'GetNumericValue', [c]))], GetDecimalDigitValue: [func([T.Char], (c) => (/\d/.test(c.toString()) ? Number(c.toString()) : -1), T.Int32)], GetDigitValue: [func([T.Char], (c) => (/\d/.test(c.toString()) ? Number(c.toString()) : -1), T.Int32)] } }));
class IdnMapping extends NetObject { allowUnassigned = false; useStd3 = false; }
const host = (text: string): string => { try { return new URL(`http://${text}`).hostname; } catch { return netThrow('System.ArgumentException', "IDN labels must be between 1 and 63 characters long. (Parameter 'unicode')", [['ParamName', 'unicode']]); } };
laterType<IdnMapping>(named<IdnMapping>(`${GLOBAL}IdnMapping`), () => ({ create: [func([], () => new IdnMapping())], props: { AllowUnassigned: [T.Boolean, (m) => m.allowUnassigned, (m, v) => { m.allowUnassigned = v === true; }], UseStd3AsciiRules: [T.Boolean, (m) => m.useStd3, (m, v) => { m.useStd3 = v === true; }] }, methods: { GetAscii: [method([T.String], (_, s) => host(s), T.String)] } }), IdnMapping);
class RegionInfo extends NetObject { readonly region: string; constructor(region: string) { super(); this.region = region; } }
const CURRENCIES: Readonly<Record<string, string>> = { US: 'USD', DE: 'EUR', AT: 'EUR', FR: 'EUR', IT: 'EUR', ES: 'EUR', NL: 'EUR', BE: 'EUR', IE: 'EUR', PT: 'EUR', FI: 'EUR', GR: 'EUR', GB: 'GBP', CH: 'CHF', JP: 'JPY', CN: 'CNY', IN: 'INR', CA: 'CAD', AU: 'AUD', SE: 'SEK', NO: 'NOK', DK: 'DKK', PL: 'PLN', CZ: 'CZK', HU: 'HUF', BR: 'BRL', MX: 'MXN', RU: 'RUB', TR: 'TRY', KR: 'KRW', ZA: 'ZAR', NZ: 'NZD' };
const nameIn = (kind: 'region' | 'currency', code: string): string => new Intl.DisplayNames('en', { type: kind }).of(code) ?? code;
const symbol = (code: string): string => new Intl.NumberFormat('en', { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' }).formatToParts(1).find((p) => p.type === 'currency')?.value ?? code;
const currency = (r: RegionInfo): string => CURRENCIES[r.region] ?? 'XXX';
laterType<RegionInfo>(named<RegionInfo>(`${GLOBAL}RegionInfo`), () => ({
  text: (r) => r.region, create: [func([T.String], (name) => new RegionInfo((/-([A-Za-z]{2})$/.exec(name)?.[1] ?? (/^[A-Za-z]{2}$/.test(name) ? name : badArgument(name === '' ? 'There is no region associated with the Invariant Culture (Culture ID: 0x7F).' : !/^[A-Za-z\d-]+$/.test(name) ? `Culture name '${name}' is not supported.` : `The region name ${name} should not correspond to neutral culture; a specific culture name is required.`, 'name'))).toUpperCase()))],
  props: {
    Name: [T.String, (r) => r.region], EnglishName: [T.String, (r) => nameIn('region', r.region)], DisplayName: [T.String, (r) => nameIn('region', r.region)], NativeName: [T.String, (r) => nameIn('region', r.region)], TwoLetterISORegionName: [T.String, (r) => r.region], IsMetric: [T.Boolean, (r) => !['US', 'LR', 'MM', 'GB'].includes(r.region)],
    CurrencyEnglishName: [T.String, (r) => nameIn('currency', currency(r))], CurrencyNativeName: [T.String, (r) => nameIn('currency', currency(r))], CurrencySymbol: [T.String, (r) => symbol(currency(r))], ISOCurrencySymbol: [T.String, currency],
  },
}), RegionInfo);
