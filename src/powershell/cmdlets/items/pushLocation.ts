import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { drivesOf } from './providers/drives.ts';
import { MANAGEMENT, SETS } from './paths/itemSteps.ts';
import { goTo } from './setLocation.ts';

export const pushLocation = cmdlet({
  name: 'Push-Location', aliases: ['pushd'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Keeps the current location on a stack, and goes to another.',
  params: {
    Path: { type: T.String, sets: [SETS.path], position: { [SETS.path]: 0 }, from: 'both' },
    LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: [SETS.literal], from: 'property' },
    PassThru: { type: T.Switch },
    StackName: { type: T.String, from: 'property' },
  },
  run: (p, ctx) => ({
    process() {
      const drives = drivesOf(ctx.session), name = p.StackName ?? drives.defaultStack, stack = drives.stacks.get(name) ?? [];
      const here = { drive: drives.current, location: ctx.session.location }, to = p.LiteralPath ?? p.Path;
      const went = to === undefined || goTo(ctx, to, p.LiteralPath !== undefined);
      stack.push(here);
      drives.stacks.set(name, stack);
      if (p.PassThru === true && went) ctx.write(drives.here());
    },
  }),
});
