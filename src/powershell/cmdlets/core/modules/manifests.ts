/** Test-ModuleManifest and Import-PowerShellDataFile. */
import { NOT_EMPTY, cmdlet } from '../../../runtime/cmdlet.ts';
import { toItems } from '../../../runtime/convert/enumerate.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { ModuleState } from '../../../runtime/run/session.ts';
import { T } from '../../../runtime/types/t.ts';
import { fold } from '../../../runtime/values/folding.ts';
import { portOf } from '../../items/fileSystem/fileSystem.ts';
import { slashes } from '../../items/paths/pathText.ts';
import { BY_PATH_PARAMS, attempt } from '../../items/paths/itemSteps.ts';
import { hasWildcard } from '../../../runtime/operators/wildcard.ts';
import { ItemError } from '../../items/providers/provider.ts';
import { placeOf, matchingPlaces } from '../../items/paths/paths.ts';
import { CORE } from '../getCommand.ts';
import { checkManifest } from './checkManifest.ts';
import { firstTable, readDataFile } from './dataFile.ts';
import { besideManifest, findModule, namesAllExports } from './loading.ts';
import { BUILT_IN, ModuleInfo } from './moduleInfo.ts';
import { compareVersions, wantedModule } from './specification.ts';

export const importPowerShellDataFile = cmdlet({
  name: 'Import-PowerShellDataFile', defaultSet: 'ByPath', synopsis: 'Reads the table of a data file.', params: { Path: { ...BY_PATH_PARAMS.Path, validate: NOT_EMPTY }, LiteralPath: { ...BY_PATH_PARAMS.LiteralPath, position: { ByLiteralPath: 0 }, validate: NOT_EMPTY }, SkipLimitCheck: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      for (const given of p.LiteralPath ?? p.Path ?? []) {
        const found = p.LiteralPath === undefined && hasWildcard(given) ? matchingPlaces(ctx, given) : [];
        for (const { path } of found.length > 0 ? found : [placeOf(ctx, given)]) { const table = firstTable(ctx, path, given, p.SkipLimitCheck !== true); if (table !== undefined) ctx.write(table); }
      }
    },
  }),
});
export const testModuleManifest = cmdlet({
  name: 'Test-ModuleManifest', module: CORE, synopsis: 'Checks a manifest.', params: { Path: { type: T.String, position: 0, mandatory: true, from: 'both' } },
  run: (p, ctx) => ({
    process() {
      const { path } = placeOf(ctx, p.Path), files = portOf(ctx);
      if (files.stat(path) === undefined) {
        ctx.writeError({ id: 'Modules_ModuleNotFound', category: 'ResourceUnavailable', target: p.Path, exception: 'System.IO.FileNotFoundException', message: `The specified module '${p.Path}' was not loaded because no valid module file was found in any module directory.` });
        return;
      }
      if (!/\.psd1$/i.test(path)) ctx.fail({ id: 'Modules_InvalidModuleManifestPath', category: 'InvalidArgument', target: p.Path, exception: 'System.InvalidOperationException', message: `The module manifest path '${path}' is not valid. The value of the Path argument must resolve to a single file that has a '.psd1' extension. Change the value of the Path argument to point to a valid psd1 file, and then try again.` });
      attempt(ctx, () => {
        const manifest = readDataFile(ctx, path), leaf = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1), folder = files.resolve(path, '..');
        checkManifest(manifest, path);
        const state = new ModuleState(leaf.replace(/\.psd1$/i, '')), root = manifest.get('RootModule') ?? null;
        state.path = path;
        state.version = toText(manifest.get('ModuleVersion') ?? '0.0');
        state.description = toText(manifest.get('Description') ?? '');
        for (const [section, key] of [['functions', 'FunctionsToExport'], ['aliases', 'AliasesToExport']] as const) for (const name of toItems(manifest.get(key) ?? undefined).map(toText)) if (!hasWildcard(name)) state.exported[section].set(fold(name), { kind: 'Function', name } as never);
        const isThere = (name: string): boolean => ['', '.psm1', '.psd1', '.cdxml', '.dll'].some((end) => files.stat(besideManifest(files, folder, name + end)) !== undefined);
        const report = (id: string, exception: string, category: 'InvalidArgument' | 'ObjectNotFound', message: string): void => { ctx.writeError({ id, category, target: p.Path, exception, message }); };
        if (root !== null && toText(root) !== '' && !isThere(toText(root))) report('Modules_InvalidRootModuleInModuleManifest', 'System.ArgumentException', 'InvalidArgument', `The module manifest '${toText(root)}' could not be processed because it is not a valid PowerShell module manifest file. Remove the elements that are not permitted: ${path}`);
        const invalid = (key: string, name: string): void => { report(`Modules_Invalid${key === 'FileList' ? 'FilePath' : key === 'NestedModules' ? 'NestedModule' : key}inModuleManifest`, 'System.IO.DirectoryNotFoundException', 'ObjectNotFound', `The specified ${key} entry '${name}' in the module manifest '${path}' is invalid. Try again after updating this entry with valid values.`); };
        const isKnown = (name: string): boolean => findModule(ctx, name) !== undefined || BUILT_IN.some((b) => fold(b) === fold(name)) || ctx.session.modules.has(fold(name));
        const namesOf = (key: string): string[] => toItems(manifest.get(key) ?? undefined).map((v) => wantedModule(v)?.name ?? toText(v));
        // What the manifest cannot be read without ends it (LoadModuleManifest).
        const member = (key: string, why: string): never => { throw new ItemError({ id: 'Modules_InvalidManifest', category: 'ResourceUnavailable', target: path, exception: 'System.ArgumentException', message: `The member '${key}' in the module manifest is not valid: ${why}. Verify that a valid value is specified for this field in the '${path}' file.` }); };
        for (const [key, end] of [['TypesToProcess', '.ps1xml'], ['FormatsToProcess', '.ps1xml'], ['ScriptsToProcess', '.ps1']] as const) for (const name of namesOf(key)) {
          const full = besideManifest(files, folder, name);
          if (!fold(name).endsWith(end)) member(key, `The extension of the file '${name}' is not valid. It has to be '${end}'.`);
          if (files.stat(full) === undefined) member(key, `Cannot find path '${full}' because it does not exist.`);
        }
        if (/\.psd1$/i.test(toText(root))) member('RootModule', `The module '${toText(root)}' is a manifest, which cannot be the root of a module`);
        for (const name of namesOf('RequiredAssemblies')) if (!isThere(name) && !/^(System|Microsoft)\.|,\s*PublicKeyToken=/i.test(name)) report('Modules_InvalidRequiredAssembliesInModuleManifest', 'System.IO.DirectoryNotFoundException', 'ObjectNotFound', `The specified RequiredAssemblies entry '${name}' in the module manifest '${path}' is invalid. Try again after updating this entry with valid values.`);
        for (const name of namesOf('ModuleList')) if (!isThere(name) && !isKnown(name)) invalid('ModuleList', name);
        if (toItems(manifest.get('CompatiblePSEditions') ?? undefined).length > 0 && compareVersions(toText(manifest.get('PowerShellVersion') ?? '0.0'), '5.1') < 0) report('Modules_InvalidPowerShellVersionInModuleManifest', 'System.ArgumentException', 'InvalidArgument', `The module manifest '${path}' is specified with the CompatiblePSEditions key which is supported only on PowerShell version '5.1' or higher. Update the value of the PowerShellVersion key to '5.1' or higher, and try again.`);
        const nested: ModuleState[] = [];
        for (const name of namesOf('NestedModules')) { const part = new ModuleState(name.replace(/^.*[\\/]|\.[a-z]+1?$/gi, '')); part.path = files.resolve(folder, slashes(name, files.separator)); nested.push(part); }
        state.nested = nested;
        for (const name of namesOf('NestedModules')) if (!isThere(name) && findModule(ctx, name) === undefined) invalid('NestedModules', name);
        for (const name of namesOf('RequiredModules')) if (!isKnown(name)) invalid('RequiredModules', name);
        for (const name of namesOf('FileList')) if (!isThere(name)) invalid('FileList', name);
        if (root !== null && !namesAllExports(manifest)) ctx.verbose(`Loading module from path '${files.resolve(folder, toText(root))}'.`);
        ctx.write(new ModuleInfo(state, manifest));
      });
    },
  }),
});
