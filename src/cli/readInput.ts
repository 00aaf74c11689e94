/** Reading what is named on the command line: files, and nothing that has no end or keeps one waiting. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Of anything that this program reads whole; a runbook is text of 4 MB at most. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_PIPED = 1024 * 1024;
/** Between two looks into a pipe whose writer takes its time. */
const PIPE_PAUSE = 20;

/** Why something is not read; `code` as the errors of Node have one. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: 'NoFile' | 'TooLarge' | 'EISDIR';

  constructor(code: InputError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The bytes of a file. Fails with InputError for what is none (a pipe nobody writes to is not waited for), and as Node does. */
export async function readInput(path: string): Promise<Buffer> {
  return await withFile(path, async (file, isPipe) => {
    if (isPipe) throw new InputError('NoFile', 'it is a pipe, not a file');
    return await file.readFile();
  });
}

/** Windows PowerShell writes UTF-16 into a file (`"…" > FILE`). Without the mark at its beginning. */
function textOf(bytes: Buffer): string {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  return new TextDecoder(mark === 0xFFFE ? 'utf-16le' : mark === 0xFEFF ? 'utf-16be' : 'utf-8').decode(bytes);
}

/** The text of a small file, or of a pipe that somebody writes to, as a shell makes one of `<(COMMAND)`. Fails as readInput does. */
export async function readSmallText(path: string): Promise<string> {
  return await withFile(path, async (file, isPipe) => textOf(isPipe ? await readPipe(file) : await file.readFile()));
}

async function withFile<T>(path: string, work: (file: FileHandle, isPipe: boolean) => Promise<T>): Promise<T> {
  // Opening a pipe waits for who writes to it, otherwise, and cannot be interrupted. Windows has no such flag, and no such files.
  const file = await open(path, constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    if (found.isDirectory()) throw new InputError('EISDIR', 'it is a folder');
    if (!found.isFile() && !found.isFIFO()) throw new InputError('NoFile', 'it is a device, not a file');
    if (found.size > MOST_BYTES) throw new InputError('TooLarge', `it has ${Math.ceil(found.size / 1024 / 1024)} MB, and ${MOST_BYTES / 1024 / 1024} MB is the most that is read`);
    return await work(file, found.isFIFO());
  } finally {
    await file.close();
  }
}

/** A pipe that nobody writes to is at its end at once. */
async function readPipe(file: FileHandle): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let length = 0; ;) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(65_536) }).catch(async (error: unknown) => {
      if (errorCode(error) !== 'EAGAIN') throw error;
      await sleep(PIPE_PAUSE);
      return { bytesRead: -1, buffer: Buffer.alloc(0) };
    });
    if (bytesRead === 0) return Buffer.concat(pieces);
    if (bytesRead < 0) continue;
    pieces.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
    if (length > MOST_PIPED) throw new InputError('TooLarge', `more than ${MOST_PIPED / 1024 / 1024} MB comes out of it`);
  }
}

const errorCode = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
