/** BinaryReader and BinaryWriter over a stream: little endian, texts with their length before them. */
import { netThrow } from '../../errors/raise.ts';
import { NetObject } from '../../values/value.ts';
import { func, laterType, method } from '../netType.ts';
import type { AnyType, Overload } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { Encoding, bytesValue, rawBytes } from '../text/text.ts';
import { ByteStream } from './byteStreams.ts';

class BinaryOver extends NetObject {
  readonly stream: ByteStream;
  readonly encoding: Encoding | undefined;
  constructor(stream: ByteStream, encoding?: Encoding) { super(); this.stream = stream; this.encoding = encoding; }
  encode(text: string): Uint8Array { return this.encoding?.encode(text) ?? new TextEncoder().encode(text); }
  decode(bytes: Uint8Array): string { return this.encoding?.decode(bytes) ?? new TextDecoder().decode(bytes); }
  take(count: number): DataView {
    const bytes = this.stream.read(count);
    if (bytes.length < count) netThrow('System.IO.EndOfStreamException', 'Unable to read beyond the end of the stream.');
    return new DataView(bytes.buffer, bytes.byteOffset, count);
  }
  put(size: number, fill: (view: DataView) => void): void { const view = new DataView(new ArrayBuffer(size)); fill(view); this.stream.write(new Uint8Array(view.buffer)); }
}
class BinaryReader extends BinaryOver {}
class BinaryWriter extends BinaryOver {}
const SEVEN = 7, MORE = 0x80, LOW = 0x7f;
function readLength(r: BinaryReader): number {
  let n = 0, shift = 0, b: number;
  do { b = r.take(1).getUint8(0); n |= (b & LOW) << shift; shift += SEVEN; } while ((b & MORE) !== 0);
  return n;
}
function writeLength(w: BinaryWriter, length: number): void {
  let n = length;
  for (; n > LOW; n >>>= SEVEN) w.stream.write(Uint8Array.of((n & LOW) | MORE));
  w.stream.write(Uint8Array.of(n));
}
function readChar(r: BinaryReader): number {
  if (r.stream.position >= r.stream.length) return -1;
  const first = r.take(1).getUint8(0), more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3, rest = r.stream.read(more);
  return r.decode(Uint8Array.of(first, ...rest)).charCodeAt(0);
}
const peeked = (r: BinaryReader): number => { const at = r.stream.position, c = readChar(r); r.stream.position = at; return c; };
const plain = { Close: [method([], (b: BinaryOver) => { b.stream.close(); }, T.Void)], Dispose: [method([], (b: BinaryOver) => { b.stream.close(); }, T.Void)] };
const create = (make: (stream: ByteStream, encoding?: Encoding) => BinaryOver): Overload[] => [func([ByteStream.type], (s) => make(s)), func([ByteStream.type, T.Object], (s, e) => make(s, e instanceof Encoding ? e : undefined)), func([ByteStream.type, T.Object, T.Boolean], (s, e) => make(s, e instanceof Encoding ? e : undefined))];
const reads = (returns: AnyType, size: number, get: (view: DataView) => unknown): readonly Overload<BinaryReader>[] => [method([], (r: BinaryReader) => get(r.take(size)), returns)];
laterType<BinaryReader>(named<BinaryReader>('System.IO.BinaryReader', [], { interfaces: ['System.IDisposable'] }), () => ({
  create: create((s, e) => new BinaryReader(s, e)), props: { BaseStream: [undefined, (r) => r.stream] },
  methods: {
    ...plain, ReadBoolean: reads(T.Boolean, 1, (v) => v.getUint8(0) !== 0), ReadByte: reads(T.Byte, 1, (v) => v.getUint8(0)), ReadSByte: reads(T.SByte, 1, (v) => v.getInt8(0)), ReadInt16: reads(T.Int16, 2, (v) => v.getInt16(0, true)), ReadUInt16: reads(T.UInt16, 2, (v) => v.getUint16(0, true)),
    ReadInt32: reads(T.Int32, 4, (v) => v.getInt32(0, true)), ReadUInt32: reads(T.UInt32, 4, (v) => v.getUint32(0, true)), ReadInt64: reads(T.Int64, 8, (v) => v.getBigInt64(0, true)), ReadUInt64: reads(T.UInt64, 8, (v) => v.getBigUint64(0, true)),
    ReadSingle: reads(T.Single, 4, (v) => v.getFloat32(0, true)), ReadDouble: reads(T.Double, 8, (v) => v.getFloat64(0, true)), ReadChar: [method([], (r) => { const c = readChar(r); return c < 0 ? netThrow('System.IO.EndOfStreamException', 'Unable to read beyond the end of the stream.') : String.fromCharCode(c); }, T.Char)],
    ReadString: [method([], (r) => { const v = r.take(readLength(r)); return r.decode(new Uint8Array(v.buffer, v.byteOffset, v.byteLength)); }, T.String)], ReadBytes: [method([T.Int32], (r, n) => bytesValue(r.stream.read(n)))], PeekChar: [method([], peeked, T.Int32)], Read: [method([], readChar, T.Int32)],
  },
}), BinaryReader);
const writes = (type: AnyType, size: number, set: (view: DataView, v: never) => void): Overload<BinaryWriter> => ({ params: [type], returns: T.Void, invoke: (w, [v]) => { w.put(size, (view) => { set(view, v as never); }); } });
laterType<BinaryWriter>(named<BinaryWriter>('System.IO.BinaryWriter', [], { interfaces: ['System.IDisposable'] }), () => ({
  create: create((s, e) => new BinaryWriter(s, e)), props: { BaseStream: [undefined, (w) => w.stream] },
  methods: {
    ...plain, Flush: [method([], (w) => { w.stream.flush(); }, T.Void)], Seek: [method([T.Int32, T.Object], (w, n) => { w.stream.position = n; return BigInt(n); }, T.Int64)],
    Write: [
      writes(T.Int32, 4, (v, n: number) => { v.setInt32(0, n, true); }), writes(T.Byte, 1, (v, n: number) => { v.setUint8(0, n); }), writes(T.SByte, 1, (v, n: number) => { v.setInt8(0, n); }), writes(T.Boolean, 1, (v, b: boolean) => { v.setUint8(0, b ? 1 : 0); }),
      writes(T.Int16, 2, (v, n: number) => { v.setInt16(0, n, true); }), writes(T.UInt16, 2, (v, n: number) => { v.setUint16(0, n, true); }), writes(T.UInt32, 4, (v, n: number) => { v.setUint32(0, n, true); }), writes(T.Int64, 8, (v, n: bigint) => { v.setBigInt64(0, n, true); }),
      writes(T.UInt64, 8, (v, n: bigint) => { v.setBigUint64(0, n, true); }), writes(T.Single, 4, (v, n: number) => { v.setFloat32(0, n, true); }), writes(T.Double, 8, (v, n: number) => { v.setFloat64(0, n, true); }),
      method([T.String], (w, s) => { const bytes = w.encode(s); writeLength(w, bytes.length); w.stream.write(bytes); }, T.Void), { params: [T.Char], returns: T.Void, invoke: (w, [c]) => { w.stream.write(w.encode(String(c))); } },
      method([arrayOf(T.Byte)], (w, b) => { w.stream.write(rawBytes(b)); }, T.Void), method([arrayOf(T.Byte), T.Int32, T.Int32], (w, b, i, n) => { w.stream.write(rawBytes(b, i, n)); }, T.Void),
    ],
  },
}), BinaryWriter);
