import type { Ast, FunctionDefinitionAst, ScriptBlockAst } from '../../syntax/ast.ts';
import { childrenOf, walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import type { ParseError } from '../../syntax/parseResult.ts';
import { checkDeclaration } from './declaration.ts';
import { WorkflowErrors } from './report.ts';
import { checkStatements } from './statements.ts';
import { VariableScope } from './variables.ts';

/** Workflows and functions defined in a body, not those inside them. */
function definitionsIn(body: ScriptBlockAst): FunctionDefinitionAst[] {
  const found: FunctionDefinitionAst[] = [];
  walk(body, (node) => {
    if (node.kind === 'ScriptBlockExpressionAst') return false;
    if (node.kind !== 'FunctionDefinitionAst') return true;
    found.push(node);
    return false;
  });
  return found;
}

/** Names of commands that a workflow calls directly: not in its InlineScript blocks, nested functions or script blocks. */
function calledNames(workflow: FunctionDefinitionAst): string[] {
  const names: string[] = [];
  const visit = (node: Ast): void => {
    if (node.kind === 'ScriptBlockExpressionAst' || node.kind === 'FunctionDefinitionAst') return;
    if (node.kind === 'CommandAst') names.push(commandNameOf(node)?.toLowerCase() ?? '');
    for (const child of childrenOf(node)) visit(child);
  };
  for (const child of childrenOf(workflow.body)) visit(child);
  return names;
}

function checkRecursion(workflows: readonly FunctionDefinitionAst[], errors: WorkflowErrors): void {
  const calls = new Map(workflows.map((workflow) => [workflow.name.toLowerCase(), calledNames(workflow)]));
  const reaches = (from: string, target: string, seen: Set<string>): boolean => (calls.get(from) ?? []).some((name) => {
    if (name === target) return true;
    if (seen.has(name) || !calls.has(name)) return false;
    seen.add(name);
    return reaches(name, target, seen);
  });
  for (const workflow of workflows) {
    const name = workflow.name.toLowerCase();
    if (reaches(name, name, new Set())) errors.add({ start: workflow.nameStart, end: workflow.nameEnd }, 'RecursiveWorkflowNotSupported', workflow.name);
  }
}

function checkDefinitions(body: ScriptBlockAst, errors: WorkflowErrors, inWorkflow: boolean): void {
  const definitions = definitionsIn(body), workflows = definitions.filter((definition) => definition.isWorkflow);
  const seen = new Set<string>();
  for (const definition of workflows.length > 0 || inWorkflow ? definitions : []) {
    const name = definition.name.toLowerCase();
    if (seen.has(name)) errors.add({ start: definition.nameStart, end: definition.nameEnd }, 'FunctionRedefinitionNotAllowed', definition.name);
    seen.add(name);
  }
  checkRecursion(workflows, errors);
  for (const workflow of workflows) {
    checkDeclaration(workflow, errors);
    const parameters = workflow.parameters ?? workflow.body.paramBlock?.parameters ?? [];
    checkStatements(workflow.body.endBlock?.statements ?? [], errors, new VariableScope(undefined, parameters.map((parameter) => parameter.name.variablePath)));
    checkDefinitions(workflow.body, errors, true);
  }
}

/**
 * What Windows PowerShell's parser refuses in workflows (workflow-semantics.md section 2, rules marked P), by ids and
 * extents, in the order of the text. Rules that need to know commands are left to the compiler.
 */
export function workflowErrors(ast: ScriptBlockAst): ParseError[] {
  const errors = new WorkflowErrors();
  checkDefinitions(ast, errors, false);
  return errors.list.sort((a, b) => a.start - b.start || a.end - b.end);
}
