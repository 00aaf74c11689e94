import { cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/cmdletContext.ts';
import { T } from '../../runtime/types/t.ts';
import { drivesOf } from './drives.ts';
import { fileSystem } from './fileSystem.ts';
import { MANAGEMENT, SETS, asItemError } from './itemSteps.ts';
import { placeOf, resolvePlaces } from './paths.ts';
import { pathNotFound } from './provider.ts';

/** Goes to a container; what is none ends the command. */
export function goTo(ctx: CmdletContext, text: string, literal: boolean): void {
  try {
    const [place = placeOf(ctx, text), ...more] = resolvePlaces(ctx, text, { literal, force: true });
    if (more.length > 0) ctx.fail({ id: 'Argument', category: 'InvalidArgument', target: text, exception: 'System.Management.Automation.PSArgumentException', message: `Cannot set the location because path '${text}' resolved to multiple containers. You can only set the location to a single container at a time.` });
    if (!place.provider.isContainer(ctx, place.path)) throw pathNotFound(place.provider === fileSystem ? place.path : text);
    drivesOf(ctx.session).current = place.drive;
    if (place.provider === fileSystem) ctx.session.location = place.path;
  } catch (error) { ctx.fail(asItemError(ctx, error).spec); }
}
export const setLocation = cmdlet({
  name: 'Set-Location', aliases: ['cd', 'chdir', 'sl'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Sets the current location.',
  params: {
    Path: { type: T.String, sets: [SETS.path], position: { [SETS.path]: 0 }, from: 'both', help: 'The folder or drive.' },
    LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    PassThru: { type: T.Switch },
    StackName: { type: T.String },
  },
  run: (p, ctx) => ({
    process() {
      goTo(ctx, p.LiteralPath ?? p.Path ?? '~', p.LiteralPath !== undefined);
      if (p.PassThru === true) ctx.write(drivesOf(ctx.session).here());
    },
  }),
});
