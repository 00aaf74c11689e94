import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import type { Value } from '../../runtime/values/value.ts';
import { FILTER_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, asItemError, attempt, eachPlace } from './paths/itemSteps.ts';
import { fileSystem, portOf, refuseOntoItself } from './fileSystem/fileSystem.ts';
import { chosen, leaf, placeOf } from './paths/paths.ts';
import { ItemError } from './providers/provider.ts';
import type { Copying } from './providers/provider.ts';

export const copyItem = cmdlet({
  name: 'Copy-Item', aliases: ['copy', 'cp', 'cpi'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Copies items.',
  params: {
    ...PATH_PARAMS, ...FILTER_PARAMS, Destination: { type: T.String, position: 1, from: 'property', help: 'The folder to copy into, or the new path.' },
    Container: { type: T.Switch }, Recurse: { type: T.Switch }, PassThru: { type: T.Switch }, Credential: { type: T.PSCredential, from: 'property' },
  },
  run: (p, ctx) => ({
    process() {
      const to = p.Destination ?? '.', invalid = (id: string, target: Value, message: string): never => { throw new ItemError({ id, category: 'InvalidArgument', target, exception: 'System.Management.Automation.PSArgumentException', message }); };
      eachPlace(ctx, p, ({ provider, path }) => {
        const target = placeOf(ctx, to);
        if (target.provider !== provider) invalid('CopyItemSourceAndDestinationNotSameProvider', [path], 'Source and destination path did not resolve to the same provider.');
        if (provider === fileSystem) refuseOntoItself(ctx, path, target.path);
        const folder = provider.isHierarchical && provider.isContainer(ctx, target.path), how: Copying = {
          recurse: p.Recurse === true, force: p.Force === true, report: (error) => { ctx.writeError(asItemError(ctx, error).spec); },
          takes: (name) => chosen(name, { filter: p.Filter, exclude: p.Exclude }), made: (made) => { if (p.PassThru === true) ctx.write(provider.item(ctx, made)); },
        };
        const copy = (from: string, way: Copying): void => {
          const exact = folder ? portOf(ctx).resolve(target.path, leaf(from)) : target.path;
          if (ctx.shouldProcess(`Item: ${from} Destination: ${exact}`, provider.isContainer(ctx, from) ? 'Copy Directory' : 'Copy File')) provider.copy(ctx, from, exact, way);
        };
        /** All that is below a folder side by side, folders without what they hold (CopyRecurseToSingleContainer). */
        const flat = (from: string): void => {
          const children = provider.children(ctx, from).filter((c) => !c.isHidden);
          for (const child of children) if (child.isContainer || chosen(child.name, { exclude: p.Exclude })) attempt(ctx, () => { copy(child.path, { ...how, recurse: false }); });
          for (const child of children) if (child.isContainer) flat(child.path);
        };
        if (p.Container !== false || !folder || !provider.isContainer(ctx, path)) copy(path, how);
        else if (how.recurse) flat(path);
        else invalid('CopyContainerToContainerWithoutRecurseOrContainer', path, 'Container cannot be copied to another container. The -Recurse or -Container parameter is not specified.');
      });
    },
  }),
});
