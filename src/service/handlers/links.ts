/** POST, PUT and DELETE of `$links` (OData v2 protocol, 2.10 to 2.12). */
import { smaError } from '../../sma/errors.ts';
import { odataError } from '../../odata/errors.ts';
import { readLinkBody } from '../../odata/read/entityBody.ts';
import type { Resource } from '../../odata/uri/resource.ts';
import { findLinked, link, unlink } from './bindings.ts';
import type { RequestContext } from './context.ts';
import { idOf } from './keys.ts';
import { addressOf, needEntity } from './read.ts';
import { DONE, type Result } from './result.ts';
import { updateValues } from './write.ts';

type Links = Extract<Resource, { kind: 'links' }>;

/** Adds a link of a to-many navigation, or sets the one of a to-one navigation. */
export async function writeLink(context: RequestContext, resource: Links): Promise<Result> {
  const { request, services } = context;
  const { navigation, path } = resource;
  const uri = readLinkBody(await services.bodies.read(request));
  return services.changes.make(request, async (change) => {
    const source = await needEntity(change.db, context, path);
    const target = await findLinked(change, context, { navigation, uri });
    if (navigation.join === undefined) {
      await link(change, services, navigation, idOf(source.type, source.values), idOf(navigation.target, target));
      return DONE;
    }
    // A to-many link over a property is a change of the entity at its other end.
    if (navigation.many) throw odataError('MethodNotAllowed', request.method);
    const { own, other } = navigation.join;
    if (!path.targetSet.updatable.includes(own)) throw odataError('MethodNotAllowed', request.method);
    await updateValues(change, context, path, source, { [own]: target[other] ?? null });
    return DONE;
  });
}

/** Takes a link away. Fails with NotFound where there is none. */
export function deleteLink(context: RequestContext, resource: Links): Promise<Result> {
  const { request, services } = context;
  const { navigation, path, key } = resource;
  return services.changes.make(request, async (change) => {
    const source = await needEntity(change.db, context, path);
    if (navigation.join === undefined) {
      if (key === undefined) throw odataError('MethodNotAllowed', request.method);
      const target = Object.values(key)[0];
      await unlink(change, services, navigation, idOf(source.type, source.values), typeof target === 'string' ? target : '');
      return DONE;
    }
    const { own } = navigation.join;
    if (navigation.many || !path.targetSet.updatable.includes(own)) throw odataError('MethodNotAllowed', request.method);
    if (source.values[own] === null) throw smaError('NothingThere', addressOf(path).path, navigation.name);
    await updateValues(change, context, path, source, { [own]: null });
    return DONE;
  });
}
