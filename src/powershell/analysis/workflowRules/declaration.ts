import type { AttributeAst, FunctionDefinitionAst, ParameterAst } from '../../syntax/ast.ts';
import { netTypeName } from '../runbook/netTypes.ts';
import { fullTypeName } from '../../syntax/checks/knownTypes.ts';
import { isPrimitive, staticType } from './sideEffects.ts';
import { visitStatement } from './statements.ts';
import type { Validation } from './validation.ts';
import { isValidName } from './variables.ts';

const bindingArguments: ReadonlySet<string> = new Set(['defaultparametersetname', 'confirmimpact', 'helpuri', 'positionalbinding']);

/** Told at the whole workflow, once. */
function checkBinding(v: Validation, workflow: FunctionDefinitionAst, attribute: AttributeAst): void {
  if (!/^(?:System\.Management\.Automation\.)?cmdletbinding(?:attribute)?$/i.test(attribute.typeName.text)) return;
  const refused = attribute.namedArguments.find(({ argumentName }) => !bindingArguments.has(argumentName.toLowerCase()));
  if (attribute.positionalArguments.length > 0) v.errors.add(workflow, 'InvalidCmdletBindingAttribute', '1');
  else if (refused !== undefined) v.errors.add(workflow, 'InvalidCmdletBindingAttribute', refused.argumentName);
}

/** What a default value has to be: a constant of exactly the parameter's type; `later` where only the full compile, which writes it down, refuses it. */
function defaultIs({ attributes, defaultValue }: ParameterAst): 'right' | 'wrong' | 'later' {
  if (defaultValue === undefined) return 'right';
  const constraint = attributes.find((attribute) => attribute.kind === 'TypeConstraintAst');
  // A type that is not there is none to the compiler.
  const type = constraint === undefined || (fullTypeName(constraint.typeName) === undefined && netTypeName(constraint.typeName) === constraint.typeName.text && !constraint.typeName.text.includes('.')) ? 'System.Object' : netTypeName(constraint.typeName);
  const given = staticType(defaultValue), isBool = type === 'System.Boolean';
  if (type !== 'System.Object' && !isBool && type !== given) return 'wrong';
  if (!isBool && !isPrimitive(given) && given !== 'System.String') return 'wrong';
  if (defaultValue.kind === 'StringConstantExpressionAst' || defaultValue.kind === 'ConstantExpressionAst') return isBool && given !== 'System.Boolean' ? 'later' : 'right';
  return isBool && defaultValue.kind === 'VariableExpressionAst' && /^(?:true|false)$/i.test(defaultValue.variablePath) ? 'right' : 'wrong';
}

/** VisitParameter. */
function visitParameter(v: Validation, parameter: ParameterAst): void {
  const { errors } = v, name = parameter.name.variablePath, key = name.toLowerCase();
  if (!isValidName(name)) errors.add(parameter, 'MemberNameNotValid', name);
  if (v.members.has(key)) return;
  for (const attribute of parameter.attributes) {
    if (attribute.kind === 'TypeConstraintAst') {
      if (errors.isDynamic(attribute.typeName)) errors.addLater(attribute, 'TypeFromDynamicAssembly', attribute.typeName.text);
      continue;
    }
    // As Windows PowerShell does: only where it is written out with its value.
    for (const argument of attribute.namedArguments) {
      if (/^valuefrompipeline$/i.test(argument.argumentName) && argument.argument.kind === 'VariableExpressionAst' && /^true$/i.test(argument.argument.variablePath)) errors.addLater(argument, 'ValueFromPipelineNotSupported', name);
    }
  }
  const fits = defaultIs(parameter);
  if (fits === 'wrong') {
    errors.add(parameter.defaultValue!, 'OnlySimpleParameterDefaultsSupported', name);
    return;
  }
  if (fits === 'later') errors.addLater(parameter.defaultValue!, 'OnlySimpleParameterDefaultsSupported', name);
  v.members.add(key);
}

/** A workflow, in the order of VisitFunctionDefinition, VisitScriptBlock and VisitNamedBlock. */
export function visitWorkflow(v: Validation, workflow: FunctionDefinitionAst): void {
  const { body } = workflow, { errors } = v;
  for (const parameter of workflow.parameters ?? []) visitParameter(v, parameter);
  for (const attribute of body.paramBlock?.attributes ?? []) checkBinding(v, workflow, attribute);
  if (body.dynamicParamBlock !== undefined) errors.add(body.dynamicParamBlock, 'DynamicParametersNotSupported');
  if (body.beginBlock !== undefined) errors.add(body.beginBlock, 'BeginNotSupported');
  if (body.processBlock !== undefined) errors.add(body.processBlock, 'ProcessNotSupported');
  for (const parameter of body.paramBlock?.parameters ?? []) visitParameter(v, parameter);
  if (body.endBlock === undefined) return;
  for (const trap of body.endBlock.traps) errors.add(trap, 'TrapNotSupported');
  v.define('WorkflowCommandName', body.endBlock);
  for (const statement of body.endBlock.statements) visitStatement(statement, v);
}
