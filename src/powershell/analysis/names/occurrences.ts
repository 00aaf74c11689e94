import type { ParseResult } from '../../syntax/parseResult.ts';
import type { CommandUse } from '../commands/commands.ts';
import { isNamedByPowerShell, isTakenByPowerShell } from './automaticVariables.ts';
import { callsOf } from './callsByName.ts';
import { calledName } from './functionName.ts';
import { mixedProblem } from './dynamicScope.ts';
import { meansParameter, parameterNameProblem, parameterNames, type ParameterNames } from './parameterNames.ts';
import { boundParameterKeys, boundProblem, eachVariable, givenKeys, helpParameterPlaces, keysOfVariable, othersSplatted, passedOn, sharingVariables, splatsOf } from './parameterTexts.ts';
import type { FunctionSymbol, Occurrence, Scope, VariableSymbol } from './symbols.ts';
import { isByProperty, pipedObjects, pipedProblem } from './pipedObjects.ts';
import { keyUses } from './tableKeys.ts';
import { nodesAt } from '../nodesAt.ts';
import { labelAt, labelProblem, type LabelSymbol } from './labels.ts';
import { sameName } from './sameName.ts';
import { runTexts } from '../mentions/runTexts.ts';
import { ownAliases } from './ownAliases.ts';

/** A place of a name; `start` to `end` is the name alone, without `$`, braces, scope or dash. */
export interface NamePlace { readonly start: number; readonly end: number; readonly access: Occurrence['access'] }

/** What a name in a text means. Places stand in the order of the text. */
export type NamedSymbol =
  | { readonly kind: 'variable'; readonly name: string; readonly places: readonly NamePlace[]; readonly scope: Scope; /** Why its name cannot be changed. */ readonly obstacle: string | undefined; /** Of a parameter. */ readonly parameter?: ParameterNames | undefined }
  | { readonly kind: 'function'; readonly name: string; readonly places: readonly NamePlace[] }
  | ({ readonly kind: 'label' } & LabelSymbol)
  /** A command that the text does not define. */
  | { readonly kind: 'command'; readonly name: string; readonly places: readonly NamePlace[] };

const scopesOf = (scope: Scope): Scope[] => [scope, ...scope.children.flatMap(scopesOf)];

/** The name at the end of what a variable is written as: `$a`, `${a b}`, `$script:a`, `$using:a`, `@a`. */
function namePlace(text: string, { start, end, access }: Occurrence, name: string): NamePlace[] {
  const last = text.charAt(end - 1) === '}' && text.charAt(start + 1) === '{' ? end - 1 : end;
  return sameName(text.slice(last - name.length, last), name) && last - name.length > start ? [{ start: last - name.length, end: last, access }] : [];
}

/** Arguments that name a function's parameter: `-Name` of the calls in the same text. */
const namedArguments = ({ text, ast }: ParseResult, commands: readonly CommandUse[], functionName: string, parameter: string, parameters: readonly string[]): NamePlace[] => [
  ...runTexts(text, ast, commands).calls.filter(({ name, form }) => form === 'name' && sameName(name, functionName)).flatMap(({ given }) => given.filter(({ name }) => meansParameter(name, parameter, parameters)).map(({ start, end }): NamePlace => ({ start, end, access: 'read' }))),
  ...callsOf(commands, functionName).flatMap(({ node }) => node.elements.flatMap((element) =>
    (element.kind === 'CommandParameterAst' && meansParameter(element.parameterName, parameter, parameters) ? [{ start: element.start + 1, end: element.start + 1 + element.parameterName.length, access: 'read' as const }] : []))),
];

/** Keys of hashtables that a function's calls are splatted, and what else is splatted them. */
function splattedKeys(result: ParseResult, root: Scope, commands: readonly CommandUse[], functionName: string, parameter: string, parameters: readonly string[]): { readonly places: NamePlace[]; readonly obstacle: string | undefined } {
  const places: NamePlace[] = [], isCall = ({ name }: CommandUse): boolean => sameName(name, functionName);
  let obstacle: string | undefined;
  for (const table of eachVariable(root, callsOf(commands, functionName).flatMap(splatsOf))) {
    const isMeant = (key: string): boolean => meansParameter(key, parameter, parameters), keys = keysOfVariable(result, root, table).filter(({ key }) => isMeant(key));
    const other = keys.length === 0 ? undefined : othersSplatted(root, sharingVariables(result, root, table, isMeant), commands, isCall);
    if (other !== undefined) obstacle ??= `$${table.variablePath} gives ${parameter} to ${other.name ?? 'another command'} as well as to ${functionName}: give each a hashtable of its own first.`;
    for (const { start, end } of keys) places.push({ start, end, access: 'read' });
  }
  return { places, obstacle };
}

/** Properties of what is piped to a function, where its parameter takes them by its name. */
function pipedPlaces({ ast }: ParseResult, scope: Scope, commands: readonly CommandUse[], functionName: string, parameter: string, parameters: readonly string[]): { readonly places: NamePlace[]; readonly obstacle: string | undefined } {
  const places: NamePlace[] = [], declaration = scope.variables.get(parameter.toLowerCase())?.occurrences.find(({ access }) => access === 'declare');
  const declared = declaration && nodesAt(ast, declaration.start).findLast((node) => node.kind === 'ParameterAst');
  let obstacle: string | undefined;
  if (declared?.kind !== 'ParameterAst' || !isByProperty(declared)) return { places, obstacle };
  for (const { node } of callsOf(commands, functionName)) {
    const piped = pipedObjects(ast).get(node);
    if (piped === undefined || node.elements.some((element) => element.kind === 'CommandParameterAst' && meansParameter(element.parameterName, parameter, parameters))) continue;
    if (piped === 'unknown') obstacle ??= pipedProblem(functionName, parameter);
    else for (const { name: property, start, end } of piped) if (sameName(property, parameter)) places.push({ start, end, access: 'read' });
  }
  return { places, obstacle };
}

/** What names a parameter besides its variable. */
function parameterPlaces(result: ParseResult, root: Scope, scope: Scope, parameter: string, commands: readonly CommandUse[]): { readonly places: NamePlace[]; readonly obstacle: string | undefined } {
  const places: NamePlace[] = [...boundParameterKeys(result, root, scope, parameter), ...helpParameterPlaces(result, root, scope, parameter)];
  const on = passedOn(root, scope, commands), functionName = scope.name;
  const passes = on === undefined || sameName(on.name, functionName ?? '') ? boundProblem(result, root, scope, parameter) : `@PSBoundParameters hands ${parameter} on to ${on.name ?? 'another command'} by its name: write the parameters out there first.`;
  if (functionName === undefined) return { places, obstacle: passes };
  const parameters = [...scope.variables.values()].flatMap((one) => (one.isParameter ? [one.name] : []));
  const { places: keys, obstacle } = splattedKeys(result, root, commands, functionName, parameter, parameters);
  const piped = pipedPlaces(result, scope, commands, functionName, parameter, parameters);
  return { places: [...places, ...namedArguments(result, commands, functionName, parameter, parameters), ...keys, ...piped.places], obstacle: passes ?? obstacle ?? piped.obstacle };
}

/** Why a variable keeps its name where a text that is run as code has it too; what a text in double quotes puts into itself stands there as a variable. */
function runProblem({ text, ast }: ParseResult, { name, occurrences }: VariableSymbol, scope: Scope, commands: readonly CommandUse[]): string | undefined {
  const starts = new Set(occurrences.map(({ start }) => start)), found = runTexts(text, ast, commands).variables.find((one) => sameName(one.name, name) && scope.start <= one.start && one.end <= scope.end && !starts.has(one.start));
  return found && `A text that is run as code, as by Invoke-Expression, names $${name} too, where it would no longer be the same: write what it does as code first.`;
}

/** All places of a variable, each once. */
function variablePlaces(result: ParseResult, root: Scope, variable: VariableSymbol, scope: Scope, commands: readonly CommandUse[]): { readonly places: NamePlace[]; readonly obstacle: string | undefined } {
  const places = variable.occurrences.flatMap((occurrence) => namePlace(result.text, occurrence, variable.name));
  const written = variable.written.map(({ start, end, access }): NamePlace => ({ start, end, access }));
  const { places: named, obstacle } = variable.isParameter && scope.kind !== 'method' ? parameterPlaces(result, root, scope, variable.name, commands) : { places: [], obstacle: undefined };
  const all = new Map([...places, ...written, ...named].reverse().map((place) => [place.start, place]));
  return { places: [...all.values()].sort((a, b) => a.start - b.start), obstacle: obstacle ?? runProblem(result, variable, scope, commands) ?? mixedProblem(result, variable, scope) };
}

function functionPlaces(definitions: readonly FunctionSymbol[], commands: readonly CommandUse[], name: string): NamePlace[] {
  const declared = definitions.filter((definition) => sameName(definition.name, name)).map(({ node }): NamePlace => ({ start: calledName(node).start, end: node.nameEnd, access: 'declare' }));
  const called = commands.filter((use) => sameName(use.name, name) && use.nameEnd - use.nameStart === name.length).map(({ nameStart, nameEnd }): NamePlace => ({ start: nameStart, end: nameEnd, access: 'read' }));
  return [...declared, ...called].sort((a, b) => a.start - b.start);
}

/** Whether what is touched can be a parameter's name without being its variable: `-Name`, a key, a comment. */
function namesParameter({ text, ast, comments }: ParseResult, root: Scope, commands: readonly CommandUse[], touches: (extent: { readonly start: number; readonly end: number }) => boolean): boolean {
  for (let i = 0; i < comments.length; i += 2) if (touches({ start: comments[i]!, end: comments[i + 1]! })) return true;
  return runTexts(text, ast, commands).calls.some(({ given }) => given.some(touches)) || keyUses(ast).some(touches) || givenKeys({ ast }, root).some(touches) || [...pipedObjects(ast).values()].some((piped) => piped !== 'unknown' && piped.some(touches)) || commands.some(({ node }) => touches(node) && node.elements.some((element) => element.kind === 'CommandParameterAst' && touches(element)));
}

/** The letters around a place, in lower case: of a shortened name its beginning. */
function wordAt(text: string, offset: number): string {
  const before = /[\p{L}\p{Nd}_]*$/u.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '', after = /^[\p{L}\p{Nd}_]*/u.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  return (before + after).toLowerCase();
}

/** The function that `Main\Get-Thing` means: one that the workflow Main of the text defines in itself. */
function nestedFunction(root: Scope, written: string): string | undefined {
  const [, workflow, name = ''] = /^([^\\/]+)\\([^\\/]+)$/.exec(written) ?? [];
  return workflow !== undefined && scopesOf(root).some((scope) => scope.kind === 'workflow' && sameName(scope.name, workflow) && scopesOf(scope).some(({ functions }) => functions.some((one) => sameName(one.name, name)))) ? name : undefined;
}

const meantKnown = new WeakMap<readonly CommandUse[], readonly CommandUse[]>();

/** Commands by what they mean: the aliases of the text, and its functions with their workflow before them; one list for each text, whoever asks. */
function meantBy(result: ParseResult, root: Scope, commands: readonly CommandUse[]): readonly CommandUse[] {
  const found = meantKnown.get(commands) ?? readMeant(result, root, commands);
  meantKnown.set(commands, found);
  return found;
}

function readMeant({ ast }: ParseResult, root: Scope, commands: readonly CommandUse[]): readonly CommandUse[] {
  const aliases = ownAliases(ast, commands), isNested = ({ name }: CommandUse): boolean => name?.includes('\\') === true && nestedFunction(root, name) !== undefined;
  if (aliases.size === 0 && !commands.some(isNested)) return commands;
  return commands.map((use) => ({ ...use, name: aliases.get(use.name?.toLowerCase() ?? '') ?? (isNested(use) ? nestedFunction(root, use.name ?? '') : use.name) }));
}

/** What the name at a place means, with every other place of the text that means it. */
export function symbolAt(result: ParseResult, root: Scope, commands: readonly CommandUse[], offset: number): NamedSymbol | undefined {
  const touches = ({ start, end }: { readonly start: number; readonly end: number }): boolean => start <= offset && offset <= end;
  const scopes = scopesOf(root), word = wordAt(result.text, offset), mayName = word !== '' && namesParameter(result, root, commands, touches);
  for (const scope of scopes) {
    for (const variable of scope.variables.values()) {
      const isHere = variable.occurrences.some(touches) || variable.written.some(touches);
      if (!isHere && !(variable.isParameter && mayName && variable.name.toLowerCase().includes(word))) continue;
      const calls = variable.isParameter ? meantBy(result, root, commands) : commands, { places, obstacle } = variablePlaces(result, root, variable, scope, calls);
      if (!isHere && !places.some(touches)) continue;
      const declaration = variable.isParameter && scope.kind !== 'method' ? variable.occurrences.find(({ access }) => access === 'declare') : undefined;
      return { kind: 'variable', name: variable.name, places, scope, obstacle, ...(declaration && { parameter: parameterNames(result, declaration.node, scope.name, calls) }) };
    }
  }
  const label = labelAt(result, offset);
  if (label !== undefined) return { kind: 'label', ...label };
  const definitions = scopes.flatMap((scope) => scope.functions);
  const here = definitions.find(({ node }) => touches({ start: node.nameStart, end: node.nameEnd }));
  const name = here?.name
    ?? commands.find(({ nameStart, nameEnd }) => touches({ start: nameStart, end: nameEnd }))?.name;
  if (name === undefined) return undefined;
  return { kind: definitions.some((definition) => sameName(definition.name, name)) ? 'function' : 'command', name, places: functionPlaces(definitions, commands, name) };
}

/** Whether a variable of the new name would hide this one where it is used, or be hidden by it. */
function wouldMix({ places, scope }: Extract<NamedSymbol, { kind: 'variable' }>, key: string): boolean {
  const isIn = ({ start, end }: { readonly start: number; readonly end: number }, outer: Scope): boolean => outer.start <= start && end <= outer.end;
  const inner = scopesOf(scope).some((one) => one !== scope && one.variables.has(key) && places.some((place) => isIn(place, one)));
  for (let outer = scope.parent; outer !== undefined; outer = outer.parent) if (outer.variables.get(key)?.occurrences.some((use) => isIn(use, scope)) === true) return true;
  return inner;
}

const isInWorkflow = (scope: Scope): boolean => { for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.kind === 'workflow') return true; return false; };

/** Why a symbol cannot have its name changed, or cannot have this new name; undefined where it can. */
export function renameProblem(symbol: NamedSymbol | undefined, newName?: string): string | undefined {
  if (symbol === undefined) return 'There is no variable or function here.';
  if (symbol.kind === 'command') return `${symbol.name} is not defined in this file.`;
  if (symbol.kind === 'variable' && isNamedByPowerShell(symbol.name, symbol.places.some(({ access }) => access !== 'read'))) return `$${symbol.name} is PowerShell’s own variable.`;
  if (symbol.places.length === 0) return 'This name cannot be changed.';
  if (symbol.kind === 'variable' && symbol.obstacle !== undefined) return symbol.obstacle;
  if (newName === undefined) return undefined;
  if (symbol.kind === 'label') return labelProblem(symbol, newName);
  if (symbol.kind === 'function') return /^[\p{L}_][\p{L}\p{Nd}_-]*$/u.test(newName) ? undefined : `“${newName}” is no name for a function: use letters, digits, - and _.`;
  if (!/^[\p{L}\p{Nd}_]+$/u.test(newName)) return `“${newName}” is no name for a variable: use letters, digits and _.`;
  if (isTakenByPowerShell(newName, false)) return `$${newName} is PowerShell’s own variable.`;
  if (sameName(newName, symbol.name)) return undefined;
  if (symbol.scope.variables.has(newName.toLowerCase())) return `There is a variable $${newName} already.`;
  const problem = symbol.parameter && parameterNameProblem(symbol.parameter, newName);
  if (problem !== undefined) return problem;
  if (isTakenByPowerShell(newName, isInWorkflow(symbol.scope))) return `$${newName} is a workflow’s own variable.`;
  return wouldMix(symbol, newName.toLowerCase()) ? `Another $${newName} is used around or inside this one: they would become one variable.` : undefined;
}
