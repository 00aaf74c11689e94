/** Attributes as objects: what `[Parameter]::new()`, `.Attributes` of a parameter and dynamic parameters hold. */
import { toItems } from '../../convert/enumerate.ts';
import { fold } from '../../values/folding.ts';
import { GenericDictionary } from '../../values/dictionary.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { genericType } from '../generic.ts';
import { lookupType } from '../registry.ts';
import { func, laterType, netType, rest } from '../netType.ts';
import type { AnyType, NetType } from '../netType.ts';
import { T, named } from '../t.ts';
import { nameTable } from '../../values/nameTable.ts';

const MA = 'System.Management.Automation.';
export const attributeType: NetType = (lookupType('System.Attribute') as NetType | undefined) ?? named('System.Attribute');
/** One attribute with its properties by name. */
export class AttributeObject extends NetObject {
  override readonly netType: NetType;
  readonly values: Map<string, Value> = new Map();
  constructor(netType: NetType) { super(); this.netType = netType; }
}
interface Shape { readonly base?: string; readonly positional?: readonly string[]; readonly props: Readonly<Record<string, Value>>; readonly alias?: string }
const VALIDATE = 'ValidateArgumentsAttribute', EACH = 'ValidateEnumeratedArgumentsAttribute';
/** The property values are what an attribute has where nothing is said. */
const SHAPES: Readonly<Record<string, Shape>> = nameTable({
  CmdletMetadataAttribute: { props: {} }, ParsingBaseAttribute: { base: 'CmdletMetadataAttribute', props: {} }, ArgumentTransformationAttribute: { base: 'CmdletMetadataAttribute', props: { TransformNullOptionalParameters: true } },
  ValidateArgumentsAttribute: { base: 'CmdletMetadataAttribute', props: {} }, ValidateEnumeratedArgumentsAttribute: { base: VALIDATE, props: {} },
  ParameterAttribute: { base: 'ParsingBaseAttribute', alias: 'parameter', props: { ExperimentName: null, ExperimentAction: 'None', Position: -2147483648, ParameterSetName: '__AllParameterSets', Mandatory: false, ValueFromPipeline: false, ValueFromPipelineByPropertyName: false, ValueFromRemainingArguments: false, HelpMessage: null, HelpMessageBaseName: null, HelpMessageResourceId: null, DontShow: false } },
  AliasAttribute: { base: 'ParsingBaseAttribute', alias: 'alias', positional: ['AliasNames'], props: { AliasNames: null } },
  CmdletBindingAttribute: { base: 'CmdletMetadataAttribute', alias: 'cmdletbinding', props: { PositionalBinding: true, DefaultParameterSetName: null, SupportsShouldProcess: false, SupportsPaging: false, SupportsTransactions: false, ConfirmImpact: 'Medium', HelpUri: '', RemotingCapability: 'PowerShell' } },
  OutputTypeAttribute: { base: 'CmdletMetadataAttribute', alias: 'outputtype', positional: ['Type'], props: { Type: null, ProviderCmdlet: null, ParameterSetName: null } },
  ValidateSetAttribute: { base: EACH, alias: 'validateset', positional: ['ValidValues'], props: { ErrorMessage: null, IgnoreCase: true, ValidValues: null } },
  ValidateRangeAttribute: { base: EACH, alias: 'validaterange', positional: ['MinRange', 'MaxRange'], props: { MinRange: null, MaxRange: null, RangeKind: null } },
  ValidatePatternAttribute: { base: EACH, alias: 'validatepattern', positional: ['RegexPattern'], props: { RegexPattern: null, Options: 'IgnoreCase', ErrorMessage: null } },
  ValidateLengthAttribute: { base: EACH, alias: 'validatelength', positional: ['MinLength', 'MaxLength'], props: { MinLength: null, MaxLength: null } },
  ValidateCountAttribute: { base: VALIDATE, alias: 'validatecount', positional: ['MinLength', 'MaxLength'], props: { MinLength: null, MaxLength: null } },
  ValidateScriptAttribute: { base: EACH, alias: 'validatescript', positional: ['ScriptBlock'], props: { ErrorMessage: null, ScriptBlock: null } },
  NullValidationAttributeBase: { base: VALIDATE, props: {} }, ValidateNotNullAttribute: { base: 'NullValidationAttributeBase', alias: 'validatenotnull', props: {} }, ValidateNotNullOrAttributeBase: { base: 'NullValidationAttributeBase', props: {} },
  ValidateNotNullOrEmptyAttribute: { base: 'ValidateNotNullOrAttributeBase', alias: 'validatenotnullorempty', props: {} }, ValidateNotNullOrWhiteSpaceAttribute: { base: 'ValidateNotNullOrAttributeBase', alias: 'validatenotnullorwhitespace', props: {} },
  AllowNullAttribute: { base: 'CmdletMetadataAttribute', alias: 'allownull', props: {} }, AllowEmptyStringAttribute: { base: 'CmdletMetadataAttribute', alias: 'allowemptystring', props: {} }, AllowEmptyCollectionAttribute: { base: 'CmdletMetadataAttribute', alias: 'allowemptycollection', props: {} },
  ArgumentCompleterAttribute: { alias: 'argumentcompleter', positional: ['ScriptBlock'], props: { ScriptBlock: null, Type: null } }, ArgumentCompletionsAttribute: { alias: 'argumentcompletions', positional: ['Completions'], props: { Completions: null } },
  SupportsWildcardsAttribute: { base: 'ParsingBaseAttribute', alias: 'supportswildcards', props: {} }, PSDefaultValueAttribute: { base: 'ParsingBaseAttribute', alias: 'psdefaultvalue', props: { Value: null, Help: null } }, HiddenAttribute: { base: 'ParsingBaseAttribute', props: {} },
  ArgumentTypeConverterAttribute: { base: 'ArgumentTransformationAttribute', props: {} },
  CredentialAttribute: { base: 'ArgumentTransformationAttribute', alias: 'credential', props: {} }, ParameterTypeAttribute: { props: {} },
});
const types = new Map<string, NetType>();
for (const [name, shape] of Object.entries(SHAPES)) {
  const type: NetType = named(`${MA}${name}`, shape.alias === undefined ? [] : [shape.alias], { base: shape.base === undefined ? attributeType : types.get(shape.base) ?? attributeType });
  types.set(name, type);
  const positional = shape.positional ?? [];
  laterType<AttributeObject>(type, () => ({
    props: Object.fromEntries(Object.entries(shape.props).map(([key, initial]) => [key, [undefined, (a: AttributeObject) => (a.values.has(key) ? a.values.get(key) : initial), (a: AttributeObject, v: Value) => { a.values.set(key, v); }] as const])),
    create: [func([], () => made(type, [], [], [])), func([rest(T.Object)], (args) => made(type, positional, args, []))],
  }));
}
laterType(attributeType, () => ({ props: { TypeId: [undefined, (a) => (a as AttributeObject).netType] }, create: [] }));
/** The list parameters (`ValidateSet('a','b')`) take all arguments there are. */
const LISTS = new Set(['ValidValues', 'AliasNames', 'Type', 'Completions']);
function made(type: NetType, positional: readonly string[], args: readonly Value[], more: Iterable<readonly [string, Value]>): AttributeObject {
  const a = new AttributeObject(type), [first] = positional;
  if (first !== undefined && LISTS.has(first)) a.values.set(first, args.flatMap((x) => toItems(x)));
  else args.forEach((v, i) => { const key = positional[i]; if (key !== undefined) a.values.set(key, v); });
  for (const [key, v] of more) { const known = Object.keys(SHAPES[type.shortName]?.props ?? {}).find((k) => fold(k) === key); if (known !== undefined) a.values.set(known, v); }
  return a;
}
/** An attribute as the binder has it, as an object; undefined for one of no known kind. */
export function attributeObject(a: { readonly name: string; readonly positional: readonly Value[]; readonly named: ReadonlyMap<string, Value> }): AttributeObject | undefined {
  const name = Object.keys(SHAPES).find((k) => fold(k) === `${a.name}attribute`), type = name === undefined ? undefined : types.get(name);
  return name === undefined || type === undefined ? undefined : made(type, SHAPES[name]?.positional ?? [], a.positional, a.named);
}
/** The other way round, for parameters a script defines while it runs. */
export function attributeParts(o: AttributeObject): { readonly name: string; readonly positional: readonly Value[]; readonly named: ReadonlyMap<string, Value> } {
  const shape = SHAPES[o.netType.shortName], positional = (shape?.positional ?? []).flatMap((k) => (o.values.has(k) ? [o.values.get(k)] : []));
  return { name: fold(o.netType.shortName.replace(/Attribute$/, '')), positional, named: new Map([...o.values].filter(([k]) => shape?.positional?.includes(k) !== true).map(([k, v]) => [fold(k), v])) };
}

/** A parameter that a `dynamicparam` block makes. */
export class RuntimeParameter extends NetObject {
  name: string;
  type: AnyType;
  attributes: Value;
  value: Value = null;
  isSet = false;
  constructor(name: string, type: AnyType, attributes: Value) { super(); this.name = name; this.type = type; this.attributes = attributes; }
}
const runtimeParameter = named<RuntimeParameter>(`${MA}RuntimeDefinedParameter`);
const attributes = (): Value => (genericType('System.Collections.ObjectModel.Collection', [attributeType])?.get('create')?.[0]?.invoke(undefined, []) ?? []) as Value;
laterType<RuntimeParameter>(runtimeParameter, () => ({
  create: [func([], () => new RuntimeParameter('', T.Object, attributes())), func([T.String, T.Type, T.Object], (n, t, a) => new RuntimeParameter(n, t, a))],
  props: { Name: [T.String, (p) => p.name, (p, v) => { p.name = v as string; }], ParameterType: [undefined, (p) => p.type, (p, v) => { p.type = v as unknown as AnyType; }], Value: [undefined, (p) => p.value, (p, v) => { p.value = v; p.isSet = true; }], IsSet: [T.Boolean, (p) => p.isSet], Attributes: [undefined, (p) => p.attributes] },
}), RuntimeParameter);
export const runtimeParameters: NetType = named(`${MA}RuntimeDefinedParameterDictionary`);
/** The dictionary behaves as the generic one it derives from. */
export function describeRuntimeParameters(): void {
  const base = genericType('System.Collections.Generic.Dictionary', [T.String, runtimeParameter]);
  netType(runtimeParameters, { ...(base === undefined ? {} : { base }), interfaces: ['System.Collections.IDictionary'], create: [func([], () => new GenericDictionary(runtimeParameters, T.String as unknown as NetType, runtimeParameter as unknown as NetType, true))] });
}
named(`${MA}IValidateSetValuesGenerator`);
named(`${MA}IArgumentCompleter`);
