import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { PROPERTY_KEYS } from '../../format/properties.ts';
import { FORMAT_PARAMS, formatSteps, specsOf } from './formatCommon.ts';

export const formatCustom = cmdlet({
  name: 'Format-Custom', aliases: ['fc'], synopsis: 'Shows objects as trees of their properties.',
  params: {
    Property: { type: arrayOf(T.Object), position: 0, validate: NOT_EMPTY, help: 'The properties: names, wildcards or calculated ones.' },
    Depth: { type: T.Int32, validate: [{ range: [1, 2147483647] }] },
    ...FORMAT_PARAMS,
  },
  run: (p, ctx) => formatSteps(p, ctx, () => ({ shape: 'custom', properties: p.Property === undefined ? undefined : specsOf(ctx, p.Property, PROPERTY_KEYS.custom), depth: p.Depth })),
});
