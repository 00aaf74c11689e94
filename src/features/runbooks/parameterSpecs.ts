import type { AttributeAst, ExpressionAst, FunctionDefinitionAst, ParameterAst, ScriptBlockAst } from '../../powershell/syntax/ast.ts';
import { parse } from '../../powershell/syntax/parse.ts';
import type { ParameterSpec } from './parameterInput.ts';

/**
 * What a runbook's param block asks for: of the workflow called `runbookName` (or the first), else of the script. SMA
 * honours name, type, default and mandatory (sma-rest-api.md 5.6); ValidateSet and the help comment make the form better.
 * Undefined where the text has errors, so that nothing wrong is asked.
 */
export function parameterSpecs(text: string, runbookName: string): readonly ParameterSpec[] | undefined {
  const clean = text.replace(/^\uFEFF/, '');
  const { ast, errors } = parse(clean);
  if (errors.length > 0) return undefined;
  const help = parameterHelp(clean);
  return parametersOf(ast, runbookName).map((parameter) => specOf(parameter, clean, help));
}

function parametersOf(ast: ScriptBlockAst, runbookName: string): readonly ParameterAst[] {
  const workflows = (ast.endBlock?.statements ?? []).filter((statement): statement is FunctionDefinitionAst => statement.kind === 'FunctionDefinitionAst' && statement.isWorkflow);
  const workflow = workflows.find(({ name }) => name.toLowerCase() === runbookName.toLowerCase()) ?? workflows[0];
  if (workflow === undefined) return ast.paramBlock?.parameters ?? [];
  return workflow.parameters ?? workflow.body.paramBlock?.parameters ?? [];
}

function specOf({ name, attributes, defaultValue }: ParameterAst, text: string, help: ReadonlyMap<string, string>): ParameterSpec {
  const named = (wanted: string): AttributeAst | undefined =>
    attributes.find((attribute): attribute is AttributeAst => attribute.kind === 'AttributeAst' && attribute.typeName.text.toLowerCase().replace(/attribute$/, '') === wanted);
  const type = attributes.find((attribute) => attribute.kind === 'TypeConstraintAst')?.typeName.text ?? 'object';
  const mandatory = named('parameter')?.namedArguments.find(({ argumentName }) => argumentName.toLowerCase() === 'mandatory');
  const choices = named('validateset')?.positionalArguments.flatMap((argument) => (argument.kind === 'StringConstantExpressionAst' ? [argument.value] : []));
  return {
    name: name.variablePath,
    type,
    isMandatory: mandatory !== undefined && (mandatory.expressionOmitted || isTrue(mandatory.argument)),
    ...(defaultValue === undefined ? {} : { defaultText: oneLine(text.slice(defaultValue.start, defaultValue.end)) }),
    ...(help.has(name.variablePath.toLowerCase()) ? { help: help.get(name.variablePath.toLowerCase()) } : {}),
    ...(choices === undefined || choices.length === 0 ? {} : { choices }),
  };
}

/** `$true`, or a number that is not zero; everything else cannot be told without running it. */
function isTrue(expression: ExpressionAst): boolean {
  if (expression.kind === 'VariableExpressionAst') return expression.variablePath.toLowerCase() === 'true';
  return expression.kind === 'ConstantExpressionAst' && Number(expression.value) !== 0;
}

/** The `.PARAMETER` parts of the help comments (about_Comment_Based_Help), by the parameter's name in lower case. */
function parameterHelp(text: string): ReadonlyMap<string, string> {
  const help = new Map<string, string>();
  for (const [, comment = ''] of text.matchAll(/<#([\s\S]*?)#>/g)) {
    for (const part of comment.split(/^[ \t]*\.(?=[A-Za-z]+\b)/m)) {
      const [, name, body = ''] = /^parameter[ \t]+(\S+)[ \t]*\r?\n([\s\S]*)$/i.exec(part) ?? [];
      if (name !== undefined && !help.has(name.toLowerCase())) help.set(name.toLowerCase(), oneLine(body));
    }
  }
  return help;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
