import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { FILTER_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, asItemError, eachPlace } from './paths/itemSteps.ts';
import { fileSystem, portOf, refuseOntoItself } from './fileSystem/fileSystem.ts';
import { leaf, placeOf } from './paths/paths.ts';
import { ItemError } from './providers/provider.ts';

export const copyItem = cmdlet({
  name: 'Copy-Item', aliases: ['copy', 'cp', 'cpi'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Copies items.',
  params: {
    ...PATH_PARAMS, ...FILTER_PARAMS, Destination: { type: T.String, position: 1, from: 'property', help: 'The folder to copy into, or the new path.' },
    Container: { type: T.Switch }, Recurse: { type: T.Switch }, PassThru: { type: T.Switch }, Credential: { type: T.PSCredential, from: 'property' },
  },
  run: (p, ctx) => ({
    process() {
      const to = p.Destination ?? '.', force = p.Force === true;
      eachPlace(ctx, p, ({ provider, path }) => {
        const target = placeOf(ctx, to);
        if (target.provider !== provider) throw new ItemError({ id: 'CopyItemSourceAndDestinationNotSameProvider', category: 'InvalidArgument', target: [path], exception: 'System.Management.Automation.PSArgumentException', message: 'Source and destination path did not resolve to the same provider.' });
        if (provider === fileSystem) refuseOntoItself(ctx, path, target.path);
        const folder = provider.isHierarchical && provider.isContainer(ctx, target.path);
        const exact = folder ? portOf(ctx).resolve(target.path, leaf(path)) : target.path;
        if (!ctx.shouldProcess(`Item: ${path} Destination: ${exact}`, provider.isContainer(ctx, path) ? 'Copy Directory' : 'Copy File')) return;
        provider.copy(ctx, path, exact, p.Recurse === true, force, (error) => { ctx.writeError(asItemError(ctx, error).spec); });
        if (p.PassThru === true) ctx.write(provider.item(ctx, exact));
      });
    },
  }),
});
