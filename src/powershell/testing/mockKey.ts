import { fold } from '../runtime/values/folding.ts';

/** How a command is known to its mocks: without module, folder and `.ps1`. */
export const mockKey = (name: string): string => fold(name).replace(/^.*[\\/]/, '').replace(/\.ps1$/, '');
