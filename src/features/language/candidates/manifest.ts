import { manifestFileAt, manifestTable, nameText } from '../../../powershell/index.ts';
import type { ParsedText } from '../parsedText.ts';
import { candidate, type Candidates } from './candidate.ts';

/** Keys of a module's manifest (about_Module_Manifests). */
const top = 'RootModule ModuleVersion GUID Author CompanyName Copyright Description PowerShellVersion PowerShellHostName PowerShellHostVersion DotNetFrameworkVersion CLRVersion ProcessorArchitecture CompatiblePSEditions RequiredModules RequiredAssemblies ScriptsToProcess TypesToProcess FormatsToProcess NestedModules FunctionsToExport CmdletsToExport VariablesToExport AliasesToExport DscResourcesToExport ModuleList FileList PrivateData HelpInfoURI DefaultCommandPrefix'.split(' ');
const gallery = 'Tags LicenseUri ProjectUri IconUri ReleaseNotes Prerelease RequireLicenseAcceptance ExternalModuleDependencies'.split(' ');
const lists = /^(?:.*ToExport|.*ToProcess|.*Modules|.*Assemblies|.*List|CompatiblePSEditions|Tags|ExternalModuleDependencies)$/;
/** Of a module in a list of modules, here and in `#requires`. */
export const moduleKeys: readonly string[] = ['ModuleName', 'ModuleVersion', 'RequiredVersion', 'MaximumVersion', 'GUID'];

function keysAt(path: readonly string[]): readonly string[] {
  if (path.length === 0) return top;
  if (/^(?:requiredmodules|nestedmodules|modulelist)$/.test(path[0]!)) return path.length === 1 ? moduleKeys : [];
  return path[0] === 'privatedata' ? (path.length === 1 ? ['PSData'] : path[1] === 'psdata' ? gallery : []) : [];
}

/** What can be written at a place of a manifest: its keys, and the files that it names. `given` are the keys that are there. */
export const manifestKeys = (parsed: ParsedText, offset: number, given: ReadonlySet<string>): Candidates['items'] =>
  keysAt(manifestTable(parsed.result, offset) ?? ['none']).filter((name) => !given.has(name.toLowerCase()))
    .map((name, index) => candidate(name, 'key', String(index).padStart(3, '0'), { insert: name === 'PSData' || name === 'PrivateData' ? `${name} = @{\n    $1\n}` : lists.test(name) ? `${name} = @($1)` : `${name} = '$1'`, filter: name, isSnippet: true }));

/** The files beside a manifest that a key can name, where one is written. */
export function manifestFiles(parsed: ParsedText, offset: number, beside: readonly string[]): Candidates | undefined {
  const place = manifestFileAt(parsed.result, offset);
  return place && { place: 'keyValue', start: place.start, end: place.end, items: beside.filter((name) => place.ending.test(name)).map((name) => candidate(name, 'value', '', { insert: nameText(name, place.quote), filter: name })) };
}
