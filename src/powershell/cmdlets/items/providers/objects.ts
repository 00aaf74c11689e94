/** PathInfo, PSDriveInfo and ProviderInfo as scripts see them. */
import { current } from '../../../runtime/run/current.ts';
import { FilePortError } from '../../../runtime/host.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { extend } from '../../../runtime/members/get.ts';
import { laterType } from '../../../runtime/types/netType.ts';
import { lookupType } from '../../../runtime/types/registry.ts';
import { named } from '../../../runtime/types/t.ts';
import type { NetType } from '../../../runtime/types/netType.ts';
import { Record } from '../../../runtime/values/misc.ts';
import type { Value } from '../../../runtime/values/value.ts';

const MA = 'System.Management.Automation.';
/** The type of a name: the one there is, or a new one. */
const type = (name: string): NetType => (lookupType(name) as NetType | undefined) ?? named(name);
const textOf = (field: string) => (r: Record): string => toText(r.fields.get(field) ?? '');

export const PATH_INFO = type(`${MA}PathInfo`);
export const DRIVE_INFO = type(`${MA}PSDriveInfo`);
export const PROVIDER_INFO = type(`${MA}ProviderInfo`);
const STACK = type(`${MA}PathInfoStack`);
laterType<Record>(PATH_INFO, () => ({ text: textOf('Path') }));
laterType<Record>(DRIVE_INFO, () => ({
  text: textOf('Name'), equals: (a, b) => a.netType === b.netType && textOf('Name')(a) === textOf('Name')(b),
}));
extend(`${MA}PSDriveInfo`, 'Used', (v) => spaceOf(v as Record, (disk) => disk.total - disk.free));
extend(`${MA}PSDriveInfo`, 'Free', (v) => spaceOf(v as Record, (disk) => disk.free));
/** Of the disk a drive of files is on; null for the others and where it cannot be asked. */
function spaceOf(drive: Record, part: (disk: { readonly total: number; readonly free: number }) => number): Value {
  const { files } = current().host, provider = drive.fields.get('Provider');
  if (!(provider instanceof Record) || textOf('Name')(provider) !== 'FileSystem' || files?.space === undefined) return null;
  try { return BigInt(part(files.space(textOf('Root')(drive)))); } catch (error) {
    if (error instanceof FilePortError) return null;
    throw error;
  }
}
laterType<Record>(PROVIDER_INFO, () => ({
  text: (r) => `Microsoft.PowerShell.Core\\${textOf('Name')(r)}`, equals: (a, b) => a.netType === b.netType && textOf('Name')(a) === textOf('Name')(b),
  props: { Drives: [undefined, (r) => drivesNow().filter((d) => d.provider.name === textOf('Name')(r)).map((d) => driveInfo(d, ''))] },
}));
export interface DriveLike { readonly name: string; readonly root: string; readonly description: string; readonly provider: { readonly name: string } }
/** The drives of the session, in the order of their names. */
const drivesNow = (): readonly DriveLike[] => [...(current().caches.get('drives') as { seen(): readonly DriveLike[] } | undefined)?.seen() ?? []].sort((a, b) => a.name.localeCompare(b.name));
laterType<Record>(STACK, () => ({ text: textOf('Name') }));

const separator = (): string => current().host.files?.separator ?? '/';
export const providerInfo = (name: string): Value => new Record(PROVIDER_INFO, [['ImplementingType', null], ['HelpFile', ''], ['Name', name], ['PSSnapIn', null], ['ModuleName', 'Microsoft.PowerShell.Core'], ['Module', null], ['Description', ''], ['Capabilities', name === 'FileSystem' ? 'Filter, ShouldProcess, Credentials' : 'ShouldProcess'], ['Home', name === 'FileSystem' ? current().host.files?.home ?? '' : ''], ['ItemSeparator', separator()], ['AltItemSeparator', separator() === '/' ? '\\' : '/']]);
export const driveInfo = (drive: DriveLike, location: string): Value => new Record(DRIVE_INFO, [
  ['CurrentLocation', location], ['Name', drive.name], ['Provider', providerInfo(drive.provider.name)], ['Root', drive.root], ['Description', drive.description], ['MaximumSize', null], ['Credential', null], ['DisplayRoot', null], ['VolumeSeparatedByColon', drive.name !== '/'],
]);
export const pathInfo = (path: string, providerPath: string, provider: string, drive: Value): Value =>
  new Record(PATH_INFO, [['Drive', drive], ['Provider', providerInfo(provider)], ['ProviderPath', providerPath], ['Path', path]]);
