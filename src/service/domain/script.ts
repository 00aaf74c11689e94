/** What the service needs to know of a script: its errors, its kind, its name and its parameters. */
import { LineMap, parse, type ParameterAst, type ScriptBlockAst } from '../../powershell/index.ts';
import { smaError } from '../../sma/errors.ts';

export interface ScriptParameter { readonly name: string; /** .NET full name. */ readonly type: string; readonly isMandatory: boolean; readonly position: number }
/** `Script` is a workflow and has its name inside; a plain script has none (sma-rest-api.md 4.3, 6.3). */
export type ScriptFacts =
  | { readonly type: 'Script'; readonly name: string; readonly parameters: readonly ScriptParameter[] }
  | { readonly type: 'PowerShellScript'; readonly parameters: readonly ScriptParameter[] };

/** Reads uploaded bytes. Fails with RunbookSyntax, naming line and column of the first error. */
export function readScript(bytes: Uint8Array): ScriptFacts {
  const text = new TextDecoder().decode(bytes);
  const result = parse(text);
  const [error] = result.errors;
  if (error !== undefined) {
    const { line, column } = new LineMap(text).position(error.start);
    throw smaError('RunbookSyntax', line, column, error.message);
  }
  return factsOf(result.ast);
}

function factsOf(ast: ScriptBlockAst): ScriptFacts {
  for (const statement of ast.endBlock?.statements ?? []) {
    if (statement.kind !== 'FunctionDefinitionAst' || !statement.isWorkflow) continue;
    return { type: 'Script', name: statement.name, parameters: (statement.parameters ?? statement.body.paramBlock?.parameters ?? []).map(toParameter) };
  }
  return { type: 'PowerShellScript', parameters: (ast.paramBlock?.parameters ?? []).map(toParameter) };
}

const NAMES: Readonly<Record<string, string>> = { string: 'System.String', int: 'System.Int32', int32: 'System.Int32', bool: 'System.Boolean', boolean: 'System.Boolean', datetime: 'System.DateTime', object: 'System.Object', 'string[]': 'System.String[]' };

function toParameter(parameter: ParameterAst, position: number): ScriptParameter {
  const type = parameter.attributes.find((one) => one.kind === 'TypeConstraintAst')?.typeName.text ?? 'object';
  const isMandatory = parameter.attributes.some((one) => one.kind === 'AttributeAst' && one.typeName.text.toLowerCase() === 'parameter'
    && one.namedArguments.some((named) => named.argumentName.toLowerCase() === 'mandatory' && (named.expressionOmitted || (named.argument.kind === 'VariableExpressionAst' && named.argument.variablePath.toLowerCase() === 'true'))));
  return { name: parameter.name.variablePath, type: NAMES[type.toLowerCase()] ?? type, isMandatory, position };
}
