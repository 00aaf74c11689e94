/** System.IO.FileInfo and DirectoryInfo: an entry looked up when somebody asks, as .NET does it. */
import { PSStyle } from '../../../runtime/types/automation/psStyle.ts';
import { currentCulture } from '../../../runtime/convert/culture.ts';
import { convertTo } from '../../../runtime/convert/convert.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { invokeStatic } from '../../../runtime/members/invoke.ts';
import { like } from '../../../runtime/operators/wildcard.ts';
import { formatDate } from '../../../runtime/convert/formatDate.ts';
import { netThrow } from '../../../runtime/errors/raise.ts';
import type { FileEntry, FilePort } from '../../../runtime/host.ts';
import { extend } from '../../../runtime/members/get.ts';
import { current } from '../../../runtime/run/current.ts';
import { func, laterType, method } from '../../../runtime/types/netType.ts';
import type { NetType, Overload, TypeTable } from '../../../runtime/types/netType.ts';
import { lookupType } from '../../../runtime/types/registry.ts';
import { badArgument, filled, given } from '../../../runtime/types/guards/refuse.ts';
import { fileAttributes } from '../../../runtime/types/system/enums.ts';
import { T, arrayOf, named } from '../../../runtime/types/t.ts';
import { typedArray } from '../../../runtime/values/arrays.ts';
import { DateTime } from '../../../runtime/values/dateTime.ts';
import { EnumValue } from '../../../runtime/values/enumValue.ts';
import { TICKS_PER_MINUTE } from '../../../runtime/values/timeSpan.ts';
import { NetObject } from '../../../runtime/values/value.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { fileVersionInfo } from './fileVersion.ts';
import { driveInfo, providerInfo } from '../providers/objects.ts';
import type { DriveLike } from '../providers/objects.ts';
import { extensionOf, leafOf, parentOf } from '../paths/pathText.ts';

const IO = 'System.IO.';
const fileSystemInfo = named(`${IO}FileSystemInfo`, [], { base: named('System.MarshalByRefObject') });
export const FILE_INFO = named<FileItem>(`${IO}FileInfo`, [], { base: fileSystemInfo });
export const DIRECTORY_INFO = named<FileItem>(`${IO}DirectoryInfo`, [], { base: fileSystemInfo });

function port(): FilePort {
  return current().host.files ?? netThrow('System.PlatformNotSupportedException', 'Files cannot be reached: this engine runs without a file system.');
}
/** A file or folder by absolute path; what the disk says is read once, until `Refresh()`. */
export abstract class FileItem extends NetObject {
  path: string;
  private known: FileEntry | undefined;
  private asked: boolean;
  /** What it was made of by a script: that is its text (FileSystemInfo.OriginalPath). */
  given: string;
  /** The drive by which a command came to it. */
  drive: DriveLike | undefined;
  constructor(path: string, entry?: FileEntry, given: string = path) { super(); this.path = path; this.known = entry; this.asked = entry !== undefined; this.given = given; }
  abstract readonly isFolder: boolean;
  get entry(): FileEntry | undefined {
    if (!this.asked) { this.known = port().stat(this.path); this.asked = true; }
    return this.known;
  }
  get exists(): boolean { return this.entry !== undefined && this.entry.isDirectory === this.isFolder; }
  refresh(): void { this.asked = false; }
  get name(): string { return leafOf(this.path); }
  get extension(): string { return extensionOf(this.name); }
  get isReadOnly(): boolean { return this.entry !== undefined && (this.entry.mode & 0o222) === 0; }
  get isHidden(): boolean { return this.name.startsWith('.'); }
}
export class FileInfo extends FileItem { override readonly isFolder = false; }
export class DirectoryInfo extends FileItem { override readonly isFolder = true; }
/** The object of an entry. */
export const fileObject = (entry: FileEntry): FileItem => (entry.isDirectory ? new DirectoryInfo(entry.path, entry) : new FileInfo(entry.path, entry));

/** A time of the disk as a local or universal DateTime. */
function time(item: FileItem, which: 'createdMs' | 'modifiedMs' | 'accessedMs', utc: boolean): DateTime {
  const ms = item.entry?.[which] ?? -11_644_473_600_000, whole = Math.floor(ms), ticks = BigInt(Math.round((ms - whole) * 10_000));
  const stamp = DateTime.fromUnixMs(whole).addTicks(ticks);
  return utc ? stamp : new DateTime(stamp.ticks + BigInt(current().host.clock.offsetMinutes(ms)) * TICKS_PER_MINUTE, 'Local');
}
function setTime(item: FileItem, which: 'createdMs' | 'modifiedMs' | 'accessedMs', value: Value, utc: boolean): void {
  const date = convertTo(value, T.DateTime), { entry } = item;
  if (!(date instanceof DateTime) || entry === undefined) return;
  const offset = utc || date.kind === 'Utc' ? 0 : current().host.clock.offsetMinutes(date.unixMs) * 60_000, ms = date.unixMs - offset;
  port().setTimes(item.path, which === 'accessedMs' ? ms : entry.accessedMs, which === 'modifiedMs' ? ms : entry.modifiedMs);
  item.refresh();
}
/** What kind of link it is: a file with several names is one too. Windows' junctions lead to a path that ends in a separator. */
const linkType = (i: FileItem): string | null => {
  const { entry } = i;
  if (entry?.linkTarget !== undefined) return entry.linkTarget.endsWith('\\') ? 'Junction' : 'SymbolicLink';
  return entry !== undefined && !entry.isDirectory && (entry.names ?? 1) > 1 ? 'HardLink' : null;
};
const attributes = (i: FileItem): number => (i.entry === undefined ? -1 : ((i.isReadOnly ? 1 : 0) | (i.isHidden ? 2 : 0) | (i.isFolder ? 16 : 0) | (i.entry.linkTarget === undefined ? 0 : 1024)) || 128);
function mode(i: FileItem): string {
  const a = attributes(i), link = linkType(i) !== null;
  return [link ? 'l' : i.isFolder ? 'd' : '-', (a & 32) === 0 ? '-' : 'a', (a & 1) === 0 ? '-' : 'r', (a & 2) === 0 ? '-' : 'h', (a & 4) === 0 ? '-' : 's'].join('');
}
const separator = (): string => port().separator;
const parent = (i: FileItem): string => parentOf(i.path, separator());
const qualified = (path: string): string => (path === '' ? '' : `Microsoft.PowerShell.Core\\FileSystem::${path}`);
/** Remembers the drive that a command has come to a file by (CmdletProvider.WrapOutputInPSObject). */
export function reachedBy(v: Value, by: DriveLike): Value {
  if (v instanceof FileItem) v.drive = by;
  return v;
}
function drive(i: FileItem): Value {
  if (i.drive !== undefined) return driveInfo(i.drive, '');
  const letter = /^([A-Za-z]):/.exec(i.path)?.[1];
  return driveInfo({ name: letter ?? '/', root: letter === undefined ? '/' : `${letter}:\\`, description: '', provider: { name: 'FileSystem' } }, current().location);
}
type Props = NonNullable<TypeTable<FileItem>['props']>;
const dates: Props = {
  CreationTime: [T.DateTime, (i) => time(i, 'createdMs', false), (i, v) => { setTime(i, 'createdMs', v, false); }], CreationTimeUtc: [T.DateTime, (i) => time(i, 'createdMs', true), (i, v) => { setTime(i, 'createdMs', v, true); }],
  LastAccessTime: [T.DateTime, (i) => time(i, 'accessedMs', false), (i, v) => { setTime(i, 'accessedMs', v, false); }], LastAccessTimeUtc: [T.DateTime, (i) => time(i, 'accessedMs', true), (i, v) => { setTime(i, 'accessedMs', v, true); }],
  LastWriteTime: [T.DateTime, (i) => time(i, 'modifiedMs', false), (i, v) => { setTime(i, 'modifiedMs', v, false); }], LastWriteTimeUtc: [T.DateTime, (i) => time(i, 'modifiedMs', true), (i, v) => { setTime(i, 'modifiedMs', v, true); }],
};
/** What PowerShell adds to both, in its order; a file's version stands between. */
const added: Props = {
  PSPath: [T.String, (i) => qualified(i.path)], PSParentPath: [T.String, (i) => qualified(parent(i))], PSChildName: [T.String, (i) => i.name],
  PSDrive: [undefined, drive], PSProvider: [undefined, () => providerInfo('FileSystem')], PSIsContainer: [T.Boolean, (i) => i.isFolder],
  Mode: [T.String, mode], ModeWithoutHardLink: [T.String, mode],
};
const addedLast: Props = {
  BaseName: [T.String, (i) => (i.isFolder || i.extension === '' ? i.name : i.name.slice(0, -i.extension.length))],
  ResolvedTarget: [T.String, (i) => i.entry?.linkTarget ?? i.path], Target: [T.String, (i) => i.entry?.linkTarget ?? null], LinkType: [T.String, linkType],
};
const last: Props = {
  ...dates, LinkTarget: [T.String, (i) => i.entry?.linkTarget ?? null],
  Attributes: [fileAttributes, (i) => new EnumValue(fileAttributes, attributes(i)), (i, v) => { setReadOnly(i, ((convertTo(v, fileAttributes) as EnumValue).value & 1) !== 0); }],
};
function setReadOnly(i: FileItem, on: boolean): void {
  const { entry } = i;
  if (entry === undefined) return;
  port().setMode(i.path, on ? entry.mode & 0o7555 : (entry.mode & 0o7777) | 0o200);
  i.refresh();
}
/** The entries of a folder that match, in it or below it: `GetFiles('*.txt', 'AllDirectories')`. */
function matching(folder: FileItem, kinds: readonly boolean[], pattern = '*', option: unknown = null): Value[] {
  const found: Value[] = [], below = option != null && toText(option as Value) === 'AllDirectories', wanted = pattern === '*.*' ? '*' : pattern;
  const walk = (path: string): void => {
    const all = port().list(path);
    for (const e of all) if (kinds.includes(e.isDirectory) && like(e.name, wanted)) found.push(fileObject(e));
    if (below) for (const e of all) if (e.isDirectory && e.linkTarget === undefined) walk(port().resolve(path, e.name));
  };
  if (folder.entry === undefined) netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${folder.path}'.`);
  walk(folder.path);
  return found;
}
const lister = (kinds: readonly boolean[], type: NetType | undefined): Overload<FileItem>[] => {
  const made = (all: Value[]): Value => (type === undefined ? all : typedArray(type, all)), returns = type === undefined ? undefined : arrayOf(type);
  return [method([], (i: FileItem) => made(matching(i, kinds)), returns), method([T.String], (i: FileItem, p) => made(matching(i, kinds, p)), returns), method([T.String, T.Object], (i: FileItem, p, o) => made(matching(i, kinds, p, o)), returns)];
};
const opened = (name: string, i: FileItem, ...more: readonly Value[]): Value => invokeStatic(lookupType('System.IO.File') ?? T.Object, name, [i.path, ...more]);
const remove = (i: FileItem, recurse = false): void => { port().remove(i.path, recurse); i.refresh(); };
/** It is what it was, at its new place (FileInfo.MoveTo); what the static methods refuse, it refuses too. */
function move(i: FileItem, to: string, over = false): void {
  const path = absolute(to), isFolder = i instanceof DirectoryInfo;
  filled(to, isFolder ? 'destDirName' : 'destFileName');
  invokeStatic(lookupType(`System.IO.${isFolder ? 'Directory' : 'File'}`) ?? T.Object, 'Move', isFolder ? [i.path, path] : [i.path, path, over]);
  [i.path, i.given] = [path, to];
  i.refresh();
}
function copied(i: FileItem, to: string, over = false): FileInfo {
  filled(to, 'destFileName');
  opened('Copy', i, absolute(to), over);
  return new FileInfo(absolute(to));
}
/** DirectoryInfo.CreateSubdirectory: nothing that lies elsewhere. */
function below(i: FileItem, name: string): DirectoryInfo {
  given(name, 'path');
  if (name.trim() === '') badArgument('Path cannot be the empty string or all whitespace.', 'path');
  if (/^(?:[A-Za-z]:)?[\\/]/.test(name)) badArgument('Second path fragment must not be a drive or UNC name.', 'path');
  const at = port().resolve(i.path, name), { separator } = port(), folder = i.path.endsWith(separator) ? i.path : i.path + separator;
  if (at !== i.path && !at.startsWith(folder)) badArgument(`The directory specified, '${name}', is not a subdirectory of '${i.path}'.`, 'path');
  port().makeDirectory(at);
  return new DirectoryInfo(at);
}
const absolute = (path: string): string => port().resolve(current().workingDirectory.path, path);

laterType<FileItem>(FILE_INFO, () => ({
  create: [func([T.String], (p) => { filled(p, 'path'); return new FileInfo(absolute(p), undefined, p); })], text: (i) => i.given,
  props: {
    ...added, VersionInfo: [undefined, (i) => fileVersionInfo(i.path)], ...addedLast, Length: [T.Int64, (i) => (i.entry === undefined ? netThrow('System.IO.FileNotFoundException', `Could not find file '${i.path}'.`) : BigInt(i.entry.size))],
    DirectoryName: [T.String, parent], Directory: [undefined, (i) => new DirectoryInfo(parent(i))], IsReadOnly: [T.Boolean, (i) => i.isReadOnly, (i, v) => { setReadOnly(i, v === true); }],
    FullName: [T.String, (i) => i.path], Extension: [T.String, (i) => i.extension], Name: [T.String, (i) => i.name], Exists: [T.Boolean, (i) => i.exists], ...last,
  },
  methods: {
    Delete: [method([], (i) => { remove(i); })], Refresh: [method([], (i) => { i.refresh(); })],
    CopyTo: [method([T.String], (i, to) => copied(i, to)), method([T.String, T.Boolean], copied)],
    MoveTo: [method([T.String], (i, to) => move(i, to), T.Void), method([T.String, T.Boolean], move, T.Void)],
    ...Object.fromEntries(['OpenRead', 'OpenWrite', 'OpenText', 'CreateText', 'AppendText', 'Create'].map((name) => [name, [method([], (i: FileItem) => opened(name, i))]])),
    Open: [method([T.Object], (i, m) => opened('Open', i, m)), method([T.Object, T.Object], (i, m, a) => opened('Open', i, m, a)), method([T.Object, T.Object, T.Object], (i, m, a, s) => opened('Open', i, m, a, s))],
  },
}), FileInfo);
laterType<FileItem>(DIRECTORY_INFO, () => ({
  create: [func([T.String], (p) => { filled(p, 'path'); return new DirectoryInfo(absolute(p), undefined, p); })], text: (i) => i.given,
  props: {
    ...added, ...addedLast, Parent: [undefined, (i) => (parent(i) === '' ? null : new DirectoryInfo(parent(i)))], Root: [undefined, (i) => new DirectoryInfo(/^(?:[A-Za-z]:)?[\\/]/.exec(i.path)?.[0] ?? i.path)],
    FullName: [T.String, (i) => i.path], Extension: [T.String, (i) => i.extension], Name: [T.String, (i) => (i.name === '' ? i.path : i.name)], Exists: [T.Boolean, (i) => i.exists], ...last,
  },
  methods: {
    Delete: [method([], (i) => { remove(i); }), method([T.Boolean], (i, recurse) => { remove(i, recurse); })], Refresh: [method([], (i) => { i.refresh(); })], Create: [method([], (i) => { port().makeDirectory(i.path); i.refresh(); })],
    GetFiles: lister([false], FILE_INFO), GetDirectories: lister([true], DIRECTORY_INFO), GetFileSystemInfos: lister([true, false], fileSystemInfo), EnumerateFiles: lister([false], undefined), EnumerateDirectories: lister([true], undefined), EnumerateFileSystemInfos: lister([true, false], undefined),
    MoveTo: [method([T.String], (i, to) => move(i, to), T.Void)], CreateSubdirectory: [method([T.String], below, DIRECTORY_INFO)],
  },
}), DirectoryInfo);
/** The name as a listing shows it, in the colours of its kind; plain text leaves them out where it is shown. */
function nameString(i: FileItem): string {
  const style = current().variable('PSStyle'), files = style instanceof PSStyle ? style.files : undefined, { linkTarget } = i.entry ?? {};
  const shown = (code: string): string => `${code}${i.name}\u001b[0m`;
  if (files === undefined) return i.name;
  if (linkTarget !== undefined) return `${shown(files.of('SymbolicLink'))} -> ${linkTarget}`;
  if (i.isFolder) return shown(files.of('Directory'));
  const code = files.extensions.styles.get(i.extension.toLowerCase()) ?? (((i.entry?.mode ?? 0) & 0o111) === 0 ? undefined : files.of('Executable'));
  return code === undefined ? i.name : shown(code);
}
// What the views show; not among the properties a person lists.
for (const type of [FILE_INFO, DIRECTORY_INFO]) {
  extend(type.name, 'NameString', (v) => nameString(v as FileItem), true);
  extend(type.name, 'LengthString', (v) => ((v as FileItem).isFolder ? '' : String((v as FileItem).entry?.size ?? '')), true);
  extend(type.name, 'LastWriteTimeString', (v) => { const d = time(v as FileItem, 'modifiedMs', false); return `${formatDate(d, 'd', currentCulture()).padStart(10)} ${formatDate(d, 't', currentCulture()).padStart(8)}`; }, true);
}
