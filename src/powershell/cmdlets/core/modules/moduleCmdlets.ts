/** Get-Module, Remove-Module, Export-ModuleMember and New-Module. */
import { NOT_EMPTY, NOT_NULL, cmdlet } from '../../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { toItems } from '../../../runtime/convert/enumerate.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { hasWildcard, wildcard } from '../../../runtime/operators/wildcard.ts';
import { ModuleState } from '../../../runtime/run/session.ts';
import { CallbackWriter, nullWriter } from '../../../runtime/run/pipeline/writers.ts';
import { T, arrayOf } from '../../../runtime/types/t.ts';
import { PowerShellError } from '../../../runtime/values/errorRecord.ts';
import { fold } from '../../../runtime/values/folding.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { Guid } from '../../../runtime/values/guid.ts';
import { CORE } from '../getCommand.ts';
import { attempt } from '../../items/paths/itemSteps.ts';
import { portOf } from '../../items/fileSystem/fileSystem.ts';
import { resolvePlaces } from '../../items/paths/paths.ts';
import { readDataFile } from './dataFile.ts';
import { dropModuleFiles } from '../../types/dataFiles.ts';
import { dataFilesOf, exportMembers, findModule, forgetMembers, importMembers, importTarget, manifestOf, moduleFolders, modulesNamed, namesAllExports, runModule, saysExports, tellExports, tellImports } from './loading.ts';
import { ModuleSpecification, specificationType } from './specificationType.ts';
import { BUILT_IN, ModuleInfo, asCustomObject, builtIn, moduleType, pathOf, runOnRemove } from './moduleInfo.ts';
import { isWanted, notTogether, wantedModule } from './specification.ts';
import type { Wanted } from './specification.ts';

const ALL_PLACES = ['Loaded', 'Available', 'PsSession', 'CimSession'];
export const getModule = cmdlet({
  name: 'Get-Module', aliases: ['gmo'], module: CORE, defaultSet: 'Loaded', synopsis: 'Gets the modules that are loaded, or those that could be.',
  params: {
    Name: { type: arrayOf(T.String), sets: ALL_PLACES, position: { Loaded: 0, Available: 0, PsSession: 0, CimSession: 0 }, from: 'pipeline', validate: NOT_EMPTY }, FullyQualifiedName: { type: arrayOf(T.Object), sets: ALL_PLACES, from: 'property' }, All: { type: T.Switch, sets: ['Loaded', 'Available'] },
    ListAvailable: { type: T.Switch, sets: ['Available', 'PsSession', 'CimSession'], mandatory: ['Available'] }, Refresh: { type: T.Switch, sets: ['Available', 'PsSession', 'CimSession'] }, PSEdition: { type: T.String, sets: ['Available', 'PsSession'] }, SkipEditionCheck: { type: T.Switch, sets: ['Available', 'PsSession', 'CimSession'] },
    PSSession: { type: T.Object, sets: ['PsSession'], mandatory: ['PsSession'], validate: NOT_NULL }, CimSession: { type: T.Object, sets: ['CimSession'], mandatory: ['CimSession'], validate: NOT_NULL }, CimResourceUri: { type: T.Uri, sets: ['CimSession'], validate: NOT_NULL }, CimNamespace: { type: T.String, sets: ['CimSession'], validate: NOT_EMPTY },
  },
  run: (p, ctx) => ({
    process() {
      if (p.Name !== undefined && p.FullyQualifiedName !== undefined) ctx.fail(notTogether('NameAndFullyQualifiedName', 'Name', 'FullyQualifiedName'));
      const specs = p.FullyQualifiedName?.map((given) => wantedModule(given) ?? { name: toText(given) }) ?? (p.Name ?? ['*']).map((name): Wanted => ({ name }));
      for (const wanted of specs) {
        const hit = (n: string): boolean => wildcard(wanted.name).test(n), shown = new Set<string>();
        const available = p.ListAvailable === true && ctx.host.files !== undefined ? listed(ctx, wanted.name, hit) : [];
        for (const path of available) {
          const state = new ModuleState(leafOf(path)), manifest = /\.psd1$/i.test(path) ? attempt(ctx, () => readDataFile(ctx, path)) : undefined;
          const live = [...ctx.session.modules.values()].find((m) => m.path === path) ?? state;
          live.path = path;
          live.version = toText(manifest?.get('ModuleVersion') ?? '0.0');
          live.description = toText(manifest?.get('Description') ?? '');
          if (live === state) for (const [section, key] of [['functions', 'FunctionsToExport'], ['aliases', 'AliasesToExport']] as const) for (const name of toItems(manifest?.get(key) ?? undefined).map(toText)) if (!hasWildcard(name)) state.exported[section].set(fold(name), { kind: 'Function', name } as never);
          const root = manifest === undefined ? path : namesAllExports(manifest) ? '' : toText(manifest.get('RootModule') ?? manifest.get('ModuleToProcess') ?? '');
          if (/\.psm1$/i.test(root)) ctx.verbose(`Loading module from path '${portOf(ctx).resolve(path, '..', root)}'.`);
          if (isWanted(wanted, live.version)) { shown.add(path); ctx.write(new ModuleInfo(live, manifest)); }
        }
        // What lies here is what a script here would import.
        if (p.ListAvailable === true && (available.length === 0 || hasWildcard(wanted.name))) for (const state of ctx.session.modulesElsewhere?.(wanted.name) ?? []) {
          if (isWanted(wanted, state.version) && !available.some((path) => fold(leafOf(path)) === fold(state.name)) && !BUILT_IN.some((b) => fold(b) === fold(state.name))) ctx.write(new ModuleInfo(state, undefined));
        }
        if (p.ListAvailable !== true) for (const state of ctx.session.modules.values()) if (hit(state.name) && isWanted(wanted, state.version)) ctx.write(new ModuleInfo(state, manifestOf(state)));
        if (p.ListAvailable !== true && p.Name === undefined && p.FullyQualifiedName === undefined) continue;
        for (const b of BUILT_IN) if (hit(b) && isWanted(wanted, '7.0.0.0')) ctx.write(builtIn(b));
      }
    },
  }),
});
/** The name of a module by its file. */
const leafOf = (path: string): string => path.replace(/^.*[\\/]|\.[^.]*$/g, '');
/** Files of modules that could be loaded: by a path, a name, or a pattern over the folders of PSModulePath. */
function listed(ctx: CmdletContext, name: string, hit: (name: string) => boolean): readonly string[] {
  if (!hasWildcard(name)) return modulesNamed(ctx, name);
  if (/[\\/]/.test(name)) return [...new Set((attempt(ctx, () => resolvePlaces(ctx, name)) ?? []).flatMap(({ path }) => modulesNamed(ctx, path)))];
  const files = portOf(ctx), found = moduleFolders(ctx).flatMap((folder) => (files.stat(folder)?.isDirectory === true ? files.list(folder).filter((e) => e.isDirectory && hit(e.name)).flatMap((e) => modulesNamed(ctx, e.name)) : []));
  return [...new Set(found)];
}
/** Whether the manifest of a module says that it requires another one. */
const requires = (module: ModuleState, other: ModuleState): boolean => toItems(manifestOf(module)?.get('RequiredModules') ?? undefined).some((each) => { const name = wantedModule(each)?.name ?? ''; return fold(name.replace(/^.*[\\/]|\.psd1$/gi, '')) === fold(other.name); });
export const removeModule = cmdlet({
  name: 'Remove-Module', aliases: ['rmo'], module: CORE, supportsShouldProcess: true, synopsis: 'Takes modules out of the session.',
  params: {
    Name: { type: arrayOf(T.String), sets: ['name'], position: { name: 0 }, mandatory: true, from: 'pipeline' }, FullyQualifiedName: { type: arrayOf(specificationType), sets: ['FullyQualifiedName'], position: { FullyQualifiedName: 0 }, mandatory: true, from: 'pipeline' },
    ModuleInfo: { type: arrayOf(moduleType), sets: ['ModuleInfo'], position: { ModuleInfo: 0 }, mandatory: true, from: 'pipeline' }, Force: { type: T.Switch },
  },
  run: (p, ctx) => ({
    process() {
      const all = [...p.Name ?? [], ...p.FullyQualifiedName ?? [], ...p.ModuleInfo ?? []], nameOf = (given: Value): string => (given instanceof ModuleInfo ? given.name : given instanceof ModuleSpecification ? given.wanted.name : toText(given));
      // What goes with it needs it no more.
      const isGiven = (state: ModuleState): boolean => all.some((given) => wildcard(nameOf(given)).test(state.name));
      for (const given of all) {
        const wanted: Wanted = given instanceof ModuleSpecification ? given.wanted : { name: nameOf(given) }, isPath = /[\\/]/.test(wanted.name), path = isPath ? findModule(ctx, wanted.name) : undefined;
        const found = given instanceof ModuleInfo ? [[[...ctx.session.modules].find(([, s]) => s === given.state)?.[0] ?? '', given.state] as const] : [...ctx.session.modules].filter(([, s]) => (isPath ? s.path === path : wildcard(wanted.name).test(s.name)) && isWanted(wanted, s.version));
        if (found.length === 0) ctx.writeError({ id: 'Modules_NoModulesRemoved', category: 'ResourceUnavailable', exception: 'System.InvalidOperationException', message: 'No modules were removed. Verify that the specification of modules to remove is correct and those modules exist in the runspace.' });
        for (const [key, state] of found) {
          if (!ctx.shouldProcess(`${state.name} (Path: '${pathOf(new ModuleInfo(state, manifestOf(state)))}')`, 'Remove-Module')) continue;
          const needs = p.Force === true ? undefined : [...ctx.session.modules.values()].find((other) => requires(other, state) && !isGiven(other));
          if (needs !== undefined) { ctx.writeError({ id: 'Modules_ModuleIsRequired', category: 'PermissionDenied', target: new ModuleInfo(state, manifestOf(state)), exception: 'System.InvalidOperationException', message: `Unable to remove the module '${state.name}' because it is required by '${needs.name}'. Add the Force parameter to your command to remove the module.` }); continue; }
          // One that was made and not imported is in no table, and stays as it is (ModuleCmdletBase.RemoveModule).
          if (ctx.session.modules.get(key) !== state) continue;
          runOnRemove(ctx, state);
          const say = (what: string): void => { ctx.verbose(`Removing the imported ${what}.`); };
          forgetMembers(state, ctx.session.global, say);
          forgetMembers(state, importTarget(ctx, false), say);
          const manifest = manifestOf(state), folder = state.path.replace(/[\\/][^\\/]*$/, '');
          if (manifest !== undefined && (manifest.get('TypesToProcess') ?? manifest.get('FormatsToProcess')) != null) dropModuleFiles(ctx, [...dataFilesOf(ctx, manifest, folder, 'TypesToProcess'), ...dataFilesOf(ctx, manifest, folder, 'FormatsToProcess')]);
          ctx.session.modules.delete(key);
        }
      }
    },
  }),
});
export const exportModuleMember = cmdlet({
  name: 'Export-ModuleMember', module: CORE, synopsis: 'Says what a module exports.',
  params: {
    Function: { type: arrayOf(T.String), position: 0, from: 'both', allowEmpty: true }, Cmdlet: { type: arrayOf(T.String), from: 'property', allowEmpty: true },
    Variable: { type: arrayOf(T.String), from: 'property', validate: NOT_NULL }, Alias: { type: arrayOf(T.String), from: 'property', validate: NOT_NULL },
  },
  run: (p, ctx) => ({
    process() {
      const { module } = ctx.session.current;
      if (module.name === '') return ctx.fail({ id: 'Modules_CanOnlyExecuteExportModuleMemberInsideAModule', category: 'PermissionDenied', exception: 'System.InvalidOperationException', message: 'The Export-ModuleMember cmdlet can only be called from inside a module.' });
      for (const what of exportMembers(module, { functions: p.Function ?? [], aliases: p.Alias ?? [], variables: p.Variable ?? [] }, true)) ctx.verbose(`Exporting ${what}.`);
      return undefined;
    },
  }),
});
export const newModule = cmdlet({
  name: 'New-Module', aliases: ['nmo'], module: CORE, synopsis: 'Makes a module of a script block.',
  params: {
    Name: { type: T.String, sets: ['Name'], position: { Name: 0 }, mandatory: ['Name'], from: 'pipeline' },
    ScriptBlock: { type: T.ScriptBlock, sets: ['Name', 'ScriptBlock'], position: { ScriptBlock: 0, Name: 1 }, mandatory: true, validate: NOT_NULL },
    Function: { type: arrayOf(T.String), validate: NOT_NULL }, Cmdlet: { type: arrayOf(T.String), validate: NOT_NULL }, ReturnResult: { type: T.Switch }, AsCustomObject: { type: T.Switch },
    ArgumentList: { type: arrayOf(T.Object), aliases: ['Args'], remaining: true, allowNull: true },
  },
  defaultSet: 'ScriptBlock',
  run: (p, ctx) => ({
    end() {
      const id = Guid.fromBytes(ctx.host.random.bytes(16)).text, state = new ModuleState(p.Name ?? `__DynamicModule_${id}`);
      state.path = ctx.host.files?.resolve(ctx.session.location, id) ?? id;
      try { runModule(ctx, state, p.ScriptBlock, p.ReturnResult === true ? new CallbackWriter((v) => { ctx.write(v); }) : nullWriter, p.ArgumentList ?? []); } catch (e) {
        if (!(e instanceof PowerShellError)) throw e;
        // It is told as it was thrown, and there is no module (NewModuleCommand.EndProcessing).
        e.record.isOfNoCommand = true;
        ctx.writeError(e.record);
        return;
      }
      // -Function says what is exported, where the text does not.
      if (p.Function !== undefined && !saysExports(state)) for (const [folded, { name }] of state.exported.functions) if (!p.Function.some((pattern) => wildcard(pattern).test(name))) state.exported.functions.delete(folded);
      tellExports(ctx, state);
      if (p.AsCustomObject === true) {
        ctx.write(asCustomObject(state));
        return;
      }
      // It stands in no table of modules until Import-Module puts it there (NewModuleCommand.EndProcessing).
      importMembers(state, importTarget(ctx, false), { prefix: '', functions: p.Function }, tellImports(ctx, state, false));
      if (p.ReturnResult !== true) ctx.write(new ModuleInfo(state));
    },
  }),
});
