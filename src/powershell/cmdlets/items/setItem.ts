import { toText } from '../../runtime/convert/toText.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { MANAGEMENT, SETS, attempt } from './itemSteps.ts';
import { placeOf } from './paths.ts';

export const setItem = cmdlet({
  name: 'Set-Item', aliases: ['si'], module: MANAGEMENT, defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Changes the value of an item: a variable, a function, an alias, an environment variable.',
  params: {
    Path: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path], from: 'property' },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    Value: { type: T.Object, position: 1, from: 'both', allowNull: true, allowEmpty: true },
    Force: { type: T.Switch },
    PassThru: { type: T.Switch },
    Options: { type: T.String },
  },
  run: (p, ctx) => ({
    process() {
      for (const text of p.LiteralPath ?? p.Path ?? []) {
        attempt(ctx, () => {
          const { provider, path } = placeOf(ctx, text);
          if (!ctx.shouldProcess(`Item: ${text} Value: ${toText(p.Value)}`, 'Set Item')) return;
          const made = provider.set(ctx, path, p.Value === undefined ? null : p.Value, p.Force === true);
          if (p.PassThru === true) ctx.write(made);
        });
      }
    },
  }),
});
