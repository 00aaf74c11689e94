import type { CommandUse } from './commands.ts';
import type { CommandFacts, CommandParameter } from './commandFacts.ts';
import { placedArguments, placedParameters } from './placement.ts';

/**
 * Arguments of a command that are given by position, each with the parameter that takes it: only those of which it is sure, and that could be
 * given by the name as well. What takes all that is left takes one argument by its name.
 */
export function positionalArguments({ node }: CommandUse, facts: CommandFacts, common: readonly CommandParameter[]): { readonly start: number; readonly parameter: CommandParameter }[] {
  const { elements, named, isSplatted } = placedArguments(node, facts, common);
  if (isSplatted) return [];
  const found = placedParameters(facts, named, elements, false), once = new Set<CommandParameter>(), often = new Set<CommandParameter>();
  for (const parameter of found) if (parameter !== undefined) (once.has(parameter) ? often : once).add(parameter);
  return elements.flatMap(({ start }, index) => {
    const parameter = found[index];
    return parameter === undefined || parameter.isSwitch || often.has(parameter) ? [] : [{ start, parameter }];
  });
}
