/** The parameter table of a function or script block, out of its param block and attributes. */
import type { AttributeAst, ParameterAst } from '../../syntax/ast.ts';
import { readAttribute } from '../compile/attributes.ts';
import type { CompiledBlock } from '../compile/compiledBlock.ts';
import { ownCode, sharesScope } from '../compile/block.ts';
import { Compiler } from '../compile/compiler.ts';
import { watchedValue } from '../compile/watch.ts';
import { convertTo, kindOfType } from '../convert/convert.ts';
import { toBoolean } from '../convert/toBoolean.ts';
import { toText } from '../convert/toText.ts';
import { toItems } from '../convert/enumerate.ts';
import { raise } from '../errors/raise.ts';
import type { Frame } from '../run/frame.ts';
import { T } from '../types/t.ts';
import type { AnyType } from '../types/netType.ts';
import { fold } from '../values/folding.ts';
import { toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { PAGING_PARAMETERS } from './common.ts';
import { ALL_SETS, NO_POSITION, ParameterTable, impactOf } from './parameters.ts';
import type { Parameter, ParameterAttribute, SetRole } from './parameters.ts';
import { validator } from './validation.ts';
import { customTransform, customValidator } from './customAttributes.ts';

/** The table, made on the first call; attributes are evaluated in the frame that calls. */
export function functionParameters(block: CompiledBlock, f: Frame): ParameterTable {
  if (block.parameters !== undefined) return block.parameters;
  ownCode(block);
  const layout = block.layout ?? null, c = new Compiler(layout, block.source, block.namespaces);
  const nodes = block.outerParameters ?? block.ast.paramBlock?.parameters ?? [];
  const binding = block.ast.paramBlock?.attributes.find((a) => /^(System\.Management\.Automation\.)?CmdletBinding(Attribute)?$/i.test(a.typeName.text));
  const options = binding === undefined ? undefined : readAttribute(binding, c)(f);
  const isAdvanced = options !== undefined || block.isWorkflow || nodes.some((n) => n.attributes.some((a) => a.kind === 'AttributeAst' && isParameterAttribute(a)));
  const explicit = nodes.some((n) => n.attributes.some((a) => a.kind === 'AttributeAst' && isParameterAttribute(a) && a.namedArguments.some(placesByItself)));
  const positional = options?.named.get('positionalbinding') === undefined ? true : toBoolean(options.named.get('positionalbinding'));
  const auto = positional && !explicit;
  const ownsScope = !block.isWorkflow && !sharesScope(block.ast);
  let next = 0;
  const list = nodes.map((n): Parameter => {
    const p = parameter(n, c, f, block.isWorkflow, (isSwitch) => (auto && !isSwitch ? next++ : NO_POSITION));
    const hasOwnSlot = ownsScope && p.validations.length === 0 && p.transforms.length === 0 && p.type !== undefined && startsEmpty(p.type);
    return isAdvanced ? { ...p, hasOwnSlot } : { ...p, hasOwnSlot, leniency: 'ordinary' as const };
  });
  const aliases = new Set<string>();
  for (const p of list) for (const alias of p.aliases) namedTwice(p, alias, list, aliases);
  if (toBoolean(options?.named.get('supportspaging') ?? false)) list.push(...PAGING_PARAMETERS);
  const defaultSet = options?.named.get('defaultparametersetname');
  tooManySets(list);
  block.parameters = new ParameterTable(list, {
    isAdvanced, defaultSet: defaultSet == null ? undefined : toText(defaultSet),
    supportsShouldProcess: toBoolean(options?.named.get('supportsshouldprocess') ?? false), positionalBinding: positional, confirmImpact: impactOf(options?.named.get('confirmimpact')),
  });
  return block.parameters;
}
/** Types whose variables may lie in slots of theirs before they have a value (Compiler.TryGetDefaultParameterValue). */
const startsEmpty = (type: AnyType): boolean => !type.isValueType || type === T.Boolean || type === T.Char || type === T.Switch || (kindOfType(type) !== undefined && type !== T.BigInteger);
/** A set is a bit of 32 (MergedCommandParameterMetadata.AddParameterSetToMap). */
const MOST_SETS = 32;
function tooManySets(list: readonly Parameter[]): void {
  const names = new Set(list.flatMap((p) => [...p.sets.keys()]).filter((name) => name !== ALL_SETS).map(fold));
  if (names.size > MOST_SETS) raise({ id: 'ParsingTooManyParameterSets', category: 'MetadataError', exception: 'System.Management.Automation.ParsingMetadataException', message: 'Cannot get or run the command. The maximum number of parameter sets for this command has been exceeded.' });
}
/** An alias means one parameter, and is no parameter's name (MergedCommandParameterMetadata). */
function namedTwice(p: Parameter, alias: string, list: readonly Parameter[], before: Set<string>): void {
  const folded = fold(alias), other = list.find((o) => o.folded === folded);
  if (other !== undefined) raise({ id: 'ParameterNameConflictsWithAlias', category: 'MetadataError', exception: 'System.Management.Automation.MetadataException', message: `The parameter '${other.name}' cannot be specified because it conflicts with the parameter alias of the same name for parameter '${p.name}'.` });
  if (before.has(folded)) raise({ id: 'AliasDeclaredMultipleTimes', category: 'MetadataError', exception: 'System.Management.Automation.MetadataException', message: `The alias "${alias}" is declared multiple times.` });
  before.add(folded);
}
/** Once a parameter has a place or a set of its own, none gets its place by its order (Compiler.GetRuntimeDefinedParameter: customParameterSet). */
const placesByItself = ({ argumentName, argument }: AttributeAst['namedArguments'][number]): boolean =>
  (/^Position$/i.test(argumentName) || (/^ParameterSetName$/i.test(argumentName) && !(argument.kind === 'StringConstantExpressionAst' && fold(argument.value) === fold(ALL_SETS))));
const isParameterAttribute = (a: AttributeAst): boolean => /^(System\.Management\.Automation\.)?Parameter(Attribute)?$/i.test(a.typeName.text);

function parameter(n: ParameterAst, c: Compiler, f: Frame, isWorkflow: boolean, position: (isSwitch: boolean) => number): Parameter {
  const name = n.name.variablePath, attributes: ParameterAttribute[] = [];
  let type: AnyType | undefined;
  const casts: AnyType[] = [];
  for (const a of n.attributes) {
    if (a.kind === 'TypeConstraintAst') { const t = c.type(a.typeName)(); casts.push(t); type ??= t; } else attributes.push(readAttribute(a, c)(f));
  }
  if (casts.length > 1) type = casts.at(-1);
  const isSwitch = type === T.Switch, own = position(isSwitch);
  const sets = new Map<string, SetRole>();
  for (const a of attributes) if (a.name === 'parameter') { const set = a.named.get('parametersetname'); sets.set(set == null ? ALL_SETS : toText(set), role(a, own)); }
  if (sets.size === 0) sets.set(ALL_SETS, { position: own, mandatory: false, fromPipeline: false, fromProperty: false, remaining: false, help: '' });
  const has = (what: string): boolean => attributes.some((a) => a.name === what);
  const outer = casts.length > 1 ? casts.slice(0, -1).reverse() : [];
  return {
    name, folded: fold(name), type, isSwitch, sets, attributes,
    aliases: attributes.filter((a) => a.name === 'alias').flatMap((a) => a.positional.flatMap((p) => toItems(p)).map(toText)),
    allowNull: has('allownull'), allowEmptyString: has('allowemptystring'), allowEmptyCollection: has('allowemptycollection'),
    casts: outer.map((t) => (v: Value): Value => convertTo(v, t)), transforms: attributes.flatMap((a) => customTransform(a) ?? []),
    // The rule next to the name is asked first.
    validations: attributes.toReversed().flatMap((a) => validator(a) ?? customValidator(a) ?? []),
    slot: c.slot(fold(name)), defaultValue: n.defaultValue === undefined ? undefined : isWorkflow ? c.expression(n.defaultValue) : watchedValue(n.defaultValue, c), isCommon: false,
  };
}
/** What ParameterAttribute's own setters refuse. */
function refuseEmpty(a: ParameterAttribute): void {
  for (const name of ['HelpMessage', 'HelpMessageBaseName', 'HelpMessageResourceId']) {
    const given = a.named.get(fold(name));
    if (given !== undefined && (given === null || toText(given) === '')) raise({ id: 'Argument', category: 'InvalidArgument', exception: 'System.Management.Automation.PSArgumentException', message: `Cannot process argument because the value of argument "${name}" is not valid. Change the value of the "${name}" argument and run the operation again.` });
  }
}
function role(a: ParameterAttribute, own: number): SetRole {
  refuseEmpty(a);
  const flag = (name: string): boolean => toBoolean(a.named.get(name) ?? false);
  const at = a.named.get('position');
  return {
    position: at == null ? own : toNumber(at as NumberValue), mandatory: flag('mandatory'), fromPipeline: flag('valuefrompipeline'),
    fromProperty: flag('valuefrompipelinebypropertyname'), remaining: flag('valuefromremainingarguments'), help: toText(a.named.get('helpmessage') ?? ''),
  };
}
