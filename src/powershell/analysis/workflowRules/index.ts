import type { Ast, CommandAst, FunctionDefinitionAst, ScriptBlockAst } from '../../syntax/ast.ts';
import { childrenOf, walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { definitionsIn } from '../../syntax/definitionsIn.ts';
import type { ParseError, ParseResult } from '../../syntax/parseResult.ts';
import { visitWorkflow } from './declaration.ts';
import { WorkflowErrors, type ExcludedCall } from './report.ts';
import { laterSyntax } from './laterSyntax.ts';
import { isSequence } from './sequence.ts';
import { visitStatement } from './statements.ts';
import { Validation, type Names } from './validation.ts';

/** Names of commands that a workflow calls directly: not in its InlineScript blocks, nested functions or script blocks, but in those of -Sequence. */
function calledNames(workflow: FunctionDefinitionAst): string[] {
  const names: string[] = [];
  const visit = (node: Ast): void => {
    if (node.kind === 'ScriptBlockExpressionAst' || node.kind === 'FunctionDefinitionAst') return;
    if (node.kind === 'CommandAst') names.push(commandNameOf(node)?.toLowerCase() ?? '');
    const ofWorkflow = node.kind === 'CommandAst' && isSequence(node);
    for (const child of childrenOf(node)) visit(ofWorkflow && child.kind === 'ScriptBlockExpressionAst' ? child.scriptBlock : child);
  };
  for (const child of childrenOf(workflow.body)) visit(child);
  return names;
}

/** Names that may lie on a circle of calls: those that lead nowhere, and those that nothing leads to, are left out first. */
function circular(calls: ReadonlyMap<string, readonly string[]>): Set<string> {
  const left = new Set(calls.keys());
  const strip = (edges: ReadonlyMap<string, readonly string[]>, back: ReadonlyMap<string, readonly string[]>): void => {
    const open = new Map([...left].map((name) => [name, (edges.get(name) ?? []).filter((other) => left.has(other)).length]));
    const ends = [...open].flatMap(([name, count]) => (count === 0 ? [name] : []));
    for (let name = ends.pop(); name !== undefined; name = ends.pop()) {
      left.delete(name);
      for (const other of back.get(name) ?? []) {
        const count = (open.get(other) ?? 0) - 1;
        open.set(other, count);
        if (count === 0 && left.has(other)) ends.push(other);
      }
    }
  };
  const callers = new Map<string, string[]>();
  for (const [name, called] of calls) {
    for (const other of called) {
      const list = callers.get(other);
      if (list === undefined) callers.set(other, [name]);
      else list.push(name);
    }
  }
  strip(calls, callers);
  strip(callers, calls);
  return left;
}

/** Whether a workflow of a text comes to another, or is it: a call of the first in the second would go round in a circle. */
export function comesTo(workflows: readonly FunctionDefinitionAst[], from: string, to: string): boolean {
  const own = byName(workflows), wanted = to.toLowerCase(), seen = new Set<string>(), open = [from.toLowerCase()];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === wanted) return true;
    const workflow = own.get(at);
    if (workflow === undefined || seen.has(at)) continue;
    seen.add(at);
    open.push(...calledNames(workflow));
  }
  return false;
}

function checkRecursion(workflows: readonly FunctionDefinitionAst[], errors: WorkflowErrors): void {
  const calls = new Map(workflows.map((workflow) => [workflow.name.toLowerCase(), [...new Set(calledNames(workflow))]]));
  const suspects = circular(calls);
  for (const workflow of workflows) {
    const name = workflow.name.toLowerCase();
    if (!suspects.has(name)) continue;
    const seen = new Set<string>(), open = [name];
    for (let at = open.pop(); at !== undefined && !seen.has(name); at = open.pop()) {
      for (const next of calls.get(at) ?? []) {
        if (!suspects.has(next) || seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    if (seen.has(name)) errors.addLater({ start: workflow.nameStart, end: workflow.nameEnd }, 'RecursiveWorkflowNotSupported', workflow.name);
  }
}

const byName = (definitions: readonly FunctionDefinitionAst[]): ReadonlyMap<string, FunctionDefinitionAst> =>
  new Map(definitions.map((definition) => [definition.name.toLowerCase(), definition]));

/** The names that hold in a workflow, and the errors that the compiler finds when it makes its tables of them (BuildSymbolTable, AnalyzeFunctionBody). */
function checkDefinitions(body: ScriptBlockAst, errors: WorkflowErrors, inWorkflow: boolean, outer: Names, known: Map<FunctionDefinitionAst, Names>): Names {
  const definitions = definitionsIn(body), workflows = definitions.filter((definition) => definition.isWorkflow);
  const seen = new Set<string>();
  for (const definition of workflows.length > 0 || inWorkflow ? definitions : []) {
    const name = definition.name.toLowerCase();
    if (seen.has(name)) errors.addLater({ start: definition.nameStart, end: definition.nameEnd }, 'FunctionRedefinitionNotAllowed', definition.name);
    seen.add(name);
  }
  checkRecursion(workflows, errors);
  const named = byName(definitions);
  const names: Names = {
    has: (name) => named.has(name) || outer.has(name),
    workflow: (name) => {
      const found = named.get(name) ?? outer.workflow(name);
      return found?.isWorkflow === true ? found : undefined;
    },
  };
  for (const workflow of workflows) known.set(workflow, checkDefinitions(workflow.body, errors, true, names, known));
  return names;
}

/** Every workflow of a text, in functions and script blocks too, outer ones first (SemanticChecks.VisitFunctionDefinition). */
function checkWorkflows(ast: ScriptBlockAst, errors: WorkflowErrors): void {
  const known = new Map<FunctionDefinitionAst, Names>();
  const names = checkDefinitions(ast, errors, false, { has: () => false, workflow: () => undefined }, known);
  walk(ast, (node) => {
    if (node.kind === 'FunctionDefinitionAst' && node.isWorkflow) visitWorkflow(new Validation(node, errors, known.get(node) ?? names, visitStatement), node);
  });
}

/**
 * What Windows PowerShell refuses in workflows, by ids and extents: what the validation pass of its parser tells, in its order
 * (WorkflowJobConverter.cs), and then what the full compile tells of the text alone. Rules that need to know commands are left to the compiler.
 */
export function workflowErrors(result: Pick<ParseResult, 'ast' | 'text' | 'comments'>): ParseError[] {
  const later = laterSyntax(result);
  // What that parser cannot read has no meaning yet that the compiler could refuse.
  return later.length > 0 ? later.sort((a, b) => a.start - b.start || a.end - b.end) : checked(result.ast).list;
}

/** Several rules ask about the same tree. */
const judged = new WeakMap<ScriptBlockAst, WorkflowErrors>();

function checked(ast: ScriptBlockAst): WorkflowErrors {
  let errors = judged.get(ast);
  if (errors === undefined) judged.set(ast, (errors = check(ast)));
  return errors;
}

function check(ast: ScriptBlockAst): WorkflowErrors {
  const classes = (ast.endBlock?.statements ?? []).flatMap((one) => (one.kind === 'TypeDefinitionAst' ? [one.name] : []));
  const errors = new WorkflowErrors(ast.usings.length > 0 || classes.length > 0, classes);
  checkWorkflows(ast, errors);
  return errors;
}

/**
 * Statements of workflows that call a command which has no activity, and which the script does not define itself: what the workflow compiler
 * refuses (section 13.2), unless a module has a command of that name. In the order of the text.
 */
export function excludedCalls({ ast, text }: Pick<ParseResult, 'ast' | 'text'>): readonly ExcludedCall[] {
  return /\bworkflow\b/i.test(text) ? checked(ast).excluded.sort((a, b) => a.error.start - b.error.start) : [];
}

/** The commands of a text's workflows that become activities, but for those that the text defines itself. In the order of the text. */
export function activityCalls({ ast, text }: Pick<ParseResult, 'ast' | 'text'>): readonly CommandAst[] {
  return /\bworkflow\b/i.test(text) ? checked(ast).activities.sort((a, b) => a.start - b.start) : [];
}
