/** Files as Import-Csv and Import-Clixml open them: what cannot be opened ends the command. */
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { hasWildcard } from '../../../runtime/operators/wildcard.ts';
import { fileSystem, portOf } from './fileSystem.ts';
import { asItemError, wantedBy } from '../paths/itemSteps.ts';
import type { PathArguments } from '../paths/itemSteps.ts';
import { ItemError } from '../providers/provider.ts';
import { parentOf } from '../paths/pathText.ts';
import { placeOf, resolvePlaces } from '../paths/paths.ts';
import type { Place } from '../paths/paths.ts';

/** Reads each file the path parameters name. */
export function eachFile(ctx: CmdletContext, p: PathArguments, work: (path: string, bytes: Uint8Array) => void): void {
  for (const text of p.LiteralPath ?? p.Path ?? []) {
    const { path } = placeFor(ctx, text, p.LiteralPath !== undefined), files = portOf(ctx), found = files.stat(path);
    const fail = (exception: string, message: string): never => ctx.fail({ id: 'FileOpenFailure', category: 'OpenError', exception, message });
    if (found === undefined && files.stat(parentOf(path, files.separator)) === undefined) fail('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${path}'.`);
    if (found === undefined) fail('System.IO.FileNotFoundException', `Could not find file '${path}'.`);
    if (found?.isDirectory === true) fail('System.UnauthorizedAccessException', `Access to the path '${path}' is denied.`);
    work(path, read(ctx, path));
  }
}
/** Writes a file as Out-File, Export-Csv and Export-Clixml do: where it cannot be opened, the command ends (PathUtils.MasterStreamOpen). */
export function writeFile(ctx: CmdletContext, { provider, path }: Pick<Place, 'provider' | 'path'>, text: string, options: { readonly append?: boolean; readonly encoding?: string | undefined; readonly force?: boolean }): void {
  if (provider === fileSystem && provider.isContainer(ctx, path)) ctx.fail({ id: 'FileOpenFailure', category: 'OpenError', exception: 'System.UnauthorizedAccessException', message: `Access to the path '${path}' is denied.` });
  try {
    provider.write(ctx, path, [text], { append: options.append === true, encoding: options.encoding, noNewline: true, asBytes: false, force: options.force === true });
  } catch (error) { ctx.fail({ ...asItemError(ctx, error).spec, id: 'FileOpenFailure', category: 'OpenError', target: null }); }
}
/** The one file that a path or a pattern names (PathUtils.ResolveFilePath). */
export function placeFor(ctx: CmdletContext, text: string, literal: boolean): Place {
  const place = literal || !hasWildcard(text) ? placeOf(ctx, text) : onlyOne(ctx, text), { provider } = place;
  return provider === fileSystem ? place : ctx.fail({ id: 'ReadWriteFileNotFileSystemProvider', category: 'InvalidArgument', exception: 'System.Management.Automation.PSInvalidOperationException', message: `Cannot open file because the current provider (Microsoft.PowerShell.Core\\${provider.name}) cannot open a file.` });
}
function onlyOne(ctx: CmdletContext, text: string): Place {
  let found: Place[];
  // A folder that is not there is told by whoever opens the file.
  try { found = resolvePlaces(ctx, text, { force: true }); } catch (error) { if (error instanceof ItemError && error.spec.id === 'PathNotFound') return placeOf(ctx, text); throw error; }
  const [first, ...more] = found;
  if (first === undefined) return ctx.fail({ id: 'FileOpenFailure', category: 'OpenError', target: text, exception: 'System.IO.FileNotFoundException', message: `Cannot perform operation because the wildcard path ${text} did not resolve to a file.` });
  return more.length === 0 ? first : ctx.fail({ id: 'ReadWriteMultipleFilesNotSupported', category: 'InvalidArgument', exception: 'System.Management.Automation.PSInvalidOperationException', message: 'Cannot perform operation because the path resolved to more than one file. This command cannot operate on multiple files.' });
}
function read(ctx: CmdletContext, path: string): Uint8Array {
  try { return portOf(ctx).read(path); } catch (error) { return ctx.fail({ ...asItemError(ctx, error).spec, id: 'FileOpenFailure', category: 'OpenError' }); }
}
/** The places of all the paths before anything is done: one that is not there ends the command (SelectStringCommand.ResolveFilePaths). */
export function placesOrEnd(ctx: CmdletContext, p: PathArguments): Place[] {
  try { return p.LiteralPath?.map((text) => placeOf(ctx, text)) ?? (p.Path ?? []).flatMap((text) => resolvePlaces(ctx, text, wantedBy(p))); } catch (error) { return ctx.fail(asItemError(ctx, error).spec); }
}
