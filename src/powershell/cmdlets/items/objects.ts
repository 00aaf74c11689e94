/** PathInfo, PSDriveInfo and ProviderInfo as scripts see them. */
import { toText } from '../../runtime/convert/toText.ts';
import { laterType } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { named } from '../../runtime/types/t.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { Value } from '../../runtime/values/value.ts';

const MA = 'System.Management.Automation.';
/** The type of a name: the one there is, or a new one. */
const type = (name: string): NetType => (lookupType(name) as NetType | undefined) ?? named(name);
const textOf = (field: string) => (r: Record): string => toText(r.fields.get(field) ?? '');

export const PATH_INFO = type(`${MA}PathInfo`);
export const DRIVE_INFO = type(`${MA}PSDriveInfo`);
export const PROVIDER_INFO = type(`${MA}ProviderInfo`);
const STACK = type(`${MA}PathInfoStack`);
laterType<Record>(PATH_INFO, () => ({ text: textOf('Path') }));
laterType<Record>(DRIVE_INFO, () => ({ text: textOf('Name') }));
laterType<Record>(PROVIDER_INFO, () => ({ text: (r) => `Microsoft.PowerShell.Core\\${textOf('Name')(r)}` }));
laterType<Record>(STACK, () => ({ text: textOf('Name') }));

export const providerInfo = (name: string): Value => new Record(PROVIDER_INFO, [['ImplementingType', null], ['HelpFile', ''], ['Name', name], ['PSSnapIn', null], ['ModuleName', 'Microsoft.PowerShell.Core'], ['Module', null], ['Description', ''], ['Capabilities', name === 'FileSystem' ? 'Filter, ShouldProcess, Credentials' : 'ShouldProcess'], ['Home', ''], ['Drives', []]]);
export const driveInfo = (drive: { readonly name: string; readonly root: string; readonly description: string; readonly provider: { readonly name: string } }, location: string): Value => new Record(DRIVE_INFO, [
  ['CurrentLocation', location], ['Name', drive.name], ['Provider', providerInfo(drive.provider.name)], ['Root', drive.root], ['Description', drive.description], ['MaximumSize', null], ['Credential', null], ['DisplayRoot', null],
]);
export const pathInfo = (path: string, providerPath: string, provider: string, drive: Value): Value =>
  new Record(PATH_INFO, [['Drive', drive], ['Provider', providerInfo(provider)], ['ProviderPath', providerPath], ['Path', path]]);
