/** System.IO streams over bytes: MemoryStream, FileStream. A file is written when the stream is flushed or closed. */
import { FilePortError } from '../../host.ts';
import type { FilePort } from '../../host.ts';
import { netThrow } from '../../errors/raise.ts';
import { toText } from '../../convert/toText.ts';
import { guardArray } from '../../run/budget.ts';
import { current } from '../../run/current.ts';
import { byte } from '../../values/numbers.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { needsNumber, notNegative, outOfRange } from '../guards/refuse.ts';
import { func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { bytesValue, rawBytes } from '../text/text.ts';

const stream = T.Stream as NetType<unknown> as NetType<ByteStream>;
const memory = named<ByteStream>('System.IO.MemoryStream', [], { base: stream }), fileStream = named<ByteStream>('System.IO.FileStream', [], { base: stream });
const MOST = 2 ** 31 - 1;
export class ByteStream extends NetObject {
  static readonly type: NetType<ByteStream> = stream;
  override readonly netType: NetType;
  private data: Uint8Array;
  private size: number;
  position = 0;
  readonly path: string | undefined;
  readonly canWrite: boolean;
  /** Over the bytes of an array: it never grows. */
  private readonly isFixed: boolean;
  private dirty: boolean;
  private closed = false;
  constructor(data: Uint8Array, options: { path?: string; canWrite?: boolean; dirty?: boolean; isFixed?: boolean } = {}) {
    super();
    this.netType = options.path === undefined ? memory : fileStream;
    this.data = data;
    this.size = data.length;
    this.path = options.path;
    this.canWrite = options.canWrite ?? true;
    this.isFixed = options.isFixed ?? false;
    this.dirty = options.dirty ?? false;
  }
  private open(): void { if (this.closed) netThrow('System.ObjectDisposedException', this.path === undefined ? 'Cannot access a closed Stream.' : 'Cannot access a closed file.'); }
  get isOpen(): boolean { return !this.closed; }
  get length(): number { this.open(); return this.size; }
  bytes(): Uint8Array { return this.data.subarray(0, this.size); }
  read(count: number): Uint8Array { this.open(); const part = this.data.slice(this.position, Math.min(this.size, this.position + count)); this.position += part.length; return part; }
  write(part: Uint8Array): void {
    this.open();
    this.writable();
    const end = this.position + part.length;
    this.room(end);
    if (end > this.data.length) { guardArray(current(), end); const grown = new Uint8Array(Math.max(end, this.data.length * 2, 256)); grown.set(this.data.subarray(0, this.size)); this.data = grown; }
    this.data.set(part, this.position);
    this.position = end;
    this.size = Math.max(this.size, end);
    this.dirty = true;
  }
  private writable(): void { if (!this.canWrite) netThrow('System.NotSupportedException', 'Stream does not support writing.'); }
  private room(end: number): void { if (this.isFixed && end > this.data.length) netThrow('System.NotSupportedException', 'Memory stream is not expandable.'); }
  /** A place or a length, where there can be one. */
  private within(n: number): void {
    if (this.path !== undefined) needsNumber(n, 'value');
    else if (n < 0 || n > MOST) outOfRange('Stream length must be non-negative and less than 2^31 - 1 - origin.', 'value');
  }
  moveTo(n: number): void {
    if (this.path === undefined) notNegative(n, 'value');
    this.open();
    this.within(n);
    this.position = n;
  }
  seek(n: number, origin: string): bigint {
    this.open();
    const to = n + (origin === 'begin' ? 0 : origin === 'end' ? this.size : this.position);
    if (to < 0) netThrow('System.IO.IOException', this.path === undefined ? 'An attempt was made to move the position before the beginning of the stream.' : `Invalid argument : '${this.path}'`);
    this.position = to;
    return BigInt(to);
  }
  setLength(n: number): void { this.within(n); this.open(); this.writable(); this.room(n); if (n > this.data.length) guardArray(current(), n); if (n > this.data.length) { const grown = new Uint8Array(n); grown.set(this.data.subarray(0, this.size)); this.data = grown; } this.size = n; this.position = Math.min(this.position, n); this.dirty = true; }
  flush(): void { if (this.path !== undefined && this.dirty) { files().write(this.path, this.bytes(), false); this.dirty = false; } }
  close(): void { if (!this.closed) { this.flush(); this.closed = true; } }
}
function files(): FilePort { return current().host.files ?? netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.'); }
/** Opens a file as File.Open does: by the name of a FileMode, for reading alone or for both. */
export function openFile(path: string, mode: string, access = 'ReadWrite'): ByteStream {
  const port = files(), full = port.resolve(current().workingDirectory.path, path), there = port.stat(full), kind = mode.toLowerCase();
  if (there === undefined && (kind === 'open' || kind === 'truncate')) return port.stat(port.resolve(full, '..')) === undefined ? netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${full}'.`) : netThrow('System.IO.FileNotFoundException', `Could not find file '${full}'.`, [['FileName', full]]);
  if (there !== undefined && kind === 'createnew') return netThrow('System.IO.IOException', `The file '${full}' already exists.`);
  if (there?.isDirectory === true) return netThrow('System.UnauthorizedAccessException', `Access to the path '${full}' is denied.`);
  if (there === undefined && port.stat(port.resolve(full, '..'))?.isDirectory !== true) return netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${full}'.`);
  const keeps = there !== undefined && kind !== 'create' && kind !== 'truncate', canWrite = !/^read$/i.test(access);
  try {
    const made = new ByteStream(keeps ? port.read(full) : new Uint8Array(0), { path: full, canWrite, dirty: !keeps });
    if (kind === 'append') made.position = made.length;
    return made;
  } catch (e) { if (e instanceof FilePortError) return netThrow('System.UnauthorizedAccessException', `Access to the path '${full}' is denied.`); throw e; }
}
const bytes = arrayOf(T.Byte);
function readInto(s: ByteStream, buffer: Value[], offset: number, count: number): number { const part = s.read(count); part.forEach((b, i) => { buffer[offset + i] = byte(b); }); return part.length; }
const noTimeout = (): never => netThrow('System.InvalidOperationException', 'Timeouts are not supported on this stream.'), timeout = [T.Int32, noTimeout, noTimeout] as const;
laterType<ByteStream>(stream, () => ({
  props: { CanTimeout: [T.Boolean, () => false], ReadTimeout: timeout, WriteTimeout: timeout, Length: [T.Int64, (s) => BigInt(s.length)], Position: [T.Int64, (s) => { if (!s.isOpen) s.seek(0, ''); return BigInt(s.position); }, (s, v) => s.moveTo(Number(v))], CanRead: [T.Boolean, (s) => s.isOpen], CanSeek: [T.Boolean, (s) => s.isOpen], CanWrite: [T.Boolean, (s) => s.isOpen && s.canWrite] },
  methods: {
    Read: [{ params: [T.Array, T.Int32, T.Int32], returns: T.Int32, invoke: (s, [b, i, n]) => readInto(s, b as Value[], i as number, n as number) }], ReadByte: [method([], (s) => { const [b] = s.read(1); return b ?? -1; }, T.Int32)],
    Write: [method([bytes, T.Int32, T.Int32], (s, b, i, n) => s.write(rawBytes(b, i, n)), T.Void), method([bytes], (s, b) => s.write(rawBytes(b)), T.Void)], WriteByte: [method([T.Byte], (s, b) => s.write(Uint8Array.of(b)), T.Void)],
    Seek: [method([T.Int64, T.Object], (s, n, from) => s.seek(Number(n), toText(from).toLowerCase()), T.Int64)], SetLength: [method([T.Int64], (s, n) => s.setLength(Number(n)), T.Void)],
    CopyTo: [method([stream], (s, to) => to.write(s.read(s.length)), T.Void)], Flush: [method([], (s) => s.flush(), T.Void)], Close: [method([], (s) => s.close(), T.Void)], Dispose: [method([], (s) => s.close(), T.Void)],
  },
}));
laterType<ByteStream>(memory, () => ({ create: [func([], () => new ByteStream(new Uint8Array(0))), func([T.Int32], () => new ByteStream(new Uint8Array(0))), func([bytes], (b) => new ByteStream(rawBytes(b), { isFixed: true })), func([bytes, T.Boolean], (b, w) => new ByteStream(rawBytes(b), { canWrite: w, isFixed: true }))], methods: { ToArray: [method([], (s) => bytesValue(s.bytes()), bytes)], GetBuffer: [method([], (s) => bytesValue(s.bytes()), bytes)], WriteTo: [method([stream], (s, to) => to.write(s.bytes()), T.Void)] } }));
laterType<ByteStream>(fileStream, () => ({ create: [func([T.String, T.Object], (p, m) => openFile(p, toText(m))), func([T.String, T.Object, T.Object], (p, m, a) => openFile(p, toText(m), toText(a))), func([T.String, T.Object, T.Object, T.Object], (p, m, a) => openFile(p, toText(m), toText(a)))], props: { Name: [T.String, (s) => s.path ?? null] } }));
