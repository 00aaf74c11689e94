/** Random numbers from the host's bytes, or from a seed. */
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';

/** Gives numbers from 0 up to (not including) 1. */
export type RandomSource = () => number;

/** Numbers no one can foresee. */
export const systemSource = (ctx: CmdletContext): RandomSource => () => {
  const b = ctx.host.random.bytes(7);
  // 53 bits, the most a number holds exactly.
  return ((b[0] ?? 0) * 2 ** 40 + (b[1] ?? 0) * 2 ** 32 + (b[2] ?? 0) * 2 ** 24 + (b[3] ?? 0) * 65536 + (b[4] ?? 0) * 256 + (b[5] ?? 0)) / 2 ** 48 + (b[6] ?? 0) / 2 ** 56;
};
/** The same numbers for the same seed (a small generator, 32 bits of state). */
export function seededSource(seed: number): RandomSource {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
/** The source of the session: seeded once a script has asked for it. */
export function sourceOf(ctx: CmdletContext, seed: number | undefined): RandomSource {
  if (seed !== undefined) ctx.session.caches.set('random', seededSource(seed));
  return (ctx.session.caches.get('random') as RandomSource | undefined) ?? systemSource(ctx);
}
