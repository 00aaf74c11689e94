/** What a folder remembers of each runbook on each server: the common ground for telling who changed what since. */
import { createHash, randomUUID } from 'node:crypto';
import { access, constants, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { removeLeftParts } from './leftParts.ts';

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
  /** Makes sure that `write` can be done, before anything is sent. Fails with BaseStoreError. */
  prepare(): Promise<void>;
  /** Fails with BaseStoreError. */
  write(base: Base): Promise<void>;
}

/** What a folder is to remember cannot be kept there: the folder belongs to somebody else, or the disk is full. */
export class BaseStoreError extends Error {
  override readonly name = 'BaseStoreError';
  readonly code = 'BaseStore';
}

/** True for an error of this kind, from whichever bundle. */
export const isBaseStoreError = (error: unknown): error is BaseStoreError => error instanceof BaseStoreError;

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'it belongs to somebody else', EPERM: 'it belongs to somebody else', EROFS: 'the file system is read-only', ENOSPC: 'the disk is full', EDQUOT: 'your quota is used up',
  ENOTDIR: 'a file is where a folder should be', EEXIST: 'a file is where a folder should be',
};

const codeOf = (error: unknown): string | undefined => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined);

function cannotKeep(top: string, error: unknown, consequence: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  return new BaseStoreError(`What is known of the server cannot be kept in ${top}: ${WHY[code] ?? code}. ${consequence}`, { cause: error });
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
  const makeReady = async (): Promise<void> => {
    // Apart: of a folder that cannot be made, the recursive way tells a code that leads astray.
    await mkdir(top).catch((error: unknown) => { if (codeOf(error) !== 'EEXIST') throw error; });
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
    // Never in version control: it is true of this checkout alone.
    await writeFile(join(top, '.gitignore'), '*\n', { flag: 'w' });
  };
  return {
    async read(runbookName) {
      try {
        const result = v.safeParse(BaseSchema, JSON.parse(await readFile(path(runbookName), 'utf8')));
        return result.success ? result.output : undefined;
      } catch {
        return undefined;
      }
    },
    async prepare() {
      try {
        await makeReady();
      } catch (error) {
        throw cannotKeep(top, error, 'Nothing was sent; mend that, or publish from a folder of your own.');
      }
    },
    async write(base) {
      const part = `${path(base.runbookName)}.${randomUUID()}.part`;
      try {
        await makeReady();
        await removeLeftParts(path(base.runbookName));
        await writeFile(part, `${JSON.stringify({ version: 1, connection, ...base }, undefined, 2)}\n`);
        await rename(part, path(base.runbookName));
      } catch (error) {
        await rm(part, { force: true }).catch(() => undefined);
        throw cannotKeep(top, error, 'The server has the text; the next time you publish, you are asked before it is overwritten.');
      }
    },
  };
}
