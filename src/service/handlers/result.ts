/** What a handler answers, before anybody knows in which format it travels. */
import type { LargeValue } from '../store/lent/largeValue.ts';
import type { LongTexts } from '../store/query/longText.ts';
import type { EntityType } from '../../sma/edm/serviceModel.ts';
import type { EdmValue, PrimitiveValue } from '../../sma/edm/values.ts';
import type { PrimitiveType, PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import type { EntityData, FeedAddress, FeedData } from '../../odata/payload.ts';
import type { Projection } from '../../odata/query/selectExpand.ts';

export type Result =
  /** 204. `etag`: of the stream that was written, without which a client's next write of it would be unguarded. */
  | { readonly kind: 'done'; readonly etag?: string }
  | { readonly kind: 'serviceDocument' }
  | { readonly kind: 'metadata' }
  /** `written`: what the request did to it, which decides between 200, 201 and 204. */
  | { readonly kind: 'entity'; readonly entity: EntityData; readonly projection: Projection; readonly written?: 'created' | 'updated'; /** What is too long to be held. */ readonly long?: LongTexts }
  | { readonly kind: 'feed'; readonly type: EntityType; readonly address: FeedAddress; readonly feed: FeedData; readonly projection: Projection; /** What an action returns. */ readonly isAction?: true; /** It is whole, however long. */ readonly isUnpaged?: true; /** What is too long to be held. */ readonly long?: LongTexts }
  /** A feed that is read while it is written: `next` gives some entities, none at the end. */
  | { readonly kind: 'longFeed'; readonly type: EntityType; readonly address: FeedAddress; readonly projection: Projection; readonly count?: number | undefined; next(): Promise<readonly EntityData[]>; /** What is too long to be held. */ readonly long?: LongTexts }
  /** `since`: the version that has it, where not all have. */
  | { readonly kind: 'text'; readonly text: string; readonly since?: '2.0'; /** Of the entity whose property it is. */ readonly etag?: string | undefined; /** What is too long to be held. */ readonly long?: LongTexts; /** It was changed by the request. */ readonly written?: 'updated' }
  | { readonly kind: 'media'; readonly bytes: Uint8Array | LargeValue; readonly contentType: string; readonly etag: string | undefined }
  | { readonly kind: 'property'; readonly property: PropertyDefinition; readonly value: EdmValue; /** Of the entity whose property it is. */ readonly etag: string | undefined; /** What is too long to be held. */ readonly long?: LongTexts; /** It was changed by the request. */ readonly written?: 'updated' }
  /** `source`: what the links are of, `Runbooks/$links/Schedules`. */
  | { readonly kind: 'links'; readonly uris: readonly string[]; readonly many: boolean; readonly source: string; readonly count?: number | undefined; readonly next?: string | undefined }
  | { readonly kind: 'actionResult'; readonly name: string; readonly type: PrimitiveType; readonly value: PrimitiveValue };

export const DONE: Result = { kind: 'done' };
