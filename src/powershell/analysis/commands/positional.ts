import type { CommandUse } from './commands.ts';
import { findParameter, type CommandFacts, type CommandParameter } from './commandFacts.ts';
import { parameterAt } from '../completion/completionContext.ts';

/** Arguments of a command that are given by position, each with the parameter that takes it. */
export function positionalArguments({ node }: CommandUse, facts: CommandFacts, common: readonly CommandParameter[]): { readonly start: number; readonly parameter: CommandParameter }[] {
  const named = (written: string): CommandParameter | undefined => findParameter(facts.parameters, written, common);
  return node.elements.slice(1).flatMap((element, index, all) => {
    const previous = all[index - 1];
    if (element.kind === 'CommandParameterAst' || (element.kind === 'VariableExpressionAst' && element.splatted)) return [];
    if (previous?.kind === 'CommandParameterAst' && previous.argument === undefined && named(previous.parameterName)?.isSwitch !== true) return [];
    const parameter = parameterAt(node, element.end, facts, common);
    return parameter === undefined || parameter.isSwitch ? [] : [{ start: element.start, parameter }];
  });
}
