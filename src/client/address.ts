/** The addresses of one service: every URI this client asks for is made here (sma-rest-api.md 1.1, 1.10, 3.3). */
import { allOf, anyOf, equals } from '../odata/client/filter.ts';
import { guid, text } from '../odata/client/literals.ts';
import { ODataUri, type Query } from '../odata/client/uriBuilder.ts';
import type { Literal } from '../odata/edm/literal.ts';
import type { StreamTypeQuery } from '../sma/streams.ts';
import { SmaClientError } from './errors.ts';

export type EntitySet =
  | 'Runbooks' | 'RunbookVersions' | 'Jobs' | 'JobContexts' | 'JobParameters' | 'Variables' | 'Credentials' | 'Certificates' | 'Connections' | 'Schedules'
  | 'ConnectionTypes' | 'ConnectionFields' | 'Activities' | 'ActivityParameterSets';

export class Address {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  get serviceDocument(): string {
    return this.#root;
  }

  set(set: EntitySet, query: Query = {}): string {
    return ODataUri.at(this.#root).to(set).query(query).toString();
  }

  /** Key access, with a navigation property or `$value` behind it (8.1 rule 5). */
  entity(set: EntitySet, id: string, property?: string): string {
    const entity = ODataUri.at(this.#root).to(set).key(idOf(id));
    return (property === undefined ? entity : entity.to(property)).toString();
  }

  /** Entities whose text properties are equal to these. */
  where(set: EntitySet, equal: Readonly<Record<string, string>>, query: Query = {}): string {
    return this.set(set, { ...query, filter: allOf(...Object.entries(equal).map(([name, value]) => equals(name, text(value)))) });
  }

  whereId(set: EntitySet, property: string, id: string): string {
    return this.set(set, { filter: equals(property, idOf(id)) });
  }

  /** Those of some ids whose `name` is this text. An address has its limits: ask for a few ids at a time. */
  namedOf(set: EntitySet, property: string, ids: readonly string[], name: string): string {
    return this.set(set, { filter: allOf(equals('Name', text(name)), anyOf(...ids.map((id) => equals(property, idOf(id))))) });
  }

  /** All three parameters are strings, the job's id without the `guid` prefix (3.3). */
  streamItems(jobId: string, stream: StreamTypeQuery, since: string | undefined): string {
    const uri = ODataUri.at(this.#root).to('JobStreams').to('GetStreamItems').argument('jobId', text(jobId)).argument('streamType', text(stream));
    return (since === undefined ? uri : uri.argument('streamsCreatedSinceDateTime', text(since))).toString();
  }
}

/** An id never goes into an address unchecked: it may come from a command line or a link. */
function idOf(id: string): Literal {
  try {
    return guid(id);
  } catch {
    throw new SmaClientError('BadOptions', `"${id.slice(0, 60)}" is not the id of anything on an SMA server; ids look like 2e32df92-2364-4c1a-bfea-e1ba45baa79f.`);
  }
}
