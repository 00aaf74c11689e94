import { cmdlet } from '../../runtime/cmdlet.ts';
import { BY_PATH_PARAMS, MANAGEMENT, eachPlace } from './paths/itemSteps.ts';

/** Files here carry no mark of where they came from: there is nothing to take off, only the path to check. */
export const unblockFile = cmdlet({
  name: 'Unblock-File', module: MANAGEMENT, defaultSet: 'ByPath', supportsShouldProcess: true, synopsis: 'Takes off the mark of files that came from the internet.', params: BY_PATH_PARAMS,
  run: (p, ctx) => ({ process() { eachPlace(ctx, p, () => undefined); } }),
});
