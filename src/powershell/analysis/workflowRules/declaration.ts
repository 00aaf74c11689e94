import type { AttributeAst, FunctionDefinitionAst, ParameterAst } from '../../syntax/ast.ts';
import { netTypeName } from '../runbook/netTypes.ts';
import type { WorkflowErrors } from './report.ts';
import { isValidName } from './variables.ts';

const bindingArguments: ReadonlySet<string> = new Set(['defaultparametersetname', 'confirmimpact', 'helpuri', 'positionalbinding']);

function checkBinding(attribute: AttributeAst, errors: WorkflowErrors): void {
  if (!/^cmdletbinding(attribute)?$/i.test(attribute.typeName.text)) return;
  for (const argument of attribute.namedArguments) {
    if (!bindingArguments.has(argument.argumentName.toLowerCase())) errors.add(argument, 'InvalidCmdletBindingAttribute', argument.argumentName);
  }
}

/** A default is a constant of exactly the parameter's type (section 11). */
function isSimpleDefault({ attributes, defaultValue }: ParameterAst): boolean {
  if (defaultValue === undefined) return true;
  const constraint = attributes.find((attribute) => attribute.kind === 'TypeConstraintAst');
  const type = constraint && netTypeName(constraint.typeName);
  const fits = (found: string): boolean => type === undefined || type === 'System.Object' || type === found;
  switch (defaultValue.kind) {
    case 'StringConstantExpressionAst': return fits('System.String');
    case 'ConstantExpressionAst': return fits(defaultValue.type);
    case 'VariableExpressionAst': return /^(true|false)$/i.test(defaultValue.variablePath) && fits('System.Boolean');
    default: return false;
  }
}

/** Parameters, attributes and named blocks of a workflow. */
export function checkDeclaration(workflow: FunctionDefinitionAst, errors: WorkflowErrors): void {
  const { body } = workflow;
  for (const attribute of body.paramBlock?.attributes ?? []) checkBinding(attribute, errors);
  for (const parameter of workflow.parameters ?? body.paramBlock?.parameters ?? []) {
    const name = parameter.name.variablePath;
    if (!isValidName(name)) errors.add(parameter.name, 'MemberNameNotValid', name);
    // As Windows PowerShell does: only where it is written out with its value.
    for (const attribute of parameter.attributes) for (const argument of attribute.kind === 'AttributeAst' ? attribute.namedArguments : []) {
      if (/^valuefrompipeline$/i.test(argument.argumentName) && argument.argument.kind === 'VariableExpressionAst' && /^true$/i.test(argument.argument.variablePath)) errors.add(argument, 'ValueFromPipelineNotSupported', name);
    }
    for (const attribute of parameter.attributes) if (attribute.kind === 'TypeConstraintAst' && errors.isDynamic(attribute.typeName)) errors.add(attribute, 'TypeFromDynamicAssembly', attribute.typeName.text);
    if (parameter.defaultValue !== undefined && !isSimpleDefault(parameter)) errors.add(parameter.defaultValue, 'OnlySimpleParameterDefaultsSupported', name);
  }
  if (body.dynamicParamBlock !== undefined) errors.add(body.dynamicParamBlock, 'DynamicParametersNotSupported');
  if (body.beginBlock !== undefined) errors.add(body.beginBlock, 'BeginNotSupported');
  if (body.processBlock !== undefined) errors.add(body.processBlock, 'ProcessNotSupported');
  for (const trap of body.endBlock?.traps ?? []) errors.add(trap, 'TrapNotSupported');
}
