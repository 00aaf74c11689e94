/** JSON against a JSON Schema (drafts 4 to 2020-12), in the words of the library that PowerShell uses. */
import { dereference, validate } from '@cfworker/json-schema';
import type { Schema, SchemaDraft } from '@cfworker/json-schema';

export interface SchemaProblem { readonly message: string; /** A JSON pointer: `/ports/1`; empty for the whole. */ readonly at: string }
/** A text that is no schema. */
export class JsonSchemaError extends Error { readonly code = 'JsonSchemaError'; }

type Check = (instance: unknown) => readonly SchemaProblem[];
/** A schema that others are found beside: where it lies, as a URL, and how the text at another is read. */
export interface SchemaPlace { readonly url: string; readonly read: (url: URL) => string | undefined }

/** The check of a schema. Throws JsonSchemaError for what is none, or names something that is not there. */
export function schemaCheck(text: string, place?: SchemaPlace): Check {
  const schema = parsed(text), draft = draftOf(schema), base = place === undefined ? undefined : new URL(place.url);
  const lookup = dereferenced(schema, base);
  if (place !== undefined) beside(lookup, place, new Set([place.url]));
  return (instance) => {
    let result: ReturnType<typeof validate>;
    try { result = validate(instance, schema, draft, lookup, false); } catch (error) { throw new JsonSchemaError(error instanceof Error ? error.message : String(error)); }
    if (result.valid) return [];
    const found: SchemaProblem[] = [], seen = new Set<string>();
    for (const { keyword, keywordLocation, instanceLocation } of result.errors) {
      const at = decoded(instanceLocation), message = messageOf(keyword, reach(schema, decoded(keywordLocation), lookup), reach(instance, at));
      const key = `${message}\n${at}`;
      if (message === undefined || seen.has(key)) continue;
      seen.add(key);
      found.push({ message, at });
    }
    return found.length > 0 ? found : [{ message: 'The value does not match the schema', at: '' }];
  };
}

function parsed(text: string): Schema | boolean {
  let value: unknown;
  try { value = JSON.parse(text); } catch (error) { throw new JsonSchemaError(error instanceof Error ? error.message : String(error)); }
  if (typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value))) return value;
  throw new JsonSchemaError('A schema is an object, true or false.');
}
function draftOf(schema: Schema | boolean): SchemaDraft {
  const named = typeof schema === 'boolean' ? '' : schema.$schema ?? '';
  return /draft-0?4/.test(named) ? '4' : /draft-0?[67]/.test(named) ? '7' : /2019-09/.test(named) ? '2019-09' : '2020-12';
}
/** Adds the schemas that `$ref` names in other places, and those that they name (TestJsonCommand's SchemaRegistry.Global.Fetch). */
function beside(lookup: Record<string, Schema | boolean>, place: SchemaPlace, known: Set<string>): void {
  for (const one of Object.values(lookup)) {
    const target = typeof one === 'object' ? one.__absolute_ref__ : undefined, url = target === undefined ? undefined : new URL(target);
    if (url === undefined) continue;
    url.hash = '';
    if (known.has(url.href)) continue;
    known.add(url.href);
    const text = place.read(url);
    if (text === undefined) throw new JsonSchemaError(`The schema ${url.href} cannot be read.`);
    const found = dereferenced(parsed(text), url);
    beside(found, place, known);
    for (const [at, schema] of Object.entries(found)) lookup[at] ??= schema;
  }
}
function dereferenced(schema: Schema | boolean, base?: URL): Record<string, Schema | boolean> {
  try { return base === undefined ? dereference(schema) : dereference(schema, {}, base); } catch (error) { throw new JsonSchemaError(error instanceof Error ? error.message : String(error)); }
}
const decoded = (location: string): string => { const at = location.indexOf('#'); return decodeURIComponent(at < 0 ? location : location.slice(at + 1)); };
/** What a JSON pointer leads to; the parts that name applicators between are part of it, and `$ref` leads to what it names. */
function reach(root: unknown, pointer: string, named: Record<string, Schema | boolean> = {}): unknown {
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const target: unknown = part === '$ref' ? (value as Schema).__absolute_ref__ ?? (value as Schema).$ref : undefined;
    value = typeof target === 'string' && target in named ? named[target] : (value as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}
const kindOf = (v: unknown): string => (v === null ? 'null' : Array.isArray(v) ? 'array' : Number.isInteger(v) ? 'integer' : typeof v);
const json = (v: unknown): string => JSON.stringify(v) ?? 'null';
/** Undefined for what only passes on the problems of its parts. */
function messageOf(keyword: string, limit: unknown, value: unknown): string | undefined {
  switch (keyword) {
    case 'type': return Array.isArray(limit) ? `Value is "${kindOf(value)}" but should be one of ${json(limit)}` : `Value is "${kindOf(value)}" but should be "${String(limit)}"`;
    case 'required': return `Required properties ${json((limit as string[]).filter((name) => typeof value === 'object' && value !== null && !(name in value)))} are not present`;
    case 'enum': return 'Value should match one of the values specified by the enum';
    case 'const': return `Expected ${json(json(limit))}`;
    case 'minimum': return `${json(value)} should be at least ${json(limit)}`;
    case 'maximum': return `${json(value)} should be at most ${json(limit)}`;
    case 'exclusiveMinimum': return `${json(value)} should be greater than ${json(limit)}`;
    case 'exclusiveMaximum': return `${json(value)} should be less than ${json(limit)}`;
    case 'multipleOf': return `${json(value)} should be a multiple of ${json(limit)}`;
    case 'minLength': return `Value should be at least ${json(limit)} characters`;
    case 'maxLength': return `Value should be at most ${json(limit)} characters`;
    case 'pattern': return 'The string value is not a match for the indicated regular expression';
    case 'format': return `Value does not match format ${json(limit)}`;
    case 'minItems': return `Value has less than ${json(limit)} items`;
    case 'maxItems': return `Value has more than ${json(limit)} items`;
    case 'minProperties': return `Value has fewer than ${json(limit)} properties`;
    case 'maxProperties': return `Value has more than ${json(limit)} properties`;
    case 'uniqueItems': return 'Value has items that are equal';
    case 'oneOf': return 'Expected 1 matching subschema but found another number of them';
    case 'not': return 'Value matches a schema that it should not match';
    case 'false': return 'All values fail against the false schema';
    default: return undefined;
  }
}
