/** What a module exports, as far as its texts tell without being run: functions and workflows of its script files. */
import { calledName } from '../../powershell/index.ts';
import { likeAny } from './likeText.ts';
import { isElsewhere, ManifestFile, refusal } from './manifestFile.ts';
import { ModuleSources } from './moduleSources.ts';
import type { ModuleFiles } from './moduleZip.ts';
import { ScriptReach, type FoundFunction } from './scriptReach.ts';

export interface ExportedFunction extends FoundFunction { /** With the prefix that the manifest gives to all that are imported; global ones are there already. */ readonly name: string }

/** The exported functions; of a function that is defined twice, the last. */
export function exportedFunctions(module: ModuleFiles): readonly ExportedFunction[] {
  const sources = new ModuleSources(module), manifest = sources.find(`${module.name}.psd1`), script = sources.find(`${module.name}.psm1`);
  const functions = manifest !== undefined ? ofManifest(sources, manifest, new Map([[manifest, []]])) : script === undefined ? [] : ofScript(sources, script);
  const last = new Map(functions.map((found) => [calledName(found.node).name.toLowerCase(), found]));
  const prefix = manifest === undefined ? undefined : new ManifestFile(sources, manifest).texts('DefaultCommandPrefix')?.[0];
  return [...last.values()].map((found) => ({ ...found, name: prefixed(calledName(found.node).name, /^global:/i.test(found.node.name) ? '' : prefix) }));
}

/** `Get-It` with the prefix `My` is `Get-MyIt` (about_Module_Manifests, DefaultCommandPrefix). */
const prefixed = (name: string, prefix = ''): string => (prefix === '' ? name : /^[^-–—―]+[-–—―]./u.test(name) ? name.replace(/[-–—―]/u, `-${prefix.replaceAll('$', '$$$$')}`) : prefix + name);

/** `known`: of the manifests and scripts that were read already. Manifests that name one another add nothing. */
function ofManifest(sources: ModuleSources, path: string, known: Map<string, readonly FoundFunction[]>): readonly FoundFunction[] {
  const manifest = new ManifestFile(sources, path), { folder } = manifest;
  const parts = (manifest.texts('NestedModules') ?? []).map((name) => partOf(sources, folder, name, 'in NestedModules'));
  const scripts = new Set([...manifest.root === '' ? [] : [partOf(sources, folder, manifest.root, 'as the root module')], ...parts].filter((file) => file !== undefined));
  // Each once, however many manifests lead to it.
  const functions = [...new Set([...scripts].flatMap((script) => {
    const before = known.get(script);
    if (before !== undefined || !/\.ps(?:d1|m?1)$/i.test(script)) return before ?? [];
    known.set(script, []);
    const found = /\.psd1$/i.test(script) ? ofManifest(sources, script, known) : ofScript(sources, script);
    known.set(script, found);
    return found;
  }))];
  const patterns = manifest.texts('FunctionsToExport');
  return patterns === undefined ? functions : exported([...functions, ...named(sources, functions, patterns)], patterns);
}

/** What PowerShell takes for the file of a module (ModuleIntrinsics.PSModuleProcessableExtensions; .xaml in Windows PowerShell 3 to 5). */
const MODULE_ENDINGS = ['.psm1', '.psd1', '.cdxml', '.xaml', '.dll', '.exe', '.ps1'];
const endsAsModule = (name: string): boolean => MODULE_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending));

/**
 * The file of a module that a manifest names: without its ending too, and as a folder with a module of its name (LoadModuleNamedInManifest). Undefined for one that is
 * not in the zip, and may be where it is imported: a nested module by its name alone, or in a place outside this module. A root module is looked for nowhere else.
 */
function partOf(sources: ModuleSources, folder: string, name: string, field: 'as the root module' | 'in NestedModules'): string | undefined {
  const refuse = (why: string): never => { throw refusal(`its manifest names '${name.slice(0, 200)}' ${field}, and ${why}.`); };
  if (/[*?[\]]/.test(name)) refuse('wildcards are not allowed there');
  const leaf = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const found = ['', ...MODULE_ENDINGS, ...['.psd1', ...MODULE_ENDINGS].map((ending) => `/${leaf}${ending}`)].map((ending) => sources.find(folder + name + ending)).find((path) => path !== undefined);
  if (found !== undefined) return endsAsModule(found) ? found : refuse("that file is none of a module: those end in '.psm1', '.psd1', '.ps1', '.dll' or '.cdxml'");
  if (field === 'as the root module') return refuse('the zip holds no such file');
  const isOfWorker = isElsewhere(name) || isElsewhere(folder + name) || !endsAsModule(name) || (leaf === name && /\.(?:dll|exe)$/i.test(name));
  return isOfWorker ? undefined : refuse('the zip holds no such file');
}

function ofScript(sources: ModuleSources, path: string): readonly FoundFunction[] {
  sources.parseWhole(path);
  const reach = new ScriptReach(sources);
  reach.run(path);
  const { functions, exports } = reach;
  return exports === undefined ? functions : exported([...functions, ...named(sources, functions, exports)], exports);
}

const exported = (functions: readonly FoundFunction[], patterns: readonly string[]): readonly FoundFunction[] => {
  const isExported = likeAny(patterns);
  return functions.filter(({ node }) => isExported(calledName(node).name));
};

/** Functions that are exported by their names and stand in scripts of which the module's text does not tell that they are run. */
function named(sources: ModuleSources, functions: readonly FoundFunction[], names: readonly string[]): readonly FoundFunction[] {
  const known = new Set(functions.map(({ node }) => calledName(node).name.toLowerCase()));
  const missing = names.map((name) => name.toLowerCase()).filter((name) => name !== '' && !/[*?]/.test(name) && !known.has(name));
  return missing.length === 0 ? [] : exported(sources.unreadWith(new Set(missing)).flatMap((path) => new ScriptReach(sources).run(path)), missing);
}
