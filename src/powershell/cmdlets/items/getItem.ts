import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { noStreams } from './fileSystem/streams.ts';
import { reachedBy } from './fileSystem/fileTypes.ts';
import { fileSystem } from './fileSystem/fileSystem.ts';
import { FILTER_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, eachPlace } from './paths/itemSteps.ts';
import { leaf } from './paths/paths.ts';
import { ItemError } from './providers/provider.ts';

export const getItem = cmdlet({
  name: 'Get-Item', aliases: ['gi'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Gets the item at a path.',
  params: { ...PATH_PARAMS, ...FILTER_PARAMS, Credential: { type: T.PSCredential, from: 'property' }, Stream: { type: T.String } },
  run: (p, ctx) => ({
    begin() { noStreams(p, ctx); },
    process() {
      eachPlace(ctx, p, (place) => {
        // A hidden item is told of with -Force alone (FileSystemProvider.GetItem).
        if (place.provider === fileSystem && p.Force !== true && ctx.host.files?.separator === '/' && leaf(place.path).startsWith('.')) {
          throw new ItemError({ id: 'ItemNotFound', category: 'ObjectNotFound', target: place.path, exception: 'System.IO.IOException', message: `Could not find item ${place.path}.` });
        }
        ctx.writeAll(reachedBy(place.provider.item(ctx, place.path), place.drive));
      });
    },
  }),
});
