/**
 * Links between entities as clients write them: a navigation and the URL of an entity (OData v2 URI conventions 3.2,
 * `$links`; links in the body of a new entity). Where the two ends share a property, a link is that property; where only
 * a link table joins them, the table's row.
 */
import { smaError } from '../../sma/errors.ts';
import type { Navigation } from '../../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../../sma/edm/values.ts';
import { odataError } from '../../odata/errors.ts';
import type { Binding } from '../../odata/read/bodyType.ts';
import type { EntityPath } from '../../odata/uri/resource.ts';
import { parseRequestUri } from '../../odata/uri/requestUri.ts';
import type { Change } from '../domain/change.ts';
import type { Sealing } from '../domain/jobs/jobStart.ts';
import type { SettlesDue } from '../domain/scheduleRules.ts';
import { linkSchedule, unlinkSchedule } from '../domain/scheduleLinks.ts';
import { readEntity } from '../store/query/readEntities.ts';
import type { RequestContext } from './context.ts';
import { resolveReference } from './batch.ts';
import { idOf } from './keys.ts';

/** The entity a URL names: absolute, from the root of the host, relative to the service, or `$1` of the same change set. Undefined where it names none by key. */
export function parseEntityUri(context: RequestContext, uri: string): EntityPath | undefined {
  const { services, root, request } = context;
  let target: URL;
  try {
    target = new URL(resolveReference(uri, root, request.made), root);
  } catch {
    throw odataError('UrlSyntax', uri.slice(0, 60), 'it is not a URL.');
  }
  const { resource } = parseRequestUri(target.pathname, services.models);
  return resource.kind === 'entity' && resource.path.steps.length === 0 ? resource.path : undefined;
}

/** The entity at the end of a link. Fails with PropertyInvalid where there is none, or one of another kind. */
export async function findLinked(change: Change, context: RequestContext, { navigation, uri }: Binding): Promise<PropertyBag> {
  const fail = (reason: string): Error => smaError('PropertyInvalid', navigation.from.name, navigation.name, reason);
  const path = parseEntityUri(context, uri);
  if (path === undefined || path.targetSet !== navigation.targetSet) throw fail(`'${uri.slice(0, 200)}' is not the address of one of ${navigation.targetSet.name}.`);
  const entity = await readEntity(change.db, context.model, path);
  if (entity === undefined) throw fail(`there is nothing at '${uri.slice(0, 200)}'.`);
  return entity.values;
}

/** The properties that the links of a new entity set: those whose reference is on its own side. */
export async function boundProperties(change: Change, context: RequestContext, bindings: readonly Binding[]): Promise<PropertyBag> {
  const values: Record<string, PropertyBag[string]> = {};
  for (const binding of bindings) {
    const { join, many } = binding.navigation;
    if (many || join === undefined || !namesEntity(context, binding)) continue;
    values[join.own] = (await findLinked(change, context, binding))[join.other] ?? null;
  }
  return values;
}

/** Makes the links of a new entity that a table joins. */
export async function linkBound(change: Change, context: RequestContext, id: string, bindings: readonly Binding[]): Promise<void> {
  for (const binding of bindings) {
    if (binding.navigation.join !== undefined || !namesEntity(context, binding)) continue;
    const linked = await findLinked(change, context, binding);
    await link(change, context.services, binding.navigation, id, idOf(binding.navigation.target, linked));
  }
}

/** What a client sends back as it read it, `Runbooks(guid'…')/Schedules`, is no link to an entity. */
const namesEntity = (context: RequestContext, { uri }: Binding): boolean => parseEntityUri(context, uri) !== undefined;

/** Joins two entities over a link table; there is one, of schedules and runbooks. */
export async function link(change: Change, services: Sealing & SettlesDue, navigation: Navigation, from: string, to: string): Promise<void> {
  const [runbookId, scheduleId] = ends(navigation, from, to);
  await linkSchedule(change, runbookId, scheduleId, [], services);
}

export async function unlink(change: Change, services: SettlesDue, navigation: Navigation, from: string, to: string): Promise<void> {
  const [runbookId, scheduleId] = ends(navigation, from, to);
  await unlinkSchedule(change, runbookId, scheduleId, services);
}

function ends(navigation: Navigation, from: string, to: string): readonly [runbookId: string, scheduleId: string] {
  if (navigation.join !== undefined || navigation.association.name !== 'FK_Schedule_Runbook') throw odataError('MethodNotAllowed', `a change of the link ${navigation.name}`);
  return navigation.target.name === 'Schedule' ? [from, to] : [to, from];
}
