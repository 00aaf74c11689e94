/** Parameters of the engine's cmdlets, by name in lower case; the build puts the evaluated table in this module's place. */
import { cmdletCatalogue, commonParameters, shouldProcessParameters } from '../../powershell/cmdlets/catalogue.ts';

type Written = readonly [name: string, ...aliases: string[]];
const written = ({ name, aliases }: { readonly name: string; readonly aliases: readonly string[] }): Written => [name, ...aliases];

/** What every cmdlet takes. */
export const COMMON: readonly Written[] = [...commonParameters, ...shouldProcessParameters].map(written);
/** Aliases of cmdlets and their own names, each with the parameters in all ways of writing them. */
export const CMDLET_PARAMETERS: Readonly<Record<string, readonly Written[]>> = Object.fromEntries(cmdletCatalogue.map(({ name, parameters }) => [name.toLowerCase(), parameters.map(written)]));
