import { cmdlet } from '../../runtime/cmdlet.ts';
import { ITEM_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, eachPlace } from './paths/itemSteps.ts';

export const clearItem = cmdlet({
  name: 'Clear-Item', aliases: ['cli'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Clears the value of an item but keeps the item.', params: { ...PATH_PARAMS, ...ITEM_PARAMS },
  run: (p, ctx) => ({ process() { eachPlace(ctx, p, ({ provider, path }) => { if (ctx.shouldProcess(`Item: ${path}`, 'Clear Item')) provider.set(ctx, path, null, p.Force === true); }); } }),
});
