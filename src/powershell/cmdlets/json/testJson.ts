import { fileURLToPath, pathToFileURL } from 'node:url';
import { NOT_EMPTY } from '../../runtime/cmdlet.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { hasWildcard } from '../../runtime/operators/wildcard.ts';
import { decodeText } from '../items/fileSystem/encodings.ts';
import { portOf } from '../items/fileSystem/fileSystem.ts';
import { placeOf, resolvePlaces } from '../items/paths/paths.ts';
import { JsonSchemaError, schemaCheck } from './jsonSchema.ts';
import type { SchemaPlace } from './jsonSchema.ts';

const TEXT = ['JsonString', 'JsonStringWithSchemaString', 'JsonStringWithSchemaFile'], PATH = ['JsonPath', 'JsonPathWithSchemaString', 'JsonPathWithSchemaFile'], LITERAL = ['JsonLiteralPath', 'JsonLiteralPathWithSchemaString', 'JsonLiteralPathWithSchemaFile'];
const at = (sets: readonly string[], position: number): Record<string, number> => Object.fromEntries(sets.map((s) => [s, position]));
const BY_TEXT = [TEXT, PATH, LITERAL].map((s) => s[1] ?? ''), BY_FILE = [TEXT, PATH, LITERAL].map((s) => s[2] ?? '');
const OPTIONS = ['IgnoreComments', 'AllowTrailingCommas'];

export const testJson = cmdlet({
  name: 'Test-Json', defaultSet: 'JsonString', synopsis: 'Says whether a text is JSON, and whether it fits a schema.', outputType: [T.Boolean],
  params: {
    Json: { type: T.String, sets: TEXT, position: at(TEXT, 0), mandatory: TEXT, from: 'pipeline' },
    Path: { type: T.String, sets: PATH, position: at(PATH, 0), mandatory: PATH, from: 'property' },
    LiteralPath: { type: T.String, aliases: ['PSPath', 'LP'], sets: LITERAL, position: at(LITERAL, 0), mandatory: LITERAL, from: 'property' },
    Schema: { type: T.String, sets: BY_TEXT, position: at(BY_TEXT, 1), mandatory: BY_TEXT, validate: NOT_EMPTY, help: 'A JSON Schema.' },
    SchemaFile: { type: T.String, sets: BY_FILE, position: at(BY_FILE, 1), mandatory: BY_FILE, validate: NOT_EMPTY, help: 'The file of a JSON Schema.' },
    Options: { type: arrayOf(T.String), validate: [{ notNullOrEmpty: true }, { set: OPTIONS }] },
  },
  run(p, ctx) {
    const has = (option: string): boolean => p.Options?.some((o) => o.toLowerCase() === option.toLowerCase()) === true;
    const bad = (id: string, message: string, target: string): void => { ctx.writeError({ id, category: 'InvalidData', target, exception: 'System.Exception', message }); };
    let check: ReturnType<typeof schemaCheck> | undefined;
    return {
      begin() {
        const file = p.SchemaFile === undefined ? undefined : schemaFile(ctx, p.SchemaFile), text = p.Schema ?? file?.text;
        if (text === undefined) return;
        try { check = schemaCheck(text, file); } catch (error) {
          if (!(error instanceof JsonSchemaError)) throw error;
          bad('InvalidJsonSchema', 'Cannot parse the JSON schema.', p.Schema ?? p.SchemaFile ?? '');
        }
      },
      process() {
        const text = p.Json ?? jsonText(ctx, p.LiteralPath ?? p.Path ?? '', p.LiteralPath !== undefined);
        let value: unknown, result = true;
        try { value = JSON.parse(relaxed(text, has('IgnoreComments'), has('AllowTrailingCommas'))); } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          bad('InvalidJson', 'Cannot parse the JSON.', p.Json ?? '');
          ctx.write(false);
          return;
        }
        try {
          for (const { message, at: pointer } of check?.(value) ?? []) {
            result = false;
            ctx.writeError({ id: 'InvalidJsonAgainstSchemaDetailed', category: 'InvalidData', exception: 'System.Exception', message: `The JSON is not valid with the schema: ${message} at '${pointer}'` });
          }
        } catch (error) {
          if (!(error instanceof JsonSchemaError)) throw error;
          result = false;
          bad('InvalidJsonSchema', 'Cannot parse the JSON schema.', p.Schema ?? p.SchemaFile ?? '');
        }
        ctx.write(result);
      },
    };
  },
});
function schemaFile(ctx: CmdletContext, text: string): SchemaPlace & { readonly text: string } {
  const { path } = placeOf(ctx, text), files = portOf(ctx), found = files.stat(path);
  if (found === undefined || found.isDirectory) return ctx.fail({ id: 'JsonSchemaFileOpenFailure', category: 'OpenError', target: path, exception: 'System.Exception', message: `Can not open JSON schema file: ${path}` });
  return {
    text: decodeText(files.read(path)), url: pathToFileURL(path).href,
    // Schemas beside it; nothing is fetched from the web.
    read: (url) => { const other = url.protocol === 'file:' ? fileURLToPath(url) : '', there = other === '' ? undefined : files.stat(other); return there === undefined || there.isDirectory ? undefined : decodeText(files.read(other)); },
  };
}
function jsonText(ctx: CmdletContext, text: string, literal: boolean): string {
  const files = portOf(ctx), path = literal || !hasWildcard(text) ? placeOf(ctx, text).path : resolvePlaces(ctx, text)[0]?.path;
  if (path === undefined) return ctx.fail({ id: 'FileOpenFailure', category: 'OpenError', exception: 'System.IO.FileNotFoundException', message: `Cannot perform operation because the wildcard path ${text} did not resolve to a file.` });
  const found = files.stat(path);
  if (found === undefined || found.isDirectory) return ctx.fail({ id: 'PathNotFound', category: 'ObjectNotFound', target: text, exception: 'System.Management.Automation.ItemNotFoundException', message: `Cannot find path '${text}' because it does not exist.` });
  return decodeText(files.read(path));
}
/** The text without what the options allow beside JSON; texts inside of it stay as they are. */
function relaxed(text: string, comments: boolean, commas: boolean): string {
  let out = text;
  if (comments) out = out.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (m) => (m.startsWith('"') ? m : ' '));
  return commas ? out.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (m) => (m === ',' ? '' : m)) : out;
}
