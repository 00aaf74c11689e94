/**
 * What the rest of the product sees of an SMA web service: one object per connection, typed as people speak of
 * SMA, not as OData does. Every call takes an optional AbortSignal and fails with a SmaClientError (errors.ts).
 * Identifiers are GUID texts without braces, times are Edm.DateTime texts in UTC.
 */
import type { JobStatus } from '../sma/jobStatus.ts';
import type { StreamTypeName, StreamTypeQuery } from '../sma/streams.ts';
import type { Starter } from '../sma/values/startedBy.ts';

export interface Runbook {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly publishedVersionId: string | null;
  readonly draftVersionId: string | null;
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly modifiedBy: string | null;
  readonly logVerbose: boolean;
  readonly logProgress: boolean;
  readonly logDebug: boolean;
  /** Undefined on 2012 R2. */
  readonly type: 'Script' | 'PowerShellScript' | undefined;
  readonly designatedWorker: string | null | undefined;
}
/** Derived, not stored (sma-rest-api.md 3.4). */
export type AuthoringState = 'New' | 'Published' | 'InEdit';

export interface RunbookVersion { readonly id: string; readonly runbookId: string; readonly versionNumber: number; readonly isDraft: boolean; readonly createdAt: string; readonly modifiedAt: string }
export interface RunbookContent { readonly bytes: Uint8Array; readonly text: string; /** The media etag, to be sent back as If-Match on save. */ readonly etag: string | null }
export interface RunbookParameter { readonly name: string; /** .NET full name. */ readonly type: string; readonly isMandatory: boolean; readonly position: number }
export interface Job {
  readonly id: string; readonly contextId: string; readonly status: JobStatus | (string & {});
  readonly createdAt: string; readonly modifiedAt: string; readonly startedAt: string | null; readonly endedAt: string | null;
  readonly errorCount: number | null; readonly warningCount: number | null; readonly exception: string | null;
}
export interface JobRecord { readonly jobId: string; readonly stream: StreamTypeName | (string & {}); readonly text: string; readonly time: string; /** Of an error: its line, where the server says it; in the runbook or in what it has called, see `places`. */ readonly line?: number; /** The same and the calls around, the innermost first. */ readonly places?: readonly RecordPlace[] }
/** A line of a runbook, script or module; `source` is undefined where the server does not name it. */
export interface RecordPlace { readonly source: string | undefined; readonly line: number }
export interface Variable { readonly id: string; readonly name: string; /** JSON text as stored; null where encrypted. */ readonly value: string | null; readonly description: string | null; readonly isEncrypted: boolean; readonly modifiedAt: string }
export type AssetSetName = 'Variables' | 'Credentials' | 'Certificates' | 'Connections' | 'Schedules';
/** `typeId`: of a connection, its type. */
export interface AssetName { readonly id: string; readonly name: string; readonly description: string | null; readonly modifiedAt: string; readonly isEncrypted: boolean; readonly typeId: string | undefined }
export interface Activity { readonly id: string; readonly name: string; readonly moduleName: string; readonly description: string | null }
export interface ActivityParameter { /** Name of its parameter set. */ readonly set: string; readonly isDefault: boolean; readonly name: string; readonly type: string; readonly isMandatory: boolean; readonly position: number | null }
export interface ConnectionTypeFields { readonly id: string; readonly name: string; readonly fields: readonly { readonly name: string; readonly type: string; readonly isEncrypted: boolean; readonly isOptional: boolean }[] }
/** A named parameter with its value as text of the wire (sma-rest-api.md 5.6). */
export interface NameValuePair { readonly name: string; readonly value: string }

/** A page: the entities and how to get more. */
export interface Page<T> { readonly items: readonly T[]; readonly count: number | undefined; next(signal?: AbortSignal): Promise<Page<T> | undefined> }
export interface ServerInfo { readonly root: string; readonly entitySets: readonly string[]; /** True where the push stream is offered (design.md section 3). */ readonly offersEvents: boolean; readonly server: string | undefined }

export interface JobListOptions {
  readonly status?: JobStatus;
  /** How many a page of the answer holds; the server's own page size (50) otherwise. */
  readonly pageSize?: number;
  /** Only this many, for a glance at what is new: one small answer, without the way to their runbooks. */
  readonly newest?: number;
  /** Ask the server for the number of all jobs too; it has to count them. */
  readonly count?: boolean;
}

export interface SmaApi {
  readonly root: string;
  /** One cheap request that proves: reachable, trusted, authenticated, an SMA server. It is sent once, not repeated. */
  probe(signal?: AbortSignal): Promise<ServerInfo>;
  readonly runbooks: {
    list(signal?: AbortSignal): AsyncIterable<Runbook>;
    get(id: string, signal?: AbortSignal): Promise<Runbook>;
    findByName(name: string, signal?: AbortSignal): Promise<Runbook | undefined>;
    /** Creates the runbook and its draft from script bytes. A script runbook's name travels as Slug. */
    import(script: Uint8Array, name: string | undefined, signal?: AbortSignal): Promise<RunbookVersion>;
    update(id: string, change: { readonly description?: string | null; readonly tags?: readonly string[]; readonly logVerbose?: boolean; readonly logProgress?: boolean; readonly logDebug?: boolean }, signal?: AbortSignal): Promise<void>;
    delete(id: string, signal?: AbortSignal): Promise<void>;
    edit(id: string, signal?: AbortSignal): Promise<string>;
    publish(id: string, signal?: AbortSignal): Promise<string>;
    start(id: string, parameters: readonly NameValuePair[], signal?: AbortSignal): Promise<string>;
    test(id: string, parameters: readonly NameValuePair[], signal?: AbortSignal): Promise<string>;
  };
  readonly versions: {
    list(runbookId: string, signal?: AbortSignal): AsyncIterable<RunbookVersion>;
    parameters(versionId: string, signal?: AbortSignal): Promise<readonly RunbookParameter[]>;
    read(versionId: string, signal?: AbortSignal): Promise<RunbookContent>;
    /** Saves a draft's text. `etag` set: fails with code `Conflict` when somebody saved in between. */
    write(versionId: string, script: Uint8Array, etag: string | null, signal?: AbortSignal): Promise<void>;
    delete(versionId: string, signal?: AbortSignal): Promise<void>;
  };
  readonly jobs: {
    /** Newest first. */
    list(options?: JobListOptions, signal?: AbortSignal): Promise<Page<Job>>;
    get(id: string, signal?: AbortSignal): Promise<Job>;
    /** The runbook a job belongs to, over JobContext and RunbookVersion; undefined when it is gone. */
    runbookOf(job: Job, signal?: AbortSignal): Promise<Runbook | undefined>;
    /** The id of that runbook alone; it never changes, so it is asked for once a job context. */
    runbookIdOf(job: Job, signal?: AbortSignal): Promise<string | undefined>;
    /** The version of the runbook that the job runs; undefined when it is gone. */
    versionIdOf(job: Job, signal?: AbortSignal): Promise<string | undefined>;
    parameters(job: Job, signal?: AbortSignal): Promise<readonly NameValuePair[]>;
    /** Who started these jobs, by the jobs' ids, as far as the wire tells (sma-rest-api.md 3.5); many jobs are few questions. */
    starters(jobs: readonly Job[], signal?: AbortSignal): Promise<ReadonlyMap<string, Starter>>;
    stop(id: string, signal?: AbortSignal): Promise<void>;
    suspend(id: string, signal?: AbortSignal): Promise<void>;
    resume(id: string, signal?: AbortSignal): Promise<void>;
    records(id: string, options?: { readonly stream?: StreamTypeQuery; readonly since?: string }, signal?: AbortSignal): Promise<readonly JobRecord[]>;
    /**
     * Records and states as they arrive, until the job ends; nothing lost, nothing twice, over reconnects.
     * The last status comes after the last record. `Suspended` is told but is no end, unless asked (`endWhenSuspended`).
     */
    tail(id: string, options?: TailOptions, signal?: AbortSignal): AsyncIterable<TailEvent>;
    /** Attaches the debugger to a running job; the local service alone has one. */
    debug(id: string, signal?: AbortSignal): Promise<JobDebugging>;
  };
  readonly variables: {
    list(signal?: AbortSignal): AsyncIterable<Variable>;
    create(variable: { readonly name: string; readonly value: string; readonly description?: string; readonly isEncrypted?: boolean }, signal?: AbortSignal): Promise<Variable>;
    update(id: string, change: { readonly value?: string; readonly description?: string | null }, signal?: AbortSignal): Promise<void>;
    delete(id: string, signal?: AbortSignal): Promise<void>;
  };
  /** What the server offers to runbooks, by name. Values of assets are not asked for. */
  readonly catalogue: {
    assets(set: AssetSetName, signal?: AbortSignal): AsyncIterable<AssetName>;
    /** Cmdlets and activities of the server's modules, without their parameters. */
    activities(signal?: AbortSignal): AsyncIterable<Activity>;
    activityParameters(id: string, signal?: AbortSignal): Promise<readonly ActivityParameter[]>;
    connectionTypes(signal?: AbortSignal): Promise<readonly ConnectionTypeFields[]>;
  };
  /** Drops sockets and timers. */
  dispose(): void;
}
/** A debugger that is attached to a job: messages as src/service/debug/sessions.ts has them. */
export interface JobDebugging {
  /** What happens, until the job ends or the connection does. */
  readonly news: AsyncIterable<Readonly<Record<string, unknown>>>;
  /** Passes a request on; its reply comes with the news, under the same id. */
  send(id: number, request: object): Promise<void>;
  /** Leaves; the job goes on. */
  close(): void;
}
export interface TailOptions {
  readonly stream?: StreamTypeQuery;
  /** How long to wait for a lost server before giving up, in milliseconds. Default 5 minutes. */
  readonly patience?: number;
  /** End at `Suspended` too, as waiting clients do that nobody will resume. */
  readonly endWhenSuspended?: boolean;
}
export type TailEvent =
  | { readonly type: 'record'; readonly record: JobRecord }
  | { readonly type: 'status'; readonly job: Job }
  /** The server is not answering; the tail goes on when it does. */
  | { readonly type: 'interrupted'; readonly error: Error }
  | { readonly type: 'resumed' }
  /** The server says why there is no news of a job that goes on, or that there is again. Of our service alone. */
  | { readonly type: 'notice'; readonly text: string; readonly isOver: boolean };
