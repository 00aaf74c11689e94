import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { ENCODING_HELP, decodeText, encodingArgument, encodingName } from '../items/fileSystem/encodings.ts';
import { newLine, portOf } from '../items/fileSystem/fileSystem.ts';
import { placeFor, writeFile } from '../items/fileSystem/openFile.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { CSV_WRITE_PARAMS, columnsOf, rowOf, styleOf, tellsType, typeLine } from './csvObjects.ts';
import { csvRow, csvRows } from './csvText.ts';

export const exportCsv = cmdlet({
  name: 'Export-Csv', aliases: ['epcsv'], defaultSet: 'Delimiter', supportsShouldProcess: true, synopsis: 'Writes objects to a file of comma separated values.',
  params: {
    ...CSV_WRITE_PARAMS, Path: { type: T.String, position: 0, validate: NOT_EMPTY }, LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], validate: NOT_EMPTY }, Force: { type: T.Switch }, NoClobber: { type: T.Switch, aliases: ['NoOverwrite'] },
    Encoding: { type: T.Object, transform: encodingArgument, validate: NOT_EMPTY, help: ENCODING_HELP }, Append: { type: T.Switch },
  },
  run(p, ctx) {
    const style = styleOf(ctx, p), lines: string[] = [];
    if ((p.Path === undefined) === (p.LiteralPath === undefined)) ctx.fail({ id: 'CannotSpecifyPathAndLiteralPath', category: 'InvalidData', exception: 'System.InvalidOperationException', message: 'You must specify either the -Path or -LiteralPath parameters, but not both.' });
    if (p.Append === true && p.NoHeader === true) ctx.fail({ id: 'CannotSpecifyBothAppendAndNoHeader', category: 'InvalidData', exception: 'System.InvalidOperationException', message: 'You must specify either the -Append or -NoHeader parameters, but not both.' });
    let columns: readonly string[] | undefined;
    const path = (): string => p.LiteralPath ?? p.Path ?? '';
    /** The columns of the file that is added to, where it has some. */
    function existing(): readonly string[] | undefined {
      if (p.Append !== true) return undefined;
      const place = placeFor(ctx, path(), p.LiteralPath !== undefined), entry = portOf(ctx).stat(place.path);
      if (entry === undefined || entry.size === 0) return undefined;
      const text = decodeText(portOf(ctx).read(place.path), encodingName(p.Encoding));
      for (const row of csvRows(text.replace(/^#TYPE.*\r?\n/i, ''), style.delimiter)) return row;
      return undefined;
    }
    return {
      process() {
        const item = p.InputObject;
        if (item === null || item === undefined) return;
        if (columns === undefined) {
          const there = attempt(ctx, existing), own = columnsOf(item);
          const missing = there?.find((c) => !own.some((o) => o.toLowerCase() === c.toLowerCase()));
          if (missing !== undefined && p.Force !== true) {
            ctx.fail({ id: 'CannotAppendCsvWithMismatchedPropertyNames', category: 'InvalidData', target: missing, exception: 'System.InvalidOperationException', message: `Cannot append CSV content to the following file: ${path()}. The appended object does not have a property that corresponds to the following column: ${missing}. To continue with mismatched properties, add the -Force parameter, and then retry the command.` });
          }
          columns = there ?? own;
          if (there === undefined && tellsType(p)) lines.push(typeLine(item));
          if (there === undefined && p.NoHeader !== true) lines.push(csvRow(columns, columns, style));
        }
        lines.push(rowOf(item, columns, style));
      },
      end() {
        attempt(ctx, () => {
          const place = placeFor(ctx, path(), p.LiteralPath !== undefined);
          if (p.NoClobber === true && p.Append !== true && place.provider.exists(ctx, place.path)) {
            ctx.fail({ id: 'NoClobber', category: 'ResourceExists', target: place.path, exception: 'System.IO.IOException', message: `The file '${place.path}' already exists.` });
          }
          if (!ctx.shouldProcess(path(), 'Export-Csv')) return;
          const end = newLine(ctx), text = lines.map((l) => l + end).join('');
          writeFile(ctx, place, text, { append: p.Append === true, encoding: encodingName(p.Encoding), force: p.Force === true });
        });
      },
    };
  },
});
