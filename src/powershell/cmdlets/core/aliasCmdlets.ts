/** Get-Alias, Set-Alias, New-Alias and Remove-Alias. */
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { ScopedItemOptions } from '../../runtime/types/system/enums.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { SCOPE_HELP, frameOf } from '../variable/scopes.ts';
import { aliasGuard, aliasIn, aliasObject, aliasTable, ownAlias, removalGuard, setAlias } from './aliases.ts';
import type { Alias } from './aliases.ts';

const SETS = { name: 'Default', definition: 'Definition' } as const;
/** An empty text is no scope. */
const isGiven = (scope: string | undefined): boolean => scope !== undefined && scope !== '';
const byName = (a: Alias, b: Alias): number => a.name.localeCompare(b.name, 'en', { sensitivity: 'base' });

export const getAlias = cmdlet({
  name: 'Get-Alias', aliases: ['gal'], defaultSet: SETS.name, synopsis: 'Gets aliases.',
  params: {
    Name: { type: arrayOf(T.String), sets: [SETS.name], position: { [SETS.name]: 0 }, from: 'both', validate: NOT_EMPTY },
    Exclude: { type: arrayOf(T.String) },
    Scope: { type: T.String, help: SCOPE_HELP },
    Definition: { type: arrayOf(T.String), sets: [SETS.definition], validate: NOT_EMPTY, help: 'The commands whose aliases are wanted.' },
  },
  run: (p, ctx) => ({
    process() {
      const excluded = (a: Alias): boolean => p.Exclude?.some((x) => wildcard(x).test(p.Definition === undefined ? a.name : a.definition)) === true;
      const all = [...aliasTable(frameOf(ctx, p.Scope), isGiven(p.Scope)).values()].filter((a) => !excluded(a)).sort(byName);
      const missing = (what: string, name: string): void => { ctx.writeError({ id: 'ItemNotFoundException', category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.ItemNotFoundException', message: `This command cannot find a matching alias because an alias with the ${what} '${name}' does not exist.` }); };
      for (const text of p.Definition ?? p.Name ?? ['*']) {
        // `?` is the name of an alias of its own: a name that is there as written is no pattern.
        const same = p.Definition === undefined ? all.filter((a) => fold(a.name) === fold(text)) : [];
        const wanted = same.length > 0 && !text.includes('*') && text !== '?' ? same : all.filter((a) => wildcard(text).test(p.Definition === undefined ? a.name : a.definition));
        if (wanted.length === 0 && !hasWildcard(text) && (p.Exclude ?? []).length === 0) missing(p.Definition === undefined ? 'name' : 'definition', text);
        for (const alias of wanted) ctx.write(aliasObject(ctx, alias));
      }
    },
  }),
});
const NAMING_PARAMS = {
  Name: { type: T.String, position: 0, mandatory: true, from: 'property' },
  Value: { type: T.String, position: 1, mandatory: true, from: 'property', help: 'The command it stands for.' },
  Description: { type: T.String },
  Option: { type: ScopedItemOptions, asText: true },
  PassThru: { type: T.Switch },
  Scope: { type: T.String, help: SCOPE_HELP },
  Force: { type: T.Switch },
} as const;
const aliasOf = (p: { readonly Name: string; readonly Value: string; readonly Description: string | undefined; readonly Option: string | undefined }): Alias => ({ name: p.Name, definition: p.Value, description: p.Description ?? '', options: p.Option ?? 'None' });

export const setAliasCmdlet = cmdlet({
  name: 'Set-Alias', aliases: ['sal'], supportsShouldProcess: true, synopsis: 'Makes an alias, or changes what it stands for.', params: NAMING_PARAMS,
  run: (p, ctx) => ({
    process() {
      if (!ctx.shouldProcess(`Name: ${p.Name} Value: ${p.Value}`, 'Set Alias')) return;
      const frame = frameOf(ctx, p.Scope), refused = aliasGuard(frame, aliasOf(p), p.Force === true);
      if (refused !== undefined) { ctx.writeError(refused); return; }
      setAlias(ctx, frame, aliasOf(p));
      if (p.PassThru === true) ctx.write(aliasObject(ctx, aliasOf(p)));
    },
  }),
});
export const newAlias = cmdlet({
  name: 'New-Alias', aliases: ['nal'], supportsShouldProcess: true, synopsis: 'Makes an alias.', params: NAMING_PARAMS,
  run: (p, ctx) => ({
    process() {
      const frame = frameOf(ctx, p.Scope), before = isGiven(p.Scope) ? aliasIn(frame, p.Name) : aliasTable(frame).get(fold(p.Name));
      if (p.Force !== true && before !== undefined) {
        ctx.writeError({ id: 'AliasAlreadyExists', category: 'ResourceExists', target: p.Name, exception: 'System.Management.Automation.SessionStateException', message: `The alias is not allowed, because an alias with the name '${p.Name}' already exists.` });
        return;
      }
      if (!ctx.shouldProcess(`Name: ${p.Name} Value: ${p.Value}`, 'New Alias')) return;
      const refused = aliasGuard(frame, aliasOf(p), p.Force === true);
      if (refused !== undefined) { ctx.writeError(refused); return; }
      setAlias(ctx, frame, aliasOf(p));
      if (p.PassThru === true) ctx.write(aliasObject(ctx, aliasOf(p)));
    },
  }),
});
export const removeAlias = cmdlet({
  name: 'Remove-Alias', defaultSet: 'Default', synopsis: 'Removes aliases.',
  params: { Name: { type: arrayOf(T.String), position: 0, mandatory: true, from: 'both' }, Scope: { type: T.String, help: SCOPE_HELP }, Force: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      for (const name of p.Name) {
        let removed = false;
        const refused = removalGuard(p.Scope === undefined ? aliasTable(ctx.session.current).get(fold(name)) : ownAlias(frameOf(ctx, p.Scope), fold(name)), p.Force === true);
        if (refused !== undefined) ctx.fail(refused);
        for (let f: Frame | null = frameOf(ctx, p.Scope); f !== null && !removed; f = p.Scope === undefined ? f.parent : null) removed = f.aliases?.delete(fold(name)) === true;
        if (removed) ctx.session.commandVersion += 1;
        else ctx.writeError({ id: 'ItemNotFoundException', category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.ItemNotFoundException', message: `This command cannot find a matching alias because an alias with the name '${name}' does not exist.` });
      }
    },
  }),
});
