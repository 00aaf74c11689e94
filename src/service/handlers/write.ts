/** POST, PUT, MERGE, PATCH and DELETE of entities: generic, by what the set's definition allows (sma-rest-api.md 2.2). */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { smaError } from '../../sma/errors.ts';
import type { EntitySet, EntityType } from '../../sma/edm/serviceModel.ts';
import type { EdmValue, PropertyBag } from '../../sma/edm/values.ts';
import { TENANT_ID } from '../../sma/models.ts';
import { UNSET_DATE_TIME } from '../../sma/values/dateTime.ts';
import { odataError } from '../../odata/errors.ts';
import { FULL_PROJECTION } from '../../odata/query/selectExpand.ts';
import { requireConcrete } from '../../odata/read/bodyType.ts';
import { readEntityBody } from '../../odata/read/entityBody.ts';
import type { EntityPath } from '../../odata/uri/resource.ts';
import { audit, type Change } from '../domain/change.ts';
import { readEntity } from '../store/query/readEntities.ts';
import type { RequestContext } from './context.ts';
import { toEntityData } from './entityData.ts';
import { idOf } from './keys.ts';
import { needEntity } from './read.ts';
import { checkName, checkReferences, checkUniqueName, checkValues } from './references.ts';
import { DONE, type Result } from './result.ts';
import { serverMade, SET_RULES } from './setRules.ts';

/** Makes an entity. Fails with MethodNotAllowed, PropertyRequired, PropertyTooLong, NameTaken, PropertyInvalid. */
export async function createEntity(context: RequestContext, path: EntityPath): Promise<Result> {
  const { services, request, model } = context;
  const set = path.targetSet;
  if (set.create !== true || path.steps.length > 0) throw odataError('MethodNotAllowed', request.method);
  const body = requireConcrete(readEntityBody(await request.body(), request.headers.get('content-type') ?? undefined, set.type, model));
  return services.changes.make(request, async (change) => {
    const values = complete(body.type, body.values, change.now);
    checkValues(body.type, values);
    checkName(set, values);
    await checkUniqueName(change.db, set, values);
    await checkReferences(change.db, model, set, values);
    const id = idOf(set.type, values);
    const own = await SET_RULES[set.name]?.write?.(change, id, values, undefined, services.cipher);
    const kind = body.type.base === undefined ? {} : { type_name: body.type.name };
    await insertRow(change, set, { ...values, ...own, ...kind });
    await audit(change, 'Create', `${set.name}/${nameOf(set, values) ?? id}`);
    const created = await readEntity(change.db, model, { ...path, key: keyOf(set, values), isCollection: false });
    if (created === undefined) throw smaError('Internal');
    return { kind: 'entity', entity: toEntityData(created, context.root), projection: FULL_PROJECTION, created: true };
  });
}

/**
 * Changes what was given and may be changed; the rest of the body is read and left alone. PUT does the same: clients
 * put a few properties and mean no more than those (sma-rest-api.md 3.4).
 */
export async function updateEntity(context: RequestContext, path: EntityPath): Promise<Result> {
  const { services, request, model } = context;
  const set = path.targetSet;
  if (!set.update) throw odataError('MethodNotAllowed', request.method);
  const bytes = await request.body();
  return services.changes.make(request, async (change) => {
    const before = await needEntity(change.db, context, path);
    const body = readEntityBody(bytes, request.headers.get('content-type') ?? undefined, before.type, model);
    const values: PropertyBag = Object.fromEntries(Object.entries(body.values).filter(([name]) => set.updatable.includes(name)));
    checkValues(before.type, values);
    // What was stored before this rule may be sent back as it was read.
    checkName(set, Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== before.values[name])));
    const key = keyOf(set, before.values);
    const id = String(Object.values(key)[0] ?? '');
    await checkUniqueName(change.db, set, values, id);
    await checkReferences(change.db, model, set, values);
    const own = await SET_RULES[set.name]?.write?.(change, id, values, before.values, services.cipher);
    const columns = { ...values, ...own };
    if (Object.keys(columns).length === 0) return DONE;
    await updateRow(change, set, key, { ...columns, ...touched(before.type, change) });
    await audit(change, 'Update', `${set.name}/${nameOf(set, before.values) ?? id}`, Object.keys(values).join(', '));
    return DONE;
  });
}

export async function deleteEntity(context: RequestContext, path: EntityPath): Promise<Result> {
  const { services, request } = context;
  const set = path.targetSet;
  if (!set.delete) throw odataError('MethodNotAllowed', request.method);
  return services.changes.make(request, async (change) => {
    const entity = await needEntity(change.db, context, path);
    const key = keyOf(set, entity.values);
    const id = String(Object.values(key)[0] ?? '');
    const rules = SET_RULES[set.name];
    if (rules?.delete !== undefined) {
      await rules.delete(change, id);
      return DONE;
    }
    await sql`delete from ${sql.table(set.name)} where ${keyCondition(key)}`.execute(change.db);
    await audit(change, 'Delete', `${set.name}/${nameOf(set, entity.values) ?? id}`);
    return DONE;
  });
}

/** Every property of a new entity: what the server makes, what was given, and what a client may leave out. */
function complete(type: EntityType, given: PropertyBag, now: string): PropertyBag {
  const made = serverMade(type);
  const values: Record<string, EdmValue> = {};
  for (const property of type.properties) {
    if (property.kind !== 'primitive') continue;
    const { name } = property;
    const value = given[name];
    if (made.has(name)) values[name] = madeValue(name, property.type, now);
    else if (value !== undefined && value !== null && !(property.type === 'Edm.DateTime' && value === UNSET_DATE_TIME)) values[name] = value;
    // A flag that is left out is not set; everything else that is needed must be given.
    else values[name] = property.type === 'Edm.Boolean' && !property.nullable ? false : null;
  }
  return values;
}

function madeValue(name: string, type: string, now: string): EdmValue {
  if (name === 'TenantID') return TENANT_ID;
  if (name === 'CreationTime' || name === 'LastModifiedTime') return now;
  return type === 'Edm.Guid' ? randomUUID() : null;
}

const touched = (type: EntityType, change: Change): PropertyBag => ({
  ...(type.property('LastModifiedTime') === undefined ? {} : { LastModifiedTime: change.now }),
  ...(type.property('LastModifiedBy') === undefined ? {} : { LastModifiedBy: change.user }),
});

const keyOf = (set: EntitySet, values: PropertyBag): Readonly<Record<string, string | number>> =>
  Object.fromEntries(set.type.key.map((property) => [property.name, values[property.name] as string | number]));

const nameOf = (set: EntitySet, values: PropertyBag): string | undefined => {
  const name = values['RunbookName'] ?? values['Name'] ?? values['ModuleName'];
  return typeof name === 'string' && set.name !== 'ConnectionFieldValues' ? name : undefined;
};

const keyCondition = (key: Readonly<Record<string, string | number>>) =>
  sql.join(Object.entries(key).map(([name, value]) => sql`${sql.ref(name)} = ${value}`), sql` and `);

async function insertRow(change: Change, set: EntitySet, columns: Readonly<Record<string, unknown>>): Promise<void> {
  const entries = Object.entries(columns);
  await sql`insert into ${sql.table(set.name)} (${sql.join(entries.map(([name]) => sql.ref(name)))}) values (${sql.join(entries.map(([, value]) => sql`${value}`))})`.execute(change.db);
}

async function updateRow(change: Change, set: EntitySet, key: Readonly<Record<string, string | number>>, columns: Readonly<Record<string, unknown>>): Promise<void> {
  const assignments = Object.entries(columns).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`update ${sql.table(set.name)} set ${sql.join(assignments)} where ${keyCondition(key)}`.execute(change.db);
}
