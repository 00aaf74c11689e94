/** Encodings, Convert, BitConverter, hashes, Path, CultureInfo, Console, Thread: static classes around text and bytes. */
import { bytesValue, dashed, latin1Value, rawBytes, utf8Text, utf8Value } from './bytes.ts';
import { htmlDecode } from './htmlEntities.ts';
import { htmlText } from '../../convert/htmlText.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { nodeCrypto } from '../../nodeModules.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { Char } from '../../values/char.ts';
import { NetObject } from '../../values/value.ts';
import { Record as NetRecord } from '../../values/misc.ts';
import type { Value } from '../../values/value.ts';
import { constant, func, laterType, method, netType } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { nameTable } from '../../values/nameTable.ts';

const byteArray = arrayOf(T.Byte);
export { bytesValue, rawBytes };

type EncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32' | 'ascii' | 'latin1' | 'windows-1252' | 'ibm437' | 'ibm850';
/** The upper halves of the code pages scripts still ask for. */
const HIGH = (first: number, last: number): string => Array.from({ length: last - first + 1 }, (_, i) => String.fromCharCode(first + i)).join('');
const PAGES = {
  'windows-1252': `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ${HIGH(0xa0, 0xff)}`,
  ibm437: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ibm850: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
} as const;
const pageOf = (name: keyof typeof PAGES): string => PAGES[name];
const encoder = new TextEncoder(), decoder = new TextDecoder('utf-8', { ignoreBOM: true });
export class Encoding extends NetObject {
  readonly encodingName: EncodingName;
  readonly preamble: readonly number[];
  constructor(encodingName: EncodingName, preamble: readonly number[] = []) { super(); this.encodingName = encodingName; this.preamble = preamble; }
  encode(text: string): Uint8Array {
    switch (this.encodingName) {
      case 'utf-8': return encoder.encode(text);
      case 'utf-16le': return new Uint8Array(Buffer.from(text, 'utf16le'));
      case 'utf-16be': return new Uint8Array(Buffer.from(text, 'utf16le').swap16());
      case 'utf-32': { const points = Array.from(text), out = new DataView(new ArrayBuffer(points.length * 4)); points.forEach((c, i) => out.setUint32(i * 4, c.codePointAt(0) ?? 0, true)); return new Uint8Array(out.buffer); }
      // oxlint-disable-next-line no-control-regex
      case 'ascii': return !/[^\0-\x7f]/.test(text) ? new Uint8Array(Buffer.from(text, 'latin1')) : Uint8Array.from(text, (c) => (c.charCodeAt(0) < 128 ? c.charCodeAt(0) : 63));
      case 'windows-1252': case 'ibm437': case 'ibm850': { const table = pageOf(this.encodingName); return Uint8Array.from(text, (c) => (c.charCodeAt(0) < 128 ? c.charCodeAt(0) : table.indexOf(c) < 0 ? 63 : table.indexOf(c) + 128)); }
      default: return Uint8Array.from(text, (c) => (c.charCodeAt(0) < 256 ? c.charCodeAt(0) : 63));
    }
  }
  decode(bytes: Uint8Array): string {
    switch (this.encodingName) {
      case 'utf-8': return decoder.decode(bytes);
      case 'utf-16le': return Buffer.from(bytes).toString('utf16le');
      case 'utf-16be': return Buffer.from(bytes).swap16().toString('utf16le');
      case 'utf-32': { const v = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength); let s = ''; for (let i = 0; i + 3 < bytes.byteLength; i += 4) s += String.fromCodePoint(v.getUint32(i, true)); return s; }
      case 'ascii': return Buffer.from(bytes).toString('latin1').replace(/[\x80-\xff]/g, '?');
      case 'windows-1252': case 'ibm437': case 'ibm850': { const table = pageOf(this.encodingName); return Array.from(bytes, (b) => (b < 128 ? String.fromCharCode(b) : table[b - 128] ?? '?')).join(''); }
      default: return Buffer.from(bytes).toString('latin1');
    }
  }
}
const encodingType = named<Encoding>('System.Text.Encoding');
export const ENCODINGS = { UTF8: new Encoding('utf-8', [0xef, 0xbb, 0xbf]), Unicode: new Encoding('utf-16le', [0xff, 0xfe]), BigEndianUnicode: new Encoding('utf-16be', [0xfe, 0xff]), UTF32: new Encoding('utf-32', [0xff, 0xfe, 0, 0]), ASCII: new Encoding('ascii'), Latin1: new Encoding('latin1'), Default: new Encoding('utf-8') } as const;
/** UTF-8 without a mark, what programs are given. */
export const defaultEncoding: Value = ENCODINGS.Default;
export const consoleEncoding: Value = ENCODINGS.UTF8;
const LEGACY = [new Encoding('windows-1252'), new Encoding('ibm437'), new Encoding('ibm850')];
const TITLES: Readonly<Record<EncodingName, readonly [string, string, number]>> = { 'utf-8': ['Unicode (UTF-8)', 'utf-8', 65001], 'utf-16le': ['Unicode', 'utf-16', 1200], 'utf-16be': ['Unicode (Big-Endian)', 'utf-16BE', 1201], 'utf-32': ['Unicode (UTF-32)', 'utf-32', 12000], ascii: ['US-ASCII', 'us-ascii', 20127], latin1: ['Western European (ISO)', 'iso-8859-1', 28591], 'windows-1252': ['Western European (Windows)', 'windows-1252', 1252], ibm437: ['OEM United States', 'ibm437', 437], ibm850: ['Western European (DOS)', 'ibm850', 850] };
const ALIASES: Readonly<Record<string, string>> = nameTable({ utf8: 'utf-8', unicode: 'utf-16', utf16: 'utf-16', 'utf-16le': 'utf-16', ascii: 'us-ascii', latin1: 'iso-8859-1', 'unicodefffe': 'utf-16be', utf32: 'utf-32', cp437: 'ibm437', cp850: 'ibm850', cp1252: 'windows-1252', '0': 'utf-8' });
export const webName = (e: Encoding): string => TITLES[e.encodingName][1], isUnicode = (e: Encoding): boolean => e.encodingName.startsWith('utf');
/** What becomes of a character that has no place in an encoding: a replacement. */
const encoderFallback = new NetRecord(named<NetRecord>('System.Text.EncoderReplacementFallback'), [['DefaultString', '?'], ['MaxCharCount', 1]]), decoderFallback = new NetRecord(named<NetRecord>('System.Text.DecoderReplacementFallback'), [['DefaultString', '\ufffd'], ['MaxCharCount', 1]]);
/** Encoding.GetEncoding: by name or number; throws for one that is not known. */
export const byName = (n: unknown): Encoding => { const t = toText(n as Value).toLowerCase(); if (/^\d+$/.test(t) && ![...Object.values(ENCODINGS), ...LEGACY].some((e) => String(TITLES[e.encodingName][2]) === t)) return netThrow('System.NotSupportedException', `No data is available for encoding ${t}. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.`); return [...Object.values(ENCODINGS), ...LEGACY].find((e) => TITLES[e.encodingName][1].toLowerCase() === ALIASES[t] || TITLES[e.encodingName][1].toLowerCase() === t || String(TITLES[e.encodingName][2]) === t) ?? netThrow('System.ArgumentException', `'${toText(n as Value)}' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method. (Parameter 'name')`, [['ParamName', 'name']]); };
laterType<Encoding>(encodingType, () => ({
  props: {
    Preamble: [undefined, () => null], BodyName: [T.String, webName], EncodingName: [T.String, (e) => TITLES[e.encodingName][0]], HeaderName: [T.String, webName], WebName: [T.String, webName], WindowsCodePage: [T.Int32, (e) => (isUnicode(e) ? 1200 : 1252)],
    IsBrowserDisplay: [T.Boolean, (e) => ['utf-8', 'latin1', 'windows-1252'].includes(e.encodingName)], IsBrowserSave: [T.Boolean, (e) => ['utf-8', 'utf-16le', 'latin1', 'windows-1252'].includes(e.encodingName)],
    IsMailNewsDisplay: [T.Boolean, (e) => ['utf-8', 'ascii', 'latin1', 'windows-1252'].includes(e.encodingName)], IsMailNewsSave: [T.Boolean, (e) => ['utf-8', 'ascii', 'latin1', 'windows-1252'].includes(e.encodingName)],
    IsSingleByte: [T.Boolean, (e) => !isUnicode(e)], EncoderFallback: [undefined, () => encoderFallback], DecoderFallback: [undefined, () => decoderFallback], IsReadOnly: [T.Boolean, () => true], CodePage: [T.Int32, (e) => TITLES[e.encodingName][2]],
  },
  methods: {
    GetBytes: [method([T.String], (e, s) => (e.encodingName === 'utf-8' ? utf8Value(s) : bytesValue(e.encode(s))), byteArray), method([arrayOf(T.Char)], (e, cs) => bytesValue(e.encode(cs.map(toText).join(''))))], GetString: [method([byteArray], (e, b) => (e.encodingName === 'utf-8' ? utf8Text(b) : e.decode(rawBytes(b))), T.String), method([byteArray, T.Int32, T.Int32], (e, b, i, n) => e.decode(rawBytes(b, i, n)), T.String)], GetByteCount: [method([T.String], (e, s) => e.encode(s).length, T.Int32), method([arrayOf(T.Char)], (e, cs) => e.encode(cs.map(toText).join('')).length, T.Int32)], GetCharCount: [method([byteArray], (e, b) => e.decode(rawBytes(b)).length, T.Int32)], GetMaxByteCount: [method([T.Int32], (e, n) => (e.encodingName === 'utf-8' ? (n + 1) * 3 : e.encodingName.startsWith('utf-16') ? (n + 1) * 2 : n), T.Int32)], Equals: [method([T.Object], (e, o) => e === o || (o instanceof Encoding && o.encodingName === e.encodingName), T.Boolean)],
    GetChars: [method([byteArray], (e, b) => typedArray(T.Char as unknown as NetType, Array.from(e.decode(rawBytes(b)), (c) => Char.of(c.charCodeAt(0)))))], GetPreamble: [method([], (e) => bytesValue(Uint8Array.from(e.preamble)))], ToString: [method([], () => 'System.Text.Encoding')],
  },
  statics: { ...Object.fromEntries(Object.entries(ENCODINGS).map(([n, e]) => [n, constant(e)])), GetEncoding: [func([T.Object], byName), func([T.Object, T.Object, T.Object], (n) => byName(n))], GetEncodings: [func([], () => [...Object.values(ENCODINGS), ...LEGACY].slice(0, -1))], Convert: [func([encodingType, encodingType, byteArray], (a, b, bytes) => bytesValue(b.encode(a.decode(rawBytes(bytes)))))], UTF7: constant(ENCODINGS.UTF8), RegisterProvider: [func([T.Object], () => undefined)] },
}), Encoding);
for (const [name, e] of [['System.Text.UTF8Encoding', ENCODINGS.Default], ['System.Text.UnicodeEncoding', ENCODINGS.Unicode], ['System.Text.ASCIIEncoding', ENCODINGS.ASCII]] as const) netType(named<Encoding>(name, [], { base: encodingType }), { create: [func([], () => e), func([T.Boolean], (bom) => (bom && name.includes('UTF8') ? ENCODINGS.UTF8 : e))] });

laterType(named('System.BitConverter'), () => ({ statics: { ToString: [func([byteArray], (b) => dashed(b), T.String), func([byteArray, T.Int32], (b, i) => dashed(b, i), T.String), func([byteArray, T.Int32, T.Int32], (b, i, n) => dashed(b, i, i + n), T.String)], ToInt32: [func([byteArray, T.Int32], (b, i) => new DataView(rawBytes(b, i, 8).buffer).getInt32(0, true), T.Int32)], ToInt64: [func([byteArray, T.Int32], (b, i) => new DataView(rawBytes(b, i, 8).buffer).getBigInt64(0, true), T.Int64)], ToChar: [func([byteArray, T.Int32], (b, i) => Char.of(new DataView(rawBytes(b, i, 8).buffer).getUint16(0, true)), T.Char)], ToUInt16: [func([byteArray, T.Int32], (b, i) => new DataView(rawBytes(b, i, 8).buffer).getUint16(0, true), T.UInt16)], IsLittleEndian: constant(true) } }));

/** Hash algorithms, keyed ones too. */
class HashAlgorithm extends NetObject {
  readonly algorithm: string;
  key: Uint8Array | undefined;
  /** The digest that was made last, a unit for each byte. */
  last: string | undefined = undefined;
  constructor(algorithm: string, key?: Uint8Array) { super(); this.algorithm = algorithm; this.key = key; }
  hash(data: Uint8Array): Value {
    this.last = this.key === undefined ? nodeCrypto().hash(this.algorithm, data, 'binary') : nodeCrypto().createHmac(this.algorithm, this.key).update(data).digest('binary');
    return latin1Value(this.last);
  }
}
const HASH_BITS: Readonly<Record<string, number>> = { md5: 128, sha1: 160, sha256: 256, sha384: 384, sha512: 512 };
const hashType = named<HashAlgorithm>('System.Security.Cryptography.HashAlgorithm');
/** An algorithm of a class that a script names; those that `Create` chooses are of a class within it. */
const ofType = (type: NetType<HashAlgorithm>, h: HashAlgorithm): HashAlgorithm => Object.defineProperty(h, 'netType', { value: type });
const one = [T.Int32, () => 1] as const, yes = [T.Boolean, () => true] as const;
const hashes = new Map<string, () => HashAlgorithm>();
laterType<HashAlgorithm>(hashType, () => ({
  props: { HashSize: [T.Int32, (h) => HASH_BITS[h.algorithm] ?? 0], Hash: [byteArray, (h) => (h.last === undefined ? null : latin1Value(h.last))], InputBlockSize: one, OutputBlockSize: one, CanTransformMultipleBlocks: yes, CanReuseTransform: yes },
  methods: { ComputeHash: [method([byteArray], (h, b) => h.hash(rawBytes(b)), byteArray)], Dispose: [method([], () => undefined)], Clear: [method([], () => undefined)] },
  statics: { Create: [func([T.String], (n) => { const name = n.toLowerCase().replace('-', ''); return hashes.get(name)?.() ?? new HashAlgorithm(name); })] },
}), HashAlgorithm);
const hmac = named<HashAlgorithm>('System.Security.Cryptography.HMAC', [], { base: hashType });
netType(hmac, { props: { Key: [byteArray, (h) => bytesValue(h.key ?? new Uint8Array()), (h, v) => { h.key = rawBytes(v); }], HashName: [T.String, (h) => h.algorithm.toUpperCase()] } });
for (const name of ['MD5', 'SHA1', 'SHA256', 'SHA384', 'SHA512']) {
  const algorithm = name.toLowerCase(), full = `System.Security.Cryptography.${name}`, abstract = named<HashAlgorithm>(full, [], { base: hashType }), chosen = named<HashAlgorithm>(`${full}+Implementation`, [], { base: abstract });
  const create = (): HashAlgorithm => ofType(chosen, new HashAlgorithm(algorithm));
  hashes.set(algorithm, create);
  for (const suffix of ['', 'Managed', 'CryptoServiceProvider']) {
    const type = suffix === '' ? abstract : named<HashAlgorithm>(full + suffix, [], { base: abstract });
    netType(type, { create: [func([], () => (suffix === '' ? create() : ofType(type, new HashAlgorithm(algorithm))))], statics: { Create: [func([], create)], HashData: [func([byteArray], (b) => new HashAlgorithm(algorithm).hash(rawBytes(b)))] } });
  }
  const keyed = named<HashAlgorithm>(`System.Security.Cryptography.HMAC${name}`, [], { base: hmac });
  netType(keyed, { create: [func([], () => ofType(keyed, new HashAlgorithm(algorithm, new Uint8Array(nodeCrypto().randomBytes(HASH_BITS[algorithm] === 384 || HASH_BITS[algorithm] === 512 ? 128 : 64))))), func([byteArray], (k) => ofType(keyed, new HashAlgorithm(algorithm, rawBytes(k))))] });
}
const path = () => ({ join: (parts: readonly string[]) => parts.filter((p) => p !== '').reduce((a, b) => (/^[\\/]|^[A-Za-z]:/.test(b) ? b : a === '' ? b : /[\\/]$/.test(a) ? a + b : `${a}${current().host.files?.separator ?? '/'}${b}`), ''), sep: current().host.files?.separator ?? '/' });
const lastSlash = (p: string): number => Math.max(p.lastIndexOf('/'), current().host.files?.separator === '\\' ? p.lastIndexOf('\\') : -1);
const fileName = (p: string): string => p.slice(lastSlash(p) + 1);
const extension = (p: string): string => { const n = fileName(p), at = n.lastIndexOf('.'); return at < 0 || at === n.length - 1 ? '' : n.slice(at); };
/** Path.Join: the parts with one separator between them, rooted parts too. */
const joined = (parts: readonly string[]): string => parts.filter((p) => p != null && p !== '').reduce((a, b) => (a === '' ? b : /[\\/]$/.test(a) || /^[\\/]/.test(b) ? a + b : `${a}${path().sep}${b}`), '');
function relative(a: string, b: string): string {
  const { sep } = path(), parts = (p: string): string[] => (current().host.files?.resolve(current().workingDirectory.path, p) ?? p).split(sep).filter((x) => x !== ''), source = parts(a), target = parts(b);
  let common = 0;
  while (common < source.length && common < target.length && source[common] === target[common]) common++;
  const all = [...source.slice(common).map(() => '..'), ...target.slice(common)];
  return all.length === 0 ? '.' : all.join(sep);
}
laterType(named('System.IO.Path'), () => ({
  statics: {
    Combine: [func([T.String, T.String], (a, b) => path().join([a, b])), func([T.String, T.String, T.String], (a, b, c) => path().join([a, b, c])), func([T.String, T.String, T.String, T.String], (a, b, c, e) => path().join([a, b, c, e])), func([arrayOf(T.String)], (ps) => path().join(ps))], Join: [func([T.String, T.String], (a, b) => joined([a, b])), func([T.String, T.String, T.String], (a, b, c) => joined([a, b, c])), func([T.String, T.String, T.String, T.String], (a, b, c, e) => joined([a, b, c, e])), func([arrayOf(T.String)], (ps) => joined(ps))],
    GetFileName: [func([T.String], (p) => (p == null ? null : fileName(p)))], GetExtension: [func([T.String], (p) => (p == null ? null : extension(p)))], GetFileNameWithoutExtension: [func([T.String], (p) => { const n = fileName(p), at = n.lastIndexOf('.'); return at < 0 ? n : n.slice(0, at); })], GetDirectoryName: [func([T.String], (p) => { if (p == null || p === '/') return null; const at = lastSlash(p); return at < 0 ? '' : at === 0 ? '/' : p.slice(0, at); })],
    ChangeExtension: [func([T.String, T.String], (p, e) => { const x = extension(p), stem = x === '' ? p.replace(/\.$/, '') : p.slice(0, -x.length); return e == null ? stem : `${stem}${e === '' ? '.' : e.startsWith('.') ? e : `.${e}`}`; })], GetTempPath: [func([], () => `${(current().host.files?.temporary ?? '/tmp').replace(/\/$/, '')}/`)], GetFullPath: [func([T.String], (p) => current().host.files?.resolve(current().workingDirectory.path, p) ?? p)], IsPathRooted: [func([T.String], (p) => /^[\\/]|^[A-Za-z]:[\\/]/.test(p ?? ''), T.Boolean)], HasExtension: [func([T.String], (p) => extension(p) !== '', T.Boolean)], GetPathRoot: [func([T.String], (p) => (p.startsWith('/') ? '/' : ''))], GetRandomFileName: [func([], () => Array.from(current().host.random.bytes(11), (b) => 'abcdefghijklmnopqrstuvwxyz012345'[b & 31]).join('').replace(/^(.{8})/, '$1.'))], GetTempFileName: [func([], () => { const port = current().host.files, name = port === undefined ? '/tmp/tmp' : port.resolve(port.temporary, `tmp${Buffer.from(current().host.random.bytes(4)).toString('hex').slice(0, 6)}.tmp`); port?.write(name, new Uint8Array(0), false); return name; })], GetInvalidFileNameChars: [func([], () => typedArray(T.Char as unknown as NetType, [Char.of(0), Char.of(47)]))], GetInvalidPathChars: [func([], () => typedArray(T.Char as unknown as NetType, [Char.of(0)]))], GetRelativePath: [func([T.String, T.String], relative)],
    TrimEndingDirectorySeparator: [func([T.String], (p) => (p.length > 1 ? p.replace(/[\\/]$/, '') : p))], EndsInDirectorySeparator: [func([T.String], (p) => p.endsWith('/') || p.endsWith(path().sep), T.Boolean)], IsPathFullyQualified: [func([T.String], (p) => (path().sep === '\\' ? /^[A-Za-z]:[\\/]|^\\\\/.test(p) : p.startsWith('/')), T.Boolean)], Exists: [func([T.String], (p) => p != null && p !== '' && current().host.files?.stat(current().host.files?.resolve(current().workingDirectory.path, p) ?? p) !== undefined, T.Boolean)],
    DirectorySeparatorChar: { type: T.Char, get: () => Char.of(path().sep.charCodeAt(0)) }, AltDirectorySeparatorChar: constant(Char.of(47)), PathSeparator: constant(Char.of(58)), VolumeSeparatorChar: constant(Char.of(47)),
  },
}));
laterType(named('System.Net.WebUtility'), () => ({ statics: { UrlEncode: [func([T.String], (s) => encodeURIComponent(s).replace(/%20/g, '+').replace(/['~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`))], UrlDecode: [func([T.String], (s) => decodeURIComponent(s.replace(/\+/g, ' ')))], HtmlEncode: [func([T.String], (s) => htmlText(s))], HtmlDecode: [func([T.String], (s) => (s == null ? null : htmlDecode(s)), T.String)] } }));
