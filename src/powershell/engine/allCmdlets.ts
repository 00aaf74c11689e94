/** All cmdlets of the product. Bundles read them when a script first asks for a command: one that has none starts without them (scripts/lib/laterParts.ts). */
import { cmdlets } from '../cmdlets/index.ts';
import type { Cmdlet } from '../runtime/cmdlet.ts';

export const allCmdlets = (): readonly Cmdlet[] => cmdlets;
