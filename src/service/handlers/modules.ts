/** POST of a zip to Modules, PUT of a new one, and the files on disk that go with it (sma-rest-api.md 3.11). */
import { smaError } from '../../sma/errors.ts';
import { FULL_PROJECTION } from '../../odata/query/selectExpand.ts';
import type { EntityPath } from '../../odata/uri/resource.ts';
import { importModule } from '../domain/moduleChanges.ts';
import type { Change } from '../domain/change.ts';
import type { BodyLimit } from '../http/serviceRequest.ts';
import type { ReadModule } from '../modules/moduleReader.ts';
import { readEntity } from '../store/query/readEntities.ts';
import type { RequestContext } from './context.ts';
import { toEntityData } from './entityData.ts';
import { idOf } from './keys.ts';
import { needEntity } from './read.ts';
import { DONE, type Result } from './result.ts';
import { checkUnchanged } from './write.ts';

/** A zip, packed. SMA's own limit is not documented; that of Azure Automation, whose modules are the same zips, is 100 MB. */
const MODULE_LIMIT: BodyLimit = { bytes: 100 * 1024 * 1024, isLarger: true, error: () => smaError('ModuleTooLarge', MODULE_LIMIT.bytes / 1024 / 1024) };

/** Imports a module, or imports it again. Its commands can be used by every job that starts after this. */
export async function writeModule(context: RequestContext, path: EntityPath, isNew: boolean): Promise<Result> {
  const { services, request } = context;
  const bytes = await request.body(MODULE_LIMIT);
  // Unpacked before it is stored: what cannot be unpacked is not imported.
  const staged = services.modules.stage();
  try {
    const module = await services.moduleReader.read(bytes, staged);
    return await services.changes.make(request, (change) => store(change, context, path, isNew, { ...module, bytes, staged }));
  } catch (error) {
    services.modules.drop(staged);
    throw error;
  }
}

async function store(change: Change, context: RequestContext, path: EntityPath, isNew: boolean, { name, facts, bytes, staged }: ReadModule & { readonly bytes: Uint8Array; readonly staged: string }): Promise<Result> {
  const { services, model } = context;
  const before = isNew ? undefined : await needEntity(change.db, context, path);
  if (before !== undefined) checkUnchanged(context, before);
  const { id, version } = await importModule(change, { name, bytes, facts, ...(before === undefined ? {} : { id: idOf(before.type, before.values) }) });
  change.afterwards(() => services.modules.put(staged, name, `${id} ${version}`));
  if (!isNew) return DONE;
  const created = await readEntity(change.db, model, { ...path, key: { ModuleID: id }, isCollection: false });
  if (created === undefined) throw smaError('Internal');
  return { kind: 'entity', entity: toEntityData(created, context), projection: FULL_PROJECTION, written: 'created' };
}
