import type { VariableExpressionAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { findHelp } from '../runbook/commentHelp.ts';
import type { CommandUse } from '../commands/commands.ts';
import { functionHelp } from '../runbook/runbook.ts';
import { boundKeys } from './boundKeys.ts';
import { scopeAt, type Scope, type VariableSymbol } from './symbols.ts';
import { reached, tableFlow, type TableFlow } from './tableFlow.ts';
import { keyUses, type KeyUse } from './tableKeys.ts';
import { sameName } from './sameName.ts';

/** A stretch of text that names a parameter without being its variable. */
export interface ParameterText { readonly start: number; readonly end: number; readonly access: 'read' }

/** The function, workflow or script that an automatic variable at a place belongs to. */
function frameAt(root: Scope, offset: number): Scope {
  let scope = scopeAt(root, offset);
  while (scope.parent !== undefined && !/^(function|workflow|method)$/.test(scope.kind)) scope = scope.parent;
  return scope;
}

const isBound = ({ table }: KeyUse): boolean => table === undefined || sameName(table.variablePath, 'PSBoundParameters');

/** `$PSBoundParameters['Name']`, `.Name`, `.ContainsKey('Name')` of the block that declares the parameter (about_Automatic_Variables). */
export const boundParameterKeys = ({ text, ast }: ParseResult, root: Scope, scope: Scope, parameter: string): ParameterText[] =>
  [...keyUses(ast).filter(isBound), ...boundKeys(text, ast).places].filter(({ key, start }) => sameName(key, parameter) && frameAt(root, start) === scope).map(({ start, end }) => ({ start, end, access: 'read' }));

/** Why a parameter keeps its name where the block that declares it looks for that in $PSBoundParameters, or hands a copy on, as no rename can follow. */
export function boundProblem({ text, ast }: ParseResult, root: Scope, scope: Scope, parameter: string): string | undefined {
  const { unclear, splats } = boundKeys(text, ast), found = unclear.find(({ key, start }) => sameName(key, parameter) && frameAt(root, start) === scope), splat = splats.find(({ node, command }) => frameAt(root, node.start) === scope && !sameName(commandNameOf(command), scope.name ?? ''));
  if (found !== undefined) return `Line ${text.slice(0, found.start).split('\n').length} may look for ${parameter} in $PSBoundParameters by a text that a rename cannot follow: write $PSBoundParameters.ContainsKey('${parameter}') there first.`;
  return splat && `@${splat.node.variablePath}, which has what $PSBoundParameters has, hands ${parameter} on to ${commandNameOf(splat.command) ?? 'another command'} by its name: write the parameters out there first.`;
}

/** `.PARAMETER Name` in the help of the block that declares it (about_Comment_Based_Help). */
export function helpParameterPlaces(result: ParseResult, root: Scope, scope: Scope, parameter: string): ParameterText[] {
  const node = scope.parent?.functions.find((one) => one.node.start === scope.start && one.node.end === scope.end)?.node;
  const help = (node && functionHelp(result, node)) ?? (scope === root || (scope.kind === 'workflow' && scope.parent === root) ? findHelp(result, undefined) : undefined);
  if (help === undefined) return [];
  const line = /^([ \t]*(?:<?#)?[ \t]*\.parameter[ \t]+)([^\r\n]*?)[ \t]*(?:#>)?$/gim, text = result.text.slice(help.start, help.end);
  return [...text.matchAll(line)].flatMap((match) => {
    const [, before = '', name = ''] = match, start = help.start + match.index + before.length;
    return sameName(name, parameter) ? [{ start, end: start + name.length, access: 'read' as const }] : [];
  });
}

const scopesOf = (scope: Scope): Scope[] => [scope, ...scope.children.flatMap(scopesOf)];

const known = new WeakMap<Scope, ReadonlyMap<VariableExpressionAst, VariableSymbol>>();

/** The variable that a place of the text means. */
function variableOf(root: Scope, node: VariableExpressionAst): VariableSymbol | undefined {
  let variables = known.get(root);
  if (variables === undefined) {
    variables = new Map(scopesOf(root).flatMap((scope) => [...scope.variables.values()].flatMap((variable) => variable.occurrences.map((occurrence) => [occurrence.node, variable] as const))));
    known.set(root, variables);
  }
  return variables.get(node);
}

/** Of places that mean variables one for each variable, in the order of the text: many calls may be splatted the same. */
export function eachVariable(root: Scope, nodes: readonly VariableExpressionAst[], seen = new Set<VariableSymbol>()): VariableExpressionAst[] {
  return nodes.filter((node) => {
    const variable = variableOf(root, node);
    return variable !== undefined && seen.size !== seen.add(variable).size;
  });
}

interface Keys {
  /** Every use of a key of what a variable holds, by the keys in lower case. */
  readonly uses: ReadonlyMap<VariableSymbol, ReadonlyMap<string, readonly KeyUse[]>>;
  /** The same with the keys that its tables have from other variables, and hand on to others. */
  readonly shared: Map<VariableSymbol, readonly SharedKey[]>;
}
/** A key with the variables that have it: renamed in one, it has to be in all of them. */
interface SharedKey { readonly uses: readonly KeyUse[]; readonly variables: ReadonlySet<VariableSymbol> }
const keysKnown = new WeakMap<Scope, Keys>();

const flowOf = ({ ast }: Pick<ParseResult, 'ast'>, root: Scope): TableFlow => tableFlow(ast, root, (node) => variableOf(root, node));

/** Functions of a text that hand tables on to the commands that their callers name, and keys of tables that are written out in calls of its functions. */
export const helpersOf = (result: Pick<ParseResult, 'ast'>, root: Scope): Pick<TableFlow, 'handedOn' | 'functions'> => flowOf(result, root);

/** Keys of tables that are written out where functions of the text are given them. */
export const givenKeys = (result: Pick<ParseResult, 'ast'>, root: Scope): readonly KeyUse[] => [...flowOf(result, root).given.values()].flat();

function keysFor(result: Pick<ParseResult, 'ast'>, root: Scope, variable: VariableSymbol): readonly SharedKey[] {
  let known = keysKnown.get(root);
  if (known === undefined) {
    const all = groups(keyUses(result.ast), ({ table }) => table && variableOf(root, table));
    for (const [one, given] of flowOf(result, root).given) all.set(one, [...(all.get(one) ?? []), ...given]);
    keysKnown.set(root, (known = { uses: new Map([...all].map(([one, its]) => [one, groups(ownKeys(its), ({ key }) => key.toLowerCase())])), shared: new Map() }));
  }
  const found = known.shared.get(variable) ?? sharedKeys(variable, known.uses, flowOf(result, root));
  known.shared.set(variable, found);
  return found;
}

/** The keys of what a variable holds, with those of the variables that they come from and go to. */
function sharedKeys(variable: VariableSymbol, uses: Keys['uses'], { into, from }: TableFlow): readonly SharedKey[] {
  const sources = reached([variable], from), keys = new Set([...sources].flatMap((one) => [...(uses.get(one)?.keys() ?? [])]));
  return [...keys].map((key): SharedKey => {
    const usesOf = (one: VariableSymbol): readonly KeyUse[] => uses.get(one)?.get(key) ?? [], writers = (): VariableSymbol[] => [...variables].filter((one) => usesOf(one).some(({ access }) => access === 'write'));
    let variables: ReadonlySet<VariableSymbol> = sources;
    // Whoever gets a table that the key is written in has the key; what reads it there reads it of all that come there.
    for (let size = 0; size !== variables.size;) {
      size = variables.size;
      variables = reached([...variables, ...reached(writers(), into)], from);
    }
    return { variables: reached(writers(), into), uses: [...variables].flatMap(usesOf) };
  });
}

/** Keys of the hashtables that a variable holds, wherever the text writes or reads them, also before they got there and behind that. */
export function keysOfVariable(result: ParseResult, root: Scope, node: VariableExpressionAst): readonly KeyUse[] {
  const variable = variableOf(root, node);
  return variable === undefined ? [] : keysFor(result, root, variable).flatMap(({ uses }) => uses);
}

/** The variables that have a key of what a variable holds, each by one of its places. */
export function sharingVariables(result: ParseResult, root: Scope, node: VariableExpressionAst, isMeant: (key: string) => boolean): readonly VariableExpressionAst[] {
  const variable = variableOf(root, node), found = new Set(variable === undefined ? [] : keysFor(result, root, variable).flatMap(({ uses, variables }) => (uses.some(({ key }) => isMeant(key)) ? [...variables] : [])));
  return [...found].flatMap(({ occurrences: [first] }) => (first === undefined ? [] : [first.node]));
}

function ownKeys(uses: readonly KeyUse[]): readonly KeyUse[] {
  const keys = new Set(uses.filter(({ access }) => access === 'write').map(({ key }) => key.toLowerCase()));
  // `$t.Count` is a key only where there is one of the name; `$t.Name = 1` makes one.
  return uses.filter(({ key }) => keys.has(key.toLowerCase()) || !/^(count|keys|values|isreadonly|isfixedsize|syncroot|issynchronized)$/i.test(key));
}

function groups<T, K>(all: readonly T[], keyOf: (one: T) => K | undefined): Map<K, T[]> {
  const found = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one), known = key === undefined ? undefined : found.get(key);
    if (known !== undefined) known.push(one);
    else if (key !== undefined) found.set(key, [one]);
  }
  return found;
}

/** Variables that a command is splatted. */
export const splatsOf = ({ node }: CommandUse): VariableExpressionAst[] => node.elements.filter((element) => element.kind === 'VariableExpressionAst').filter(({ splatted }) => splatted);

const splatsKnown = new WeakMap<readonly CommandUse[], ReadonlyMap<VariableSymbol, readonly { readonly use: CommandUse }[]>>();

/** Other commands that are splatted one of the variables: they would get the renamed key too. */
export function othersSplatted(root: Scope, tables: readonly VariableExpressionAst[], commands: readonly CommandUse[], isMeant: (use: CommandUse) => boolean): CommandUse | undefined {
  let found = splatsKnown.get(commands);
  if (found === undefined) splatsKnown.set(commands, (found = groups(commands.flatMap((use) => splatsOf(use).map((splat) => ({ use, splat }))), ({ splat }) => variableOf(root, splat))));
  for (const table of tables) {
    const variable = variableOf(root, table), other = (variable && found.get(variable))?.find(({ use }) => !isMeant(use))?.use;
    if (other !== undefined) return other;
  }
  return undefined;
}

const passedKnown = new WeakMap<readonly CommandUse[], ReadonlyMap<Scope, CommandUse>>();

/** Commands that get all parameters of a block with `@PSBoundParameters`. */
export function passedOn(root: Scope, scope: Scope, commands: readonly CommandUse[]): CommandUse | undefined {
  let found = passedKnown.get(commands);
  if (found === undefined) {
    const passing = commands.flatMap((use) => splatsOf(use).filter(({ variablePath }) => sameName(variablePath, 'PSBoundParameters')).map((splat) => [frameAt(root, splat.start), use] as const));
    passedKnown.set(commands, (found = new Map(passing.reverse())));
  }
  return found.get(scope);
}
