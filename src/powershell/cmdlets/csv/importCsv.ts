import { NOT_EMPTY, NOT_NULL, cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { ENCODING_HELP, decodeText, encodingArgument, encodingName } from '../items/fileSystem/encodings.ts';
import { PATH_PARAMS } from '../items/paths/itemSteps.ts';
import { eachFile } from '../items/fileSystem/openFile.ts';
import { delimiterOf, readCsv } from './csvObjects.ts';
import type { CsvState } from './csvObjects.ts';

const SETS = { delimiterPath: 'DelimiterPath', delimiterLiteral: 'DelimiterLiteralPath', culturePath: 'CulturePath', cultureLiteral: 'CultureLiteralPath' } as const;

export const importCsv = cmdlet({
  name: 'Import-Csv', aliases: ['ipcsv'], defaultSet: SETS.delimiterPath, synopsis: 'Reads objects from a file of comma separated values.',
  params: {
    Path: { ...PATH_PARAMS.Path, sets: [SETS.delimiterPath, SETS.culturePath], position: { [SETS.delimiterPath]: 0, [SETS.culturePath]: 0 }, mandatory: [SETS.delimiterPath, SETS.culturePath], validate: NOT_EMPTY },
    LiteralPath: { ...PATH_PARAMS.LiteralPath, sets: [SETS.delimiterLiteral, SETS.cultureLiteral], mandatory: [SETS.delimiterLiteral, SETS.cultureLiteral], validate: NOT_EMPTY },
    Delimiter: { type: T.Char, sets: [SETS.delimiterPath, SETS.delimiterLiteral], position: { [SETS.delimiterPath]: 1, [SETS.delimiterLiteral]: 1 }, validate: NOT_NULL },
    UseCulture: { type: T.Switch, sets: [SETS.culturePath, SETS.cultureLiteral], mandatory: [SETS.culturePath, SETS.cultureLiteral], validate: NOT_NULL }, Header: { type: arrayOf(T.String), validate: NOT_EMPTY }, Encoding: { type: T.Object, transform: encodingArgument, validate: NOT_EMPTY, help: ENCODING_HELP },
  },
  run(p, ctx) {
    // Each file has headings of its own; names that had to be made up are told of once.
    let warned = false;
    return {
      process() {
        eachFile(ctx, p, (_path, bytes) => {
          const state: CsvState = { header: p.Header, typeName: undefined, warned };
          readCsv(ctx, decodeText(bytes, encodingName(p.Encoding)), delimiterOf(p), state, (v) => { ctx.write(v); });
          ({ warned } = state);
        });
      },
    };
  },
});
