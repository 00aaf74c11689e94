import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';
import { typedArray } from '../../runtime/values/arrays.ts';
import { byte } from '../../runtime/values/numbers.ts';
import type { Value } from '../../runtime/values/value.ts';
import { ENCODING_HELP, decodeText, encodingArgument, encodingName, encodingUnused } from './fileSystem/encodings.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { contentNotes } from './contentNotes.ts';
import { fileSystem } from './fileSystem/fileSystem.ts';
import { FILTER_PARAMS, MANAGEMENT, PATH_PARAMS, SETS, asItemError, eachPlace, wantedBy } from './paths/itemSteps.ts';
import type { PathArguments } from './paths/itemSteps.ts';
import { resolvePlaces } from './paths/paths.ts';
import { ItemError } from './providers/provider.ts';
import { noStreams } from './fileSystem/streams.ts';

export const getContent = cmdlet({
  name: 'Get-Content', aliases: ['cat', 'gc', 'type'], module: MANAGEMENT, defaultSet: SETS.path, synopsis: 'Gets the content of a file or another item.',
  params: {
    ...PATH_PARAMS, Path: { ...PATH_PARAMS.Path, from: 'property' }, ...FILTER_PARAMS,
    ReadCount: { type: T.Int64, from: 'property', help: 'How many lines go down the pipeline at a time; 0 all at once.' },
    TotalCount: { type: T.Int64, aliases: ['First', 'Head'], from: 'property', validate: [{ range: [0, 9223372036854775807n] }] },
    Tail: { type: T.Int32, aliases: ['Last'], from: 'property', validate: [{ range: [0, 2147483647] }] },
    Delimiter: { type: T.String },
    Raw: { type: T.Switch, help: 'The whole text as one string.' },
    Wait: { type: T.Switch },
    Encoding: { type: T.Object, transform: encodingArgument, help: ENCODING_HELP },
    AsByteStream: { type: T.Switch },
    Stream: { type: T.String },
    Credential: { type: T.PSCredential, from: 'property' },
  },
  run: (p, ctx) => ({
    begin() { encodingUnused(p, ctx); noStreams(p, ctx); },
    process() {
      if (p.Wait === true && p.Raw !== true) ctx.fail({ id: 'NotSupported', category: 'NotImplemented', exception: 'System.Management.Automation.PSNotSupportedException', message: 'Get-Content -Wait is not available in a runbook. Read the file again after Start-Sleep.' });
      const refuse = (id: string, exception: string, message: string): void => { ctx.writeError({ id, category: 'InvalidOperation', exception, message }); };
      if (p.TotalCount !== undefined && p.Tail !== undefined) { refuse('TailAndHeadCannotCoexist', 'System.InvalidOperationException', 'The parameters TotalCount and Tail cannot be used together. Please specify only one parameter.'); return; }
      if (p.TotalCount === 0n) return;
      const beside = p.Raw === true ? (['TotalCount', 'Tail', 'Wait', 'Delimiter'] as const).find((name) => ctx.isBound(name)) : undefined;
      if (beside !== undefined) ctx.fail({ id: 'InvalidOperation', category: 'InvalidOperation', exception: 'System.Management.Automation.PSInvalidOperationException', message: `The 'Raw' and '${beside}' parameters cannot be specified in the same command.` });
      noneNamed(ctx, p);
      eachPlace(ctx, p, (place) => {
        const { provider, path } = place;
        if (p.Tail !== undefined && provider !== fileSystem) { refuse('TailNotSupported', 'System.InvalidOperationException', 'The Tail parameter currently is supported only for the FileSystem provider.'); return; }
        if (provider.isContainer(ctx, path)) throw new ItemError({ id: 'GetContainerContentException', category: 'InvalidOperation', target: null, exception: 'System.InvalidOperationException', message: `Unable to get content because it is a directory: '${path}'. Please use 'Get-ChildItem' instead.` });
        if (p.Delimiter !== undefined && p.AsByteStream === true && provider === fileSystem) throw new ItemError({ id: 'GetContentReaderArgumentError', category: 'InvalidArgument', target: path, exception: 'System.ArgumentException', message: "A delimiter cannot be specified when reading the stream one byte at a time. (Parameter 'delimiter')" });
        const content = provider.read(ctx, path);
        if (!(content instanceof Uint8Array)) { for (const v of content) ctx.writeAll(v); return; }
        // A note on every byte would be fifty times the file.
        if (p.AsByteStream === true) { const bytes = limit([...content].map((b) => byte(b))); if (p.Raw === true) ctx.write(typedArray(T.Byte, [...bytes])); else write(bytes, (some) => some); return; }
        const text = decodeText(content, encodingName(p.Encoding)), noted = contentNotes(ctx, place);
        if (p.Raw === true) { if (text !== '') ctx.write(noted(text, 1)); return; }
        write(limit(split(text, p.Delimiter)), noted);
      });
      function limit(items: readonly Value[]): readonly Value[] {
        if (p.TotalCount !== undefined && p.TotalCount >= 0n) return items.slice(0, Number(p.TotalCount));
        return p.Tail === undefined ? items : p.Tail === 0 ? [] : items.slice(-p.Tail);
      }
      function write(items: readonly Value[], noted: (content: Value, readCount: number) => Value): void {
        const size = p.ReadCount === undefined ? 1 : Number(p.ReadCount);
        if (size === 1) { items.forEach((item, index) => { ctx.write(noted(item, index + 1)); }); return; }
        if (items.length === 0) return;
        const step = size <= 0 ? items.length : size;
        for (let at = 0; at < items.length; at += step) ctx.write(noted(items.slice(at, at + step), Math.min(at + step, items.length)));
      }
    },
  }),
});
/** A pattern that names nothing is an error here. */
export function noneNamed(ctx: CmdletContext, p: PathArguments): void {
  for (const text of p.LiteralPath === undefined ? p.Path ?? [] : []) {
    if (!hasWildcard(text) || namesSome(ctx, text, p)) continue;
    ctx.writeError({ id: 'ItemNotFound', category: 'ObjectNotFound', target: p.Path as string[], exception: 'System.Exception', message: `An object at the specified path ${text} does not exist, or has been filtered by the -Include or -Exclude parameter.` });
  }
}
/** Whether a pattern names something, or cannot say so, which whoever goes through its places tells. */
function namesSome(ctx: CmdletContext, text: string, p: PathArguments): boolean {
  try { return resolvePlaces(ctx, text, wantedBy({ ...p, LiteralPath: undefined })).length > 0; } catch (error) { asItemError(ctx, error); return true; }
}
/** Lines whatever ends them; with a delimiter the pieces without it. */
function split(text: string, delimiter: string | undefined): string[] {
  if (text === '') return [];
  const pieces = delimiter === undefined || delimiter === '' ? text.split(/\r\n|\n|\r/) : text.split(delimiter);
  if (pieces.at(-1) === '') pieces.pop();
  return pieces;
}
