/**
 * Which parameter sets are left while arguments and objects of a pipeline are bound, and which one `$PSCmdlet.ParameterSetName` tells: before the first object, and anew
 * with every object (CmdletParameterBinderController: ValidateParameterSets, GetMissingMandatoryParameters). Sets are bits, as there.
 */
import { ambiguousSet, missingMandatory } from './binder.ts';
import type { BindOptions, Bound } from './binder.ts';
import { ALL_SETS, EVERY, isInSets } from './parameters.ts';
import type { Parameter, ParameterTable, SetRole } from './parameters.ts';

/** What a set lacks that it cannot do without. */
interface Lacking { readonly flag: number; readonly isAll: boolean; readonly isDefault: boolean; readonly piped: Parameter[]; readonly byValue: Parameter[]; readonly byProperty: Parameter[]; readonly other: Parameter[] }

export interface Takes { readonly value: boolean; readonly property: boolean; readonly mandatory: boolean }
const NONE: readonly Parameter[] = [];

export class ParameterSets {
  private readonly table: ParameterTable;
  private readonly bound: Bound;
  private readonly o: BindOptions;
  private readonly defaultFlag: number;
  /** Parameters that nothing is bound to, in the order they are asked. */
  unbound: Parameter[];
  flag: number;
  /** What `$PSCmdlet.ParameterSetName` tells now. */
  name: string = ALL_SETS;
  /** The set that the pipeline tries first; 0 where there is none. */
  first = 0;
  private start = EVERY;
  constructor(table: ParameterTable, bound: Bound, o: BindOptions) {
    this.table = table;
    this.bound = bound;
    this.o = o;
    this.defaultFlag = table.defaultFlag;
    this.unbound = table.list.filter((p) => !bound.has(p));
    this.flag = bound.flag;
  }
  /** What the arguments have bound so far. */
  refresh(): this {
    this.unbound = this.table.list.filter((p) => !this.bound.has(p));
    this.flag = this.bound.flag;
    return this;
  }
  /** Without input: the one set that it is; raises where none or several fit, or something is missing. */
  settle(): string {
    this.refresh().validate(false, true);
    const missing = this.stillMissing();
    if (missing.length > 0) missingMandatory(missing, this.o);
    this.verify();
    return this.name;
  }
  /** Before the first object: raises where no set can be chosen, gives what is missing and cannot come from the pipeline. */
  begin(): readonly Parameter[] {
    let count = this.refresh().validate(true, false);
    if (count > 1) {
      const taking = this.takingInput();
      if (taking !== this.flag) { this.flag = taking; count = this.validate(true, false); }
    }
    const missing = this.missing(count);
    this.start = this.flag;
    return missing;
  }
  /** As it was before the first object. */
  reset(): void { this.flag = this.start; }
  narrow(p: Parameter): void { this.flag = this.table.narrowed(this.flag, p); }
  /** The roles of a parameter in the sets asked for. */
  roles(p: Parameter, flag: number): SetRole[] { return this.table.rolesOf(p).filter((d) => isInSets(d, flag)).map((d) => d.role); }
  /** What a parameter takes in the sets asked for; asked for every object, so worked out once. */
  takes(p: Parameter, flag: number): Takes {
    let known = this.known.get(flag);
    if (known === undefined) this.known.set(flag, (known = new Map()));
    let found = known.get(p);
    if (found === undefined) {
      const roles = this.roles(p, flag);
      known.set(p, (found = { value: roles.some((r) => r.fromPipeline), property: roles.some((r) => r.fromProperty), mandatory: roles.some((r) => r.mandatory) }));
    }
    return found;
  }
  private readonly known = new Map<number, Map<Parameter, Takes>>();
  get preferred(): number { return this.defaultFlag; }
  /** What the chosen sets still lack after an object was bound. */
  stillMissing(): readonly Parameter[] { return this.table.hasMandatory ? this.unbound.filter((p) => this.takes(p, this.flag).mandatory) : NONE; }

  /** How many sets are left (ValidateParameterSets). */
  validate(before: boolean, choose: boolean): number {
    const { flag, defaultFlag } = this;
    let count = countOf(flag);
    if (count === 0) return ambiguousSet(this.o);
    if (count > 1) {
      if (defaultFlag !== 0 && (flag & defaultFlag) !== 0) {
        this.name = this.table.setName(defaultFlag);
        if (choose) { this.flag = defaultFlag; count = 1; }
      } else if (!(before && this.takesInput(flag))) count = this.resolve();
      return count;
    }
    if (flag === EVERY) {
      count = Math.max(1, this.table.sets.length);
      if (!(before && this.takesInput(flag))) {
        if (defaultFlag !== 0) { if (choose) { this.flag = defaultFlag; count = 1; } } else if (count > 1) count = this.resolve();
      }
    }
    this.name = this.table.setName(this.flag);
    return count;
  }
  /** After an object: several sets without one that is preferred are too many. */
  verify(): void {
    if (this.table.sets.length <= 1 || this.flag !== EVERY) return;
    if (this.defaultFlag === 0) ambiguousSet(this.o);
    this.flag = this.defaultFlag;
  }
  /** The one set that lacks nothing. */
  private resolve(): number {
    let left = this.flag & this.table.list.reduce((all, p) => this.table.rolesOf(p).reduce((flags, r) => flags | r.flag, all), 0);
    for (const p of this.unbound) for (const d of this.table.rolesOf(p)) if (d.role.mandatory) left &= ~d.flag;
    if (countOf(left) !== 1) return ambiguousSet(this.o);
    this.flag = left;
    this.name = this.table.setName(left);
    return 1;
  }
  private takesInput(flag: number): boolean { return this.unbound.some((p) => { const { value, property } = this.takes(p, flag); return value || property; }); }
  /** Sets that no object can reach any more are left out (FilterParameterSetsTakingNoPipelineInput). */
  private takingInput(): number {
    let taking = 0;
    for (const p of this.bound.delayed.keys()) taking |= this.table.rolesOf(p).reduce((all, r) => all | r.flag, 0);
    for (const p of this.unbound) {
      for (const d of this.table.rolesOf(p)) {
        if ((!d.isAll && (d.flag & this.flag) === 0) || !(d.role.fromPipeline || d.role.fromProperty)) continue;
        if (d.isAll) return this.flag;
        taking |= d.flag;
      }
    }
    return taking === 0 ? this.flag : this.flag & taking;
  }
  private lacking(): { all: Lacking[]; sets: number; inAll: boolean } {
    const all = new Map<number, Lacking>();
    let sets = 0, inAll = false;
    for (const p of this.unbound) {
      for (const d of this.table.rolesOf(p)) {
        if (!d.role.mandatory || (!d.isAll && (d.flag & this.flag) === 0)) continue;
        const flag = d.isAll ? EVERY : d.flag;
        let found = all.get(flag);
        if (found === undefined) all.set(flag, (found = { flag, isAll: d.isAll, isDefault: this.defaultFlag !== 0 && (this.defaultFlag & flag) !== 0, piped: [], byValue: [], byProperty: [], other: [] }));
        if (d.role.fromPipeline || d.role.fromProperty) {
          found.piped.push(p);
          if (d.role.fromPipeline) found.byValue.push(p);
          if (d.role.fromProperty) found.byProperty.push(p);
        } else found.other.push(p);
        if (d.isAll) inAll = true; else sets |= this.flag & d.flag;
      }
    }
    return { all: [...all.values()], sets, inAll };
  }
  /** Chooses among sets by what they lack, and tells what must be given on the command line (GetMissingMandatoryParameters). */
  private missing(count: number): readonly Parameter[] {
    if (!this.table.hasMandatory) return [];
    const { all, sets, inAll } = this.lacking(), { defaultFlag } = this;
    if (all.length === 0) return [];
    let wanted = sets === 0 ? this.flag : sets;
    if (inAll) wanted = this.flag & (this.table.everySet === 0 ? EVERY : this.table.everySet);
    if (count > 1 && defaultFlag !== 0 && (defaultFlag & wanted) === 0 && (defaultFlag & this.flag) !== 0 && !all.some((l) => !l.isAll && (l.flag & this.flag) !== 0 && (l.flag & defaultFlag) === 0 && l.piped.length > 0)) {
      // The default set lacks nothing, and no other can get what it lacks from the pipeline.
      wanted = this.flag & ~wanted;
      this.flag = wanted;
      if (this.flag === defaultFlag) this.name = this.table.setName(this.flag); else this.first = defaultFlag;
    }
    const many = countOf(wanted), others = (): Parameter[] => all.filter((l) => l.isAll || (l.flag & wanted) !== 0).flatMap((l) => l.other);
    if (many === 0) return ambiguousSet(this.o);
    if (many === 1) return others();
    if (this.first !== 0) return [];
    if (defaultFlag !== 0 && (wanted & defaultFlag) !== 0 && latchesOnDefault(all)) {
      wanted = defaultFlag;
      this.flag = defaultFlag;
      this.name = this.table.setName(this.flag);
      return others();
    }
    return this.unique(all, wanted);
  }
  /** The one set that takes what is piped in. */
  private unique(all: readonly Lacking[], wanted: number): readonly Parameter[] {
    const among = all.filter((l) => !l.isAll && (l.flag & wanted) !== 0), byValue = among.filter((l) => l.byValue.length > 0), byProperty = among.filter((l) => l.byProperty.length > 0);
    const value = byValue.length === 1 ? byValue[0]?.flag ?? 0 : 0, property = byProperty.length === 1 ? byProperty[0]?.flag ?? 0 : 0;
    let chosen = 0;
    if (byValue.length > 0 && byProperty.length > 0 && value === property) chosen = value;
    else if ((byValue.length > 0) !== (byProperty.length > 0)) chosen = byValue.length > 0 ? value : property;
    const lacks = all.filter((l) => (l.isAll || (l.flag & wanted) !== 0) && l.other.length > 0);
    if (chosen === 0) {
      if (lacks.length === 0) return [];
      if (value === 0) {
        if (byValue.length < 2 && byProperty.length < 2) return ambiguousSet(this.o);
        const ignored = lacks.reduce((flag, l) => (l.isAll ? flag : flag | l.flag), 0);
        if (ignored !== 0) this.ignore(ignored);
        if (this.flag === 0) return ambiguousSet(this.o);
        if (countOf(this.flag) === 1) this.name = this.table.setName(this.flag);
        return [];
      }
      chosen = value;
    }
    const of = all.filter((l) => l.isAll || (l.flag & chosen) !== 0), missing = of.flatMap((l) => l.other);
    if (of.some((l) => !l.isAll && l.other.length > 0)) this.flag = chosen;
    else this.ignore(all.reduce((flag, l) => (l.isAll || (l.flag & chosen) !== 0 ? flag : flag | l.flag), 0));
    this.name = this.table.setName(this.flag);
    if (this.flag !== chosen) this.first = chosen;
    return missing;
  }
  private ignore(others: number): void { if (others !== 0) this.flag = (this.flag === EVERY ? this.table.everySet : this.flag) & ~others; }
}
/** Whether the default set is the one: it can have from the pipeline what it lacks, and no other can, or all lack what nobody pipes. */
function latchesOnDefault(all: readonly Lacking[]): boolean {
  const rest = all.filter((l) => !l.isAll && !l.isDefault), own = all.find((l) => !l.isAll && l.isDefault);
  const takes = rest.some((l) => l.piped.length > 0 && l.other.length === 0), takesProperty = rest.some((l) => l.byProperty.length > 0);
  if (own !== undefined && ((own.byProperty.length > 0 && !takesProperty) || (own.piped.length > 0 && !takes))) return true;
  return !takes || (all.find((l) => l.isAll)?.other.length ?? 0) > 0;
}
/** How many sets; where nothing is narrowed yet, all are one. */
export function countOf(flag: number): number {
  if (flag === EVERY) return 1;
  let count = 0;
  for (let left = flag; left !== 0; left &= left - 1) count += 1;
  return count;
}
