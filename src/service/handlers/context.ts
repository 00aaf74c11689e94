import type { ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { ServiceModels } from '../../sma/models.ts';
import type { QueryPairs } from '../../odata/uri/queryPairs.ts';
import type { UriReader } from '../../odata/uri/uriReader.ts';
import type { QueryOptions } from '../../odata/query/queryOptions.ts';
import type { ChangePort } from '../domain/change.ts';
import type { ServiceRequest } from '../http/serviceRequest.ts';
import type { Logger } from '../log.ts';
import type { ScriptReader } from '../scripts/scriptReader.ts';
import type { BodyReader } from './bodies.ts';
import type { ReplyCache } from './replyCache.ts';
import type { ModuleFolder } from '../modules/moduleFolder.ts';
import type { ModuleReader } from '../modules/moduleReader.ts';
import type { DueRuns } from '../schedules/dueRuns.ts';
import type { SecretCipher } from '../secrets/cipher.ts';

/** What handlers work with, for the life of the service. */
export interface HandlerServices {
  readonly models: ServiceModels;
  readonly uris: UriReader;
  readonly changes: ChangePort;
  readonly cipher: SecretCipher;
  /** In which daily schedules keep their hour. */
  readonly timeZone: string;
  readonly dueRuns: DueRuns;
  readonly modules: ModuleFolder;
  readonly moduleReader: ModuleReader;
  readonly scripts: ScriptReader;
  readonly bodies: BodyReader;
  readonly logger: Logger;
  readonly replies: ReplyCache;
  /** Where the push stream is, announced with the service document. */
  readonly eventsPath: string;
  /** A job waits for a worker, or changed. */
  jobsWaiting(): void;
  /** A job's worker is to stop or suspend it. */
  forward(jobId: string, wish: 'stop' | 'suspend' | 'none'): void;
}

/** One request, read. */
export interface RequestContext {
  readonly services: HandlerServices;
  readonly request: ServiceRequest;
  readonly model: ServiceModel;
  readonly options: QueryOptions;
  readonly query: QueryPairs;
  /** Absolute URL of the service addressed, with a slash at the end. */
  readonly root: string;
}

/** Entities of a reply; more are on the next page (sma-rest-api.md 1.9). */
export const PAGE_SIZE = 50;
