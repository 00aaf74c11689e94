import { cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T } from '../../runtime/types/t.ts';
import { drivesOf } from './providers/drives.ts';
import { fileSystem, portOf } from './fileSystem/fileSystem.ts';
import { MANAGEMENT, SETS, asItemError } from './paths/itemSteps.ts';
import { ItemError } from './providers/provider.ts';
import { placeOf, resolvePlaces } from './paths/paths.ts';
import { pathNotFound } from './providers/provider.ts';

/** Goes to a container; what is none ends the command. */
/** False where it could not: the command goes on (SetLocationCommand.ProcessRecord). */
export function goTo(ctx: CmdletContext, text: string, literal: boolean): boolean {
  try {
    const [place = placeOf(ctx, text), ...more] = resolvePlaces(ctx, text, { literal, force: true });
    if (more.length > 0) throw new ItemError({ id: 'Argument', category: 'InvalidArgument', target: text, exception: 'System.Management.Automation.PSArgumentException', message: `Cannot set the location because path '${text}' resolved to multiple containers. You can only set the location to a single container at a time.` });
    if (!place.provider.isContainer(ctx, place.path)) throw pathNotFound(place.provider === fileSystem ? place.path : text);
    drivesOf(ctx.session).go(place.drive, place.path);
    return true;
  } catch (error) { ctx.writeError(asItemError(ctx, error).spec); return false; }
}
export const setLocation = cmdlet({
  name: 'Set-Location', aliases: ['cd', 'chdir', 'sl'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Sets the current location.',
  params: {
    Path: { type: T.String, sets: [SETS.path], position: { [SETS.path]: 0 }, from: 'both', help: 'The folder or drive.' },
    LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    PassThru: { type: T.Switch },
    StackName: { type: T.String, sets: ['Stack'], from: 'property' },
  },
  run: (p, ctx) => ({
    process() {
      const drives = drivesOf(ctx.session), here = { drive: drives.current, location: ctx.session.location };
      if (p.Path === '-' || p.Path === '+') {
        const [from, to] = p.Path === '-' ? [drives.back, drives.forth] : [drives.forth, drives.back], last = from.pop();
        if (last === undefined) return ctx.fail({ id: 'System.InvalidOperationException', category: 'NotSpecified', exception: 'System.InvalidOperationException', message: p.Path === '-' ? 'There is no location history left to navigate backwards.' : 'There is no location history left to navigate forwards.' });
        to.push(here);
        drives.go(last.drive, last.location);
      } else if (p.StackName !== undefined) {
        // Makes that stack the one that is meant where none is named, and goes nowhere.
        if (p.StackName !== '' && !drives.stacks.has(p.StackName)) ctx.fail({ id: 'StackNotFound', category: 'ObjectNotFound', target: p.StackName, exception: 'System.Management.Automation.ItemNotFoundException', message: `Cannot find path '${p.StackName}' because it does not exist.` });
        drives.defaultStack = p.StackName;
      } else {
        if (!goTo(ctx, p.LiteralPath ?? p.Path ?? portOf(ctx).home, p.LiteralPath !== undefined || p.Path === undefined)) return undefined;
        drives.forth.length = 0;
        if (drives.back.push(here) > 20) drives.back.shift();
      }
      if (p.PassThru === true) ctx.write(drives.here());
      return undefined;
    },
  }),
});
