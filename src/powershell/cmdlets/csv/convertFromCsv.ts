import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { delimiterOf, readCsv } from './csvObjects.ts';
import type { CsvState } from './csvObjects.ts';

export const convertFromCsv = cmdlet({
  name: 'ConvertFrom-Csv', defaultSet: 'Delimiter', synopsis: 'Converts comma separated values to objects.',
  params: {
    InputObject: { type: arrayOf(T.String), mandatory: true, from: 'both', position: 0, allowNull: true, allowEmpty: true },
    Delimiter: { type: T.Char, sets: ['Delimiter'], position: { Delimiter: 1 } }, UseCulture: { type: T.Switch, sets: ['UseCulture'], mandatory: ['UseCulture'] }, Header: { type: arrayOf(T.String) },
  },
  run(p, ctx) {
    const state: CsvState = { header: p.Header, typeName: undefined, warned: false };
    // Every text is read by itself: a quoted line end must be inside one.
    return { process() { for (const text of p.InputObject ?? []) readCsv(ctx, text, delimiterOf(p), state, (v) => { ctx.write(v); }); } };
  },
});
