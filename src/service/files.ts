import { chmodSync, closeSync, fchmodSync, fchownSync, fsyncSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Makes a folder that only its owner may enter (secrets and the database live in it), with the parents it lacks. An
 * existing folder keeps its mode, since it may be shared on purpose; true says that others may look into it.
 */
export function makePrivateFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    // Step by step: on a file system that takes no folders (`/proc`) Node's own recursion never ends.
    if (dirname(path) !== path) makePrivateFolder(dirname(path));
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    return false;
  }
  if (!found.isDirectory()) throw Object.assign(new Error(`ENOTDIR: ${path} is not a folder`), { code: 'ENOTDIR', syscall: 'mkdir', path });
  return isOpenToOthers(found.mode);
}

const isOpenToOthers = (mode: number): boolean => process.platform !== 'win32' && (mode & 0o077) !== 0;

/** Makes an existing file of ours readable by its owner alone; nothing happens where there is none. */
export function tightenFile(path: string): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined && isOpenToOthers(found.mode)) chmodSync(path, 0o600);
  } catch {
    // Only the owner may change it; whether it can be used at all, its reader tells.
  }
}

/** Sees to it that a file exists which only its owner may read, whatever is written to it later. */
export function ensurePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  tightenFile(path);
}

/** The text of a file. Fails as Node does, and with code `not a file` for what is none: the end of a pipe would be waited for. */
export function readPlainFile(path: string): string {
  if (!statSync(path).isFile()) throw Object.assign(new Error(`${path} is not a file`), { code: 'not a file' });
  return readFileSync(path, 'utf8');
}

/** What a text of JSON says; undefined where it is none, which nothing in JSON is. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a file of a data folder is beside. */
const DATABASE = 'sma.db';

/**
 * Root looks after the folders of others: the service, which runs under an account of its own, must be able to read what root has written
 * there. A file belongs to whom the one belonged to that it replaces, with what that let its group read; a new one to whom the database beside it
 * belongs, or the folder. The account that runs a service as root has nothing given away by that: the database is root's then.
 */
export function keepOwner(file: number, path: string, replaced: string | undefined): void {
  if (process.getuid?.() !== 0) return;
  const before = replaced === undefined ? undefined : lstatSync(replaced, { throwIfNoEntry: false });
  const { uid, gid } = before ?? lstatSync(join(dirname(path), DATABASE), { throwIfNoEntry: false }) ?? statSync(dirname(path));
  // A copy has the owner of what it was made of, here as elsewhere.
  fchownSync(file, uid, gid);
  if (before?.isFile() === true) fchmodSync(file, 0o600 | (before.mode & 0o040));
}

/** Writes a file readable by its owner alone, whole or not at all: a crash never leaves half a key. */
export function writePrivateFile(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.new`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    fchmodSync(file, 0o600);
    keepOwner(file, path, path);
    // In as many writes as it takes: a disk that is nearly full takes a part without an error, and refuses the next.
    writeFileSync(file, content);
    fsyncSync(file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/** Removes what a program that was killed while it wrote the file (writePrivateFile) has left; nobody else may be writing it now. */
export function removeUnfinished(path: string): void {
  const beginning = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(beginning) && /^\d+\.new$/.test(name.slice(beginning.length))) rmSync(join(dirname(path), name), { force: true });
  }
}

/** The `code` of a Node error (`ENOENT`, `EADDRINUSE` …), or undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
