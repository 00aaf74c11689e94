import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { FilePortError } from '../../runtime/host.ts';
import { drivesOf } from './providers/drives.ts';
import { MANAGEMENT, SETS } from './paths/itemSteps.ts';
import { FileItem } from './fileSystem/fileTypes.ts';
import { resolvePlaces } from './paths/paths.ts';
import type { Place } from './paths/paths.ts';
import { ItemError } from './providers/provider.ts';
import { pathTypes } from '../parameterEnums.ts';

export const testPath = cmdlet({
  name: 'Test-Path', module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Says whether something is at a path.', outputType: [T.Boolean],
  params: {
    Path: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path], from: 'both', allowNull: true, nullItems: true, allowEmpty: true },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property', allowNull: true, nullItems: true, allowEmpty: true },
    Filter: { type: T.String },
    Include: { type: arrayOf(T.String) },
    Exclude: { type: arrayOf(T.String) },
    PathType: { type: pathTypes, asText: true, aliases: ['Type'] }, Credential: { type: T.PSCredential, from: 'property' },
    IsValid: { type: T.Switch },
    OlderThan: { type: T.DateTime, allowNull: true },
    NewerThan: { type: T.DateTime, allowNull: true },
  },
  run: (p, ctx) => ({
    process() {
      const given = p.LiteralPath ?? p.Path;
      if (given === undefined || given === null || given.length === 0) { notGiven(); return; }
      for (const text of given as readonly (string | null)[]) if (text === null) notGiven(); else ctx.write(p.IsValid === true ? isValid(ctx, text) : places(text).some((place) => fits(place)));
      // What was meant as the exception's message is the name of its parameter there (TestPathCommand.ProcessRecord).
      function notGiven(): void {
        ctx.writeError({ id: 'NullPathNotPermitted', category: 'InvalidArgument', exception: 'System.ArgumentNullException', message: "Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')", target: given ?? null });
      }
      function places(text: string): readonly Place[] {
        if (text === '' || /^\s+$/.test(text)) return [];
        try { return resolvePlaces(ctx, text, { literal: p.LiteralPath !== undefined, filter: p.Filter, include: p.Include, exclude: p.Exclude }); } catch (error) {
          if (error instanceof ItemError || error instanceof FilePortError) return [];
          throw error;
        }
      }
      function fits(place: Place): boolean {
        const kind = p.PathType?.toLowerCase() ?? 'any', container = place.provider.isContainer(ctx, place.path);
        if ((kind === 'leaf' && container) || (kind === 'container' && !container)) return false;
        if (p.OlderThan == null && p.NewerThan == null) return true;
        const item = place.provider.item(ctx, place.path);
        if (!(item instanceof FileItem) || item.entry === undefined) return false;
        const local = item.entry.modifiedMs + ctx.host.clock.offsetMinutes(item.entry.modifiedMs) * 60_000;
        return (p.OlderThan == null || local < p.OlderThan.unixMs) && (p.NewerThan == null || local > p.NewerThan.unixMs);
      }
    },
  }),
});
/** Whether a path could be written; only the null character never can on Unix. */
function isValid(ctx: CmdletContext, text: string): boolean {
  const drive = /^([^:/\\]+):(?!:)/.exec(text)?.[1];
  if (drive !== undefined && drivesOf(ctx.session).find(drive) === undefined) return false;
  // eslint-disable-next-line no-control-regex -- the characters a path may not have
  return text !== '' && !(ctx.host.environment.platform === 'win32' ? /[<>"|?*\u0000-\u001f]/ : /\u0000/).test(text);
}
