import { cmdlet } from '../../runtime/cmdlet.ts';
import { MANAGEMENT, PATH_PARAMS, SETS, eachPlace } from './paths/itemSteps.ts';

/** Files here carry no mark of where they came from: there is nothing to take off, only the path to check. */
export const unblockFile = cmdlet({
  name: 'Unblock-File', module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Takes off the mark of files that came from the internet.', params: PATH_PARAMS,
  run: (p, ctx) => ({ process() { eachPlace(ctx, p, () => undefined); } }),
});
