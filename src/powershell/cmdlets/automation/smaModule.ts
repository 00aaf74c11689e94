/** What of the SMA module does not run here: it is written for a machine that has the module (sma-rest-api.md section 7). */
import type { CommandFacts } from '../../analysis/commands/commandFacts.ts';
import { SMA_MODULE } from '../../runtime/serviceModules.ts';

/** What is known of it. The function works on modules that are installed on a worker of SMA itself; its parameters are not documented. */
export const smaModule: readonly CommandFacts[] = [{
  name: 'New-SmaPortableModule', kind: 'cmdlet', synopsis: 'Makes a module that can be imported out of one that is installed on the workers.', description: undefined, aliases: [], module: SMA_MODULE, supportsShouldProcess: false, parameters: [],
}];
