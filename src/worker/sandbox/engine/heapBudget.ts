/** How much heap a script may use before the engine itself says no: well below the thread's limit, where V8 ends the process. */
import { resourceLimits } from 'node:worker_threads';

/** Measured: guards hold when there is room above them for what a single step allocates. */
const SHARE = 0.7;
const MEGABYTE = 1024 * 1024;

/** In bytes. A main thread has the limit of its process, and holds what others have left in its heap. */
export const heapBudget = (): number => Math.floor((resourceLimits.maxOldGenerationSizeMb ?? processLimit()) * SHARE) * MEGABYTE;

const processLimit = (): number => process.getBuiltinModule('node:v8').getHeapStatistics().heap_size_limit / MEGABYTE;
/** All that the heap may grow to, in bytes: what lies beside it, as a file that is read, may take as much (workerOptions.ts). */
export const heapLimit = (): number => (resourceLimits.maxOldGenerationSizeMb ?? processLimit()) * MEGABYTE;
