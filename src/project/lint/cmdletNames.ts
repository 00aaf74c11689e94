/** Names of the engine's cmdlets; the build puts the evaluated list in this module's place. */
import { cmdletCatalogue } from '../../powershell/cmdlets/catalogue.ts';

/** In lower case. */
export const CMDLET_NAMES: readonly string[] = cmdletCatalogue.map(({ name }) => name.toLowerCase());
