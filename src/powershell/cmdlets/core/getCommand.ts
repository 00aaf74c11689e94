import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import { infoOf } from '../../runtime/run/commands/commandInfo.ts';
import type { CommandInfo } from '../../runtime/run/commands/commandInfo.ts';
import type { CommandEntry } from '../../runtime/run/commands/commands.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { findCommand } from '../../runtime/run/commands/lookup.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { AliasInfo, aliasObject, aliasTable } from './aliases.ts';
import { PSObject } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { FAR, abbreviation, distance, parameterFits, typeAsked } from './commandSearch.ts';
import { parametersOf } from './commandObject.ts';
import { isWanted, notTogether, wantedModule } from './modules/specification.ts';
import { syntaxOf } from './syntaxText.ts';
import { commandTypes } from '../../runtime/types/system/enums.ts';

export const CORE = 'Microsoft.PowerShell.Core';
const SETS = { cmdlet: 'CmdletSet', all: 'AllCommandSet' } as const;

export const getCommand = cmdlet({
  name: 'Get-Command', aliases: ['gcm'], module: CORE, defaultSet: SETS.cmdlet, synopsis: 'Gets commands.',
  params: {
    Name: { type: arrayOf(T.String), sets: [SETS.all], position: { [SETS.all]: 0 }, from: 'both', validate: NOT_EMPTY, help: 'Names; wildcards allowed.' },
    Verb: { type: arrayOf(T.String), sets: [SETS.cmdlet], from: 'property' },
    Noun: { type: arrayOf(T.String), sets: [SETS.cmdlet], from: 'property' },
    Module: { type: arrayOf(T.String), aliases: ['PSSnapin'], from: 'property' },
    ExcludeModule: { type: arrayOf(T.String) },
    CommandType: { type: commandTypes, asText: true, aliases: ['Type'], sets: [SETS.all], from: 'property' },
    TotalCount: { type: T.Int32, from: 'property' },
    Syntax: { type: T.Switch, from: 'property' },
    ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], position: 1, remaining: true },
    All: { type: T.Switch, from: 'property' },
    ListImported: { type: T.Switch, from: 'property' },
    FullyQualifiedModule: { type: arrayOf(T.Object), from: 'property', help: 'Tables of module names and versions.' },
    ParameterName: { type: arrayOf(T.String), validate: NOT_EMPTY },
    ParameterType: { type: arrayOf(T.Object), validate: NOT_EMPTY },
    UseFuzzyMatching: { type: T.Switch, sets: [SETS.all] },
    FuzzyMinimumDistance: { type: T.UInt32, sets: [SETS.all] },
    UseAbbreviationExpansion: { type: T.Switch, sets: [SETS.all], from: 'property' },
    ShowCommandInfo: { type: T.Switch },
  },
  run(p, ctx) {
    let written = 0;
    const elsewhere: CommandInfo[] = [];
    /** Names of parameters that a command was found with. */
    const seen = new Set<string>(), types = p.ParameterType?.map(typeAsked), qualified = p.FullyQualifiedModule?.map((given) => wantedModule(given) ?? { name: toText(given) });
    const scored: { readonly c: CommandInfo; readonly score: number }[] = [];
    /** The patterns of the object that is looked at, read once: there may be many. */
    const asked = new Map<'Verb' | 'Noun' | 'Module', readonly RegExp[] | undefined>();
    const excluded = (p.ExcludeModule ?? []).map((x) => wildcard(x));
    const fits = (c: CommandInfo): boolean => {
      const [verb, noun] = c.name.includes('-') ? [c.name.slice(0, c.name.indexOf('-')), c.name.slice(c.name.indexOf('-') + 1)] : ['', ''];
      const any = (name: 'Verb' | 'Noun' | 'Module', text: string): boolean => asked.get(name)?.some((x) => { ctx.toll(); return x.test(text); }) ?? true;
      if (!any('Noun', noun) || !any('Verb', verb) || !any('Module', moduleName(c.entry)) || excluded.some((x) => x.test(moduleName(c.entry)))) return false;
      // Short aliases are shown where they are asked for (GetCommandCommand.EndProcessing).
      if (p.Name === undefined && p.All !== true && p.TotalCount === undefined && p.CommandType == null && c.commandType === 'Alias' && !c.name.includes('-')) return false;
      if (p.CommandType != null && !p.CommandType.split(',').some((t) => /^all$/i.test(t.trim()) || fold(t.trim()) === fold(c.commandType))) return false;
      if (qualified !== undefined && !qualified.some((w) => fold(w.name) === fold(moduleName(c.entry)) && isWanted(w, 'module' in c.entry && typeof c.entry.module !== 'string' ? c.entry.module.version : '7.0.0.0'))) return false;
      return parameterFits(c.entry, p.ParameterName, types, seen);
    };
    const write = (c: CommandInfo): void => {
      if (p.TotalCount !== undefined && written >= p.TotalCount) return;
      written += 1;
      ctx.write(p.Syntax === true ? `${c instanceof AliasInfo ? aliasLine(c) : ''}\n${syntaxOf(c.name, parametersOf(c.entry))}\n` : c);
    };
    return {
      process() {
        for (const name of ['Verb', 'Noun', 'Module'] as const) asked.set(name, p[name]?.map((x) => wildcard(x)));
        if (p.Module !== undefined && p.FullyQualifiedModule !== undefined) ctx.fail(notTogether('ModuleAndFullyQualifiedModule', 'Module', 'FullyQualifiedModule'));
        // A module that nothing is imported of is looked at where it lies (GetCommandCommand.ProcessRecord).
        for (const module of p.Module ?? []) {
          if (hasWildcard(module) || everything(ctx).some((c) => fold(moduleName(c.entry)) === fold(module))) continue;
          const known = ctx.session.modules.get(fold(module)), states = known === undefined ? ctx.session.modulesElsewhere?.(module) ?? [] : [known];
          for (const { exported } of states) for (const entry of exported.functions.values()) elsewhere.push(infoOf(entry));
        }
        for (const name of p.Name ?? ['*']) {
          if (p.UseFuzzyMatching === true) { for (const c of everything(ctx)) { ctx.toll(); const score = distance(c.name, name); if (score <= (p.FuzzyMinimumDistance ?? FAR) && fits(c)) scored.push({ c, score }); } continue; }
          if (p.UseAbbreviationExpansion === true && !hasWildcard(name)) { for (const c of everything(ctx)) if ((fold(abbreviation(c.name)) === fold(name) || fold(c.name) === fold(name)) && fits(c)) write(c); continue; }
          if (hasWildcard(name)) { for (const c of [...everything(ctx), ...elsewhere]) if (wildcard(name).test(c.name) && fits(c)) write(c); continue; }
          const found = behindMocks(ctx, name, p.CommandType);
          if (found !== undefined && fits(found)) { write(found); continue; }
          // A program behind an alias or a function of its name.
          const hidden = found === undefined || p.CommandType == null ? undefined : ctx.session.findExternal(name), outside = hidden === undefined ? undefined : infoOf(hidden);
          if (outside !== undefined && fits(outside)) { write(outside); continue; }
          if (name === '*') continue;
          ctx.writeError({ id: 'CommandNotFoundException', category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.CommandNotFoundException', message: `The term '${name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.` });
        }
      },
      end() {
        for (const { c, score } of scored.sort((a, b) => a.score - b.score)) { const made = new PSObject(c as unknown as Value); made.set('Score', score); ctx.write(made); }
        for (const name of p.ParameterName ?? []) {
          if (hasWildcard(name) || seen.has(fold(name))) continue;
          ctx.writeError({ id: 'CommandParameterNotFound', category: 'ObjectNotFound', target: name, exception: 'System.ArgumentException', message: `No matching commands include a parameter named '${name}'.  Check the spelling of the parameter name, and then try again.` });
        }
      },
    };
  },
});
const moduleName = (e: CommandEntry): string => (e.kind === 'Cmdlet' ? e.module : 'moduleName' in e && typeof e.moduleName === 'string' && e.moduleName !== '' ? e.moduleName : 'module' in e ? e.module.name : '');
/** Cmdlets and functions that are asked for as such are themselves: what stands in for them in a test is an alias to Pester. */
function behindMocks(ctx: CmdletContext, name: string, types: string | null | undefined): CommandInfo | undefined {
  const { session } = ctx, { mocks } = session;
  if (mocks === undefined || types == null || /\b(all|alias)\b/i.test(types)) return exact(ctx, name);
  session.mocks = undefined;
  try { return exact(ctx, name); } finally { session.mocks = mocks; }
}
/** What a name means, alias objects for aliases. */
export function exact(ctx: CmdletContext, name: string): CommandInfo | undefined {
  const alias = aliasTable(ctx.session.current).get(fold(name));
  if (alias !== undefined) { const made = aliasObject(ctx, alias); if (made instanceof AliasInfo) return made; }
  const entry = findCommand(ctx.session.current, name);
  return entry === undefined ? undefined : infoOf(entry);
}
/** Aliases, functions and cmdlets, by name. */
function everything(ctx: CmdletContext): CommandInfo[] {
  const found = new Map<string, CommandInfo>(), { session } = ctx;
  for (const alias of aliasTable(session.current).values()) { const made = aliasObject(ctx, alias); if (made instanceof AliasInfo) found.set(`alias ${fold(alias.name)}`, made); }
  for (let f: Frame | null = session.current; f !== null; f = f.parent) for (const [folded, e] of f.functions ?? []) if (!found.has(folded)) found.set(folded, infoOf(e));
  for (const [folded, e] of session.global.functions ?? []) if (!found.has(folded)) found.set(folded, infoOf(e));
  for (const [folded, e] of session.imported) if (!found.has(folded)) found.set(folded, infoOf(e));
  for (const [folded, e] of session.cmdlets) if (!found.has(folded)) found.set(folded, infoOf(e));
  const order = (c: CommandInfo): number => (c.commandType === 'Alias' ? 0 : c.commandType === 'Cmdlet' ? 2 : 1);
  return [...found.values()].sort((a, b) => order(a) - order(b) || a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }));
}
/** What the alias stands for, above its syntax: the command, or the file of a script (GetCommandCommand.GetSyntaxObject). */
const aliasLine = (a: AliasInfo): string => `${a.name} (alias) -> ${a.resolved === null ? a.alias.definition : a.resolved.entry.kind === 'ExternalScript' ? `${a.resolved.entry.block.source.file}\n` : a.resolved.name}\n`;
