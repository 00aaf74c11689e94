import type { CommandAst, ExpressionAst, FunctionDefinitionAst, ScriptBlockAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { Gathered } from '../../syntax/gathered.ts';
import { argumentsOf, textOf } from '../commands/arguments.ts';
import type { CommandUse } from '../commands/commands.ts';
import { nameOfCall } from '../mentions/scriptFiles.ts';
import { plainFunctionName } from './functionName.ts';

/** A call by an alias that the text makes: `name` is what it stands for, the place that of the alias. */
export interface AliasCall { readonly name: string; readonly alias: string; readonly start: number; readonly end: number; readonly command: CommandUse }

/** Commands that make an alias. */
export const makesAlias = /^(?:(?:set|new)-alias|sal|nal)$/i, plain = /^[\p{L}_][\p{L}\p{Nd}_-]*$/u, switches: ReadonlySet<string> = new Set(['force', 'passthru', 'whatif', 'confirm', 'verbose', 'debug']);

/** The name and the value that Set-Alias or New-Alias is given. */
export function aliasArguments(node: CommandAst): readonly [name: ExpressionAst | undefined, value: ExpressionAst | undefined] {
  const all = argumentsOf(node, switches), rest = all.filter(({ parameter }) => parameter === undefined);
  const given = (parameter: string): ExpressionAst | undefined => (all.find((argument) => argument.parameter !== undefined && argument.parameter !== '' && parameter.startsWith(argument.parameter.toLowerCase())) ?? rest.shift())?.value;
  return [given('name'), given('value')];
}

/** The same where both are written out. */
function made(node: CommandAst): readonly [alias: string, name: string] | undefined {
  const [alias, name] = aliasArguments(node).map(textOf);
  return alias === undefined || name === undefined || !plain.test(name) ? undefined : [alias, name];
}

/** Other names that a function gives itself: `[Alias('Fx')] param()` (about_Functions_CmdletBindingAttribute). */
export const declaredAliases = ({ body }: FunctionDefinitionAst): readonly string[] => (body.paramBlock?.attributes ?? [])
  .flatMap(({ typeName, positionalArguments }) => (/^(?:system\.management\.automation\.)?alias(?:attribute)?$/i.test(typeName.text) ? positionalArguments.flatMap((value) => textOf(value) ?? []) : []));

const making = new Gathered((node) => ((node.kind === 'CommandAst' && makesAlias.test(nameOfCall(node) ?? '')) || (node.kind === 'FunctionDefinitionAst' && declaredAliases(node).length > 0) ? [node] : undefined));

/** False for a text that surely makes no alias, as most: asked at every key, and before all its commands are looked for. */
export const mayMakeAliases = (root: ScriptBlockAst, text: string): boolean => making.in(root, text).length > 0;

const known = new WeakMap<readonly CommandUse[], ReadonlyMap<string, string>>();

/** What the aliases of a text stand for (about_Aliases), those that its functions give themselves among them, by their names in lower case; one that is made twice, for several commands, is not among them. */
export function ownAliases(root: ScriptBlockAst, commands: readonly CommandUse[]): ReadonlyMap<string, string> {
  let found = known.get(commands);
  if (found !== undefined) return found;
  const values = new Map<string, string | undefined>();
  const add = (alias: string, value: string): void => {
    const key = alias.toLowerCase(), before = values.get(key);
    values.set(key, values.has(key) && before?.toLowerCase() !== value.toLowerCase() ? undefined : value);
  };
  walk(root, (node) => {
    if (node.kind === 'FunctionDefinitionAst') for (const alias of declaredAliases(node)) add(alias, plainFunctionName(node.name));
  });
  for (const { name, node } of commands) {
    const [alias, value] = (makesAlias.test(name ?? '') ? made(node) : undefined) ?? [];
    if (alias !== undefined && value !== undefined) add(alias, value);
  }
  known.set(commands, (found = new Map([...values].flatMap(([key, value]) => (value === undefined ? [] : [[key, last(key, value, values)] as const])))));
  return found;
}

/** Of so many aliases each may stand for the next; more than that nobody means. */
const FAR = 50;

/** An alias may stand for an alias. */
function last(key: string, value: string, values: ReadonlyMap<string, string | undefined>): string {
  const seen = new Set([key]);
  for (let next: string | undefined = value; next !== undefined && seen.size <= FAR && !seen.has(next.toLowerCase()); next = values.get(next.toLowerCase())) {
    seen.add(next.toLowerCase());
    value = next;
  }
  return value;
}

/** Calls by the aliases of the text. */
export function aliasCalls(root: ScriptBlockAst, commands: readonly CommandUse[]): AliasCall[] {
  const aliases = ownAliases(root, commands);
  return aliases.size === 0 ? [] : commands.flatMap((command) => {
    const { name: alias, nameStart, nameEnd } = command, name = alias === undefined ? undefined : aliases.get(alias.toLowerCase());
    return alias === undefined || name === undefined || nameEnd - nameStart !== alias.length ? [] : [{ name, alias, start: nameStart, end: nameEnd, command }];
  });
}
