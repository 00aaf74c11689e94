/** System.IO.File and Directory, over the file port. */
import { toItems } from '../convert/enumerate.ts';
import { toText } from '../convert/toText.ts';
import { netThrow } from '../errors/raise.ts';
import { FilePortError } from '../host.ts';
import type { FilePort } from '../host.ts';
import { current } from '../run/current.ts';
import { typedArray } from '../values/arrays.ts';
import type { Value } from '../values/value.ts';
import { DateTime } from '../values/dateTime.ts';
import { like } from '../operators/wildcard.ts';
import { func, netType } from './netType.ts';
import type { NetType } from './netType.ts';
import { T, arrayOf, named } from './t.ts';
import { bytesValue, rawBytes } from './text.ts';
import { openFile } from './byteStreams.ts';
import { toLocal } from './dateTime.ts';

const strings = arrayOf(T.String);
const port = (): FilePort => current().host.files ?? netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
const full = (p: string): string => port().resolve(current().location, p);
/** The port's errors as .NET's. */
function access<R>(path: string, work: (p: string) => R): R {
  const p = full(path);
  try { return work(p); } catch (e) {
    if (!(e instanceof FilePortError)) throw e;
    if (e.code === 'ENOENT') return port().stat(port().resolve(p, '..')) === undefined ? netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${p}'.`) : netThrow('System.IO.FileNotFoundException', `Could not find file '${p}'.`, [['FileName', p]]);
    return e.code === 'EACCES' || e.code === 'EPERM' || e.code === 'EISDIR' ? netThrow('System.UnauthorizedAccessException', `Access to the path '${p}' is denied.`) : netThrow('System.IO.IOException', e.message);
  }
}
const read = (p: string): string => access(p, (x) => new TextDecoder().decode(port().read(x)));
const write = (p: string, text: string, append = false): void => { access(p, (x) => port().write(x, new TextEncoder().encode(text), append)); };
const lines = (t: string): string[] => (t === '' ? [] : t.replace(/\r?\n$/, '').split(/\r?\n/));
const list = (p: string, pattern: string, want: (isDirectory: boolean) => boolean): Value => typedArray(T.String, access(p, (x) => port().list(x)).filter((e) => want(e.isDirectory) && like(e.name, pattern)).map((e) => e.path));
const modified = (p: string): DateTime => toLocal(DateTime.fromUnixMs(port().stat(full(p))?.modifiedMs ?? -11644473600000));
netType(named('System.IO.File'), {
  statics: {
    OpenRead: [func([T.String], (p) => openFile(p, 'Open', 'Read'))], OpenWrite: [func([T.String], (p) => openFile(p, 'OpenOrCreate'))], Open: [func([T.String, T.Object], (p, m) => openFile(p, toText(m))), func([T.String, T.Object, T.Object], (p, m, a) => openFile(p, toText(m), toText(a)))],
    Exists: [func([T.String], (p) => p != null && p !== '' && port().stat(full(p))?.isDirectory === false, T.Boolean)], ReadAllText: [func([T.String], (p) => read(p).replace(/^\ufeff/, ''), T.String), func([T.String, T.Object], (p) => read(p).replace(/^\ufeff/, ''))], ReadAllLines: [func([T.String], (p) => typedArray(T.String as unknown as NetType, lines(read(p).replace(/^\ufeff/, '')))), func([T.String, T.Object], (p) => typedArray(T.String as unknown as NetType, lines(read(p))))], ReadLines: [func([T.String], (p) => lines(read(p)))], ReadAllBytes: [func([T.String], (p) => bytesValue(access(p, (x) => port().read(x))))],
    WriteAllText: [func([T.String, T.String], (p, t) => write(p, t ?? '')), func([T.String, T.String, T.Object], (p, t) => write(p, t ?? ''))], WriteAllLines: [func([T.String, strings], (p, ls) => write(p, ls.map((l) => `${toText(l)}\n`).join(''))), func([T.String, T.Object], (p, ls) => write(p, toItems(ls).map((l) => `${toText(l)}\n`).join('')))], AppendAllText: [func([T.String, T.String], (p, t) => write(p, t ?? '', true))], AppendAllLines: [func([T.String, strings], (p, ls) => write(p, ls.map((l) => `${toText(l)}\n`).join(''), true))], WriteAllBytes: [func([T.String, arrayOf(T.Byte)], (p, b) => { access(p, (x) => port().write(x, rawBytes(b), false)); })],
    Delete: [func([T.String], (p) => { if (port().stat(full(p)) !== undefined) access(p, (x) => port().remove(x, false)); })], Copy: [func([T.String, T.String], (a, b) => { access(a, (x) => port().copy(x, full(b))); }), func([T.String, T.String, T.Boolean], (a, b) => { access(a, (x) => port().copy(x, full(b))); })], Move: [func([T.String, T.String], (a, b) => { access(a, (x) => port().rename(x, full(b))); })], GetLastWriteTime: [func([T.String], modified)], Create: [func([T.String], (p) => openFile(p, 'Create'))],
  },
});
netType(named('System.IO.Directory'), {
  statics: {
    Exists: [func([T.String], (p) => port().stat(full(p))?.isDirectory === true, T.Boolean)], CreateDirectory: [func([T.String], (p) => { access(p, (x) => port().makeDirectory(x)); })], Delete: [func([T.String], (p) => { access(p, (x) => port().remove(x, false)); }), func([T.String, T.Boolean], (p, r) => { access(p, (x) => port().remove(x, r)); })], GetCurrentDirectory: [func([], () => current().location, T.String)],
    GetFiles: [func([T.String], (p) => list(p, '*', (d) => !d)), func([T.String, T.String], (p, w) => list(p, w, (d) => !d))], GetDirectories: [func([T.String], (p) => list(p, '*', (d) => d)), func([T.String, T.String], (p, w) => list(p, w, (d) => d))], GetFileSystemEntries: [func([T.String], (p) => list(p, '*', () => true))],
  },
});
