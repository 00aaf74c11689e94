import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { drivesOf } from './providers/drives.ts';
import { MANAGEMENT } from './paths/itemSteps.ts';

export const popLocation = cmdlet({
  name: 'Pop-Location', aliases: ['popd'], module: MANAGEMENT, synopsis: 'Goes back to the location kept last.',
  params: { PassThru: { type: T.Switch }, StackName: { type: T.String, from: 'property' } },
  run: (p, ctx) => ({
    process() {
      const drives = drivesOf(ctx.session), last = drives.stacks.get(p.StackName ?? drives.defaultStack)?.pop();
      if (last === undefined) {
        if (p.StackName !== undefined && p.StackName !== '' && !drives.stacks.has(p.StackName)) ctx.writeError({ id: 'Argument', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentException', message: `Cannot find location stack '${p.StackName}'. It does not exist or it is not a container.` });
        return;
      }
      drives.go(last.drive, last.location);
      if (p.PassThru === true) ctx.write(drives.here());
    },
  }),
});
