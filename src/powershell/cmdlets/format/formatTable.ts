import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { PROPERTY_KEYS } from '../../format/properties.ts';
import { FORMAT_PARAMS, formatSteps, specsOf } from './formatCommon.ts';

export const formatTable = cmdlet({
  name: 'Format-Table', aliases: ['ft'], synopsis: 'Shows objects as a table.',
  params: {
    Property: { type: arrayOf(T.Object), position: 0, validate: NOT_EMPTY, help: 'The columns: names, wildcards or calculated properties.' },
    AutoSize: { type: T.Switch },
    RepeatHeader: { type: T.Switch },
    HideTableHeaders: { type: T.Switch },
    Wrap: { type: T.Switch },
    ...FORMAT_PARAMS,
  },
  run: (p, ctx) => formatSteps(p, ctx, () => ({
    shape: 'table', properties: p.Property === undefined ? undefined : specsOf(ctx, p.Property, PROPERTY_KEYS.table),
    autosize: p.AutoSize, hideHeader: p.HideTableHeaders, wrap: p.Wrap,
  })),
});
