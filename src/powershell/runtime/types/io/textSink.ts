/** Readers and writers of text in memory or in files: StringReader, StringWriter, StreamReader, StreamWriter. */
import { netThrow } from '../../errors/raise.ts';
import { composite } from '../../operators/format.ts';
import { formatValue } from '../../convert/formatValue.ts';
import { current } from '../../run/current.ts';
import { FilePortError } from '../../host.ts';
import type { FilePort } from '../../host.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { ByteStream } from './byteStreams.ts';
import { filled } from '../guards/refuse.ts';
import { func, laterType, method, rest } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, named } from '../t.ts';

const IO = 'System.IO.';
const base = named<TextSink>(`${IO}TextStream`, [], { interfaces: ['System.IDisposable'] });
/** Text that is read from a place on, or written at the end; a path makes it a file that is written when flushed. */
export class TextSink extends NetObject {
  static readonly type: NetType<TextSink> = base;
  override readonly netType: NetType;
  private text: string;
  private at = 0;
  readonly path: string | undefined;
  /** The stream it reads from or writes to. */
  under: ByteStream | undefined;
  autoFlush = false;
  private unsaved = false;
  private started: boolean;
  private isClosed = false;
  constructor(netType: NetType, text: string, path?: string, append = false) { super(); this.netType = netType; this.text = text; this.path = path; this.started = append; }
  private open(): void { if (this.isClosed) netThrow('System.ObjectDisposedException', `Cannot ${this.path === undefined ? 'read from a closed TextReader' : 'write to a closed TextWriter'}.`); }
  write(text: string): void { this.open(); this.text += text; this.unsaved = true; if (this.autoFlush && this.under !== undefined) this.flush(); }
  readToEnd(): string { this.open(); const rest = this.text.slice(this.at); this.at = this.text.length; return rest; }
  readLine(): string | null {
    this.open();
    if (this.at >= this.text.length) return null;
    const m = /\r\n|\n|\r/g;
    m.lastIndex = this.at;
    const end = m.exec(this.text), line = this.text.slice(this.at, end?.index);
    this.at = end === null ? this.text.length : m.lastIndex;
    return line;
  }
  next(take: boolean): number { this.open(); return this.at < this.text.length ? this.text.charCodeAt(take ? this.at++ : this.at) : -1; }
  get atEnd(): boolean { return this.at >= this.text.length; }
  /** More to read, and what is not read yet. */
  take(text: string): void { this.text = this.left + text; this.at = 0; }
  get left(): string { return this.text.slice(this.at); }
  get all(): string { return this.text; }
  flush(): void {
    if (this.under !== undefined && this.isWriter) { this.under.write(new TextEncoder().encode(this.text)); this.text = ''; return; }
    if (this.path === undefined || (!this.unsaved && this.started)) return;
    files().write(this.path, new TextEncoder().encode(this.text), this.started);
    this.text = '';
    this.started = true;
    this.unsaved = false;
  }
  close(): void { if (!this.isClosed) { if (this.isWriter) this.flush(); this.under?.close(); this.isClosed = true; } }
  private get isWriter(): boolean { return this.netType.name.endsWith('Writer'); }
}
function files(): FilePort { return current().host.files ?? netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.'); }
const full = (path: string): string => files().resolve(current().workingDirectory.path, path);
const folderOf = (p: string): boolean => files().stat(files().resolve(p, '..'))?.isDirectory === true;
const noPart = (p: string): never => netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${p}'.`);
/** Where a writer may write: asked when it is made, as .NET opens the file then. */
function target(path: string): string {
  filled(path, 'path');
  const p = full(path);
  if (files().stat(p)?.isDirectory === true) netThrow('System.UnauthorizedAccessException', `Access to the path '${p}' is denied.`);
  return folderOf(p) ? p : noPart(p);
}
function opened(path: string): string {
  filled(path, 'path');
  const p = full(path), there = files().stat(p);
  if (there?.isDirectory === true) netThrow('System.UnauthorizedAccessException', `Access to the path '${p}' is denied.`);
  if (there === undefined && !folderOf(p)) noPart(p);
  try { return new TextDecoder().decode(files().read(p)); } catch (e) { if (e instanceof FilePortError) return netThrow('System.IO.FileNotFoundException', `Could not find file '${p}'.`, [['FileName', p]]); throw e; }
}
const shown = (v: unknown): string => formatValue(v as Value, '');
const reader = named<TextSink>(`${IO}TextReader`, [], { base }), writer = named<TextSink>(`${IO}TextWriter`, [], { base });
const close = { Close: [method([], (s: TextSink) => s.close(), T.Void)], Dispose: [method([], (s: TextSink) => s.close(), T.Void)] };
laterType<TextSink>(base, () => ({}));
laterType<TextSink>(reader, () => ({ props: {}, methods: { ...close, ReadLine: [method([], (s) => s.readLine())], ReadToEnd: [method([], (s) => s.readToEnd(), T.String)], Read: [method([], (s) => s.next(true), T.Int32)], Peek: [method([], (s) => s.next(false), T.Int32)] } }));
laterType<TextSink>(writer, () => ({ props: { NewLine: [T.String, () => '\n'], AutoFlush: [T.Boolean, (w) => w.autoFlush, (w, v) => { w.autoFlush = v === true; }] }, methods: { ...close, Write: [method([T.Object], (s, v) => s.write(shown(v)), T.Void), method([T.String, rest(T.Object)], (s, f, all) => s.write(composite(f, all)), T.Void)],
  WriteLine: [method([], (s) => s.write('\n'), T.Void), method([T.Object], (s, v) => s.write(`${shown(v)}\n`), T.Void), method([T.String, rest(T.Object)], (s, f, all) => s.write(`${composite(f, all)}\n`), T.Void)], Flush: [method([], (s) => s.flush(), T.Void)], ToString: [method([], (s) => s.all, T.String)] } }));
const kind = (name: string, parent: NetType<TextSink>): NetType => named<TextSink>(name, [], { base: parent });
export const streamReader = named<TextSink>(`${IO}StreamReader`, [], { base: reader }), streamWriter = named<TextSink>(`${IO}StreamWriter`, [], { base: writer });
const stringReader = kind(`${IO}StringReader`, reader), stringWriter = kind(`${IO}StringWriter`, writer);
laterType<TextSink>(stringReader, () => ({ create: [func([T.String], (s) => (s == null ? netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 's')") : new TextSink(stringReader, s)))] }));
/** A reader of what a stream still holds, or a writer that puts its text there. */
function over(type: NetType, stream: ByteStream): TextSink {
  const made = new TextSink(type, type === streamReader ? new TextDecoder().decode(stream.read(stream.length)) : '');
  made.under = stream;
  return made;
}
const BaseStream = [undefined, (s: TextSink) => s.under ?? null] as const;
laterType<TextSink>(streamReader, () => ({ create: [func([ByteStream.type], (s) => over(streamReader, s)), func([ByteStream.type, T.Object], (s) => over(streamReader, s)), func([T.String], (p) => new TextSink(streamReader, opened(p).replace(/^\ufeff/, ''))), func([T.String, T.Object], (p) => new TextSink(streamReader, opened(p).replace(/^\ufeff/, '')))], props: { BaseStream, EndOfStream: [T.Boolean, (s) => s.atEnd] } }));
laterType<TextSink>(stringWriter, () => ({ create: [func([], () => new TextSink(stringWriter, ''))], text: (s) => s.all }));
laterType<TextSink>(streamWriter, () => ({ props: { BaseStream }, create: [func([ByteStream.type], (s) => over(streamWriter, s)), func([ByteStream.type, T.Object], (s) => over(streamWriter, s)), func([T.String], (p) => new TextSink(streamWriter, '', target(p))), func([T.String, T.Boolean], (p, a) => new TextSink(streamWriter, '', target(p), a)), func([T.String, T.Boolean, T.Object], (p, a) => new TextSink(streamWriter, '', target(p), a))] }));
