/** Whether there is room to write a database anew: asked before, so that no disk is filled for nothing while others need it. */
import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';

const MEGABYTE = 1024 * 1024;
/** Of what the copy takes: pages of a log have heads, and others write meanwhile. */
const MORE = 1.05;
/** Left free on each disk. */
const LEFT = 16 * MEGABYTE;

/** Where SQLite makes files for a time (https://sqlite.org/tempfiles.html section 5). */
export function temporaryPlace(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  if (process.platform === 'win32') return tmpdir();
  return [environment['SQLITE_TMPDIR'], environment['TMPDIR'], '/var/tmp', '/usr/tmp', '/tmp'].find((place) => {
    try {
      if (place === undefined || !statSync(place).isDirectory()) return false;
      accessSync(place, constants.W_OK | constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }) ?? '.';
}

/** A disk, by its number and what it has free. */
interface Disk { readonly device: number; readonly free: number }
const diskOf = (folder: string): Disk => {
  const { bavail, bsize } = statfsSync(folder);
  return { device: statSync(folder).dev, free: bavail * bsize };
};

/**
 * What is missing to write a database of so many bytes anew, in words; undefined where there is room. It is copied twice: to a file for a time,
 * and to the log beside the database (https://sqlite.org/lang_vacuum.html).
 */
export function lackOfRoom(path: string, bytes: number, place = temporaryPlace(), look = diskOf): string | undefined {
  const folder = dirname(path), copy = Math.ceil(bytes * MORE) + LEFT;
  const [own, other] = [look(folder), look(place)];
  const tell = (where: string, needed: number, free: number): string | undefined => (free >= needed ? undefined : `${Math.ceil(needed / MEGABYTE)} MB must be free on the disk of ${where}, and ${Math.floor(free / MEGABYTE)} MB are`);
  const lacks = own.device === other.device ? [tell(folder, 2 * copy - LEFT, own.free)] : [tell(folder, copy, own.free), tell(place, copy, other.free)];
  const told = lacks.filter((one) => one !== undefined);
  return told.length === 0 ? undefined : told.join('; ');
}
