import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { FILTER_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, eachPlace } from './itemSteps.ts';

export const getItem = cmdlet({
  name: 'Get-Item', aliases: ['gi'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Gets the item at a path.',
  params: { ...PATH_PARAMS, ...FILTER_PARAMS, Credential: { type: T.PSCredential }, Stream: { type: T.String } },
  run: (p, ctx) => ({ process() { eachPlace(ctx, p, (place) => { ctx.writeAll(place.provider.item(ctx, place.path)); }); } }),
});
