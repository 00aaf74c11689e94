/** Pipeline objects to parameters: by value without conversion, by property name without, then both with conversion (the documented order). */
import { MISSING, direct } from '../members/get.ts';
import { Dictionary } from '../values/dictionary.ts';
import { typeOf } from '../types/typeOf.ts';
import { T } from '../types/t.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { isOfBinding, missingMandatory } from './binder.ts';
import type { Bound, BindOptions } from './binder.ts';
import { NOT_AS_IS, bindAsIs, bindValue, isMandatory } from './bindValue.ts';
import { ALL_SETS } from './parameters.ts';
import type { Parameter, ParameterTable } from './parameters.ts';
import { ParameterSets, countOf } from './parameterSets.ts';

/** Parameters that may still take pipeline input. */
export class PipelineBinder {
  private readonly open: readonly Parameter[];
  private readonly o: BindOptions;
  /** The sets that are left; chosen anew for every object. */
  readonly sets: ParameterSets;
  /** What the object before bound. */
  private readonly last: Parameter[] = [];
  /** Raises where no set fits what the command line has bound and the pipeline may bring. */
  constructor(table: ParameterTable, bound: Bound, o: BindOptions) {
    this.sets = bound.sets ?? new ParameterSets(table, bound, o);
    const missing = this.sets.begin();
    if (missing.length > 0) missingMandatory(missing, o);
    this.open = this.sets.unbound.filter((p) => [...p.sets.values()].some((r) => r.fromPipeline || r.fromProperty));
    this.o = o;
  }
  get any(): boolean { return this.open.length > 0; }
  /** The one parameter that takes any object as it is, or undefined: the fast way. */
  get plainTaker(): Parameter | undefined {
    const { open, sets } = this, [only] = open;
    if (open.length !== 1 || only === undefined || (!only.sets.has(ALL_SETS) && countOf(sets.flag) !== 1)) return undefined;
    if (!sets.roles(only, sets.flag).some((r) => r.fromPipeline && !r.fromProperty) || sets.stillMissing().some((p) => p !== only)) return undefined;
    return (only.type === T.Object || only.type === undefined || only.type === T.PSObject) && (only.allowNull || !isMandatory(only)) && only.validations.length === 0 && only.transforms.length === 0 ? only : undefined;
  }
  /** Binds one object; false where no parameter takes it. */
  take(item: Value, put: (p: Parameter, v: Value) => void): boolean {
    const { sets } = this;
    // What the last object bound is asked last (RestoreDefaultParameterValues).
    if (this.last.length > 0) { sets.unbound.push(...this.last); this.last.length = 0; }
    sets.reset();
    let valid = sets.first === 0 ? sets.flag : sets.first, taken = false;
    for (let round = sets.first === 0 ? 1 : 0; round < 2; round++) {
      for (const phase of PHASES) {
        if (!this.phase(phase, item, valid, put)) continue;
        if (round === 1) { sets.validate(true, true); valid = sets.flag; }
        taken = true;
      }
      if (round === 0) {
        if (sets.flag === sets.first) break;
        valid = sets.flag & ~sets.first;
      }
    }
    sets.validate(false, true);
    sets.verify();
    return taken;
  }
  /** First the default set's parameters, then those of the others. */
  private phase(phase: Phase, item: Value, valid: number, put: (p: Parameter, v: Value) => void): boolean {
    const { preferred } = this.sets;
    if (preferred === 0 || (valid & preferred) === 0) return this.phaseIn(phase, item, valid, put);
    return this.phaseIn(phase, item, preferred, put) || this.phaseIn(phase, item, valid & ~preferred, put);
  }
  private phaseIn(phase: Phase, item: Value, valid: number, put: (p: Parameter, v: Value) => void): boolean {
    const { sets } = this;
    let some = false;
    for (let i = sets.unbound.length - 1; i >= 0; i--) {
      const p = sets.unbound[i] as Parameter;
      if (!(phase.byProperty ? sets.takes(p, valid).property : sets.takes(p, valid).value)) continue;
      const v = phase.byProperty ? property(item, p) : item;
      if (v === MISSING) continue;
      try {
        // What comes down a pipeline is wrapped.
        const value = phase.converts || p.type === T.PSObject ? bindValue(p, v, isMandatory(p), this.o.suffix, this.o.isFunction) : bindAsIs(p, v, isMandatory(p), this.o.suffix);
        if (value === NOT_AS_IS) continue;
        put(p, value);
      } catch (e) {
        if (phase.byProperty ? !isOfBinding(e) : !isNoConversion(e)) throw e;
        continue;
      }
      sets.unbound.splice(i, 1);
      this.last.push(p);
      sets.narrow(p);
      some = true;
    }
    return some;
  }
  get candidates(): readonly Parameter[] { return this.open; }
}
interface Phase { readonly byProperty: boolean; readonly converts: boolean }
const PHASES: readonly Phase[] = [{ byProperty: false, converts: false }, { byProperty: true, converts: false }, { byProperty: false, converts: true }, { byProperty: true, converts: true }];
/** Of a value from the pipeline: that it cannot be converted is no error either. */
const isNoConversion = (e: unknown): boolean => isOfBinding(e) || (e instanceof PowerShellError && e.record.errorId === 'ParameterArgumentTransformationError');
function property(item: Value, p: Parameter): Value | typeof MISSING {
  const plain = unwrap(item);
  for (const name of [p.name, ...p.aliases]) {
    // Keys of a table are no properties here.
    const v = plain == null || (plain instanceof Dictionary && typeOf(plain).find('props', name) === undefined) ? MISSING : direct(item, name);
    if (v !== MISSING) return v;
  }
  return MISSING;
}
