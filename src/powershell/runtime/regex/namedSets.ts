/** `\p{…}`: general categories as this machine's Unicode has them, and blocks by .NET's names (docs: Supported named blocks). */
const BLOCKS = 'BasicLatin 0-7f;Latin-1Supplement 80-ff;LatinExtended-A 100-17f;LatinExtended-B 180-24f;IPAExtensions 250-2af;SpacingModifierLetters 2b0-2ff;CombiningDiacriticalMarks 300-36f;Greek 370-3ff;GreekandCoptic 370-3ff;Cyrillic 400-4ff;' +
  'CyrillicSupplement 500-52f;Armenian 530-58f;Hebrew 590-5ff;Arabic 600-6ff;Syriac 700-74f;Thaana 780-7bf;Devanagari 900-97f;Bengali 980-9ff;Gurmukhi a00-a7f;Gujarati a80-aff;Oriya b00-b7f;Tamil b80-bff;Telugu c00-c7f;Kannada c80-cff;' +
  'Malayalam d00-d7f;Sinhala d80-dff;Thai e00-e7f;Lao e80-eff;Tibetan f00-fff;Myanmar 1000-109f;Georgian 10a0-10ff;HangulJamo 1100-11ff;Ethiopic 1200-137f;Cherokee 13a0-13ff;UnifiedCanadianAboriginalSyllabics 1400-167f;Ogham 1680-169f;' +
  'Runic 16a0-16ff;Tagalog 1700-171f;Hanunoo 1720-173f;Buhid 1740-175f;Tagbanwa 1760-177f;Khmer 1780-17ff;Mongolian 1800-18af;Limbu 1900-194f;TaiLe 1950-197f;KhmerSymbols 19e0-19ff;PhoneticExtensions 1d00-1d7f;LatinExtendedAdditional 1e00-1eff;' +
  'GreekExtended 1f00-1fff;GeneralPunctuation 2000-206f;SuperscriptsandSubscripts 2070-209f;CurrencySymbols 20a0-20cf;CombiningDiacriticalMarksforSymbols 20d0-20ff;CombiningMarksforSymbols 20d0-20ff;LetterlikeSymbols 2100-214f;NumberForms 2150-218f;' +
  'Arrows 2190-21ff;MathematicalOperators 2200-22ff;MiscellaneousTechnical 2300-23ff;ControlPictures 2400-243f;OpticalCharacterRecognition 2440-245f;EnclosedAlphanumerics 2460-24ff;BoxDrawing 2500-257f;BlockElements 2580-259f;GeometricShapes 25a0-25ff;' +
  'MiscellaneousSymbols 2600-26ff;Dingbats 2700-27bf;MiscellaneousMathematicalSymbols-A 27c0-27ef;SupplementalArrows-A 27f0-27ff;BraillePatterns 2800-28ff;SupplementalArrows-B 2900-297f;MiscellaneousMathematicalSymbols-B 2980-29ff;' +
  'SupplementalMathematicalOperators 2a00-2aff;MiscellaneousSymbolsandArrows 2b00-2bff;CJKRadicalsSupplement 2e80-2eff;KangxiRadicals 2f00-2fdf;IdeographicDescriptionCharacters 2ff0-2fff;CJKSymbolsandPunctuation 3000-303f;Hiragana 3040-309f;' +
  'Katakana 30a0-30ff;Bopomofo 3100-312f;HangulCompatibilityJamo 3130-318f;Kanbun 3190-319f;BopomofoExtended 31a0-31bf;KatakanaPhoneticExtensions 31f0-31ff;EnclosedCJKLettersandMonths 3200-32ff;CJKCompatibility 3300-33ff;' +
  'CJKUnifiedIdeographsExtensionA 3400-4dbf;YijingHexagramSymbols 4dc0-4dff;CJKUnifiedIdeographs 4e00-9fff;YiSyllables a000-a48f;YiRadicals a490-a4cf;HangulSyllables ac00-d7af;HighSurrogates d800-db7f;HighPrivateUseSurrogates db80-dbff;' +
  'LowSurrogates dc00-dfff;PrivateUse e000-f8ff;PrivateUseArea e000-f8ff;CJKCompatibilityIdeographs f900-faff;AlphabeticPresentationForms fb00-fb4f;ArabicPresentationForms-A fb50-fdff;VariationSelectors fe00-fe0f;CombiningHalfMarks fe20-fe2f;' +
  'CJKCompatibilityForms fe30-fe4f;SmallFormVariants fe50-fe6f;ArabicPresentationForms-B fe70-feff;HalfwidthandFullwidthForms ff00-ffef;Specials fff0-ffff';
const CATEGORY = /^(?:C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;
const known = new Map<string, readonly number[]>();

/** The ranges of a category or a block; undefined where .NET knows no such name. */
export function namedRanges(name: string): readonly number[] | undefined {
  const held = known.get(name);
  if (held !== undefined) return held;
  const made = CATEGORY.test(name) ? categoryRanges(name) : name.startsWith('Is') ? blockRanges(name.slice(2)) : undefined;
  if (made !== undefined) known.set(name, made);
  return made;
}
function blockRanges(name: string): readonly number[] | undefined {
  const found = BLOCKS.split(';').find((each) => each.startsWith(`${name} `));
  return found?.slice(name.length + 1).split('-').map((n) => parseInt(n, 16));
}
function categoryRanges(name: string): readonly number[] {
  const is = new RegExp(`\\p{${name}}`, 'u'), out: number[] = [];
  let from = -1;
  for (let c = 0; c <= 0x10000; c++) {
    const inside = c < 0x10000 && is.test(String.fromCharCode(c));
    if (inside && from < 0) from = c;
    if (!inside && from >= 0) { out.push(from, c - 1); from = -1; }
  }
  return out;
}
