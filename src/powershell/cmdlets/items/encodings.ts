/** Text encodings of the content cmdlets: names, byte order marks, writing and reading. */
import { toText } from '../../runtime/convert/toText.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { ItemError } from './provider.ts';

export interface TextEncoding { readonly name: string; readonly mark: readonly number[]; readonly encode: (text: string) => Uint8Array; readonly decode: (bytes: Uint8Array) => string }

const single = (limit: number) => (text: string): Uint8Array => Uint8Array.from(Array.from(text).map((c) => { const code = c.codePointAt(0) ?? 63; return code < limit ? code : 63; }));
const fromBytes = (limit: number) => (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...Array.from(bytes.subarray(at, at + 8192), (b) => (b < limit ? b : 0xfffd)));
  return text;
};
const swapped = (bytes: Uint8Array): Uint8Array => { const out = Uint8Array.from(bytes); for (let i = 0; i + 1 < out.length; i += 2) { out[i] = bytes[i + 1] ?? 0; out[i + 1] = bytes[i] ?? 0; } return out; };
const wide = (text: string): Uint8Array => { const out = new Uint8Array(text.length * 2); for (let i = 0; i < text.length; i++) { const c = text.charCodeAt(i); out[2 * i] = c & 255; out[2 * i + 1] = c >> 8; } return out; };
const fromWide = (bytes: Uint8Array): string => new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes);
const utf8 = new TextEncoder();
const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
function utf32(text: string): Uint8Array {
  const codes = Array.from(text).map((c) => c.codePointAt(0) ?? 0), out = new Uint8Array(codes.length * 4), view = new DataView(out.buffer);
  codes.forEach((c, i) => { view.setUint32(i * 4, c, true); });
  return out;
}
function fromUtf32(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let i = 0; i + 3 < bytes.length; i += 4) text += String.fromCodePoint(Math.min(view.getUint32(i, true), 0x10ffff));
  return text;
}
const plain: TextEncoding = { name: 'utf8NoBOM', mark: [], encode: (t) => utf8.encode(t), decode: fromUtf8 };
const marked: TextEncoding = { ...plain, name: 'utf8BOM', mark: [0xef, 0xbb, 0xbf] };
const unicode: TextEncoding = { name: 'unicode', mark: [0xff, 0xfe], encode: wide, decode: fromWide };
const bigEndian: TextEncoding = { name: 'bigendianunicode', mark: [0xfe, 0xff], encode: (t) => swapped(wide(t)), decode: (b) => fromWide(swapped(b)) };
const utf32Encoding: TextEncoding = { name: 'utf32', mark: [0xff, 0xfe, 0, 0], encode: utf32, decode: fromUtf32 };
const ascii: TextEncoding = { name: 'ascii', mark: [], encode: single(128), decode: fromBytes(128) };
const latin1: TextEncoding = { name: 'latin1', mark: [], encode: single(256), decode: fromBytes(256) };
const NAMES: Readonly<Record<string, TextEncoding>> = {
  utf8: plain, utf8nobom: plain, default: plain, utf8bom: marked, unicode, utf16: unicode, string: unicode, bigendianunicode: bigEndian, utf32: utf32Encoding,
  ascii, ansi: latin1, oem: latin1, latin1, 'utf-8': plain, 'utf-16': unicode, 'us-ascii': ascii, 'iso-8859-1': latin1, 'utf-32': utf32Encoding, 'utf-16be': bigEndian,
};
export const ENCODING_HELP = 'ascii, ansi, bigendianunicode, oem, unicode, utf8, utf8BOM, utf8NoBOM or utf32; utf8 without a mark where not given.';

/** What `-Encoding` means: a name, or an Encoding object. */
export function encodingName(value: Value): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  const type = typeOf(value).name;
  if (/UTF8/.test(type)) return 'utf8';
  if (/Unicode/.test(type)) return 'unicode';
  return /ASCII/.test(type) ? 'ascii' : /UTF32/.test(type) ? 'utf32' : toText(value);
}
/** Bytes have no encoding: one that is named beside them is told of. */
export function encodingUnused(p: { readonly AsByteStream: boolean | undefined; readonly Encoding: Value }, ctx: CmdletContext): void {
  if (p.AsByteStream === true && p.Encoding != null) ctx.warning("Encoding not used when '-AsByteStream' specified.");
}
/** The encoding of a name. Throws ItemError for an unknown one. */
export function encodingOf(name: string | undefined): TextEncoding {
  const found = name === undefined ? plain : NAMES[name.toLowerCase()];
  if (found === undefined) {
    throw new ItemError({ id: 'ArgumentException', category: 'InvalidArgument', target: name ?? null, exception: 'System.ArgumentException',
      message: `'${name ?? ''}' is not a supported encoding name. Use ascii, ansi, bigendianunicode, latin1, oem, unicode, utf8, utf8BOM, utf8NoBOM or utf32.` });
  }
  return found;
}
/** Bytes as text: a byte order mark decides, else the encoding asked for. */
export function decodeText(bytes: Uint8Array, encoding?: string): string {
  for (const one of [utf32Encoding, marked, unicode, bigEndian]) {
    if (one.mark.every((b, i) => bytes[i] === b)) return one.decode(bytes.subarray(one.mark.length));
  }
  return encodingOf(encoding).decode(bytes);
}
/** Text as bytes, with the mark where the file begins. */
export function encodeText(text: string, encoding: string | undefined, atStart: boolean): Uint8Array {
  const { mark, encode } = encodingOf(encoding), body = encode(text);
  if (!atStart || mark.length === 0) return body;
  const out = new Uint8Array(mark.length + body.length);
  out.set(mark);
  out.set(body, mark.length);
  return out;
}
