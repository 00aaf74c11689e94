/** What a backup says of itself (`backup.json`), and whether a folder still is one. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { jsonOf } from '../files.ts';
import { DATABASE, digestOf, MANIFEST, realPath } from './dataFiles.ts';

export const ManifestSchema = v.object({ format: v.literal(1), product: v.string(), time: v.string(), schema: v.number(), files: v.record(v.string(), v.string()) });

/** Whether a folder is a backup as it was made: one that a service has used since is none any more. */
export function isBackup(folder: string): boolean {
  try {
    const { files } = v.parse(ManifestSchema, jsonOf(readFileSync(join(folder, MANIFEST), 'utf8')));
    return !isInLogMode(join(folder, DATABASE)) && files[DATABASE] === digestOf(folder, DATABASE);
  } catch {
    return false;
  }
}

/** The backup that a path lies in, the path itself not; undefined where it lies in none. What is kept in one goes with it, which people remove. */
export function backupAround(path: string): string | undefined {
  for (let at = realPath(path); dirname(at) !== at;) {
    at = dirname(at);
    if (isBackup(at)) return at;
  }
  return undefined;
}

/** Backups are made without a log, services keep one: large databases in use need not be read (https://sqlite.org/fileformat2.html section 1.3.3). */
function isInLogMode(path: string): boolean {
  const file = openSync(path, 'r'), head = Buffer.alloc(20);
  try {
    return readSync(file, head) === head.length && head[18] === 2;
  } finally {
    closeSync(file);
  }
}
