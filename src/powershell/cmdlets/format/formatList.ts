import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { PROPERTY_KEYS } from '../../format/properties.ts';
import { FORMAT_PARAMS, formatSteps, specsOf } from './formatCommon.ts';

export const formatList = cmdlet({
  name: 'Format-List', aliases: ['fl'], synopsis: 'Shows objects as lists of their properties.',
  params: { Property: { type: arrayOf(T.Object), position: 0, validate: NOT_EMPTY, help: 'The properties: names, wildcards or calculated ones.' }, ...FORMAT_PARAMS },
  run: (p, ctx) => formatSteps(p, ctx, () => ({ shape: 'list', properties: p.Property === undefined ? undefined : specsOf(ctx, p.Property, PROPERTY_KEYS.list) })),
});
