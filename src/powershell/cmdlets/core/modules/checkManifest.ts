/** What a manifest may hold (ModuleCmdletBase.ValidateManifestHash, GetScalarFromData). */
import { MANIFEST_MEMBERS } from '../../../syntax/checks/dataFile.ts';
import { FAILED, convertOrFail, convertTo } from '../../../runtime/convert/convert.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { T } from '../../../runtime/types/t.ts';
import type { Dictionary } from '../../../runtime/values/dictionary.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { PowerShellError } from '../../../runtime/values/errorRecord.ts';
import { ItemError } from '../../items/providers/provider.ts';
import { compareVersions } from './specification.ts';

const OWN_VERSION = '7.6.5';
/** Throws ItemError where a manifest cannot be one. */
export function checkManifest(manifest: Dictionary, path: string): void {
  const invalid = (message: string, id = 'Modules_InvalidManifest', exception = 'System.ArgumentException', category: 'ResourceUnavailable' | 'InvalidData' | 'InvalidArgument' | 'InvalidOperation' = 'ResourceUnavailable'): never => { throw new ItemError({ id, category, target: path, exception, message }); };
  const bad = [...manifest.keys()].map(toText).filter((key) => !MANIFEST_MEMBERS.some((m) => m.toLowerCase() === key.toLowerCase()));
  const needs = manifest.get('PowerShellVersion');
  if (needs != null && compareVersions(OWN_VERSION, toText(needs)) < 0) invalid(`The version of PowerShell on this computer is '${OWN_VERSION}'. The module '${path}' requires a minimum PowerShell version of '${toText(needs)}' to run. Verify that you have the minimum required version of PowerShell installed, and then try again.`, 'Modules_InsufficientPowerShellVersion', 'System.InvalidOperationException');
  if (bad.length > 0) invalid(`The '${path}' module cannot be imported because its manifest contains one or more members that are not valid. The valid manifest members are ('${MANIFEST_MEMBERS.join("', '")}'). Remove the members that are not valid (${bad.map((key) => `'${key}'`).join(', ')}), then try to import the module again.`, 'Modules_InvalidManifestMember', 'System.InvalidOperationException', 'InvalidData');
  // An empty text is none (GetScalarFromData).
  const held = (name: string): Value => { const value = manifest.get(name) ?? null; return value === '' ? null : value; };
  if (held('RootModule') !== null && held('ModuleToProcess') !== null) invalid(`The module manifest cannot contain both the 'ModuleToProcess' and 'RootModule' members. Change the module manifest file to remove one of these members at '${path}', and then try again.`, 'Modules_ModuleManifestCannotContainBothModuleToProcessAndRootModule', 'System.InvalidOperationException', 'InvalidOperation');
  if (held('ModuleVersion') === null) invalid(`The member 'ModuleVersion' is not present in the module manifest. This member must exist and be assigned a version number of the form 'n.n.n.n'. Add the missing member to the file '${path}'.`, 'Modules_InvalidManifest', 'System.MissingMemberException');
  for (const [name, type] of [['GUID', T.Guid], ...['ModuleVersion', 'PowerShellVersion', 'PowerShellHostVersion', 'CLRVersion', 'DotNetFrameworkVersion'].map((one) => [one, T.Version] as const)] as const) {
    const value = held(name);
    if (value === null || convertOrFail(value, type) !== FAILED) continue;
    try { convertTo(value, type); } catch (error) {
      if (!(error instanceof PowerShellError)) throw error;
      invalid(`The member '${name}' in the module manifest is not valid: ${error.record.message}. Verify that a valid value is specified for this field in the '${path}' file.`);
    }
  }
}
