import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { noStreams } from './fileSystem/streams.ts';
import { fileSystem } from './fileSystem/fileSystem.ts';
import { FILTER_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, attempt, eachPlace } from './paths/itemSteps.ts';
import { chosen, leaf } from './paths/paths.ts';
import type { Place } from './paths/paths.ts';

export const removeItem = cmdlet({
  name: 'Remove-Item', aliases: ['del', 'erase', 'rd', 'ri', 'rm', 'rmdir'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Removes items.',
  params: { ...PATH_PARAMS, ...FILTER_PARAMS, Recurse: { type: T.Switch, help: 'With everything inside.' }, Credential: { type: T.PSCredential, from: 'property' }, Stream: { type: arrayOf(T.String) } },
  run: (p, ctx) => ({
    begin() { noStreams(p, ctx); },
    process() {
      const force = p.Force === true, recurse = p.Recurse === true;
      // With -Recurse the choice by name holds for what is inside, at every level.
      const inner = recurse && (p.Include !== undefined || p.Exclude !== undefined || p.Filter !== undefined);
      const remove = ({ provider, path }: Pick<Place, 'provider' | 'path'>): void => {
        if (provider === fileSystem ? ctx.shouldProcess(path, provider.isContainer(ctx, path) ? 'Remove Directory' : 'Remove File') : ctx.shouldProcess(`Item: ${path}`, 'Remove Item')) provider.remove(ctx, path, recurse, force);
      };
      const wanted = { include: p.Include, exclude: p.Exclude, filter: p.Filter };
      /** Removes what is chosen; says whether everything was. */
      const inside = (place: Pick<Place, 'provider' | 'path'>): boolean => {
        let all = true;
        for (const child of place.provider.children(ctx, place.path)) {
          if (chosen(child.name, wanted)) { attempt(ctx, () => { remove({ provider: place.provider, path: child.path }); }); continue; }
          all = false;
          if (child.isContainer) inside({ provider: place.provider, path: child.path });
        }
        return all;
      };
      eachPlace(ctx, inner ? { Path: p.Path, LiteralPath: p.LiteralPath, Force: force } : p, (place) => {
        if (!inner) remove(place);
        // The choice holds for what the path names, too; a folder goes when nothing in it is to stay (SessionStateInternal.RemoveItem).
        else if ((!place.provider.isContainer(ctx, place.path) || inside(place)) && chosen(leaf(place.path), wanted)) remove(place);
      });
    },
  }),
});
