import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { findHelp } from '../../analysis/commentHelp.ts';
import type { CommentHelp } from '../../analysis/commentHelp.ts';
import { parse } from '../../syntax/index.ts';
import type { CommandEntry } from '../../runtime/run/commands/commands.ts';
import { customObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { AliasInfo } from './aliases.ts';
import { allParameters, parametersOf } from './commandObject.ts';
import { CORE, exact } from './getCommand.ts';
import { syntaxOf } from './syntaxText.ts';
import { NO_POSITION } from '../../runtime/bind/parameters.ts';

export const getHelp = cmdlet({
  name: 'Get-Help', aliases: ['help'], module: CORE, synopsis: 'Says what a command does and which parameters it takes.',
  params: {
    Name: { type: T.String, position: 0, from: 'property' }, Full: { type: T.Switch }, Detailed: { type: T.Switch }, Examples: { type: T.Switch }, Online: { type: T.Switch }, ShowWindow: { type: T.Switch },
    Parameter: { type: T.String }, Category: { type: T.String }, Path: { type: T.String },
  },
  run: (p, ctx) => ({
    process() {
      const name = p.Name ?? 'Get-Help', found = exact(ctx, name);
      if (found === undefined) {
        ctx.writeError({ id: 'HelpNotFound', category: 'ResourceUnavailable', exception: 'Microsoft.PowerShell.Commands.HelpNotFoundException', message: `Get-Help could not find ${name} in a help file in this session. Write the name of a command that is there (Get-Command lists them).` });
        return;
      }
      const entry = found instanceof AliasInfo && found.resolved !== null ? found.resolved.entry : found.entry;
      ctx.write(helpOf(entry));
      ctx.progress({ activity: 'Get-Help', status: 'Completed', currentOperation: '', percentComplete: -1, secondsRemaining: -1, activityId: 0, parentActivityId: -1, completed: true });
    },
  }),
});
/** Help in the shape of PowerShell's own: paragraphs are objects with a Text. */
function helpOf(entry: CommandEntry): Value {
  const table = parametersOf(entry), help = commentHelp(entry), para = (text: string | undefined): Value => (text === undefined || text === '' ? null : [customObject([['Text', text]], 'MamlParaTextItem')]);
  const synopsis = entry.kind === 'Cmdlet' ? entry.synopsis ?? '' : help?.synopsis ?? `\n${syntaxOf(entry.name, table)}\n`;
  const own = table === undefined ? [] : allParameters(table).filter((x) => !x.isCommon), one = (x: (typeof own)[number]): Value => {
    const roles = [...x.sets.values()], [first] = roles, piped = roles.some((r) => r.fromPipeline), named = roles.some((r) => r.fromProperty);
    return customObject([
      ['description', para(entry.kind === 'Cmdlet' ? first?.help : help?.parameters.get(x.folded))], ['defaultValue', ''], ['parameterValue', x.isSwitch ? null : x.type?.shortName ?? 'Object'], ['name', x.name], ['type', customObject([['name', x.type?.shortName ?? 'Object']])],
      ['required', String(roles.some((r) => r.mandatory))], ['variableLength', 'false'], ['globbing', 'false'], ['pipelineInput', piped || named ? `true (${[piped ? 'ByValue' : '', named ? 'ByPropertyName' : ''].filter((t) => t !== '').join(', ')})` : 'false'],
      ['position', first === undefined || first.position === NO_POSITION ? 'named' : String(first.position + 1)], ['aliases', x.aliases.length === 0 ? 'none' : x.aliases.join(', ')],
    ], 'MamlCommandHelpInfo#parameter');
  };
  const list = (items: Value[]): Value => (items.length === 1 ? items[0] : items);
  const examples = (help?.examples ?? []).map((text, i): Value => { const [code = '', ...remarks] = text.split('\n'); return customObject([['introduction', [customObject([['Text', 'PS > ']])]], ['code', code], ['remarks', [customObject([['Text', remarks.join('\n').trim()]])]], ['title', `-------------------------- EXAMPLE ${i + 1} --------------------------`]], 'MamlCommandHelpInfo#example'); });
  return customObject([
    ['Name', entry.name], ['Category', entry.kind === 'Workflow' ? 'Function' : entry.kind], ['Synopsis', synopsis], ['Component', null], ['Role', null], ['Functionality', null], ['ModuleName', entry.kind === 'Cmdlet' ? entry.module : 'module' in entry ? entry.module.name : ''],
    ['details', customObject([['name', entry.name], ['noun', entry.name.split('-')[1] ?? ''], ['verb', entry.name.split('-')[0] ?? ''], ['description', para(synopsis)]])], ['Syntax', syntaxOf(entry.name, table)], ['description', para(help?.description)],
    ['parameters', own.length === 0 ? null : customObject([['parameter', list(own.map(one))]])], ['examples', examples.length === 0 ? null : customObject([['example', list(examples)]])], ['alertSet', help?.notes === undefined ? null : customObject([['alert', para(help.notes)]])],
  ], 'HelpInfo');
}
/** What the comment of a function or script says. */
function commentHelp(entry: CommandEntry): CommentHelp | undefined {
  if (!('block' in entry)) return undefined;
  const { block } = entry, { text } = block.source, { comments } = parse(text);
  return findHelp(text, comments, entry.kind === 'ExternalScript' ? undefined : { start: text.lastIndexOf('function', block.ast.start), bodyStart: block.ast.start, bodyEnd: block.ast.end });
}
