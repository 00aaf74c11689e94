/** Activities and connection types of a module, for the rows of their sets (sma-rest-api.md 2.3.17 to 2.3.20, 3.10). */
import * as v from 'valibot';
import { attributesNamed, constantValue, functionFacts, functionHelp, netTypeName, ownNames, parameterFacts } from '../../powershell/index.ts';
import { SmaError, smaError } from '../../sma/errors.ts';
import { unseenProblem } from '../../sma/unseen.ts';
import { fold } from '../store/text/letterCase.ts';
import { textOf } from './moduleSources.ts';
import { exportedFunctions, type ExportedFunction } from './moduleText.ts';
import type { ModuleFiles } from './moduleZip.ts';

export interface ActivityParameterFacts {
  readonly name: string; readonly type: string; readonly isMandatory: boolean; readonly position: number | null;
  readonly fromPipeline: boolean; readonly fromPipelineByName: boolean; readonly fromRemaining: boolean;
}
export interface ActivityFacts {
  readonly name: string;
  readonly kind: 'Function' | 'Workflow';
  /** How it is called, as help shows it. */
  readonly definition: string;
  readonly description: string | null;
  readonly parameterSets: readonly { readonly name: string; readonly isDefault: boolean; readonly parameters: readonly ActivityParameterFacts[] }[];
  readonly outputTypes: readonly string[];
}
export interface ConnectionTypeFacts { readonly name: string; readonly fields: readonly { readonly name: string; readonly type: string; readonly isEncrypted: boolean; readonly isOptional: boolean }[] }
export interface ModuleFacts { readonly activities: readonly ActivityFacts[]; readonly connectionType: ConnectionTypeFacts | undefined }

type NamedArgument = Parameters<typeof functionFacts>[1]['body']['attributes'][number]['namedArguments'][number];

const MOST_ACTIVITIES = 5_000;
const MOST_FIELDS = 1_000;
const ALL_SETS = '__AllParameterSets';

/** Fails with PropertyInvalid where the description of its connection type cannot be read. */
export function describeModule(module: ModuleFiles): ModuleFacts {
  const functions = exportedFunctions(module);
  if (functions.length > MOST_ACTIVITIES) throw smaError('PropertyInvalid', 'Module', 'content', `it exports more than ${MOST_ACTIVITIES} functions.`);
  return { activities: functions.map(describe).toSorted((left, right) => left.name.localeCompare(right.name)), connectionType: connectionTypeOf(module) };
}

function describe(exported: ExportedFunction): ActivityFacts {
  const activity = describeFunction(exported);
  checkSeen('Activity', activity.name);
  for (const set of activity.parameterSets) {
    checkSeen('ActivityParameterSet', set.name);
    for (const { name } of set.parameters) checkSeen('ActivityParameter', name);
  }
  return activity;
}

/** Names by which rows are looked for are seen, by whichever way they come. Fails with PropertyInvalid. */
function checkSeen(type: string, name: string): void {
  const problem = unseenProblem(name);
  if (problem !== undefined) throw smaError('PropertyInvalid', type, 'Name', problem);
}

function describeFunction({ result, node, name: called }: ExportedFunction): ActivityFacts {
  const facts = functionFacts(result, node);
  const block = node.body.paramBlock;
  const asts = node.parameters ?? block?.parameters ?? [];
  const parameters = parameterFacts(asts, result, functionHelp(result, node));
  const attributes = asts.map((parameter) => attributesNamed(parameter, 'Parameter').map((attribute) => new Map(attribute.namedArguments.map((argument) => [argument.argumentName.toLowerCase(), argument.expressionOmitted ? true : constantValue(argument.argument)]))));
  const binding = (block?.attributes ?? []).flatMap((attribute) => attribute.namedArguments);
  const written = constantValue(argumentNamed(binding, 'defaultparametersetname')), chosen = typeof written === 'string' && written !== '' ? written : undefined, positions = automaticPositions(binding, parameters, attributes.flat());
  // The default set comes first, and is one also where no parameter names it; that of a command without any set is no default one (CommandInfo.GetParameterMetadata).
  const named = namesOnce(attributes.flat().flatMap((attribute) => setOf(attribute) ?? [])), isChosen = (name: string): boolean => chosen !== undefined && fold(name) === fold(chosen);
  const setNames = chosen === undefined ? named : [chosen, ...named.filter((name) => !isChosen(name))];
  const sets = (setNames.length === 0 ? [ALL_SETS] : setNames).map((name) => ({
    name, isDefault: isChosen(name),
    parameters: parameters.flatMap((parameter, at): readonly ActivityParameterFacts[] => {
      const own = attributes[at] ?? [];
      const attribute = own.find((one) => setOf(one)?.toLowerCase() === name.toLowerCase()) ?? own.find((one) => setOf(one) === undefined);
      // A parameter that names sets, and not this one, is no part of it.
      if (attribute === undefined && own.length > 0) return [];
      const position = attribute?.get('position');
      return [{
        name: parameter.name, type: parameter.type, isMandatory: attribute?.get('mandatory') === true, position: typeof position === 'number' ? position : (positions?.[at] ?? null),
        fromPipeline: attribute?.get('valuefrompipeline') === true, fromPipelineByName: attribute?.get('valuefrompipelinebypropertyname') === true, fromRemaining: attribute?.get('valuefromremainingarguments') === true,
      }];
    }),
  }));
  const outputTypes = (block?.attributes ?? []).filter((attribute) => /^(?:system\.management\.automation\.)?outputtype(?:attribute)?$/i.test(attribute.typeName.text))
    .flatMap((attribute) => attribute.positionalArguments.flatMap((argument) => (argument.kind === 'TypeExpressionAst' ? [netTypeName(argument.typeName, ownNames(result.ast))] : typeof constantValue(argument) === 'string' ? [String(constantValue(argument))] : [])));
  return {
    name: called, kind: node.isWorkflow ? 'Workflow' : 'Function', description: facts.synopsis ?? facts.description ?? null, parameterSets: sets, outputTypes,
    definition: sets.map((set) => [called, ...set.parameters.toSorted((left, right) => rank(left) - rank(right)).map(usage)].join(' ')).join('\n'),
  };
}

const namesOnce = (names: readonly string[]): readonly string[] => names.filter((name, at) => names.findIndex((one) => fold(one) === fold(name)) === at);

const argumentNamed = (all: readonly NamedArgument[], name: string): NamedArgument['argument'] | undefined => all.find((argument) => argument.argumentName.toLowerCase() === name)?.argument;

/** Parameters but switches have positions in their order, unless one of them names a position or a set, or the function wants none (about_Functions_CmdletBindingAttribute). */
function automaticPositions(binding: readonly NamedArgument[], parameters: readonly { readonly isSwitch: boolean }[], attributes: readonly ReadonlyMap<string, unknown>[]): readonly (number | null)[] | undefined {
  if (constantValue(argumentNamed(binding, 'positionalbinding')) === false || attributes.some((attribute) => attribute.has('position') || setOf(attribute) !== undefined)) return undefined;
  let next = 0;
  return parameters.map(({ isSwitch }) => (isSwitch ? null : next++));
}

/** Positional ones come first, then those that must be given. */
const rank = ({ position, isMandatory }: ActivityParameterFacts): number => (position ?? (isMandatory ? MOST_POSITION : MOST_POSITION + 1));
const MOST_POSITION = 2 ** 31;

const setOf = (attribute: ReadonlyMap<string, unknown>): string | undefined => {
  const name = attribute.get('parametersetname');
  return typeof name === 'string' && name !== ALL_SETS ? name : undefined;
};

/** Names of types without their namespaces, arguments included, as the syntax in Get-Help has them: `<FileInfo>`, `<List[String]>`. */
function usage({ name, type, isMandatory, position }: ActivityParameterFacts): string {
  const short = type.replaceAll(/`\d+/g, '').replaceAll(/(?:\w+\.)+(?=\w)/g, '');
  if (type === 'System.Management.Automation.SwitchParameter') return `[-${name}]`;
  const named = position === null ? `-${name}` : `[-${name}]`;
  return isMandatory ? `${named} <${short}>` : `[${named} <${short}>]`;
}

const Automation = v.looseObject({
  ConnectionTypeName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(512)),
  ConnectionFields: v.pipe(v.array(v.looseObject({ Name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(512)), TypeName: v.pipe(v.string(), v.maxLength(512)), IsEncrypted: v.optional(v.boolean(), false), IsOptional: v.optional(v.boolean(), false) })), v.maxLength(MOST_FIELDS)),
});

function connectionTypeOf(module: ModuleFiles): ConnectionTypeFacts | undefined {
  const file = `${module.name}-Automation.json`;
  const bytes = [...module.files].find(([path]) => path.toLowerCase() === file.toLowerCase())?.[1];
  if (bytes === undefined) return undefined;
  const fail = (reason: string): Error => smaError('PropertyInvalid', 'Module', file, reason);
  let value: unknown;
  try {
    value = JSON.parse(textOf(bytes, file));
  } catch (error) {
    if (SmaError.is(error)) throw error;
    throw fail(`it is no JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
  const result = v.safeParse(Automation, value);
  if (!result.success) throw fail(`${v.getDotPath(result.issues[0]) ?? 'it'} is missing or of another kind; ConnectionTypeName and ConnectionFields with Name, TypeName, IsEncrypted and IsOptional were expected.`);
  checkSeen('ConnectionType', result.output.ConnectionTypeName);
  for (const { Name, TypeName } of result.output.ConnectionFields) for (const name of [Name, TypeName]) checkSeen('ConnectionField', name);
  const fields = result.output.ConnectionFields.map((field) => ({ name: field.Name, type: field.TypeName, isEncrypted: field.IsEncrypted, isOptional: field.IsOptional }));
  if (new Set(fields.map((field) => fold(field.name))).size < fields.length) throw fail('a field is there twice.');
  return { name: result.output.ConnectionTypeName, fields };
}
