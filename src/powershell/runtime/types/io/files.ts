/** System.IO.File and Directory, over the file port. */
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { FilePortError } from '../../host.ts';
import type { FilePort } from '../../host.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import type { Value } from '../../values/value.ts';
import { DateTime } from '../../values/dateTime.ts';
import { like } from '../../operators/wildcard.ts';
import { func, laterType } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { Encoding, bytesValue, rawBytes } from '../text/text.ts';
import { convertTo } from '../../convert/convert.ts';
import { construct } from '../../members/overloads.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { fileAttributes } from '../system/enums.ts';
import { lookupType } from '../registry.ts';
import { enterFolder } from './currentFolder.ts';
import { openFile } from './byteStreams.ts';
import { toLocal } from '../system/dateTime.ts';

const port = (): FilePort => current().host.files ?? netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
const full = (p: string): string => port().resolve(current().workingDirectory.path, p);
/** The port's errors as .NET's (Interop.IOErrors.Unix.cs, GetExceptionForIoErrno): of the path it speaks of, which is another one where a folder above could not be made. */
function access<R>(path: string, work: (p: string) => R, makesFolders = false): R {
  const whole = full(path);
  try { return work(whole); } catch (e) {
    if (!(e instanceof FilePortError)) throw e;
    const p = makesFolders ? e.path : whole;
    switch (e.code) {
      case 'ENOENT': return isFolder(port().resolve(p, '..')) ? netThrow('System.IO.FileNotFoundException', `Could not find file '${p}'.`, [['FileName', p]]) : netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${p}'.`);
      case 'ENOTDIR': return netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${p}'.`);
      case 'EEXIST': return netThrow('System.IO.IOException', `The file '${p}' already exists.`);
      case 'ENAMETOOLONG': return netThrow('System.IO.PathTooLongException', `The path '${p}' is too long, or a component of the specified path is too long.`);
      case 'EACCES': case 'EPERM': case 'EROFS': case 'EISDIR': return netThrow('System.UnauthorizedAccessException', `Access to the path '${p}' is denied.`);
      default: return netThrow(e.message.startsWith('Null character') ? 'System.ArgumentException' : 'System.IO.IOException', new FilePortError(e.code, p, e.message).words);
    }
  }
}
const isFolder = (p: string): boolean => { try { return port().stat(p)?.isDirectory === true; } catch (e) { if (e instanceof FilePortError) return false; throw e; } };
/** A file as text: by the mark at its start, else by the encoding asked for, else as UTF-8. */
function readText(path: string, encoding?: unknown): string {
  const bytes = access(path, (x) => port().read(x));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return encoding instanceof Encoding ? encoding.decode(bytes) : new TextDecoder().decode(bytes);
}
/** Text to a file; a new one starts with the encoding's mark. */
function writeText(path: string, text: string, encoding?: unknown, append = false): void {
  const isNew = !append || port().stat(full(path)) === undefined;
  const data = encoding instanceof Encoding ? Uint8Array.from([...(isNew ? encoding.preamble : []), ...encoding.encode(text)]) : new TextEncoder().encode(text);
  access(path, (x) => port().write(x, data, append));
}
const lines = (t: string): string[] => (t === '' ? [] : t.replace(/\r?\n$/, '').split(/\r\n|\n|\r/));
const joined = (items: Value): string => toItems(items).map((l) => `${toText(l)}\n`).join('');
const texts = (items: readonly string[]): Value => typedArray(T.String, [...items]);
type Wanted = 'files' | 'folders' | 'all';
/** The entries of a folder whose names match, in it or below it too. */
function entries(folder: string, pattern: string, want: Wanted, option: unknown): string[] {
  const below = option != null && toText(option as Value) === 'AllDirectories', found: string[] = [];
  const walk = (shown: string): void => {
    const inner: string[] = [];
    for (const e of access(shown, (x) => port().list(x))) {
      const name = `${shown.replace(/[\\/]$/, '')}${port().separator}${e.name}`;
      if ((want === 'all' || (want === 'folders') === e.isDirectory) && like(e.name, pattern === '*.*' ? '*' : pattern)) found.push(name);
      if (e.isDirectory && e.linkTarget === undefined) inner.push(name);
    }
    if (below) for (const name of inner) walk(name);
  };
  if (port().stat(full(folder))?.isDirectory !== true) return netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${full(folder)}'.`);
  walk(folder);
  return found;
}
const lister = (want: Wanted) => [func([T.String], (p) => texts(entries(p, '*', want, null))), func([T.String, T.String], (p, w) => texts(entries(p, w, want, null))), func([T.String, T.String, T.Object], (p, w, o) => texts(entries(p, w, want, o)))];
type When = 'createdMs' | 'modifiedMs' | 'accessedMs';
const time = (which: When, utc: boolean) => [func([T.String], (p) => { const d = DateTime.fromUnixMs(port().stat(full(p))?.[which] ?? -11644473600000); return utc ? d.withKind('Utc') : toLocal(d); })];
const setTime = (which: When, utc: boolean) => [func([T.String, T.DateTime], (p, d) => {
  const there = port().stat(full(p)) ?? netThrow('System.IO.FileNotFoundException', `Could not find file '${full(p)}'.`), ms = d.unixMs - (utc || d.kind === 'Utc' ? 0 : current().host.clock.offsetMinutes(d.unixMs) * 60_000);
  port().setTimes(full(p), which === 'accessedMs' ? ms : there.accessedMs, which === 'modifiedMs' ? ms : there.modifiedMs);
}, T.Void)];
const times = Object.fromEntries([false, true].flatMap((utc) => ([['CreationTime', 'createdMs'], ['LastWriteTime', 'modifiedMs'], ['LastAccessTime', 'accessedMs']] as const).flatMap(([name, which]) => [[`Get${name}${utc ? 'Utc' : ''}`, time(which, utc)], [`Set${name}${utc ? 'Utc' : ''}`, setTime(which, utc)]])));
/** Nothing may be there where something goes to. */
function vacant(path: string): void { if (port().stat(full(path)) !== undefined) netThrow('System.IO.IOException', `The file '${full(path)}' already exists.`); }
function move(source: string, target: string, over: boolean): void {
  if (port().stat(full(source)) === undefined) netThrow('System.IO.FileNotFoundException', `Could not find file '${full(source)}'.`, [['FileName', full(source)]]);
  if (!over) vacant(target);
  access(source, (x) => port().rename(x, full(target)));
}
function copy(source: string, target: string, over: boolean): void {
  if (port().stat(full(source)) === undefined) netThrow('System.IO.FileNotFoundException', `Could not find file '${full(source)}'.`, [['FileName', full(source)]]);
  if (!over) vacant(target);
  if (port().stat(full(source))?.isDirectory === true) netThrow('System.UnauthorizedAccessException', `Access to the path '${full(source)}' is denied.`);
  // The port would make the folders above.
  if (!isFolder(port().resolve(full(target), '..'))) netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${full(target)}'.`);
  access(source, (x) => port().copy(x, full(target)));
}
/** A System.IO.DirectoryInfo, where the item cmdlets gave that type. */
const folderInfo = (path: string): Value => { const type = lookupType('System.IO.DirectoryInfo'); return type === undefined ? path : convertTo(path, type); };
function attributesOf(path: string): Value {
  const there = port().stat(full(path)) ?? netThrow('System.IO.FileNotFoundException', `Could not find file '${full(path)}'.`, [['FileName', full(path)]]);
  const bits = ((there.mode & 0o200) === 0 ? 1 : 0) | (there.name.startsWith('.') ? 2 : 0) | (there.isDirectory ? 16 : 0);
  return new EnumValue(fileAttributes, bits === 0 ? 128 : bits);
}
function setAttributes(path: string, value: Value): void {
  const there = port().stat(full(path)), wanted = convertTo(value, fileAttributes) as EnumValue;
  if (there !== undefined) port().setMode(full(path), (wanted.value & 1) === 0 ? (there.mode & 0o7777) | 0o200 : there.mode & 0o7555);
}
function removeFile(path: string): void {
  const p = full(path), there = port().stat(p);
  if (there?.isDirectory === true && there.linkTarget === undefined) netThrow('System.UnauthorizedAccessException', `Access to the path '${p}' is denied.`);
  if (there !== undefined) access(path, (x) => port().remove(x, false));
  else if (!isFolder(port().resolve(p, '..'))) netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${p}'.`);
}
laterType(named('System.IO.File'), () => ({
  statics: {
    OpenRead: [func([T.String], (p) => openFile(p, 'Open', 'Read'))], OpenWrite: [func([T.String], (p) => openFile(p, 'OpenOrCreate'))], Open: [func([T.String, T.Object], (p, m) => openFile(p, toText(m))), func([T.String, T.Object, T.Object], (p, m, a) => openFile(p, toText(m), toText(a))), func([T.String, T.Object, T.Object, T.Object], (p, m, a) => openFile(p, toText(m), toText(a)))], Create: [func([T.String], (p) => openFile(p, 'Create'))],
    OpenText: [func([T.String], (p) => textFile('StreamReader', p))], CreateText: [func([T.String], (p) => textFile('StreamWriter', p))], AppendText: [func([T.String], (p) => textFile('StreamWriter', p, true))],
    Exists: [func([T.String], (p) => p != null && p !== '' && port().stat(full(p))?.isDirectory === false, T.Boolean)],
    ReadAllText: [func([T.String], (p) => readText(p), T.String), func([T.String, T.Object], readText, T.String)], ReadAllLines: [func([T.String], (p) => texts(lines(readText(p)))), func([T.String, T.Object], (p, e) => texts(lines(readText(p, e))))], ReadLines: [func([T.String], (p) => lines(readText(p))), func([T.String, T.Object], (p, e) => lines(readText(p, e)))], ReadAllBytes: [func([T.String], (p) => bytesValue(access(p, (x) => port().read(x))))],
    WriteAllText: [func([T.String, T.String], (p, t) => writeText(p, t ?? ''), T.Void), func([T.String, T.String, T.Object], (p, t, e) => writeText(p, t ?? '', e), T.Void)], WriteAllLines: [func([T.String, T.Object], (p, ls) => writeText(p, joined(ls)), T.Void), func([T.String, T.Object, T.Object], (p, ls, e) => writeText(p, joined(ls), e), T.Void)],
    AppendAllText: [func([T.String, T.String], (p, t) => writeText(p, t ?? '', undefined, true), T.Void), func([T.String, T.String, T.Object], (p, t, e) => writeText(p, t ?? '', e, true), T.Void)], AppendAllLines: [func([T.String, T.Object], (p, ls) => writeText(p, joined(ls), undefined, true), T.Void), func([T.String, T.Object, T.Object], (p, ls, e) => writeText(p, joined(ls), e, true), T.Void)], WriteAllBytes: [func([T.String, arrayOf(T.Byte)], (p, b) => { access(p, (x) => port().write(x, rawBytes(b), false)); }, T.Void)],
    Delete: [func([T.String], removeFile, T.Void)], Copy: [func([T.String, T.String], (a, b) => copy(a, b, false), T.Void), func([T.String, T.String, T.Boolean], copy, T.Void)], Move: [func([T.String, T.String], (a, b) => move(a, b, false), T.Void), func([T.String, T.String, T.Boolean], move, T.Void)],
    Replace: [func([T.String, T.String, T.String], (a, b, kept) => { if (kept != null && kept !== '') copy(b, kept, true); move(a, b, true); }, T.Void)], GetAttributes: [func([T.String], attributesOf)], SetAttributes: [func([T.String, T.Object], setAttributes, T.Void)], ...times,
  },
}));
const textFile = (kind: string, ...args: readonly Value[]): Value => { const type = lookupType(`System.IO.${kind}`); return type === undefined ? null : construct(type, args); };
function removeFolder(path: string, recurse: boolean): void {
  const there = port().stat(full(path));
  if (there?.isDirectory !== true) netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${full(path)}'.`);
  if (!recurse && port().list(full(path)).length > 0) netThrow('System.IO.IOException', `Directory not empty : '${full(path)}'`);
  access(path, (x) => port().remove(x, recurse));
}
const above = (path: string): string => { const whole = full(path), up = port().resolve(whole, '..'); return up === whole ? '' : up; };
laterType(named('System.IO.Directory'), () => ({
  statics: {
    Exists: [func([T.String], (p) => p != null && p !== '' && port().stat(full(p))?.isDirectory === true, T.Boolean)], CreateDirectory: [func([T.String], (p) => { access(p, (x) => port().makeDirectory(x), true); return folderInfo(full(p)); })], Delete: [func([T.String], (p) => removeFolder(p, false), T.Void), func([T.String, T.Boolean], removeFolder, T.Void)],
    GetCurrentDirectory: [func([], () => current().workingDirectory.path, T.String)], SetCurrentDirectory: [func([T.String], (p) => enterFolder(p), T.Void)], GetParent: [func([T.String], (p) => (above(p) === '' ? null : folderInfo(above(p))))], GetDirectoryRoot: [func([T.String], (p) => /^(?:[A-Za-z]:)?[\\/]/.exec(full(p))?.[0] ?? '')], GetLogicalDrives: [func([], () => texts([port().separator === '/' ? '/' : 'C:\\']))],
    Move: [func([T.String, T.String], (a, b) => { if (full(a) === full(b)) netThrow('System.IO.IOException', 'Source and destination path must be different.'); if (port().stat(full(a)) === undefined) netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${full(a)}'.`); if (port().stat(full(b)) !== undefined) netThrow('System.IO.IOException', `Cannot create '${full(b)}' because a file or directory with the same name already exists.`); access(a, (x) => port().rename(x, full(b))); }, T.Void)],
    GetFiles: lister('files'), GetDirectories: lister('folders'), GetFileSystemEntries: lister('all'), EnumerateFiles: lister('files'), EnumerateDirectories: lister('folders'), EnumerateFileSystemEntries: lister('all'), ...times,
  },
}));
