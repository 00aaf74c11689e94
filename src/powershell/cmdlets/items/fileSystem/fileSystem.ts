/** The FileSystem provider over the file port. */
import { toText } from '../../../runtime/convert/toText.ts';
import { FilePortError } from '../../../runtime/host.ts';
import type { FilePort } from '../../../runtime/host.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { raise } from '../../../runtime/errors/raise.ts';
import { toNumber } from '../../../runtime/values/numbers.ts';
import { convertTo } from '../../../runtime/convert/convert.ts';
import { T } from '../../../runtime/types/t.ts';
import type { NumberValue } from '../../../runtime/values/numbers.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { encodeText } from './encodings.ts';
import { fileObject } from './fileTypes.ts';
import { parentOf } from '../paths/pathText.ts';
import { linkKind, makeLink } from './links.ts';
import { compareText } from '../../../runtime/operators/collation.ts';
import { ItemError, pathNotFound } from '../providers/provider.ts';
import type { Child, ItemProvider, WriteOptions } from '../providers/provider.ts';

/** The file port. Ends the command where the engine has none. */
export const portOf = (ctx: CmdletContext): FilePort => ctx.host.files ?? raise({
  id: 'FileSystemUnavailable', category: 'ResourceUnavailable', message: 'Files cannot be reached: this engine runs without a file system.',
});
/** The end of a line on this system. */
export const newLine = (ctx: CmdletContext): string => (ctx.host.environment.platform === 'win32' ? '\r\n' : '\n');

/** An error of the system as the item cmdlets report it. */
export function fileError(error: FilePortError, cmdlet: string): ItemError {
  const { path } = error, noun = cmdlet.replace(/-/, '');
  switch (error.code) {
    case 'ENOENT': return pathNotFound(path);
    case 'EACCES': case 'EPERM': case 'EROFS':
      return new ItemError({ id: `${noun}UnauthorizedAccessError`, category: 'PermissionDenied', target: path, exception: 'System.UnauthorizedAccessException', message: `Access to the path '${path}' is denied.` });
    case 'ENOTEMPTY':
      return new ItemError({ id: `${noun}IOError`, category: 'WriteError', target: path, exception: 'System.IO.IOException', message: `Directory ${path} cannot be removed because it is not empty.` });
    case 'EISDIR':
      return new ItemError({ id: `${noun}UnauthorizedAccessError`, category: 'PermissionDenied', target: path, exception: 'System.UnauthorizedAccessException', message: `Access to the path '${path}' is denied. It is a folder.` });
    default:
      return new ItemError({ id: `${noun}IOError`, category: 'WriteError', target: path, exception: 'System.IO.IOException', message: error.message });
  }
}
const ioError = (id: string, category: 'WriteError' | 'ResourceExists' | 'InvalidOperation', target: string, message: string): ItemError =>
  new ItemError({ id, category, target, exception: 'System.IO.IOException', message });

/** What the system says of a place that is taken. */
const taken = (ctx: CmdletContext, path: string): string => (ctx.host.environment.platform === 'win32' ? 'Cannot create a file when that file already exists.' : `The file '${path}' already exists.`);

/** Values as the lines of a file, or as bytes. */
function bytesOf(ctx: CmdletContext, values: readonly Value[], options: WriteOptions, isEmpty: boolean): Uint8Array {
  if (options.asBytes) return Uint8Array.from(values.map((v) => toNumber(convertTo(v, T.Byte) as NumberValue)));
  const end = options.noNewline ? '' : newLine(ctx);
  // Null is no line.
  return encodeText(values.filter((v) => v !== null && v !== undefined).map((v) => toText(v) + end).join(''), options.encoding, !options.append || isEmpty);
}

export const fileSystem: ItemProvider = {
  name: 'FileSystem', isHierarchical: true,
  exists: (ctx, path) => portOf(ctx).stat(path) !== undefined,
  isContainer: (ctx, path) => portOf(ctx).stat(path)?.isDirectory === true,
  item(ctx, path) {
    const entry = portOf(ctx).stat(path);
    if (entry === undefined) throw pathNotFound(path);
    return fileObject(entry);
  },
  children(ctx, path) {
    const list = portOf(ctx).list(path).map((e): Child => ({ path: e.path, name: e.name, isContainer: e.isDirectory, isHidden: e.name.startsWith('.'), leadsTo: e.linkTarget, object: () => fileObject(e) }));
    return list.sort((a, b) => Number(b.isContainer) - Number(a.isContainer) || compareText(a.name, b.name, true) || compareText(a.name, b.name, false));
  },
  create(ctx, path, { type, value, force }) {
    const files = portOf(ctx), kind = type.toLowerCase(), there = files.stat(path);
    if (kind !== '' && 'directory'.startsWith(kind) || kind === 'container') {
      if (there !== undefined && !(force && there.isDirectory)) throw ioError('DirectoryExist', 'ResourceExists', path, `An item with the specified name ${path} already exists.`);
      if (there === undefined) files.makeDirectory(path);
      return this.item(ctx, path);
    }
    const linked = linkKind(kind);
    if (linked !== undefined) { makeLink(ctx, files, linked, path, value, force); return this.item(ctx, path); }
    if (kind !== '' && !'file'.startsWith(kind) && kind !== 'leaf') {
      throw new ItemError({ id: 'Argument', category: 'InvalidArgument', target: path, exception: 'System.Management.Automation.PSArgumentException', message: 'The type is not a known type for the file system. Only "file","directory" or "symboliclink" can be specified.' });
    }
    if (there !== undefined && (!force || there.isDirectory)) throw ioError('NewItemIOError', 'WriteError', path, `The file '${path}' already exists.`);
    const above = parentOf(path, files.separator);
    if (above !== '' && files.stat(above) === undefined) {
      if (!force) throw ioError('NewItemIOError', 'WriteError', path, `Could not find a part of the path '${path}'.`);
      files.makeDirectory(above);
    }
    files.write(path, encodeText(value === undefined || value === null ? '' : toText(value), undefined, true), false);
    return this.item(ctx, path);
  },
  set: (_ctx, path) => { throw new ItemError({ id: 'NotSupported', category: 'NotImplemented', target: path, exception: 'System.Management.Automation.PSNotSupportedException', message: 'A file cannot be set as an item. Use Set-Content to write it.' }); },
  remove(ctx, path, recurse, force) {
    const files = portOf(ctx), entry = files.stat(path);
    if (entry === undefined) throw pathNotFound(path);
    // A link goes alone, whatever it leads to.
    if (entry.linkTarget !== undefined) { files.remove(path, false); return; }
    if (entry.isDirectory && !recurse && files.list(path).length > 0) {
      throw ioError('DirectoryNotEmpty', 'InvalidOperation', path, `The item at ${path} has children and the Recurse parameter was not specified. A runbook cannot be asked: add -Recurse to remove the folder with all it holds.`);
    }
    if ((entry.mode & 0o222) === 0 && !entry.isDirectory && !force) {
      throw ioError('RemoveFileSystemItemUnAuthorizedAccess', 'WriteError', path, `Cannot remove item ${path}: You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only.`);
    }
    files.remove(path, entry.isDirectory && recurse);
  },
  rename(ctx, path, name, force) {
    const files = portOf(ctx), to = files.resolve(parentOf(path, files.separator), name), there = files.stat(to);
    if (files.stat(path) === undefined) throw pathNotFound(path);
    if (there !== undefined && to.toLowerCase() !== path.toLowerCase() && !force) throw ioError('RenameItemIOError', 'WriteError', path, taken(ctx, to));
    files.rename(path, to);
    return to;
  },
  copy(ctx, from, to, recurse, force) {
    const files = portOf(ctx), entry = files.stat(from), there = files.stat(to);
    if (entry === undefined) throw pathNotFound(from);
    const onItself = (): ItemError => ioError('CopyError', 'WriteError', from, `Cannot overwrite the item ${to} with itself.`);
    if (from === to) throw onItself();
    if (!entry.isDirectory) {
      if (there !== undefined && (there.mode & 0o222) === 0 && force) files.remove(to, false);
      try { files.copy(from, to); } catch (error) { throw error instanceof FilePortError && error.code === 'ERR_FS_CP_EINVAL' ? onItself() : error; }
      return;
    }
    if (there !== undefined && !there.isDirectory) throw ioError('CopyContainerItemToLeafError', 'InvalidOperation', from, 'Container cannot be copied onto existing leaf item.');
    if (there === undefined) files.makeDirectory(to);
    if (recurse) for (const child of files.list(from)) this.copy(ctx, child.path, files.resolve(to, child.name), true, force);
  },
  move(ctx, from, to, force) {
    const files = portOf(ctx), there = files.stat(to), isFolder = files.stat(from)?.isDirectory === true;
    const failure = isFolder ? 'MoveDirectoryItemIOError' : 'MoveFileInfoItemIOError', bare = from.replace(/[\\/]+$/, '');
    if (isFolder && (to.startsWith(bare + files.separator) || to.toLowerCase() === bare.toLowerCase())) {
      throw new ItemError({ id: 'MoveItemArgumentError', category: 'InvalidArgument', target: to, exception: 'System.IO.IOException', message: `Destination path cannot be a subdirectory of the source or the source itself: ${to}.` });
    }
    if (isFolder && there?.isDirectory === false && files.separator === '/') throw ioError('DirectoryExist', 'ResourceExists', to, `An item with the specified name ${to} already exists.`);
    if (there !== undefined && !force && to.toLowerCase() !== from.toLowerCase()) throw ioError(failure, 'WriteError', from, taken(ctx, to));
    if (there === undefined && files.stat(parentOf(to, files.separator)) === undefined) throw ioError(failure, 'WriteError', from, `Could not find a part of the path '${to}'.`);
    try { files.rename(from, to); } catch (error) {
      // Another disk: copy, then remove.
      if (!(error instanceof FilePortError) || error.code !== 'EXDEV') throw error;
      files.copy(from, to);
      files.remove(from, true);
    }
  },
  read: (ctx, path) => portOf(ctx).read(path),
  write(ctx, path, values, options) {
    const files = portOf(ctx), there = files.stat(path);
    if (there?.isDirectory === true) throw new ItemError({ id: 'WriteContainerContentException', category: 'InvalidOperation', target: null, exception: 'System.InvalidOperationException', message: `Unable to write content because it is a directory: '${path}'.` });
    if (there !== undefined && (there.mode & 0o222) === 0 && options.force) files.setMode(path, there.mode | 0o200);
    if (there === undefined && files.stat(parentOf(path, files.separator)) === undefined) {
      throw new ItemError({ id: 'GetContentWriterDirectoryNotFoundError', category: 'ObjectNotFound', target: path, exception: 'System.IO.DirectoryNotFoundException', message: `Could not find a part of the path '${path}'.` });
    }
    files.write(path, bytesOf(ctx, values, options, there === undefined || there.size === 0), options.append);
  },
  clear(ctx, path) {
    if (this.isContainer(ctx, path)) throw new ItemError({ id: 'ClearDirectoryContent', category: 'InvalidOperation', target: path, exception: 'System.NotSupportedException', message: `Unable to clear content of '${path}' because it is a directory. Clear-Content is only supported on files.` });
    portOf(ctx).write(path, new Uint8Array(), false);
  },
};
