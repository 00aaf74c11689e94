import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { readCsv } from './csvObjects.ts';

export const convertFromCsv = cmdlet({
  name: 'ConvertFrom-Csv', synopsis: 'Converts comma separated values to objects.',
  params: {
    InputObject: { type: arrayOf(T.String), mandatory: true, from: 'pipeline', position: 0, allowNull: true, allowEmpty: true },
    Delimiter: { type: T.Char, position: 1 }, UseCulture: { type: T.Switch }, Header: { type: arrayOf(T.String) },
  },
  run(p, ctx) {
    const lines: string[] = [];
    return {
      process() { for (const line of p.InputObject ?? []) lines.push(line); },
      end() { readCsv(ctx, lines.join('\n'), p.Delimiter?.toString() ?? ',', p.Header, (v) => { ctx.write(v); }); },
    };
  },
});
