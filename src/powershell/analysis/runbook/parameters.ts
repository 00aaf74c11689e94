import type { AttributeAst, AttributeBaseAst, ExpressionAst, ParameterAst, ScriptBlockAst, TypeName } from '../../syntax/ast.ts';
import { isStandIn } from '../../syntax/standIn.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import type { CommentHelp } from './commentHelp.ts';
import { netTypeName, ownNames } from './netTypes.ts';

/** One parameter of a runbook or function, as far as the text tells. */
export interface ParameterFacts {
  readonly name: string;
  /** .NET full name, as SMA's RunbookParameters show it; System.Object where none is given. */
  readonly type: string;
  readonly isMandatory: boolean;
  readonly isSwitch: boolean;
  /** Place in the parameter list, or what `Position=` says. */
  readonly position: number;
  /** The place by which it takes an argument without a name; undefined where it takes none. */
  readonly takesAt: number | undefined;
  /** It takes what is left of such arguments. */
  readonly takesRest?: boolean;
  /** Text of the default value as written. */
  readonly defaultText: string | undefined;
  /** The default where it is a plain constant. */
  readonly defaultValue: string | number | boolean | null | undefined;
  readonly aliases: readonly string[];
  /** Values of ValidateSet, or of an enum of the same text. */
  readonly allowedValues: readonly string[] | undefined;
  /** From the help comment, the comment before the parameter's attribute or HelpMessage. */
  readonly help: string | undefined;
  /** It takes the property of its name of what is piped. */
  readonly byProperty?: boolean;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
}

const isNamed = (attribute: AttributeAst, name: string): boolean => {
  const written = attribute.typeName.text.toLowerCase().replace(/^system\.management\.automation\./, '');
  return written === name || written === `${name}attribute`;
};

/** Attributes of a kind, by the name without `Attribute`. */
export function attributesNamed(parameter: Pick<ParameterAst, 'attributes'>, name: string): AttributeAst[] {
  return parameter.attributes.filter((attribute): attribute is AttributeAst => attribute.kind === 'AttributeAst' && isNamed(attribute, name.toLowerCase()));
}

function named(attributes: readonly AttributeAst[], name: string): ExpressionAst | undefined {
  for (const attribute of attributes) {
    const found = attribute.namedArguments.find((argument) => argument.argumentName.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found.argument;
  }
  return undefined;
}

/** Value of a literal: text, number, truth or null; undefined for anything that has to be worked out. */
export function constantValue(expression: ExpressionAst | undefined): string | number | boolean | null | undefined {
  switch (expression?.kind) {
    case 'StringConstantExpressionAst': return expression.value;
    case 'ConstantExpressionAst': return typeof expression.value === 'bigint' ? Number(expression.value) : expression.value;
    case 'VariableExpressionAst': {
      const name = expression.variablePath.toLowerCase();
      return name === 'true' ? true : name === 'false' ? false : name === 'null' ? null : undefined;
    }
    case 'ConvertExpressionAst': return constantValue(expression.child);
    case 'UnaryExpressionAst': {
      const value = expression.operator === 'Minus' ? constantValue(expression.child) : undefined;
      return typeof value === 'number' ? -value : undefined;
    }
    default: return undefined;
  }
}

const strings = (expressions: readonly ExpressionAst[]): string[] => expressions.flatMap((expression) => {
  const value = constantValue(expression);
  return typeof value === 'string' ? [value] : typeof value === 'number' ? [String(value)] : [];
});

/** The values of an enum that a text defines, or of a list of them; types stand at the top of a text alone. */
function ownValues(type: TypeName, { endBlock }: ScriptBlockAst): readonly string[] | undefined {
  const name = (type.form === 'array' ? type.element : type).text.toLowerCase();
  const own = endBlock?.statements.find((statement) => statement.kind === 'TypeDefinitionAst' && statement.typeKind === 'Enum' && statement.name.toLowerCase() === name);
  return own?.kind === 'TypeDefinitionAst' ? own.members.map((member) => member.name) : undefined;
}

/** Whether parameters have places of themselves: unless one of them has one written, or names its set, or the binding says that there are none (Compiler, GetParameterMetaData). */
function haveOwnPlaces(parameters: readonly ParameterAst[], binding: readonly AttributeBaseAst[]): boolean {
  const roles = parameters.flatMap((parameter) => attributesNamed(parameter, 'Parameter'));
  const isPlaced = (role: AttributeAst): boolean => named([role], 'Position') !== undefined || !/^(?:__AllParameterSets)?$/i.test(String(constantValue(named([role], 'ParameterSetName')) ?? ''));
  return !roles.some(isPlaced) && constantValue(named(attributesNamed({ attributes: binding }, 'CmdletBinding'), 'PositionalBinding')) !== false;
}

/** Facts about the parameters of a list, in its order; `binding` are the attributes of the list itself. */
export function parameterFacts(parameters: readonly ParameterAst[], { text, ast }: Pick<ParseResult, 'text' | 'ast'>, help: CommentHelp | undefined, binding: readonly AttributeBaseAst[] = []): ParameterFacts[] {
  const haveOwn = haveOwnPlaces(parameters, binding), own = ownNames(ast);
  return parameters.filter((parameter) => !isStandIn(parameter)).map((parameter, index) => {
    const attributes = attributesNamed(parameter, 'Parameter');
    const type = parameter.attributes.find((attribute) => attribute.kind === 'TypeConstraintAst');
    const mandatory = constantValue(named(attributes, 'Mandatory')), position = constantValue(named(attributes, 'Position'));
    const message = constantValue(named(attributes, 'HelpMessage')), { defaultValue, name } = parameter;
    const sets = attributesNamed(parameter, 'ValidateSet');
    const typeName = type === undefined ? 'System.Object' : netTypeName(type.typeName, own);
    const isSwitch = typeName === 'System.Management.Automation.SwitchParameter', rest = named(attributes, 'ValueFromRemainingArguments');
    return {
      name: name.variablePath, type: typeName, isMandatory: Boolean(mandatory), isSwitch,
      position: typeof position === 'number' ? position : index, takesAt: typeof position === 'number' ? position : haveOwn && !isSwitch ? index : undefined,
      ...(rest !== undefined && constantValue(rest) !== false && { takesRest: true }),
      defaultText: defaultValue && text.slice(defaultValue.start, defaultValue.end), defaultValue: constantValue(defaultValue),
      aliases: attributesNamed(parameter, 'Alias').flatMap((attribute) => strings(attribute.positionalArguments)),
      allowedValues: sets.length === 0 ? (type && ownValues(type.typeName, ast)) : sets.flatMap((attribute) => strings(attribute.positionalArguments)),
      ...(attributes.some((one) => named([one], 'ValueFromPipelineByPropertyName') !== undefined && constantValue(named([one], 'ValueFromPipelineByPropertyName')) !== false) && { byProperty: true }),
      help: help?.parameters.get(name.variablePath.toLowerCase()) ?? (typeof message === 'string' ? message : undefined),
      start: parameter.start, end: parameter.end, nameStart: name.start, nameEnd: name.end,
    };
  });
}
