/** Media streams: the text of runbook versions (sma-rest-api.md 1.7, 3.4, 3.5). */
import { smaError } from '../../sma/errors.ts';
import { odataError } from '../../odata/errors.ts';
import { mediaEtag } from '../../sma/values/dateTime.ts';
import { conditionOf, namesTag } from '../../odata/negotiate/etag.ts';
import { FULL_PROJECTION } from '../../odata/query/selectExpand.ts';
import { decodePercent } from '../../odata/uri/percent.ts';
import type { EntityPath } from '../../odata/uri/resource.ts';
import { JOB_TEXTS } from '../domain/jobs/jobTexts.ts';
import { findMedia, UNCHANGING } from '../domain/media.ts';
import { nameOfVersion, saveDraft } from '../domain/runbooks/runbookAuthoring.ts';
import { importRunbook, slugName } from '../domain/runbooks/runbookImport.ts';
import { SCRIPT_LIMIT } from '../scripts/scriptReader.ts';
import { readEntity } from '../store/query/readEntities.ts';
import type { RequestContext } from './context.ts';
import { etagOf, toEntityData } from './entityData.ts';
import { idOf, textOf } from './keys.ts';
import { writeModule } from './modules.ts';
import { needEntity } from './read.ts';
import type { Result } from './result.ts';

/** POST of script bytes to RunbookVersions. The media type does not matter: clients send several (3.4). */
export async function createFromMedia(context: RequestContext, path: EntityPath): Promise<Result> {
  const { services, request, model } = context;
  if (path.targetSet.name === 'Modules') return writeModule(context, path, true);
  if (path.targetSet.name !== 'RunbookVersions' || path.steps.length > 0) throw odataError('MethodNotAllowed', request.method);
  const bytes = await request.body(SCRIPT_LIMIT);
  const slug = request.headers.get('slug');
  const given = slugName(slug === null ? undefined : decodeSlug(slug));
  const examined = await services.scripts.examine(bytes, given);
  return services.changes.make(request, async (change) => {
    const versionId = await importRunbook(change, bytes, examined, given);
    const created = await readEntity(change.db, model, { ...path, key: { RunbookVersionID: versionId }, isCollection: false });
    if (created === undefined) throw smaError('Internal');
    return { kind: 'entity', entity: toEntityData(created, context), projection: FULL_PROJECTION, written: 'created' };
  });
}

/** RFC 5023, 9.7: a Slug is percent-encoded UTF-8. One that is not so encoded is taken as it is, its raw bytes too as UTF-8 where they are. */
function decodeSlug(slug: string): string {
  try {
    // Node gives each byte of a header as one character.
    return decodePercent(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(slug, 'latin1')));
  } catch {
    return slug;
  }
}

/** The bytes as they were uploaded. A job's stream is the text it runs (3.5: likely, not proven). */
export function readMediaStream(context: RequestContext, path: EntityPath): Promise<Result> {
  const { changes } = context.services;
  return changes.read(async (db) => {
    const entity = await needEntity(db, context, path);
    if (entity.type.name === 'Job') {
      const ran = await db.selectFrom('Jobs as j').innerJoin('JobContexts as c', 'c.JobContextID', 'j.JobContextID').leftJoin('RunbookVersions as v', 'v.RunbookVersionID', 'c.RunbookVersionID').select(['c.RunbookVersionID', 'v.LastModifiedTime', 'j.text_id']).where('j.JobID', '=', textOf(entity.values['JobID'])).executeTakeFirst();
      const media = ran === undefined ? undefined : ran.text_id === null ? await findMedia(changes, db, 'RunbookVersions', ran.RunbookVersionID, ran.LastModifiedTime ?? '') : await findMedia(changes, db, JOB_TEXTS, ran.text_id, UNCHANGING);
      if (media === undefined) throw ran === undefined ? smaError('NotFound', 'JobContext', textOf(entity.values['JobContextID'])) : smaError('NotFound', 'RunbookVersion', ran.RunbookVersionID);
      return { kind: 'media', ...media, etag: undefined };
    }
    const id = idOf(entity.type, entity.values);
    const media = await findMedia(changes, db, path.targetSet.name, id, textOf(entity.values['LastModifiedTime']));
    if (media === undefined) throw smaError('NotFound', `${entity.type.name} stream`, id);
    return { kind: 'media', ...media, etag: etagOf(entity) };
  });
}

/** PUT of a draft's text; `If-Match` guards against overwriting what somebody else saved (1.7), `If-None-Match: *` against what is there at all. */
export async function writeMediaStream(context: RequestContext, path: EntityPath): Promise<Result> {
  const { services, request } = context;
  if (path.targetSet.name === 'Modules') return writeModule(context, path, false);
  if (path.targetSet.name !== 'RunbookVersions') throw odataError('MethodNotAllowed', request.method);
  const bytes = await request.body(SCRIPT_LIMIT);
  // Before the change: nobody else's waits for it. A version stays with its runbook, and a runbook keeps its name.
  const name = await services.changes.read(async (db) => {
    const version = await needEntity(db, context, path);
    return nameOfVersion(db, idOf(version.type, version.values));
  });
  const examined = await services.scripts.examine(bytes, name);
  return services.changes.make(request, async (change) => {
    const version = await needEntity(change.db, context, path);
    const unless = conditionOf(request.headers.get('if-none-match'));
    if (unless !== undefined && namesTag(unless, etagOf(version))) throw smaError('EtagMismatch');
    await saveDraft(change, idOf(version.type, version.values), { bytes, examined }, conditionOf(request.headers.get('if-match')));
    return { kind: 'done', etag: mediaEtag(change.now) };
  });
}
