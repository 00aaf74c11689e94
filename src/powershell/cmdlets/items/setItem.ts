import { toText } from '../../runtime/convert/toText.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { ScopedItemOptions } from '../../runtime/types/system/enums.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { MANAGEMENT, SETS, attempt } from './paths/itemSteps.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import { chosen, leaf, placeOf, resolvePlaces } from './paths/paths.ts';

export const setItem = cmdlet({
  name: 'Set-Item', aliases: ['si'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Changes the value of an item: a variable, a function, an alias, an environment variable.',
  params: {
    Path: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path], from: 'property' },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    Value: { type: T.Object, position: 1, from: 'both', allowNull: true, allowEmpty: true },
    Force: { type: T.Switch },
    PassThru: { type: T.Switch },
    Options: { type: ScopedItemOptions, asText: true },
    Filter: { type: T.String }, Credential: { type: T.PSCredential, from: 'property' },
    Include: { type: arrayOf(T.String) },
    Exclude: { type: arrayOf(T.String) },
  },
  run: (p, ctx) => ({
    process() {
      for (const text of p.LiteralPath ?? p.Path ?? []) {
        attempt(ctx, () => {
          const places = p.LiteralPath === undefined && hasWildcard(text) ? resolvePlaces(ctx, text) : [placeOf(ctx, text)];
          for (const { provider, path } of places) {
            if (!chosen(leaf(path), { filter: p.Filter, include: p.Include, exclude: p.Exclude }) || !ctx.shouldProcess(`Item: ${places.length > 1 ? path : text} Value: ${toText(p.Value)}`, 'Set Item')) continue;
            const made = provider.set(ctx, path, p.Value === undefined ? null : p.Value, p.Force === true, p.Options);
            if (p.PassThru === true) ctx.write(made);
          }
        });
      }
    },
  }),
});
