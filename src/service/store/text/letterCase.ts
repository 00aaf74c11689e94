/**
 * Upper and lower case of all letters, as functions of SQL: SQLite's own know those of ASCII alone. Letter by letter, as the
 * original's database does it: a text keeps its length, and `ß` stays `ß`. No letter becomes one of ASCII, or ceases to be one (the sign
 * of Kelvin is no `k`): what SQLite finds without case for a text of ASCII is therefore all there is to find.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { counted } from './heldText.ts';

export const LOWER = 'sma_lower';
export const UPPER = 'sma_upper';
/** Gives the same for texts that differ in the case of letters only. */
export const FOLD = 'sma_fold';

// eslint-disable-next-line no-control-regex
const ASCII = /^[\x00-\x7F]*$/;
export const isAscii = (text: string): boolean => ASCII.test(text);

/** Letters that are changed at a time: the places of all of a long text would take many times its size. */
const PIECE = 8_192;

function eachLetter(text: string, change: (letter: string) => string): string {
  if (isAscii(text)) return change(text);
  let whole = '';
  for (let from = 0; from < text.length;) {
    // No letter is cut in two.
    const end = from + PIECE, to = isHighHalf(text.charCodeAt(end - 1)) ? end + 1 : end;
    whole += ofPiece(text.slice(from, to), change);
    from = to;
  }
  return whole;
}
const isHighHalf = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

const ofPiece = (text: string, change: (letter: string) => string): string => (isAscii(text) ? change(text) : text.replace(/./gsu, (letter) => {
  const changed = change(letter);
  return changed.length === letter.length && isAscii(changed) === isAscii(letter) ? changed : letter;
}));
export const toLower = (text: string): string => eachLetter(text, (letters) => letters.toLowerCase());
export const toUpper = (text: string): string => eachLetter(text, (letters) => letters.toUpperCase());
/** By way of upper case: the two small sigmas have one capital. */
export const fold = (text: string): string => (isAscii(text) ? text.toLowerCase() : toLower(toUpper(text)));

/** Makes the functions known to a connection. */
export function defineLetterCase(database: DatabaseSync): void {
  const ofText = (change: (text: string) => string) => counted((value: SQLInputValue): SQLInputValue => (typeof value === 'string' ? change(value) : value));
  database.function(LOWER, { deterministic: true, directOnly: true }, ofText(toLower));
  database.function(UPPER, { deterministic: true, directOnly: true }, ofText(toUpper));
  database.function(FOLD, { deterministic: true, directOnly: true }, ofText(fold));
}
