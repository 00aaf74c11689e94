/**
 * Requests of running jobs to the web service itself (the cmdlets of SMA's module): they go through its handlers as the parts of a batch do,
 * with all their rules, rights and traces. A job asks in the name of whoever started it and may do what that user may do at this moment, no
 * more; with a name and a password of its own (-Credential) it is that user, as over the network.
 */
import { TENANT_ID } from '../../sma/models.ts';
import { SmaError, smaError } from '../../sma/errors.ts';
import { odataError } from '../../odata/errors.ts';
import type { AssetReply, JobWebRequest } from '../../worker/protocol.ts';
import type { Identity, Person } from '../access/identity.ts';
import type { ChangePort } from '../domain/change.ts';
import { starterOf } from '../domain/jobs/starter.ts';
import { errorReply } from '../http/errorReply.ts';
import { bytesOf, type Reply } from '../http/message.ts';
import type { ServiceRequest } from '../http/serviceRequest.ts';
import type { Logger } from '../log.ts';
import type { JobWeb } from './assets.ts';
import type { Limits } from '../options.ts';

/** An answer is put together in memory, here and in the job. */
const MOST_ANSWER_BYTES = 64 * 1024 * 1024;
/** Nobody goes away, and no answer goes on for ever: those that do are not OData's. One for each request, since whoever listens to it may never stop. */
const never = (): AbortSignal => new AbortController().signal;

export interface JobRequestsOptions {
  readonly changes: ChangePort;
  readonly identity: Identity;
  readonly logger: Logger;
  readonly limits: Pick<Limits, 'bodyBytes'>;
  readonly handle: (request: ServiceRequest) => Reply | Promise<Reply>;
}

export class JobRequests implements JobWeb {
  readonly #options: JobRequestsOptions;

  constructor(options: JobRequestsOptions) {
    this.#options = options;
  }

  /** The answer as JSON {"status","body"}, whatever it says; never fails. */
  async answer(jobId: string, { method, path, headers: given, body = '' }: JobWebRequest): Promise<AssetReply> {
    const { logger, limits, handle } = this.#options, requestId = `job ${jobId}`, headers = new Headers();
    let reply: Reply, bytes: Uint8Array;
    try {
      for (const [name, value] of given) headers.set(name, value);
      const person = await this.#person(jobId, headers.get('authorization') ?? undefined, requestId);
      // It says who asks, and is for nobody else to read.
      headers.delete('authorization');
      const sent = Buffer.from(body, 'base64');
      reply = await handle({
        requestId, method, target: `/${TENANT_ID}/${path}`, headers, user: person.user, role: person.role, origin: 'https://localhost', dismissed: never, signal: never(),
        body: (most) => {
          const isOwn = most !== undefined && (most.isLarger === true || most.bytes < limits.bodyBytes);
          if (sent.byteLength > (isOwn ? most.bytes : limits.bodyBytes)) return Promise.reject(isOwn ? most.error() : smaError('BodyTooLarge', limits.bodyBytes));
          return Promise.resolve(sent);
        },
      });
      bytes = await bytesOf(reply, MOST_ANSWER_BYTES, () => odataError('TooComplex', 'bytes in an answer to a job', MOST_ANSWER_BYTES));
    } catch (error) {
      reply = errorReply(error, { accept: headers.get('accept') ?? undefined, format: undefined, requestId, logger });
      bytes = await bytesOf(reply);
    }
    logger.log('debug', 'Request of a job', { jobId, method, path: path.replace(/[?(].*$/s, ''), status: reply.status });
    return { found: true, value: JSON.stringify({ status: reply.status, body: Buffer.from(bytes).toString('base64') }), secrets: [] };
  }

  /** Why whoever started a job may not make and change things; undefined: an administrator, who may. */
  async refusalOf(jobId: string, how: string): Promise<string | undefined> {
    try {
      const { user, role } = await this.#person(jobId, undefined, `job ${jobId}`);
      return role === 'admin' ? undefined : smaError('NotAllowed', user, role, how).message;
    } catch (error) {
      if (SmaError.is(error)) return error.message;
      throw error;
    }
  }

  /** Fails with Unauthorized, Forbidden, LoginLocked, TooManyRequests, StarterUnknown. */
  async #person(jobId: string, authorization: string | undefined, requestId: string): Promise<Person> {
    const { identity, changes } = this.#options;
    if (authorization !== undefined) {
      const known = await identity.check({ authorization }, { address: 'a job', requestId }, never);
      if (known === undefined) throw smaError('Unauthorized');
      return known;
    }
    const user = await changes.read((db) => starterOf(db, jobId)), role = user === undefined ? undefined : identity.roleOf(user);
    if (user === undefined || role === undefined) throw smaError('StarterUnknown', user);
    return { user, role };
  }
}
