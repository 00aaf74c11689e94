import type { AttributeAst, ParamBlockAst, ParameterAst, TypeConstraintAst } from '../powershell/syntax/ast.ts';

/** A parameter that a runbook's text declares. */
export interface DeclaredParameter {
  readonly name: string;
  /** As written, without brackets; `System.Object` where there is none. */
  readonly type: string;
  readonly isMandatory: boolean;
  readonly position: number;
}

/** The parameters of a param block, with what SMA honours of them: name, type, mandatory (sma-rest-api.md 5.6). */
export function declaredParameters(parameters: readonly ParameterAst[]): readonly DeclaredParameter[] {
  return parameters.map((parameter, position) => ({
    name: parameter.name.variablePath,
    type: parameter.attributes.find((attribute): attribute is TypeConstraintAst => attribute.kind === 'TypeConstraintAst')?.typeName.text ?? 'System.Object',
    isMandatory: parameter.attributes.some((attribute) => attribute.kind === 'AttributeAst' && isMandatory(attribute)),
    position,
  }));
}

/** The parameters of a runbook: of its own param block, or of its workflow's. */
export const parametersOf = (block: ParamBlockAst | undefined, signature: readonly ParameterAst[] | undefined): readonly DeclaredParameter[] => declaredParameters(block?.parameters ?? signature ?? []);

function isMandatory(attribute: AttributeAst): boolean {
  if (!/^(?:System\.Management\.Automation\.)?Parameter(?:Attribute)?$/i.test(attribute.typeName.text)) return false;
  const argument = attribute.namedArguments.find((candidate) => candidate.argumentName.toLowerCase() === 'mandatory');
  if (argument === undefined) return false;
  const value = argument.argument;
  return argument.expressionOmitted || !(value.kind === 'VariableExpressionAst' && value.variablePath.toLowerCase() === 'false') && !(value.kind === 'ConstantExpressionAst' && Number(value.value) === 0);
}
