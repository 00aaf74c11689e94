/** A data folder whose disk can be filled and freed: a small file system of its own where that may be mounted, and SQLite's own bound everywhere. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { AxiosInstance } from 'axios';
import { rows } from './conversation.ts';
import { temporaryFolder } from './serviceUnderTest.ts';

export interface SmallDisk extends Disposable {
  readonly folder: string;
  readonly maxDatabaseBytes?: number;
  fill(http: AxiosInstance): Promise<void>;
  free(http: AxiosInstance): Promise<void>;
}

const BYTES = 3 * 1024 * 1024;

/** Bounded by SQLite: filled with variables, freed by deleting them. */
function boundedDatabase(): SmallDisk {
  const folder = temporaryFolder();
  return {
    folder, maxDatabaseBytes: BYTES,
    async fill(http) {
      for (let n = 0; n < 200; n += 1) {
        if ((await http.post('Variables', { Name: `ballast-${n}`, Value: 'x'.repeat(60_000) })).status === 507) return;
      }
      throw new Error('The database took more than it should.');
    },
    async free(http) {
      for (const row of rows(await http.get("Variables?$filter=startswith(Name,'ballast')"))) await http.delete(`Variables(guid'${String(row['VariableID'])}')`);
    },
    [Symbol.dispose]() { rmSync(folder, { recursive: true, force: true }); },
  };
}

function tmpfs(): SmallDisk {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${BYTES}`, 'tmpfs', folder], { stdio: 'ignore' });
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'a');
      try {
        for (const piece of [65_536, 4_096, 1]) {
          try {
            for (;;) writeSync(file, Buffer.alloc(piece, 1));
          } catch (error) {
            if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') throw error;
          }
        }
      } finally {
        closeSync(file);
      }
      return Promise.resolve();
    },
    free() {
      rmSync(ballast);
      return Promise.resolve();
    },
    [Symbol.dispose]() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function mayMount(): boolean {
  try {
    tmpfs()[Symbol.dispose]();
    return true;
  } catch {
    return false;
  }
}

export const smallDisks: readonly (readonly [name: string, make: () => SmallDisk])[] = [
  ['a database that may not grow', boundedDatabase],
  ...(process.platform === 'linux' && process.getuid?.() === 0 && mayMount() ? [['a full file system', tmpfs] as const] : []),
];
