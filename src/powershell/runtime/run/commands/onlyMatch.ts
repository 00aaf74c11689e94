import type { FilePort } from '../../host.ts';
import { hasWildcard, wildcard } from '../../operators/wildcard.ts';

/**
 * The one file that a script's path with wildcards means; undefined where none fits, or more than one: then nothing is run
 * (CommandSearcher.GetNextFromPath, ResolvePSPath). Only paths are patterns: what is rooted, or begins at a folder.
 */
export function onlyMatch(files: FilePort, location: string, path: string): string | undefined {
  if (!hasWildcard(path) || !/^(?:[.~\\/]|[a-z]:)/i.test(path)) return undefined;
  const parts = path.split(/[\\/]/), first = parts.findIndex((part) => hasWildcard(part));
  let found = [files.resolve(location, `${parts.slice(0, first).join(files.separator)}${first > 0 ? files.separator : ''}`)];
  for (const part of parts.slice(first)) {
    const pattern = wildcard(part);
    found = found.flatMap((folder) => (files.stat(folder)?.isDirectory === true ? files.list(folder).filter(({ name }) => (hasWildcard(part) ? pattern.test(name) : name === part)).map((entry) => entry.path) : []));
  }
  const [only, ...more] = found;
  return only === undefined || more.length > 0 || files.stat(only)?.isDirectory !== false ? undefined : only;
}
