/** Random numbers from the host's bytes, or from a seed as Get-Random of PowerShell makes them: the same numbers for the same seed. */
import { SeededRandom } from '../../runtime/values/seededRandom.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';

const INT_MAX = 2147483647;
export class RandomNumbers {
  private readonly bytes: (count: number) => Uint8Array;
  constructor(bytes: (count: number) => Uint8Array) { this.bytes = bytes; }
  private sample(): number {
    for (;;) {
      const b = this.bytes(4), n = (b[0] ?? 0) | ((b[1] ?? 0) << 8) | ((b[2] ?? 0) << 16) | ((b[3] ?? 0) << 24);
      if (n !== INT_MAX) return n;
    }
  }
  /** From 0 up to (not including) 1. */
  double(): number {
    const n = this.sample();
    return (n < 0 ? n + INT_MAX : n) * (1 / INT_MAX);
  }
  /** A whole number of 32 bits from `low` up to (not including) `high`. */
  integer(low: number, high: number): number {
    const range = high - low;
    if (range <= INT_MAX) return Math.trunc(this.double() * range) + low;
    return Math.trunc((this.sample() + INT_MAX) * (1 / (2 * INT_MAX)) * range) + low;
  }
  /** The same of 64 bits. */
  long(low: bigint, high: bigint): bigint {
    const range = high - low;
    if (range <= BigInt(INT_MAX)) return low + BigInt(this.integer(0, Number(range)));
    const bits = range.toString(2).length;
    for (;;) {
      const drawn = BigInt.asUintN(bits, new DataView(this.bytes(8).slice().buffer).getBigUint64(0, true));
      if (drawn >= range) continue;
      // PowerShell adds them as binary numbers; what that rounds beyond the limits comes back into them.
      const made = BigInt(Number(low) + Number(drawn));
      return made >= high ? high - 1n : made < low ? low : made;
    }
  }
  /** A binary number from `low` up to (not including) `high`; their difference may be beyond what a number holds. */
  real(low: number, high: number): number {
    let range = high - low;
    for (;;) {
      const r = this.double(), made = range === Infinity ? low + r * high - r * low : low + r * range;
      if (made < high) return made;
      range *= r;
    }
  }
}
/** Numbers no one can foresee. */
export const systemNumbers = (ctx: CmdletContext): RandomNumbers => new RandomNumbers((count) => ctx.host.random.bytes(count));
/** The same numbers for the same seed. */
const seeded = (numbers: SeededRandom): RandomNumbers => new RandomNumbers((count) => Uint8Array.from({ length: count }, () => numbers.next() & 255));
/** Those of the session: seeded once a script has asked for it. What they are made from is the session's, so that a workflow goes on with them behind a checkpoint. */
export function numbersOf(ctx: CmdletContext, seed: number | undefined): RandomNumbers {
  const { session } = ctx;
  if (seed !== undefined) session.seeded = new SeededRandom(seed);
  return session.seeded === undefined ? systemNumbers(ctx) : seeded(session.seeded);
}
