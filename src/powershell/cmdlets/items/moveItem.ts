import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import type { Value } from '../../runtime/values/value.ts';
import { FILTER_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, asItemError, attempt, eachPlace, wantedBy } from './paths/itemSteps.ts';
import { portOf } from './fileSystem/fileSystem.ts';
import { leaf, matchingPlaces, placeOf, resolvePlaces } from './paths/paths.ts';
import { ItemError } from './providers/provider.ts';

export const moveItem = cmdlet({
  name: 'Move-Item', aliases: ['mi', 'move', 'mv'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Moves items.',
  params: { ...PATH_PARAMS, ...FILTER_PARAMS, Destination: { type: T.String, position: 1, from: 'property' }, PassThru: { type: T.Switch }, Credential: { type: T.PSCredential, from: 'property' } },
  run: (p, ctx) => ({
    process() {
      const refuse = (message: string, target: Value): never => { throw new ItemError({ id: 'System.Management.Automation.PSArgumentException', category: 'InvalidArgument', target, exception: 'System.Management.Automation.PSArgumentException', message }); };
      const targets = attempt(ctx, () => {
        const to = p.Destination ?? '.', named = hasWildcard(to) ? resolvePlaces(ctx, to) : [];
        if (named.length > 1) refuse('Cannot move the item because the destination resolved to multiple paths. Specify a destination path that resolves to a single destination and try again.', to);
        return named;
      });
      if (targets === undefined) return;
      // Many things go into a folder alone.
      const many = (p.LiteralPath === undefined ? p.Path ?? [] : []).find((text) => hasWildcard(text) && (attempt(ctx, () => matchingPlaces(ctx, text, wantedBy(p)))?.length ?? 0) > 1);
      if (many !== undefined && attempt(ctx, () => {
        const target = targets[0] ?? placeOf(ctx, p.Destination ?? '.');
        if (target.provider.exists(ctx, target.path) && !target.provider.isContainer(ctx, target.path)) refuse('Cannot move the item because the source path points to one or more items and the destination path is not a container. Validate that the destination path is a container and try again.', target.path);
        return true;
      }) !== true) return;
      const there = p.LiteralPath?.filter((text) => attempt(ctx, () => isThere(ctx, text)) === true);
      eachPlace(ctx, { ...p, LiteralPath: there }, ({ provider, path }) => {
        const target = targets[0] ?? placeOf(ctx, p.Destination ?? '.');
        if (target.provider !== provider) refuse('Cannot move the item because the source and destination paths did not resolve to the same provider.', [path]);
        const exact = provider.isHierarchical && provider.isContainer(ctx, target.path) ? portOf(ctx).resolve(target.path, leaf(path)) : target.path;
        if (!ctx.shouldProcess(`Item: ${path} Destination: ${exact}`, provider.isContainer(ctx, path) ? 'Move Directory' : 'Move File')) return;
        if (p.Force === true && provider.isHierarchical && exact !== path && provider.exists(ctx, exact) && !provider.isContainer(ctx, exact)) provider.remove(ctx, exact, false, true);
        provider.move(ctx, path, exact, p.Force === true, (error) => { ctx.writeError(asItemError(ctx, error).spec); });
        if (p.PassThru === true) ctx.write(provider.item(ctx, exact));
      });
    },
  }),
});
/** Whether there is something at a literal path; Move-Item has words of its own where there is nothing. */
function isThere(ctx: CmdletContext, text: string): boolean {
  const { provider, path } = placeOf(ctx, text);
  if (provider.exists(ctx, path)) return true;
  throw new ItemError({ id: 'InvalidOperation', category: 'InvalidOperation', target: null, exception: 'System.Management.Automation.PSInvalidOperationException', message: `Cannot move item because the item at '${text}' does not exist.` });
}
