/** System.IO.Compression.ZipArchive: entries read one by one, made, changed and taken out; written when it is disposed of. */
import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { toText } from '../../runtime/convert/toText.ts';
import { netThrow } from '../../runtime/errors/raise.ts';
import { nodeZlib } from '../../runtime/nodeModules.ts';
import { current } from '../../runtime/run/current.ts';
import { genericType } from '../../runtime/types/generic.ts';
import { ByteStream, openFile } from '../../runtime/types/io/byteStreams.ts';
import { func, laterType, method } from '../../runtime/types/netType.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { enumType } from '../../runtime/types/system/enums.ts';
import { T, named } from '../../runtime/types/t.ts';
import { DateTime, DateTimeOffset } from '../../runtime/values/dateTime.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { List } from '../../runtime/values/lists.ts';
import { UInt32 } from '../../runtime/values/numbers.ts';
import { TimeSpan } from '../../runtime/values/timeSpan.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { LEVELS, folder, inside } from './zipContent.ts';
import { packedEntries, unpack } from './zipEntries.ts';
import type { Packed } from './zipEntries.ts';

const SPACE = 'System.IO.Compression.', MINUTE = 600_000_000n, disposable = { interfaces: ['System.IDisposable'] };
type Mode = 'Read' | 'Create' | 'Update';
const MODES: readonly Mode[] = ['Read', 'Create', 'Update'];
export const archiveMode: NetType = enumType(`${SPACE}ZipArchiveMode`, MODES);
const archiveType = named<ZipArchive>(`${SPACE}ZipArchive`, [], disposable), entryType = named<ZipEntry>(`${SPACE}ZipArchiveEntry`);

class ZipEntry extends NetObject {
  readonly archive: ZipArchive;
  readonly fullName: string;
  readonly packed: Packed | undefined;
  /** What was written into it; undefined while it is as it was. */
  content: Uint8Array | undefined;
  level = 'optimal';
  /** The time of a clock without a zone. */
  modifiedMs: number;
  attributes: number;
  comment: string;
  isOpened = false;
  constructor(archive: ZipArchive, fullName: string, packed?: Packed) {
    super();
    this.archive = archive;
    this.fullName = fullName;
    this.packed = packed;
    this.content = packed === undefined ? new Uint8Array(0) : undefined;
    const { clock } = current().host, now = new DateTime(clock.utcTicks()).unixMs;
    this.modifiedMs = packed?.modifiedMs ?? now + clock.offsetMinutes(now) * 60_000;
    this.attributes = packed?.attributes ?? 0;
    this.comment = packed?.comment ?? '';
  }
  get name(): string { return this.fullName.slice(Math.max(this.fullName.lastIndexOf('/'), -1) + 1); }
  bytes(): Uint8Array { return this.content ?? unpack(this.archive.data, this.packed as Packed); }
  size(ofPacked: boolean): bigint {
    if (this.archive.mode === 'Create' || this.isOpened) return netThrow('System.InvalidOperationException', 'Length properties are unavailable once an entry has been opened for writing.');
    return BigInt((ofPacked ? this.packed?.packedSize : this.packed?.size) ?? 0);
  }
  open(): ByteStream {
    this.archive.check();
    if (this.archive.mode === 'Read') return new ByteStream(this.bytes(), { canWrite: false });
    if (this.isOpened && this.archive.mode === 'Create') return netThrow('System.IO.IOException', 'Entries in create mode may only be written to once, and only one entry may be held open at a time.');
    const before = this.archive.mode === 'Create' ? new Uint8Array(0) : this.bytes();
    this.isOpened = true;
    return new EntryStream(this, before);
  }
  remove(): void {
    if (this.archive.mode !== 'Update') netThrow('System.NotSupportedException', 'Delete can only be used when the archive is in Update mode.');
    this.archive.entries = this.archive.entries.filter((e) => e !== this);
  }
}
class EntryStream extends ByteStream {
  private readonly entry: ZipEntry;
  constructor(entry: ZipEntry, before: Uint8Array) { super(before); this.entry = entry; }
  override flush(): void { this.entry.content = this.bytes().slice(); }
}
export class ZipArchive extends NetObject {
  readonly mode: Mode;
  readonly data: Uint8Array;
  entries: ZipEntry[];
  private readonly stream: ByteStream;
  private readonly leaveOpen: boolean;
  private isOpen = true;
  constructor(stream: ByteStream, mode: string = 'Read', leaveOpen = false) {
    super();
    this.mode = MODES.find((m) => m.toLowerCase() === mode.toLowerCase()) ?? 'Read';
    this.stream = stream;
    this.leaveOpen = leaveOpen;
    this.data = this.mode === 'Create' ? new Uint8Array(0) : stream.bytes().slice();
    this.entries = this.data.length === 0 && this.mode !== 'Read' ? [] : packedEntries(this.data).map((p) => new ZipEntry(this, p.name, p));
  }
  check(): void { if (!this.isOpen) netThrow('System.ObjectDisposedException', "Cannot access a disposed object.\nObject name: 'System.IO.Compression.ZipArchive'."); }
  get listed(): Value {
    this.check();
    if (this.mode === 'Create') return netThrow('System.NotSupportedException', 'Cannot access entries in Create mode.');
    return new List(genericType('System.Collections.ObjectModel.ReadOnlyCollection', [entryType]) as NetType, entryType, [...this.entries], true);
  }
  find(name: string): ZipEntry | null {
    this.check();
    if (this.mode === 'Create') netThrow('System.NotSupportedException', 'Cannot access entries in Create mode.');
    return this.entries.find((e) => e.fullName === name) ?? null;
  }
  create(name: string, level: string): ZipEntry {
    this.check();
    if (name === '') netThrow('System.ArgumentException', "The value cannot be an empty string. (Parameter 'entryName')", [['ParamName', 'entryName']]);
    if (this.mode === 'Read') netThrow('System.NotSupportedException', 'Cannot create entries on an archive opened in read mode.');
    const made = new ZipEntry(this, name);
    made.level = level.toLowerCase();
    this.entries.push(made);
    return made;
  }
  dispose(): void {
    if (!this.isOpen) return;
    if (this.mode !== 'Read') {
      const content: Zippable = {}, { clock } = current().host;
      for (const e of this.entries) {
        const local = e.modifiedMs - clock.offsetMinutes(e.modifiedMs) * 60_000, shift = new Date(local).getTimezoneOffset() * 60_000;
        // The library writes the clock of its own zone.
        content[e.fullName] = [e.bytes(), { level: LEVELS[e.level as keyof typeof LEVELS] ?? LEVELS.optimal, mtime: Math.max(Date.UTC(1980, 0, 2), e.modifiedMs + shift), attrs: e.attributes, ...(e.comment === '' ? {} : { comment: e.comment }) }];
      }
      const made = zipSync(content);
      this.stream.position = 0;
      this.stream.setLength(0);
      this.stream.write(made);
    }
    this.isOpen = false;
    if (this.leaveOpen) this.stream.flush(); else this.stream.close();
  }
}
const offsetTime = (e: ZipEntry): DateTimeOffset => new DateTimeOffset(DateTime.fromUnixMs(e.modifiedMs), new TimeSpan(BigInt(current().host.clock.offsetMinutes(e.modifiedMs)) * MINUTE));
laterType<ZipEntry>(entryType, () => ({
  text: (e) => e.fullName,
  props: {
    Archive: [archiveType, (e) => e.archive], Crc32: [T.UInt32, (e) => new UInt32(e.packed?.crc ?? nodeZlib().crc32(e.bytes()))], IsEncrypted: [T.Boolean, (e) => e.packed?.isEncrypted ?? false], CompressedLength: [T.Int64, (e) => e.size(true)],
    ExternalAttributes: [T.Int32, (e) => e.attributes, (e, v) => { e.attributes = Number(toText(v)); }], Comment: [T.String, (e) => e.comment, (e, v) => { e.comment = toText(v); }], FullName: [T.String, (e) => e.fullName],
    LastWriteTime: [undefined, offsetTime, (e, v) => { if (v instanceof DateTimeOffset) e.modifiedMs = v.clock.unixMs; else if (v instanceof DateTime) e.modifiedMs = v.unixMs; }], Length: [T.Int64, (e) => e.size(false)], Name: [T.String, (e) => e.name],
  },
  methods: { Delete: [method([], (e) => { e.remove(); }, T.Void)], Open: [method([], (e) => e.open(), ByteStream.type)] },
}), ZipEntry);
laterType<ZipArchive>(archiveType, () => ({
  create: [func([ByteStream.type], (s) => new ZipArchive(s)), func([ByteStream.type, archiveMode], (s, m) => new ZipArchive(s, toText(m))), func([ByteStream.type, archiveMode, T.Boolean], (s, m, open) => new ZipArchive(s, toText(m), open))],
  props: { Comment: [T.String, () => ''], Entries: [undefined, (a) => a.listed], Mode: [archiveMode, (a) => new EnumValue(archiveMode, MODES.indexOf(a.mode))] },
  methods: {
    CreateEntry: [method([T.String], (a, n) => a.create(n, 'optimal'), entryType), method([T.String, T.Object], (a, n, l) => a.create(n, toText(l)), entryType)], GetEntry: [method([T.String], (a, n) => a.find(n), entryType)], Dispose: [method([], (a) => { a.dispose(); }, T.Void)],
  },
}), ZipArchive);
/** Opens the zip file of a path. */
export function openArchive(path: string, mode: string): ZipArchive {
  const kind = mode.toLowerCase();
  return new ZipArchive(openFile(path, kind === 'read' ? 'Open' : kind === 'create' ? 'CreateNew' : 'OpenOrCreate', kind === 'read' ? 'Read' : 'ReadWrite'), mode);
}
const filesOf = () => current().host.files ?? netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
function toFile(entry: ZipEntry, path: string, overwrite = false): void {
  const files = filesOf(), target = files.resolve(current().location, path);
  if (!overwrite && files.stat(target) !== undefined) netThrow('System.IO.IOException', `The file '${target}' already exists.`);
  files.write(target, entry.bytes(), false);
}
function fromFile(archive: ZipArchive, path: string, name: string, level: Value = 'Optimal'): ZipEntry {
  const files = filesOf(), source = files.resolve(current().location, path), there = files.stat(source) ?? netThrow('System.IO.FileNotFoundException', `Could not find file '${source}'.`, [['FileName', source]]);
  const entry = archive.create(name, toText(level));
  entry.content = files.read(source);
  entry.modifiedMs = there.modifiedMs + current().host.clock.offsetMinutes(there.modifiedMs) * 60_000;
  return entry;
}
function toFolder(archive: ZipArchive, path: string, overwrite = false): void {
  const files = filesOf(), target = files.resolve(current().location, path);
  folder(files, target);
  for (const entry of archive.entries) {
    const place = inside(files, target, entry.fullName, entry.fullName);
    if (entry.fullName.endsWith('/')) { folder(files, place); continue; }
    folder(files, files.resolve(place, '..'));
    toFile(entry, place, overwrite);
  }
}
laterType(named(`${SPACE}ZipFileExtensions`), () => ({
  statics: {
    ExtractToFile: [func([entryType, T.String], (e, p) => { toFile(e, p); }, T.Void), func([entryType, T.String, T.Boolean], (e, p, over) => { toFile(e, p, over); }, T.Void)],
    CreateEntryFromFile: [func([archiveType, T.String, T.String], (a, p, n) => fromFile(a, p, n), entryType), func([archiveType, T.String, T.String, T.Object], fromFile, entryType)],
    ExtractToDirectory: [func([archiveType, T.String], (a, p) => { toFolder(a, p); }, T.Void), func([archiveType, T.String, T.Boolean], (a, p, over) => { toFolder(a, p, over); }, T.Void)],
  },
}));
