/** The folder's index on disk: one line a file, each with a checksum, so that damage is seen and nothing has to be read at one go. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { removeLeftParts } from '../leftParts.ts';
import { FACTS_VERSION, packFacts, unpackFacts, type FileFacts, type PackedFacts } from './fileFacts.ts';

/** What says whether a file is still the one that was read. */
export interface FileStamp { readonly modified: number; readonly size: number }
export interface StoredFile { readonly key: string; readonly stamp: FileStamp; readonly facts: FileFacts }

export interface IndexCache {
  /** Gives what is stored; nothing where there is nothing, it is of another version or it is damaged. `pause` is awaited now and then. */
  load(pause: () => Promise<void>): Promise<readonly StoredFile[]>;
  save(files: Iterable<StoredFile>, pause: () => Promise<void>): Promise<void>;
}

const sum = (line: string): string => crc32(line).toString(16).padStart(8, '0');
const isHead = (line: string, owner: string): boolean => {
  const count = /,"count":(\d+)\}$/.exec(line)?.[1];
  return count !== undefined && line === head(owner, Number(count));
};
const head = (owner: string, count: number): string => JSON.stringify({ format: 'sma-folder-index', version: FACTS_VERSION, owner, count });

/** A line's file; undefined where it says none. */
function storedFile(line: string): StoredFile | undefined {
  try {
    const { key, stamp, facts } = JSON.parse(line) as Omit<StoredFile, 'facts'> & { readonly facts: PackedFacts };
    return { key, stamp, facts: unpackFacts(facts) };
  } catch {
    return undefined;
  }
}

/** An index in a file. `owner` is the product's version: another one reads texts in its own way. */
export function diskCache(path: string, owner: string): IndexCache {
  return {
    async load(pause) {
      let text: string;
      try {
        text = await readFile(path, 'utf8');
      } catch {
        return [];
      }
      const found: StoredFile[] = [], first = text.indexOf('\n');
      // What another version wrote has lines of another shape.
      if (first < 0 || !isHead(text.slice(0, first), owner)) return [];
      for (let at = first + 1; at < text.length;) {
        const end = text.indexOf('\n', at), line = text.slice(at, end);
        if (end < 0 || sum(line.slice(9)) !== line.slice(0, 8)) return [];
        const stored = storedFile(line.slice(9));
        if (stored === undefined) return [];
        found.push(stored);
        at = end + 1;
        await pause();
      }
      return text.slice(0, first) === head(owner, found.length) ? found : [];
    },
    async save(files, pause) {
      const lines: string[] = [];
      for (const { key, stamp, facts } of files) {
        const line = JSON.stringify({ key, stamp, facts: packFacts(facts) });
        lines.push(`${sum(line)} ${line}\n`);
        await pause();
      }
      const part = `${path}.${randomUUID()}.part`;
      await mkdir(dirname(path), { recursive: true });
      await removeLeftParts(path);
      try {
        await writeFile(part, `${head(owner, lines.length)}\n${lines.join('')}`);
        await rename(part, path);
      } finally {
        await rm(part, { force: true });
      }
    },
  };
}
