import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import { LineOutput } from '../../format/lineOutput.ts';
import { T } from '../../runtime/types/t.ts';
import { ENCODING_HELP, encodingArgument, encodingName } from '../items/fileSystem/encodings.ts';
import { newLine } from '../items/fileSystem/fileSystem.ts';
import { placeFor, writeFile } from '../items/fileSystem/openFile.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { enumerationLimit, viewOf, widthsOf } from './formatCommon.ts';

const SETS = { path: 'ByPath', literal: 'ByLiteralPath' } as const;
/** So many characters wait for the end of the pipeline; what is more goes to the file as it comes. */
const MOST_KEPT = 1024 * 1024;
export const outFile = cmdlet({
  name: 'Out-File', defaultSet: SETS.path, supportsShouldProcess: true, synopsis: 'Writes objects to a file, as the text a person would see.',
  params: {
    FilePath: { type: T.String, aliases: ['Path'], sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path] },
    LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], from: 'property' },
    Encoding: { type: T.Object, transform: encodingArgument, position: 1, validate: NOT_EMPTY, help: ENCODING_HELP },
    Append: { type: T.Switch },
    Force: { type: T.Switch },
    NoClobber: { type: T.Switch, aliases: ['NoOverwrite'] },
    Width: { type: T.Int32, validate: [{ range: [2, 2147483647] }] },
    NoNewline: { type: T.Switch },
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
  },
  run(p, ctx) {
    const limit = enumerationLimit(ctx);
    let lines: string[] = [], characters = 0, begun = false, written = false, refused = false;
    const output = new LineOutput(viewOf(ctx), (line) => { lines.push(line); characters += line.length + 1; }, { ...widthsOf(ctx, p.Width), ...(limit === undefined ? {} : { enumerationLimit: limit }) });
    return {
      // The file is made, or refused, before anything comes (OutFileCommand.BeginProcessing).
      begin() { store(); },
      process() {
        output.add(p.InputObject);
        if (characters > MOST_KEPT) store();
      },
      end() {
        output.end();
        if (lines.length > 0) store();
      },
    };
    /** Writes the lines so far; the first time the file is made, or refused. */
    function store(): void {
      const text = lines, first = !begun;
      lines = [];
      characters = 0;
      begun = true;
      if (refused) return;
      // Until it went well: an error may leave from here.
      refused = true;
      refused = attempt(ctx, () => {
        const { provider, path } = placeFor(ctx, p.LiteralPath ?? p.FilePath ?? '', p.LiteralPath !== undefined);
        if (first && p.NoClobber === true && p.Append !== true && provider.exists(ctx, path)) ctx.fail({ id: 'NoClobber', category: 'ResourceExists', target: path, exception: 'System.IO.IOException', message: `The file '${path}' already exists.` });
        if (first && !ctx.shouldProcess(p.LiteralPath ?? p.FilePath ?? '', 'Output to File')) return false;
        const end = p.NoNewline === true ? '' : newLine(ctx);
        // An empty file has no byte order mark: it comes with the first text.
        writeFile(ctx, { provider, path }, text.map((l) => l + end).join(''), { append: p.Append === true || written, encoding: text.length > 0 ? encodingName(p.Encoding) : undefined, force: p.Force === true });
        written = text.length > 0;
        return true;
      }) !== true;
    }
  },
});
