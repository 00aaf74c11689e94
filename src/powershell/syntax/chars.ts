/** Classes of characters that the grammar distinguishes (about_Parsing, about_Special_Characters, language specification 2.2). */

const identifierStart = 1, identifierFollow = 2, white = 4, variableStart = 8, endsToken = 16, endsNumber = 32, endsAssemblyPart = 64, hexDigit = 128;

const table = new Uint8Array(128);
const mark = (characters: string, bits: number): void => {
  for (const character of characters) table[character.charCodeAt(0)]! |= bits;
};
const lower = 'abcdefghijklmnopqrstuvwxyz', upper = lower.toUpperCase(), digits = '0123456789';
mark(`${lower}${upper}_`, identifierStart | identifierFollow | variableStart);
mark(digits, identifierFollow | variableStart);
mark('$:?^', variableStart);
mark(`${digits}abcdefABCDEF`, hexDigit);
mark(' \t\v\f', white | endsToken | endsAssemblyPart);
mark('\0\r\n', endsToken | endsAssemblyPart);
mark('&(),;{|}', endsToken);
mark(',=]', endsAssemblyPart);
mark('!#%*+-./<=>]', endsNumber);

/** Made with the first character that is no ASCII: a class of characters takes a part of a millisecond to make. */
const later = (make: () => RegExp): ((c: number) => boolean) => {
  let pattern: RegExp | undefined;
  return (c) => (pattern ??= make()).test(String.fromCharCode(c));
};
const isOtherLetter = later(() => /\p{L}/u), isOtherLetterOrDigit = later(() => /[\p{L}\p{Nd}]/u), isSeparator = later(() => /\p{Z}/u), isOtherDigit = later(() => /\p{Nd}/u);

/** NaN stands for the end of the text and belongs to no class but the ones that end a token. */
export const isWhite = (c: number): boolean =>
  c < 128 ? (table[c]! & white) !== 0 : c >= 0x85 && (c <= 0x100 ? c === 0xa0 || c === 0x85 : isSeparator(c));
export const isLetter = (c: number): boolean =>
  c < 128 ? c !== 95 && (table[c]! & identifierStart) !== 0 : c >= 128 && isOtherLetter(c);
export const isLetterOrDigit = (c: number): boolean =>
  c < 128 ? c !== 95 && (table[c]! & identifierFollow) !== 0 : c >= 128 && isOtherLetterOrDigit(c);
export const isIdentifierStart = (c: number): boolean =>
  c < 128 ? (table[c]! & identifierStart) !== 0 : c >= 128 && isOtherLetter(c);
export const isIdentifierFollow = (c: number): boolean =>
  c < 128 ? (table[c]! & identifierFollow) !== 0 : c >= 128 && isOtherLetterOrDigit(c);
export const isVariableStart = (c: number): boolean =>
  c < 128 ? (table[c]! & variableStart) !== 0 : c >= 128 && isOtherLetterOrDigit(c);
export const isDigit = (c: number): boolean => c >= 48 && c <= 57;
export const isAnyDigit = (c: number): boolean => c < 128 ? c >= 48 && c <= 57 : c >= 128 && isOtherDigit(c);
export const isHexDigit = (c: number): boolean => c < 128 && (table[c]! & hexDigit) !== 0;
export const isDash = (c: number): boolean => c === 45 || (c >= 0x2013 && c <= 0x2015);
export const isSingleQuote = (c: number): boolean => c === 39 || (c >= 0x2018 && c <= 0x201b);
export const isDoubleQuote = (c: number): boolean => c === 34 || c === 0x201c || c === 0x201d || c === 0x201e;
/** Ends a word whatever the mode: `a#b` is one token, `a{` are two. */
export const endsWord = (c: number): boolean => c < 128 ? (table[c]! & endsToken) !== 0 : !(c >= 128) || isWhite(c);
/** Ends a number in an expression; before the branches of a ternary `?` and `:` do as well. */
export const endsNumeral = (c: number, ternary: boolean): boolean =>
  c < 128 ? (table[c]! & endsNumber) !== 0 || (ternary && (c === 63 || c === 58)) : isDash(c);
export const endsAssemblyName = (c: number): boolean => c < 128 ? (table[c]! & endsAssemblyPart) !== 0 : !(c >= 128) || isWhite(c);
