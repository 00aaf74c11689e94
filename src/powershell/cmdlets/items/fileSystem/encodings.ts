/** Text encodings of the content cmdlets: names, byte order marks, writing and reading. */
import { toText } from '../../../runtime/convert/toText.ts';
import { typeOf } from '../../../runtime/types/typeOf.ts';
import { raise } from '../../../runtime/errors/raise.ts';
import { current } from '../../../runtime/run/current.ts';
import { Encoding } from '../../../runtime/types/text/text.ts';
import { unwrap } from '../../../runtime/values/psObject.ts';
import type { Value } from '../../../runtime/values/value.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { ItemError } from '../providers/provider.ts';
import { nameTable } from '../../../runtime/values/nameTable.ts';

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
const turned = (bytes: Uint8Array): Uint8Array => { const out = Uint8Array.from(bytes); for (let i = 0; i + 3 < out.length; i += 4) out.subarray(i, i + 4).reverse(); return out; };
const bigEndian32: TextEncoding = { name: 'bigendianutf32', mark: [0, 0, 0xfe, 0xff], encode: (t) => turned(utf32(t)), decode: (b) => fromUtf32(turned(b)) };
const utf7: TextEncoding = { name: 'utf7', mark: [], encode: toUtf7, decode: fromUtf7 };
/** Letters, digits and some signs stand for themselves, all else as base 64 of its UTF-16 between + and -. */
function toUtf7(text: string): Uint8Array {
  const coded = text.replace(/[^A-Za-z0-9'(),\-./:? \t\r\n]+/g, (part) => (part === '+' ? '+-' : `+${Buffer.from(swapped(wide(part))).toString('base64').replace(/=+$/, '')}-`));
  return single(128)(coded);
}
function fromUtf7(bytes: Uint8Array): string {
  return fromBytes(128)(bytes).replace(/\+([A-Za-z0-9+/]*)-?/g, (all, part: string) => (all === '+-' ? '+' : fromWide(swapped(Uint8Array.from(Buffer.from(part, 'base64'))))));
}
/** A code page of the runtime's own tables. */
const own = (e: Encoding): TextEncoding => ({ name: e.encodingName, mark: [], encode: (t) => e.encode(t), decode: (b) => e.decode(b) });
const ansi = own(new Encoding('windows-1252')), dos = own(new Encoding('ibm437'));
/** Single bytes by a table that the platform knows; undefined where it knows none. */
function page(label: string): TextEncoding | undefined {
  if (!/^(?:windows-125[0-8]|iso-8859-(?:[2-9]|1[0-6])|ibm866|koi8-[ru])$/.test(label)) return undefined;
  const table = new TextDecoder(label).decode(Uint8Array.from({ length: 128 }, (_, i) => i + 128));
  return {
    name: label, mark: [], decode: (bytes) => Array.from(bytes, (b) => (b < 128 ? String.fromCharCode(b) : table.charAt(b - 128))).join(''),
    encode: (text) => Uint8Array.from(Array.from(text), (c) => { const at = c.charCodeAt(0) < 128 ? c.charCodeAt(0) : table.indexOf(c) + 128; return at === 127 ? 63 : at; }),
  };
}
/** The names of code pages that go by number. */
const labelOf = (n: number): string => (n >= 1250 && n <= 1258 ? `windows-${n}` : n >= 28592 && n <= 28606 ? `iso-8859-${n - 28590}` : ({ 866: 'ibm866', 20866: 'koi8-r', 21866: 'koi8-u' } as Readonly<Record<number, string>>)[n] ?? '');
const NUMBERS: Readonly<Record<number, TextEncoding>> = { 0: plain, 65001: plain, 1200: unicode, 1201: bigEndian, 12000: utf32Encoding, 12001: bigEndian32, 65000: utf7, 20127: ascii, 28591: latin1, 1252: ansi, 437: dos, 850: own(new Encoding('ibm850')) };
/** The machine's own old code page: that of DOS on Windows, UTF-8 elsewhere. */
const oem = (): TextEncoding => (current().host.environment.platform === 'win32' ? dos : plain);
const NAMES: Readonly<Record<string, TextEncoding>> = nameTable({
  utf8: plain, utf8nobom: plain, default: plain, utf8bom: marked, unicode, utf16: unicode, string: unicode, unknown: unicode, bigendianunicode: bigEndian, utf32: utf32Encoding, bigendianutf32: bigEndian32, utf7, 'utf-7': utf7, 'utf-32be': bigEndian32,
  'utf-16le': unicode, ibm437: dos, ibm850: own(new Encoding('ibm850')), 'windows-1252': ansi, ascii, ansi, latin1, 'utf-8': plain, 'utf-16': unicode, 'us-ascii': ascii, 'iso-8859-1': latin1, 'utf-32': utf32Encoding, 'utf-16be': bigEndian,
});
export const ENCODING_HELP = 'ascii, ansi, bigendianunicode, bigendianutf32, a code page by number or name, oem, unicode, utf8, utf8BOM, utf8NoBOM or utf32; utf8 without a mark where not given.';

/** What `-Encoding` means: a name, the number of a code page, or an Encoding object. */
export function encodingName(value: Value): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (value instanceof Encoding) return value.encodingName === 'utf-8' && value.preamble.length > 0 ? 'utf8BOM' : value.encodingName;
  const type = typeOf(value).name;
  if (/UTF8/.test(type)) return 'utf8';
  if (/Unicode/.test(type)) return 'unicode';
  return /ASCII/.test(type) ? 'ascii' : /UTF32/.test(type) ? 'utf32' : toText(value);
}
/** Bytes have no encoding: one that is named beside them is told of. */
export function encodingUnused(p: { readonly AsByteStream: boolean | undefined; readonly Encoding: Value }, ctx: CmdletContext): void {
  if (p.AsByteStream === true && p.Encoding != null) ctx.warning("Encoding not used when '-AsByteStream' specified.");
}
const known = (name: string): TextEncoding | undefined => {
  const key = name.toLowerCase();
  return key === 'oem' ? oem() : /^\d+$/.test(key) ? NUMBERS[Number(key)] ?? page(labelOf(Number(key))) : NAMES[key] ?? page(key);
};
/** Looks at an `-Encoding` argument while it is bound. Throws for what no encoding goes by. */
export function encodingArgument(value: Value): Value {
  const name = encodingName(unwrap(value));
  if (name !== undefined && known(name) === undefined) {
    const message = /^\d+$/.test(name) ? `No data is available for encoding ${name}. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.` : `'${name}' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method. (Parameter 'name')`;
    raise({ id: 'ArgumentException', category: 'InvalidArgument', exception: /^\d+$/.test(name) ? 'System.NotSupportedException' : 'System.ArgumentException', message });
  }
  return value;
}
/** The encoding of a name. Throws ItemError for an unknown one. */
export function encodingOf(name: string | undefined): TextEncoding {
  const found = name === undefined ? plain : known(name);
  if (found === undefined) {
    throw new ItemError({ id: 'ArgumentException', category: 'InvalidArgument', target: name ?? null, exception: 'System.ArgumentException',
      message: `'${name ?? ''}' is not a supported encoding name. Use ascii, ansi, bigendianunicode, latin1, oem, unicode, utf8, utf8BOM, utf8NoBOM or utf32.` });
  }
  return found;
}
/** Bytes as text: a byte order mark decides, else the encoding asked for. */
export function decodeText(bytes: Uint8Array, encoding?: string): string {
  for (const one of [utf32Encoding, bigEndian32, marked, unicode, bigEndian]) {
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
