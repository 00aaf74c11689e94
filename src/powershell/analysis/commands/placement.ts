import type { CommandAst, CommandElementAst, ExpressionAst } from '../../syntax/ast.ts';
import { findParameter, type CommandFacts, type CommandParameter } from './commandFacts.ts';

/** The arguments of a command that are given by place, and the parameters that are given by name. */
export interface Placed { readonly elements: readonly ExpressionAst[]; readonly named: readonly CommandParameter[]; /** A splatted variable may hold any parameter. */ readonly isSplatted: boolean }

export function placedArguments(command: CommandAst, { parameters }: CommandFacts, common: readonly CommandParameter[]): Placed {
  const elements: ExpressionAst[] = [], named: CommandParameter[] = [];
  let isSplatted = false, open = false;
  for (const element of command.elements.slice(1)) {
    if (element.kind === 'CommandParameterAst') {
      const found = findParameter(parameters, element.parameterName, common);
      if (found !== undefined) named.push(found);
      open = element.argument === undefined && found?.isSwitch !== true;
    } else {
      if (element.kind === 'VariableExpressionAst' && element.splatted) isSplatted = true;
      else if (!open) elements.push(element);
      open = false;
    }
  }
  return { elements, named, isSplatted };
}

/** How an argument goes to a type: as it is, by a conversion that works, by one that may, or not at all. */
type Fit = 'exact' | 'convert' | 'maybe' | 'no';

const takesAll = ({ type }: CommandParameter): boolean => /^System\.(?:Object|Management\.Automation\.PSObject)(?:\[\])?$/.test(type);

/** What can be told of it without running anything; `undefined` is an argument that is not written yet. */
function fitOf(value: CommandElementAst | undefined, parameter: CommandParameter): Fit {
  const isList = parameter.type.endsWith('[]'), type = parameter.type.replace(/\[\]$/, '');
  if (takesAll(parameter)) return 'exact';
  switch (value?.kind) {
    case 'ScriptBlockExpressionAst': return type.endsWith('.ScriptBlock') ? 'exact' : type === 'System.String' ? 'convert' : 'no';
    case 'StringConstantExpressionAst': case 'ExpandableStringExpressionAst': return type === 'System.String' ? 'exact' : /\.(?:ScriptBlock|Hashtable|IDictionary|PSSession|Job)$/.test(type) ? 'no' : 'maybe';
    case 'ConstantExpressionAst': return type === value.type ? 'exact' : type === 'System.String' || /^System\.(?:Int64|Double|Decimal)$/.test(type) ? 'convert' : type.endsWith('.ScriptBlock') ? 'no' : 'maybe';
    case 'HashtableAst': return /\.(?:Hashtable|IDictionary)$/.test(type) ? 'exact' : type === 'System.String' ? 'convert' : type.endsWith('.ScriptBlock') ? 'no' : 'maybe';
    case 'ArrayLiteralAst': {
      const fits = value.elements.map((element) => fitOf(element, { ...parameter, type }));
      const worst = (['no', 'maybe', 'convert'] as const).find((fit) => fits.includes(fit)) ?? 'exact';
      return isList || worst === 'no' ? worst : 'maybe';
    }
    default: return 'maybe';
  }
}

/** The set of a command that names none. */
const ONLY = '*';
/** Where a parameter stands in a set; undefined where it is not in it, or is given by name only. */
const placeIn = ({ roles, position }: CommandParameter, set: string): number | undefined => {
  const place = roles === undefined ? position : roles[set] ?? roles[ONLY];
  return place === undefined || place < 0 ? undefined : place;
};
const isIn = ({ roles }: CommandParameter, set: string): boolean => roles === undefined || roles[set] !== undefined || roles[ONLY] !== undefined;

/**
 * Which of several parameters of one place takes an argument, as the binder tries them: those of the default set before the others, and
 * what needs no conversion before what does (CmdletParameterBinderController.BindPositionalParameters). Undefined where that cannot be told.
 */
function chosen(candidates: readonly CommandParameter[], isStandard: (parameter: CommandParameter) => boolean, value: CommandElementAst | undefined): CommandParameter | undefined {
  const [only, other] = candidates;
  if (other === undefined) return only !== undefined && fitOf(value, only) !== 'no' ? only : undefined;
  const fits = candidates.map((parameter) => ({ parameter, fit: fitOf(value, parameter), isFirst: isStandard(parameter) }));
  if (candidates.some(({ isChoosy }) => isChoosy === true)) {
    const [sole, more] = fits.filter(({ fit }) => fit !== 'no');
    return more === undefined || (sole?.fit === 'exact' && fits.every(({ parameter, fit }) => parameter === sole.parameter || (fit !== 'exact' && parameter.isChoosy !== true))) ? sole?.parameter : undefined;
  }
  const isKnown = value !== undefined && /^(?:ScriptBlockExpression|StringConstantExpression|ExpandableStringExpression|ConstantExpression|Hashtable|ArrayLiteral)Ast$/.test(value.kind);
  const first = fits.find(({ fit, isFirst }) => isFirst && fit === 'exact');
  if (first !== undefined) return first.parameter;
  if (!isKnown) return undefined;
  for (const fit of ['exact', 'convert'] as const) {
    const standard = fits.find((one) => one.isFirst && one.fit === fit), rest = fits.filter((one) => one.fit === fit);
    if (standard !== undefined && (fit === 'exact' || !fits.some((one) => one.isFirst && one.fit === 'maybe'))) return standard.parameter;
    if (rest.length === 1 && (fit === 'exact' || !fits.some((one) => one.fit === 'maybe'))) return rest[0]!.parameter;
    // Of several the binder takes the first: one of the argument's own type is that, whatever the others take.
    if (fit === 'exact' && rest.slice(1).every(({ parameter }) => takesAll(parameter)) && rest[0] !== undefined && !takesAll(rest[0].parameter)) return rest[0].parameter;
    if (rest.length > 0) return undefined;
  }
  const possible = fits.filter(({ fit }) => fit !== 'no');
  return possible.length === 1 ? possible[0]!.parameter : undefined;
}

/**
 * The parameters that take arguments given by place, in their order; an argument of `undefined` is one that is not written yet. Where it
 * cannot be told which takes one, nothing is said of it and of those behind it, unless `guesses`: then the likeliest.
 */
export function placedParameters(facts: CommandFacts, named: readonly CommandParameter[], values: readonly (CommandElementAst | undefined)[], guesses: boolean): (CommandParameter | undefined)[] {
  const sets = new Set(facts.parameters.flatMap(({ roles }) => Object.keys(roles ?? {})));
  sets.delete(ONLY);
  const standard = facts.defaultSet?.toLowerCase();
  if (standard !== undefined) sets.add(standard);
  let valid = sets.size === 0 ? [ONLY] : [...sets];
  const narrow = (parameter: CommandParameter): void => {
    const left = valid.filter((set) => isIn(parameter, set));
    if (left.length > 0) valid = left;
  };
  let free = facts.parameters.filter((parameter) => !named.some(({ name }) => name === parameter.name));
  for (const parameter of named) if (facts.parameters.includes(parameter)) narrow(parameter);
  let last = -1, rest: CommandParameter | undefined, isLost = false;
  return values.map((value) => {
    if (isLost) return undefined;
    const places = free.flatMap((parameter) => valid.flatMap((set) => placeIn(parameter, set) ?? [])).filter((place) => place > last), next = Math.min(...places);
    const candidates = free.filter((parameter) => valid.some((set) => placeIn(parameter, set) === next));
    if (candidates.length === 0) {
      const takers = free.filter((parameter) => parameter.takesRest === true && valid.some((set) => isIn(parameter, set)));
      rest ??= guesses || takers.length === 1 ? takers[0] : undefined;
      return rest;
    }
    const isStandard = (parameter: CommandParameter): boolean => standard !== undefined && valid.includes(standard) && placeIn(parameter, standard) === next;
    const found = chosen(candidates, isStandard, value) ?? (guesses ? candidates.find(isStandard) ?? candidates[0] : undefined);
    if (found === undefined) { isLost = true; return undefined; }
    last = next;
    free = free.filter((parameter) => parameter !== found);
    if (found.takesRest === true) rest = found;
    narrow(found);
    return found;
  });
}
