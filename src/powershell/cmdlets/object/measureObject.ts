import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { convertOrFail, FAILED } from '../../runtime/convert/convert.ts';
import { compare } from '../../runtime/operators/compare.ts';
import { compareText } from '../../runtime/operators/collation.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { fold } from '../../runtime/values/folding.ts';
import { Record } from '../../runtime/values/misc.ts';
import { Double, double, isNumber, toNumber } from '../../runtime/values/numbers.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { propertyExpression } from './propertyExpression.ts';
import { select, selectors } from './propertyValue.ts';

/** What a custom object is without its members: it has no text (PSObject.BaseObject). */
const BARE = new PSObject();

const SETS = { numbers: 'GenericMeasure', text: 'TextMeasure' } as const;
const MeasureInfo = named('Microsoft.PowerShell.Commands.MeasureInfo');
const GenericMeasureInfo = named('Microsoft.PowerShell.Commands.GenericMeasureInfo', [], { base: MeasureInfo });
const GenericObjectMeasureInfo = named('Microsoft.PowerShell.Commands.GenericObjectMeasureInfo', [], { base: MeasureInfo });
const TextMeasureInfo = named('Microsoft.PowerShell.Commands.TextMeasureInfo', [], { base: MeasureInfo });

/** What has been counted of one property; the variance by the online algorithm. */
interface Statistics { readonly name: string; count: number; sum: number; variance: number; max: Value; min: Value; lines: number; words: number; characters: number }
const fresh = (name: string): Statistics => ({ name, count: 0, sum: 0, variance: 0, max: null, min: null, lines: 0, words: 0, characters: 0 });

export const measureObject = cmdlet({
  name: 'Measure-Object', aliases: ['measure'], defaultSet: SETS.numbers, synopsis: 'Counts objects, and works out sums, averages and extremes of their properties.',
  params: {
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
    Property: { type: arrayOf(propertyExpression), position: 0, validate: NOT_EMPTY },
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
    const by = p.Property == null ? [] : selectors(ctx, p.Property as Value, []);
    const found = new Map<string, Statistics>(), all = p.AllStats === true;
    const want = { sum: all || p.Sum === true, average: all || p.Average === true, max: all || p.Maximum === true, min: all || p.Minimum === true, deviation: all || p.StandardDeviation === true };
    const text = ctx.parameterSet === SETS.text, tally: Tally = { nonNumeric: false };
    const entry = (name: string): Statistics => {
      const key = fold(name), known = found.get(key);
      if (known !== undefined) return known;
      const made = fresh(name);
      found.set(key, made);
      return made;
    };
    const add = (name: string, value: Value): void => {
      const s = entry(name);
      s.count++;
      if (text) measureText(s, value == null ? '' : toText(value), p.IgnoreWhiteSpace === true);
      else measureNumber(ctx, s, value, want, tally);
    };
    if (by.length === 0) entry('');
    return {
      process() {
        const item = p.InputObject;
        if (item === null || item === undefined) return;
        if (by.length === 0) { add('', item instanceof PSObject && item.isCustom ? BARE : item); return; }
        const counted = by.length === 1 ? undefined : new Set<string>();
        for (const one of by) for (const { name, value, exists } of select(ctx, one, item)) {
          if (!exists) entry(name);
          else if (counted === undefined) add(name, value);
          else if (!counted.has(fold(name))) { counted.add(fold(name)); add(name, value); }
        }
      },
      end() {
        for (const s of found.values()) {
          if (s.count > 0 || by.length === 0) ctx.write(text ? textInfo(s, p) : numberInfo(s, want, tally));
          // A property that no object has is an error in strict mode only.
          else if (ctx.session.current.strict >= 2) ctx.writeError({ id: text ? 'TextMeasurePropertyNotFound' : 'GenericMeasurePropertyNotFound', category: 'ObjectNotFound', exception: 'System.Management.Automation.PSArgumentException', message: `The property "${s.name}" cannot be found in the input for any objects.` });
        }
      },
    };
  },
});

interface Wanted { readonly sum: boolean; readonly average: boolean; readonly max: boolean; readonly min: boolean; readonly deviation: boolean }

/** Once something was no number there are no sums at all. */
interface Tally { nonNumeric: boolean }
function measureNumber(ctx: CmdletContext, s: Statistics, value: Value, want: Wanted, tally: Tally): void {
  if (want.sum || want.average || want.deviation) {
    const number = numberOf(value ?? null);
    if (number === undefined) {
      tally.nonNumeric = true;
      ctx.writeError({ id: 'NonNumericInputObject', category: 'InvalidType', target: value, exception: 'System.Management.Automation.PSInvalidOperationException', message: `Input object "${toText(value)}" is not numeric.` });
      return;
    }
    const before = s.sum;
    s.sum += number;
    if (want.deviation && s.count > 1) {
      const distance = number - before / (s.count - 1);
      s.variance = s.variance * (s.count - 2) / (s.count - 1) + distance * distance / s.count;
    }
  }
  try {
    if (want.min) s.min = further(value, s.min, 1);
    if (want.max) s.max = further(value, s.max, -1);
  } catch (e) {
    // It is told as Compare throws it, without the operator's words.
    if (!(e instanceof PowerShellError) || e.record.errorId !== 'NotIcomparable') throw e;
    ctx.fail({ id: 'Argument', category: 'InvalidArgument', exception: 'System.Management.Automation.PSArgumentException', message: e.record.message });
  }
}
function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (isNumber(value)) return toNumber(value);
  const converted = convertOrFail(value, T.Double);
  return converted instanceof Double ? converted.value : undefined;
}
/** The one further out: numbers and what reads as one by value, different types as text. `sign`: 1 for the least, -1 for the greatest. */
function further(value: Value, held: Value, sign: 1 | -1): Value {
  if (held == null || held === value) return value ?? null;
  const a = numberOf(held), b = value == null ? undefined : numberOf(value);
  if (a !== undefined && b !== undefined) return sign * (a - b) > 0 ? value : held;
  const mixed = value != null && (a !== undefined || b !== undefined || typeOf(value) !== typeOf(held));
  const order = mixed ? compareText(toText(held), toText(value), false) : compare(held, value, false);
  return sign * order > 0 ? value ?? null : held;
}
function measureText(s: Statistics, text: string, ignoreWhiteSpace: boolean): void {
  s.words += text.split(/\s+/).filter((w) => w !== '').length;
  s.characters += ignoreWhiteSpace ? text.replace(/\s/g, '').length : text.length;
  if (text.length > 0) s.lines += text.replace(/\n$/, '').split('\n').length;
}

function numberInfo(s: Statistics, want: Wanted, tally: Tally): Record {
  const value = (v: Value): Value | typeof FAILED => (v === null ? null : convertOrFail(v, T.Double));
  const max = value(s.max), min = value(s.min), numeric = max !== FAILED && min !== FAILED;
  const optional = (on: boolean, n: () => number): Value => (on && !tally.nonNumeric ? double(n()) : null);
  return new Record(numeric ? GenericMeasureInfo : GenericObjectMeasureInfo, [
    ['Count', s.count], ['Average', s.count === 0 ? null : optional(want.average, () => s.sum / s.count)], ['Sum', optional(want.sum, () => s.sum)],
    ['Maximum', numeric ? (max) : s.max], ['Minimum', numeric ? (min) : s.min],
    ['StandardDeviation', numeric ? optional(want.deviation, () => Math.sqrt(s.variance)) : null],
    ['Property', s.name === '' ? null : s.name],
  ]);
}
const textInfo = (s: Statistics, p: { Line: boolean | undefined; Word: boolean | undefined; Character: boolean | undefined }): Record =>
  new Record(TextMeasureInfo, [
    ['Lines', p.Line === true ? s.lines : null], ['Words', p.Word === true ? s.words : null], ['Characters', p.Character === true ? s.characters : null], ['Property', s.name === '' ? null : s.name],
  ]);
