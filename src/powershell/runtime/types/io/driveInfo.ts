/** System.IO.DriveInfo over the file port. */
import { convertTo } from '../../convert/convert.ts';
import { netThrow } from '../../errors/raise.ts';
import { FilePortError } from '../../host.ts';
import type { FilePort } from '../../host.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { NetObject } from '../../values/value.ts';
import { enumType } from '../system/enums.ts';
import { func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { T, named } from '../t.ts';

const kinds = enumType('System.IO.DriveType', ['Unknown', 'NoRootDirectory', 'Removable', 'Fixed', 'Network', 'CDRom', 'Ram']);
const files = (): FilePort => current().host.files ?? netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
class DriveInfo extends NetObject {
  readonly name: string;
  constructor(name: string) { super(); this.name = name; }
  get space(): { readonly total: number; readonly free: number } | undefined {
    try { return files().space?.(this.name); } catch (e) { if (e instanceof FilePortError) return undefined; throw e; }
  }
  bytes(part: 'total' | 'free'): bigint {
    const { space } = this;
    return space === undefined ? netThrow('System.IO.DriveNotFoundException', `Could not find the drive '${this.name}'. The drive might not be ready or might not be mapped.`) : BigInt(space[part]);
  }
}
function drive(text: string): DriveInfo {
  if (files().separator === '/') return new DriveInfo(files().resolve(current().workingDirectory.path, text));
  const letter = /^([A-Za-z])(?::.*)?$/s.exec(text)?.[1];
  return letter === undefined ? netThrow('System.ArgumentException', "Drive name must be a root directory ('C:\\') or a drive letter ('C'). (Parameter 'driveName')") : new DriveInfo(`${letter.toUpperCase()}:\\`);
}
const type = named<DriveInfo>('System.IO.DriveInfo');
laterType<DriveInfo>(type, () => ({
  text: (d) => d.name, create: [func([T.String], drive)],
  props: {
    Name: [T.String, (d) => d.name], IsReady: [T.Boolean, (d) => d.space !== undefined], RootDirectory: [undefined, (d) => convertTo(d.name, lookupType('System.IO.DirectoryInfo') as NetType)], DriveType: [kinds, (d) => new EnumValue(kinds, d.space === undefined ? 1 : 3)],
    AvailableFreeSpace: [T.Int64, (d) => d.bytes('free')], TotalFreeSpace: [T.Int64, (d) => d.bytes('free')], TotalSize: [T.Int64, (d) => d.bytes('total')],
  },
  methods: { ToString: [method([], (d) => d.name, T.String)] },
  statics: { GetDrives: [func([], () => typedArray(type as never, (files().separator === '/' ? ['/'] : Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (c) => `${c}:\\`)).filter((root) => files().stat(root) !== undefined).map((root) => new DriveInfo(root))))] },
}), DriveInfo);
