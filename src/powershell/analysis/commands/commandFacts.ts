import type { AttributeAst, ExpressionAst, FunctionDefinitionAst, ParameterAst, ScriptBlockAst } from '../../syntax/ast.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { plainFunctionName } from '../names/functionName.ts';
import { declaredAliases } from '../names/ownAliases.ts';
import type { RunbookFacts, RunbookKind } from '../runbook/runbook.ts';
import { functionHelp } from '../runbook/runbook.ts';
import { setPlaces, type ParameterSetFacts } from '../runbook/parameterSets.ts';
import { attributesNamed, constantValue, parameterFacts, type ParameterFacts } from '../runbook/parameters.ts';

/** A parameter of any command, as completion, hover and signature help show it. */
export interface CommandParameter {
  readonly name: string;
  /** .NET full name. */
  readonly type: string;
  readonly isMandatory: boolean;
  readonly isSwitch: boolean;
  /** Undefined where it is given by name only. */
  readonly position: number | undefined;
  readonly aliases: readonly string[];
  readonly allowedValues: readonly string[] | undefined;
  readonly help: string | undefined;
  /** It takes the property of its name of what is piped. */
  readonly byProperty?: boolean | undefined;
  /** It takes all arguments without a name that are left. */
  readonly takesRest?: boolean | undefined;
  /** The sets that it is in, in lower case (`*` for all), with its place there, -1 where it is given by name only. Absent: in all of them at `position`. */
  readonly roles?: Readonly<Record<string, number>> | undefined;
  /** It looks at a value before it takes it by its place. */
  readonly isChoosy?: boolean | undefined;
}

/** What is known of a command, wherever it comes from. */
export interface CommandFacts {
  readonly name: string;
  readonly kind: 'cmdlet' | 'function' | 'workflow' | 'runbook';
  readonly synopsis: string | undefined;
  readonly description: string | undefined;
  readonly aliases: readonly string[];
  /** Module of a cmdlet. */
  readonly module: string | undefined;
  readonly supportsShouldProcess: boolean;
  /** True for a function that takes the common parameters (about_Functions_Advanced). */
  readonly isAdvanced?: boolean | undefined;
  /** Of a runbook, where it is known. */
  readonly runbookType?: RunbookKind | undefined;
  /** Of a runbook whose parameters name sets. */
  readonly sets?: readonly ParameterSetFacts[] | undefined;
  /** The set that is meant where several could be; only where parameters of several sets share a place. */
  readonly defaultSet?: string | undefined;
  readonly parameters: readonly CommandParameter[];
}

const toParameter = ({ name, type, isMandatory, isSwitch, takesAt, takesRest, aliases, allowedValues, help, byProperty }: ParameterFacts): CommandParameter =>
  ({ name, type, isMandatory, isSwitch, position: takesAt, aliases, allowedValues, help, ...(byProperty === true && { byProperty }), ...(takesRest === true && { takesRest }) });

const argumentOf = (attribute: AttributeAst | undefined, name: string): ExpressionAst | undefined => attribute?.namedArguments.find(({ argumentName }) => argumentName.toLowerCase() === name.toLowerCase())?.argument;
const isTrue = (argument: ExpressionAst | undefined): boolean => argument !== undefined && constantValue(argument) === true;

/** Facts about a function or workflow that a text defines, with its help comment. */
export function functionFacts(result: ParseResult, node: FunctionDefinitionAst): CommandFacts {
  const help = functionHelp(result, node), parameters = node.parameters ?? node.body.paramBlock?.parameters ?? [];
  const binding = node.body.paramBlock?.attributes.find(({ typeName }) => /^CmdletBinding(?:Attribute)?$/i.test(typeName.text));
  return {
    name: plainFunctionName(node.name), kind: node.isWorkflow ? 'workflow' : 'function', synopsis: help?.synopsis, description: help?.description, aliases: declaredAliases(node), module: undefined,
    supportsShouldProcess: isTrue(argumentOf(binding, 'SupportsShouldProcess')), isAdvanced: binding !== undefined || parameters.some((parameter) => attributesNamed(parameter, 'Parameter').length > 0),
    ...placedIn(parameters, node.body, parameterFacts(parameters, result, help, node.body.paramBlock?.attributes).map(toParameter)),
  };
}

/** The parameters with their places in each set, where the text names sets. */
function placedIn(parameters: readonly ParameterAst[], body: ScriptBlockAst, facts: readonly CommandParameter[]): Pick<CommandFacts, 'parameters' | 'defaultSet'> {
  const places = setPlaces(parameters, body);
  if (places === undefined) return { parameters: facts };
  return { defaultSet: places.defaultSet, parameters: facts.map((one) => ({ ...one, roles: places.roles.get(one.name.toLowerCase()) })) };
}

/** Facts about a runbook as a command: what a workflow may call by its name. */
export function runbookAsCommand(name: string, facts: RunbookFacts): CommandFacts {
  return {
    name, kind: 'runbook', synopsis: facts.synopsis, description: facts.help?.description, aliases: [], module: undefined, supportsShouldProcess: false, runbookType: facts.type,
    parameters: facts.parameters.map(toParameter), ...(facts.sets.length > 0 && { sets: facts.sets }),
  };
}

const exact = (parameter: CommandParameter, name: string): boolean => parameter.name.toLowerCase() === name || parameter.aliases.some((alias) => alias.toLowerCase() === name);

/**
 * The parameter that a written name means: the whole name, an alias, or the only one that begins so (about_Parameters). Of several that
 * do, the one that the command declares itself is meant if it is the only such one: `common` are those that others have as well.
 */
export function findParameter(parameters: readonly CommandParameter[], written: string, common: readonly CommandParameter[] = []): CommandParameter | undefined {
  const name = written.toLowerCase(), isMeant = (parameter: CommandParameter): boolean => exact(parameter, name);
  const whole = parameters.find(isMeant) ?? common.find(isMeant);
  if (whole !== undefined) return whole;
  const begins = (parameter: CommandParameter): boolean => [parameter.name, ...parameter.aliases].some((one) => one.toLowerCase().startsWith(name));
  const begun = parameters.filter(begins);
  if (begun.length > 0) return begun.length === 1 ? begun[0] : undefined;
  const [only, other] = common.filter(begins);
  return other === undefined ? only : undefined;
}
