import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { MANAGEMENT, attempt } from './paths/itemSteps.ts';
import { placeOf } from './paths/paths.ts';
import { joinParts } from './paths/pathText.ts';

export const makeDirectory = cmdlet({
  name: 'mkdir', aliases: ['md'], module: MANAGEMENT, supportsShouldProcess: true, synopsis: 'Makes folders.',
  params: { Path: { type: arrayOf(T.String), position: 0, mandatory: true, from: 'property' }, Name: { type: T.String, from: 'property' }, Force: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      for (const at of p.Path) {
        attempt(ctx, () => {
          const { provider, path } = placeOf(ctx, p.Name === undefined ? at : joinParts(at, p.Name, ctx.host.files?.separator ?? '/'));
          if (ctx.shouldProcess(`Destination: ${path}`, 'Create Directory')) ctx.write(provider.create(ctx, path, { type: 'directory', value: null, force: p.Force === true }));
        });
      }
    },
  }),
});
