import { NOT_EMPTY, NOT_NULL, cmdlet } from '../../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { ModuleState } from '../../../runtime/run/session.ts';
import { CallbackWriter, nullWriter } from '../../../runtime/run/pipeline/writers.ts';
import { exception } from '../../../runtime/errors/raise.ts';
import { ErrorRecord, PowerShellError } from '../../../runtime/values/errorRecord.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { toItems } from '../../../runtime/convert/enumerate.ts';
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
import { besideManifest, brokenParts, dataFilesOf, findModule, forgetMembers, importMembers, importTarget, loadModule, manifestOf, ownPrefix, tellImports } from './loading.ts';
import { ModuleSpecification, specificationType } from './specificationType.ts';
import { BUILT_IN, ModuleInfo, asCustomObject, builtIn, moduleType, runOnRemove } from './moduleInfo.ts';
import { compareVersions, isWanted, notFoundText, requiredText, wantedModule } from './specification.ts';
import type { Wanted } from './specification.ts';

const BY_NAME = ['Name', 'PSSession', 'CimSession', 'WinCompat'], BY_SPECIFICATION = ['FullyQualifiedName', 'FullyQualifiedNameAndPSSession', 'FullyQualifiedNameAndWinCompat'];
const atFirst = (sets: readonly string[]): Readonly<Record<string, number>> => Object.fromEntries(sets.map((set) => [set, 0]));
/** The version of the modules that the engine has itself. */
const OWN_VERSION = '7.0.0.0';
export const importModule = cmdlet({
  name: 'Import-Module', aliases: ['ipmo'], module: CORE, defaultSet: 'Name', synopsis: 'Loads modules.',
  params: {
    Name: { type: arrayOf(T.String), sets: BY_NAME, position: atFirst(BY_NAME), mandatory: true, from: 'pipeline', help: 'Names or paths.' },
    FullyQualifiedName: { type: arrayOf(specificationType), sets: BY_SPECIFICATION, position: atFirst(BY_SPECIFICATION), mandatory: true, from: 'pipeline' },
    ModuleInfo: { type: arrayOf(moduleType), sets: ['ModuleInfo'], position: { ModuleInfo: 0 }, mandatory: true, from: 'pipeline' },
    // Assemblies have no cmdlets here; any object may be given, so none is taken from the pipeline.
    Assembly: { type: arrayOf(T.Assembly), sets: ['Assembly'], position: { Assembly: 0 }, mandatory: true },
    Global: { type: T.Switch },
    Prefix: { type: T.String, validate: NOT_NULL },
    Function: { type: arrayOf(T.String), validate: NOT_NULL },
    Cmdlet: { type: arrayOf(T.String), validate: NOT_NULL },
    Variable: { type: arrayOf(T.String), validate: NOT_NULL },
    Alias: { type: arrayOf(T.String), validate: NOT_NULL },
    Force: { type: T.Switch },
    PassThru: { type: T.Switch },
    AsCustomObject: { type: T.Switch },
    MinimumVersion: { type: T.Version, aliases: ['Version'], sets: BY_NAME },
    MaximumVersion: { type: T.String, sets: BY_NAME },
    RequiredVersion: { type: T.Version, sets: BY_NAME },
    ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], allowNull: true },
    DisableNameChecking: { type: T.Switch },
    NoClobber: { type: T.Switch, aliases: ['NoOverwrite'] },
    Scope: { type: T.String, validate: [{ set: ['Local', 'Global'] }] },
    SkipEditionCheck: { type: T.Switch, sets: ['Assembly', 'CimSession', 'FullyQualifiedName', 'FullyQualifiedNameAndPSSession', 'ModuleInfo', 'Name', 'PSSession'] },
    PSSession: { type: T.Object, sets: ['PSSession', 'FullyQualifiedNameAndPSSession'], mandatory: true, validate: NOT_NULL },
    CimSession: { type: T.Object, sets: ['CimSession'], mandatory: true, validate: NOT_NULL },
    CimResourceUri: { type: T.Uri, sets: ['CimSession'], validate: NOT_NULL },
    CimNamespace: { type: T.String, sets: ['CimSession'], validate: NOT_EMPTY },
    UseWindowsPowerShell: { type: T.Switch, aliases: ['UseWinPS'], sets: ['WinCompat', 'FullyQualifiedNameAndWinCompat'], mandatory: true },
  },
  run: (p, ctx) => ({
    process() {
      for (const remote of ['PSSession', 'CimSession', 'UseWindowsPowerShell'] as const) {
        if (p[remote] != null && p[remote] !== false) ctx.fail({ id: 'RemotingNotAvailable', category: 'NotImplemented', target: null, exception: 'System.Management.Automation.PSNotSupportedException', message: `Import-Module -${remote} cannot be done: the built-in engine has no sessions of other PowerShells. Import a script module, or run this part on a machine with PowerShell.` });
      }
      if (p.Global === true && p.Scope !== undefined) ctx.fail({ id: 'Modules_GlobalAndScopeParameterCannotBeSpecifiedTogether', category: 'InvalidOperation', target: null, exception: 'System.InvalidOperationException', message: "The 'Global' and 'Scope' parameters cannot be specified together. Remove one of these parameters, and then try running the command again." });
      if (p.Assembly !== undefined) ctx.fail({ id: 'AssembliesNotAvailable', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', target: p.Assembly?.[0] ?? null, message: 'Import-Module -Assembly cannot be done: the built-in engine runs no cmdlets of .NET assemblies. Import a script module, or run this part on a machine with PowerShell.' });
      const target = importTarget(ctx, p.Global === true || /^global$/i.test(p.Scope ?? ''));
      for (const given of [...p.Name ?? [], ...p.FullyQualifiedName ?? [], ...p.ModuleInfo ?? []]) {
        const spec: Wanted = given instanceof ModuleInfo ? { name: given.name } : given instanceof ModuleSpecification ? given.wanted : { name: toText(given) }, { name } = spec;
        const known = BUILT_IN.find((b) => fold(b) === fold(name));
        // In a file of tests its words are there already.
        if (fold(name) === 'pester' && ctx.session.cmdlets.has('describe')) continue;
        const min = p.MinimumVersion?.toString(), max = p.MaximumVersion, exact = p.RequiredVersion?.toString();
        const wanted: Wanted = { ...spec, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...(exact === undefined ? {} : { exact }) };
        if (min !== undefined && max !== undefined && exact === undefined && compareVersions(max.replace(/\*$/, '999999999'), min) < 0) {
          ctx.fail({ id: 'ArgumentOutOfRange', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentOutOfRangeException', message: `Specified argument was out of the range of valid values. (Parameter 'The MinimumVersion '${min}' should not be greater than MaximumVersion '${max}'.')` });
        }
        if (known !== undefined && isWanted(wanted, OWN_VERSION)) { if (p.PassThru === true) ctx.write(builtIn(known)); continue; }
        const state = given instanceof ModuleInfo ? given.state : loaded(ctx, wanted, p.Force === true, p.ArgumentList ?? []);
        if (state === undefined) continue;
        const functions = p.Function ?? (p.Variable !== undefined || p.Alias !== undefined || p.Cmdlet !== undefined ? [] : undefined);
        ctx.session.modules.set(fold(state.name), state);
        if (p.AsCustomObject === true) { ctx.write(asCustomObject(state)); continue; }
        importMembers(state, target, { prefix: p.Prefix ?? ownPrefix(state), functions, cmdlets: p.Cmdlet === undefined ? functions : [...p.Cmdlet, ...(p.Function ?? [])], aliases: p.Alias ?? (functions === undefined ? undefined : []), variables: p.Variable ?? (functions === undefined ? undefined : []) }, tellImports(ctx, state, p.DisableNameChecking !== true));
        if (p.PassThru === true) ctx.write(new ModuleInfo(state, manifestOf(state)));
      }
    },
  }),
});
const boundsOf = ({ min, max, exact }: Wanted): { name: string; value: string }[] =>
  [['MinimumVersion', min], ['MaximumVersion', max], ['RequiredVersion', exact]].flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [{ name, value }]));
/** The module: the one loaded already, or freshly from its file; undefined (with the error written) where there is none. */
function loaded(ctx: CmdletContext, wanted: Wanted, force: boolean, args: readonly Value[]): ModuleState | undefined {
  const { name } = wanted, path = attempt(ctx, () => ctx.host.files === undefined ? undefined : findModule(ctx, name, wanted));
  const before = [...ctx.session.modules.values()].find((m) => (path === undefined ? fold(m.name) === fold(name) && isWanted(wanted, m.version) : m.path === path));
  // A manifest is read all the same; that its module is there shows then (ModuleCmdletBase.LoadModule).
  const isManifest = path !== undefined && /\.psd1$/i.test(path), tellLoad = (): void => { ctx.verbose(`Loading module from path '${path ?? ''}'.`); };
  if (before !== undefined && !force) { if (isManifest) tellLoad(); return before; }
  if (isManifest) tellLoad();
  if (path === undefined) {
    // The manifest whose version is another one was read for that.
    const other = /[\\/]/.test(name) && ctx.host.files !== undefined ? attempt(ctx, () => findModule(ctx, name)) : undefined;
    if (other !== undefined && /\.psd1$/i.test(other)) ctx.verbose(`Loading module from path '${other}'.`);
    const remote = ctx.session.importRemote?.(name, boundsOf(wanted));
    if (remote === undefined) { ctx.writeError({ ...notFoundText(wanted), category: 'ResourceUnavailable', target: name, exception: 'System.IO.FileNotFoundException' }); return undefined; }
    ctx.session.commandVersion += 1;
    return remote;
  }
  // The one that goes says goodbye first, as with Remove-Module (ModuleCmdletBase.RemoveModule).
  if (before !== undefined) runOnRemove(ctx, before);
  if (before !== undefined) for (const place of [ctx.session.global, importTarget(ctx, false)]) forgetMembers(before, place, (what) => { ctx.verbose(`Removing the imported ${what}.`); });
  if (!isManifest) tellLoad();
  return attempt(ctx, () => {
    if (/\.ps1$/i.test(path)) {
      const script = new ModuleState(path.replace(/^.*[\\/]|\.[^.]*$/g, ''));
      script.path = path;
      dotSourced(ctx, path, false);
      return script;
    }
    // What its text writes is nobody's output.
    return withoutThrow(ctx, wanted, () => loadModule(ctx, path, nullWriter, args, (manifest, folder, file) => {
      for (const required of toItems(manifest.get('RequiredModules') ?? undefined)) require(ctx, required, folder, file);
      for (const script of toItems(manifest.get('ScriptsToProcess') ?? undefined)) {
        dotSourced(ctx, besideManifest(portOf(ctx), folder, toText(script), '.ps1'), true);
      }
      moduleData(ctx, manifest, folder);
    }));
  });
}
/** A script of a manifest, or one that is imported as if it were a module, runs in the scope of who imports. */
function dotSourced(ctx: CmdletContext, at: string, isPart: boolean): void {
  if (isPart) ctx.verbose(`Loading module from path '${at}'.`);
  ctx.verbose(`Dot-sourcing the script file '${at}'.`);
  runIn(importTarget(ctx, false), ctx.session.parseBlock(decodeText(portOf(ctx).read(at)), at), null, new CallbackWriter((v) => { ctx.write(v); }), ctx.session.current.streams, []);
}
/**
 * What ends the text of a module ends the import: a throw as an error of Import-Module's own, anything else is written and the module is one that
 * was not found (ModuleCmdletBase.LoadModule).
 */
function withoutThrow(ctx: CmdletContext, wanted: Wanted, load: () => ModuleState): ModuleState | undefined {
  try { return load(); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    const { record } = e;
    // What the import itself refuses, as a manifest that is none.
    if (record.invocation === null && record.position === undefined) throw e;
    if (e.isThrow) {
      ctx.session.logError(record);
      return ctx.failAs(record);
    }
    // The list has the error of the statement, and what is written of it.
    if (!e.isPreferenceStop && !e.isOfCmdlet && record.category !== 'ParserError') ctx.session.logError(record);
    ctx.writeError(e.isPreferenceStop || e.isOfCmdlet ? record : standIn(record));
    ctx.writeError(brokenParts.get(e) ?? { ...notFoundText(wanted), category: 'ResourceUnavailable', target: wanted.name, exception: 'System.IO.FileNotFoundException' });
    return undefined;
  }
}
/** The record as its exception holds it: one of no command, with a stand-in for that exception. */
function standIn(record: ErrorRecord): ErrorRecord {
  const made = new ErrorRecord(exception('System.Management.Automation.ParentContainsErrorRecordException', record.message), record.errorId, record.category, record.targetObject);
  made.position = record.position;
  made.stackTrace = record.stackTrace;
  made.isOfNoCommand = true;
  return made;
}
/** The type and format files of a manifest. */
function moduleData(ctx: CmdletContext, manifest: Dictionary, folder: string): void {
  const types = dataFilesOf(ctx, manifest, folder, 'TypesToProcess'), formats = dataFilesOf(ctx, manifest, folder, 'FormatsToProcess');
  if (types.length > 0 || formats.length > 0) addModuleFiles(ctx, types, formats);
}
const leafName = (path: string): string => path.replace(/^.*[\\/]|\.psd1$/gi, '');
/** Modules that are being loaded for others. */
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
  // Two that need each other cannot be had (ModuleCmdletBase.HasRequiredModulesCyclicReference).
  if (loading.has(path)) throw new ItemError({ id: 'Modules_InvalidManifest', category: 'ResourceUnavailable', target: manifest, exception: 'System.MissingMemberException', message: `The required module '${leafName(manifest)}' is not loaded. The module '${leafName(manifest)}' has a requiredModule '${name}' in its module manifest '${manifest}' that points to a cyclic dependency.` });
  loading.add(path);
  try {
    const state = loaded(ctx, { name: path }, false, []);
    if (state === undefined) return;
    session.modules.set(fold(state.name), state);
    importMembers(state, session.global, { prefix: '', functions: undefined }, (what) => { ctx.verbose(`Importing ${what}.`); });
  } finally { loading.delete(path); }
}
