/** What Get-Content hangs on the text it reads: where it is from, and how much had been read with it (about_Providers). */
import { PSObject, Shape, attachMembers } from '../../runtime/values/psObject.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { Value } from '../../runtime/values/value.ts';
import { drivesOf } from './providers/drives.ts';
import { portOf } from './fileSystem/fileSystem.ts';
import { driveInfo, providerInfo } from './providers/objects.ts';
import { leafOf, parentOf } from './paths/pathText.ts';
import type { Place } from './paths/paths.ts';

/** Every line has the same six notes: one shape for all of them. */
const NOTES = ['PSPath', 'PSParentPath', 'PSChildName', 'PSDrive', 'PSProvider', 'ReadCount'].reduce((shape, name) => shape.with(name, 'NoteProperty'), Shape.empty);

/** Hangs the notes on what is read from one file: on a line by wrapping it, on an array by attaching them. */
export function contentNotes(ctx: CmdletContext, { provider, drive, path }: Place): (content: Value, readCount: number) => Value {
  const from = [path, parentOf(path, portOf(ctx).separator), leafOf(path), driveInfo(drive, drivesOf(ctx.session).locationIn(drive)), providerInfo(provider.name)] as const;
  return (content, readCount) => {
    const noted = Array.isArray(content) ? attachMembers(content) : new PSObject(content);
    noted.shape = NOTES;
    noted.slots = [from[0], from[1], from[2], from[3], from[4], BigInt(readCount)];
    return Array.isArray(content) ? content : noted;
  };
}
