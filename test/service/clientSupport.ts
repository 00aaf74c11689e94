/** What the tests of client and command line share: the real service in a folder of its own, and clients of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxiosAdapter } from 'axios';
import { createSmaClient, type SmaApi, type SmaClientOptions } from '../../src/client/index.ts';
import type { RunningService, ServiceOptions } from '../../src/service/options.ts';
import { startService } from '../../src/service/server.ts';

export const USER = 'CONTOSO\\ops';
export const PASSWORD = 'pä$$wörd: with "everything"';

/** A folder that is gone when the owner is disposed. */
export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'sma-client-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The service in `folder`; without a worker unless asked for. */
export function serve(folder: string, options: Partial<ServiceOptions> = {}): Promise<RunningService> {
  return startService({ dataFolder: folder, users: [{ name: USER, password: PASSWORD }], worker: false, serverVersion: '2016', ...options });
}

/** A client that pins the service's certificate. */
export function clientOf(service: Pick<RunningService, 'url' | 'certificatePem'>, options: Partial<SmaClientOptions> = {}, adapter?: AxiosAdapter): SmaApi {
  return createSmaClient({
    url: service.url,
    authentication: { kind: 'basic', credentials: () => ({ user: USER, password: PASSWORD }) },
    ...(service.certificatePem === undefined ? {} : { trust: { kind: 'pinned' as const, certificate: service.certificatePem } }),
    ...options,
  }, adapter);
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Imports and publishes a script; its id. */
export async function published(client: SmaApi, name: string, script: string): Promise<string> {
  const { runbookId } = await client.runbooks.import(bytes(script), name);
  await client.runbooks.publish(runbookId);
  return runbookId;
}
