import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { ENCODING_HELP, decodeText, encodingArgument, encodingName } from '../items/fileSystem/encodings.ts';
import { PATH_PARAMS, SETS } from '../items/paths/itemSteps.ts';
import { eachFile } from '../items/fileSystem/openFile.ts';
import { delimiterOf, readCsv } from './csvObjects.ts';

export const importCsv = cmdlet({
  name: 'Import-Csv', aliases: ['ipcsv'], defaultSet: SETS.path, synopsis: 'Reads objects from a file of comma separated values.',
  params: { ...PATH_PARAMS, Delimiter: { type: T.Char, position: 1 }, UseCulture: { type: T.Switch }, Header: { type: arrayOf(T.String) }, Encoding: { type: T.Object, transform: encodingArgument, help: ENCODING_HELP } },
  run: (p, ctx) => ({
    process() {
      eachFile(ctx, p, (_path, bytes) => { readCsv(ctx, decodeText(bytes, encodingName(p.Encoding)), delimiterOf(p), { header: p.Header, typeName: undefined, warned: false }, (v) => { ctx.write(v); }); });
    },
  }),
});
