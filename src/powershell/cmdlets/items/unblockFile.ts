import { cmdlet } from '../../runtime/cmdlet.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import { portOf } from './fileSystem/fileSystem.ts';
import { BY_PATH_PARAMS } from './paths/itemSteps.ts';
import { placeOf, matchingPlaces } from './paths/paths.ts';

/** Files here carry no mark of where they came from: there is nothing to take off, only the path to check. */
export const unblockFile = cmdlet({
  name: 'Unblock-File', defaultSet: 'ByPath', supportsShouldProcess: true, synopsis: 'Takes off the mark of files that came from the internet.', params: BY_PATH_PARAMS,
  run: (p, ctx) => ({
    process() {
      const missing = (target: string, exception: string, message: string): void => { ctx.writeError({ id: 'FileNotFound', category: 'ObjectNotFound', target, exception, message }); };
      const unblock = (path: string): void => {
        const found = portOf(ctx).stat(path);
        if (found === undefined) missing(path, 'System.IO.FileNotFoundException', path);
        else if (!found.isDirectory) ctx.shouldProcess(path);
      };
      for (const text of p.LiteralPath ?? []) unblock(placeOf(ctx, text).path);
      for (const text of p.Path ?? []) {
        const path = hasWildcard(text) ? undefined : placeOf(ctx, text).path;
        if (path !== undefined && portOf(ctx).stat(path) === undefined) missing(text, 'System.Management.Automation.ItemNotFoundException', `Cannot find path '${path}' because it does not exist.`);
        else for (const place of matchingPlaces(ctx, text)) unblock(place.path);
      }
    },
  }),
});
