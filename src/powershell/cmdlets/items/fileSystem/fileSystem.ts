/** The FileSystem provider over the file port. */
import { toText } from '../../../runtime/convert/toText.ts';
import { FilePortError } from '../../../runtime/host.ts';
import type { FileEntry, FilePort } from '../../../runtime/host.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { raise } from '../../../runtime/errors/raise.ts';
import { Byte } from '../../../runtime/values/numbers.ts';
import { unwrap } from '../../../runtime/values/psObject.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { encodeText } from './encodings.ts';
import { fileObject } from './fileTypes.ts';
import { parentOf } from '../paths/pathText.ts';
import { linkKind, makeLink } from './links.ts';
import { compareText } from '../../../runtime/operators/collation.ts';
import { ItemError, ThrownItemError, pathNotFound } from '../providers/provider.ts';
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
    case 'ENOTDIR': return noFolder(`${noun}IOError`, 'WriteError', path, path);
    case 'ENOTEMPTY':
      return new ItemError({ id: `${noun}IOError`, category: 'WriteError', target: path, exception: 'System.IO.IOException', message: `Directory ${path} cannot be removed because it is not empty.` });
    case 'EISDIR':
      return new ItemError({ id: `${noun}UnauthorizedAccessError`, category: 'PermissionDenied', target: path, exception: 'System.UnauthorizedAccessException', message: `Access to the path '${path}' is denied.` });
    default:
      return new ItemError({ id: `${noun}IOError`, category: 'WriteError', target: path, exception: 'System.IO.IOException', message: error.words });
  }
}
const ioError = (id: string, category: 'WriteError' | 'ResourceExists' | 'InvalidOperation' | 'PermissionDenied', target: Value, message: string): ItemError =>
  new ItemError({ id, category, target, exception: 'System.IO.IOException', message });
/** The folder that a path names, or one above it, is not there. */
export const noFolder = (id: string, category: 'WriteError' | 'ObjectNotFound' | 'OpenError', target: Value, path: string): ItemError =>
  new ItemError({ id, category, target, exception: 'System.IO.DirectoryNotFoundException', message: `Could not find a part of the path '${path}'.` });
/** What is at a path; below a file there is nothing. */
const statOf = (files: FilePort, path: string): FileEntry | undefined => {
  try { return files.stat(path); } catch (error) { if (error instanceof FilePortError && error.code === 'ENOTDIR') return undefined; throw error; }
};
const isThere = (files: FilePort, path: string): boolean => path === '' || files.stat(path)?.isDirectory === true;

/** What the system says of a place that is taken. */
const taken = (ctx: CmdletContext, path: string): string => (ctx.host.environment.platform === 'win32' ? 'Cannot create a file when that file already exists.' : `The file '${path}' already exists.`);

const takenFolder = (path: string): string => `Cannot create '${path}' because a file or directory with the same name already exists.`;

/** Values as the lines of a file, or as bytes. */
function bytesOf(ctx: CmdletContext, values: readonly Value[], options: WriteOptions, isEmpty: boolean): Uint8Array {
  if (options.asBytes) {
    // What is no byte ends the writing; the bytes before it are in the file.
    const at = values.findIndex((v) => v != null && !(unwrap(v) instanceof Byte));
    return Uint8Array.from((at < 0 ? values : values.slice(0, at)).flatMap((v) => { const plain = unwrap(v); return plain instanceof Byte ? [plain.value] : []; }));
  }
  const end = options.noNewline ? '' : newLine(ctx);
  // Null is no line.
  return encodeText(values.filter((v) => v !== null && v !== undefined).map((v) => toText(v) + end).join(''), options.encoding, !options.append || isEmpty);
}

const withItself = (path: string): ItemError => ioError('CopyError', 'WriteError', path, `Cannot overwrite the item ${path} with itself.`);
/** Whether two paths lead to one file or folder, by whatever names and links. */
function isSame(files: FilePort, one: string, other: string): boolean {
  const a = files.stat(one), b = files.stat(other);
  return one === other || (a?.inode !== undefined && a.inode === b?.inode && a.device === b.device);
}
/** Refuses to copy a file or folder onto itself, and a folder into itself where that is what is written. */
export function refuseOntoItself(ctx: CmdletContext, from: string, to: string): void { if (isSame(portOf(ctx), from, to)) throw withItself(from); }

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
    const files = portOf(ctx), kind = type.toLowerCase(), there = statOf(files, path);
    if (kind !== '' && 'directory'.startsWith(kind) || kind === 'container') {
      if (there !== undefined && !(force && there.isDirectory)) throw ioError('DirectoryExist', 'ResourceExists', path, `An item with the specified name ${path} already exists.`);
      try { if (there === undefined) files.makeDirectory(path); } catch (error) {
        if (!(error instanceof FilePortError)) throw error;
        if (error.code === 'ENOTDIR') throw noFolder('CreateDirectoryIOError', 'WriteError', path, path);
        // A folder that takes none, as those of /proc.
        throw error.code === 'ENOENT' ? new ItemError({ id: 'CreateDirectoryIOError', category: 'WriteError', target: path, exception: 'System.IO.FileNotFoundException', message: `Could not find file '${error.path}'.` }) : error;
      }
      return this.item(ctx, path);
    }
    const linked = linkKind(kind);
    if (linked !== undefined) { makeLink(ctx, files, linked, path, value, force); return this.item(ctx, path); }
    if (kind !== '' && !'file'.startsWith(kind) && kind !== 'leaf') {
      throw new ThrownItemError({ id: 'Argument', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentException', message: 'The type is not a known type for the file system. Only "file","directory" or "symboliclink" can be specified.' });
    }
    if (there?.isDirectory === true && force) throw new ItemError({ id: 'NewItemUnauthorizedAccessError', category: 'PermissionDenied', target: path, exception: 'System.UnauthorizedAccessException', message: `Access to the path '${path}' is denied.` });
    if (there !== undefined && !force) throw ioError('NewItemIOError', 'WriteError', path, `The file '${path}' already exists.`);
    const above = parentOf(path, files.separator);
    if (above !== '' && files.stat(above) === undefined) {
      if (!force) throw noFolder('NewItemIOError', 'WriteError', path, path);
      files.makeDirectory(above);
    }
    files.write(path, encodeText(value === undefined || value === null ? '' : toText(value), undefined, true), false);
    return this.item(ctx, path);
  },
  set: () => { throw new ThrownItemError({ id: 'NotSupported', category: 'NotImplemented', target: null, exception: 'System.Management.Automation.PSNotSupportedException', message: 'Provider operation stopped because the provider does not support this operation.' }); },
  remove(ctx, path, recurse, force) {
    const files = portOf(ctx), entry = files.stat(path);
    if (entry === undefined) throw pathNotFound(path);
    // A link goes alone, whatever it leads to.
    if (entry.linkTarget !== undefined) { files.remove(path, false); return; }
    if (entry.isDirectory && !recurse && files.list(path).length > 0) {
      throw ioError('DirectoryNotEmpty', 'InvalidOperation', path, `The item at ${path} has children and the Recurse parameter was not specified. A runbook cannot be asked: add -Recurse to remove the folder with all it holds.`);
    }
    // On Unix a name that begins with a dot is a hidden one.
    if (!force && (((entry.mode & 0o222) === 0 && !entry.isDirectory) || (files.separator === '/' && entry.name.startsWith('.')))) {
      throw ioError('RemoveFileSystemItemUnAuthorizedAccess', 'PermissionDenied', fileObject(entry), 'You do not have sufficient access rights to perform this operation or the item is hidden, system, or read only.');
    }
    files.remove(path, entry.isDirectory && recurse);
  },
  rename(ctx, path, name) {
    const files = portOf(ctx), to = files.resolve(parentOf(path, files.separator), name), there = files.stat(to);
    if (files.stat(path) === undefined) throw pathNotFound(path);
    if (files.stat(path)?.isDirectory === true && to === path) throw ioError('RenameItemIOError', 'WriteError', path, 'Source and destination path must be different.');
    if (there !== undefined && to.toLowerCase() !== path.toLowerCase()) throw ioError('RenameItemIOError', 'WriteError', path, files.stat(path)?.isDirectory === true ? takenFolder(to) : taken(ctx, to));
    files.rename(path, to);
    return to;
  },
  copy(ctx, from, to, how) {
    const { force, report } = how, files = portOf(ctx), entry = files.stat(from), there = files.stat(to);
    if (entry === undefined) throw pathNotFound(from);
    const onItself = (): ItemError => withItself(to);
    if (isSame(files, from, to)) throw onItself();
    if (!entry.isDirectory) {
      if (!isThere(files, parentOf(to, files.separator))) throw noFolder('CopyFileInfoItemIOError', 'WriteError', fileObject(entry), to);
      // No file takes the place of a folder (FileInfo.CopyTo).
      if (there?.isDirectory === true) throw new ItemError({ id: 'CopyFileInfoItemUnauthorizedAccessError', category: 'PermissionDenied', target: fileObject(entry), exception: 'System.UnauthorizedAccessException', message: `Access to the path '${to}' is denied.` });
      if (there !== undefined && (there.mode & 0o222) === 0 && force) files.remove(to, false);
      try { files.copy(from, to); } catch (error) { throw error instanceof FilePortError && error.code === 'ERR_FS_CP_EINVAL' ? onItself() : error; }
      how.made(to);
      return;
    }
    if (there !== undefined && !there.isDirectory) throw new ItemError({ id: 'CopyContainerItemToLeafError', category: 'InvalidArgument', target: from, exception: 'System.Management.Automation.PSArgumentException', message: 'Container cannot be copied onto existing leaf item.' });
    if (there === undefined) files.makeDirectory(to);
    // What is in it is copied all the same.
    else if (!force) report(ioError('DirectoryExist', 'ResourceExists', to, `An item with the specified name ${to} already exists.`));
    if (there === undefined || force) how.made(to);
    // The files of a folder first; what cannot be copied holds up nothing else (CopyDirectoryInfoItem).
    if (how.recurse) {
      for (const child of this.children(ctx, from).toSorted((a, b) => Number(a.isContainer) - Number(b.isContainer))) {
        if (!child.isContainer && !how.takes(child.name)) continue;
        try { this.copy(ctx, child.path, files.resolve(to, child.name), how); } catch (error) { report(error); }
      }
    }
  },
  move(ctx, from, to, force, report) {
    const files = portOf(ctx), there = files.stat(to), isFolder = files.stat(from)?.isDirectory === true;
    const failure = isFolder ? 'MoveDirectoryItemIOError' : 'MoveFileInfoItemIOError', entry = files.stat(from), object = entry === undefined ? from : fileObject(entry), bare = from.replace(/[\\/]+$/, '');
    if (isFolder && (to.startsWith(bare + files.separator) || to.toLowerCase() === bare.toLowerCase())) {
      throw new ItemError({ id: 'MoveItemArgumentError', category: 'InvalidArgument', target: to, exception: 'System.IO.IOException', message: `Destination path cannot be a subdirectory of the source or the source itself: ${to}.` });
    }
    if (isFolder && there?.isDirectory === false) throw ioError('DirectoryExist', 'ResourceExists', to, `An item with the specified name ${to} already exists.`);
    // What is in a folder joins what is in the one that is there.
    if (isFolder && there?.isDirectory === true) {
      for (const child of files.list(from)) { try { this.move(ctx, child.path, files.resolve(to, child.name), force, report); } catch (error) { report(error); } }
      if (files.list(from).length === 0) files.remove(from, false);
      return;
    }
    if (there !== undefined && !force && to.toLowerCase() !== from.toLowerCase()) throw ioError(failure, 'WriteError', object, taken(ctx, to));
    if (there === undefined && !isThere(files, parentOf(to, files.separator))) throw noFolder(failure, 'WriteError', object, to);
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
    // A file that may only be read is so again afterwards (PathUtils.MasterStreamOpen, FileSystemContentReaderWriter).
    const lifted = there !== undefined && (there.mode & 0o222) === 0 && options.force ? there.mode : undefined;
    if (lifted !== undefined) files.setMode(path, lifted | 0o200);
    if (there === undefined && !isThere(files, parentOf(path, files.separator))) throw noFolder('GetContentWriterDirectoryNotFoundError', 'ObjectNotFound', path, path);
    try { files.write(path, bytesOf(ctx, values, options, there === undefined || there.size === 0), options.append); } finally { if (lifted !== undefined) files.setMode(path, lifted); }
    if (options.asBytes && values.some((v) => v != null && !(unwrap(v) instanceof Byte))) throw new ItemError({ id: 'Argument', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.ProviderInvocationException', message: `The invocation of Write on the 'FileSystem' provider's content writer failed for path '${path}'. Cannot proceed with byte encoding. When using byte encoding the content must be of type byte.` });
  },
  clear(ctx, path) {
    if (this.isContainer(ctx, path)) throw new ItemError({ id: 'ClearDirectoryContent', category: 'InvalidOperation', target: path, exception: 'System.NotSupportedException', message: `Unable to clear content of '${path}' because it is a directory. Clear-Content is only supported on files.` });
    portOf(ctx).write(path, new Uint8Array(), false);
  },
};
