import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { delimiterOf, readCsv } from './csvObjects.ts';
import type { CsvState } from './csvObjects.ts';

export const convertFromCsv = cmdlet({
  name: 'ConvertFrom-Csv', defaultSet: 'Delimiter', synopsis: 'Converts comma separated values to objects.',
  params: {
    InputObject: { type: arrayOf(T.PSObject), mandatory: true, from: 'both', position: 0, validate: [{ notNull: true }, { notNullOrEmpty: true }] },
    Delimiter: { type: T.Char, sets: ['Delimiter'], position: { Delimiter: 1 }, validate: [{ notNull: true }, { notNullOrEmpty: true }] }, UseCulture: { type: T.Switch, sets: ['UseCulture'], mandatory: ['UseCulture'], validate: [{ notNull: true }, { notNullOrEmpty: true }] }, Header: { type: arrayOf(T.String), validate: [{ notNull: true }, { notNullOrEmpty: true }] },
  },
  run(p, ctx) {
    const state: CsvState = { header: p.Header, typeName: undefined, warned: false };
    // Every text is read by itself: a quoted line end must be inside one.
    return { process() { for (const text of p.InputObject ?? []) readCsv(ctx, toText(text), delimiterOf(p), state, (v) => { ctx.write(v); }); } };
  },
});
