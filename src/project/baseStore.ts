/** What a folder remembers of each runbook on each server: the common ground for telling who changed what since. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const BaseSchema = v.strictObject({
  version: v.literal(1),
  /** For people who look into the folder. */
  connection: v.string(),
  runbookName: v.string(),
  runbookId: v.string(),
  /** contentHash of the published text when this folder and the server last agreed. */
  published: v.nullable(v.string()),
  /** contentHash of the draft that was saved from here. */
  draft: v.nullable(v.string()),
});
export type Base = Readonly<Omit<v.InferOutput<typeof BaseSchema>, 'version' | 'connection'>>;

export interface BaseStore {
  /** Undefined where nothing is remembered, or nothing that can be read: then nothing is assumed, and a person is asked. */
  read(runbookName: string): Promise<Base | undefined>;
  write(base: Base): Promise<void>;
}

/**
 * Bases in `.sma/` of a folder, which Git ignores. `connection` says which server: the root of a server, or a fixed
 * name for the local service, whose port is another at each start.
 */
export function folderBaseStore(folder: string, connection: string): BaseStore {
  const top = join(folder, '.sma');
  const directory = join(top, 'base', createHash('sha256').update(connection).digest('hex').slice(0, 16));
  // Names of runbooks are safe as names of files (letters, digits, _ and -) but for case and for Windows' devices.
  const path = (name: string): string => join(directory, `${name.toLowerCase()}.json`);
  return {
    async read(runbookName) {
      try {
        const result = v.safeParse(BaseSchema, JSON.parse(await readFile(path(runbookName), 'utf8')));
        return result.success ? result.output : undefined;
      } catch {
        return undefined;
      }
    },
    async write(base) {
      await mkdir(directory, { recursive: true });
      // Never in version control: it is true of this checkout alone.
      await writeFile(join(top, '.gitignore'), '*\n', { flag: 'w' });
      const part = `${path(base.runbookName)}.${randomUUID()}.part`;
      try {
        await writeFile(part, `${JSON.stringify({ version: 1, connection, ...base }, undefined, 2)}\n`);
        await rename(part, path(base.runbookName));
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
  };
}
