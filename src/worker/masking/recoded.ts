/**
 * A secret as its bytes: base64 of them (the header of basic authentication, `powershell -EncodedCommand`, a Secret of Kubernetes) and
 * hexadecimal digits (`ConvertFrom-SecureString` outside Windows, `BitConverter`). Any text may stand before and behind it: each place
 * within the three bytes that make four characters gives other ones.
 */
import type { Traced } from './traced.ts';

const SHORTEST_BYTES = 6, BITS = 6, BYTE = 8, GROUP = 3;
/** Of a text with other letters than ASCII's: composed and taken apart, and in one byte each, with a question mark for what has none (Latin-1 and ASCII). */
function encodings(text: string): readonly Buffer[] {
  const texts = [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];
  const inBytes = texts.filter((each) => OTHERS.test(each)).flatMap((each) => [each.replace(/[^\0-\xff]/gu, '?'), each.replace(/[^\0-\x7f]/gu, '?')]).filter((each) => each.replaceAll('?', '').length >= SHORTEST_BYTES);
  return [...texts.flatMap((each) => [Buffer.from(each, 'utf8'), Buffer.from(each, 'utf16le')]), ...[...new Set(inBytes)].map((each) => Buffer.from(each, 'latin1'))].filter(({ length }) => length >= SHORTEST_BYTES);
}
const OTHERS = /[^\0-\x7f]/;
/** The characters of base64 that nothing but the secret makes. At its ends up to four bits more stand in a character shared with others. */
export function base64Cores(text: string): readonly string[] {
  return encodings(text).flatMap((bytes) => Array.from({ length: GROUP }, (_, before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return encoded.slice(Math.ceil(before * BYTE / BITS), Math.floor((before + bytes.length) * BYTE / BITS));
  }));
}
export const digitsOf = (text: string): readonly string[] => encodings(text).map((bytes) => bytes.toString('hex'));

/** Base64 for addresses has other signs; JSON may escape one, and lines are broken. */
const BETWEEN = /[\\\r\n]/g, OTHER = /[-_]/g, PARTING = /[-: ]/g;
const usual = (sign: string): string => (sign === '-' ? '+' : '/');
/** A read text as base64. */
export const asBase64 = (text: string): string => text.replace(BETWEEN, '').replace(OTHER, usual);
export const tracedBase64 = (text: Traced): Traced => text.replace(BETWEEN, () => '').replace(OTHER, usual);
/** A text as hexadecimal digits; undefined where it has none in a row. */
export const asDigits = (text: string): string | undefined => (/(?:[0-9A-F]{2}[-: ]?){6}/i.test(text) ? text.replace(PARTING, '').toLowerCase() : undefined);
export const tracedDigits = (text: Traced): Traced => { const made = text.replace(PARTING, () => ''); return made.as(made.text.replace(/[A-F]+/g, (c) => c.toLowerCase())); };
