import type { Ast, CommandAst, FunctionDefinitionAst, StatementAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import type { WorkflowErrors } from './report.ts';
import { isValidName } from './variables.ts';

/** A place of the text. */
export interface Extent { readonly start: number; readonly end: number }

/** Functions and workflows that are defined, by name in lower case. */
export interface Names {
  has(name: string): boolean;
  workflow(name: string): FunctionDefinitionAst | undefined;
}

/** A variable that takes the output of what is being looked at; one that aggregates takes that of several statements. */
interface Storage { readonly name: string; isAggregating: boolean }

const OF_WORKFLOW = /^workflow:/i;
const without = (name: string): string => name.replace(OF_WORKFLOW, '');

/**
 * What the validation pass of 5.1's workflow compiler keeps while it goes through one workflow (AstToXamlConverter of WorkflowJobConverter.cs):
 * its scopes, the variables that take output, its parameters.
 */
export class Validation {
  readonly errors: WorkflowErrors;
  readonly defined: Names;
  /** Parameters that the compiler made members of the workflow, in lower case. */
  readonly members = new Set<string>();
  /** Undefined inside of a pipeline, whose stages store nothing. */
  storage: Storage[] | undefined = [];
  isInPipeline = false;
  isInIteration = false;
  /** Whether a catch block is around. */
  isInCatch = false;
  /** A pipeline that the compiler made itself: its -PipelineVariable is seen to. */
  made: Ast | undefined;
  readonly visit: (statement: StatementAst, validation: Validation) => void;
  readonly #scopes: Set<string>[] = [new Set()];
  readonly #root: FunctionDefinitionAst;
  #prefixed: readonly (Extent & { readonly path: string })[] | undefined;
  #made: ReadonlyMap<string, readonly CommandAst[]> | undefined;
  #count = 0;

  constructor(root: FunctionDefinitionAst, errors: WorkflowErrors, defined: Names, visit: (statement: StatementAst, validation: Validation) => void) {
    this.#root = root;
    this.errors = errors;
    this.defined = defined;
    this.visit = visit;
  }

  /** A name that nobody else has (GenerateUniqueVariableName). */
  unique(base: string): string {
    return `${base}_${this.#count++}`;
  }

  /** What `work` finds stands in a scope of its own. */
  inScope(work: () => void): void {
    this.#scopes.push(new Set());
    work();
    this.#scopes.pop();
  }

  /** The output of what `work` visits goes to a variable. */
  storing(name: string, isAggregating: boolean, work: () => void): void {
    this.storage?.push({ name, isAggregating });
    work();
    this.storage?.pop();
  }

  get stored(): Storage | undefined {
    return this.storage?.at(-1);
  }

  /** IsValidMemberName of a variable: its name as it is kept, and whether it may be so. */
  nameOf(path: string): { readonly name: string; readonly isValid: boolean } {
    const name = OF_WORKFLOW.test(path) && this.#scopes.length > 1 ? without(path) : path;
    return { name, isValid: isValidName(name) };
  }

  /** Adds a variable to the scope, or to the workflow's; an error where any scope has it (DefineVariable). */
  define(path: string, at: Extent): void {
    const name = without(path), key = name.toLowerCase();
    if (this.#scopes.some((scope) => scope.has(key))) this.errors.add(at, 'VariableAlreadyDefined', name);
    this.#scopeOf(path).add(key);
  }

  /** VariableDefinedInCurrentScope. */
  isDefinedHere(path: string): boolean {
    return this.#scopeOf(path).has(without(path).toLowerCase());
  }

  isDefined(name: string): boolean {
    return this.#scopes.some((scope) => scope.has(name.toLowerCase()));
  }

  #scopeOf(path: string): Set<string> {
    return (OF_WORKFLOW.test(path) ? this.#scopes[0] : this.#scopes.at(-1)) ?? new Set();
  }

  /** Scopes other than `$env:` and `$WORKFLOW:` in an expression that the compiler writes down, script blocks included (GetPowerShellValueExpression). */
  checkPrefixes({ start, end }: Extent): void {
    const all = (this.#prefixed ??= prefixedVariables(this.#root));
    let low = 0, high = all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (all[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    for (let i = low; i < all.length && all[i]!.start < end; i++) this.errors.add(all[i]!, 'InvalidScopePrefixInWorkflow', all[i]!.path);
  }

  /** The New-Object commands anywhere in the workflow whose result goes to a variable: what its type is found out from (DetectType). */
  objectsOf(name: string): readonly CommandAst[] {
    this.#made ??= objectsMade(this.#root);
    return this.#made.get(name.toLowerCase()) ?? [];
  }
}

function prefixedVariables(root: FunctionDefinitionAst): (Extent & { readonly path: string })[] {
  const found: (Extent & { readonly path: string })[] = [];
  walk(root, (node) => {
    if (node.kind === 'VariableExpressionAst' && node.variablePath.includes(':') && !/^(?:env|workflow):/i.test(node.variablePath)) found.push({ start: node.start, end: node.end, path: node.variablePath });
  });
  return found.sort((a, b) => a.start - b.start);
}

function objectsMade(root: FunctionDefinitionAst): ReadonlyMap<string, readonly CommandAst[]> {
  const found = new Map<string, CommandAst[]>();
  walk(root, (node) => {
    if (node.kind !== 'AssignmentStatementAst' || node.operator === 'PlusEquals' || node.left.kind !== 'VariableExpressionAst' || node.right.kind !== 'PipelineAst') return;
    const [command, other] = node.right.elements;
    if (command?.kind !== 'CommandAst' || other !== undefined || commandNameOf(command)?.toLowerCase() !== 'new-object') return;
    const key = without(node.left.variablePath).toLowerCase(), list = found.get(key);
    if (list === undefined) found.set(key, [command]);
    else list.push(command);
  });
  return found;
}
