/** From the tree of a workflow to its plan: statements become activities, everything else an expression of the runtime. */
import type { Ast, CommandExpressionAst, ExpressionAst, PipelineAst, PipelineBaseAst, StatementAst, StatementBlockAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import type { ParseError } from '../../syntax/parseResult.ts';
import type { CompiledBlock } from '../../runtime/compile/compiledBlock.ts';
import { Compiler } from '../../runtime/compile/compiler.ts';
import { placeAt } from '../../runtime/compile/watch.ts';
import type { Eval } from '../../runtime/compile/code.ts';
import { canStop } from '../../runtime/debug/places.ts';
import { layoutOf } from '../../runtime/compile/block.ts';
import type { FunctionEntry } from '../../runtime/run/commands/commands.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { Session } from '../../runtime/run/session.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Activity, ActivityPlace } from './activity.ts';
import { isWritten, taking } from './pipedInput.ts';
import { TextScopes } from './textScopes.ts';
import { variableTypes } from './variableTypes.ts';
import type { TypeOf } from './variableTypes.ts';
import type { Plan } from './plan.ts';

/** What a statement gets a value from: worked out at once, or an activity whose output is gathered. */
export type Source = ({ readonly value: Eval } | { readonly activity: Activity }) & {
  /** Asks whether to stop there, where it is a place of its own: a condition behind the first. */
  readonly place?: (f: Frame) => void;
};

/** Preference variables that become the argument of every later activity once they are assigned (section 9). */
export const PREFERENCES: Readonly<Record<string, string>> = nameTable({
  erroractionpreference: 'erroraction', warningpreference: 'warningaction', informationpreference: 'informationaction', verbosepreference: 'verbose', debugpreference: 'debug',
});

export interface PlanParts {
  readonly session: Session;
  readonly entry: FunctionEntry;
  readonly key: string;
  /** Functions and workflows defined in the workflow and in those around it, by folded name. */
  readonly definitions: ReadonlyMap<string, FunctionEntry>;
  /** The workflow of another runbook of the service. */
  readonly childOf: (name: string) => FunctionEntry | undefined;
  /** The plan of a workflow that is called; undefined where it is one that is being made (recursion). */
  readonly planOf: (entry: FunctionEntry) => Plan | undefined;
}

export class PlanCompiler {
  readonly parts: PlanParts;
  readonly block: CompiledBlock;
  readonly expressions: Compiler;
  readonly activities: Activity[] = [];
  readonly nested = new Set<Plan>();
  readonly errors: ParseError[] = [];
  /** Folded names of the workflow's own parameters: written directly from every scope. */
  readonly parameters: ReadonlySet<string>;
  /** Preferences that have been assigned in the text before: they replace the argument of an activity. */
  readonly assignedPreferences = new Set<string>();
  /** By folded name: whether the last `=` in the text gave the variable what an activity wrote. */
  readonly ofActivity = new Map<string, boolean>();
  readonly scopes: TextScopes = new TextScopes();
  private readonly types: ReadonlyMap<string, TypeOf>;
  private next = 0;

  constructor(parts: PlanParts) {
    this.parts = parts;
    this.block = parts.entry.block;
    this.block.layout ??= layoutOf(this.block.ast, this.block.outerParameters);
    this.expressions = new Compiler(this.block.layout, this.block.source, this.block.namespaces);
    this.parameters = new Set((this.block.outerParameters ?? this.block.ast.paramBlock?.parameters ?? []).map((p) => fold(p.name.variablePath)));
    this.block.layout.types = this.types = variableTypes(this);
  }
  /** The type that a variable keeps, by folded name. */
  typeOf(folded: string): TypeOf | undefined { return this.types.get(folded); }
  /** The number and extent of the next activity. */
  place(n: { readonly start: number; readonly end: number }): ActivityPlace {
    return { id: this.next++, mark: this.expressions.mark(n), workflow: this.parts.key };
  }
  /** Keeps an activity under its number. */
  keep<A extends Activity>(activity: A): A {
    this.activities[activity.id] = activity;
    return activity;
  }
  refuse(n: { readonly start: number; readonly end: number }, errorId: string, message: string): void {
    if (!this.errors.some((e) => e.errorId === errorId && e.start === n.start)) this.errors.push({ errorId, message, start: n.start, end: n.end, incompleteInput: false });
  }
  statement(n: StatementAst): Activity { return compileStatement(n, this); }
  /** A statement in a list, or a branch. */
  stopping(n: StatementAst): Activity {
    const made = this.statement(n);
    made.isStatement = canStop(n);
    return made;
  }
  body(n: StatementBlockAst): Activity { return this.statements(n.statements, n); }
  statements(list: readonly StatementAst[], n: { readonly start: number; readonly end: number }): Activity {
    const place = this.place(n);
    return this.keep(new Statements(place, this.list(list)));
  }
  /** What of a list runs: definitions do not, wherever they stand (section 1.2). */
  list(statements: readonly StatementAst[]): Activity[] {
    return statements.filter((s) => s.kind !== 'FunctionDefinitionAst' && s.kind !== 'TypeDefinitionAst').map((s) => this.stopping(s));
  }
  /** A pipeline or statement asked for its value. */
  source(n: PipelineBaseAst | StatementAst, writes = false): Source {
    const expression = expressionOf(n);
    if (expression !== undefined) return { value: writes ? this.written(expression) : this.value(expression) };
    // New-Object is an expression: the object itself is the value, a collection too.
    const plain = inner(n);
    if (plain.kind === 'PipelineAst' && this.makesObject(plain)) { this.place(plain); return { value: this.expressions.value(plain) }; }
    return { activity: this.statement(inner(n)) };
  }
  private makesObject(n: PipelineAst): boolean {
    const [only] = n.elements, name = n.elements.length === 1 && only?.kind === 'CommandAst' ? commandNameOf(only) : undefined;
    return name !== undefined && fold(name) === 'new-object' && this.parts.session.mocks?.find(name) === undefined;
  }
  /** The condition of a loop: a place to stop at every turn. */
  condition(n: PipelineBaseAst): Eval {
    const place = placeAt(n, this.expressions), value = this.value(n);
    return (f) => { place(f); return value(f); };
  }
  expression(n: ExpressionAst): Eval { return taking(n, this.expressions.expression(n)); }
  /** An expression that is a statement, or goes on to the next of a pipeline or to a loop. */
  written(n: CommandExpressionAst): Eval { return isWritten(n) ? this.expressions.value(n) : this.value(n); }
  value(n: PipelineBaseAst | StatementAst): Eval { return taking(n, this.expressions.value(n)); }
}

/** `( pipeline )` alone is the pipeline itself. */
export function inner(n: StatementAst): StatementAst {
  const [only] = n.kind === 'PipelineAst' ? n.elements : [n];
  if (n.kind === 'PipelineAst' && n.elements.length !== 1) return n;
  if (only?.kind !== 'CommandExpressionAst' || only.redirections.length > 0 || only.expression.kind !== 'ParenExpressionAst') return n;
  const within = only.expression.pipeline;
  return within.kind === 'PipelineAst' && holdsCommand(within) ? inner(within) : n;
}
const holdsCommand = (n: Ast): boolean => n.kind === 'PipelineAst' && (n.elements.some((e) => e.kind === 'CommandAst') || inner(n) !== n);

/** The expression that a statement is, undefined where it holds an activity. */
export function expressionOf(n: StatementAst): CommandExpressionAst | undefined {
  const plain = inner(n);
  if (plain.kind === 'CommandExpressionAst') return plain;
  const [only] = plain.kind === 'PipelineAst' && plain.elements.length === 1 ? plain.elements : [];
  return only?.kind === 'CommandExpressionAst' ? only : undefined;
}
import { compileStatement } from './compileStatement.ts';
import { Statements } from '../activities/statements.ts';
import { nameTable } from '../../syntax/nameTable.ts';
