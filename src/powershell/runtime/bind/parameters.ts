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

export class ParameterTable {
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
    const sets = new Map<string, string>();
    for (const p of list) {
      this.byName.set(p.folded, p);
      for (const alias of p.aliases) this.byName.set(fold(alias), p);
      for (const set of p.sets.keys()) if (set !== ALL_SETS && !sets.has(fold(set))) sets.set(fold(set), set);
    }
    // The default one comes first, also where no parameter names it (MergedCommandParameterMetadata.GenerateParameterSetMappingFromMetadata).
    const first = options.defaultSet === undefined ? undefined : fold(options.defaultSet);
    this.sets = first === undefined || sets.size === 0 ? [...sets.values()] : [sets.get(first) ?? options.defaultSet ?? '', ...[...sets].flatMap(([key, name]) => (key === first ? [] : [name]))];
    const roles = list.flatMap((p) => [...p.sets.values()]);
    this.hasPipeline = roles.some((r) => r.fromPipeline || r.fromProperty);
    this.hasMandatory = roles.some((r) => r.mandatory);
  }
}
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
