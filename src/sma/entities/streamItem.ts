/** The one entity of the JobStreams service (sma-rest-api.md 2.6). Note the spelling `Id`, not `ID`. */
import { collection, dateTime, entityType, guid, nullable, string } from '../edm/define.ts';
import type { EntityOf } from '../edm/values.ts';
import type { ComplexTypeDefinition } from '../edm/vocabulary.ts';

/** Order as documented; the order a real server writes is not known. */
export const streamItemType = entityType({
  name: 'StreamItem',
  key: ['JobId', 'TenantId'],
  within: ['StreamTime'],
  properties: [
    guid('JobId'), guid('TenantId'), collection('NameValues', 'NameValues'), guid('RunbookVersionId'), { ...nullable(string('StreamText')), keepsSpace: true },
    dateTime('StreamTime'), nullable(string('StreamTypeName')),
  ],
  navigations: [],
});
export type StreamItemEntity = EntityOf<typeof streamItemType>;

/**
 * The documentation calls NameValues a Collection(NameValuePair), the XML seen nests one more level
 * (`element/NameValueInner/element/(Name, Value)`): the wire wins.
 */
export const nameValuesType: ComplexTypeDefinition = { name: 'NameValues', properties: [collection('NameValueInner', 'NameValuePair')] };
