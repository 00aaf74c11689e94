/** Whether the modules of a data folder can be unpacked: each zip in the database, and the folder that they go to. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { zipDirectory } from '../modules/zipDirectory.ts';
import type { Finding } from './doctor.ts';

/** How many modules are named. */
const NAMED = 5;

/** Told only where something is wrong. */
export function examineModules(database: DatabaseSync, folder: string): readonly Finding[] {
  const found = [...junkZips(database), ...noFolder(join(folder, 'modules'))];
  return found.length === 0 ? [] : [{ what: 'modules', state: 'problem', detail: found.join('; ') }];
}

/** One at a time: together they may be larger than memory. What has no bytes at all is told by the rules of consistency. */
function junkZips(database: DatabaseSync): readonly string[] {
  const bytesOf = database.prepare("select bytes from media where set_name = 'Modules' and entity_id = ?");
  const junk = database.prepare('select ModuleID as id, ModuleName as name from Modules order by ModuleName').all().filter(({ id }) => {
    const bytes = bytesOf.get(String(id))?.['bytes'];
    return bytes !== undefined && !(bytes instanceof Uint8Array && isZip(bytes));
  }).map(({ id, name }) => String(name ?? id));
  return junk.length === 0 ? [] : [`${junk.length} of them cannot be unpacked, since what is stored is no zip (${junk.slice(0, NAMED).join(', ')}${junk.length > NAMED ? ', …' : ''}), and runbooks do not find their commands: import such a module again, or restore a backup with "sma restore"`];
}

function isZip(bytes: Uint8Array): boolean {
  const entries = zipDirectory(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return entries !== undefined && entries.length > 0;
}

/** A start makes the folder where there is none. */
function noFolder(path: string): readonly string[] {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isDirectory()) return [];
  return [`${path} is ${found.isSymbolicLink() ? 'a link' : 'no folder'}, and must be a folder of its own for the service to unpack modules in: move it away, and start the service again; the modules themselves are in the database`];
}
