/** Paths of archives, and errors of the archive cmdlets. */
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { leaf, placeOf } from '../items/paths/paths.ts';
import { ItemError } from '../items/providers/provider.ts';

export const ARCHIVE = 'Microsoft.PowerShell.Archive';

export const problem = (id: string, message: string, target: string, category: 'InvalidArgument' | 'InvalidOperation' | 'ObjectNotFound' | 'InvalidData' = 'InvalidArgument'): ItemError =>
  new ItemError({ id, category, target, exception: category === 'InvalidData' ? 'System.IO.InvalidDataException' : 'System.IO.IOException', message });

/** The path of an archive, `.zip` added where there is no extension. Throws ItemError for another one. */
export function archivePath(ctx: CmdletContext, text: string): string {
  const { path } = placeOf(ctx, text), extension = /\.[^.]*$/.exec(leaf(path))?.[0] ?? '';
  if (extension === '') return `${path}.zip`;
  if (extension.toLowerCase() !== '.zip') throw problem('NotSupportedArchiveFileExtension', `${extension} is not a supported archive file format. .zip is the only supported archive file format.`, text);
  return path;
}
