/** Answers of the entity set of records: a text that is long is not in them, but a mark, and is read when it is sent. */
import type { EntityData } from '../../odata/payload.ts';
import type { Projection } from '../../odata/query/selectExpand.ts';
import { ask } from '../store/query/ask.ts';
import { LongTexts, RECORD_SET, RECORD_TEXT } from '../store/query/longText.ts';
import type { StoredEntity } from '../store/query/decodeRow.ts';
import type { RequestContext } from './context.ts';
import type { Result } from './result.ts';

const SEQUENCE = 'select r.sequence from "Jobs" j join stream_record r on r.job_key = j.job_key where j."JobID" = ? and r.time = ?';

/** With marks for texts that were left in the database; as it is where there are none. */
export function withLongTexts(context: RequestContext, result: Result | Promise<Result>): Result | Promise<Result> {
  if (context.model.entitySet(RECORD_SET) === undefined) return result;
  return Promise.resolve(result).then(async (given): Promise<Result> => {
    const long = new LongTexts();
    if (given.kind === 'feed') {
      const entities = await markedTexts(context, given.feed.entities, given.projection, long);
      return long.isUsed ? { ...given, feed: { ...given.feed, entities }, long } : given;
    }
    if (given.kind !== 'entity') return given;
    const entity = await marked(context, given.entity, given.projection, long);
    return long.isUsed ? { ...given, entity, long } : given;
  });
}

/** Entities with marks for what is long. */
export async function markedTexts(context: RequestContext, entities: Iterable<EntityData | undefined>, projection: Projection, long: LongTexts): Promise<readonly EntityData[]> {
  const all: EntityData[] = [];
  for (const entity of entities) if (entity !== undefined) all.push(await marked(context, entity, projection, long));
  return all;
}

async function marked(context: RequestContext, entity: EntityData, { properties }: Projection, long: LongTexts): Promise<EntityData> {
  if (properties?.has(RECORD_TEXT) === false) return entity;
  const mark = await markOf(context, entity, long);
  return mark === undefined ? entity : { ...entity, values: { ...entity.values, [RECORD_TEXT]: mark } };
}

/** What stands for the text of a record where that is long. */
export async function markOf({ services }: RequestContext, { type, values }: Pick<StoredEntity, 'type' | 'values'>, long: LongTexts): Promise<string | undefined> {
  if (type.set.name !== RECORD_SET || values[RECORD_TEXT] !== null) return undefined;
  const [row] = await ask(services.changes, SEQUENCE, [values['JobId'], values['StreamTime']]);
  return row === undefined ? undefined : long.markOf(Number(row[0]));
}
