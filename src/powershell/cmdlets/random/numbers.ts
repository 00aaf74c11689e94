/** Random numbers from the host's bytes, or from a seed. */
import { SeededRandom } from '../../runtime/values/seededRandom.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';

/** Gives numbers from 0 up to (not including) 1. */
export type RandomSource = () => number;

/** Numbers no one can foresee. */
export const systemSource = (ctx: CmdletContext): RandomSource => () => {
  const b = ctx.host.random.bytes(7);
  // 53 bits, the most a number holds exactly.
  return ((b[0] ?? 0) * 2 ** 40 + (b[1] ?? 0) * 2 ** 32 + (b[2] ?? 0) * 2 ** 24 + (b[3] ?? 0) * 65536 + (b[4] ?? 0) * 256 + (b[5] ?? 0)) / 2 ** 48 + (b[6] ?? 0) / 2 ** 56;
};
/** The same numbers for the same seed. */
export function seededSource(seed: number): RandomSource {
  const numbers = new SeededRandom(seed);
  return () => numbers.nextDouble();
}
/** The source of the session: seeded once a script has asked for it. */
export function sourceOf(ctx: CmdletContext, seed: number | undefined): RandomSource {
  if (seed !== undefined) ctx.session.caches.set('random', seededSource(seed));
  return (ctx.session.caches.get('random') as RandomSource | undefined) ?? systemSource(ctx);
}
