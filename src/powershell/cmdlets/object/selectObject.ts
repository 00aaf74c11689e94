import { cmdlet } from '../../runtime/cmdlet.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { MISSING, lookup } from '../../runtime/members/get.ts';
import { equals } from '../../runtime/operators/compare.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { typeNames } from '../../runtime/types/typeOf.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { select, selectors } from './propertyValue.ts';
import type { PropertySelector } from './propertyValue.ts';

const SETS = { standard: 'DefaultParameter', skipLast: 'SkipLastParameter', index: 'IndexParameter', skipIndex: 'SkipIndexParameter' } as const;

export const selectObject = cmdlet({
  name: 'Select-Object', aliases: ['select'], defaultSet: SETS.standard, synopsis: 'Selects properties of objects, or some of the objects.',
  params: {
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
    Property: { type: T.Object, sets: [SETS.standard, SETS.skipLast], position: { [SETS.standard]: 0, [SETS.skipLast]: 0 } },
    ExcludeProperty: { type: arrayOf(T.String), sets: [SETS.standard, SETS.skipLast] },
    ExpandProperty: { type: T.String, sets: [SETS.standard, SETS.skipLast] },
    Unique: { type: T.Switch },
    CaseInsensitive: { type: T.Switch },
    Last: { type: T.Int32, sets: [SETS.standard], validate: [{ range: [0, 2147483647] }] },
    First: { type: T.Int32, sets: [SETS.standard], validate: [{ range: [0, 2147483647] }] },
    Skip: { type: T.Int32, sets: [SETS.standard], validate: [{ range: [0, 2147483647] }] },
    SkipLast: { type: T.Int32, sets: [SETS.skipLast], validate: [{ range: [0, 2147483647] }] },
    Wait: { type: T.Switch },
    Index: { type: arrayOf(T.Int32), sets: [SETS.index] },
    SkipIndex: { type: arrayOf(T.Int32), sets: [SETS.skipIndex] },
  },
  run(p, ctx) {
    const chosen = p.Property === undefined ? [] : selectors(ctx, p.Property, ['name', 'label']);
    const excluded = (p.ExcludeProperty ?? []).map((x) => wildcard(x));
    const seen: Value[] = [];
    const write = (value: Value): void => {
      if (p.Unique === true) {
        if (seen.some((other) => sameShape(other, value, p.CaseInsensitive === true))) return;
        seen.push(value);
      }
      ctx.write(value);
    };
    const emit = (item: Value): void => {
      if (chosen.length === 0 && excluded.length === 0 && p.ExpandProperty === undefined) { write(item); return; }
      const kept = chosen.length === 0 && excluded.length > 0 ? selectors(ctx, '*', []) : chosen;
      const made = kept.length === 0 ? undefined : project(ctx, item, kept, excluded);
      if (p.ExpandProperty === undefined) write(made);
      else for (const value of expand(ctx, item, p.ExpandProperty)) write(made === undefined ? value : withMembers(value, made));
    };
    const queue = new Choice(p, ctx, emit);
    return { process() { queue.take(p.InputObject); }, end() { queue.end(); } };
  },
});

/** Which of the objects that come go on: by count, from the end, or by position. */
class Choice {
  private readonly first: number | undefined;
  private readonly last: number | undefined;
  private skip: number;
  private readonly skipLast: number | undefined;
  private readonly index: ReadonlySet<number> | undefined;
  private readonly skipIndex: ReadonlySet<number> | undefined;
  private readonly wait: boolean;
  private readonly ctx: CmdletContext;
  private readonly emit: (item: Value) => void;
  private count = 0;
  private written = 0;
  private tail: Value[] = [];
  constructor(p: { First: number | undefined; Last: number | undefined; Skip: number | undefined; SkipLast: number | undefined; Index: number[] | undefined; SkipIndex: number[] | undefined; Wait: boolean | undefined }, ctx: CmdletContext, emit: (item: Value) => void) {
    this.first = p.First;
    this.last = p.Last;
    this.skip = p.Skip ?? 0;
    this.skipLast = p.SkipLast;
    this.index = p.Index === undefined ? undefined : new Set(p.Index);
    this.skipIndex = p.SkipIndex === undefined ? undefined : new Set(p.SkipIndex);
    this.wait = p.Wait === true;
    this.ctx = ctx;
    this.emit = emit;
  }
  take(item: Value): void {
    const at = this.count++;
    if (this.index !== undefined) { if (this.index.has(at)) this.go(item, this.index.size); return; }
    if (this.skipIndex !== undefined) { if (!this.skipIndex.has(at)) this.emit(item); return; }
    if (this.skipLast !== undefined) {
      this.tail.push(item);
      if (this.tail.length > this.skipLast) this.emit(this.tail.shift());
      return;
    }
    if (this.last !== undefined) {
      // With -First and -Last both, the beginning goes out at once and the end is kept from what follows.
      if (this.first !== undefined && this.skip === 0 && this.written < this.first) { this.written++; this.emit(item); return; }
      this.tail.push(item);
      if (this.tail.length > this.last + this.skip) this.tail.shift();
      return;
    }
    if (this.skip > 0) { this.skip--; return; }
    if (this.first === undefined) { this.emit(item); return; }
    if (this.first === 0) { if (!this.wait) this.ctx.stopUpstream(); return; }
    if (this.written < this.first) this.go(item, this.first);
  }
  end(): void {
    if (this.last === undefined) return;
    for (const item of this.skip > 0 ? this.tail.slice(0, Math.max(0, this.tail.length - this.skip)) : this.tail) this.emit(item);
  }
  private go(item: Value, most: number): void {
    this.emit(item);
    if (++this.written >= most && !this.wait) this.ctx.stopUpstream();
  }
}

function project(ctx: CmdletContext, item: Value, chosen: readonly PropertySelector[], excluded: readonly RegExp[]): PSObject {
  const made = new PSObject();
  const names = typeNames(item ?? null);
  made.typeNames = [`Selected.${names[0] ?? 'System.Object'}`, 'System.Management.Automation.PSCustomObject', 'System.Object'];
  for (const one of chosen) {
    for (const { name, value } of select(ctx, one, item)) {
      if (excluded.some((pattern) => pattern.test(name))) continue;
      if (!made.has(name)) { made.set(name, value === undefined ? null : value); continue; }
      if (typeof one.expression === 'string' && one.expression.includes('*')) continue;
      ctx.writeError({ id: 'AlreadyExistingUserSpecifiedPropertyNoExpand', category: 'InvalidOperation', target: item, exception: 'System.Management.Automation.PSArgumentException', message: `The property cannot be processed because the property "${name}" already exists.` });
    }
  }
  return made;
}

function expand(ctx: CmdletContext, item: Value, name: string): Iterable<Value> {
  const value = item === null || item === undefined ? MISSING : lookup(item, name);
  if (value === MISSING) {
    ctx.writeError({ id: 'ExpandPropertyNotFound', category: 'InvalidArgument', target: item, exception: 'System.Management.Automation.PSArgumentException', message: `Property "${name}" cannot be found.` });
    return [];
  }
  return isEnumerable(value) ? enumerate(value) : [value];
}
/** An expanded value that carries selected properties beside. */
function withMembers(value: Value, members: PSObject): Value {
  const carrier = value instanceof PSObject ? copy(value) : new PSObject(value);
  members.shape.names.forEach((name) => { if (!carrier.has(name)) carrier.set(name, members.get(name)); });
  return carrier;
}
function copy(from: PSObject): PSObject {
  const made = new PSObject(from.base);
  from.shape.names.forEach((name, i) => { made.define(name, from.slots[i]); });
  made.typeNames = from.typeNames;
  return made;
}

/** -Unique: custom objects are the same when all their properties are. */
function sameShape(a: Value, b: Value, ignoreCase: boolean): boolean {
  if (a instanceof PSObject && b instanceof PSObject && a.isCustom && b.isCustom) {
    return a.shape === b.shape && a.shape.names.every((name) => sameShape(a.get(name), b.get(name), ignoreCase));
  }
  return a === b || (a !== null && b !== null && a !== undefined && b !== undefined && equals(a, b, ignoreCase));
}
