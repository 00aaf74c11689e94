/** `cd..`, `cd\` and `cd~`: functions that every session of PowerShell has (InitialSessionState). */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import { MANAGEMENT } from './paths/itemSteps.ts';

const going = (name: string, to: string, synopsis: string): Cmdlet => cmdlet({ name, module: MANAGEMENT, synopsis, params: {}, run: (_, ctx) => ({ process() { ctx.call('Set-Location', { Path: to }); } }) });
export const upward: Cmdlet = going('cd..', '..', 'Goes to the folder above.');
export const toRoot: Cmdlet = going('cd\\', '\\', 'Goes to the root of the drive.');
export const toHome: Cmdlet = going('cd~', '~', 'Goes to the home folder.');
