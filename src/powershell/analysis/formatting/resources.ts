import type { CommandAst, ScriptBlockExpressionAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { isConfiguration, isOfResource } from '../commands/configurations.ts';
import type { FormatFacts, TextEdit } from './facts.ts';

const blockOf = ({ elements }: CommandAst): ScriptBlockExpressionAst | undefined => {
  const last = elements.at(-1);
  return last?.kind === 'ScriptBlockExpressionAst' ? last : undefined;
};

/**
 * Blanks beside the `=` of a property of a DSC resource (about_Desired_State_Configuration: a resource's body is written as a hashtable's,
 * where they count for nothing). To a grammar without configurations `Ensure="Present"` is one word, so no other rule sees them.
 */
export function propertyEdits({ commands, text }: FormatFacts): TextEdit[] {
  const configurations = commands.filter(isConfiguration);
  if (configurations.length === 0) return [];
  const bodies = commands.flatMap((command) => {
    // No resource has a dash in its name: what has one is called inside a property's block.
    const block = isOfResource(command) && /^\w+$/.test(commandNameOf(command) ?? '') ? blockOf(command) : undefined;
    return block !== undefined && configurations.some((one) => one.start < command.start && command.end < one.end) ? [block] : [];
  });
  return bodies.flatMap(({ scriptBlock }) => (scriptBlock.endBlock?.statements ?? []).flatMap((statement): TextEdit[] => {
    const [command] = statement.kind === 'PipelineAst' && statement.elements.length === 1 ? statement.elements : [];
    if (command?.kind !== 'CommandAst' || command.invocationOperator !== 'Unknown') return [];
    const [whole, name] = /^([A-Za-z_]\w*)[ \t]*=(?!=)/.exec(text.slice(command.start, command.start + 200)) ?? [];
    if (whole === undefined || name === undefined || command.start + whole.length >= command.end) return [];
    const before = command.start + name.length, behind = command.start + whole.length;
    const blank = (at: number): TextEdit[] => (/\s/.test(text.charAt(at)) ? [] : [{ start: at, end: at, text: ' ' }]);
    return [...(whole.length > name.length + 1 ? [] : blank(before)), ...blank(behind)];
  }));
}
