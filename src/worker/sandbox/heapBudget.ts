/** How much heap a script may use before the engine itself says no: well below the thread's limit, where V8 ends the process. */
import { resourceLimits } from 'node:worker_threads';

/** Measured: guards hold when there is room above them for what a single step allocates. */
const SHARE = 0.7;

export const heapBudget = (): number => Math.floor((resourceLimits.maxOldGenerationSizeMb ?? 512) * SHARE) * 1024 * 1024;
