import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { MANAGEMENT, PATH_PARAMS, SETS, eachPlace } from './paths/itemSteps.ts';

export const convertPath = cmdlet({
  name: 'Convert-Path', aliases: ['cvpa'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Converts a path to the path its provider uses.',
  params: { ...PATH_PARAMS, Force: { type: T.Switch } },
  run: (p, ctx) => ({ process() { eachPlace(ctx, p, (place) => { ctx.write(place.path); }); } }),
});
