import type { AttributeAst, ExpressionAst, ParameterAst, ScriptBlockAst } from '../../syntax/ast.ts';
import { attributesNamed, constantValue } from './parameters.ts';

/** A parameter set (about_Parameter_Sets): what may be given together, and what has to be. Names are in lower case. */
export interface ParameterSetFacts { readonly name: string; readonly parameters: readonly string[]; readonly mandatory: readonly string[] }

const argument = ({ namedArguments }: AttributeAst, name: string): ExpressionAst | undefined => namedArguments.find(({ argumentName }) => argumentName.toLowerCase() === name)?.argument;

function setOf(attribute: AttributeAst): string | undefined {
  const written = argument(attribute, 'parametersetname'), value = written && constantValue(written);
  return typeof value === 'string' && !/^__AllParameterSets$/i.test(value) ? value.toLowerCase() : undefined;
}
const isMandatory = (attribute: AttributeAst): boolean => {
  const written = argument(attribute, 'mandatory');
  return written !== undefined && Boolean(constantValue(written));
};

/** Where parameters stand in each set, by names in lower case (`*` for all sets, -1 where it is given by name only), and the default set; undefined where no set is named. */
export function setPlaces(parameters: readonly ParameterAst[], { paramBlock }: ScriptBlockAst): { readonly roles: ReadonlyMap<string, Readonly<Record<string, number>>>; readonly defaultSet: string | undefined } | undefined {
  let isNamed = false;
  const roles = new Map(parameters.map((parameter): [string, Readonly<Record<string, number>>] => {
    const all = attributesNamed(parameter, 'Parameter').map((attribute): [string, number] => {
      const written = argument(attribute, 'position'), place = written && constantValue(written), set = setOf(attribute);
      isNamed ||= set !== undefined;
      return [set ?? '*', typeof place === 'number' ? place : -1];
    });
    return [parameter.name.variablePath.toLowerCase(), Object.fromEntries(all.length === 0 ? [['*', -1]] : all)];
  }));
  const binding = paramBlock?.attributes.find(({ typeName }) => /^CmdletBinding(?:Attribute)?$/i.test(typeName.text)), written = binding && argument(binding, 'defaultparametersetname'), standard = written && constantValue(written);
  return isNamed ? { roles, defaultSet: typeof standard === 'string' ? standard.toLowerCase() : undefined } : undefined;
}

/** A command with more of them does not run (ParameterBinder: a set is a bit of 32). */
const MOST_SETS = 32;

/** The sets that parameters name, with the default set, which may have none of its own; none where no set is named. A parameter without a set belongs to all. */
export function parameterSets(parameters: readonly ParameterAst[], { paramBlock }: ScriptBlockAst): ParameterSetFacts[] {
  const all = parameters.map((parameter) => ({ name: parameter.name.variablePath.toLowerCase(), roles: attributesNamed(parameter, 'Parameter').map((attribute) => ({ set: setOf(attribute), isMandatory: isMandatory(attribute) })) }));
  const names = new Set(all.flatMap(({ roles }) => roles.flatMap(({ set }) => set ?? [])));
  if (names.size === 0 || names.size > MOST_SETS) return [];
  const binding = paramBlock?.attributes.find(({ typeName }) => /^CmdletBinding(?:Attribute)?$/i.test(typeName.text)), written = binding && argument(binding, 'defaultparametersetname'), standard = written && constantValue(written);
  if (typeof standard === 'string') names.add(standard.toLowerCase());
  return [...names].map((name) => {
    const members = all.flatMap((one) => {
      const roles = one.roles.filter(({ set }) => set === undefined || set === name);
      return roles.length > 0 || one.roles.length === 0 ? [{ name: one.name, isMandatory: roles.some((role) => role.isMandatory) }] : [];
    });
    return { name, parameters: members.map((one) => one.name), mandatory: members.filter((one) => one.isMandatory).map((one) => one.name) };
  });
}
