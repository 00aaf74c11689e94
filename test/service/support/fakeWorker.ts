import { join } from 'node:path';
import type { WorkerOptions } from '../../../src/service/options.ts';

/** Options that start the worker of fakeWorker.mjs, quick to notice and to come back. */
export const fakeWorker = (options: Partial<WorkerOptions> = {}): WorkerOptions => ({
  script: join(import.meta.dirname, 'fakeWorker.mjs'), leaseMilliseconds: 1_000, restartMilliseconds: 20, ...options,
});
