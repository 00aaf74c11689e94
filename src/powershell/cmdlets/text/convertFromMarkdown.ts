import { NOT_EMPTY } from '../../runtime/cmdlet.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf, named } from '../../runtime/types/t.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { Record } from '../../runtime/values/misc.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { decodeText } from '../items/fileSystem/encodings.ts';
import { fileSystem, portOf } from '../items/fileSystem/fileSystem.ts';
import { FileItem } from '../items/fileSystem/fileTypes.ts';
import { attempt } from '../items/paths/itemSteps.ts';
import { placeOf, resolvePlaces } from '../items/paths/paths.ts';
import { ItemError } from '../items/providers/provider.ts';
import { markdownToHtml } from './markdown/html.ts';
import { markdownToPlain } from './markdown/plain.ts';

const INFO = named('Microsoft.PowerShell.MarkdownRender.MarkdownInfo');
const SETS = { path: 'PathParamSet', literal: 'LiteralParamSet', input: 'InputObjParamSet' } as const;

export const convertFromMarkdown = cmdlet({
  name: 'ConvertFrom-Markdown', defaultSet: SETS.path, synopsis: 'Converts Markdown to HTML, or to the text that a terminal shows.', outputType: [INFO],
  params: {
    Path: { type: arrayOf(T.String), sets: [SETS.path], position: { [SETS.path]: 0 }, mandatory: [SETS.path], validate: NOT_EMPTY },
    LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], sets: [SETS.literal], mandatory: [SETS.literal], validate: NOT_EMPTY },
    InputObject: { type: T.Object, sets: [SETS.input], mandatory: [SETS.input], from: 'pipeline', validate: NOT_EMPTY },
    AsVT100EncodedString: { type: T.Switch },
  },
  run(p, ctx) {
    const convert = (text: string): void => {
      const plain = p.AsVT100EncodedString === true;
      // The tree of the Markdown (Tokens) is that of a library of .NET's and is not made.
      ctx.write(new Record(INFO, [['Html', plain ? null : markdownToHtml(text)], ['VT100EncodedString', plain ? markdownToPlain(text) : null], ['Tokens', null]]));
    };
    const file = (path: string): void => {
      if (portOf(ctx).stat(path) === undefined) ctx.writeError({ id: 'FileNotFound', category: 'ResourceUnavailable', target: path, exception: 'System.IO.FileNotFoundException', message: `Could not find file '${path}'.` });
      else {
        const bytes = attempt(ctx, () => portOf(ctx).read(path));
        if (bytes !== undefined) convert(decodeText(bytes));
      }
    };
    const named = (text: string, literal: boolean): void => {
      let places;
      try { places = literal ? [placeOf(ctx, text)] : resolvePlaces(ctx, text); } catch (error) {
        if (!(error instanceof ItemError)) throw error;
        ctx.writeError({ ...error.spec, id: 'FileNotFound', category: 'ResourceUnavailable', target: text });
        return;
      }
      for (const { path, provider } of places) {
        if (provider === fileSystem) file(path);
        else ctx.writeError({ id: 'OnlyFileSystemPathsSupported', category: 'InvalidArgument', target: text, exception: 'System.ArgumentException', message: `Only FileSystem Provider paths are supported. The file path is not supported: '${text}'.` });
      }
    };
    return {
      process() {
        for (const text of p.Path ?? []) named(text, false);
        for (const text of p.LiteralPath ?? []) named(text, true);
        const input = p.InputObject === undefined ? undefined : unwrap(p.InputObject);
        if (input === undefined) return;
        if (typeof input === 'string') convert(input);
        else if (input instanceof FileItem) file(input.path);
        else ctx.writeError({ id: 'InvalidInputObject', category: 'InvalidData', target: p.InputObject ?? null, exception: 'System.IO.InvalidDataException', message: `The type of the input object '${typeOf(input).name}' is invalid.` });
      },
    };
  },
});
