import { cmdlet } from '../../runtime/cmdlet.ts';
import { CSV_WRITE_PARAMS, columnsOf, rowOf, styleOf, tellsType, typeLine } from './csvObjects.ts';
import { csvRow } from './csvText.ts';

export const convertToCsv = cmdlet({
  name: 'ConvertTo-Csv', defaultSet: 'Delimiter', synopsis: 'Converts objects to lines of comma separated values.', params: { ...CSV_WRITE_PARAMS, InputObject: { ...CSV_WRITE_PARAMS.InputObject, position: 0 } },
  run(p, ctx) {
    const style = styleOf(ctx, p);
    let columns: readonly string[] | undefined;
    // A line with nothing in it is none (ConvertToCsvCommand.WriteCsvLine).
    const line = (text: string): void => { if (text !== '') ctx.write(text); };
    return {
      process() {
        if (p.InputObject === null || p.InputObject === undefined) return;
        if (columns === undefined) {
          columns = columnsOf(p.InputObject);
          if (tellsType(p)) ctx.write(typeLine(p.InputObject));
          if (p.NoHeader !== true) line(csvRow(columns, columns, style));
        }
        line(rowOf(p.InputObject, columns, style));
      },
    };
  },
});
