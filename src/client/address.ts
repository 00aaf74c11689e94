/** The addresses of one service: every URI this client asks for is made here (sma-rest-api.md 1.1, 1.10, 3.3). */
import type { StreamTypeQuery } from '../sma/streams.ts';

export type EntitySet = 'Runbooks' | 'RunbookVersions' | 'Jobs' | 'JobContexts' | 'Variables';
export type QueryOptions = Readonly<Record<`$${string}`, string>>;

export class Address {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  get serviceDocument(): string {
    return this.#root;
  }

  set(set: EntitySet, query: QueryOptions = {}): string {
    return `${this.#root}${set}${queryText(query)}`;
  }

  /** Key access, with a navigation property or `$value` behind it (8.1 rule 5). */
  entity(set: EntitySet, id: string, property?: string): string {
    return `${this.#root}${set}(${guidLiteral(id)})${property === undefined ? '' : `/${property}`}`;
  }

  /** Entities whose text properties are equal to these. */
  where(set: EntitySet, equal: Readonly<Record<string, string>>, query: QueryOptions = {}): string {
    const filter = Object.entries(equal).map(([name, value]) => `${name} eq ${stringLiteral(value)}`).join(' and ');
    return this.set(set, { $filter: filter, ...query });
  }

  whereGuid(set: EntitySet, property: string, id: string, query: QueryOptions = {}): string {
    return this.set(set, { $filter: `${property} eq ${guidLiteral(id)}`, ...query });
  }

  /** All three parameters are strings, the job's id without the `guid` prefix (3.3). */
  streamItems(jobId: string, stream: StreamTypeQuery, since: string | undefined): string {
    const parameters = [['jobId', jobId], ['streamType', stream], ...(since === undefined ? [] : [['streamsCreatedSinceDateTime', since]])];
    return `${this.#root}JobStreams/GetStreamItems?${parameters.map(([name, value]) => `${name}=${encodeURIComponent(stringLiteral(value ?? ''))}`).join('&')}`;
  }
}

const stringLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const guidLiteral = (id: string): string => `guid'${id}'`;
const queryText = (query: QueryOptions): string => {
  const parts = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
};
