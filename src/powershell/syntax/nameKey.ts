/**
 * What names are compared by, as StringComparer.OrdinalIgnoreCase does it: letter by letter, in upper case, where that is one letter and none of ASCII
 * becomes or is made of another one (the sign of Kelvin is no `k`, the dotless `ı` no `i`). In lower case where a letter has one of its own.
 */
export const nameKey = (text: string): string => (notAscii.test(text) ? text.replace(/./gsu, keyOf) : text.toLowerCase());

const notAscii = /[^\0-\x7F]/;
function keyOf(letter: string): string {
  const upper = letter.toUpperCase(), lower = letter.toLowerCase();
  if (upper.length !== letter.length) return lower.length === letter.length ? lower : letter;
  if (notAscii.test(upper) !== notAscii.test(letter)) return letter;
  const back = upper.toLowerCase();
  return back.toUpperCase() === upper ? back : upper;
}
