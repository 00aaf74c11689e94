import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync, chmodSync, mkdirSync } from 'node:fs';

/** Makes a folder that only its owner may enter (secrets and the database live in it). */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  // An existing folder keeps its mode: it may be shared on purpose. What is secret inside has its own.
}

/** Writes a file readable by its owner alone, whole or not at all: a crash never leaves half a key. */
export function writePrivateFile(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.new`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeSync(file, typeof content === 'string' ? Buffer.from(content) : content);
    fsyncSync(file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  chmodSync(temporary, 0o600);
  renameSync(temporary, path);
}

/** The `code` of a Node error (`ENOENT`, `EADDRINUSE` …), or undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
