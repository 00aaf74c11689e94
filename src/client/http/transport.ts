/**
 * One HTTP exchange with the server over axios: authentication, limits per phase, typed failures. It knows nothing of
 * OData beyond what tells an SMA error body from a web page, and it sends each request exactly once (retry.ts repeats).
 */
import axios, { type AxiosAdapter, type AxiosInstance, type AxiosResponse, type RawAxiosRequestHeaders } from 'axios';
import * as http from 'node:http';
import * as https from 'node:https';
import type { Readable } from 'node:stream';
import { authorizationHeader } from './authorization.ts';
import { abortedError, throwIfAborted } from '../clock.ts';
import { failureOfResponse, failureOfTransport } from './failure.ts';
import { SmaClientError } from '../errors.ts';
import { lateMessage } from './messages.ts';
import type { SmaClientOptions } from '../options.ts';
import { readBody } from './readBody.ts';
import { createAgent, TrustAgent } from './trustAgent.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'MERGE' | 'DELETE';
export interface WireRequest {
  readonly method: Method;
  /** Absolute, under the root. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal | undefined;
}
export interface WireResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
export interface WireStream { readonly headers: Readonly<Record<string, string>>; readonly stream: Readable; close(): void }

const DEFAULT_TIMEOUTS = { connect: 10_000, response: 60_000, idle: 30_000 };
const FIRST_ANSWER = 20_000;
const MAX_ERROR_BYTES = 1024 * 1024;
const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

export class Transport {
  readonly root: string;
  readonly #options: SmaClientOptions;
  readonly #axios: AxiosInstance;
  readonly #agent: http.Agent;
  /** Streams hold a connection each; they must not take the places of the short requests. */
  readonly #streamAgent: http.Agent;
  readonly #disposed = new AbortController();
  readonly #limits: { readonly connect: number; readonly response: number; readonly idle: number; readonly firstAnswer: number };
  #hasAnswered = false;
  /** An answer had SMA's signs: what comes after it from the same address is SMA's, or stands in front of it. */
  #isSma = false;

  /** `adapter` puts faults in the place of the network, in tests. */
  constructor(root: string, options: SmaClientOptions, adapter?: AxiosAdapter) {
    this.root = root;
    this.#options = options;
    const limits = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
    const isOwnChoice = options.timeouts?.connect !== undefined || options.timeouts?.response !== undefined;
    this.#limits = { ...limits, firstAnswer: options.timeouts?.firstAnswer ?? (isOwnChoice ? limits.connect + limits.response : FIRST_ANSWER) };
    const agent = createAgent(root, options.trust ?? { kind: 'system' }, this.#limits.connect);
    this.#agent = agent;
    this.#streamAgent = createAgent(root, options.trust ?? { kind: 'system' }, this.#limits.connect, { maxSockets: Infinity, maxFreeSockets: 2 });
    this.#axios = axios.create({
      adapter: adapter ?? 'http',
      // Proxies from the environment would see the request in the clear; VS Code tunnels by itself where it must.
      proxy: false,
      // A redirect would carry the password elsewhere; SMA never sends one.
      maxRedirects: 0,
      responseType: 'stream',
      validateStatus: null,
      maxBodyLength: Infinity,
      // readBody limits the size. Any number here would wrap the body in a generator that cannot be ended while it waits.
      maxContentLength: -1,
    });
  }

  /** Sends and reads the whole answer; anything but 2xx is thrown as a SmaClientError. */
  async send(request: WireRequest): Promise<WireResponse> {
    const { response, headers, close } = await this.#exchange(request);
    try {
      const body = await readBody(response.data, {
        idle: this.#limits.idle,
        maxBytes: this.#options.maxResponseBytes ?? DEFAULT_MAX_BYTES,
        where: this.where,
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
      if (response.status < 200 || response.status > 299) throw failureOfResponse(this.where, { status: response.status, headers, body }, this.#isSma);
      return { status: response.status, headers, body };
    } catch (error) {
      throw this.#failure(error, request.signal);
    } finally {
      close();
    }
  }

  /** Sends and gives the answer's body as it arrives, for as long as it goes on. The caller closes it. */
  async open(request: WireRequest): Promise<WireStream> {
    const { response, headers, close } = await this.#exchange(request, this.#streamAgent);
    if (response.status === 200) return { headers, stream: response.data, close };
    try {
      const body = await readBody(response.data, { idle: this.#limits.idle, maxBytes: MAX_ERROR_BYTES, where: this.where });
      throw failureOfResponse(this.where, { status: response.status, headers, body }, this.#isSma);
    } catch (error) {
      throw this.#failure(error, request.signal);
    } finally {
      close();
    }
  }

  /** Host and port, for messages. */
  get where(): string {
    return new URL(this.root).origin;
  }

  /** Ends every running call and drops the sockets. */
  dispose(): void {
    this.#disposed.abort();
    this.#agent.destroy();
    this.#streamAgent.destroy();
  }

  async #exchange(request: WireRequest, agent = this.#agent): Promise<{ response: AxiosResponse<Readable>; headers: Record<string, string>; close: () => void }> {
    throwIfAborted(request.signal);
    throwIfAborted(this.#disposed.signal);
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, this.#disposed.signal, ...(request.signal === undefined ? [] : [request.signal])]);
    let late = false;
    let isConnected = false;
    // What is sent with a body may be large, and is never the first.
    const isFirst = !this.#hasAnswered && request.body === undefined;
    const limit = isFirst ? this.#limits.firstAnswer : this.#limits.connect + this.#limits.response;
    let timer: NodeJS.Timeout | undefined;
    try {
      const authorization = await authorizationHeader(this.#options.authentication, signal);
      const headers: RawAxiosRequestHeaders = { ...request.headers, ...(authorization === undefined ? {} : { Authorization: authorization }) };
      timer = setTimeout(() => {
        late = true;
        ended.abort();
      }, limit);
      const response = await this.#axios.request<Readable>({
        method: request.method,
        url: request.url,
        headers,
        signal,
        httpAgent: agent,
        httpsAgent: agent,
        transport: {
          request: (settings: https.RequestOptions, answered: (response: http.IncomingMessage) => void): http.ClientRequest => {
            const sent = agent instanceof TrustAgent ? https.request({ ...settings, ...agent.requestTls }, answered) : http.request(settings, answered);
            return whenConnected(sent, () => { isConnected = true; });
          },
        },
        ...(request.body === undefined ? {} : { data: request.body instanceof Uint8Array ? Buffer.from(request.body) : request.body }),
      });
      const received = plainHeaders(response);
      this.#hasAnswered = true;
      this.#isSma ||= received['dataserviceversion'] !== undefined;
      return {
        response,
        headers: received,
        close: () => {
          ended.abort();
          if (!response.data.readableEnded) response.data.destroy();
        },
      };
    } catch (error) {
      if (late) throw new SmaClientError('Timeout', lateMessage(this.where, limit, isFirst, isConnected));
      throw this.#failure(error, request.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  #failure(error: unknown, signal: AbortSignal | undefined): SmaClientError {
    if (signal?.aborted === true || this.#disposed.signal.aborted) return abortedError();
    return failureOfTransport(this.where, error);
  }
}

function whenConnected(request: http.ClientRequest, tell: () => void): http.ClientRequest {
  return request.once('socket', (socket) => {
    // The agent of TLS hands out what is ready; a plain socket may still be on its way.
    if (socket.connecting) socket.once('connect', tell);
    else tell();
  });
}

function plainHeaders(response: AxiosResponse): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined && value !== null) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return headers;
}
