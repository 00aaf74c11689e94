/** Parameters of any command, cmdlet or function, in the one form that the binder, Get-Command and completion read. */
import { toText } from '../convert/toText.ts';
import type { Eval } from '../compile/code.ts';
import type { AnyType } from '../types/netType.ts';
import { fold } from '../values/folding.ts';
import type { Value } from '../values/value.ts';

/** What a parameter is in one parameter set (`__AllParameterSets` for all of them). */
export interface SetRole {
  readonly position: number;
  readonly mandatory: boolean;
  readonly fromPipeline: boolean;
  readonly fromProperty: boolean;
  readonly remaining: boolean;
  readonly help: string;
}
export const ALL_SETS = '__AllParameterSets';
const MEDIUM = 2;
/** How much an impact weighs: none, low, medium, high; medium where nothing is said. */
export function impactOf(v: Value): number {
  const at = v == null ? -1 : ['none', 'low', 'medium', 'high'].indexOf(toText(v).toLowerCase());
  return at < 0 ? MEDIUM : at;
}
/** Where a parameter has no position. */
export const NO_POSITION = -2147483648;

/** A check or change of an argument; raises where the value may not be. Gives the value to use. */
export type ArgumentRule = (value: Value, parameter: Parameter) => Value;

export interface Parameter {
  readonly name: string;
  readonly folded: string;
  readonly aliases: readonly string[];
  /** undefined: takes anything as it is. */
  readonly type: AnyType | undefined;
  readonly isSwitch: boolean;
  /** How strictly a function's parameter is converted: an ordinary function's, or the variable's when it is assigned to, take more (ArgumentTypeConverterAttribute). */
  readonly leniency?: 'ordinary' | 'assigned';
  /** Its variable lies in a slot of its type: what does not become the type fails as its cast does. */
  readonly hasOwnSlot?: boolean;
  readonly sets: ReadonlyMap<string, SetRole>;
  readonly allowNull: boolean;
  readonly nullItems?: boolean;
  readonly allowEmptyString: boolean;
  readonly allowEmptyCollection: boolean;
  readonly transforms: readonly ArgumentRule[];
  /** Types that stand before the parameter's own, the last of which is written first: conversions. */
  readonly casts?: readonly ArgumentRule[];
  readonly validations: readonly ArgumentRule[];
  /** Why a value cannot be this parameter's: at its place it goes to the next one. */
  readonly refuses?: ((value: Value) => string | undefined) | undefined;
  /** Function parameters: where the value goes, and what it is when not given. */
  readonly slot: number;
  readonly defaultValue: Eval | undefined;
  /** ValidateSet's values and the like, for completion and Get-Command. */
  readonly attributes: readonly ParameterAttribute[];
  readonly isCommon: boolean;
  /** Told the value that was bound (dynamic parameters). */
  readonly onBound?: (value: Value) => void;
}
/** `type` is the attribute's class where a script defines it. */
export interface ParameterAttribute { readonly name: string; readonly positional: readonly Value[]; readonly named: ReadonlyMap<string, Value>; readonly type?: AnyType | undefined }

/** No parameter has narrowed the sets yet. */
export const EVERY = -1;
/** What a parameter is in a set, by the set's bit; 0 for all of them. */
export interface RoleInSet { readonly flag: number; readonly isAll: boolean; readonly role: SetRole }

export class ParameterTable {
  private readonly bits = new Map<string, number>();
  private readonly inSets = new Map<Parameter, readonly RoleInSet[]>();
  /** The default set's bit, 0 where there is none. */
  readonly defaultFlag: number;
  /** The bits of all sets; of 32 none, as PowerShell counts them (AllParameterSetFlags shifts by 32). */
  readonly everySet: number;
  readonly list: readonly Parameter[];
  readonly byName: Map<string, Parameter> = new Map();
  readonly defaultSet: string | undefined;
  /** The names of all parameter sets, the default one first; empty where no parameter names one. */
  readonly sets: readonly string[];
  /** Unknown and left-over arguments are errors; there are common parameters. */
  readonly isAdvanced: boolean;
  readonly supportsShouldProcess: boolean;
  /** Of ConfirmImpact: None, Low, Medium, High. */
  readonly confirmImpact: number;
  readonly positionalBinding: boolean;
  readonly hasPipeline: boolean;
  readonly hasMandatory: boolean;
  constructor(list: readonly Parameter[], options: { defaultSet?: string | undefined; isAdvanced: boolean; supportsShouldProcess?: boolean; confirmImpact?: number; positionalBinding?: boolean }) {
    this.list = list;
    this.defaultSet = options.defaultSet;
    this.isAdvanced = options.isAdvanced;
    this.supportsShouldProcess = options.supportsShouldProcess ?? false;
    this.confirmImpact = options.confirmImpact ?? MEDIUM;
    this.positionalBinding = options.positionalBinding ?? true;
    // Names of sets are told apart by case (MergedCommandParameterMetadata.AddParameterSetToMap).
    const sets = new Set<string>();
    for (const p of list) {
      this.byName.set(p.folded, p);
      for (const alias of p.aliases) this.byName.set(fold(alias), p);
      for (const set of p.sets.keys()) if (set !== ALL_SETS) sets.add(set);
    }
    // The default one comes first, also where no parameter names it (MergedCommandParameterMetadata.GenerateParameterSetMappingFromMetadata).
    const first = options.defaultSet;
    this.sets = first === undefined || sets.size === 0 ? [...sets] : [first, ...[...sets].filter((name) => name !== first)];
    this.sets.forEach((set, i) => this.bits.set(set, 1 << i));
    this.defaultFlag = first === undefined ? 0 : this.bits.get(first) ?? 0;
    this.everySet = ((1 << this.sets.length) - 1) | 0;
    const roles = list.flatMap((p) => [...p.sets.values()]);
    this.hasPipeline = roles.some((r) => r.fromPipeline || r.fromProperty);
    this.hasMandatory = roles.some((r) => r.mandatory);
  }
  /** The parameters by their places, where no sets and no doubt stand between a value and its place. */
  get places(): readonly Parameter[] | undefined {
    if (this.placed !== 0) return this.placed;
    const all = this.list.flatMap((p) => [...p.sets.values()].flatMap((r) => (r.position === NO_POSITION || r.remaining ? [] : [{ p, at: r.position }]))).sort((a, b) => a.at - b.at);
    return (this.placed = this.sets.length > 0 || all.some((x, i) => x.at === all[i + 1]?.at) ? undefined : all.map(({ p }) => p));
  }
  private placed: readonly Parameter[] | undefined | 0 = 0;
  /** What a parameter is in each of its sets. */
  rolesOf(p: Parameter): readonly RoleInSet[] {
    let known = this.inSets.get(p);
    if (known === undefined) this.inSets.set(p, (known = [...p.sets].map(([set, role]) => ({ flag: set === ALL_SETS ? 0 : this.bits.get(set) ?? 0, isAll: set === ALL_SETS, role }))));
    return known;
  }
  /** The sets that are left once a parameter is bound (ParameterSetFlags: one that is in all sets too narrows to those it names). */
  narrowed(flag: number, p: Parameter): number {
    if (this.sets.length === 0 || p.isCommon) return flag;
    const own = this.rolesOf(p).reduce((all, r) => all | r.flag, 0);
    return own === 0 ? flag : flag & own;
  }
  /** The name of one set; of several there is none (GetParameterSetName). */
  setName(flag: number): string {
    const plain = this.defaultSet ?? ALL_SETS;
    if (flag === EVERY || flag === 0) return plain;
    return (flag & (flag - 1)) === 0 ? this.sets[31 - Math.clz32(flag)] ?? '' : '';
  }
}
/** Whether a parameter has a role in one of the sets. */
export const isInSets = (r: RoleInSet, flag: number): boolean => r.isAll || (r.flag & flag) !== 0;
/** The role of a parameter in a set, undefined where it does not belong to it. */
export function roleIn(p: Parameter, set: string): SetRole | undefined {
  const exact = p.sets.get(set) ?? p.sets.get(ALL_SETS);
  if (exact !== undefined) return exact;
  // Asked for every object of a pipeline: what other spellings of the set's name mean is worked out once.
  let known = spelled.get(p);
  if (known === undefined) spelled.set(p, (known = new Map()));
  if (known.has(set)) return known.get(set);
  const folded = fold(set), role = [...p.sets].find(([name]) => fold(name) === folded)?.[1];
  known.set(set, role);
  return role;
}
const spelled = new WeakMap<Parameter, Map<string, SetRole | undefined>>();
