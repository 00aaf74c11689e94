/** Arguments to parameters (about_Parameters): by name, prefix and alias, by position, what remains, and which parameter set it is. */
import { FAILED, convertOrFail } from '../convert/convert.ts';
import { isEnumerable, toItems } from '../convert/enumerate.ts';
import { genericType } from '../types/generic.ts';
import type { NetType } from '../types/netType.ts';
import { List } from '../values/lists.ts';
import { toText } from '../convert/toText.ts';
import { T, arrayOf } from '../types/t.ts';
import { typeOf } from '../types/typeOf.ts';
import { fold } from '../values/folding.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { SwitchParameter } from '../values/misc.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { argumentName, isArgumentName } from './argument.ts';
import type { Argument } from './argument.ts';
import { bindError } from './bindError.ts';
import { bindValue } from './bindValue.ts';
import { COMMON_PARAMETERS, SHOULD_PROCESS_PARAMETERS } from './common.ts';
import { ALL_SETS, NO_POSITION, roleIn } from './parameters.ts';
import type { Parameter, ParameterTable } from './parameters.ts';
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
  /** The parameter sets that are still possible. */
  sets: readonly string[];
  constructor(sets: readonly string[]) { this.sets = sets; }
  has(p: Parameter): boolean { return this.values.has(p); }
}
export interface BindOptions { readonly suffix: string; readonly isFunction: boolean; readonly expectingInput: boolean; readonly noCommon?: boolean }

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
function bindAt(table: ParameterTable, args: readonly Argument[], o: BindOptions, place: Place): Bound {
  const bound = new Bound(table.sets.length === 0 ? [ALL_SETS] : table.sets), positional: Value[] = [], leftover = new Set<Value>(), /** Two splatted values of one parameter are an error; a written one wins. */ ofSplat = new Set<Parameter>(), elements: (number | undefined)[] = [];
  const splatted = args.some((a) => a.splatted === true) && args.some((a) => a.name !== undefined && a.splatted !== true);
  // What is written out wins over what is splatted.
  if (splatted) args = [...args.filter((a) => a.splatted !== true), ...args.filter((a) => a.splatted === true)];
  for (let i = 0; i < args.length; i++) {
    const a = args[i] as Argument;
    place.element = a.element;
    if (a.name === undefined) { elements[positional.length] = a.element; positional.push(a.value); continue; }
    if (a.name === '-' && !a.hasValue) { for (const rest of args.slice(i + 1)) { elements[positional.length] = rest.element; positional.push(rest.name === undefined ? rest.value : argumentName(rest.name)); } break; }
    const p = findParameter(table, a.folded, a.name, o);
    if (p === undefined) {
      if (table.isAdvanced && table.list.some((x) => !bound.has(x) && isRemaining(x, bound))) {
        const name = argumentName(a.hasValue ? `${a.name}:` : a.name);
        leftover.add(name);
        elements[positional.length] = a.element;
        positional.push(name);
        if (a.hasValue) positional.push(a.value);
        continue;
      }
      if (table.isAdvanced) return bindError(o.suffix, 'NamedParameterNotFound', 'InvalidArgument', `A parameter cannot be found that matches parameter name '${a.name}'.`, { target: null });
      if (a.splatted === true) { positional.push(argumentName(`${a.name}:`), a.value); continue; }
      positional.push(argumentName(a.hasValue ? `${a.name}:` : a.name));
      if (a.hasValue) positional.push(a.value);
      continue;
    }
    if (bound.has(p)) { if (a.splatted === true && !ofSplat.has(p)) continue; return bindError(o.suffix, 'ParameterAlreadyBound', 'InvalidArgument', `Cannot bind parameter because parameter '${p.name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".`); }
    bound.named.add(p);
    if (a.splatted === true) ofSplat.add(p);
    if (p.isSwitch) { set(bound, p, a.hasValue ? a.value : new SwitchParameter(true), o); continue; }
    if (a.hasValue) { set(bound, p, a.value, o); continue; }
    const next = args[i + 1];
    if (next === undefined || next.name !== undefined) return bindError(o.suffix, 'MissingArgument', 'InvalidArgument', `Missing an argument for parameter '${p.name}'. Specify a parameter of type '${(p.type ?? T.Object).name}' and try again.`);
    i += 1;
    place.element = next.element;
    set(bound, p, next.value, o);
  }
  place.element = undefined;
  if (table.sets.length > 0) checkSets(bound, o);
  bindPositional(table, bound, positional, leftover, o, (i) => { place.element = i < 0 ? undefined : elements[i]; });
  return bound;
}
/** Binds one parameter and narrows the sets. */
function set(bound: Bound, p: Parameter, v: Value, o: BindOptions): void {
  const late = v instanceof ScriptBlock && p.type !== undefined && !TAKES_BLOCKS.has(p.type) && [...p.sets.values()].some((r) => r.fromPipeline || r.fromProperty);
  if (late && !o.expectingInput) bindError(o.suffix, 'ScriptBlockArgumentNoInput', 'MetadataError', `Cannot evaluate parameter '${p.name}' because its argument is specified as a script block and there is no input. A script block cannot be evaluated without input.`);
  if (late) { bound.delayed.set(p, v); bound.values.set(p, null); narrow(bound, p); return; }
  const mandatory = bound.sets.some((s) => roleIn(p, s)?.mandatory === true) && !p.isCommon;
  bound.values.set(p, p.isCommon ? commonValue(p, v) : bindValue(p, v, mandatory, o.suffix, o.isFunction));
  narrow(bound, p);
}
const TAKES_BLOCKS: ReadonlySet<unknown> = new Set([T.ScriptBlock, T.Object, T.PSObject, arrayOf(T.ScriptBlock), arrayOf(T.Object)]);
const commonValue = (p: Parameter, v: Value): Value => (p.isSwitch ? (v instanceof SwitchParameter ? v : new SwitchParameter(convertOrFail(v, T.Boolean) === true)) : p.type === T.String ? toText(v) : v);
function narrow(bound: Bound, p: Parameter): void {
  if (p.sets.has(ALL_SETS) || p.isCommon) return;
  bound.sets = bound.sets.filter((s) => roleIn(p, s) !== undefined);
}
function checkSets(bound: Bound, o: BindOptions): void {
  if (bound.sets.length === 0) ambiguousSet(o);
}
export const ambiguousSet = (o: { readonly suffix: string }): never => bindError(o.suffix, 'AmbiguousParameterSet', 'InvalidArgument',
  'Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.');

/** By exact name or alias, among the common parameters, by prefix; ambiguity is an error. */
export function findParameter(table: ParameterTable, folded: string, name: string, o: BindOptions): Parameter | undefined {
  const exact = table.byName.get(folded);
  if (exact !== undefined) return exact;
  const allowed = (p: Parameter): boolean => !SHOULD.has(p) || table.supportsShouldProcess;
  const common = table.isAdvanced && o.noCommon !== true ? commonByName.get(folded) : undefined;
  if (common !== undefined && allowed(common)) return common;
  const found = new Set<Parameter>();
  for (const [key, p] of table.byName) if (key.startsWith(folded)) found.add(p);
  if (table.isAdvanced && o.noCommon !== true) for (const [key, p] of commonByName) if (p.folded === key && key.startsWith(folded) && allowed(p)) found.add(p);
  if (found.size <= 1) return [...found][0];
  const own = [...found].filter((p) => !p.isCommon);
  if (own.length === 1) return own[0];
  return bindError(o.suffix, 'AmbiguousParameter', 'InvalidArgument', `Parameter cannot be processed because the parameter name '${name}' is ambiguous. Possible matches include:${[...found].map((p) => ` -${p.name}`).join('')}.`);
}
function bindPositional(table: ParameterTable, bound: Bound, values: readonly Value[], leftover: ReadonlySet<Value>, o: BindOptions, meet: (index: number) => void): void {
  const rest: Value[] = [];
  let at = 0;
  for (; at < values.length; at++) {
    const value = values[at];
    // A name that no parameter has keeps the value behind it (GetNextPositionalArgument).
    if (isArgumentName(value) && (!table.isAdvanced || leftover.has(value))) {
      rest.push(value);
      if (at + 1 < values.length && !isArgumentName(values[at + 1])) rest.push(values[++at]);
      continue;
    }
    const p = nextPositional(table, bound, value, o);
    if (p === undefined || isRemaining(p, bound)) break;
    meet(at);
    set(bound, p, value, o);
  }
  meet(-1);
  const firstLeft = rest.length === 0 ? at : values.indexOf(rest[0]);
  rest.push(...values.slice(at));
  const taker = table.list.find((p) => !bound.has(p) && isRemaining(p, bound));
  if (rest.length > 0 && taker !== undefined) {
    const plain = rest.map((v) => (isArgumentName(v) ? unwrap(v) : v));
    const only = plain.length === 1 ? unwrap(plain[0]) : undefined;
    // One thing that is a list stands for itself; everything else is gathered, in a list where the type is open.
    const list = only !== undefined && only !== null && isEnumerable(only);
    set(bound, taker, list ? only : taker.type === undefined || taker.type === T.Object || taker.type === T.PSObject ? new List(genericType('System.Collections.Generic.List', [T.Object]) as NetType, T.Object, plain) : plain, o);
    return;
  }
  if (rest.length > 0 && table.isAdvanced) {
    const [first] = rest;
    meet(firstLeft);
    bindError(o.suffix, 'PositionalParameterNotFound', 'InvalidArgument', `A positional parameter cannot be found that accepts argument '${first == null ? '$null' : toText(first)}'.`, { target: null });
  }
  bound.unbound.push(...rest);
}
const isRemaining = (p: Parameter, bound: Bound): boolean => bound.sets.some((s) => roleIn(p, s)?.remaining === true);

/** A parameter that takes certain words alone leaves others to the next one (`Add-Member Size 5`). */
const inSet = (p: Parameter, v: Value): boolean => typeof v !== 'string' || p.attributes.every((a) => a.name !== 'validateset' || a.positional.flatMap((x) => toItems(x)).some((x) => fold(toText(x)) === fold(v)));
/** The parameter for the next position: the default set's first, without conversion first. */
function nextPositional(table: ParameterTable, bound: Bound, value: Value, o: BindOptions): Parameter | undefined {
  let least = Infinity;
  let candidates: { p: Parameter; isDefault: boolean }[] = [];
  for (const p of table.list) {
    if (bound.has(p)) continue;
    for (const s of bound.sets) {
      const role = roleIn(p, s);
      if (role === undefined || role.position === NO_POSITION) continue;
      if (role.position < least) { least = role.position; candidates = []; }
      if (role.position === least && !candidates.some((c) => c.p === p)) candidates.push({ p, isDefault: false });
    }
  }
  if (candidates.length <= 1) return candidates[0]?.p;
  // Two of one set at one place: nobody can say which is meant.
  if (o.isFunction) for (const set of bound.sets) if (candidates.filter(({ p }) => roleIn(p, set)?.position === least).length > 1) return bindError(o.suffix, 'AmbiguousPositionalParameterNoName', 'InvalidArgument', 'Cannot bind positional parameters because no names were given.');
  const preferred = table.defaultSet;
  const willing = candidates.filter(({ p }) => p.refuses?.(value) === undefined);
  const ordered = (willing.length === 0 ? candidates : willing).map(({ p }) => ({ p, isDefault: preferred !== undefined && bound.sets.some((s) => fold(s) === fold(preferred)) && roleIn(p, preferred) !== undefined })).sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
  const plain = unwrap(value);
  const direct = ordered.find(({ p }) => inSet(p, plain) && (p.type === undefined || (plain != null && typeOf(plain).is(p.type)) || (p.type.elementType !== undefined && plain != null && !Array.isArray(plain) && typeOf(plain).is(p.type.elementType))));
  const convertible = direct ?? ordered.find(({ p }) => p.type === undefined || convertOrFail(value, p.type) !== FAILED);
  return (convertible ?? ordered[0])?.p;
}
/** The set a call ends up with; raises where none or several fit. */
export function chooseSet(table: ParameterTable, bound: Bound, o: BindOptions): string {
  if (table.sets.length === 0) return table.defaultSet ?? ALL_SETS;
  const { sets } = bound, { defaultSet } = table;
  if (sets.length === 1 && sets[0] !== undefined) return sets[0];
  const missing = (s: string): number => missingIn(table, bound, s, o.expectingInput).length;
  const isDefault = sets.find((s) => defaultSet !== undefined && fold(s) === fold(defaultSet));
  if (isDefault !== undefined && missing(isDefault) === 0) return isDefault;
  const complete = sets.filter((s) => missing(s) === 0);
  if (complete.length === 1 && complete[0] !== undefined && isDefault === undefined) return complete[0];
  // What is piped in goes to the set that takes objects by value, where the default set lacks something the pipeline cannot give.
  const piped = o.expectingInput && complete.length > 1 ? complete.find((s) => table.list.some((p) => roleIn(p, s)?.fromPipeline === true)) : undefined;
  if (isDefault !== undefined) return piped ?? (complete.length === 1 && complete[0] !== undefined ? complete[0] : isDefault);
  if (complete.length > 1) { const better = complete.filter((s) => table.list.some((p) => !p.sets.has(ALL_SETS) && roleIn(p, s) !== undefined)); if (o.expectingInput && better[0] !== undefined) return better[0]; if (table.list.every((p) => p.sets.has(ALL_SETS) || !bound.has(p)) && defaultSet === undefined) return ambiguousSet(o); return ambiguousSet(o); }
  return sets.length > 0 && complete.length === 0 && sets[0] !== undefined && sets.length === 1 ? sets[0] : ambiguousSet(o);
}
/** Mandatory parameters of a set that are not bound (and that the pipeline will not fill). */
export function missingIn(table: ParameterTable, bound: Bound, setName: string, expectingInput: boolean): Parameter[] {
  if (!table.hasMandatory) return [];
  return table.list.filter((p) => {
    const role = roleIn(p, setName);
    return role?.mandatory === true && !bound.has(p) && !(expectingInput && (role.fromPipeline || role.fromProperty));
  });
}
export function requireMandatory(table: ParameterTable, bound: Bound, setName: string, o: BindOptions): void {
  const missing = missingIn(table, bound, setName, o.expectingInput);
  if (missing.length > 0) missingMandatory(missing, o);
}
export const missingMandatory = (missing: readonly Parameter[], o: BindOptions): never =>
  bindError(o.suffix, 'MissingMandatoryParameter', 'InvalidArgument', `Cannot process command because of one or more missing mandatory parameters: ${missing.map((p) => p.name).join(' ')}.`);
