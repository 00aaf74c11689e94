import { AxiosError, AxiosHeaders, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios';
import { Readable } from 'node:stream';
import { createSmaClient, type SmaApi, type SmaClientOptions } from '../../../src/client/index.ts';
import { ManualClock } from './manualClock.ts';

export interface Reply { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Buffer }
/** One answer, or a failure by the system's code. */
export type Scripted = Reply | { readonly fails: string };

/** A network that answers as told, in order, and keeps the requests. */
export class FakeNetwork {
  readonly requests: InternalAxiosRequestConfig[] = [];
  readonly #answer: (config: InternalAxiosRequestConfig, index: number) => Scripted;

  constructor(answer: readonly Scripted[] | ((config: InternalAxiosRequestConfig, index: number) => Scripted)) {
    this.#answer = typeof answer === 'function' ? answer : (_config, index) => answer[index] ?? { fails: 'ENOMORE' };
  }

  readonly adapter: AxiosAdapter = (config) => {
    const answer = this.#answer(config, this.requests.length);
    this.requests.push(config);
    if ('fails' in answer) {
      const cause = Object.assign(new Error(`connect ${answer.fails}`), { code: answer.fails });
      return Promise.reject(AxiosError.from(cause, undefined, config));
    }
    return Promise.resolve({
      status: answer.status ?? 200, statusText: '', config,
      headers: new AxiosHeaders({ 'content-type': 'application/json;odata=verbose', ...answer.headers }),
      data: Readable.from([Buffer.from(answer.body ?? '')], { objectMode: false }),
    });
  };

  client(options: Partial<SmaClientOptions> = {}): SmaApi {
    return createSmaClient({
      url: 'https://sma.test', authentication: { kind: 'basic', credentials: () => ({ user: 'ann', password: 'p@ss' }) }, clock: new ManualClock(), ...options,
    }, this.adapter);
  }

  /** Methods and addresses, without the root. */
  get log(): readonly string[] {
    return this.requests.map((config) => `${(config.method ?? '').toUpperCase()} ${decodeURIComponent((config.url ?? '').replace(/^.*?0{12}\//, ''))}`);
  }
}

/** A body of JSON verbose. */
export const d = (value: unknown): Reply => ({ body: JSON.stringify({ d: value }) });
