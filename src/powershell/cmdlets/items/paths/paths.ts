/** From what a script writes as a path to places: drive, provider, path inside it; with and without wildcards. */
import { hasWildcard, wildcard } from '../../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { PowerShellError } from '../../../runtime/values/errorRecord.ts';
import { fold } from '../../../runtime/values/folding.ts';
import { drivesOf, PROVIDERS } from '../providers/drives.ts';
import type { Drive } from '../providers/drives.ts';
import { fileSystem, portOf } from '../fileSystem/fileSystem.ts';
import { slashes } from './pathText.ts';
import { ItemError, noProvider, pathNotFound } from '../providers/provider.ts';
import type { ItemProvider } from '../providers/provider.ts';

export interface Place {
  readonly provider: ItemProvider;
  readonly drive: Drive;
  /** Inside the provider: absolute for files, the bare name else. */
  readonly path: string;
}

/** The place a text names. Throws ItemError for a drive or provider that is not there. */
export function placeOf(ctx: CmdletContext, text: string): Place {
  const drives = drivesOf(ctx.session);
  const qualified = /^(?:[\w.]+\\)?(\w+)::(.*)$/s.exec(text);
  if (qualified !== null) return inProvider(ctx, qualified[1] ?? '', qualified[2] ?? '');
  const drive = /^([^:/\\]+):(.*)$/s.exec(text);
  if (drive !== null) {
    const found = drives.get(drive[1] ?? ''), rest = drive[2] ?? '';
    // Without a separator it goes on from where one was in the drive.
    return found.provider === fileSystem ? filePlace(ctx, found, /^[\\/]/.test(rest) ? found.root : drives.locationIn(found), rest.replace(/^[\\/]+/, '')) : { provider: found.provider, drive: found, path: bare(rest) };
  }
  const { current } = drives, rooted = portOf(ctx).separator === '/' && text.startsWith('/');
  // On Unix a rooted path is a file's, in whatever drive one is.
  if (rooted && current.provider !== fileSystem) return filePlace(ctx, drives.homeDrive(), '/', text);
  if (current.provider !== fileSystem) return { provider: current.provider, drive: current, path: bare(text) };
  if (/^~(?=$|[\\/])/.test(text)) return filePlace(ctx, drives.homeDrive(), portOf(ctx).home, text.slice(1).replace(/^[\\/]+/, ''));
  // On Unix a rooted path leaves a drive that stands for a folder.
  const from = portOf(ctx).separator === '/' && /^[\\/]/.test(text) ? drives.homeDrive() : current;
  return filePlace(ctx, from, ctx.session.location, text);
}
const bare = (text: string): string => text.replace(/^(?:\.?[\\/])+/, '').replace(/[\\/]+$/, '').replace(/^\.$/, '');
function filePlace(ctx: CmdletContext, drive: Drive, from: string, text: string): Place {
  const files = portOf(ctx);
  return { provider: fileSystem, drive, path: files.resolve(from, slashes(text, files.separator)) };
}
function inProvider(ctx: CmdletContext, name: string, path: string): Place {
  const provider = PROVIDERS.find((p) => fold(p.name) === fold(name)), drives = drivesOf(ctx.session);
  if (provider === undefined) throw new ItemError(noProvider(name));
  const drive = drives.for(provider);
  return provider === fileSystem ? filePlace(ctx, drive, ctx.session.location, path) : { provider, drive, path: bare(path) };
}

export interface Wanted {
  readonly literal?: boolean;
  /** How a literal path is told that is not there: as it was written, or in full. */
  readonly told?: 'full';
  readonly force?: boolean;
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly filter?: string | undefined;
}
/** The existing places a text names. Throws ItemError where nothing is, with the text itself where it was taken literally; a pattern without matches gives none. */
export function resolvePlaces(ctx: CmdletContext, text: string, wanted: Wanted = {}): Place[] {
  const place = placeOf(ctx, text), isPattern = wanted.literal !== true && hasWildcard(text);
  if (isPattern) {
    return expand(ctx, place, wanted.force === true).filter((p) => chosen(leaf(p.path), wanted));
  }
  const path = wanted.literal === true ? place.path : place.path.replace(/`(.)/gs, '$1');
  if (!place.provider.exists(ctx, path)) throw pathNotFound(wanted.literal === true && wanted.told !== 'full' ? text : shownPath(ctx, { ...place, path }));
  // -Filter is for what a container holds; -LiteralPath chooses nothing (LocationGlobber.ShouldPerformGlobbing).
  return wanted.literal === true || chosen(leaf(path), { ...wanted, filter: undefined }) ? [{ ...place, path }] : [];
}
/** A path as a script sees it: below its drive, where that is none of the system's own. */
function shownPath(ctx: CmdletContext, { provider, drive, path }: Place): string {
  const separator = ctx.host.files?.separator ?? '/';
  if (provider !== fileSystem) return `${drive.name}:${separator}${path}`;
  const root = drive.root.replace(/[\\/]+$/, '');
  return root === '' || drive.name === '/' || !path.startsWith(root) ? path : `${drive.name}:${separator}${path.slice(root.length).replace(/^[\\/]+/, '')}`;
}
export const leaf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** -Filter is the system's own pattern: `*.*` is every name, `x.*` also x, `*.` names without a dot. */
function filterOf(filter: string): RegExp {
  if (filter === '*.*') return /^/;
  // It knows no sets: a bracket is one of the name (FileSystemEnumerator).
  if (!/\.[*?]|\*\.$/.test(filter)) return wildcard(filter.replace(/[[`]/g, '`$&'));
  const parts = filter.replace(/\*\.$/, '\0').split('').map((c, i, all) => (c === '\0' ? '[^.]*' : c === '*' ? '.*' : c === '?' ? '.?' : c === '.' && /[*?]/.test(all[i + 1] ?? '') ? '(?:\\.|$)' : c.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')));
  return new RegExp(`^${parts.join('')}$`, 'isu');
}
/** A name in a path as a pattern: one that is none matches nothing, without a word (LocationGlobber.GenerateNewPSPathsWithGlobLeaf). */
function inPath(segment: string): RegExp {
  try { return wildcard(segment); } catch (e) { if (e instanceof PowerShellError) return NOTHING; throw e; }
}
const NOTHING = /(?!)/;
/** The same where a pattern in a folder that is not there is one without matches. */
export function matchingPlaces(ctx: CmdletContext, text: string, wanted: Wanted = {}): Place[] {
  try { return resolvePlaces(ctx, text, wanted); } catch (error) {
    if (error instanceof ItemError && error.spec.id === 'PathNotFound' && hasWildcard(text)) return [];
    throw error;
  }
}
/** Whether a name passes -Filter, -Include and -Exclude. */
export function chosen(name: string, wanted: Wanted): boolean {
  if (wanted.filter !== undefined && wanted.filter !== '' && !filterOf(wanted.filter).test(name)) return false;
  if (wanted.include !== undefined && wanted.include.length > 0 && !wanted.include.some((p) => wildcard(p).test(name))) return false;
  return !(wanted.exclude ?? []).some((p) => wildcard(p).test(name));
}

/** The places a pattern matches, level by level. Throws ItemError where what stands before the first wildcard is not there (LocationGlobber.ExpandMshGlobPath). */
function expand(ctx: CmdletContext, place: Place, force: boolean): Place[] {
  const { provider, drive } = place;
  if (!provider.isHierarchical) {
    return provider.children(ctx, '').filter((c) => wildcard(place.path).test(c.name)).map((c) => ({ provider, drive, path: c.path }));
  }
  const files = portOf(ctx), root = /^(?:[A-Za-z]:)?[\\/]/.exec(place.path)?.[0] ?? '';
  const segments = place.path.slice(root.length).split(files.separator).filter((s) => s !== '');
  const fixed = Math.max(segments.findIndex(hasWildcard), 0), start = segments.slice(0, fixed).reduce((at, segment) => files.resolve(at, segment.replace(/`(.)/gs, '$1')), root);
  if (!provider.exists(ctx, start)) throw pathNotFound(shownPath(ctx, { ...place, path: start }));
  let found = [start];
  segments.slice(fixed).forEach((segment, i, wild) => {
    const last = i === wild.length - 1;
    found = found.flatMap((at) => {
      if (!hasWildcard(segment)) {
        const next = files.resolve(at, segment.replace(/`(.)/gs, '$1'));
        return provider.exists(ctx, next) ? [next] : [];
      }
      if (!provider.isContainer(ctx, at)) return [];
      const pattern = inPath(segment);
      return provider.children(ctx, at).filter((c) => pattern.test(c.name) && (last || c.isContainer) && (force || !c.isHidden)).map((c) => c.path);
    });
  });
  return found.map((path) => ({ provider, drive, path }));
}
