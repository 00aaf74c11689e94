/** Names that SMA takes and that still cannot be used: as a file, or in a call. */
import { isDeviceName } from '../powershell/analysis/mentions/deviceNames.ts';

/** Words that begin something else than a call (about_Reserved_Words; the last three in workflows). */
const reserved: ReadonlySet<string> = new Set((
  'begin break catch class clean continue data define do dynamicparam else elseif end enum exit filter finally for foreach from function if in param process return switch throw trap try until using var while workflow '
  + 'inlinescript parallel sequence').split(' '));

/** True for a word of the language, which no call can begin with. */
export const isReservedWord = (name: string): boolean => reserved.has(name.toLowerCase());

/** Why no file on Windows can have the name of a runbook, which SMA would take; undefined where one can. */
export const deviceNameProblem = (name: string): string | undefined => (isDeviceName(name) ? `${name} is the name of a device: Windows has no file ${name}.ps1. Take another name.` : undefined);

/** Why a name that SMA allows makes a bad name for a runbook; undefined where it is good. One sentence. */
export function hardNameProblem(name: string): string | undefined {
  const problem = deviceNameProblem(name);
  if (problem !== undefined) return problem;
  return isReservedWord(name) ? `${name} is a word of the PowerShell language: no runbook could call ${name}. Take another name.` : undefined;
}
