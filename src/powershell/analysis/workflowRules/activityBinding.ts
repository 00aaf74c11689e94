/** What no binding of a cmdlet takes, as far as the text tells (workflow-semantics.md section 2, marked F). The compiler and the linter judge by it. */
import type { CommandAst, CommandElementAst } from '../../syntax/ast.ts';
import { activityParameter, fittingParameters, type KnownParameter } from './activityArguments.ts';

/** A parameter with its places: for each set that it is in, by name, its position (below zero: none). */
export interface PlacedParameter extends KnownParameter {
  readonly isSwitch: boolean;
  readonly isCommon: boolean;
  readonly sets: ReadonlyMap<string, { readonly position: number; readonly remaining: boolean }>;
}
/** Takes the place, the id that Windows PowerShell gives the error, and what is wrong. */
export type RefusePlace = (node: CommandElementAst | CommandAst, errorId: string, message: string) => void;
const ALL_SETS = '__AllParameterSets';
const keyOf = (name: string): string => name.toLowerCase();
const takesNothing = (name: string): boolean => /^ps(?:usessl|allowredirection)$/i.test(name);

/** The elements of a command behind its name, without the common activity parameters and their values. */
export function ownElements(n: CommandAst, own: readonly KnownParameter[]): readonly CommandElementAst[] {
  const rest: CommandElementAst[] = [], all = n.elements.slice(1);
  for (let i = 0; i < all.length; i++) {
    const element = all[i]!, next = all[i + 1];
    const name = element.kind === 'CommandParameterAst' ? activityParameter(element.parameterName, own) : undefined;
    if (element.kind !== 'CommandParameterAst' || name === undefined) rest.push(element);
    else if (element.argument === undefined && next !== undefined && next.kind !== 'CommandParameterAst' && !takesNothing(name)) i += 1;
  }
  return rest;
}

/**
 * What the static binder refuses of a cmdlet's arguments, as far as the text alone tells: a parameter without its value, names that
 * belong to different parameter sets, more values than there are positions. Names that the cmdlet does not have are told elsewhere.
 */
export function checkBinding(n: CommandAst, command: string, elements: readonly CommandElementAst[], table: readonly PlacedParameter[], refuse: RefusePlace): void {
  const named = new Set<PlacedParameter>(), positional: CommandElementAst[] = [];
  let isOpen = false;
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i] as CommandElementAst, next = elements[i + 1];
    if (e.kind !== 'CommandParameterAst') {
      if (e.kind === 'VariableExpressionAst' && e.splatted) isOpen = true;
      positional.push(e);
      continue;
    }
    const [found, other] = fittingParameters(table, e.parameterName);
    if (found === undefined || other !== undefined) { isOpen = true; continue; }
    if (!found.isCommon) named.add(found);
    if (found.isSwitch || e.argument !== undefined) continue;
    if (next === undefined || next.kind === 'CommandParameterAst') refuse(e, 'MissingValueForParameter', `The parameter '${found.name}' of '${command}' needs a value.`);
    else if (next.kind === 'VariableExpressionAst' && next.splatted) isOpen = true;
    else i += 1;
  }
  if (isOpen) return;
  const names = setNames(table);
  const sets = [...named].filter((p) => !p.sets.has(ALL_SETS)).reduce<readonly string[]>((left, p) => left.filter((set) => has(p, set)), names.length === 0 ? [ALL_SETS] : names);
  if (sets.length === 0) { refuse(n, 'AmbiguousParameterSet', `The parameters ${[...named].map((p) => `-${p.name}`).join(', ')} of '${command}' do not go together.`); return; }
  if (table.some((p) => [...p.sets.values()].some((role) => role.remaining))) return;
  const places = (set: string): number => table.filter((p) => !named.has(p) && [...p.sets].some(([name, role]) => (name === ALL_SETS || keyOf(name) === keyOf(set)) && role.position >= 0)).length;
  // The first set that takes them all is enough.
  let most = 0;
  const takesAll = positional.length === 0 || sets.some((set) => (most = Math.max(most, places(set))) >= positional.length), beyond = takesAll ? undefined : positional[most];
  if (beyond !== undefined) refuse(beyond, 'PositionalParameterNotFound', `'${command}' takes no value in this place. Write the name of the parameter that is meant before it.`);
}
const has = (p: PlacedParameter, set: string): boolean => [...p.sets.keys()].some((name) => keyOf(name) === keyOf(set));
const setNames = (table: readonly PlacedParameter[]): readonly string[] => [...new Map(table.flatMap((p) => (p.isCommon ? [] : Array.from(p.sets.keys(), (name): [string, string] => [keyOf(name), name])))).values()].filter((name) => name !== ALL_SETS);
