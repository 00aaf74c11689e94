import type { Ast, BaseCtorInvokeMemberExpressionAst, ExpressionAst, ParameterAst, PipelineAst, ScriptBlockAst, StatementAst, StatementBlockAst, TryStatementAst, TypeName, VariableExpressionAst } from '../ast.ts';
import { childrenOf } from '../children.ts';
import { variableParts } from '../variablePath.ts';
import { pureExpression } from './assignment.ts';
import { Block } from './flowBlock.ts';

/** Name of a variable of the method's own scope, in lower case; undefined for other scopes and drives. */
export function plainName(node: VariableExpressionAst): string | undefined {
  const { scope, isDrive, name } = variableParts(node.variablePath);
  if (isDrive || scope === 'global' || scope === 'script') return undefined;
  const lower = name.toLowerCase();
  return lower === 'psitem' ? '_' : lower;
}

interface Loop { readonly label: string; readonly breakTo: Block; readonly continueTo: Block }

/** What an assignment writes to: lists and brackets taken apart. */
function targets(node: ExpressionAst): ExpressionAst[] {
  if (node.kind === 'ArrayLiteralAst') return node.elements.flatMap(targets);
  const inner = node.kind === 'ParenExpressionAst' ? pureExpression(node.pipeline) : undefined;
  return inner === undefined ? [node] : targets(inner);
}

/** Makes blocks of a method's statements, in the order in which they run. */
export class FlowBuilder {
  readonly entry = new Block(false);
  readonly exit = new Block();
  readonly names = new Set<string>();
  /** Names that anything assigns. */
  readonly anywhere = new Set<string>();
  /** Names whose assignment cannot be followed: attributes, several casts, a type that is not known. */
  readonly dynamic = new Set<string>();
  readonly #isKnown: (type: TypeName) => boolean;
  readonly #loops: Loop[] = [];
  #current = this.entry;

  constructor(isKnown: (type: TypeName) => boolean) {
    this.#isKnown = isKnown;
  }

  assignParameter(parameter: ParameterAst): void {
    this.#assignName(plainName(parameter.name));
  }

  scriptBlock(body: ScriptBlockAst, baseCall: BaseCtorInvokeMemberExpressionAst | undefined): void {
    for (const argument of baseCall?.arguments ?? []) this.#expression(argument);
    for (const block of [body.dynamicParamBlock, body.beginBlock, body.processBlock, body.endBlock, body.cleanBlock]) this.#statements(block?.statements ?? []);
    this.#current.flowsTo(this.exit);
  }

  #assignName(name: string | undefined): void {
    if (name === undefined) return;
    this.names.add(name);
    this.anywhere.add(name);
    this.#current.operations.push(name);
  }

  #statements(statements: readonly StatementAst[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #block(block: StatementBlockAst | undefined): void {
    this.#statements(block?.statements ?? []);
  }

  #goOn(block: Block): void {
    this.#current = block;
  }

  #statement(node: StatementAst): void {
    switch (node.kind) {
      case 'AssignmentStatementAst':
        this.#statement(node.right);
        for (const target of targets(node.left)) this.#assign(target);
        break;
      case 'IfStatementAst': this.#if(node); break;
      case 'WhileStatementAst': this.#while(node.label, () => this.#statement(node.condition), () => this.#block(node.body)); break;
      case 'ForStatementAst': {
        const { initializer, condition, iterator } = node;
        if (initializer !== undefined) this.#statement(initializer);
        this.#while(node.label, condition && (() => this.#statement(condition)), () => this.#block(node.body), iterator && (() => this.#statement(iterator)));
        break;
      }
      case 'ForEachStatementAst': {
        const after = new Block();
        this.#while(node.label, () => {
          this.#statement(node.condition);
          this.#current.flowsTo(after);
          this.#assignName('foreach');
          this.#assignName(plainName(node.variable));
        }, () => this.#block(node.body));
        this.#current.flowsTo(after);
        this.#goOn(after);
        break;
      }
      case 'DoWhileStatementAst': case 'DoUntilStatementAst': this.#do(node.label, node.body, node.condition); break;
      case 'SwitchStatementAst':
        this.#while(node.label, () => {
          this.#statement(node.condition);
          this.#assignName('switch');
        }, () => this.#clauses(node.clauses, node.default));
        break;
      case 'TryStatementAst': this.#try(node); break;
      case 'BreakStatementAst': case 'ContinueStatementAst': this.#jump(node.label, node.kind === 'BreakStatementAst'); break;
      case 'ReturnStatementAst': case 'ExitStatementAst': case 'ThrowStatementAst':
        if (node.pipeline !== undefined) this.#statement(node.pipeline);
        this.#current.flowsTo(this.exit);
        if (node.kind === 'ReturnStatementAst') this.#current.returns = true;
        else this.#current.throws = true;
        this.#goOn(new Block());
        break;
      case 'DataStatementAst':
        this.#block(node.body);
        this.#assignName(node.variable?.toLowerCase());
        break;
      case 'BlockStatementAst': this.#block(node.body); break;
      case 'PipelineAst': this.#pipeline(node); break;
      case 'PipelineChainAst':
        this.#statement(node.left);
        this.#statement(node.right);
        break;
      case 'CommandExpressionAst': this.#expression(node); break;
      default: // definitions, traps and what could not be understood
    }
  }

  #assign(target: ExpressionAst): void {
    let inner = target, casts = 0, attributes = false, unknown = false;
    while (inner.kind === 'ConvertExpressionAst' || inner.kind === 'AttributedExpressionAst') {
      casts++;
      if (inner.kind === 'AttributedExpressionAst') attributes = true;
      else unknown = !this.#isKnown(inner.type.typeName);
      inner = inner.child;
    }
    if (inner.kind !== 'VariableExpressionAst') {
      this.#expression(target);
      return;
    }
    const name = plainName(inner);
    if (name === undefined) return;
    if (attributes || casts > 1 || unknown) this.dynamic.add(name);
    if (!attributes && casts <= 1) this.#assignName(name);
  }

  #if(node: Extract<StatementAst, { kind: 'IfStatementAst' }>): void {
    const after = new Block();
    if (node.elseClause === undefined) this.#current.flowsTo(after);
    node.clauses.forEach((clause, index) => {
      const body = new Block(), next = index === node.clauses.length - 1 && node.elseClause === undefined ? after : new Block();
      this.#statement(clause.condition);
      this.#current.flowsTo(body);
      this.#current.flowsTo(next);
      this.#goOn(body);
      this.#block(clause.body);
      this.#current.flowsTo(after);
      this.#goOn(next);
    });
    if (node.elseClause !== undefined) {
      this.#block(node.elseClause);
      this.#current.flowsTo(after);
    }
    this.#goOn(after);
  }

  #while(label: string | undefined, condition: (() => void) | undefined, body: () => void, iterator?: () => void): void {
    const again = new Block(), inside = new Block(), behind = new Block();
    if (iterator === undefined) {
      this.#current.flowsTo(again);
      this.#goOn(again);
    } else {
      const first = new Block();
      this.#current.flowsTo(first);
      this.#goOn(again);
      iterator();
      this.#current.flowsTo(first);
      this.#goOn(first);
    }
    if (condition !== undefined) {
      condition();
      this.#current.flowsTo(behind);
    }
    this.#loops.push({ label: label ?? '', breakTo: behind, continueTo: again });
    this.#current.flowsTo(inside);
    this.#goOn(inside);
    body();
    this.#current.flowsTo(again);
    this.#goOn(behind);
    this.#loops.pop();
  }

  #do(label: string | undefined, body: StatementBlockAst, condition: StatementAst): void {
    const inside = new Block(), again = new Block(), behind = new Block(), repeat = new Block();
    this.#loops.push({ label: label ?? '', breakTo: behind, continueTo: again });
    this.#current.flowsTo(inside);
    this.#goOn(inside);
    this.#block(body);
    this.#current.flowsTo(again);
    this.#goOn(again);
    this.#statement(condition);
    this.#current.flowsTo(behind);
    this.#current.flowsTo(repeat);
    repeat.flowsTo(inside);
    this.#goOn(behind);
    this.#loops.pop();
  }

  #clauses(clauses: readonly { readonly test: ExpressionAst; readonly body: StatementBlockAst }[], otherwise: StatementBlockAst | undefined): void {
    const after = new Block();
    clauses.forEach((clause, index) => {
      const isLast = index === clauses.length - 1 && otherwise === undefined;
      const body = new Block(), next = isLast ? after : new Block();
      this.#expression(clause.test);
      this.#current.flowsTo(next);
      this.#current.flowsTo(body);
      this.#goOn(body);
      this.#block(clause.body);
      if (isLast) return;
      this.#current.flowsTo(next);
      this.#goOn(next);
    });
    if (otherwise !== undefined) {
      this.#current.flowsTo(after);
      this.#block(otherwise);
    }
    this.#current.flowsTo(after);
    this.#goOn(after);
  }

  #try(node: TryStatementAst): void {
    const before = this.#current, after = new Block(), last = node.finally === undefined ? undefined : new Block();
    this.#goOn(new Block());
    before.flowsTo(this.#current);
    this.#block(node.body);
    const endOfTry = this.#current;
    for (const clause of node.catchClauses) {
      this.#goOn(new Block());
      before.flowsTo(this.#current);
      this.#block(clause.body);
      this.#current.flowsTo(last ?? after);
    }
    endOfTry.flowsTo(last ?? after);
    if (last !== undefined) {
      this.#goOn(last);
      this.#block(node.finally);
      this.#current.flowsTo(after);
      if (node.catchClauses.every((clause) => clause.catchTypes.length > 0)) {
        const again = new Block();
        before.flowsTo(last);
        this.#current.flowsTo(again);
        again.throws = true;
        again.flowsTo(this.exit);
      }
    }
    this.#goOn(after);
  }

  #jump(label: ExpressionAst | undefined, isBreak: boolean): void {
    if (label !== undefined) this.#expression(label);
    const name = label?.kind === 'StringConstantExpressionAst' ? label.value.toLowerCase() : undefined;
    const loop = label === undefined ? this.#loops.at(-1) : this.#loops.findLast((one) => one.label.toLowerCase() === name);
    this.#current.flowsTo(loop === undefined ? this.exit : isBreak ? loop.breakTo : loop.continueTo);
    if (loop === undefined) this.#current.throws = true;
    this.#goOn(new Block());
  }

  /** A command may end the loop it stands in: by a `break` that nothing here shows. */
  #pipeline(node: PipelineAst): void {
    for (const element of node.elements) this.#expression(element);
    if (this.#loops.length === 0 || node.elements.every((element) => element.kind !== 'CommandAst')) return;
    for (const loop of this.#loops) {
      this.#current.flowsTo(loop.breakTo);
      this.#current.flowsTo(loop.continueTo);
    }
    const next = new Block();
    this.#current.flowsTo(next);
    this.#goOn(next);
  }

  #expression(node: Ast): void {
    switch (node.kind) {
      case 'VariableExpressionAst': {
        const name = plainName(node);
        if (name !== undefined) {
          this.names.add(name);
          this.#current.operations.push(node);
        }
        return;
      }
      case 'UsingExpressionAst': case 'ScriptBlockExpressionAst': case 'ErrorExpressionAst': case 'TypeConstraintAst': return;
      case 'PipelineAst': case 'PipelineChainAst': case 'AssignmentStatementAst': case 'ErrorStatementAst':
        this.#statement(node);
        return;
      case 'StatementBlockAst':
        this.#block(node);
        return;
      case 'HashtableAst':
        for (const { key, value } of node.pairs) {
          this.#expression(key);
          this.#statement(value);
        }
        return;
      case 'BinaryExpressionAst':
        this.#expression(node.left);
        if (node.operator === 'And' || node.operator === 'Or') this.#branch([() => this.#expression(node.right)], true);
        else this.#expression(node.right);
        return;
      case 'TernaryExpressionAst':
        this.#expression(node.condition);
        this.#branch([() => this.#expression(node.ifTrue), () => this.#expression(node.ifFalse)], false);
        return;
      default:
        for (const child of childrenOf(node)) this.#expression(child);
    }
  }

  #branch(ways: readonly (() => void)[], maySkip: boolean): void {
    const from = this.#current, after = new Block();
    if (maySkip) from.flowsTo(after);
    const starts = ways.map(() => new Block());
    for (const start of starts) from.flowsTo(start);
    ways.forEach((way, index) => {
      this.#goOn(starts[index]!);
      way();
      this.#current.flowsTo(after);
    });
    this.#goOn(after);
  }
}
