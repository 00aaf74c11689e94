/** What a client got, the same from Atom and from JSON. */
import type { PropertyBag } from '../../sma/edm/values.ts';

export interface ReceivedEntity {
  /** Full type name, where the server said it. */
  readonly type: string | undefined;
  /** Where the entity can be edited, as the server wrote it (Atom: relative to the root). */
  readonly uri: string | undefined;
  /** With its quotes. */
  readonly mediaEtag: string | undefined;
  /** Typed by the model where it knows the property; others as they came, so that newer servers lose nothing. */
  readonly values: PropertyBag;
  readonly inline: ReadonlyMap<string, ReceivedEntity | ReceivedFeed | null>;
}

export interface ReceivedFeed {
  readonly entities: readonly ReceivedEntity[];
  readonly count: number | undefined;
  /** As the server wrote it: absolute, or relative to the root. */
  readonly next: string | undefined;
}

/** A reply that is not what it should be; the caller knows the address and says so. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
  readonly code = 'Reply';
}
