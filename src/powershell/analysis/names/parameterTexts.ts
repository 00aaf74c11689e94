import type { VariableExpressionAst } from '../../syntax/ast.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { findHelp } from '../runbook/commentHelp.ts';
import type { CommandUse } from '../commands/commands.ts';
import { functionHelp } from '../runbook/runbook.ts';
import { scopeAt, type Scope, type VariableSymbol } from './symbols.ts';
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
export const boundParameterKeys = ({ ast }: ParseResult, root: Scope, scope: Scope, parameter: string): ParameterText[] =>
  keyUses(ast).filter((use) => isBound(use) && sameName(use.key, parameter) && frameAt(root, use.start) === scope).map(({ start, end }) => ({ start, end, access: 'read' }));

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

const keysKnown = new WeakMap<Scope, ReadonlyMap<VariableSymbol, readonly KeyUse[]>>();

/** Keys of the hashtables that a variable holds, wherever the text writes or reads them. */
export function keysOfVariable({ ast }: ParseResult, root: Scope, node: VariableExpressionAst): readonly KeyUse[] {
  let found = keysKnown.get(root);
  if (found === undefined) {
    const uses = groups(keyUses(ast), ({ table }) => table && variableOf(root, table));
    keysKnown.set(root, (found = new Map([...uses].map(([variable, all]) => [variable, ownKeys(all)]))));
  }
  const variable = variableOf(root, node);
  return (variable && found.get(variable)) ?? [];
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

/** Other commands that are splatted the same variable: they would get the renamed key too. */
export function othersSplatted(root: Scope, node: VariableExpressionAst, commands: readonly CommandUse[], isMeant: (use: CommandUse) => boolean): CommandUse | undefined {
  let found = splatsKnown.get(commands);
  if (found === undefined) splatsKnown.set(commands, (found = groups(commands.flatMap((use) => splatsOf(use).map((splat) => ({ use, splat }))), ({ splat }) => variableOf(root, splat))));
  const variable = variableOf(root, node);
  return (variable && found.get(variable))?.find(({ use }) => !isMeant(use))?.use;
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
