/** PUT, MERGE, PATCH and DELETE of entities: generic, by what the set's definition allows (sma-rest-api.md 2.2). POST: create.ts. */
import { smaError } from '../../sma/errors.ts';
import type { EntityType } from '../../sma/edm/serviceModel.ts';
import type { EdmValue, PropertyBag } from '../../sma/edm/values.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { parsePrimitiveText, primitiveText } from '../../odata/edm/text.ts';
import { odataError } from '../../odata/errors.ts';
import type { ContentPreference } from '../../odata/negotiate/prefer.ts';
import { conditionOf, namesTag } from '../../odata/negotiate/etag.ts';
import { UNSET_DATE_TIME } from '../../sma/values/dateTime.ts';
import { FULL_PROJECTION } from '../../odata/query/selectExpand.ts';
import { bodyText } from '../../odata/read/bodyText.ts';
import { readEntityBody, readPropertyBody } from '../../odata/read/entityBody.ts';
import type { EntityPath } from '../../odata/uri/resource.ts';
import { preferenceOf } from '../http/preference.ts';
import { audit, type Change } from '../domain/change.ts';
import type { StoredEntity } from '../store/query/decodeRow.ts';
import { boundProperties } from './bindings.ts';
import type { RequestContext } from './context.ts';
import { entityEtagOf, toEntityData } from './entityData.ts';
import { needEntity } from './read.ts';
import { checkName, checkReferences, checkUniqueName } from './references.ts';
import { checkValues } from '../domain/checkValues.ts';
import { DONE, type Result } from './result.ts';
import { deleteRow, keyOf, nameOf, updateRow } from './rows.ts';
import { SET_RULES } from './setRules.ts';

/**
 * Changes what was given and may be changed; the rest of the body is read and left alone. PUT does the same: clients
 * put a few properties and mean no more than those (sma-rest-api.md 3.4). Fails with EtagMismatch and what a rule refuses.
 */
export async function updateEntity(context: RequestContext, path: EntityPath): Promise<Result> {
  const { services, request, model } = context;
  const set = path.targetSet;
  if (!set.update) throw odataError('MethodNotAllowed', request.method);
  const document = await services.bodies.read(request);
  return services.changes.make(request, async (change) => {
    const before = await needEntity(change.db, context, path);
    checkUnchanged(context, before);
    const body = readEntityBody(document, before.type, model);
    const bound = await boundProperties(change, context, body.bindings.filter(({ navigation }) => navigation.join !== undefined && set.updatable.includes(navigation.join.own)));
    await updateValues(change, context, path, before, { ...body.values, ...bound });
    return answer(context, path, change);
  });
}

/** PUT of one property: `Variables(…)/Value`, or its text at `Variables(…)/Value/$value`. Null by DELETE, which empties a secret too. */
export async function updateProperty(context: RequestContext, path: EntityPath, property: PropertyDefinition, raw: boolean): Promise<Result> {
  const { services, request } = context;
  const set = path.targetSet;
  if (!set.update || !set.updatable.includes(property.name)) throw odataError('MethodNotAllowed', request.method);
  const document = request.method === 'DELETE' ? undefined : raw ? await request.body() : await services.bodies.read(request);
  return services.changes.make(request, async (change) => {
    const before = await needEntity(change.db, context, path);
    checkUnchanged(context, before);
    const value = document === undefined ? null : document instanceof Uint8Array ? rawValue(bodyText(document, 'text', request.headers.get('content-type') ?? undefined), property, before.type) : readPropertyBody(document, property, before.type);
    await updateValues(change, context, path, before, { [property.name]: value }, value === null);
    const preference = request.method === 'DELETE' ? undefined : preferenceOf(request);
    return preference === undefined ? DONE : written(property, preference === 'return-content' ? (await needEntity(change.db, context, path)).values[property.name] ?? null : null, raw, preference);
  });
}

/** What a property is now. A secret has no text that could be sent. */
function written(property: PropertyDefinition, value: EdmValue, raw: boolean, preference: ContentPreference): Result {
  if (!raw) return { kind: 'property', property, value, etag: undefined, written: 'updated' };
  if (preference === 'return-no-content') return { kind: 'text', text: '', written: 'updated' };
  return value === null || property.kind !== 'primitive' ? DONE : { kind: 'text', text: primitiveText(property.type, value as never), written: 'updated' };
}

function rawValue(text: string, property: PropertyDefinition, type: EntityType): EdmValue {
  const value = property.kind === 'primitive' ? parsePrimitiveText(property.type, text) : undefined;
  if (value === undefined) throw odataError('BodyProperty', property.name, type.fullName, `'${text.slice(0, 60)}' is not ${property.kind === 'primitive' ? property.type : 'a value'}.`);
  return value;
}

/** The change itself, once what was asked for is known: rules, the row, an audit row. */
export async function updateValues(change: Change, context: RequestContext, path: EntityPath, before: StoredEntity, given: PropertyBag, clears = false): Promise<void> {
  const { services, model } = context;
  const set = path.targetSet;
  const completed = await SET_RULES[set.name]?.complete?.(given, false) ?? given;
  const values: PropertyBag = Object.fromEntries(Object.entries(completed).filter(([name]) => set.updatable.includes(name)).map(([name, value]) => [name, isUnset(before.type, name, value) && value !== before.values[name] ? null : value]));
  checkValues(before.type, values);
  // What was stored before this rule may be sent back as it was read.
  checkName(set, Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== before.values[name])));
  const key = keyOf(set, before.values);
  const id = String(Object.values(key)[0] ?? '');
  await checkUniqueName(change.db, set, values, id);
  await checkReferences(change.db, model, set, values);
  const own = await SET_RULES[set.name]?.write?.(change, id, values, before.values, clears ? { ...services, clears } : services);
  const columns = { ...values, ...own };
  if (Object.keys(columns).length === 0) return;
  await updateRow(change, set, key, { ...columns, ...touched(before.type, change) });
  await audit(change, 'Update', `${set.name}/${nameOf(set, before.values) ?? id}`, Object.keys(values).join(', '));
}

export async function deleteEntity(context: RequestContext, path: EntityPath): Promise<Result> {
  const { services, request } = context;
  const set = path.targetSet;
  if (!set.delete) throw odataError('MethodNotAllowed', request.method);
  return services.changes.make(request, async (change) => {
    const entity = await needEntity(change.db, context, path);
    checkUnchanged(context, entity);
    const key = keyOf(set, entity.values);
    const id = String(Object.values(key)[0] ?? '');
    const rules = SET_RULES[set.name];
    const moduleName = entity.values['ModuleName'];
    if (set.name === 'Modules' && typeof moduleName === 'string') change.afterwards(() => services.modules.remove(moduleName));
    await rules?.beforeDelete?.(change, id, services);
    if (rules?.delete !== undefined) {
      await rules.delete(change, id);
      return DONE;
    }
    await deleteRow(change, set, key);
    await audit(change, 'Delete', `${set.name}/${nameOf(set, entity.values) ?? id}`);
    return DONE;
  });
}

/** `If-Match` guards against undoing what somebody else did since the entity was read, `If-None-Match` of a stream against writing over it. Fails with EtagMismatch. */
export function checkUnchanged({ request }: RequestContext, entity: StoredEntity): void {
  const tag = entityEtagOf(entity), wanted = conditionOf(request.headers.get('if-match')), unwanted = conditionOf(request.headers.get('if-none-match'));
  if ((wanted !== undefined && !namesTag(wanted, tag)) || (unwanted !== undefined && namesTag(unwanted, tag))) throw smaError('EtagMismatch');
}

/** 204, or the entity as it is now for a client that prefers it. */
async function answer(context: RequestContext, path: EntityPath, change: Change): Promise<Result> {
  if (preferenceOf(context.request) === undefined) return DONE;
  const now = await needEntity(change.db, context, path);
  return { kind: 'entity', entity: toEntityData(now, context), projection: FULL_PROJECTION, written: 'updated' };
}

/** What clients send for a time that nobody has set, as with a new entity; one that is stored so may be sent back. */
const isUnset = (type: EntityType, name: string, value: EdmValue): boolean => {
  const property = type.property(name);
  return value === UNSET_DATE_TIME && property?.kind === 'primitive' && property.type === 'Edm.DateTime';
};

const touched = (type: EntityType, change: Change): PropertyBag => ({
  ...(type.property('LastModifiedTime') === undefined ? {} : { LastModifiedTime: change.now }),
  ...(type.property('LastModifiedBy') === undefined ? {} : { LastModifiedBy: change.user }),
});
