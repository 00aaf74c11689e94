/** What goes into zip files and comes out of them. */
import { unzipSync } from 'fflate';
import type { Zippable } from 'fflate';
import type { FilePort } from '../../runtime/host.ts';
import { current } from '../../runtime/run/current.ts';
import { problem } from './archivePaths.ts';

export const LEVELS = { optimal: 6, fastest: 1, nocompression: 0, smallestsize: 9 } as const;
/** Zip knows no time before 1980 and none after 2107. */
const EARLIEST = Date.UTC(1980, 0, 2), LATEST = Date.UTC(2107, 11, 30);
/** What an archive may hold when it is taken apart: a small file can pretend to hold terabytes. */
const LARGEST = 1024 * 1024 * 1024;

/** What an archive holds, to be added to. Throws ItemError where it is damaged. */
export function readArchive(bytes: Uint8Array, path: string): Zippable {
  try { return unzipSync(bytes); } catch { throw problem('InvalidArchiveFile', `The archive file ${path} is damaged, so it cannot be updated: make it anew with -Force.`, path, 'InvalidData'); }
}
/** A file under its name, a folder with all that is in it. */
export function add(files: FilePort, content: Zippable, path: string, name: string, archive: string): void {
  current().pay();
  const entry = files.stat(path);
  if (entry === undefined || path === archive) return;
  if (!entry.isDirectory) { content[name] = [files.read(path), { mtime: Math.min(LATEST, Math.max(EARLIEST, entry.modifiedMs)) }]; return; }
  const inside = files.list(path);
  if (inside.length === 0) content[`${name}/`] = new Uint8Array();
  for (const child of inside) add(files, content, files.resolve(path, child.name), `${name}/${child.name}`, archive);
}
/** The entries of an archive. Throws ItemError where it is none, or holds too much. */
export function contentOf(bytes: Uint8Array, archive: string): Record<string, Uint8Array> {
  let size = 0;
  const check = ({ originalSize, name }: { readonly originalSize: number; readonly name: string }): boolean => {
    size += originalSize;
    if (size > LARGEST) throw problem('ArchiveTooLarge', `The archive file ${archive} holds more than ${LARGEST / 1024 / 1024} MB (up to ${name}), so nothing was taken out.`, archive, 'InvalidData');
    return true;
  };
  try { return unzipSync(bytes, { filter: check }); } catch (error) {
    if (error instanceof Error && 'spec' in error) throw error;
    throw problem('InvalidArchiveFile', `The archive file ${archive} is no zip file or is damaged: ${error instanceof Error ? error.message : String(error)}.`, archive, 'InvalidData');
  }
}
/** Where an entry goes. Throws ItemError where that would be outside of the destination. */
export function inside(files: FilePort, to: string, name: string, archive: string): string {
  const parts = name.split(/[\\/]/).filter((part) => part !== ''), path = files.resolve(to, ...parts), root = to.endsWith(files.separator) ? to : to + files.separator;
  if (parts.includes('..') || (path !== to && !path.startsWith(root))) throw problem('ArchiveEntryOutside', `The archive file ${archive} has the entry '${name}', which lies outside of the destination, so nothing more was taken out.`, archive, 'InvalidData');
  return path;
}
/** Makes a folder and those above it. */
export function folder(files: FilePort, path: string): void {
  if (files.stat(path) !== undefined) return;
  const above = files.resolve(path, '..');
  if (above !== path) folder(files, above);
  files.makeDirectory(path);
}
