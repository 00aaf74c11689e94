/** Arguments to parameters (about_Parameters): by name, prefix and alias, by position, what remains, and which parameter set it is. */
import { isEnumerable, toItems } from '../convert/enumerate.ts';
import { genericType } from '../types/generic.ts';
import { NetType } from '../types/netType.ts';
import { typeOf } from '../types/typeOf.ts';
import { List } from '../values/lists.ts';
import { toText } from '../convert/toText.ts';
import { T, arrayOf } from '../types/t.ts';
import { current } from '../run/current.ts';
import { fold } from '../values/folding.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { SwitchParameter } from '../values/misc.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { argumentName, isArgumentName } from './argument.ts';
import type { Argument } from './argument.ts';
import { ACTION_PREFERENCE, actionOf } from './actions.ts';
import { bindError } from './bindError.ts';
import { NOT_AS_IS, bindAsIs, bindValue, isMandatory } from './bindValue.ts';
import { ParameterSets } from './parameterSets.ts';
import { COMMON_PARAMETERS, SHOULD_PROCESS_PARAMETERS } from './common.ts';
import { ALL_SETS, EVERY, NO_POSITION, isInSets } from './parameters.ts';
import type { Parameter, ParameterTable, RoleInSet } from './parameters.ts';
import { PowerShellError } from '../values/errorRecord.ts';

const commonByName = new Map<string, Parameter>();
for (const p of [...COMMON_PARAMETERS, ...SHOULD_PROCESS_PARAMETERS]) { commonByName.set(p.folded, p); for (const a of p.aliases) commonByName.set(fold(a), p); }
const SHOULD = new Set(SHOULD_PROCESS_PARAMETERS);

/** What a call has bound so far. */
export class Bound {
  readonly values: Map<Parameter, Value> = new Map();
  /** Script blocks that are asked for a value for every object (delay binding). */
  readonly delayed: Map<Parameter, ScriptBlock> = new Map();
  /** Those that the call names. */
  readonly named: Set<Parameter> = new Set();
  /** `$args`. */
  readonly unbound: Value[] = [];
  /** What the call is to be warned of. */
  readonly warnings: string[] = [];
  /** The parameter sets that are still possible, as bits. */
  flag: number = EVERY;
  /** The choice among them, where there is one. */
  sets: ParameterSets | undefined;
  has(p: Parameter): boolean { return this.values.has(p); }
}
export interface BindOptions {
  readonly suffix: string;
  readonly isFunction: boolean;
  readonly expectingInput: boolean;
  readonly noCommon?: boolean;
  /** A `dynamicparam` block comes next: what no parameter takes may be for what it gives. */
  readonly beforeDynamic?: boolean;
  /** `$PSDefaultParameterValues`: for what the call itself does not bind. */
  readonly defaults?: readonly Argument[] | undefined;
}

/** Binds the command line. Mandatory parameters that the pipeline may fill are left open where there is input. */
export function bind(table: ParameterTable, args: readonly Argument[], o: BindOptions): Bound {
  const place: Place = { element: undefined };
  try { return bindAt(table, args, o, place); } catch (e) {
    if (e instanceof PowerShellError && e.record.commandName === o.suffix) e.record.element ??= place.element;
    throw e;
  }
}
/** The element of the command whose argument is being bound. */
interface Place { element: number | undefined }
/** An argument once names have their values (ReparseUnboundArguments): a name that no parameter has stands alone. */
interface Item { readonly name: string | undefined; readonly value: Value; readonly hasValue: boolean; /** The parameter, or its name where that has not been looked for. */ readonly p: Parameter | string | undefined; readonly splatted: boolean; readonly element: number | undefined; readonly nameElement?: number | undefined }

/** Values alone, each for a place of its own: the usual call. Gives nothing where it is not that simple. */
function bindPlaces(table: ParameterTable, args: readonly Argument[], o: BindOptions, place: Place): Bound | undefined {
  const { places } = table;
  if (places === undefined || o.defaults !== undefined || args.length > places.length || args.some((a) => a.name !== undefined)) return undefined;
  const bound = new Bound(), b = { table, bound, o };
  try {
    for (let i = 0; i < args.length; i++) {
      const { value, element } = args[i] as Argument, p = places[i] as Parameter;
      place.element = element;
      if (!takes(p, value, b) || (!bindTo(b, p, value, AS_IS) && (bound.delayed.size > 0 || !bindTo(b, p, value, CONVERTED)))) return undefined;
    }
  } catch (e) {
    // A parameter that does not take its value leaves it to another.
    if (isOfBinding(e)) return undefined;
    throw e;
  }
  place.element = undefined;
  return bound;
}
const AS_IS = { sets: EVERY, coerces: false }, CONVERTED = { sets: EVERY, coerces: true };
function bindAt(table: ParameterTable, args: readonly Argument[], o: BindOptions, place: Place): Bound {
  const simple = bindPlaces(table, args, o, place);
  if (simple !== undefined) return simple;
  const bound = new Bound(), left: Item[] = [];
  let explicit: ReadonlySet<Parameter> | undefined;
  for (const item of paired(table, args, o, place)) {
    place.element = item.element;
    const p = typeof item.p === 'string' ? findParameter(table, item.p, item.name ?? '', o) : item.p;
    if (p === undefined) { left.push(item); continue; }
    // What is written out wins over what is splatted.
    if (item.splatted && (explicit ??= new Set(bound.values.keys())).has(p)) continue;
    if (bound.has(p)) { place.element = item.nameElement ?? item.element; return bindError(o.suffix, 'ParameterAlreadyBound', 'InvalidArgument', `Cannot bind parameter because parameter '${item.name ?? p.name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".`); }
    bound.named.add(p);
    bindTo({ table, bound, o }, p, item.value, CONVERTED);
  }
  place.element = undefined;
  const rest = left.length === 0 ? NOTHING_LEFT : bindPositional({ table, bound, o }, left, place);
  place.element = undefined;
  const defaults = o.defaults === undefined ? [] : bindDefaults(table, bound, o.defaults, o);
  try {
    if (table.sets.length > 0) {
      bound.sets = new ParameterSets(table, bound, o);
      bound.sets.validate(true, false);
      bound.flag = bound.sets.flag;
    }
    if (o.beforeDynamic !== true && rest.items.length > 0) bindRemaining(table, bound, rest, o, place);
  } catch (e) { throw elaborated(e, defaults, o); }
  return bound;
}
/** What `ToString()` of .NET says, where a list is no more than its type. */
const netText = (v: Value): string => (Array.isArray(v) ? typeOf(v).name : v instanceof NetType ? v.name : toText(v));
interface Rest { readonly items: readonly Item[]; /** Why the last place did not take what was there for it. */ readonly why: PowerShellError | undefined }
const NOTHING_LEFT: Rest = { items: [], why: undefined };
/** Gives names the values that follow them. */
function paired(table: ParameterTable, args: readonly Argument[], o: BindOptions, place: Place): Item[] {
  const dashes = args.findIndex((a) => a.name === '-' && !a.hasValue), items: Item[] = [];
  // Behind two dashes everything is a value.
  const all = dashes < 0 ? args : [...args.slice(0, dashes), ...args.slice(dashes + 1).map((a): Argument => (a.name === undefined ? a : { ...a, name: undefined, folded: '', value: argumentName(a.name), hasValue: true }))];
  const ordered = all.some((a) => a.splatted === true) ? [...all.filter((a) => a.splatted !== true), ...all.filter((a) => a.splatted === true)] : all;
  for (let i = 0; i < ordered.length; i++) {
    const a = ordered[i] as Argument, { name, element } = a, splatted = a.splatted === true;
    if (name === undefined) { items.push({ name, value: a.value, hasValue: true, p: undefined, splatted, element }); continue; }
    place.element = element;
    const p = a.hasValue && a.listed !== true ? undefined : findParameter(table, a.folded, name, o);
    if (a.listed === true && p !== undefined) {
      if (p.isSwitch) items.push({ name, value: new SwitchParameter(true), hasValue: true, p, splatted, element }, { name: undefined, value: a.value, hasValue: true, p: undefined, splatted, element });
      else items.push({ name, value: a.value, hasValue: true, p, splatted, element });
      continue;
    }
    if (p === undefined) { items.push({ name, value: a.value, hasValue: a.hasValue, p: a.hasValue ? a.folded : undefined, splatted, element }); continue; }
    if (p.isSwitch) { items.push({ name, value: new SwitchParameter(true), hasValue: true, p, splatted, element }); continue; }
    const next = ordered[i + 1];
    if (next === undefined || (next.name !== undefined && (next.hasValue || findParameter(table, next.folded, next.name, o) !== undefined))) return bindError(o.suffix, 'MissingArgument', 'InvalidArgument', `Missing an argument for parameter '${p.name}'. Specify a parameter of type '${p.isCommon && p.name.endsWith('Action') ? ACTION_PREFERENCE : (p.type ?? T.Object).name}' and try again.`);
    i += 1;
    items.push({ name: p.name, value: next.name === undefined ? next.value : `-${next.name}`, hasValue: true, p, splatted, element: next.element, nameElement: element });
  }
  return items;
}
interface Binding { readonly table: ParameterTable; readonly bound: Bound; readonly o: BindOptions }
/** Binds one parameter and narrows the sets; false where the value would have to be converted, and may not be. */
function bindTo({ table, bound, o }: Binding, p: Parameter, v: Value, how: { readonly sets: number; readonly coerces: boolean }): boolean {
  if (v instanceof ScriptBlock && table.isAdvanced && p.type !== undefined && !TAKES_BLOCKS.has(p.type) && table.rolesOf(p).some((r) => isInSets(r, how.sets) && (r.role.fromPipeline || r.role.fromProperty))) {
    if (!o.expectingInput) bindError(o.suffix, 'ScriptBlockArgumentNoInput', 'MetadataError', `Cannot evaluate parameter '${p.name}' because its argument is specified as a script block and there is no input. A script block cannot be evaluated without input.`);
    bound.delayed.set(p, v);
    bound.values.set(p, null);
    bound.flag = table.narrowed(bound.flag, p);
    // At a place the block is left over all the same (CmdletParameterBinderController.BindParameter gives false for it).
    return false;
  }
  const value = p.isCommon ? commonValue(p, v, o.suffix) : how.coerces ? bindValue(p, v, isMandatory(p), o.suffix, o.isFunction) : bindAsIs(p, v, isMandatory(p), o.suffix);
  if (value === NOT_AS_IS) return false;
  bound.values.set(p, value);
  bound.flag = table.narrowed(bound.flag, p);
  return true;
}
const TAKES_BLOCKS: ReadonlySet<unknown> = new Set([T.ScriptBlock, T.Object, arrayOf(T.ScriptBlock), arrayOf(T.Object)]);
const commonValue = (p: Parameter, v: Value, suffix: string): Value => (p.isSwitch ? (v instanceof SwitchParameter ? v : bindValue(p, v, false, suffix, false)) : p.name.endsWith('Action') ? actionOf(v, p.name, suffix) : p.type === T.String ? toText(v) : v);
const ambiguousText = 'Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.';
export const ambiguousSet = (o: { readonly suffix: string }): never => bindError(o.suffix, 'AmbiguousParameterSet', 'InvalidArgument', ambiguousText);

/** By exact name or alias, among the common parameters, by prefix; ambiguity is an error. */
export function findParameter(table: ParameterTable, folded: string, name: string, o: BindOptions): Parameter | undefined {
  const exact = table.byName.get(folded);
  if (exact !== undefined) return exact;
  const allowed = (p: Parameter): boolean => !SHOULD.has(p) || table.supportsShouldProcess;
  const common = table.isAdvanced && o.noCommon !== true ? commonByName.get(folded) : undefined;
  if (common !== undefined && allowed(common)) return common;
  const found = new Set<Parameter>();
  for (const p of table.list) if (p.folded.startsWith(folded)) found.add(p);
  for (const [key, p] of table.byName) if (key.startsWith(folded)) found.add(p);
  if (table.isAdvanced && o.noCommon !== true) for (const [key, p] of commonByName) if (p.folded === key && key.startsWith(folded) && allowed(p)) found.add(p);
  if (found.size <= 1) return [...found][0];
  const own = [...found].filter((p) => !p.isCommon);
  if (own.length === 1) return own[0];
  return bindError(o.suffix, 'AmbiguousParameter', 'InvalidArgument', `Parameter cannot be processed because the parameter name '${name}' is ambiguous. Possible matches include:${[...found].map((p) => ` -${p.name}`).join('')}.`);
}
/** The parameters of one place, with what they are in the sets that are left. */
type AtPlace = { readonly p: Parameter; roles: readonly RoleInSet[] }[];
/** By place, in the order of the places (EvaluateUnboundPositionalParameters): two of one set at one place are an error. */
function places({ table, bound, o }: Binding): AtPlace[] {
  const found = new Map<number, AtPlace>();
  for (const p of table.list) {
    if (bound.has(p)) continue;
    for (const r of table.rolesOf(p)) {
      const { position } = r.role;
      if (position === NO_POSITION || r.role.remaining || !isInSets(r, bound.flag)) continue;
      let at = found.get(position);
      if (at === undefined) found.set(position, (at = []));
      if (at.some((other) => other.p !== p && other.roles.some((x) => (x.flag & r.flag) !== 0 || x.flag === r.flag))) bindError(o.suffix, 'AmbiguousPositionalParameterNoName', 'InvalidArgument', 'Cannot bind positional parameters because no names were given.');
      const own = at.find((x) => x.p === p);
      if (own === undefined) at.push({ p, roles: [r] }); else own.roles = [...own.roles, r];
    }
  }
  return found.size < 2 ? [...found.values()] : [...found].sort(([a], [b]) => a - b).map(([, at]) => at);
}
/** What stands without a name goes to the places in turn: as it is to the default set, then to any, then converted (BindPositionalParameters). */
function bindPositional(b: Binding, left: readonly Item[], place: Place): Rest {
  const { table, bound } = b, all = places(b), rest: Item[] = [], preferred = table.isAdvanced ? table.defaultFlag : EVERY;
  if (all.length === 0) return { items: left, why: undefined };
  let next = 0, valid = bound.flag, why: PowerShellError | undefined;
  const item = (): Item | undefined => {
    while (next < left.length) {
      const one = left[next++] as Item;
      if (one.name === undefined) return one;
      // A name that no parameter has keeps the value behind it (GetNextPositionalArgument).
      rest.push(one);
      if (left[next]?.name === undefined && next < left.length) rest.push(left[next++] as Item);
    }
    return undefined;
  };
  for (const at of all) {
    const open = at.filter((x) => (x.roles = x.roles.filter((r) => isInSets(r, valid))).length > 0);
    if (open.length === 0) continue;
    const one = item();
    if (one === undefined) break;
    place.element = one.element;
    const tries = preferred !== 0 && (valid & preferred) !== 0 ? [[preferred, false], [valid, false], [preferred, true], [valid, true]] as const : [[valid, false], [valid, true]] as const;
    let taken = false;
    for (const [sets, coerces] of tries) {
      why = undefined;
      for (const { p, roles } of open) {
        if (!roles.some((r) => isInSets(r, sets))) continue;
        try { if (takes(p, one.value, b) && bindTo(b, p, one.value, { sets, coerces })) taken = true; } catch (e) {
          if (!isOfBinding(e) && !(p.refuses !== undefined && e instanceof PowerShellError)) throw e;
          why = e;
        }
      }
      if (taken) break;
    }
    if (taken) valid = bound.flag; else rest.push(one);
  }
  rest.push(...left.slice(next));
  return { items: rest, why };
}
/** A cmdlet's parameter that takes certain words alone stands for an enum, which leaves others to the next one (`Add-Member Size 5`). */
const takes = (p: Parameter, v: Value, { o }: Binding): boolean => o.isFunction || p.attributes.length === 0 || typeof v !== 'string' || p.attributes.every((a) => a.name !== 'validateset' || a.positional.flatMap((x) => toItems(x)).some((x) => fold(toText(x)) === fold(v)));
/** Says no more than that a parameter does not take the value: the next one may. */
export const isOfBinding = (e: unknown): e is PowerShellError => e instanceof PowerShellError && e.record.exception.netType.shortName === 'ParameterBindingException';

/** One that cannot be bound is told as a warning; what fails later says which ones were (ThrowElaboratedBindingException). */
function bindDefaults(table: ParameterTable, bound: Bound, defaults: readonly Argument[], o: BindOptions): string[] {
  const own = defaults.flatMap((a) => { const p = findParameter(table, a.folded, a.name ?? '', o); return p === undefined || bound.has(p) || table.narrowed(bound.flag, p) === 0 ? [] : [{ p, value: a.value }]; }), done: string[] = [];
  if (own.reduce((flag, { p }) => table.narrowed(flag, p), EVERY) === 0) return done;
  for (const { p, value } of own) {
    const v = value instanceof ScriptBlock ? current().runBlock(value, {})[0] : value;
    try {
      bindTo({ table, bound, o }, p, v, { sets: bound.flag, coerces: true });
      bound.named.add(p);
      done.push(p.name);
    } catch (e) {
      if (!(e instanceof PowerShellError) || e.record.commandName !== o.suffix) throw e;
      bound.warnings.push(`The binding of default value '${v == null ? 'null' : netText(v)}' to parameter '${p.name}' failed: ${e.record.exception.message}`);
    }
  }
  return done;
}
function elaborated(e: unknown, defaults: readonly string[], o: BindOptions): unknown {
  if (defaults.length === 0 || !(e instanceof PowerShellError) || e.record.commandName !== o.suffix) return e;
  e.record.exception.message += ` This failure might be caused by applying the default parameter binding. You can disable the default parameter binding in $PSDefaultParameterValues by setting $PSDefaultParameterValues["Disabled"] to be $true, and retry. The following default parameter${defaults.length === 1 ? ' was' : 's were'} successfully bound for this cmdlet when the error occurred:${defaults.map((name) => ` -${name}`).join('')}`;
  return e;
}
/** What is left goes to the parameter that takes the rest; else it is an error, or `$args`. */
function bindRemaining(table: ParameterTable, bound: Bound, { items, why }: Rest, o: BindOptions, place: Place): void {
  const takers = !table.isAdvanced ? [] : table.list.filter((p) => !bound.has(p) && roleAmong(table.rolesOf(p), bound.flag)?.role.remaining === true), [taker] = takers;
  if (takers.length > 1) bindError(o.suffix, 'AmbiguousParameterSet', 'MetadataError', ambiguousText);
  if (taker !== undefined) {
    const plain = items.flatMap((i): Value[] => (i.name === undefined ? [isArgumentName(i.value) ? unwrap(i.value) : i.value] : i.hasValue ? [`-${i.name}:`, i.value] : [`-${i.name}`]));
    const only = plain.length === 1 ? unwrap(plain[0]) : undefined;
    // One thing that is a list stands for itself; everything else is gathered in a list.
    const list = only !== undefined && only !== null && isEnumerable(only);
    const value = list ? only : new List(genericType('System.Collections.Generic.List', [T.Object]) as NetType, T.Object, plain);
    bound.values.set(taker, bindValue(taker, value, isMandatory(taker), o.suffix, o.isFunction));
    bound.flag = table.narrowed(bound.flag, taker);
    return;
  }
  const [first] = items;
  if (table.isAdvanced && first !== undefined) {
    place.element = first.element;
    if (first.name !== undefined) bindError(o.suffix, 'NamedParameterNotFound', 'InvalidArgument', `A parameter cannot be found that matches parameter name '${first.name}'.`, { target: null });
    if (why !== undefined) throw why;
    place.element = undefined;
    bindError(o.suffix, 'PositionalParameterNotFound', 'InvalidArgument', `A positional parameter cannot be found that accepts argument '${first.value == null ? '$null' : netText(first.value)}'.`, { target: null });
  }
  for (const { name, value, hasValue } of items) {
    if (name !== undefined) bound.unbound.push(argumentName(hasValue ? `${name}:` : name));
    if (name === undefined || hasValue) bound.unbound.push(value);
  }
}
/** What a parameter is in the sets that are left: in one that names it rather than in all (GetParameterSetData). */
const roleAmong = (roles: readonly RoleInSet[], flag: number): RoleInSet | undefined => roles.find((r) => !r.isAll && (r.flag & flag) !== 0) ?? roles.find((r) => r.isAll);
/** The set a call without input ends up with; raises where none or several fit, or a mandatory parameter is missing. */
export function settleSet(table: ParameterTable, bound: Bound, o: BindOptions): string {
  if (table.sets.length === 0 && !table.hasMandatory) return table.defaultSet ?? ALL_SETS;
  return (bound.sets ??= new ParameterSets(table, bound, o)).settle();
}
export const missingMandatory = (missing: readonly Parameter[], o: BindOptions): never =>
  bindError(o.suffix, 'MissingMandatoryParameter', 'InvalidArgument', `Cannot process command because of one or more missing mandatory parameters: ${missing.map((p) => p.name).join(' ')}.`);
