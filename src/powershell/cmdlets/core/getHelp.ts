import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { direct, MISSING } from '../../runtime/members/get.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import type { Value } from '../../runtime/values/value.ts';
import { AliasInfo } from './aliases.ts';
import { CORE, exact } from './getCommand.ts';
import { commentHelp, helpOf } from './helpObject.ts';

const SETS = { all: 'AllUsersView', detailed: 'DetailedView', examples: 'Examples', parameters: 'Parameters', online: 'Online' } as const;
const of = (value: Value, name: string): Value => { if (value === null || value === undefined) return null; const found = direct(value, name); return found === MISSING ? null : found; };
/** Whether help is of a component, role or functionality that is asked for (HelpProviderWithFullCache). */
const isAbout = (help: Value, name: string, wanted: readonly string[] | undefined): boolean => wanted === undefined || wanted.some((pattern) => wildcard(pattern).test(toText(of(help, name) ?? '')));
const entryOf = (found: NonNullable<ReturnType<typeof exact>>): NonNullable<ReturnType<typeof exact>>['entry'] => (found instanceof AliasInfo && found.resolved !== null ? found.resolved.entry : found.entry);
export const getHelp = cmdlet({
  name: 'Get-Help', aliases: ['help'], module: CORE, defaultSet: SETS.all, synopsis: 'Says what a command does and which parameters it takes.',
  params: {
    Name: { type: T.String, position: 0, from: 'property', validate: NOT_EMPTY }, Full: { type: T.Switch, sets: [SETS.all] }, Detailed: { type: T.Switch, sets: [SETS.detailed], mandatory: [SETS.detailed] }, Examples: { type: T.Switch, sets: [SETS.examples], mandatory: [SETS.examples] }, Online: { type: T.Switch, sets: [SETS.online], mandatory: [SETS.online] }, ShowWindow: { type: T.Switch, sets: ['ShowWindow'], mandatory: ['ShowWindow'] },
    Parameter: { type: T.String, sets: [SETS.parameters], mandatory: [SETS.parameters] }, Category: { type: arrayOf(T.String), validate: [{ set: ['Alias', 'Cmdlet', 'Provider', 'General', 'FAQ', 'Glossary', 'HelpFile', 'ScriptCommand', 'Function', 'Filter', 'ExternalScript', 'All', 'DefaultHelp', 'DscResource', 'Class', 'Configuration'] }] }, Path: { type: T.String }, Component: { type: arrayOf(T.String) }, Functionality: { type: arrayOf(T.String) }, Role: { type: arrayOf(T.String) },
  },
  run: (p, ctx) => ({
    process() {
      const name = p.Name ?? 'Get-Help', found = exact(ctx, name);
      const progress = (): void => { ctx.progress({ activity: 'Get-Help', status: 'Completed', currentOperation: '', percentComplete: -1, secondsRemaining: -1, activityId: 0, parentActivityId: -1, completed: true }); };
      const missing = (): void => {
        ctx.writeError({ id: 'HelpNotFound', category: 'ResourceUnavailable', exception: 'Microsoft.PowerShell.Commands.HelpNotFoundException', message: `Get-Help could not find ${name} in a help file in this session. Write the name of a command that is there (Get-Command lists them).` });
      };
      if (found === undefined) { missing(); return; }
      const meant = entryOf(found), target = commentHelp(meant)?.forwardsTo, other = target === undefined ? undefined : exact(ctx, target);
      const told = other === undefined ? meant : entryOf(other), help = (told.kind === 'Cmdlet' ? told.help?.() : undefined) ?? helpOf(told, []);
      if (!isAbout(help, 'Component', p.Component) || !isAbout(help, 'Role', p.Role) || !isAbout(help, 'Functionality', p.Functionality)) { missing(); return; }
      if (p.Parameter !== undefined) {
        const wanted = wildcard(p.Parameter), all = toItems(of(of(help, 'parameters'), 'parameter')).filter((x) => x !== null && wanted.test(toText(of(x, 'name'))));
        for (const one of all) ctx.write(one);
        if (all.length === 0) ctx.writeError({ id: 'NoParmsFound', category: 'InvalidArgument', exception: 'System.Management.Automation.PSArgumentException', target: help, message: `No parameter matches criteria ${p.Parameter}. (Parameter 'Parameter')` });
        progress();
        return;
      }
      const view = p.Full === true ? 'FullView' : p.Detailed === true ? 'DetailedView' : p.Examples === true ? 'ExamplesView' : undefined;
      if (view !== undefined) { const types = help.typeNames ?? []; help.typeNames = [...types.map((type) => `${type}#${view}`), ...types]; }
      ctx.write(help);
      progress();
    },
  }),
});
