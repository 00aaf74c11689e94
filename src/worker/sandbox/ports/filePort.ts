/** The engine's file port over node:fs: the one place of a sandbox that reads and writes files for a runbook. */
import {
  appendFileSync, chmodSync, closeSync, cpSync, fstatSync, linkSync, lstatSync, statfsSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, readlinkSync, renameSync, rmSync, rmdirSync, statSync,
  symlinkSync, unlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { heapLimit } from '../engine/heapBudget.ts';
import { FilePortError, FileTooLargeError } from '../../../powershell/runtime/host.ts';
import type { FileEntry, FilePort } from '../../../powershell/runtime/host.ts';

/** Runs an operation; a failure keeps the system's code and gets the path. */
function attempt<T>(path: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (error instanceof FileTooLargeError) throw error;
    const { code = 'EIO', message } = error as NodeJS.ErrnoException;
    throw new FilePortError(code, path, code === 'ERR_INVALID_ARG_VALUE' ? "Null character in path. (Parameter 'path')" : message);
  }
}

const PIECE = 4 * 1024 * 1024;
/** A file as it is, as far as a job has memory for it: what is no plain file says no size, and may never end (/dev/zero). */
function wholeFile(path: string): Uint8Array {
  const opened = openSync(path, 'r'), most = heapLimit();
  try {
    const stats = fstatSync(opened);
    if (stats.size > most) throw new FileTooLargeError(path);
    if (stats.isFile() && stats.size > 0) return readFileSync(opened);
    const pieces: Buffer[] = [];
    for (let size = 0, read = -1; read !== 0; size += read) {
      if (size > most) throw new FileTooLargeError(path);
      const piece = Buffer.allocUnsafe(size === 0 ? 65_536 : PIECE);
      read = readSync(opened, piece);
      if (read > 0) pieces.push(piece.subarray(0, read));
    }
    return Buffer.concat(pieces);
  } finally { closeSync(opened); }
}

function entryOf(path: string): FileEntry | undefined {
  const own = lstatSync(path, { throwIfNoEntry: false });
  if (own === undefined) return undefined;
  const stats = own.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) ?? own : own;
  return {
    path, name: basename(path), isDirectory: stats.isDirectory(), size: stats.size, createdMs: stats.birthtimeMs, modifiedMs: stats.mtimeMs,
    accessedMs: stats.atimeMs, mode: stats.mode, linkTarget: own.isSymbolicLink() ? readlinkSync(path) : undefined, names: own.nlink,
    ...(sep === '/' ? { device: stats.dev, inode: stats.ino } : {}),
  };
}

/**
 * A folder and those above it that are missing, one by one from the first that is there: Node's own recursive mkdir never ends where a folder that
 * exists takes none (/proc). As with .NET's CreateDirectory the error is that of the folder which could not be made.
 */
function makeFolders(path: string): void {
  const missing: string[] = [];
  const isFolder = (at: string): boolean => {
    const there = statSync(at, { throwIfNoEntry: false });
    if (there?.isDirectory() === false && at !== path) throw Object.assign(new Error(`ENOTDIR: not a directory, mkdir '${path}'`), { code: 'ENOTDIR' });
    return there !== undefined && there.isDirectory();
  };
  const make = (at: string): void => {
    try { mkdirSync(at); } catch (error) { if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(at)) throw error; }
  };
  attempt(path, () => {
    for (let at = path; !isFolder(at); at = dirname(at)) {
      missing.push(at);
      if (dirname(at) === at) break;
    }
  });
  for (const at of missing.toReversed()) attempt(at, () => make(at));
}

export const filePort: FilePort = {
  stat: (path) => attempt(path, () => entryOf(path)),
  list: (path) => attempt(path, () => readdirSync(path).map((name) => entryOf(join(path, name))).filter((entry) => entry !== undefined)),
  read: (path) => attempt(path, () => wholeFile(path)),
  write: (path, data, append) => attempt(path, () => (append ? appendFileSync : writeFileSync)(path, data)),
  makeDirectory: makeFolders,
  remove: (path, recurse) => attempt(path, () => {
    if (recurse) rmSync(path, { recursive: true });
    else if (lstatSync(path).isDirectory()) rmdirSync(path);
    else unlinkSync(path);
  }),
  rename: (from, to) => attempt(from, () => renameSync(from, to)),
  copy: (from, to) => attempt(from, () => cpSync(from, to, { recursive: true })),
  link: (kind, target, path) => attempt(path, () => {
    if (kind === 'hard') linkSync(target, path);
    else symlinkSync(target, path, kind === 'junction' ? 'junction' : undefined);
  }),
  setTimes: (path, accessedMs, modifiedMs) => attempt(path, () => utimesSync(path, accessedMs / 1000, modifiedMs / 1000)),
  setMode: (path, mode) => attempt(path, () => chmodSync(path, mode)),
  space: (path) => attempt(path, () => { const disk = statfsSync(path); return { total: disk.blocks * disk.bsize, free: disk.bavail * disk.bsize }; }),
  resolve: (...parts) => resolve(...parts),
  separator: sep === '\\' ? '\\' : '/',
  temporary: tmpdir(),
  home: homedir(),
};
