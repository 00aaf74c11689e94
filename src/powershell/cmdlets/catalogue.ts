/**
 * The cmdlets as plain data, for those who speak of them and never run them. The build puts the evaluated data in this
 * module's place (esbuild.mjs), so that an editor need not load the engine to complete a name.
 */
import type { CommandFacts, CommandParameter } from '../analysis/commands/commandFacts.ts';
import { COMMON_PARAMETERS, SHOULD_PROCESS_PARAMETERS } from '../runtime/bind/common.ts';
import type { Parameter } from '../runtime/bind/parameters.ts';
import type { Cmdlet, ParamSpec } from '../runtime/cmdlet.ts';
import { T } from '../runtime/types/t.ts';
import { smaModule } from './automation/smaModule.ts';
import { cmdlets } from './index.ts';

const positionOf = (position: ParamSpec['position']): number | undefined =>
  typeof position === 'object' ? Object.values(position).sort((a, b) => a - b)[0] : position;

const allowed = ({ type, validate }: ParamSpec): readonly string[] | undefined => {
  for (const rule of validate ?? []) if ('set' in rule) return rule.set;
  return type.enumValues === undefined ? undefined : [...type.enumValues.keys()];
};

/** The places of a parameter by sets, in lower case. */
function rolesOf({ sets, position }: ParamSpec): Readonly<Record<string, number>> {
  const placed = typeof position === 'object' ? new Map(Object.entries(position).map(([set, place]) => [set.toLowerCase(), place])) : position;
  const names = sets === undefined ? ['*', ...(placed instanceof Map ? placed.keys() : [])] : sets.map((set) => set.toLowerCase());
  return Object.fromEntries(names.map((set) => [set, (placed instanceof Map ? placed.get(set) : placed) ?? -1]));
}

const parameterOf = ([name, spec]: readonly [string, ParamSpec]): CommandParameter => ({
  name, type: spec.type.name, isMandatory: spec.mandatory === true, isSwitch: spec.type === T.Switch, position: positionOf(spec.position),
  aliases: spec.aliases ?? [], allowedValues: allowed(spec), help: spec.help, ...(spec.remaining === true && { takesRest: true }), ...(spec.refuses !== undefined && { isChoosy: true }),
});

/** Whether parameters share a place, so that their sets say which of them is meant. */
const sharePlaces = (parameters: readonly CommandParameter[]): boolean => {
  const places = parameters.flatMap(({ position }) => position ?? []);
  return new Set(places).size < places.length;
};

const factsOf = ({ name, aliases, module, synopsis, supportsShouldProcess, params, defaultSet }: Cmdlet): CommandFacts => {
  const parameters = Object.entries(params).map(parameterOf), areShared = sharePlaces(parameters);
  return {
    name, kind: 'cmdlet', synopsis, description: undefined, aliases: aliases ?? [], module, supportsShouldProcess: supportsShouldProcess === true,
    ...(areShared && { defaultSet }), parameters: areShared ? parameters.map((parameter) => ({ ...parameter, roles: rolesOf(params[parameter.name]!) })) : parameters,
  };
};

const commonOf = ({ name, aliases, type, isSwitch }: Parameter): CommandParameter =>
  ({ name, type: type?.name ?? 'System.Object', isMandatory: false, isSwitch, position: undefined, aliases: [...aliases], allowedValues: undefined, help: undefined });

/** Every cmdlet of the engine. */
export const cmdletCatalogue: readonly CommandFacts[] = cmdlets.map(factsOf);
/** Parameters that every cmdlet has (about_CommonParameters). */
export const commonParameters: readonly CommandParameter[] = COMMON_PARAMETERS.map(commonOf);
/** What cmdlets that support ShouldProcess have beside. */
export const shouldProcessParameters: readonly CommandParameter[] = SHOULD_PROCESS_PARAMETERS.map(commonOf);
/** The rest of the SMA module: what can be written for a server and is not run here. */
export const smaModuleCatalogue: readonly CommandFacts[] = smaModule;
