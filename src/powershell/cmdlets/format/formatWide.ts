import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { PROPERTY_KEYS } from '../../format/properties.ts';
import { FORMAT_PARAMS, formatSteps, specsOf } from './formatCommon.ts';

export const formatWide = cmdlet({
  name: 'Format-Wide', aliases: ['fw'], synopsis: 'Shows one property of each object, several beside each other.',
  params: {
    Property: { type: T.Object, position: 0, help: 'The property to show.' },
    AutoSize: { type: T.Switch },
    Column: { type: T.Int32, validate: [{ range: [1, 2147483647] }] },
    ...FORMAT_PARAMS,
  },
  run: (p, ctx) => formatSteps(p, ctx, () => ({
    shape: 'wide', properties: p.Property === undefined ? undefined : specsOf(ctx, p.Property, PROPERTY_KEYS.wide), autosize: p.AutoSize, columns: p.Column,
  })),
});
