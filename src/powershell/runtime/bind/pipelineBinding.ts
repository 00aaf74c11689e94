/** Pipeline objects to parameters: by value without conversion, by property name without, then both with conversion (the documented order). */
import { MISSING, direct } from '../members/get.ts';
import { Dictionary } from '../values/dictionary.ts';
import { typeOf } from '../types/typeOf.ts';
import { T } from '../types/t.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import type { Bound, BindOptions } from './binder.ts';
import { bindValue } from './bindValue.ts';
import { roleIn } from './parameters.ts';
import type { Parameter, ParameterTable } from './parameters.ts';

/** Parameters that may still take pipeline input. */
export class PipelineBinder {
  private readonly byValue: Parameter[];
  private readonly byProperty: Parameter[];
  private readonly o: BindOptions;
  private readonly sets: readonly string[];
  constructor(table: ParameterTable, bound: Bound, sets: readonly string[], o: BindOptions) {
    const open = table.list.filter((p) => !bound.has(p));
    this.sets = sets;
    this.byValue = open.filter((p) => sets.some((s) => roleIn(p, s)?.fromPipeline === true));
    this.byProperty = open.filter((p) => sets.some((s) => roleIn(p, s)?.fromProperty === true));
    this.o = o;
  }
  get any(): boolean { return this.byValue.length + this.byProperty.length > 0; }
  /** The one parameter that takes any object as it is, or undefined: the fast way. */
  get plainTaker(): Parameter | undefined {
    const [only] = this.byValue;
    return this.byValue.length === 1 && this.byProperty.length === 0 && only !== undefined && (only.type === T.Object || only.type === undefined || only.type === T.PSObject) && only.validations.length === 0 && only.transforms.length === 0 ? only : undefined;
  }
  /** Binds one object; false where no parameter takes it. */
  take(item: Value, put: (p: Parameter, v: Value) => void): boolean {
    const done = new Set<Parameter>();
    // What is bound decides which sets are left, and so which parameters may follow.
    let left = this.sets;
    const one = (p: Parameter, v: Value): void => {
      put(p, bindValue(p, v, this.isMandatory(p), this.o.suffix, this.o.isFunction));
      done.add(p);
      if (left.length > 1) left = left.filter((s) => roleIn(p, s) !== undefined);
    };
    const valueOpen = (p: Parameter): boolean => !done.has(p) && (left === this.sets || left.some((s) => roleIn(p, s)?.fromPipeline === true));
    const propertyOpen = (p: Parameter): boolean => !done.has(p) && (left === this.sets || left.some((s) => roleIn(p, s)?.fromProperty === true));
    for (const p of this.byValue) if (valueOpen(p) && fitsAsIs(item, p)) one(p, item);
    for (const p of this.byProperty) { if (!propertyOpen(p)) continue; const v = property(item, p); if (v !== MISSING && fitsAsIs(v, p)) one(p, v); }
    // A value that cannot be converted is no error: the next parameter may take it; one that may not be is.
    if (done.size === 0) for (const p of this.byValue) { try { one(p, item); break; } catch (e) { if (!(e instanceof PowerShellError) || e.record.exception.netType.name === VALIDATION) throw e; } }
    for (const p of this.byProperty) { if (!propertyOpen(p)) continue; const v = property(item, p); if (v !== MISSING) one(p, v); }
    return done.size > 0;
  }
  get candidates(): readonly Parameter[] { return [...this.byValue, ...this.byProperty]; }
  private isMandatory(p: Parameter): boolean { return this.sets.some((s) => roleIn(p, s)?.mandatory === true); }
}
const VALIDATION = 'System.Management.Automation.ParameterBindingValidationException';
function property(item: Value, p: Parameter): Value | typeof MISSING {
  const plain = unwrap(item);
  for (const name of [p.name, ...p.aliases]) {
    // Keys of a table are no properties here.
    const v = plain == null || (plain instanceof Dictionary && typeOf(plain).find('props', name) === undefined) ? MISSING : direct(item, name);
    if (v !== MISSING) return v;
  }
  return MISSING;
}
function fitsAsIs(v: Value, p: Parameter): boolean {
  if (p.type === undefined || p.type === T.Object || p.type === T.PSObject) return true;
  const plain = unwrap(v);
  if (plain == null) return p.allowNull;
  const type = typeOf(plain);
  return type.is(p.type) || (p.type.elementType !== undefined && p.type.isArray && type.is(p.type.elementType));
}
