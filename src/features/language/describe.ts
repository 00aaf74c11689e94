import type { CommandFacts, CommandParameter } from '../../powershell/index.ts';

/** A type as people write it. */
export const shortType = (type: string): string => type.replace(/^System\.(Management\.Automation\.|Collections\.)?/, '').replace(/^SwitchParameter$/, 'switch').replace(/^String\b/, 'string').replace(/^Int32\b/, 'int').replace(/^Boolean\b/, 'bool').replace(/^Object$/, 'object');

/** A parameter as in a syntax line (about_Command_Syntax): in brackets what may be left out, its name or all of it. */
export function parameterSyntax({ name, type, isMandatory, isSwitch, position }: CommandParameter): string {
  if (isSwitch) return `[-${name}]`;
  const written = `${position === undefined ? `-${name}` : `[-${name}]`} <${shortType(type)}>`;
  return isMandatory ? written : `[${written}]`;
}

/** The syntax line of a command, with the place of each parameter in it. */
export function signatureOf(facts: CommandFacts): { readonly label: string; readonly spans: readonly (readonly [number, number])[] } {
  let label = facts.name;
  const spans = facts.parameters.map((parameter): [number, number] => {
    label += ' ';
    const start = label.length;
    label += parameterSyntax(parameter);
    return [start, label.length];
  });
  return { label, spans };
}

const kinds: Readonly<Record<CommandFacts['kind'], string>> = { cmdlet: 'Cmdlet', function: 'Function', workflow: 'Workflow', runbook: 'Runbook' };
export const kindWord = (facts: CommandFacts): string => (facts.module === undefined ? kinds[facts.kind] : `${kinds[facts.kind]} of ${facts.module}`);

/**
 * Text from a script, harmless in Markdown (CommonMark 2.4, 2.5): nothing of it marks anything up, and no line of it begins a list or a block of code, or
 * makes the one before a heading.
 */
export const plain = (text: string): string => text.replace(/[\\`*_{}[\]()#+!|<>~&]/g, '\\$&').replace(/^[^\S\n]+/gm, '').replace(/^[-=]/gm, '\\$&').replace(/^(\d{1,9})([.)])/gm, '$1\\$2');

/** One line about a parameter. */
export function parameterLine(parameter: CommandParameter): string {
  const { name, type, isMandatory, help, allowedValues, aliases } = parameter;
  const notes = [isMandatory ? 'mandatory' : '', aliases.length > 0 ? `also -${aliases.join(', -')}` : '', allowedValues === undefined ? '' : `one of ${allowedValues.join(', ')}`].filter((note) => note !== '');
  return `\`-${name}\` ${plain(shortType(type))}${notes.length > 0 ? ` (${plain(notes.join('; '))})` : ''}${help === undefined || help === '' ? '' : `: ${plain(help)}`}`;
}

/** What a hover says about a command. */
export function commandMarkdown(facts: CommandFacts): string {
  const { synopsis, description, parameters } = facts;
  return [
    `\`\`\`powershell\n${signatureOf(facts).label}\n\`\`\``, plain(kindWord(facts)), synopsis === undefined || synopsis === '' ? '' : plain(synopsis),
    description === undefined || description === '' ? '' : plain(description), parameters.map((parameter) => `- ${parameterLine(parameter)}`).join('\n'),
  ].filter((part) => part !== '').join('\n\n');
}
