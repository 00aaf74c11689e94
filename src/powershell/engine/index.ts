/** The PowerShell runtime with all cmdlets of the product: where the rooms of PowerShell meet. */
import type { EngineHost } from '../runtime/host.ts';
import { Engine } from './engine.ts';
import { cmdlets } from '../cmdlets/index.ts';

export { Engine } from './engine.ts';
export type { RunResult } from './engine.ts';

/** An engine with all cmdlets of the product, for one run. */
export const createEngine = (host: EngineHost): Engine => new Engine(host, cmdlets);
