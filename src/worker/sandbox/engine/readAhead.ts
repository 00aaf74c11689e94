/**
 * The engine's text, and what was compiled of it the last time, as bytes for its thread: the main thread reads them while the thread is being
 * made, which has twenty milliseconds of its own to do before it could.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** As it lies in shared memory: what was compiled (nothing where `code` is 0), then the text as a function of a module. */
export interface EngineBytes {
  readonly bytes: SharedArrayBuffer;
  /** 0 until all is read, then 1; 2 where something could not be. The thread waits for it. */
  readonly state: SharedArrayBuffer;
  readonly code: number;
  readonly text: number;
  /** The name that what is compiled is kept under. */
  readonly name: string;
}

/** The words that make a bundle a module, as Node's own loader puts them around. */
const BEFORE = '(function (exports, require, module, __filename, __dirname) {', AFTER = '\n})';
/** At the end of a bundle stands a sum of its text (esbuild.mjs). */
const SUM_LENGTH = 80;
const ALIGNMENT = 8;

/** The name for what is compiled of a bundle with that sum, by this Node. */
const CODE_PREFIX = 'engine-';

/**
 * Where the bytes will be, and what reads them; undefined where the file is no bundle with a sum, or cannot be read: then the thread
 * loads it as Node does. A bundle is plain ASCII, which needs no decoding.
 */
export function readAhead(file: string, directory: string): { readonly data: EngineBytes; readonly read: () => void } | undefined {
  let source: Opened | undefined, kept: Opened | undefined;
  try {
    source = opened(file);
    const end = Buffer.alloc(Math.min(SUM_LENGTH, source.size));
    readSync(source.handle, end, 0, end.length, source.size - end.length);
    const sum = /\/\/([0-9a-f]{64})\s*$/.exec(end.toString('latin1'))?.[1];
    if (sum === undefined) { closeSync(source.handle); return undefined; }
    const name = `${CODE_PREFIX}${process.version}-${process.arch}-${sum}.code`;
    try { kept = opened(`${directory}/${name}`); } catch { /* Not there: it will be. */ }
    const code = kept?.size ?? 0, place = Math.ceil(code / ALIGNMENT) * ALIGNMENT, text = BEFORE.length + source.size + AFTER.length;
    const data: EngineBytes = { bytes: new SharedArrayBuffer(place + text), state: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT), code, text, name };
    const from = source, compiled = kept;
    return { data, read: () => { fill(data, from, compiled, place); } };
  } catch {
    for (const each of [source, kept]) if (each !== undefined) closeSync(each.handle);
    return undefined;
  }
}

interface Opened { readonly handle: number; readonly size: number }
function opened(file: string): Opened {
  const handle = openSync(file, 'r');
  return { handle, size: fstatSync(handle).size };
}
function fill({ bytes, state }: EngineBytes, source: Opened, kept: Opened | undefined, place: number): void {
  const all = Buffer.from(bytes), said = new Int32Array(state);
  let result = 2;
  try {
    const whole = [kept === undefined || readSync(kept.handle, all, 0, kept.size, 0) === kept.size, readSync(source.handle, all, place + BEFORE.length, source.size, 0) === source.size];
    all.write(BEFORE, place, 'latin1');
    all.write(AFTER, place + BEFORE.length + source.size, 'latin1');
    if (!whole.includes(false)) result = 1;
  } catch { /* The thread reads it itself, and says what is wrong with it. */ } finally {
    for (const each of [source, kept]) if (each !== undefined) closeSync(each.handle);
    Atomics.store(said, 0, result);
    Atomics.notify(said, 0);
  }
}
