import { cmdlet } from '../../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import type { ModuleState } from '../../../runtime/run/session.ts';
import { CallbackWriter } from '../../../runtime/run/pipeline/writers.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { toItems } from '../../../runtime/convert/enumerate.ts';
import { typeOf } from '../../../runtime/types/typeOf.ts';
import { T, arrayOf } from '../../../runtime/types/t.ts';
import { fold } from '../../../runtime/values/folding.ts';
import { runIn } from '../../../runtime/run/blocks.ts';
import { decodeText } from '../../items/fileSystem/encodings.ts';
import { portOf } from '../../items/fileSystem/fileSystem.ts';
import { addModuleFiles } from '../../types/dataFiles.ts';
import { attempt } from '../../items/paths/itemSteps.ts';
import { slashes } from '../../items/paths/pathText.ts';
import { ItemError } from '../../items/providers/provider.ts';
import type { Dictionary } from '../../../runtime/values/dictionary.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { CORE } from '../getCommand.ts';
import { dataFilesOf, findModule, forgetMembers, importMembers, importTarget, loadModule, manifestOf, ownPrefix, tellImports } from './loading.ts';
import { BUILT_IN, ModuleInfo, asCustomObject, builtIn } from './moduleInfo.ts';
import { isWanted, notFoundText, requiredText, wantedModule } from './specification.ts';
import type { Wanted } from './specification.ts';

export const importModule = cmdlet({
  name: 'Import-Module', aliases: ['ipmo'], module: CORE, defaultSet: 'Name', synopsis: 'Loads modules.',
  params: {
    Name: { type: arrayOf(T.Object), sets: ['Name'], position: { Name: 0 }, mandatory: true, from: 'pipeline', aliases: ['ModuleInfo', 'FullyQualifiedName'], help: 'Names, paths, or module objects.' },
    Assembly: { type: arrayOf(T.Object), sets: ['Assembly'], position: { Assembly: 0 }, mandatory: true, from: 'pipeline' },
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
    NoClobber: { type: T.Switch, aliases: ['NoOverwrite'] },
    Scope: { type: T.String, validate: [{ set: ['Local', 'Global'] }] },
    SkipEditionCheck: { type: T.Switch },
    UseWindowsPowerShell: { type: T.Switch, aliases: ['UseWinPS'] },
  },
  run: (p, ctx) => ({
    process() {
      if (p.Assembly !== undefined || p.Name === undefined) ctx.fail({ id: 'AssembliesNotAvailable', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', target: p.Assembly?.[0] ?? null, message: 'Import-Module -Assembly cannot be done: the built-in engine runs no cmdlets of .NET assemblies. Import a script module, or run this part on a machine with PowerShell.' });
      const target = importTarget(ctx, p.Global === true || /^global$/i.test(p.Scope ?? ''));
      for (const given of p.Name) {
        const spec = given instanceof ModuleInfo ? { name: given.name } : wantedModule(given) ?? notBound(ctx, given), { name } = spec;
        const known = BUILT_IN.find((b) => fold(b) === fold(name));
        // In a file of tests its words are there already.
        if (fold(name) === 'pester' && ctx.session.cmdlets.has('describe')) continue;
        if (known !== undefined) { if (p.PassThru === true) ctx.write(builtIn(known)); continue; }
        const min = p.MinimumVersion?.toString(), max = p.MaximumVersion, exact = p.RequiredVersion?.toString();
        const wanted: Wanted = { ...spec, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...(exact === undefined ? {} : { exact }) };
        const state = given instanceof ModuleInfo ? given.state : loaded(ctx, wanted, p.Force === true, p.ArgumentList ?? []);
        if (state === undefined) continue;
        const functions = p.Function ?? (p.Variable !== undefined || p.Alias !== undefined || p.Cmdlet !== undefined ? [] : undefined);
        ctx.session.modules.set(fold(state.name), state);
        if (p.AsCustomObject === true) { ctx.write(asCustomObject(state)); continue; }
        importMembers(state, target, { prefix: p.Prefix ?? ownPrefix(state), functions, cmdlets: p.Cmdlet === undefined ? functions : [...p.Cmdlet, ...(p.Function ?? [])], aliases: p.Alias ?? (functions === undefined ? undefined : []), variables: p.Variable }, tellImports(ctx, state, p.DisableNameChecking !== true));
        if (p.PassThru === true) ctx.write(new ModuleInfo(state, manifestOf(state)));
      }
    },
  }),
});
/** A table that says of no module which versions are wanted. */
const notBound = (ctx: CmdletContext, given: Value): never => ctx.fail({
  id: 'CannotConvertArgumentNoMessage', category: 'InvalidArgument', exception: 'System.Management.Automation.ParameterBindingException', target: null,
  message: `Cannot bind parameter 'FullyQualifiedName'. Cannot convert the "${toText(given)}" value of type "${typeOf(given).name}" to type "Microsoft.PowerShell.Commands.ModuleSpecification".`,
});
const boundsOf = ({ min, max, exact }: Wanted): { name: string; value: string }[] =>
  [['MinimumVersion', min], ['MaximumVersion', max], ['RequiredVersion', exact]].flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [{ name, value }]));
/** The module: the one loaded already, or freshly from its file; undefined (with the error written) where there is none. */
function loaded(ctx: CmdletContext, wanted: Wanted, force: boolean, args: readonly Value[]): ModuleState | undefined {
  const { name } = wanted, path = attempt(ctx, () => ctx.host.files === undefined ? undefined : findModule(ctx, name, wanted));
  const before = [...ctx.session.modules.values()].find((m) => (path === undefined ? fold(m.name) === fold(name) && isWanted(wanted, m.version) : m.path === path));
  if (before !== undefined && !force) return before;
  if (path === undefined) {
    const remote = ctx.session.importRemote?.(name, boundsOf(wanted));
    if (remote === undefined) { ctx.writeError({ ...notFoundText(wanted), category: 'ResourceUnavailable', target: name, exception: 'System.IO.FileNotFoundException' }); return undefined; }
    ctx.session.commandVersion += 1;
    return remote;
  }
  if (before !== undefined) for (const place of [ctx.session.global, importTarget(ctx, false)]) forgetMembers(before, place, (what) => { ctx.verbose(`Removing the imported ${what}.`); });
  ctx.verbose(`Loading module from path '${path}'.`);
  return attempt(ctx, () => {
    const out = new CallbackWriter((v) => { ctx.write(v); });
    return loadModule(ctx, path, out, args, (manifest, folder, file) => {
      for (const required of toItems(manifest.get('RequiredModules') ?? undefined)) require(ctx, required, folder, file);
      for (const script of toItems(manifest.get('ScriptsToProcess') ?? undefined)) {
        const at = portOf(ctx).resolve(folder, slashes(toText(script), portOf(ctx).separator)), caller = importTarget(ctx, false);
        runIn(caller, ctx.session.parseBlock(decodeText(portOf(ctx).read(at)), at), null, out, ctx.session.current.streams, []);
      }
      moduleData(ctx, manifest, folder);
    });
  });
}
/** The type and format files of a manifest. */
function moduleData(ctx: CmdletContext, manifest: Dictionary, folder: string): void {
  const types = dataFilesOf(ctx, manifest, folder, 'TypesToProcess'), formats = dataFilesOf(ctx, manifest, folder, 'FormatsToProcess');
  if (types.length > 0 || formats.length > 0) addModuleFiles(ctx, types, formats);
}
/** Modules that are being loaded for others: two that need each other are loaded once. */
const under = new WeakMap<object, Set<string>>();
/** Loads a module that another one needs, for all; throws an ItemError where there is none. */
function require(ctx: CmdletContext, required: Value, folder: string, manifest: string): void {
  const { session } = ctx, wanted = wantedModule(required) ?? { name: toText(required) }, { name } = wanted, files = portOf(ctx);
  const isPath = /[\\/]/.test(name), path = findModule(ctx, isPath ? files.resolve(folder, slashes(name, files.separator)) : name, wanted);
  const isLoaded = [...session.modules.values()].some((m) => (path === undefined ? fold(m.name) === fold(name) && isWanted(wanted, m.version) : m.path === path));
  if (isLoaded || BUILT_IN.some((m) => fold(m) === fold(name))) return;
  if (path === undefined) {
    const remote = isPath ? undefined : session.importRemote?.(name, []);
    if (remote !== undefined) {
      session.modules.set(fold(remote.name), remote);
      importMembers(remote, session.global, { prefix: '', functions: undefined }, () => undefined);
      return;
    }
    throw new ItemError({ id: 'Modules_InvalidManifest', category: 'ResourceUnavailable', target: manifest, exception: 'System.MissingMemberException', message: requiredText(wanted, manifest) });
  }
  const loading = under.get(session) ?? new Set<string>();
  under.set(session, loading);
  if (loading.has(path)) return;
  loading.add(path);
  try {
    const state = loaded(ctx, { name: path }, false, []);
    if (state === undefined) return;
    session.modules.set(fold(state.name), state);
    importMembers(state, session.global, { prefix: '', functions: undefined }, (what) => { ctx.verbose(`Importing ${what}.`); });
  } finally { loading.delete(path); }
}
