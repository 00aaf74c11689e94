/** The parameter table of a declared cmdlet. */
import type { Cmdlet, ParamSpec, Validation } from '../cmdlet.ts';
import { convertTo } from '../convert/convert.ts';
import type { AnyType } from '../types/netType.ts';
import { T } from '../types/t.ts';
import { fold } from '../values/folding.ts';
import { ALL_SETS, NO_POSITION, ParameterTable } from './parameters.ts';
import type { ArgumentRule, Parameter, ParameterAttribute, SetRole } from './parameters.ts';
import { raise } from '../errors/raise.ts';
import type { Value } from '../values/value.ts';
import { validator } from './validation.ts';

const tables = new WeakMap<Cmdlet, ParameterTable>();
export function cmdletParameters(c: Cmdlet): ParameterTable {
  let table = tables.get(c);
  if (table === undefined) {
    const list = Object.entries(c.params).map(([name, spec]) => parameter(name, spec));
    table = new ParameterTable(list, { defaultSet: c.defaultSet, isAdvanced: true, supportsShouldProcess: c.supportsShouldProcess ?? false });
    tables.set(c, table);
  }
  return table;
}
/** Gives a cmdlet the parameters of another command, in whose place it stands. */
export function useParameters(c: Cmdlet, table: ParameterTable): void { tables.set(c, table); }
function parameter(name: string, spec: ParamSpec): Parameter {
  const names = spec.sets ?? [ALL_SETS], sets = new Map<string, SetRole>();
  for (const set of names) sets.set(set, roleOf(spec, set));
  if (spec.sets === undefined && typeof spec.position === 'object') for (const set of Object.keys(spec.position)) sets.set(set, roleOf(spec, set));
  if (spec.sets === undefined && Array.isArray(spec.mandatory)) for (const set of spec.mandatory as readonly string[]) sets.set(set, roleOf(spec, set));
  const attributes = (spec.validate ?? []).map((v) => attributeOf(v, spec.type.elementType ?? spec.type));
  return {
    name, folded: fold(name), aliases: spec.aliases ?? [], type: spec.type, isSwitch: spec.type === T.Switch, sets,
    allowNull: spec.allowNull ?? false, nullItems: spec.nullItems ?? false, allowEmptyString: spec.allowEmpty === true || spec.allowEmpty === 'text', allowEmptyCollection: spec.allowEmpty === true || spec.allowEmpty === 'list', transforms: spec.transform === undefined ? [] : [spec.transform],
    validations: [...attributes.flatMap((a) => validator(a) ?? []), ...(spec.refuses === undefined ? [] : [refusal(spec.refuses)])], refuses: spec.refuses,
    slot: -1, defaultValue: undefined, attributes, isCommon: false,
  };
}
const refusal = (refuses: (value: Value) => string | undefined): ArgumentRule => (v) => {
  const message = refuses(v);
  return message === undefined ? v : raise({ id: 'ValidationMetadataException', category: 'InvalidData', exception: 'System.Management.Automation.ValidationMetadataException', message });
};
function roleOf(spec: ParamSpec, set: string): SetRole {
  const { position, mandatory } = spec, from = typeof spec.from === 'object' ? spec.from[set] : spec.from;
  return {
    position: position === undefined ? NO_POSITION : typeof position === 'number' ? position : position[set] ?? NO_POSITION,
    mandatory: mandatory === undefined ? false : typeof mandatory === 'boolean' ? mandatory : mandatory.includes(set),
    fromPipeline: from === 'pipeline' || from === 'both', fromProperty: from === 'property' || from === 'both',
    remaining: spec.remaining ?? false, help: spec.help ?? '',
  };
}
/** A declared validation as the attribute it stands for; the ends of a range are of the type that they bound. */
function attributeOf(v: Validation, type: AnyType): ParameterAttribute {
  const attribute = (name: string, positional: ParameterAttribute['positional'] = []): ParameterAttribute => ({ name, positional, named: new Map() });
  if ('notNull' in v) return attribute('validatenotnull');
  if ('notNullOrEmpty' in v) return attribute('validatenotnullorempty');
  if ('set' in v) return attribute('validateset', [...v.set]);
  if ('notWhite' in v) return attribute('validatenotnullorwhitespace');
  if ('range' in v) return attribute('validaterange', v.range.map((end) => (type === T.Int32 ? end : convertTo(end, type))));
  if ('rangeKind' in v) return attribute('validaterange', [v.rangeKind]);
  if ('pattern' in v) return attribute('validatepattern', [v.pattern]);
  return 'length' in v ? attribute('validatelength', [...v.length]) : attribute('validatecount', [...v.count]);
}
