import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Parameter } from '../../runtime/bind/parameters.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import { CommandInfo } from '../../runtime/run/commands/commandInfo.ts';
import type { CommandEntry } from '../../runtime/run/commands/commands.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { findCommand } from '../../runtime/run/commands/lookup.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { AliasInfo, aliasObject, aliasTable } from './aliases.ts';
import { allParameters, parametersOf } from './commandObject.ts';
import { syntaxOf } from './syntaxText.ts';

export const CORE = 'Microsoft.PowerShell.Core';
const SETS = { cmdlet: 'CmdletSet', all: 'AllCommandSet' } as const;

export const getCommand = cmdlet({
  name: 'Get-Command', aliases: ['gcm'], module: CORE, defaultSet: SETS.all, synopsis: 'Gets commands.',
  params: {
    Name: { type: arrayOf(T.String), sets: [SETS.all], position: { [SETS.all]: 0 }, from: 'both', help: 'Names; wildcards allowed.' },
    Verb: { type: arrayOf(T.String), sets: [SETS.cmdlet], from: 'property' },
    Noun: { type: arrayOf(T.String), sets: [SETS.cmdlet], from: 'property' },
    Module: { type: arrayOf(T.String), aliases: ['PSSnapin'], from: 'property' },
    CommandType: { type: arrayOf(T.String), aliases: ['Type'], sets: [SETS.all], from: 'property' },
    TotalCount: { type: T.Int32, from: 'property' },
    Syntax: { type: T.Switch, from: 'property' },
    ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], position: 1, remaining: true },
    All: { type: T.Switch, from: 'property' },
    ListImported: { type: T.Switch, from: 'property' },
    ParameterName: { type: arrayOf(T.String) },
    ShowCommandInfo: { type: T.Switch, from: 'property' },
  },
  run(p, ctx) {
    let written = 0;
    /** The patterns of the object that is looked at, read once: there may be many. */
    const asked = new Map<'Verb' | 'Noun' | 'Module', readonly RegExp[] | undefined>();
    const fits = (c: CommandInfo): boolean => {
      const [verb, noun] = c.name.includes('-') ? [c.name.slice(0, c.name.indexOf('-')), c.name.slice(c.name.indexOf('-') + 1)] : ['', ''];
      const any = (name: 'Verb' | 'Noun' | 'Module', text: string): boolean => asked.get(name)?.some((x) => { ctx.toll(); return x.test(text); }) ?? true;
      if (!any('Noun', noun) || !any('Verb', verb) || !any('Module', moduleName(c.entry))) return false;
      if (p.CommandType != null && !p.CommandType.flatMap((t) => t.split(',')).some((t) => /^all$/i.test(t.trim()) || fold(t.trim()) === fold(c.commandType))) return false;
      return p.ParameterName == null || parametersTold(c.entry).some((x) => (p.ParameterName ?? []).some((n) => wildcard(n).test(x.name)));
    };
    const write = (c: CommandInfo): void => {
      if (p.TotalCount !== undefined && written >= p.TotalCount) return;
      written += 1;
      ctx.write(p.Syntax === true ? `\n${syntaxOf(c.name, parametersOf(c.entry))}\n` : c);
    };
    return {
      process() {
        for (const name of ['Verb', 'Noun', 'Module'] as const) asked.set(name, p[name]?.map((x) => wildcard(x)));
        for (const name of p.Name ?? ['*']) {
          if (hasWildcard(name)) { for (const c of everything(ctx)) if (wildcard(name).test(c.name) && fits(c)) write(c); continue; }
          const found = exact(ctx, name);
          if (found !== undefined && fits(found)) { write(found); continue; }
          // A program behind an alias or a function of its name.
          const hidden = found === undefined || p.CommandType == null ? undefined : ctx.session.findExternal(name), outside = hidden === undefined ? undefined : new CommandInfo(hidden);
          if (outside !== undefined && fits(outside)) { write(outside); continue; }
          if (name === '*') continue;
          ctx.writeError({ id: 'CommandNotFoundException', category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.CommandNotFoundException', message: `The term '${name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.` });
        }
      },
    };
  },
});
const moduleName = (e: CommandEntry): string => (e.kind === 'Cmdlet' ? e.module : 'moduleName' in e && typeof e.moduleName === 'string' && e.moduleName !== '' ? e.moduleName : 'module' in e ? e.module.name : '');
/** What a name means, alias objects for aliases. */
export function exact(ctx: CmdletContext, name: string): CommandInfo | undefined {
  const alias = aliasTable(ctx.session.current).get(fold(name));
  if (alias !== undefined) { const made = aliasObject(ctx, alias); if (made instanceof AliasInfo) return made; }
  const entry = findCommand(ctx.session.current, name);
  return entry === undefined ? undefined : new CommandInfo(entry);
}
/** Aliases, functions and cmdlets, by name. */
function everything(ctx: CmdletContext): CommandInfo[] {
  const found = new Map<string, CommandInfo>(), { session } = ctx;
  for (const alias of aliasTable(session.current).values()) { const made = aliasObject(ctx, alias); if (made instanceof AliasInfo) found.set(`alias ${fold(alias.name)}`, made); }
  for (let f: Frame | null = session.current; f !== null; f = f.parent) for (const [folded, e] of f.functions ?? []) if (!found.has(folded)) found.set(folded, new CommandInfo(e));
  for (const [folded, e] of session.global.functions ?? []) if (!found.has(folded)) found.set(folded, new CommandInfo(e));
  for (const [folded, e] of session.cmdlets) if (!found.has(folded)) found.set(folded, new CommandInfo(e));
  const order = (c: CommandInfo): number => (c.commandType === 'Alias' ? 0 : c.commandType === 'Cmdlet' ? 2 : 1);
  return [...found.values()].sort((a, b) => order(a) - order(b) || a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }));
}
/** A workflow's common parameters are found by their names, those of all commands are not. */
function parametersTold(entry: CommandEntry): readonly Parameter[] {
  const table = parametersOf(entry);
  return table === undefined ? [] : entry.kind === 'Workflow' ? allParameters(table) : table.list;
}
