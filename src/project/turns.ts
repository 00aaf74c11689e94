/** Work in pieces, so that one thread can serve a person who types in between. */
import { setImmediate, setTimeout } from 'node:timers/promises';

/** Each `yield` is a place where others may have the thread. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Others get the thread once this much time has gone by. */
const TURN_MS = 8;

/** All of it now, for who has nobody waiting: the CLI, a publish. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

let line: Promise<unknown> = Promise.resolve();
/** Until then whoever types is answered before any work. */
let until = 0;

/** Work stands back for so long: behind a letter completion is asked for, and nobody looks at anything else meanwhile. */
export function giveWay(time: number): void {
  until = performance.now() + time;
}

/** Others get the thread, and as much time as was asked for. */
async function pause(): Promise<void> {
  await setImmediate();
  for (let left = until - performance.now(); left > 0; left = until - performance.now()) await setTimeout(Math.ceil(left));
}

/**
 * The same in turns of a few milliseconds; of several works one after the other, since their turns would add up. Undefined where it is not
 * wanted any more, which is asked before each turn.
 */
export async function inTurns<T>(steps: () => Steps<T>, isWanted: () => boolean): Promise<T | undefined> {
  const work = line.then(async () => {
    await pause();
    return isWanted() ? await turns(steps(), isWanted) : undefined;
  });
  line = work.catch(() => undefined);
  return await work;
}

async function turns<T>(steps: Steps<T>, isWanted: () => boolean): Promise<T | undefined> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - began < TURN_MS) continue;
    await pause();
    if (!isWanted()) return undefined;
    began = performance.now();
  }
}
