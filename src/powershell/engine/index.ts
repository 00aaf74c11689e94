/** The PowerShell runtime with all cmdlets of the product: where the rooms of PowerShell meet. */
import type { EngineHost } from '../runtime/host.ts';
import { Engine } from './engine.ts';
import { allCmdlets } from './allCmdlets.ts';
import type { Cmdlet } from '../runtime/cmdlet.ts';

export { Engine } from './engine.ts';
export type { RunResult } from './engine.ts';

/** One list for all engines, so that they share the table that is made of it. */
const productCmdlets: Iterable<Cmdlet> = { [Symbol.iterator]: () => allCmdlets()[Symbol.iterator]() };
/** An engine with all cmdlets of the product, for one run. */
export const createEngine = (host: EngineHost): Engine => new Engine(host, productCmdlets);
