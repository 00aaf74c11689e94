import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { drivesOf } from './providers/drives.ts';
import { MANAGEMENT, attempt } from './paths/itemSteps.ts';

export const getLocation = cmdlet({
  name: 'Get-Location', aliases: ['gl', 'pwd'], module: MANAGEMENT, defaultSet: 'Location', synopsis: 'Gets the current location.',
  params: { PSProvider: { type: arrayOf(T.String), sets: ['Location'], from: 'property' }, PSDrive: { type: arrayOf(T.String), sets: ['Location'], from: 'property' }, Stack: { type: T.Switch, sets: ['Stack'] }, StackName: { type: arrayOf(T.String), sets: ['Stack'], from: 'property' } },
  run: (p, ctx) => ({
    process() {
      const drives = drivesOf(ctx.session);
      if (p.Stack === true || p.StackName !== undefined) {
        for (const entry of (drives.stacks.get(p.StackName?.[0] ?? '') ?? []).toReversed()) ctx.write(drives.shown(entry.drive, entry.location));
        return;
      }
      for (const name of p.PSDrive ?? []) attempt(ctx, () => { ctx.write(drives.info(drives.get(name))); });
      if (p.PSDrive === undefined) ctx.write(drives.here());
    },
  }),
});
