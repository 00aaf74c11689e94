import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { convertOrFail, FAILED } from '../../runtime/convert/convert.ts';
import { compare } from '../../runtime/operators/compare.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { T, named } from '../../runtime/types/t.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { Record } from '../../runtime/values/misc.ts';
import { Double, double, isNumber, toNumber } from '../../runtime/values/numbers.ts';
import type { Value } from '../../runtime/values/value.ts';
import { select, selectors } from './propertyValue.ts';

const SETS = { numbers: 'GenericMeasure', text: 'TextMeasure' } as const;
const MeasureInfo = named('Microsoft.PowerShell.Commands.MeasureInfo');
const GenericMeasureInfo = named('Microsoft.PowerShell.Commands.GenericMeasureInfo', [], { base: MeasureInfo });
const GenericObjectMeasureInfo = named('Microsoft.PowerShell.Commands.GenericObjectMeasureInfo', [], { base: MeasureInfo });
const TextMeasureInfo = named('Microsoft.PowerShell.Commands.TextMeasureInfo', [], { base: MeasureInfo });

/** What has been counted of one property. `squares` keeps the sum of squared distances from the mean (Welford). */
interface Statistics { count: number; sum: number; mean: number; squares: number; max: Value; min: Value; lines: number; words: number; characters: number; seen: boolean }
const fresh = (): Statistics => ({ count: 0, sum: 0, mean: 0, squares: 0, max: null, min: null, lines: 0, words: 0, characters: 0, seen: false });

export const measureObject = cmdlet({
  name: 'Measure-Object', aliases: ['measure'], defaultSet: SETS.numbers, synopsis: 'Counts objects, and works out sums, averages and extremes of their properties.',
  params: {
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
    Property: { type: T.Object, position: 0 },
    StandardDeviation: { type: T.Switch, sets: [SETS.numbers] },
    Sum: { type: T.Switch, sets: [SETS.numbers] },
    AllStats: { type: T.Switch, sets: [SETS.numbers] },
    Average: { type: T.Switch, sets: [SETS.numbers] },
    Maximum: { type: T.Switch, sets: [SETS.numbers] },
    Minimum: { type: T.Switch, sets: [SETS.numbers] },
    Line: { type: T.Switch, sets: [SETS.text] },
    Word: { type: T.Switch, sets: [SETS.text] },
    Character: { type: T.Switch, sets: [SETS.text] },
    IgnoreWhiteSpace: { type: T.Switch, sets: [SETS.text] },
  },
  run(p, ctx) {
    const by = p.Property === undefined ? [] : selectors(ctx, p.Property, []);
    const found = new Map<string, Statistics>();
    if (by.length === 0) found.set('', fresh());
    const all = p.AllStats === true;
    const want = { sum: all || p.Sum === true, average: all || p.Average === true, max: all || p.Maximum === true, min: all || p.Minimum === true, deviation: all || p.StandardDeviation === true };
    const text = ctx.parameterSet === SETS.text;
    let any = false;
    const add = (name: string, value: Value): void => {
      let s = found.get(name);
      if (s === undefined) found.set(name, (s = fresh()));
      s.seen = true;
      if (text) measureText(s, toText(value), p.IgnoreWhiteSpace === true);
      else measureNumber(ctx, s, value, want);
    };
    return {
      process() {
        const item = p.InputObject;
        if (item === null || item === undefined) return;
        any = true;
        if (by.length === 0) { add('', item); return; }
        for (const one of by) for (const { name, value, exists } of select(ctx, one, item)) if (exists && value !== null && value !== undefined) add(name, value);
      },
      end() {
        if (any) for (const one of by) {
          const name = typeof one.expression === 'string' ? one.expression : one.expression.text;
          if (![...found.keys()].some((k) => k.toLowerCase() === name.toLowerCase()) && !name.includes('*')) {
            ctx.writeError({ id: 'GenericMeasurePropertyNotFound', category: 'InvalidArgument', exception: 'System.Management.Automation.PSArgumentException', message: `The property "${name}" cannot be found in the input for any objects.` });
          }
        }
        for (const [name, s] of found) ctx.write(text ? textInfo(name, s, p) : numberInfo(name, s, want));
      },
    };
  },
});

interface Wanted { readonly sum: boolean; readonly average: boolean; readonly max: boolean; readonly min: boolean; readonly deviation: boolean }

function measureNumber(ctx: CmdletContext, s: Statistics, value: Value, want: Wanted): void {
  s.count++;
  if (want.sum || want.average || want.deviation) {
    const number = numberOf(value);
    if (number === undefined) {
      ctx.writeError({ id: 'NonNumericInputObject', category: 'InvalidType', target: value, exception: 'System.Management.Automation.PSInvalidCastException', message: `Input object "${toText(value)}" is not numeric.` });
    } else {
      s.sum += number;
      const distance = number - s.mean;
      s.mean += distance / s.count;
      s.squares += distance * (number - s.mean);
    }
  }
  if (want.max && (s.max === null || further(value, s.max) > 0)) s.max = value;
  if (want.min && (s.min === null || further(value, s.min) < 0)) s.min = value;
}
function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (isNumber(value)) return toNumber(value);
  const converted = convertOrFail(value, T.Double);
  return converted instanceof Double ? converted.value : undefined;
}
function further(a: Value, b: Value): number {
  const left = numberOf(a), right = numberOf(b);
  if (left !== undefined && right !== undefined) return left - right;
  try { return compare(a, b); } catch (error) {
    if (!(error instanceof PowerShellError)) throw error;
    return toText(a).localeCompare(toText(b));
  }
}
function measureText(s: Statistics, text: string, ignoreWhiteSpace: boolean): void {
  s.count++;
  s.words += text.split(/\s+/).filter((w) => w !== '').length;
  s.characters += ignoreWhiteSpace ? text.replace(/\s/g, '').length : text.length;
  if (text.length > 0) s.lines += text.replace(/\n$/, '').split('\n').length;
}

function numberInfo(name: string, s: Statistics, want: Wanted): Record {
  const value = (v: Value): Value | typeof FAILED => (v === null ? null : convertOrFail(v, T.Double));
  const max = value(s.max), min = value(s.min), numeric = max !== FAILED && min !== FAILED;
  const optional = (on: boolean, n: () => number): Value => (on && s.count > 0 ? double(n()) : null);
  return new Record(numeric ? GenericMeasureInfo : GenericObjectMeasureInfo, [
    ['Count', s.count], ['Average', optional(want.average, () => s.sum / s.count)], ['Sum', want.sum && (s.count > 0 || s.seen) ? double(s.sum) : null],
    ['Maximum', numeric ? (max) : s.max], ['Minimum', numeric ? (min) : s.min],
    ['StandardDeviation', optional(want.deviation, () => Math.sqrt(s.count > 1 ? s.squares / (s.count - 1) : 0))],
    ['Property', name === '' ? null : name],
  ]);
}
const textInfo = (name: string, s: Statistics, p: { Line: boolean | undefined; Word: boolean | undefined; Character: boolean | undefined }): Record =>
  new Record(TextMeasureInfo, [
    ['Lines', p.Line === true ? s.lines : null], ['Words', p.Word === true ? s.words : null], ['Characters', p.Character === true ? s.characters : null], ['Property', name === '' ? null : name],
  ]);
