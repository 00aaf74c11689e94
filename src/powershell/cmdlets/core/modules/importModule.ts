import { cmdlet } from '../../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import type { ModuleState } from '../../../runtime/run/session.ts';
import { CallbackWriter } from '../../../runtime/run/pipeline/writers.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { toItems } from '../../../runtime/convert/enumerate.ts';
import { direct, MISSING } from '../../../runtime/members/get.ts';
import { T, arrayOf } from '../../../runtime/types/t.ts';
import { fold } from '../../../runtime/values/folding.ts';
import { runIn } from '../../../runtime/run/blocks.ts';
import { decodeText } from '../../items/encodings.ts';
import { portOf } from '../../items/fileSystem.ts';
import { attempt } from '../../items/itemSteps.ts';
import { slashes } from '../../items/pathText.ts';
import { ItemError } from '../../items/provider.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { CORE } from '../getCommand.ts';
import { findModule, forgetMembers, importMembers, importTarget, loadModule, manifestOf } from './loading.ts';
import { BUILT_IN, ModuleInfo, builtIn } from './moduleInfo.ts';

export const importModule = cmdlet({
  name: 'Import-Module', aliases: ['ipmo'], module: CORE, synopsis: 'Loads modules.',
  params: {
    Name: { type: arrayOf(T.Object), position: 0, mandatory: true, from: 'pipeline', aliases: ['ModuleInfo', 'FullyQualifiedName', 'Assembly'], help: 'Names, paths, or module objects.' },
    Global: { type: T.Switch },
    Prefix: { type: T.String },
    Function: { type: arrayOf(T.String), allowEmpty: true },
    Cmdlet: { type: arrayOf(T.String), allowEmpty: true },
    Variable: { type: arrayOf(T.String), allowEmpty: true },
    Alias: { type: arrayOf(T.String), allowEmpty: true },
    Force: { type: T.Switch },
    PassThru: { type: T.Switch },
    AsCustomObject: { type: T.Switch },
    MinimumVersion: { type: T.Version, aliases: ['Version'] },
    MaximumVersion: { type: T.String },
    RequiredVersion: { type: T.Version },
    ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], allowNull: true },
    DisableNameChecking: { type: T.Switch },
    NoClobber: { type: T.Switch },
    Scope: { type: T.String, validate: [{ set: ['Local', 'Global'] }] },
    SkipEditionCheck: { type: T.Switch },
    UseWindowsPowerShell: { type: T.Switch, aliases: ['UseWinPS'] },
  },
  run: (p, ctx) => ({
    process() {
      const target = importTarget(ctx, p.Global === true || /^global$/i.test(p.Scope ?? ''));
      for (const given of p.Name) {
        const specified = direct(given, 'ModuleName'), name = given instanceof ModuleInfo ? given.name : toText(specified === MISSING ? given : specified);
        const known = BUILT_IN.find((b) => fold(b) === fold(name));
        // In a file of tests its words are there already.
        if (fold(name) === 'pester' && ctx.session.cmdlets.has('describe')) continue;
        if (known !== undefined) { if (p.PassThru === true) ctx.write(builtIn(known)); continue; }
        const bounds = [['MinimumVersion', p.MinimumVersion?.toString()], ['MaximumVersion', p.MaximumVersion], ['RequiredVersion', p.RequiredVersion?.toString()]].flatMap(([bound, value]) => (bound === undefined || value === undefined ? [] : [{ name: bound, value }]));
        const state = given instanceof ModuleInfo ? given.state : loaded(ctx, name, p.Force === true, p.ArgumentList ?? [], bounds);
        if (state === undefined) continue;
        const functions = p.Function ?? (p.Variable !== undefined || p.Alias !== undefined || p.Cmdlet !== undefined ? [] : undefined);
        ctx.session.modules.set(fold(state.name), state);
        importMembers(state, target, { prefix: p.Prefix ?? '', functions, aliases: p.Alias ?? (functions === undefined ? undefined : []), variables: p.Variable }, (what) => { ctx.verbose(`Importing ${what}.`); });
        if (p.PassThru === true) ctx.write(new ModuleInfo(state, manifestOf(state)));
      }
    },
  }),
});
/** The module: the one loaded already, or freshly from its file; undefined (with the error written) where there is none. */
function loaded(ctx: CmdletContext, name: string, force: boolean, args: readonly Value[], bounds: readonly { readonly name: string; readonly value: string }[]): ModuleState | undefined {
  const path = attempt(ctx, () => ctx.host.files === undefined ? undefined : findModule(ctx, name));
  const before = [...ctx.session.modules.values()].find((m) => (path === undefined ? fold(m.name) === fold(name) : m.path === path));
  if (before !== undefined && !force) return before;
  if (path === undefined) {
    const remote = ctx.session.importRemote?.(name, bounds);
    if (remote === undefined) { notFound(ctx, name); return undefined; }
    ctx.session.commandVersion += 1;
    return remote;
  }
  if (before !== undefined) { forgetMembers(before, ctx.session.global); forgetMembers(before, importTarget(ctx, false)); }
  ctx.verbose(`Loading module from path '${path}'.`);
  return attempt(ctx, () => {
    const out = new CallbackWriter((v) => { ctx.write(v); });
    return loadModule(ctx, path, out, args, (manifest, folder, file) => {
      for (const required of toItems(manifest.get('RequiredModules') ?? undefined)) require(ctx, required, folder, file);
      for (const script of toItems(manifest.get('ScriptsToProcess') ?? undefined)) {
        const at = portOf(ctx).resolve(folder, slashes(toText(script), portOf(ctx).separator)), caller = importTarget(ctx, false);
        runIn(caller, ctx.session.parseBlock(decodeText(portOf(ctx).read(at)), at), null, out, ctx.session.current.streams, []);
      }
    });
  });
}
/** Modules that are being loaded for others: two that need each other are loaded once. */
const under = new WeakMap<object, Set<string>>();
/** Loads a module that another one needs, for all; throws an ItemError where there is none. */
function require(ctx: CmdletContext, required: Value, folder: string, manifest: string): void {
  const { session } = ctx, named = direct(required, 'ModuleName'), name = toText(named === MISSING ? required : named), files = portOf(ctx);
  const isPath = /[\\/]/.test(name), path = findModule(ctx, isPath ? files.resolve(folder, slashes(name, files.separator)) : name);
  const isLoaded = [...session.modules.values()].some((m) => (path === undefined ? fold(m.name) === fold(name) : m.path === path));
  if (isLoaded || BUILT_IN.some((m) => fold(m) === fold(name))) return;
  if (path === undefined) {
    if (!isPath && session.importRemote?.(name, []) !== undefined) { session.commandVersion += 1; return; }
    throw new ItemError({ id: 'Modules_InvalidManifest', category: 'ResourceUnavailable', target: manifest, exception: 'System.MissingMemberException', message: `The required module '${name}' is not loaded. Load the module or remove the module from 'RequiredModules' in the file '${manifest}'.` });
  }
  const loading = under.get(session) ?? new Set<string>();
  under.set(session, loading);
  if (loading.has(path)) return;
  loading.add(path);
  try {
    const state = loaded(ctx, path, false, [], []);
    if (state === undefined) return;
    session.modules.set(fold(state.name), state);
    importMembers(state, session.global, { prefix: '', functions: undefined }, (what) => { ctx.verbose(`Importing ${what}.`); });
  } finally { loading.delete(path); }
}
function notFound(ctx: CmdletContext, name: string): void {
  ctx.writeError({
    id: 'Modules_ModuleNotFound', category: 'ResourceUnavailable', target: name, exception: 'System.IO.FileNotFoundException',
    message: `The specified module '${name}' was not loaded because no valid module file was found in any module directory.`,
  });
}
