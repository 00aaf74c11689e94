/** The folder by which .NET resolves paths (Environment.CurrentDirectory, Directory.SetCurrentDirectory). */
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';

/** Makes it the one that paths begin at; the location of the session stays where it is. */
export function enterFolder(path: string): void {
  const { host: { files }, workingDirectory } = current();
  if (files === undefined) return netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
  const full = files.resolve(workingDirectory.path, path);
  if (files.stat(full)?.isDirectory !== true) return netThrow('System.IO.DirectoryNotFoundException', `Could not find a part of the path '${full}'.`);
  workingDirectory.path = full;
  return undefined;
}
