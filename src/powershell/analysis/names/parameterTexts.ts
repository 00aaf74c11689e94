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
  const help = (node && functionHelp(result, node)) ?? (scope === root || (scope.kind === 'workflow' && scope.parent === root) ? findHelp(result.text, result.comments, undefined) : undefined);
  if (help === undefined) return [];
  const line = /^([ \t]*(?:<?#)?[ \t]*\.parameter[ \t]+)([^\r\n]*?)[ \t]*(?:#>)?$/gim, text = result.text.slice(help.start, help.end);
  return [...text.matchAll(line)].flatMap((match) => {
    const [, before = '', name = ''] = match, start = help.start + match.index + before.length;
    return sameName(name, parameter) ? [{ start, end: start + name.length, access: 'read' as const }] : [];
  });
}

const scopesOf = (scope: Scope): Scope[] => [scope, ...scope.children.flatMap(scopesOf)];

/** The variable that a place of the text means. */
function variableOf(root: Scope, node: VariableExpressionAst): VariableSymbol | undefined {
  for (let scope: Scope | undefined = scopeAt(root, node.start); scope !== undefined; scope = scope.parent) {
    for (const variable of scope.variables.values()) if (variable.occurrences.some((occurrence) => occurrence.node === node)) return variable;
  }
  return scopesOf(root).flatMap((scope) => [...scope.variables.values()]).find(({ occurrences }) => occurrences.some((occurrence) => occurrence.node === node));
}

/** Keys of the hashtables that a variable holds, wherever the text writes or reads them. */
export function keysOfVariable({ ast }: ParseResult, root: Scope, node: VariableExpressionAst): KeyUse[] {
  const nodes = new Set(variableOf(root, node)?.occurrences.map((occurrence) => occurrence.node));
  const uses = keyUses(ast).filter(({ table }) => table !== undefined && nodes.has(table)), keys = new Set(uses.filter(({ access }) => access === 'write').map(({ key }) => key.toLowerCase()));
  // `$t.Count` is a key only where there is one of the name; `$t.Name = 1` makes one.
  return uses.filter(({ key }) => keys.has(key.toLowerCase()) || !/^(count|keys|values|isreadonly|isfixedsize|syncroot|issynchronized)$/i.test(key));
}

/** Variables that a command is splatted. */
export const splatsOf = ({ node }: CommandUse): VariableExpressionAst[] => node.elements.filter((element) => element.kind === 'VariableExpressionAst').filter(({ splatted }) => splatted);

/** Other commands that are splatted the same variable: they would get the renamed key too. */
export function othersSplatted(root: Scope, node: VariableExpressionAst, commands: readonly CommandUse[], isMeant: (use: CommandUse) => boolean): CommandUse | undefined {
  const nodes = new Set(variableOf(root, node)?.occurrences.map((occurrence) => occurrence.node));
  return commands.find((use) => !isMeant(use) && splatsOf(use).some((splat) => nodes.has(splat)));
}

/** Commands that get all parameters of a block with `@PSBoundParameters`. */
export const passedOn = (root: Scope, scope: Scope, commands: readonly CommandUse[]): CommandUse | undefined =>
  commands.find((use) => splatsOf(use).some((splat) => sameName(splat.variablePath, 'PSBoundParameters') && frameAt(root, splat.start) === scope));
