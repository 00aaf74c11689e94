/** Get-Random and Get-SecureRandom. */
import { NOT_NULL } from '../../runtime/cmdlet.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Bound, Cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { toNumberValue } from './numberArgument.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { numberToString } from '../../runtime/convert/numberText.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { Double, toNumber } from '../../runtime/values/numbers.ts';
import type { NumberValue } from '../../runtime/values/numbers.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { numbersOf, systemNumbers } from './numbers.ts';
import type { RandomNumbers } from './numbers.ts';

const SETS = { number: 'RandomNumberParameterSet', list: 'RandomListItemParameterSet', shuffle: 'ShuffleParameterSet' } as const;
const PARAMS = {
  Maximum: { type: T.Object, sets: [SETS.number], position: { [SETS.number]: 0 }, help: 'Less than this.' },
  Minimum: { type: T.Object, sets: [SETS.number] },
  InputObject: { type: arrayOf(T.Object), sets: [SETS.list, SETS.shuffle], position: { [SETS.list]: 0, [SETS.shuffle]: 0 }, mandatory: [SETS.list, SETS.shuffle], from: 'pipeline', allowNull: true },
  Count: { type: T.Int32, sets: [SETS.number, SETS.list], validate: [{ range: [1, 2147483647] }] },
  Shuffle: { type: T.Switch, sets: [SETS.shuffle], mandatory: [SETS.shuffle] },
} as const;

function steps(p: Bound<typeof PARAMS>, ctx: CmdletContext, source: RandomNumbers): { process: () => void; end: () => void } {
  const chosen: Value[] = [], count = p.Count ?? 1;
  let seen = 0;
  // Several values where the limit stands are the list itself (GetRandomCommandBase.EffectiveParameterSet).
  const limit = unwrap(p.Maximum ?? null), list = Array.isArray(limit) ? toItems(limit) : undefined;
  const below = (n: number): number => source.integer(0, n);
  return {
    process() {
      for (const item of list ?? p.InputObject ?? (ctx.expectingInput ? [null] : [])) {
        // Each item so far has the same chance to be among those kept.
        if (p.Shuffle === true || seen < count) chosen.push(item);
        else if (below(seen + 1) < count) chosen[below(chosen.length)] = item;
        seen++;
      }
    },
    end() {
      if (list === undefined && p.InputObject === undefined && seen === 0 && !ctx.expectingInput) { for (let i = count; i > 0; i--) ctx.write(number(p, ctx, source)); return; }
      for (let i = 0; i < chosen.length; i++) {
        const at = source.integer(i, chosen.length), picked = chosen[at];
        chosen[at] = chosen[i];
        chosen[i] = picked;
        ctx.write(picked);
      }
    },
  };
}
/** Of the type that both limits have: Int32, Int64, else Double. */
function number(p: Bound<typeof PARAMS>, ctx: CmdletContext, source: RandomNumbers): Value {
  const low = p.Minimum == null ? undefined : toNumberValue(p.Minimum), high = p.Maximum == null ? undefined : toNumberValue(p.Maximum), given = [low, high].filter((n) => n !== undefined);
  const ordered = (a: NumberValue, b: NumberValue): void => { if (toNumber(a) >= toNumber(b) && (typeof a !== 'bigint' || typeof b !== 'bigint' || a >= b)) ctx.fail({ id: 'MinGreaterThanOrEqualMax', category: 'InvalidArgument', exception: 'System.ArgumentException', message: `The Minimum value (${numberToString(a)}) cannot be greater than or equal to the Maximum value (${numberToString(b)}).` }); };
  if (given.every((n) => typeof n === 'number')) {
    const [a, b] = [(low ?? 0) as number, (high ?? 2147483647) as number];
    ordered(a, b);
    return source.integer(a, b);
  }
  if (given.every((n) => typeof n === 'number' || typeof n === 'bigint')) {
    const [a, b] = [BigInt((low ?? 0) as number | bigint), BigInt((high ?? 9223372036854775807n) as number | bigint)];
    ordered(a, b);
    return source.long(a, b);
  }
  const [a, b] = [low === undefined ? 0 : toNumber(low), high === undefined ? Number.MAX_VALUE : toNumber(high)];
  ordered(new Double(a), new Double(b));
  return new Double(source.real(a, b));
}
export const getRandom: Cmdlet = cmdlet({
  name: 'Get-Random', defaultSet: SETS.number, synopsis: 'Gets a random number, or some of the objects at random.', params: { ...PARAMS, SetSeed: { type: T.Int32, validate: NOT_NULL, help: 'Makes the numbers repeatable.' } },
  run: (p, ctx) => steps(p, ctx, numbersOf(ctx, p.SetSeed)),
});
export const getSecureRandom: Cmdlet = cmdlet({
  name: 'Get-SecureRandom', defaultSet: SETS.number, synopsis: 'Gets a random number that nobody can foresee, or some of the objects.', params: PARAMS,
  run: (p, ctx) => steps(p, ctx, systemNumbers(ctx)),
});
