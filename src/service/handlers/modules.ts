/** POST of a zip to Modules, PUT of a new one, and the files on disk that go with it (sma-rest-api.md 3.11). */
import { smaError } from '../../sma/errors.ts';
import { FULL_PROJECTION } from '../../odata/query/selectExpand.ts';
import type { EntityPath } from '../../odata/uri/resource.ts';
import { importModule } from '../domain/moduleChanges.ts';
import { describeModule } from '../modules/describeModule.ts';
import { readModuleZip } from '../modules/moduleZip.ts';
import { readEntity } from '../store/query/readEntities.ts';
import type { RequestContext } from './context.ts';
import { toEntityData } from './entityData.ts';
import { idOf } from './keys.ts';
import { needEntity } from './read.ts';
import { DONE, type Result } from './result.ts';
import { checkUnchanged } from './write.ts';

/** Imports a module, or imports it again. Its commands can be used by every job that starts after this. */
export async function writeModule(context: RequestContext, path: EntityPath, isNew: boolean): Promise<Result> {
  const { services, request, model } = context;
  const bytes = await request.body();
  const module = readModuleZip(bytes);
  const facts = describeModule(module);
  return services.changes.make(request, async (change): Promise<Result> => {
    const before = isNew ? undefined : await needEntity(change.db, context, path);
    if (before !== undefined) checkUnchanged(context, before);
    const { id, version } = await importModule(change, { name: module.name, bytes, facts, ...(before === undefined ? {} : { id: idOf(before.type, before.values) }) });
    // Unpacked before it is stored: what cannot be unpacked is not imported.
    const staged = services.modules.stage(module, `${id} ${version}`);
    change.afterwards(() => services.modules.put(staged, module.name));
    if (!isNew) return DONE;
    const created = await readEntity(change.db, model, { ...path, key: { ModuleID: id }, isCollection: false });
    if (created === undefined) throw smaError('Internal');
    return { kind: 'entity', entity: toEntityData(created, context.root), projection: FULL_PROJECTION, written: 'created' };
  });
}
