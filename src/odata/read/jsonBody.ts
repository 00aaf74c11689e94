/** Entities and action parameters from verbose JSON (sma-rest-api.md 3.2, 5.4). */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { EdmValue } from '../../sma/edm/values.ts';
import type { ActionDefinition, OperationParameter, PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { parseJsonPrimitive } from '../edm/json.ts';
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import { bodyFormat } from '../negotiate/format.ts';
import { bodyText } from './bodyText.ts';
import { resolveBodyType } from './bodyType.ts';
import type { EntityBody } from './bodyType.ts';

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function parseObject(text: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw odataError('BodySyntax', 'JSON', error instanceof Error ? error.message : String(error));
  }
  if (!isObject(parsed)) throw odataError('BodySyntax', 'JSON', 'an object was expected.');
  return parsed;
}

/** @throws ODataError BodySyntax, BodyType, BodyProperty, BodyPropertyUnknown */
export function readJsonEntityBody(text: string, expected: EntityType, model: ServiceModel): EntityBody {
  const object = parseObject(text);
  const metadata = object['__metadata'];
  const name = isObject(metadata) ? metadata['type'] : undefined;
  const type = resolveBodyType(typeof name === 'string' ? name : undefined, expected, model);
  const values: Record<string, EdmValue> = {};
  for (const [member, value] of Object.entries(object)) {
    // Links come back when a client sends what it read; they change nothing.
    if (member === '__metadata' || type.navigation(member) !== undefined) continue;
    const property = type.property(member);
    if (property === undefined) throw odataError('BodyPropertyUnknown', member, type.fullName);
    values[member] = propertyValue(property, value, (reason) => odataError('BodyProperty', member, type.fullName, reason));
  }
  return { type, values };
}

function propertyValue(property: PropertyDefinition, value: unknown, fail: (reason: string) => Error): EdmValue {
  if (property.kind !== 'primitive') throw fail('it cannot be written.');
  if (value === null) {
    if (!property.nullable) throw fail('it cannot be null.');
    return null;
  }
  const result = parseJsonPrimitive(property.type, value);
  if (result === undefined) throw fail(`${JSON.stringify(value)?.slice(0, 60) ?? 'it'} is not ${property.type}.`);
  return result;
}

/** The values of an action's parameters by name; what was not given is null, a missing list empty. */
export type ActionArguments = Readonly<Record<string, EdmValue>>;

/**
 * Reads the body of an action. No body, `{}` and `null` lists all mean no parameters (3.2).
 * @throws ODataError UnsupportedMediaType, BodySyntax, ParameterMissing, ParameterValue
 */
export function readActionBody(bytes: Uint8Array, contentType: string | undefined, action: ActionDefinition, model: ServiceModel, limits: ODataLimits = DEFAULT_LIMITS): ActionArguments {
  const text = bytes.byteLength === 0 ? '' : bodyText(bytes, 'JSON', limits);
  // Parameters of actions have no Atom form (1.3).
  if (text.trim() !== '' && bodyFormat(contentType) !== 'json') throw odataError('UnsupportedMediaType', contentType ?? '');
  const object = text.trim() === '' || text.trim() === 'null' ? {} : parseObject(text);
  const unknown = Object.keys(object).find((name) => name !== '__metadata' && !action.parameters.some((parameter) => parameter.name === name));
  if (unknown !== undefined) {
    throw odataError('ParameterValue', unknown, 'left out', `${action.name} takes ${action.parameters.map((parameter) => parameter.name).join(' and ') || 'no parameters'}.`);
  }
  return Object.fromEntries(action.parameters.map((parameter) => [parameter.name, argument(parameter, object[parameter.name] ?? null, model)]));
}

function argument(parameter: OperationParameter, value: unknown, model: ServiceModel): EdmValue {
  const { name, type, nullable } = parameter;
  if (type.kind === 'collection') return collection(name, type.of, value, model);
  if (value === null) {
    if (!nullable) throw odataError('ParameterMissing', name);
    return null;
  }
  const result = parseJsonPrimitive(type.type, value);
  if (result === undefined) throw odataError('ParameterValue', name, type.type, `it is ${JSON.stringify(value)?.slice(0, 60) ?? 'something else'}.`);
  return result;
}

function collection(name: string, of: string, value: unknown, model: ServiceModel): EdmValue {
  const list: unknown = isObject(value) && Array.isArray(value['results']) ? value['results'] : (value ?? []);
  const expected = `a list of ${of}`;
  if (!Array.isArray(list)) throw odataError('ParameterValue', name, expected, 'write [{"Name":"…","Value":"…"}, …].');
  const members = model.complexType(of)?.properties ?? [];
  return (list as readonly unknown[]).map((item, index) => {
    const fail = (reason: string): Error => odataError('ParameterValue', `${name}[${index}]`, of, reason);
    if (!isObject(item)) throw fail('an object was expected.');
    const unknown = Object.keys(item).find((key) => key !== '__metadata' && !members.some((member) => member.name === key));
    if (unknown !== undefined) throw fail(`'${unknown}' is not part of it.`);
    return Object.fromEntries(members.map((member) => [member.name, propertyValue(member, item[member.name] ?? null, (reason) => fail(`${member.name}: ${reason}`))]));
  });
}

/** The `uri` of a `$links` body (`{"uri":"…"}`). @throws ODataError BodySyntax */
export function readJsonLinkBody(text: string): string {
  const uri = parseObject(text)['uri'];
  if (typeof uri !== 'string') throw odataError('BodySyntax', 'JSON', "a member 'uri' was expected.");
  return uri;
}
