/** New-Item with the types of links: SymbolicLink, HardLink, Junction. */
import { toText } from '../../../runtime/convert/toText.ts';
import type { FilePort } from '../../../runtime/host.ts';
import type { ErrorCategory } from '../../../runtime/values/errorRecord.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { parentOf, slashes } from '../paths/pathText.ts';
import { ItemError } from '../providers/provider.ts';

export type LinkKind = 'symbolic' | 'hard' | 'junction';
const KINDS: readonly (readonly [string, LinkKind])[] = [['symboliclink', 'symbolic'], ['hardlink', 'hard'], ['junction', 'junction']];
/** The kind of link that the beginning of a type's name means; undefined where it means none. */
export const linkKind = (type: string): LinkKind | undefined => (type === '' ? undefined : KINDS.find(([name]) => name.startsWith(type))?.[1]);
export const LINK_ACTIONS: { readonly [kind in LinkKind]: string } = { symbolic: 'Create Symbolic Link', hard: 'Create Hard Link', junction: 'Create Junction' };

const refused = (id: string, category: ErrorCategory, target: string, exception: string, message: string): ItemError => new ItemError({ id, category, target, exception, message });
const notFound = (path: string): ItemError => refused('ItemNotFound', 'ObjectNotFound', path, 'System.Management.Automation.ItemNotFoundException', `Could not find item ${path}.`);

/** Makes the link; throws an ItemError as PowerShell reports it. */
export function makeLink(ctx: CmdletContext, files: FilePort, kind: LinkKind, path: string, value: Value, force: boolean): void {
  const given = value == null ? '' : toText(value);
  if (given === '') ctx.fail({ id: 'ArgumentNull', category: 'InvalidArgument', exception: 'System.Management.Automation.PSArgumentNullException', message: 'Cannot process argument because the value of argument "content" is null. Change the value of argument "content" to a non-null value.' });
  if (kind === 'junction') return junction(ctx, files, path, given, force);
  // A symbolic link keeps what was given: it is read from where the link is. It may lead nowhere yet.
  const target = kind === 'symbolic' ? slashes(given, files.separator) : files.resolve(ctx.session.location, given), there = files.stat(path);
  if (kind === 'hard') {
    const entry = files.stat(target);
    if (entry === undefined) throw notFound(target);
    if (entry.isDirectory) throw refused('ItemNotFile', 'InvalidOperation', target, 'System.InvalidOperationException', `A file is required for the operation. The item '${target}' is not a file.`);
    if (force && target === path) throw refused('TargetIsSameAsLink', 'InvalidOperation', path, 'System.InvalidOperationException', `The target of the link is the link itself: ${path}.`);
  }
  if (there !== undefined && !force) throw refused('SymLinkExists', 'ResourceExists', path, 'System.IO.IOException', `Cannot create link because the path already exists: ${path}.`);
  if (there !== undefined) files.remove(path, false);
  const above = parentOf(path, files.separator);
  if (above !== '' && files.stat(above) === undefined) throw refused('NewItemIOError', 'WriteError', path, 'System.IO.IOException', `Could not find a part of the path '${path}'.`);
  files.link(kind, target, path);
}
function junction(ctx: CmdletContext, files: FilePort, path: string, target: string, force: boolean): void {
  const entry = files.stat(target), there = files.stat(path);
  if (ctx.host.environment.platform !== 'win32') throw refused('JunctionNotSupported', 'NotImplemented', path, 'System.PlatformNotSupportedException', 'Junctions are there on Windows only. Use -ItemType SymbolicLink on this system.');
  if (!/^([a-z]:)?[\\/]/i.test(target)) throw refused('NotAbsolutePath', 'InvalidArgument', target, 'System.ArgumentException', 'Creating a junction requires an absolute path for the target.');
  if (entry === undefined) throw notFound(target);
  for (const [at, one] of [[target, entry], [path, there]] as const) if (one !== undefined && !one.isDirectory) throw refused('ItemNotDirectory', 'InvalidOperation', at, 'System.InvalidOperationException', `A directory is required for the operation. The item '${at}' is not a directory.`);
  if (there !== undefined && !force && files.list(path).length > 0) throw refused('DirectoryNotEmpty', 'WriteError', path, 'System.IO.IOException', `${path} is not empty.`);
  if (there !== undefined) files.remove(path, false);
  files.link('junction', target, path);
}
