import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { MANAGEMENT, attempt } from './paths/itemSteps.ts';
import { leaf, resolvePlaces } from './paths/paths.ts';
import type { Place } from './paths/paths.ts';
import { ItemError } from './providers/provider.ts';
import { portOf } from './fileSystem/fileSystem.ts';
import { parentOf, slashes } from './paths/pathText.ts';

const SETS = { path: 'ByPath', literal: 'ByLiteralPath' } as const;
export const renameItem = cmdlet({
  name: 'Rename-Item', aliases: ['ren', 'rni'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Gives an item a new name.',
  params: {
    Path: { type: T.String, sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path], from: 'both' },
    LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    NewName: { type: T.String, position: 1, mandatory: true, from: 'property' },
    Force: { type: T.Switch },
    PassThru: { type: T.Switch },
    Credential: { type: T.PSCredential, from: 'property' },
  },
  run: (p, ctx) => ({
    process() {
      attempt(ctx, () => {
        const given = p.LiteralPath ?? p.Path ?? '';
        let place: Place | undefined;
        try {
          const places = resolvePlaces(ctx, given, { literal: p.LiteralPath !== undefined, force: p.Force === true });
          // A pattern that names several is looked at as a name, which is not there.
          if (places.length === 1) [place] = places;
        } catch (error) {
          if (p.LiteralPath === undefined || !(error instanceof ItemError) || error.spec.id !== 'PathNotFound') throw error;
        }
        if (place === undefined) throw new ItemError({ id: 'InvalidOperation', category: 'InvalidOperation', target: null, exception: 'System.Management.Automation.PSInvalidOperationException', message: `Cannot rename because item at '${given}' does not exist.` });
        const separator = ctx.host.files?.separator ?? '/', name = slashes(p.NewName, separator), { path } = place;
        // The path of a place beside the old one names it too.
        if (name.includes(separator) && leaf(name) !== name.replace(/^\.[\\/]/, '') && parentOf(name, separator).toLowerCase() !== parentOf(path, separator).toLowerCase()) {
          ctx.fail({ id: 'Argument', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentException', message: 'Cannot rename the specified target, because it represents a path or device name.' });
        }
        const destination = place.provider.isHierarchical ? portOf(ctx).resolve(parentOf(place.path, separator), leaf(name)) : name;
        if (!ctx.shouldProcess(`Item: ${place.path} Destination: ${destination}`, place.provider.isContainer(ctx, place.path) ? 'Rename Directory' : 'Rename File')) return;
        const to = place.provider.rename(ctx, place.path, leaf(name), p.Force === true);
        if (p.PassThru === true) ctx.write(place.provider.item(ctx, to));
      });
    },
  }),
});
