import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { drivesOf } from './providers/drives.ts';
import { MANAGEMENT, PATH_PARAMS, SETS, attempt, eachPlace } from './paths/itemSteps.ts';
import { resolvePlaces } from './paths/paths.ts';
import type { Place } from './paths/paths.ts';
import { pathNotFound } from './providers/provider.ts';
import { pathInfo } from './providers/objects.ts';

export const resolvePath = cmdlet({
  name: 'Resolve-Path', aliases: ['rvpa'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Resolves wildcards and relative paths to the paths there are.',
  params: { ...PATH_PARAMS, Relative: { type: T.Switch, sets: [SETS.path, SETS.literal] }, Credential: { type: T.PSCredential, from: 'property' }, RelativeBasePath: { type: T.String }, Force: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      const drives = drivesOf(ctx.session), back = { drive: drives.current, location: ctx.session.location };
      const base = p.RelativeBasePath === undefined ? undefined : attempt(ctx, () => resolvePlaces(ctx, p.RelativeBasePath ?? '.', { literal: true }))?.[0];
      if (p.RelativeBasePath !== undefined && base === undefined) return;
      if (base !== undefined && attempt(ctx, () => { if (!base.provider.isContainer(ctx, base.path)) throw pathNotFound(base.path); return true; }) !== true) return;
      const from = base ?? { drive: back.drive, path: back.location };
      // Relative paths start where they are said to.
      if (base !== undefined) drives.go(base.drive, base.path);
      try { eachPlace(ctx, p, write); } finally { if (base !== undefined) drives.go(back.drive, back.location); }
      function write(place: Place): void {
        const shown = drives.shown(place.drive, place.path);
        // From another drive there is no way.
        if (p.Relative === true) ctx.write(place.drive === from.drive || place.path.startsWith(from.drive.root) ? relative(from.path, place.path, ctx.host.files?.separator ?? '/') : shown);
        else ctx.write(pathInfo(shown, place.path, place.provider.name, drives.info(place.drive)));
      }
    },
  }),
});
/** The way from a folder to a path; begins with a dot. */
function relative(from: string, to: string, separator: string): string {
  const a = from.split(separator).filter((s) => s !== ''), b = to.split(separator).filter((s) => s !== '');
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  const up = a.slice(same).map(() => '..'), parts = [...(up.length === 0 ? ['.'] : up), ...b.slice(same)];
  return parts.length === 1 && parts[0] === '.' ? `.${separator}` : parts.join(separator);
}
