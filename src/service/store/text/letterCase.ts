/**
 * Upper and lower case of all letters, as functions of SQL: SQLite's own know those of ASCII alone. Letter by letter, as the
 * original's database does it: a text keeps its length, and `ß` stays `ß`. No letter becomes one of ASCII, or ceases to be one (the sign
 * of Kelvin is no `k`): what SQLite finds without case for a text of ASCII is therefore all there is to find.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

export const LOWER = 'sma_lower';
export const UPPER = 'sma_upper';
/** Gives the same for texts that differ in the case of letters only. */
export const FOLD = 'sma_fold';

// eslint-disable-next-line no-control-regex
const ASCII = /^[\x00-\x7F]*$/;
export const isAscii = (text: string): boolean => ASCII.test(text);

const eachLetter = (text: string, change: (letter: string) => string): string => (isAscii(text) ? change(text) : text.replace(/./gsu, (letter) => {
  const changed = change(letter);
  return changed.length === letter.length && isAscii(changed) === isAscii(letter) ? changed : letter;
}));
export const toLower = (text: string): string => eachLetter(text, (letters) => letters.toLowerCase());
export const toUpper = (text: string): string => eachLetter(text, (letters) => letters.toUpperCase());
/** By way of upper case: the two small sigmas have one capital. */
export const fold = (text: string): string => (isAscii(text) ? text.toLowerCase() : toLower(toUpper(text)));

/** Makes the functions known to a connection. */
export function defineLetterCase(database: DatabaseSync): void {
  const ofText = (change: (text: string) => string) => (value: SQLInputValue): SQLInputValue => (typeof value === 'string' ? change(value) : value);
  database.function(LOWER, { deterministic: true, directOnly: true }, ofText(toLower));
  database.function(UPPER, { deterministic: true, directOnly: true }, ofText(toUpper));
  database.function(FOLD, { deterministic: true, directOnly: true }, ofText(fold));
}
