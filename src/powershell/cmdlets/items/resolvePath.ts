import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { drivesOf } from './drives.ts';
import { fileSystem } from './fileSystem.ts';
import { MANAGEMENT, PATH_PARAMS, SETS, eachPlace } from './itemSteps.ts';
import { pathInfo } from './objects.ts';

export const resolvePath = cmdlet({
  name: 'Resolve-Path', aliases: ['rvpa'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Resolves wildcards and relative paths to the paths there are.',
  params: { ...PATH_PARAMS, Relative: { type: T.Switch }, RelativeBasePath: { type: T.String }, Force: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      const drives = drivesOf(ctx.session);
      eachPlace(ctx, p, (place) => {
        const shown = drives.shown(place.drive, place.path);
        if (p.Relative === true) ctx.write(relative(p.RelativeBasePath ?? ctx.session.location, place.path, ctx.host.files?.separator ?? '/'));
        else ctx.write(pathInfo(shown, place.provider === fileSystem ? place.path : shown, place.provider.name, drives.info(place.drive)));
      });
    },
  }),
});
/** The way from a folder to a path; begins with a dot. */
function relative(from: string, to: string, separator: string): string {
  const a = from.split(separator).filter((s) => s !== ''), b = to.split(separator).filter((s) => s !== '');
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  const up = a.slice(same).map(() => '..'), parts = [...(up.length === 0 ? ['.'] : up), ...b.slice(same)];
  return parts.join(separator);
}
