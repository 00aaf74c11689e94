/** Which new names of a parameter would change what calls of its command mean, or leave none that works. */
import type { AttributeAst, AttributeBaseAst, ParameterAst, VariableExpressionAst } from '../../syntax/ast.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import type { CommandUse } from '../commands/commands.ts';
import { nodesAt } from '../nodesAt.ts';
import { attributesNamed, constantValue } from '../runbook/parameters.ts';
import { isByProperty, pipedObjects } from './pipedObjects.ts';
import { sameName } from './sameName.ts';

/** What stands beside a parameter. `given`: names that calls of the same text give, whole or shortened. */
export interface ParameterNames {
  readonly command: string | undefined;
  readonly parameter: string;
  readonly names: readonly string[];
  /** Other names of all parameters of the command, its own among them. */
  readonly aliases: readonly { readonly alias: string; readonly of: string }[];
  /** Whether it has the common parameters: a workflow has more of them. */
  readonly binding: 'simple' | 'advanced' | 'workflow';
  /** Parameters that its CmdletBinding adds to the common ones, in lower case. */
  readonly added: ReadonlySet<string>;
  readonly given: readonly string[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().split(' '));
/** about_CommonParameters, with their aliases. */
const common = words('Verbose vb Debug db ErrorAction ea WarningAction wa InformationAction infa ProgressAction proga ErrorVariable ev WarningVariable wv InformationVariable iv OutVariable ov OutBuffer ob PipelineVariable pv');
/** What SupportsShouldProcess and SupportsPaging add (about_Functions_CmdletBindingAttribute). */
const shouldProcess = words('WhatIf wi Confirm cf'), paging = words('First Skip IncludeTotalCount');
/** about_WorkflowCommonParameters. */
const ofWorkflows = words('PSComputerName PSCredential PSConnectionRetryCount PSConnectionRetryIntervalSec PSRunningTimeoutSec PSElapsedTimeoutSec PSPersist PSAuthentication PSAuthenticationLevel PSApplicationName PSPort PSUseSSL PSConfigurationName PSConnectionURI PSAllowRedirection PSSessionOption PSCertificateThumbprint PSPrivateMetadata PSParameterCollection AsJob JobName InputObject');

/** Whether a name that a call gives means a parameter: all of it, or a beginning that no other of the parameters has (about_Parameters). */
export function meansParameter(written: string, parameter: string, parameters: readonly string[]): boolean {
  if (sameName(written, parameter)) return true;
  const beginning = written.toLowerCase(), fits = (name: string): boolean => name.toLowerCase().startsWith(beginning);
  return beginning !== '' && fits(parameter) && parameters.every((other) => sameName(other, parameter) || !fits(other));
}

const aliasesOf = (parameter: ParameterAst): string[] => attributesNamed(parameter, 'Alias').flatMap(({ positionalArguments }) => positionalArguments.flatMap((value) => (value.kind === 'StringConstantExpressionAst' ? [value.value] : [])));
const isBinding = (attribute: AttributeBaseAst): attribute is AttributeAst => attribute.kind === 'AttributeAst' && /^(?:system\.management\.automation\.)?cmdletbinding(?:attribute)?$/i.test(attribute.typeName.text);

/** What stands beside the parameter that a variable declares; `command` is its function or workflow. */
export function parameterNames({ ast }: ParseResult, declaration: VariableExpressionAst, command: string | undefined, commands: readonly CommandUse[]): ParameterNames {
  const path = nodesAt(ast, declaration.start), block = path.findLast((node) => node.kind === 'ParamBlockAst'), around = path.findLast((node) => node.kind === 'FunctionDefinitionAst');
  const parameters = block?.kind === 'ParamBlockAst' ? block.parameters : around?.kind === 'FunctionDefinitionAst' ? (around.parameters ?? []) : [];
  const binding = block?.kind === 'ParamBlockAst' ? block.attributes.find(isBinding) : undefined, says = (name: string): boolean => binding?.namedArguments.some((one) => sameName(one.argumentName, name) && constantValue(one.argument) !== false) === true;
  const isAdvanced = binding !== undefined || parameters.some((one) => attributesNamed(one, 'Parameter').length > 0);
  const calls = command === undefined ? [] : commands.filter(({ name }) => sameName(name, command));
  return {
    command, parameter: declaration.variablePath, names: parameters.map(({ name }) => name.variablePath), aliases: parameters.flatMap((one) => aliasesOf(one).map((alias) => ({ alias, of: one.name.variablePath }))),
    binding: around?.kind === 'FunctionDefinitionAst' && around.isWorkflow ? 'workflow' : isAdvanced ? 'advanced' : 'simple',
    added: new Set([...(says('SupportsShouldProcess') ? shouldProcess : []), ...(says('SupportsPaging') ? paging : [])]),
    given: calls.flatMap(({ node }) => node.elements.flatMap((element) => (element.kind === 'CommandParameterAst' ? [element.parameterName] : []))).concat(parameters.some((one) => sameName(one.name.variablePath, declaration.variablePath) && isByProperty(one)) ? pipedNames(ast, calls, parameters) : []),
  };
}

/** Names of the properties that are piped to calls and that no parameter takes. */
const pipedNames = (ast: ParseResult['ast'], calls: readonly CommandUse[], parameters: readonly ParameterAst[]): string[] => calls.flatMap(({ node }) => {
  const piped = pipedObjects(ast).get(node) ?? [];
  return piped === 'unknown' ? [] : piped.flatMap(({ name }) => (parameters.some((one) => one.name.variablePath.toLowerCase().startsWith(name.toLowerCase())) ? [] : [name]));
});

/** Why calls that give names would no longer mean what they do once a parameter has a new name; undefined where they would. */
export function shortenedProblem(command: string, parameter: string, names: readonly string[], given: readonly string[], newName: string): string | undefined {
  const after = [...names.filter((name) => !sameName(name, parameter)), newName];
  for (const written of given) {
    if (written === '' || meansParameter(written, parameter, names) || !newName.toLowerCase().startsWith(written.toLowerCase())) continue;
    const meant = names.find((name) => meansParameter(written, name, names));
    if (meant !== undefined && !sameName(written, meant) && !meansParameter(written, meant, after)) return `A call of ${command} gives -${written}, which is short for -${meant} and would not be any more: write -${meant} out there first.`;
    if (meant === undefined && sameName(written, newName)) return `A call of ${command} gives -${written}, which is no parameter of it now and would be this one: change that call first.`;
  }
  return undefined;
}

/** Why a parameter cannot have a name; undefined where it can. */
export function parameterNameProblem({ command = 'the script', parameter, names, aliases, binding, added, given }: ParameterNames, newName: string): string | undefined {
  const key = newName.toLowerCase(), alias = aliases.find((one) => sameName(one.alias, newName));
  if (alias !== undefined) return `${newName} is another name of the parameter ${alias.of}: take its Alias away first.`;
  if (binding === 'workflow' && (common.has(key) || ofWorkflows.has(key))) return `Every workflow has a parameter ${newName} already (about_WorkflowCommonParameters): choose another name.`;
  if (binding === 'advanced' && common.has(key)) return `${command} has the common parameter ${newName} already (about_CommonParameters): choose another name.`;
  if (added.has(key)) return `${command} has a parameter ${newName} already, which its CmdletBinding adds (about_Functions_CmdletBindingAttribute): choose another name.`;
  return shortenedProblem(command, parameter, names, given, newName);
}
