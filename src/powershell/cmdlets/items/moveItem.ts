import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { FILTER_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, asItemError, eachPlace } from './paths/itemSteps.ts';
import { portOf } from './fileSystem/fileSystem.ts';
import { leaf, placeOf } from './paths/paths.ts';

export const moveItem = cmdlet({
  name: 'Move-Item', aliases: ['mi', 'move', 'mv'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Moves items.',
  params: { ...PATH_PARAMS, ...FILTER_PARAMS, Destination: { type: T.String, position: 1, from: 'property' }, PassThru: { type: T.Switch }, Credential: { type: T.PSCredential, from: 'property' } },
  run: (p, ctx) => ({
    process() {
      eachPlace(ctx, p, ({ provider, path }) => {
        const target = placeOf(ctx, p.Destination ?? '.');
        const exact = provider.isHierarchical && provider.isContainer(ctx, target.path) ? portOf(ctx).resolve(target.path, leaf(path)) : target.path;
        if (!ctx.shouldProcess(`Item: ${path} Destination: ${exact}`, provider.isContainer(ctx, path) ? 'Move Directory' : 'Move File')) return;
        if (p.Force === true && provider.isHierarchical && exact !== path && provider.exists(ctx, exact) && !provider.isContainer(ctx, exact)) provider.remove(ctx, exact, false, true);
        provider.move(ctx, path, exact, p.Force === true, (error) => { ctx.writeError(asItemError(ctx, error).spec); });
        if (p.PassThru === true) ctx.write(provider.item(ctx, exact));
      });
    },
  }),
});
