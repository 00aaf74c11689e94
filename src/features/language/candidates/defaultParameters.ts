import type { ParsedText } from '../parsedText.ts';
import { candidate, type Candidate, type KnowledgeView } from './candidate.ts';

/** Keys of `$PSDefaultParameterValues`: `Command:Parameter` (about_Parameters_Default_Values). Of a pattern of commands nobody knows more than what all take. */
export function defaultParameterKeys(parsed: ParsedText, start: number, end: number, knowledge: KnowledgeView): Candidate[] {
  const quote = parsed.result.text.charAt(start), [, command] = /^(.*?):/.exec(parsed.result.text.slice(start + 1, end)) ?? [];
  if (command === undefined) {
    const own = [...parsed.functions.values()].flatMap(({ name }) => parsed.functionFacts(name) ?? []).filter(({ isAdvanced }) => isAdvanced === true);
    return [...own, ...knowledge.cmdlets].map(({ name, module }) => candidate(name, 'cmdlet', '', { insert: `${quote}${name}:$0${quote}`, isSnippet: true, filter: `${quote}${name}:${quote}`, note: module }));
  }
  const facts = knowledge.command(command, parsed), common = knowledge.commonParameters(facts ?? { name: command, kind: 'cmdlet', synopsis: undefined, description: undefined, aliases: [], module: undefined, supportsShouldProcess: false, parameters: [] }, 'script');
  return [...(facts?.parameters ?? []).map((parameter) => ({ parameter, order: '1' })), ...common.map((parameter) => ({ parameter, order: '2' }))].map(({ parameter, order }) => {
    const key = `${quote}${command}:${parameter.name}${quote}`;
    return candidate(parameter.name, 'parameter', order, { insert: key, filter: key, parameter });
  });
}
