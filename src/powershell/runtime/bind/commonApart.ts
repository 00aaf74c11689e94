/** Takes the common parameters out of the arguments of a command that somebody else binds. */
import { fold } from '../values/folding.ts';
import type { Argument } from './argument.ts';
import { COMMON_PARAMETERS } from './common.ts';
import { ParameterTable } from './parameters.ts';

/** A command with the common parameters and none of its own. */
export const ONLY_COMMON: ParameterTable = new ParameterTable([], { defaultSet: undefined, isAdvanced: true, supportsShouldProcess: false });
const BY_NAME = new Map(COMMON_PARAMETERS.flatMap((p) => [p.name, ...p.aliases].map((name) => [fold(name), p] as const)));

/** Named in full or by alias: an abbreviation may be a parameter of the command's own. */
export function commonApart(args: readonly Argument[]): { readonly common: readonly Argument[]; readonly own: readonly Argument[] } {
  const common: Argument[] = [], own: Argument[] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] as Argument, parameter = argument.name === undefined ? undefined : BY_NAME.get(argument.folded), next = args[i + 1];
    if (parameter === undefined) { own.push(argument); continue; }
    const takesNext = !argument.hasValue && !parameter.isSwitch && next !== undefined && next.name === undefined;
    if (takesNext) i += 1;
    common.push(takesNext ? { ...argument, value: next.value, hasValue: true } : argument);
  }
  return { common, own };
}
