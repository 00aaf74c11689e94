import type { Ast, CommandAst, FunctionDefinitionAst, ParameterAst } from '../../syntax/ast.ts';
import { argumentsOf } from '../commands/arguments.ts';
import { attributesNamed, constantValue } from '../runbook/parameters.ts';

/** What a call gives the parameters of a function that the text defines. */
export interface GivenToOwn {
  readonly values: ReadonlyMap<ParameterAst, Ast>;
  /** Variables that are splatted: what they give is not among the values. */
  readonly splats: readonly Ast[];
}

/** The parameters of a function, as it is written. */
export const declaredParametersOf = ({ parameters, body }: FunctionDefinitionAst): readonly ParameterAst[] => parameters ?? body.paramBlock?.parameters ?? [];

const argumentOf = (parameter: ParameterAst, name: string): ReturnType<typeof constantValue> => {
  for (const { namedArguments } of attributesNamed(parameter, 'Parameter')) {
    const found = namedArguments.find(({ argumentName }) => argumentName.toLowerCase() === name);
    if (found !== undefined) return constantValue(found.argument);
  }
  return undefined;
};

/** Whether a parameter may get its value from what is piped. */
export const takesPiped = (parameter: ParameterAst): boolean => ['valuefrompipeline', 'valuefrompipelinebypropertyname'].some((name) => (argumentOf(parameter, name) ?? false) !== false);

const isSwitch = ({ attributes }: ParameterAst): boolean => attributes.some((one) => one.kind === 'TypeConstraintAst' && /^(?:system\.management\.automation\.)?switch(?:parameter)?$/i.test(one.typeName.text));
const namesOf = (parameter: ParameterAst): readonly string[] => [parameter.name.variablePath, ...attributesNamed(parameter, 'Alias').flatMap(({ positionalArguments }) => positionalArguments.flatMap((one) => (one.kind === 'StringConstantExpressionAst' ? [one.value] : [])))].map((name) => name.toLowerCase());

/** The parameter that a written name means: all of it, an alias, or the only one that begins so (about_Parameters). */
export function ownParameter(fn: FunctionDefinitionAst, written: string): ParameterAst | undefined {
  const wanted = written.toLowerCase(), all = declaredParametersOf(fn), whole = all.find((one) => namesOf(one).includes(wanted));
  if (whole !== undefined || wanted === '') return whole;
  const begun = all.filter((one) => namesOf(one).some((name) => name.startsWith(wanted)));
  return begun.length === 1 ? begun[0] : undefined;
}

/** Those that take an argument without a name, in order: where some have a Position, they alone (about_Functions_Advanced_Parameters). */
function placed(fn: FunctionDefinitionAst): readonly ParameterAst[] {
  const all = declaredParametersOf(fn), position = (one: ParameterAst): number | undefined => {
    const value = argumentOf(one, 'position');
    return typeof value === 'number' ? value : undefined;
  };
  const told = all.filter((one) => position(one) !== undefined).sort((a, b) => position(a)! - position(b)!);
  const binding = fn.body.paramBlock?.attributes.find(({ typeName }) => /^(?:system\.management\.automation\.)?cmdletbinding(?:attribute)?$/i.test(typeName.text))?.namedArguments.find(({ argumentName }) => /^positionalbinding$/i.test(argumentName));
  return told.length > 0 || (binding !== undefined && constantValue(binding.argument) === false) ? told : all.filter((one) => !isSwitch(one));
}

const switchesKnown = new WeakMap<FunctionDefinitionAst, ReadonlySet<string>>();
/** Names without a value, as a call may write them. */
function switchesOf(fn: FunctionDefinitionAst): ReadonlySet<string> {
  const found = switchesKnown.get(fn) ?? new Set(['verbose', 'vb', 'debug', 'db', 'whatif', 'wi', 'confirm', 'cf', ...declaredParametersOf(fn).filter(isSwitch).flatMap(namesOf)]);
  switchesKnown.set(fn, found);
  return found;
}

/** What a call gives to the parameters of a function. */
export function givenToOwn(call: CommandAst, fn: FunctionDefinitionAst): GivenToOwn {
  const values = new Map<ParameterAst, Ast>(), splats: Ast[] = [], loose: Ast[] = [];
  for (const { parameter, value } of argumentsOf(call, switchesOf(fn))) {
    if (value?.kind === 'VariableExpressionAst' && value.splatted) splats.push(value);
    else if (parameter === undefined || parameter === '') {
      if (value !== undefined) loose.push(value);
    } else {
      const meant = ownParameter(fn, parameter);
      if (meant !== undefined && value !== undefined) values.set(meant, value);
    }
  }
  const free = placed(fn).filter((one) => !values.has(one));
  for (const [index, value] of loose.entries()) if (free[index] !== undefined) values.set(free[index], value);
  return { values, splats };
}
