/** Entities, single values, links and action parameters from JSON (sma-rest-api.md 3.2, 5.4; OData v3 JSON format). */
import type { EntityType, Navigation, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { EdmValue } from '../../sma/edm/values.ts';
import type { ActionDefinition, OperationParameter, PrimitiveType, PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { parseJsonPrimitive } from '../edm/json.ts';
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import { bodyFormat } from '../negotiate/format.ts';
import { bodyText } from './bodyText.ts';
import { isDeeper } from './jsonDepth.ts';
import { toStrictJson } from './strictJson.ts';
import { agrees, resolveBodyType } from './bodyType.ts';
import type { Binding, EntityBody, InlineEntities } from './bodyType.ts';

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function parseObject(given: string): JsonObject {
  const text = given.replace(/^\uFEFF/, ''), parsed = parseStrict(text);
  if (!isObject(parsed)) throw odataError('BodySyntax', 'JSON', 'an object was expected.');
  return parsed;
}

/** What Microsoft's reader takes beyond JSON is looked at where the text is no JSON. */
function parseStrict(text: string): unknown {
  const isDeep = isDeeper(text, DEFAULT_LIMITS.jsonDepth);
  let reason: unknown;
  // What reads it, and what tells of it, goes down level by level.
  if (!isDeep) try {
    return JSON.parse(text);
  } catch (error) {
    reason = error;
  }
  const strict = toStrictJson(text);
  if (isDeeper(strict, DEFAULT_LIMITS.jsonDepth)) throw odataError('BodySyntax', 'JSON', `lists and objects nest deeper than ${DEFAULT_LIMITS.jsonDepth}.`);
  try {
    return JSON.parse(strict);
  } catch (error) {
    const told = reason ?? error;
    throw odataError('BodySyntax', 'JSON', told instanceof Error ? told.message.replace(QUOTED, ' is not valid JSON') : String(told));
  }
}

/** What V8 repeats of the text around an error, which may hold a secret. */
const QUOTED = /, (?:\.{3})?".*" ?(?:\.{3})? is not valid JSON$/s;

/**
 * An entity in verbose JSON or JSON light; each form's notes are told apart by their names.
 * @throws ODataError BodySyntax, BodyType, BodyProperty, BodyPropertyUnknown
 */
export const readJsonEntityBody = (text: string, expected: EntityType, model: ServiceModel): EntityBody => readObject(parseObject(text), expected, model);

function readObject(object: JsonObject, expected: EntityType, model: ServiceModel): EntityBody {
  const metadata = object['__metadata'];
  const name = isObject(metadata) ? metadata['type'] : object['odata.type'];
  const type = resolveBodyType(typeof name === 'string' ? name : undefined, expected, model);
  const values: Record<string, EdmValue> = {};
  const bindings: Binding[] = [];
  const inline: InlineEntities[] = [];
  for (const [member, value] of Object.entries(object)) {
    if (member === '__metadata' || member.startsWith('odata.') || member.startsWith('#')) continue;
    const [base = member, note] = member.split('@', 2);
    const navigation = type.navigation(base);
    if (navigation !== undefined) {
      if (note === 'odata.bind') bindings.push(...linksOf(value).map((uri) => ({ navigation, uri })));
      else if (note === undefined) readNavigation(navigation, value, bindings, inline, model);
      continue;
    }
    if (note !== undefined) {
      const noted = type.property(base);
      if (note === 'odata.type' && typeof value === 'string' && noted?.kind === 'primitive' && !agrees(value, noted.type)) throw odataError('BodyProperty', base, type.fullName, `it is ${noted.type}, and the body says '${value.slice(0, 60)}'.`);
      continue;
    }
    const property = type.property(member);
    if (property === undefined) throw odataError('BodyPropertyUnknown', member, type.fullName);
    values[member] = propertyValue(property, value, (reason) => odataError('BodyProperty', member, type.fullName, reason));
  }
  return { type, values, bindings, inline };
}

/** What verbose JSON may hold in a navigation: nothing, a deferred link, links to entities, or whole entities. */
function readNavigation(navigation: Navigation, value: unknown, bindings: Binding[], inline: InlineEntities[], model: ServiceModel): void {
  const whole: JsonObject[] = [];
  const list = Array.isArray(value) ? (value as readonly unknown[]) : isObject(value) && Array.isArray(value['results']) ? (value['results'] as readonly unknown[]) : [value];
  for (const item of list) {
    if (!isObject(item) || '__deferred' in item) continue;
    const metadata = item['__metadata'];
    const uri = isObject(metadata) ? metadata['uri'] : undefined;
    if (typeof uri === 'string' && Object.keys(item).length === 1) bindings.push({ navigation, uri });
    else whole.push(item);
  }
  if (whole.length > 0) inline.push({ navigation, read: () => whole.map((item) => readObject(item, navigation.target, model)) });
}

const linksOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter((one) => typeof one === 'string');

/** A property by itself: `{"Name":…}`, `{"d":{"Name":…}}` or `{"value":…}`. @throws ODataError */
export function readJsonPropertyBody(text: string, property: PropertyDefinition, type: EntityType): EdmValue {
  const whole = parseObject(text);
  const object = isObject(whole['d']) ? whole['d'] : whole;
  const name = [property.name, 'value'].find((one) => one in object);
  if (name === undefined && object['odata.null'] !== true) throw odataError('BodySyntax', 'JSON', `a member '${property.name}' was expected.`);
  return propertyValue(property, name === undefined ? null : object[name], (reason) => odataError('BodyProperty', property.name, type.fullName, reason));
}

function propertyValue(property: PropertyDefinition, value: unknown, fail: (reason: string) => Error): EdmValue {
  if (property.kind !== 'primitive') throw fail('it cannot be written.');
  if (value === null) {
    if (!property.nullable) throw fail('it cannot be null.');
    return null;
  }
  if (isBroken(value)) throw fail(BROKEN);
  const result = parseJsonPrimitive(property.type, value);
  if (result === undefined) throw fail(`${shown(value, property.type)} is not ${property.type}.`);
  return result;
}

/** A value that has the wrong kind. Where a text was expected it may be a secret, and only its kind is told. */
const shown = (value: unknown, type: PrimitiveType): string => (type === 'Edm.String' ? kindOf(value) : JSON.stringify(value)?.slice(0, 60) ?? 'it');
const kindOf = (value: unknown): string => (Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : typeof value === 'number' ? 'a number' : `a ${typeof value}`);

/** Half a character: it can be written in JSON (`\ud800`), but be kept by no database and told in no other format. */
const isBroken = (value: unknown): boolean => typeof value === 'string' && !value.isWellFormed();
const BROKEN = 'it holds half a character (a surrogate without its other one).';

/** The values of an action's parameters by name; what was not given is null, a missing list empty. */
export type ActionArguments = Readonly<Record<string, EdmValue>>;

/**
 * Reads the body of an action. No body, `{}` and `null` lists all mean no parameters (3.2).
 * @throws ODataError UnsupportedMediaType, BodySyntax, ParameterMissing, ParameterValue
 */
export function readActionBody(bytes: Uint8Array, contentType: string | undefined, action: ActionDefinition, model: ServiceModel, limits: ODataLimits = DEFAULT_LIMITS): ActionArguments {
  const text = bytes.byteLength === 0 ? '' : bodyText(bytes, 'JSON', contentType, limits);
  // Parameters of actions have no Atom form (1.3).
  if (text.trim() !== '' && bodyFormat(contentType) === 'atom') throw odataError('UnsupportedMediaType', contentType ?? '');
  const object = text.trim() === '' || text.trim() === 'null' ? {} : parseObject(text);
  const unknown = Object.keys(object).find((name) => name !== '__metadata' && !name.startsWith('odata.') && !action.parameters.some((parameter) => parameter.name === name));
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
  if (isBroken(value)) throw odataError('ParameterValue', name, type.type, BROKEN);
  const result = parseJsonPrimitive(type.type, value);
  if (result === undefined) throw odataError('ParameterValue', name, type.type, `it is ${shown(value, type.type)}.`);
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

/** A link by itself: `{"uri":"…"}`, in JSON light `{"url":"…"}`. @throws ODataError BodySyntax */
export function readJsonLinkBody(text: string): string {
  const object = parseObject(text);
  const uri = object['uri'] ?? object['url'];
  if (typeof uri !== 'string') throw odataError('BodySyntax', 'JSON', "a member 'uri' was expected.");
  return uri;
}
