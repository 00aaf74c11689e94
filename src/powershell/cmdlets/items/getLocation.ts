import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { hasWildcard, wildcard } from '../../runtime/operators/wildcard.ts';
import { PROVIDERS, drivesOf } from './providers/drives.ts';
import { fileSystem } from './fileSystem/fileSystem.ts';
import { noProvider } from './providers/provider.ts';
import { MANAGEMENT } from './paths/itemSteps.ts';

export const getLocation = cmdlet({
  name: 'Get-Location', aliases: ['gl', 'pwd'], module: MANAGEMENT, defaultSet: 'Location', synopsis: 'Gets the current location.',
  params: { PSProvider: { type: arrayOf(T.String), sets: ['Location'], from: 'property' }, PSDrive: { type: arrayOf(T.String), sets: ['Location'], from: 'property' }, Stack: { type: T.Switch, sets: ['Stack'] }, StackName: { type: arrayOf(T.String), sets: ['Stack'], from: 'property' } },
  run: (p, ctx) => ({
    process() {
      const drives = drivesOf(ctx.session);
      if (p.Stack === true || p.StackName !== undefined) {
        for (const name of p.StackName ?? [drives.defaultStack]) {
          const stack = drives.stacks.get(name);
          if (stack === undefined && name !== drives.defaultStack) ctx.writeError({ id: 'Argument', category: 'InvalidArgument', target: null, exception: 'System.Management.Automation.PSArgumentException', message: 'Cannot process argument because the value of argument "stackName" is not valid. Change the value of the "stackName" argument and run the operation again.' });
          for (const { drive, location } of (stack ?? []).toReversed()) ctx.write(drives.at(drive, drive.provider === fileSystem ? location : ''));
        }
        return;
      }
      for (const name of p.PSDrive ?? []) {
        const found = hasWildcard(name) ? drives.seen().filter((d) => wildcard(name).test(d.name)) : [drives.find(name)].filter((d) => d !== undefined);
        if (found.length === 0) ctx.writeError({ id: 'GetLocationNoMatchingDrive', category: 'ObjectNotFound', target: name, exception: 'System.Management.Automation.DriveNotFoundException', message: `Cannot find drive. A drive with the name '${name}' does not exist.` });
        for (const drive of found) ctx.write(drives.at(drive));
      }
      if (p.PSDrive !== undefined) return;
      for (const name of p.PSProvider ?? []) {
        const found = PROVIDERS.filter((x) => wildcard(name).test(x.name));
        if (found.length === 0 && !hasWildcard(name)) ctx.writeError({ ...noProvider(name), id: 'GetLocationNoMatchingProvider' });
        // Where one is, for the provider of the drive one is in; else where one would begin.
        for (const provider of found) ctx.write(drives.at(drives.for(provider)));
      }
      if (p.PSProvider === undefined) ctx.write(drives.here());
    },
  }),
});
