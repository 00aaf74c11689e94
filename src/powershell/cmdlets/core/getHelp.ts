import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { findHelp } from '../../analysis/commentHelp.ts';
import type { CommentHelp } from '../../analysis/commentHelp.ts';
import { parse } from '../../syntax/index.ts';
import type { CommandEntry } from '../../runtime/run/commands.ts';
import { customObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { AliasInfo } from './aliases.ts';
import { allParameters, parametersOf } from './commandObject.ts';
import { CORE, exact } from './getCommand.ts';
import { syntaxOf } from './syntaxText.ts';

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
    },
  }),
});
function helpOf(entry: CommandEntry): Value {
  const table = parametersOf(entry), help = commentHelp(entry);
  const synopsis = entry.kind === 'Cmdlet' ? entry.synopsis ?? '' : help?.synopsis ?? syntaxOf(entry.name, table);
  const parameters = (table === undefined ? [] : allParameters(table).filter((x) => !x.isCommon)).map((x): Value => customObject([
    ['name', x.name], ['type', x.type?.name ?? 'System.Object'], ['required', [...x.sets.values()].some((r) => r.mandatory)], ['aliases', x.aliases.join(', ')],
    ['description', entry.kind === 'Cmdlet' ? [...x.sets.values()][0]?.help ?? '' : help?.parameters.get(x.folded) ?? ''],
  ]));
  return customObject([
    ['Name', entry.name], ['Category', entry.kind], ['Synopsis', synopsis], ['Syntax', syntaxOf(entry.name, table)], ['Description', help?.description ?? ''], ['Parameters', parameters],
    ['ModuleName', entry.kind === 'Cmdlet' ? entry.module : 'module' in entry ? entry.module.name : ''],
  ], 'HelpInfo');
}
/** What the comment of a function or script says. */
function commentHelp(entry: CommandEntry): CommentHelp | undefined {
  if (!('block' in entry)) return undefined;
  const { block } = entry, { text } = block.source, { comments } = parse(text);
  return findHelp(text, comments, entry.kind === 'ExternalScript' ? undefined : { start: text.lastIndexOf('function', block.ast.start), bodyStart: block.ast.start, bodyEnd: block.ast.end });
}
