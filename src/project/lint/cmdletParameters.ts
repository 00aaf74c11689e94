/** Parameters of the engine's cmdlets, by name in lower case; the build puts the evaluated table in this module's place. */
import { commonParameters, shouldProcessParameters } from '../../powershell/cmdlets/catalogue.ts';
import { cmdlets } from '../../powershell/cmdlets/index.ts';
import type { ParamSpec } from '../../powershell/runtime/cmdlet.ts';
import { T } from '../../powershell/runtime/types/t.ts';
import type { CommandParameter, PlacedParameter } from '../../powershell/index.ts';

/** `places`: the sets as `Name`, or `Name:position`, with commas between, `*` for all; before them `!` for a switch, `+` where it takes what is left over. */
type Written = readonly [name: string, places: string, ...aliases: string[]];
const written = ([name, { type, aliases, sets, position, mandatory, remaining }]: readonly [string, ParamSpec]): Written => {
  const named = sets ?? [...new Set(['*', ...(typeof position === 'object' ? Object.keys(position) : []), ...(Array.isArray(mandatory) ? mandatory as readonly string[] : [])])];
  const at = (set: string): number | undefined => (typeof position === 'object' ? position[set] : position);
  return [name, `${type === T.Switch ? '!' : ''}${remaining === true ? '+' : ''}${named.map((set) => (at(set) === undefined ? set : `${set}:${at(set)}`)).join(',')}`, ...(aliases ?? [])];
};

const writtenCommon = ({ name, isSwitch, aliases }: CommandParameter): Written => [name, isSwitch ? '!*' : '*', ...aliases];

/** What every cmdlet takes, and what those take beside that say what they would do. */
export const COMMON: readonly Written[] = commonParameters.map(writtenCommon), SHOULD_PROCESS: readonly Written[] = shouldProcessParameters.map(writtenCommon);
/** Their names, in lower case. */
export const ASKING: readonly string[] = cmdlets.filter(({ supportsShouldProcess }) => supportsShouldProcess === true).map(({ name }) => name.toLowerCase());
/** The cmdlets' own parameters. */
export const CMDLET_PARAMETERS: Readonly<Record<string, readonly Written[]>> = Object.fromEntries(cmdlets.map(({ name, params }) => [name.toLowerCase(), Object.entries(params).map(written)]));

export type { Written, PlacedParameter };
