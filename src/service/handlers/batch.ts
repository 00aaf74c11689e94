/**
 * `$batch` (OData v2 batch processing; WCF Data Services): requests in one body, answered in their order. What stands in
 * a change set is stored whole or not at all; the first refusal is then the set's only answer.
 */
import { randomUUID } from 'node:crypto';
import { boundaryOf, parseMultipart, type MultipartPart } from '../../odata/batch/multipart.ts';
import { joinParts, readHttpPart, writeHttpPart, type BatchRequest, type BatchResponse } from '../../odata/batch/httpPart.ts';
import { odataError } from '../../odata/errors.ts';
import { NestedChanges, type ChangePort } from '../domain/change.ts';
import { errorReply } from '../http/errorReply.ts';
import { bytesOf, type Reply, type RequestHeaders } from '../http/message.ts';
import { methodOf, type ServiceRequest } from '../http/serviceRequest.ts';
import type { HandlerServices } from './context.ts';

/** Requests of a batch, those in change sets included. */
const MOST_REQUESTS = 1_000;
/** What all answers together may take: the answer is put together in memory. */
const MOST_ANSWER_BYTES = 64 * 1024 * 1024;

type Handle = (request: ServiceRequest, changes: ChangePort) => Reply | Promise<Reply>;

/** Carries out a batch. Fails with BodySyntax and UnsupportedMediaType where the body as a whole cannot be read; nothing was done then. */
export async function runBatch(request: ServiceRequest, root: string, services: HandlerServices, handle: Handle): Promise<Reply> {
  const contentType = request.headers.get('content-type') ?? undefined;
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) throw odataError('UnsupportedMediaType', contentType ?? '');
  const operations = readOperations(Buffer.from(await request.body()), boundary);
  const batch = new Batch(request, root, services, handle);
  const answers: Buffer[] = [];
  for (const operation of operations) {
    // Nobody is left who would be told.
    if (batch.isAbandoned) break;
    answers.push(Array.isArray(operation) ? await batch.changeSet(operation) : writeHttpPart(await batch.single(operation)));
  }
  const reply = `batchresponse_${randomUUID()}`;
  return { status: 202, headers: { 'Content-Type': `multipart/mixed; boundary=${reply}`, DataServiceVersion: '1.0;' }, body: joinParts(answers, reply) };
}

type Operation = BatchRequest | BatchRequest[];

/** All of a batch is read before anything of it is done. */
function readOperations(body: Buffer, boundary: string): readonly Operation[] {
  let count = 0;
  const one = (part: MultipartPart): BatchRequest => {
    count += 1;
    if (count > MOST_REQUESTS) throw odataError('TooComplex', 'requests in a batch', MOST_REQUESTS);
    return readHttpPart(part);
  };
  return parseMultipart(body, boundary, MOST_REQUESTS).map((part) => {
    const inner = boundaryOf(part.headers.get('content-type'));
    if (inner === undefined) return one(part);
    const requests = parseMultipart(part.body, inner, MOST_REQUESTS).map(one);
    const ids = requests.flatMap(({ contentId }) => contentId ?? []), twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) throw odataError('BodySyntax', 'multipart', `two requests of a change set have the Content-ID '${twice.slice(0, 60)}'; each needs one of its own.`);
    const reading = requests.find(({ method }) => method === 'GET' || method === 'HEAD');
    if (reading !== undefined) throw odataError('BodySyntax', 'multipart', `a change set holds a ${reading.method}; only changes may stand in it.`);
    return requests;
  });
}

/** Takes a failed change set back; what its client is told is inside. */
class ChangeSetRefused extends Error {
  override readonly name = 'ChangeSetRefused';
  readonly code = 'ChangeSetRefused';
  readonly answer: BatchResponse;

  constructor(answer: BatchResponse) {
    super('A request of a change set was refused.');
    this.answer = answer;
  }
}

/**
 * A URL that begins with the Content-ID of an earlier request of the change set, `$1/Runbooks`, as what that request made. Clients of .NET
 * write the address of the service before it, `https://host/tenant/$1/Runbooks`.
 */
export function resolveReference(uri: string, root: string, made: ReadonlyMap<string, string> | undefined): string {
  const path = /^https?:\/\/[^/?#]*(\/.*)$/i.exec(uri)?.[1] ?? uri, home = new URL(root).pathname.replace(/\/?$/, '/');
  const reference = /^\$([^/?]+)(.*)$/.exec(path.startsWith(home) ? path.slice(home.length) : path);
  const known = made?.get(reference?.[1] ?? '');
  return known === undefined ? uri : known + (reference?.[2] ?? '');
}

class Batch {
  readonly #outer: ServiceRequest;
  readonly #root: string;
  readonly #services: HandlerServices;
  readonly #handle: Handle;
  #bytes = 0;

  constructor(outer: ServiceRequest, root: string, services: HandlerServices, handle: Handle) {
    // A copy, in which the signal is one: each time it is asked for it is another, that listens to the connection.
    this.#outer = { ...outer };
    this.#root = root;
    this.#services = services;
    this.#handle = handle;
  }

  get isAbandoned(): boolean {
    return this.#outer.signal.aborted;
  }

  single(operation: BatchRequest): Promise<BatchResponse> {
    return this.#run(operation, this.#services.changes, new Map());
  }

  async changeSet(operations: readonly BatchRequest[]): Promise<Buffer> {
    const boundary = `changesetresponse_${randomUUID()}`;
    const answers = await this.#changeAll(operations);
    const body = joinParts(answers.map(writeHttpPart), boundary);
    return Buffer.concat([Buffer.from(`Content-Type: multipart/mixed; boundary=${boundary}\r\nContent-Length: ${body.byteLength}\r\n\r\n`), body, Buffer.from('\r\n')]);
  }

  async #changeAll(operations: readonly BatchRequest[]): Promise<readonly BatchResponse[]> {
    try {
      return await this.#services.changes.make(this.#outer, async (change) => {
        const nested = new NestedChanges(change, this.#services.changes.ticker);
        const made = new Map<string, string>();
        const answers: BatchResponse[] = [];
        for (const operation of operations) {
          const answer = await this.#run(operation, nested, made);
          if (answer.status >= 400) throw new ChangeSetRefused(answer);
          answers.push(answer);
        }
        return answers;
      });
    } catch (error) {
      if (error instanceof ChangeSetRefused) return [error.answer];
      return [await this.#toAnswer(this.#refuse(error, new Headers()), undefined)];
    }
  }

  async #run(operation: BatchRequest, changes: ChangePort, made: Map<string, string>): Promise<BatchResponse> {
    const headers = new Headers();
    let response: Reply;
    try {
      for (const [name, value] of operation.headers) headers.set(name, value);
      const { target, override } = this.#resolve(operation, headers, made);
      response = await this.#handle({ ...this.#outer, method: override, target, headers, made, body: () => Promise.resolve(operation.body) }, changes);
    } catch (error) {
      response = this.#refuse(error, headers);
    }
    const location = response.headers['Location'];
    if (operation.contentId !== undefined && location !== undefined) made.set(operation.contentId, location);
    // As outside of a batch: what a GET would be answered, without its body.
    if (operation.method !== 'HEAD') return this.#toAnswer(response, operation.contentId);
    if (response.body instanceof ReadableStream) await response.body.cancel();
    return this.#toAnswer({ ...response, body: '' }, operation.contentId);
  }

  /** Path and query of a request, and its method: a POST may say what it stands for, as outside of a batch. */
  #resolve({ uri, method }: BatchRequest, headers: Headers, made: ReadonlyMap<string, string>): { readonly target: string; readonly override: string } {
    let url: URL;
    try {
      // A URL leaves tabs out, which would make another text of one.
      url = new URL(resolveReference(uri.replaceAll('\t', '%09'), this.#root, made), this.#root);
    } catch {
      throw odataError('UrlSyntax', uri.slice(0, 60), 'it is not a URL.');
    }
    const target = url.pathname + url.search;
    if (/\/\$batch\/?$/.test(url.pathname)) throw odataError('BodySyntax', 'multipart', 'a batch cannot hold another.');
    return { target, override: methodOf(method, headers.get('x-http-method') ?? undefined) };
  }

  #refuse(error: unknown, headers: RequestHeaders): Reply {
    return errorReply(error, { accept: headers.get('accept') ?? this.#outer.headers.get('accept') ?? undefined, format: undefined, maxVersion: headers.get('maxdataserviceversion') ?? undefined, requestId: this.#outer.requestId, logger: this.#services.logger });
  }

  async #toAnswer(response: Reply, contentId: string | undefined): Promise<BatchResponse> {
    const body = await bytesOf(response, MOST_ANSWER_BYTES - this.#bytes, () => odataError('TooComplex', 'bytes in the answer to a batch', MOST_ANSWER_BYTES));
    this.#bytes += body.byteLength;
    return { status: response.status, headers: Object.entries(response.headers), body, contentId };
  }
}
