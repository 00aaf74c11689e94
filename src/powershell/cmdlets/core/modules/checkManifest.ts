/** What a manifest may hold (ModuleCmdletBase.ValidateManifestHash, GetScalarFromData). */
import { FAILED, convertOrFail, convertTo } from '../../../runtime/convert/convert.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { T } from '../../../runtime/types/t.ts';
import type { Dictionary } from '../../../runtime/values/dictionary.ts';
import { PowerShellError } from '../../../runtime/values/errorRecord.ts';
import { ItemError } from '../../items/providers/provider.ts';
import { compareVersions } from './specification.ts';

const MEMBERS = [
  'ModuleToProcess', 'NestedModules', 'GUID', 'Author', 'CompanyName', 'Copyright', 'ModuleVersion', 'Description', 'PowerShellVersion', 'PowerShellHostName', 'PowerShellHostVersion', 'CLRVersion', 'DotNetFrameworkVersion',
  'ProcessorArchitecture', 'RequiredModules', 'TypesToProcess', 'FormatsToProcess', 'ScriptsToProcess', 'PrivateData', 'RequiredAssemblies', 'ModuleList', 'FileList', 'FunctionsToExport', 'VariablesToExport', 'AliasesToExport',
  'CmdletsToExport', 'DscResourcesToExport', 'CompatiblePSEditions', 'HelpInfoURI', 'RootModule', 'DefaultCommandPrefix',
];
const OWN_VERSION = '7.6.5';
/** Throws ItemError where a manifest cannot be one. */
export function checkManifest(manifest: Dictionary, path: string): void {
  const invalid = (message: string, id = 'Modules_InvalidManifest', exception = 'System.ArgumentException', category: 'ResourceUnavailable' | 'InvalidData' | 'InvalidArgument' = 'ResourceUnavailable'): never => { throw new ItemError({ id, category, target: path, exception, message }); };
  const bad = [...manifest.keys()].map(toText).filter((key) => !MEMBERS.some((m) => m.toLowerCase() === key.toLowerCase()));
  const needs = manifest.get('PowerShellVersion');
  if (needs != null && compareVersions(OWN_VERSION, toText(needs)) < 0) invalid(`The version of PowerShell on this computer is '${OWN_VERSION}'. The module '${path}' requires a minimum PowerShell version of '${toText(needs)}' to run. Verify that you have the minimum required version of PowerShell installed, and then try again.`, 'Modules_InsufficientPowerShellVersion', 'System.InvalidOperationException');
  if (bad.length > 0) invalid(`The '${path}' module cannot be imported because its manifest contains one or more members that are not valid. The valid manifest members are ('${MEMBERS.join("', '")}'). Remove the members that are not valid (${bad.map((key) => `'${key}'`).join(', ')}), then try to import the module again.`, 'Modules_InvalidManifestMember', 'System.InvalidOperationException', 'InvalidData');
  const version = manifest.get('ModuleVersion');
  if (version == null) invalid(`The member 'ModuleVersion' is not present in the module manifest. This member must exist and be assigned a version number of the form 'n.n.n.n'. Add the missing member to the file '${path}'.`, 'Modules_InvalidManifest', 'System.MissingMemberException');
  for (const [name, type] of [['ModuleVersion', T.Version], ['GUID', T.Guid], ['PowerShellVersion', T.Version]] as const) {
    const held = manifest.get(name);
    if (held == null || convertOrFail(held, type) !== FAILED) continue;
    try { convertTo(held, type); } catch (error) {
      if (!(error instanceof PowerShellError)) throw error;
      invalid(`The member '${name}' in the module manifest is not valid: ${error.record.message}. Verify that a valid value is specified for this field in the '${path}' file.`);
    }
  }
}
