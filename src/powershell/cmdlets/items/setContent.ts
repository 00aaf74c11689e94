/** Set-Content, Add-Content and Clear-Content. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Bound } from '../../runtime/cmdlet.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import type { Value } from '../../runtime/values/value.ts';
import { fileSystem } from './fileSystem/fileSystem.ts';
import { noStreams } from './fileSystem/streams.ts';
import { noneNamed } from './getContent.ts';
import { ENCODING_HELP, encodingArgument, encodingName, encodingUnused } from './fileSystem/encodings.ts';
import { FILTER_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, attempt, eachPlace } from './paths/itemSteps.ts';
import { chosen, leaf, placeOf, resolvePlaces } from './paths/paths.ts';

const WRITE_PARAMS = {
  Path: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path], from: 'property' },
  LiteralPath: PATH_PARAMS.LiteralPath,
  Value: { type: T.Object, position: 1, mandatory: true, from: 'both', allowNull: true, allowEmpty: 'list' },
  ...FILTER_PARAMS,
  PassThru: { type: T.Switch },
  NoNewline: { type: T.Switch },
  Encoding: { type: T.Object, transform: encodingArgument, help: ENCODING_HELP },
  AsByteStream: { type: T.Switch },
  Stream: { type: T.String },
  Credential: { type: T.PSCredential, from: 'property' },
} as const;

/** Written at the end, so that what is read in the same pipeline is still the old content; where the paths come down the pipeline, each with its own. */
function steps(p: Bound<typeof WRITE_PARAMS>, ctx: CmdletContext, append: boolean): { begin: () => void; process: () => void; end: () => void } {
  let values: Value[] = [], batches: Value[][] = [], isPiped = false, seen = false;
  const write = (paths: readonly string[]): void => {
    noneNamed(ctx, { ...p, Path: paths });
    for (const text of paths) {
      attempt(ctx, () => {
        const places = p.LiteralPath === undefined && hasWildcard(text) ? resolvePlaces(ctx, text, { force: p.Force === true, filter: p.Filter, include: p.Include, exclude: p.Exclude }) : [placeOf(ctx, text)].filter((place) => chosen(leaf(place.path), { filter: p.Filter, include: p.Include, exclude: p.Exclude }));
        for (const { provider, path } of places) {
          if (!ctx.shouldProcess(`Path: ${path}`, append ? 'Add Content' : 'Set Content')) continue;
          // What was there is cleared first, which the provider refuses for a folder.
          if (!append && provider === fileSystem && provider.isContainer(ctx, path)) ctx.fail({ id: 'System.NotSupportedException', category: 'NotSpecified', exception: 'System.NotSupportedException', message: `Unable to clear content of '${path}' because it is a directory. Clear-Content is only supported on files.` });
          attempt(ctx, () => {
            provider.write(ctx, path, values, { append, encoding: encodingName(p.Encoding), noNewline: p.NoNewline === true, asBytes: p.AsByteStream === true, force: p.Force === true });
            // -Value is an array, and is passed on as one (WriteContentCommandBase).
            if (p.PassThru === true) for (const batch of batches) ctx.write(batch);
          });
        }
      });
    }
  };
  return {
    begin() {
      encodingUnused(p, ctx);
      noStreams(p, ctx);
      isPiped = p.LiteralPath === undefined && p.Path === undefined;
    },
    process() {
      seen = true;
      if (isPiped) { values = []; batches = []; }
      const batch = isEnumerable(p.Value) ? [...enumerate(p.Value)] : [p.Value];
      for (const v of batch) values.push(v);
      if (p.PassThru === true) batches.push(batch);
      if (isPiped) write(p.LiteralPath ?? p.Path ?? []);
    },
    end() { if (!isPiped && seen) write(p.LiteralPath ?? p.Path ?? []); },
  };
}
export const setContent = cmdlet({
  name: 'Set-Content', aliases: ['sc'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Writes new content to a file or another item.', params: WRITE_PARAMS,
  run: (p, ctx) => steps(p, ctx, false),
});
export const addContent = cmdlet({
  name: 'Add-Content', aliases: ['ac'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Adds content to the end of a file or another item.', params: WRITE_PARAMS,
  run: (p, ctx) => steps(p, ctx, true),
});
export const clearContent = cmdlet({
  name: 'Clear-Content', aliases: ['clc'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Empties a file or another item.', params: { ...PATH_PARAMS, Path: WRITE_PARAMS.Path, ...FILTER_PARAMS, Stream: { type: T.String }, Credential: WRITE_PARAMS.Credential },
  run: (p, ctx) => ({ begin() { noStreams(p, ctx); }, process() { eachPlace(ctx, p, ({ provider, path }) => { if (ctx.shouldProcess(`Item: ${path}`, 'Clear Content')) provider.clear(ctx, path); }); } }),
});
