/** `dynamicparam`: the block runs once what the command line says of the declared parameters is bound, and gives more parameters. */
import { toItems } from '../convert/enumerate.ts';
import { AttributeObject, RuntimeParameter, attributeParts } from '../types/automation/attributes.ts';
import { T } from '../types/t.ts';
import { Dictionary } from '../values/dictionary.ts';
import { fold } from '../values/folding.ts';
import { toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { toBoolean } from '../convert/toBoolean.ts';
import { toText } from '../convert/toText.ts';
import { ALL_SETS, NO_POSITION, ParameterTable } from './parameters.ts';
import type { Parameter, ParameterAttribute, SetRole } from './parameters.ts';
import { validator } from './validation.ts';
import { customTransform, customValidator } from './customAttributes.ts';

/** The table with the parameters a `dynamicparam` block gave. */
export function withDynamic(table: ParameterTable, given: readonly Value[]): ParameterTable {
  const more = given.flatMap((v) => (v instanceof Dictionary ? v.values() : [])).flatMap((v) => (v instanceof RuntimeParameter ? [parameter(v)] : []));
  return more.length === 0 ? table : new ParameterTable([...table.list, ...more], { defaultSet: table.defaultSet, isAdvanced: true, supportsShouldProcess: table.supportsShouldProcess, positionalBinding: table.positionalBinding });
}
function parameter(p: RuntimeParameter): Parameter {
  const attributes: ParameterAttribute[] = toItems(p.attributes).flatMap((a) => (a instanceof AttributeObject ? [attributeParts(a)] : []));
  const sets = new Map<string, SetRole>();
  for (const a of attributes) if (a.name === 'parameter') sets.set(toText(a.named.get('parametersetname') ?? ALL_SETS), role(a));
  if (sets.size === 0) sets.set(ALL_SETS, { position: NO_POSITION, mandatory: false, fromPipeline: false, fromProperty: false, remaining: false, help: '' });
  const has = (name: string): boolean => attributes.some((a) => a.name === name);
  return {
    name: p.name, folded: fold(p.name), aliases: attributes.filter((a) => a.name === 'alias').flatMap((a) => a.positional.flatMap((x) => toItems(x)).map(toText)), type: p.type === T.Object ? undefined : p.type, isSwitch: p.type === T.Switch, sets, attributes,
    allowNull: has('allownull'), allowEmptyString: has('allowemptystring'), allowEmptyCollection: has('allowemptycollection'), transforms: attributes.flatMap((a) => customTransform(a) ?? []),
    validations: attributes.flatMap((a) => validator(a) ?? customValidator(a) ?? []), slot: -1, defaultValue: undefined, isCommon: false, onBound: (v) => { p.value = v; p.isSet = true; },
  };
}
function role(a: ParameterAttribute): SetRole {
  const flag = (name: string): boolean => toBoolean(a.named.get(name) ?? false), at = a.named.get('position');
  return { position: at == null ? NO_POSITION : toNumber(at as NumberValue), mandatory: flag('mandatory'), fromPipeline: flag('valuefrompipeline'), fromProperty: flag('valuefrompipelinebypropertyname'), remaining: flag('valuefromremainingarguments'), help: toText(a.named.get('helpmessage') ?? '') };
}
