/** A real service on port 0, with real TLS and a real database in a folder of its own, and an axios that trusts it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios, { type AxiosInstance } from 'axios';
import type { LogFields, Logger, LogLevel } from '../../../src/service/log.ts';
import type { RunningService, ServiceOptions } from '../../../src/service/options.ts';
import { startService } from '../../../src/service/server.ts';

export const USER = { name: 'CONTOSO\\operator', password: 'pässword: with colon' } as const;

export interface LogEntry { readonly level: LogLevel; readonly message: string; readonly fields: LogFields }
export class MemoryLogger implements Logger {
  readonly entries: LogEntry[] = [];
  log(level: LogLevel, message: string, fields: LogFields = {}): void {
    this.entries.push({ level, message, fields });
  }
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'sma-service-'));
}

export interface UnderTest extends AsyncDisposable {
  readonly service: RunningService;
  readonly folder: string;
  readonly http: AxiosInstance;
  readonly logger: MemoryLogger;
}

/** Starts a service without a worker unless options say otherwise; its folder goes when it is disposed, if it made it. */
export async function serve(options: Partial<ServiceOptions> = {}): Promise<UnderTest> {
  const folder = options.dataFolder ?? temporaryFolder();
  const logger = new MemoryLogger();
  const service = await startService({ users: [USER], worker: false, serverVersion: '2016', logger, drainMilliseconds: 2_000, ...options, dataFolder: folder });
  const { http, agent } = client(service);
  return {
    service, folder, http, logger,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await service.stop();
      if (options.dataFolder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** JSON verbose, pinned certificate, any status is an answer. */
export function client(service: Pick<RunningService, 'url' | 'certificatePem'>): { readonly http: AxiosInstance; readonly agent: Agent } {
  const agent = new Agent({ keepAlive: true, ...(service.certificatePem === undefined ? {} : { ca: service.certificatePem }) });
  return {
    agent,
    http: axios.create({
      baseURL: service.url, httpsAgent: agent, auth: { username: USER.name, password: USER.password }, validateStatus: () => true,
      headers: { Accept: 'application/json;odata=verbose' }, proxy: false, maxContentLength: Number.POSITIVE_INFINITY,
    }),
  };
}
