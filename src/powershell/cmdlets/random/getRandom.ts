/** Get-Random and Get-SecureRandom. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Bound, Cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { toNumberValue } from './numberArgument.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { Double, toNumber } from '../../runtime/values/numbers.ts';
import type { Value } from '../../runtime/values/value.ts';
import { sourceOf, systemSource } from './numbers.ts';
import type { RandomSource } from './numbers.ts';

const SETS = { number: 'RandomNumberParameterSet', list: 'RandomListItemParameterSet', shuffle: 'ShuffleParameterSet' } as const;
const PARAMS = {
  Maximum: { type: T.Object, sets: [SETS.number], position: { [SETS.number]: 0 }, help: 'Less than this.' },
  Minimum: { type: T.Object, sets: [SETS.number] },
  InputObject: { type: arrayOf(T.Object), sets: [SETS.list, SETS.shuffle], position: { [SETS.list]: 0, [SETS.shuffle]: 0 }, mandatory: [SETS.list, SETS.shuffle], from: 'pipeline', allowNull: true, allowEmpty: true },
  Count: { type: T.Int32, sets: [SETS.number, SETS.list], validate: [{ range: [1, 2147483647] }] },
  Shuffle: { type: T.Switch, sets: [SETS.shuffle], mandatory: [SETS.shuffle] },
} as const;

function steps(p: Bound<typeof PARAMS>, ctx: CmdletContext, source: RandomSource): { process: () => void; end: () => void } {
  const chosen: Value[] = [], count = p.Count ?? 1;
  let seen = 0;
  const below = (n: number): number => Math.floor(source() * n);
  return {
    process() {
      for (const item of p.InputObject ?? []) {
        // Each item so far has the same chance to be among those kept.
        if (p.Shuffle === true || seen < count) chosen.push(item);
        else if (below(seen + 1) < count) chosen[below(chosen.length)] = item;
        seen++;
      }
    },
    end() {
      if (p.InputObject === undefined && seen === 0 && !ctx.expectingInput) { for (let i = count; i > 0; i--) ctx.write(number(p, ctx, source)); return; }
      for (let i = 0; i < chosen.length; i++) {
        const at = i + below(chosen.length - i), picked = chosen[at];
        chosen[at] = chosen[i];
        chosen[i] = picked;
        ctx.write(picked);
      }
    },
  };
}
function number(p: Bound<typeof PARAMS>, ctx: CmdletContext, source: RandomSource): Value {
  const low = p.Minimum === undefined ? 0 : toNumberValue(p.Minimum), high = p.Maximum === undefined ? 2147483647 : toNumberValue(p.Maximum);
  const a = toNumber(low), b = toNumber(high);
  if (a >= b) return ctx.fail({ id: 'MinGreaterThanOrEqualMax', category: 'InvalidArgument', exception: 'System.ArgumentException', message: `The Minimum value (${a}) cannot be greater than or equal to the Maximum value (${b}).` });
  if (low instanceof Double || high instanceof Double) return new Double(a + source() * (b - a));
  const made = Math.floor(a + source() * (b - a));
  if (typeof low === 'bigint' || typeof high === 'bigint' || made > 2147483647) return BigInt(low as number) + BigInt(Math.floor(source() * 2 ** 31)) * (BigInt(Math.floor(b)) - BigInt(Math.floor(a))) / 2n ** 31n;
  return made;
}
export const getRandom: Cmdlet = cmdlet({
  name: 'Get-Random', synopsis: 'Gets a random number, or some of the objects at random.', params: { ...PARAMS, SetSeed: { type: T.Int32, help: 'Makes the numbers repeatable.' } },
  run: (p, ctx) => steps(p, ctx, sourceOf(ctx, p.SetSeed)),
});
export const getSecureRandom: Cmdlet = cmdlet({
  name: 'Get-SecureRandom', synopsis: 'Gets a random number that nobody can foresee, or some of the objects.', params: PARAMS,
  run: (p, ctx) => steps(p, ctx, systemSource(ctx)),
});
