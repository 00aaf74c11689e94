/** POST of entities, alone or with others inside them: generic, by what the sets' definitions allow (sma-rest-api.md 2.2). */
import { randomUUID } from 'node:crypto';
import { smaError } from '../../sma/errors.ts';
import type { EntityType, Navigation } from '../../sma/edm/serviceModel.ts';
import type { EdmValue, PropertyBag } from '../../sma/edm/values.ts';
import { TENANT_ID } from '../../sma/models.ts';
import { UNSET_DATE_TIME } from '../../sma/values/dateTime.ts';
import { odataError } from '../../odata/errors.ts';
import { DEFAULT_LIMITS } from '../../odata/limits.ts';
import { FULL_PROJECTION } from '../../odata/query/selectExpand.ts';
import { requireConcrete, type EntityBody } from '../../odata/read/bodyType.ts';
import { readEntityBody } from '../../odata/read/entityBody.ts';
import type { EntityPath } from '../../odata/uri/resource.ts';
import { audit, type Change } from '../domain/change.ts';
import { readEntity } from '../store/query/readEntities.ts';
import { boundProperties, link, linkBound } from './bindings.ts';
import type { RequestContext } from './context.ts';
import { toEntityData } from './entityData.ts';
import { idOf } from './keys.ts';
import { needEntity, parentOf } from './read.ts';
import { checkName, checkReferences, checkUniqueName } from './references.ts';
import { checkValues } from '../domain/checkValues.ts';
import type { Result } from './result.ts';
import { insertRow, keyOf, nameOf } from './rows.ts';
import { serverMade, SET_RULES } from './setRules.ts';

/** Of one request, those inside others included. */
const MOST_ENTITIES = 1_000;

/**
 * Makes an entity in a set, or at the end of a navigation, which links it to where the navigation begins. Whole entities inside it
 * are made with it and linked (OData v3 protocol, 10.3.2.2), all or none.
 * Fails with MethodNotAllowed, PropertyRequired, PropertyTooLong, NameTaken, PropertyInvalid, TooComplex.
 */
export async function createEntity(context: RequestContext, path: EntityPath): Promise<Result> {
  const { services, request, model } = context;
  const set = path.targetSet;
  if (set.create !== true) throw odataError('MethodNotAllowed', request.method);
  const wanted = new WantedEntities().read(readEntityBody(await services.bodies.read(request), path.targetType, model));
  return services.changes.make(request, async (change) => {
    const navigation = path.steps.at(-1)?.navigation;
    const parent = navigation === undefined ? undefined : await needEntity(change.db, context, parentOf(path));
    const values = await make(change, context, wanted, navigation === undefined || parent === undefined ? undefined : { navigation, values: parent.values });
    const created = await readEntity(change.db, model, { set, key: keyOf(set, values), steps: [], targetSet: set, targetType: set.type, isTypeFiltered: false, isCollection: false });
    if (created === undefined) throw smaError('Internal');
    return { kind: 'entity', entity: toEntityData(created, context), projection: FULL_PROJECTION, written: 'created' };
  });
}

/** An entity to be made, with those to be made at the ends of its navigations. */
interface Wanted { readonly body: EntityBody; readonly inside: readonly { readonly navigation: Navigation; readonly entities: readonly Wanted[] }[] }
/** Where an entity is made: at the end of a navigation of one that is there. */
interface Place { readonly navigation: Navigation; readonly values: PropertyBag }

/** All of a body is read, within bounds, before anything of it is made. */
class WantedEntities {
  #count = 0;

  read(body: EntityBody, depth = 0): Wanted {
    this.#count += 1;
    if (this.#count > MOST_ENTITIES) throw odataError('TooComplex', 'entities in one request', MOST_ENTITIES);
    if (depth > DEFAULT_LIMITS.expandDepth) throw odataError('TooComplex', 'levels of entities inside others', DEFAULT_LIMITS.expandDepth);
    return {
      body: requireConcrete(body),
      inside: body.inline.map(({ navigation, read }) => {
        const { name, create } = navigation.targetSet;
        if (create !== true) throw odataError('MethodNotAllowed', 'POST', `An entity of ${name} cannot be made inside another one; link one that is there.`);
        const bodies = read();
        if (!navigation.many && bodies.length > 1) throw odataError('BodyProperty', navigation.name, body.type.fullName, 'it leads to one entity, not to several.');
        return { navigation, entities: bodies.map((one) => this.read(one, depth + 1)) };
      }),
    };
  }
}

/** Makes an entity with all that is inside: what it refers to first, what refers to it afterwards. Gives its properties. */
async function make(change: Change, context: RequestContext, { body, inside }: Wanted, place: Place | undefined): Promise<PropertyBag> {
  const { services, model } = context;
  const { set } = body.type;
  const joined = place?.navigation.join === undefined ? {} : { [place.navigation.join.other]: place.values[place.navigation.join.own] ?? null };
  const given = { ...body.values, ...(await boundProperties(change, context, body.bindings)), ...(await referred(change, context, inside)), ...joined };
  const values = complete(body.type, await SET_RULES[set.name]?.complete?.(given, true) ?? given, change.now);
  checkValues(body.type, values);
  checkName(set, values);
  await checkUniqueName(change.db, set, values);
  await checkReferences(change.db, model, set, values);
  const id = idOf(set.type, values);
  const own = await SET_RULES[set.name]?.write?.(change, id, values, undefined, services);
  const kind = body.type.base === undefined ? {} : { type_name: body.type.name };
  await insertRow(change, set, { ...values, ...own, ...kind });
  await linkBound(change, context, id, body.bindings);
  if (place !== undefined && place.navigation.join === undefined) await link(change, services, place.navigation, idOf(place.navigation.from, place.values), id);
  await audit(change, 'Create', `${set.name}/${nameOf(set, values) ?? id}`);
  for (const { navigation, entities } of inside) {
    if (!refers(navigation)) for (const entity of entities) await make(change, context, entity, { navigation, values });
  }
  return values;
}

/** The references of an entity to those inside it, which are made here. */
async function referred(change: Change, context: RequestContext, inside: Wanted['inside']): Promise<PropertyBag> {
  const references: Record<string, EdmValue> = {};
  for (const { navigation, entities: [entity] } of inside) {
    if (!refers(navigation) || navigation.join === undefined || entity === undefined) continue;
    references[navigation.join.own] = (await make(change, context, entity, undefined))[navigation.join.other] ?? null;
  }
  return references;
}

/** Whether the entity at the beginning of a navigation holds the key of the one at its end. */
const refers = ({ many, join }: Navigation): boolean => !many && join !== undefined;

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
