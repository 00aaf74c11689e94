import { cmdlet } from '../../runtime/cmdlet.ts';
import { errorRecord } from '../../runtime/errors/raise.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { MISSING, direct } from '../../runtime/members/get.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { typeNames, typeOf } from '../../runtime/types/typeOf.ts';
import { PSObject, unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { NAME } from '../../format/propertyKeys.ts';
import { UniqueObjects } from './uniqueObjects.ts';
import type { Note } from './uniqueObjects.ts';
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
    Skip: { type: T.Int32, sets: [SETS.standard, SETS.skipLast], validate: [{ range: [0, 2147483647] }] },
    SkipLast: { type: T.Int32, sets: [SETS.skipLast], validate: [{ range: [0, 2147483647] }] },
    Wait: { type: T.Switch, sets: [SETS.standard, SETS.index] },
    Index: { type: arrayOf(T.Int32), sets: [SETS.index], validate: [{ range: [0, 2147483647] }] },
    SkipIndex: { type: arrayOf(T.Int32), sets: [SETS.skipIndex], validate: [{ range: [0, 2147483647] }] },
  },
  run(p, ctx) {
    const chosen = p.Property == null ? [] : selectors(ctx, p.Property, [NAME]);
    const excluded = (p.ExcludeProperty ?? []).map((x) => wildcard(x));
    const expanded = p.ExpandProperty === undefined || p.ExpandProperty === '' ? undefined : p.ExpandProperty;
    const kept = chosen.length === 0 && excluded.length > 0 ? selectors(ctx, '*', []) : chosen;
    // Whether an object has been there before is known at once, but all of them are written at the end.
    const unique = new UniqueObjects(p.CaseInsensitive === true);
    const write = (value: Value, notes: readonly Note[]): void => {
      if (p.Unique !== true) ctx.write(value); else unique.add(value, notes);
    };
    const emit = (item: Value): void => {
      if (kept.length === 0 && expanded === undefined) { write(marked(item), NONE); return; }
      const notes = project(ctx, item, kept, excluded);
      if (expanded === undefined) write(custom(ctx, item, notes), notes);
      else for (const value of expand(ctx, item, expanded)) if (value !== null && value !== undefined) write(notes.length === 0 ? value : withMembers(ctx, item, value, notes), notes);
    };
    const queue = new Choice(p, ctx, emit);
    const flush = (): void => { for (const value of unique.take()) ctx.write(value); };
    queue.beforeStop = flush;
    return { process() { if (p.InputObject !== null && p.InputObject !== undefined) queue.take(p.InputObject); }, end() { queue.end(); flush(); } };
  },
});
const NONE: readonly Note[] = [];

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
  /** What is done before the commands in front are told to stop. */
  beforeStop: () => void = () => undefined;
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
      if (this.skip > 0) { this.skip--; return; }
      this.tail.push(item);
      if (this.tail.length > this.skipLast) this.emit(this.tail.shift());
      return;
    }
    if (this.last !== undefined) {
      // With -First and -Last both, what is skipped is skipped at the beginning, which then goes out at once; the end is kept from what follows.
      if (this.first !== undefined && this.first > 0) {
        if (this.skip > 0) { this.skip--; return; }
        if (this.written < this.first) { this.written++; this.emit(item); return; }
      }
      this.tail.push(item);
      if (this.tail.length > this.last + this.skip) this.tail.shift();
      return;
    }
    if (this.skip > 0) { this.skip--; return; }
    if (this.first === undefined) { this.emit(item); return; }
    if (this.first === 0) return;
    if (this.written < this.first) this.go(item, this.first);
  }
  end(): void {
    if (this.last === undefined) return;
    for (const item of this.skip > 0 ? this.tail.slice(0, Math.max(0, this.tail.length - this.skip)) : this.tail) this.emit(item);
  }
  private go(item: Value, most: number): void {
    this.emit(item);
    if (++this.written < most || this.wait) return;
    this.beforeStop();
    this.ctx.stopUpstream();
  }
}

/** The properties of the new object, name and value; a name that comes twice is told when the object is made. */
function project(ctx: CmdletContext, item: Value, chosen: readonly PropertySelector[], excluded: readonly RegExp[]): readonly Note[] {
  const notes: Note[] = [];
  for (const one of chosen) {
    let found = select(ctx, one, item);
    if (excluded.length > 0) found = found.filter(({ name }) => !excluded.some((pattern) => pattern.test(one.label === undefined ? name : textOf(one))));
    if (one.label !== undefined && found.length > 1) {
      ctx.writeError({ id: 'RenamingMultipleResults', category: 'InvalidOperation', target: item, exception: 'System.InvalidOperationException', message: 'Cannot rename multiple results.' });
      continue;
    }
    for (const { name, value } of found) {
      if (name === '') ctx.fail({ id: 'EmptyScriptBlockAndNoName', category: 'InvalidArgument', exception: 'System.Management.Automation.PSArgumentException', message: "A property is an empty script block and does not provide a name." });
      notes.push([name, value]);
    }
  }
  return notes;
}
const textOf = (one: PropertySelector): string => (typeof one.expression === 'string' ? one.expression : one.expression.text);
const exists = (ctx: CmdletContext, item: Value, name: string, id: string): void => {
  ctx.writeError({ id, category: 'InvalidOperation', target: item, exception: 'System.Management.Automation.PSArgumentException', message: `The property cannot be processed because the property "${name}" already exists.` });
};
function custom(ctx: CmdletContext, item: Value, notes: readonly Note[]): PSObject {
  const made = new PSObject();
  made.typeNames = [`Selected.${typeOf(unwrap(item)).name}`, 'System.Management.Automation.PSCustomObject', 'System.Object'];
  for (const [name, value] of notes) {
    if (made.has(name)) exists(ctx, item, name, 'AlreadyExistingUserSpecifiedPropertyNoExpand');
    else made.set(name, value);
  }
  return made;
}
/** A custom object that is passed on as it is gets the name of what it was selected from, once. */
function marked(item: Value): Value {
  if (!(item instanceof PSObject) || !item.isCustom) return item;
  const names = typeNames(item);
  if (!names.some((n) => n.toLowerCase() === 'selected.system.management.automation.pscustomobject')) item.typeNames = ['Selected.System.Management.Automation.PSCustomObject', ...names];
  return item;
}

function expand(ctx: CmdletContext, item: Value, name: string): Iterable<Value> {
  const found = select(ctx, { expression: name, label: undefined, options: new Map() }, item).filter((x) => x.exists), [only] = found;
  if (only === undefined || found.length > 1) {
    const record = errorRecord(only === undefined
      ? { id: 'ExpandPropertyNotFound', category: 'InvalidArgument', target: item, exception: 'System.Management.Automation.PSArgumentException', message: `Property "${name}" cannot be found.` }
      : { id: 'MutlipleExpandProperties', category: 'InvalidArgument', target: item, exception: 'System.Management.Automation.PSArgumentException', message: 'Multiple properties cannot be expanded.' });
    // Whatever comes through a pipeline is told as what carries it.
    record.targetType = 'PSObject';
    ctx.writeError(record);
    return [];
  }
  return isEnumerable(only.value) ? enumerate(only.value) : [only.value];
}
/** An expanded value that carries selected properties beside. */
function withMembers(ctx: CmdletContext, item: Value, value: Value, notes: readonly Note[]): Value {
  const carrier = value instanceof PSObject ? copy(value) : new PSObject(value);
  for (const [name, held] of notes) {
    if (direct(carrier, name) !== MISSING) exists(ctx, item, name, 'AlreadyExistingUserSpecifiedPropertyExpand');
    else carrier.set(name, held);
  }
  if (carrier.isCustom) carrier.typeNames = [`Selected.${typeOf(unwrap(item)).name}`, ...carrier.typeNames ?? typeNames(carrier)];
  return carrier;
}
function copy(from: PSObject): PSObject {
  const made = new PSObject(from.base);
  from.shape.names.forEach((name, i) => { made.define(name, from.slots[i]); });
  made.typeNames = from.typeNames;
  return made;
}
