/** The ways through a workflow's body, for rules that ask what happened before a place: branches come together, loops turn again. */
import { childrenOf, type Ast, type ForEachStatementAst, type ForStatementAst, type PipelineBaseAst, type ScriptBlockAst, type TryStatementAst, type VariableExpressionAst, type WhileStatementAst, type DoWhileStatementAst, type DoUntilStatementAst } from '../../../powershell/index.ts';
import { atOnce, type Steps } from '../../turns.ts';
import { bare } from '../sites.ts';

export type LoopAst = ForEachStatementAst | ForStatementAst | WhileStatementAst | DoWhileStatementAst | DoUntilStatementAst;
/** What is known where something runs; undefined where nothing does. */
export type Reached<S> = S | undefined;

/** What a rule follows. States are values: what is given back is new, or the same. */
export interface Followed<S> {
  /** What is known where two ways come together. */
  join(a: S, b: S): S;
  /** What is known behind a node, everything below it done. Blocks of commands are not entered. */
  after(node: Ast, state: S): S;
  /** What is known where a loop has given its variable the next item. */
  assigned?(variable: VariableExpressionAst, state: S): S;
  /** What is known where a condition holds, or does not. */
  assume?(condition: PipelineBaseAst, holds: boolean, state: S): S;
  /** Behind a loop, where its turns are not just followed twice; `turn` follows one. */
  loop?(node: LoopAst, before: S, turn: (state: S) => Reached<S>): Reached<S>;
}

/** Turns are followed twice in loops down to this depth, once in the deeper ones: time stays in proportion. */
const MOST_LOOPS = 6;

class Follower<S> {
  readonly #followed: Followed<S>;
  #loops = 0;
  /** What is known wherever something may be thrown in the innermost `try`. */
  #thrown: Reached<S>;
  /** What is known where the innermost loop is left or begins its next turn early. */
  #left: Reached<S>;

  constructor(followed: Followed<S>) {
    this.#followed = followed;
  }

  #join(a: Reached<S>, b: Reached<S>): Reached<S> {
    return a === undefined ? b : b === undefined || a === b ? a : this.#followed.join(a, b);
  }

  all(nodes: readonly Ast[], state: Reached<S>): Reached<S> {
    return nodes.reduce((now, node) => this.one(node, now), state);
  }

  /** What is known behind a node. */
  one(node: Ast, state: Reached<S>): Reached<S> {
    if (state === undefined) return undefined;
    switch (node.kind) {
      // Runs when it is called.
      case 'FunctionDefinitionAst': return state;
      case 'ScriptBlockExpressionAst': return this.#followed.after(node, state);
      case 'AssignmentStatementAst': return this.behind(node, this.all(bare(node.left).kind === 'VariableExpressionAst' ? [node.right] : [node.right, node.left], state));
      case 'IfStatementAst': {
        let end: Reached<S>, rest: Reached<S> = state;
        for (const { condition, body } of node.clauses) {
          rest = this.one(condition, rest);
          end = this.#join(end, this.one(body, this.#assume(condition, true, rest)));
          rest = this.#assume(condition, false, rest);
        }
        return this.#join(end, node.elseClause === undefined ? rest : this.one(node.elseClause, rest));
      }
      case 'SwitchStatementAst': {
        const begin = this.one(node.condition, state), bodies = [...node.clauses.map(({ body }) => body), ...(node.default === undefined ? [] : [node.default])];
        return this.#branches(bodies, begin, node.default === undefined ? begin : undefined);
      }
      case 'TryStatementAst': return this.#try(node, state);
      case 'BlockStatementAst': return node.blockKind === 'Parallel' ? this.#branches(node.body.statements, state, undefined) : this.one(node.body, state);
      case 'ForEachStatementAst': return this.#loop(node, this.one(node.condition, state), [node.body]);
      case 'ForStatementAst': return this.#loop(node, node.initializer === undefined ? state : this.one(node.initializer, state), [node.condition, node.body, node.iterator]);
      case 'WhileStatementAst': return this.#loop(node, state, [node.condition, node.body]);
      case 'DoWhileStatementAst': case 'DoUntilStatementAst': return this.#loop(node, state, [node.body, node.condition]);
      case 'BreakStatementAst': case 'ContinueStatementAst': this.#left = this.#join(this.#left, state); return undefined;
      case 'ReturnStatementAst': case 'ExitStatementAst': case 'ThrowStatementAst': this.behind(node, this.all(childrenOf(node), state)); return undefined;
      default: return this.behind(node, this.all(childrenOf(node), state));
    }
  }

  /** What is known behind a node, everything below it done. */
  behind(node: Ast, state: Reached<S>): Reached<S> {
    if (state === undefined) return undefined;
    const now = this.#followed.after(node, state);
    // Outside of a `try` nobody asks.
    if (this.#thrown !== undefined && (now !== state || node.kind === 'ThrowStatementAst')) this.#thrown = this.#join(this.#thrown, now);
    return now;
  }

  #assume(condition: PipelineBaseAst, holds: boolean, state: Reached<S>): Reached<S> {
    return state === undefined ? undefined : this.#followed.assume?.(condition, holds, state) ?? state;
  }

  #branches(branches: readonly Ast[], begin: Reached<S>, passed: Reached<S>): Reached<S> {
    return branches.reduce<Reached<S>>((end, branch) => this.#join(end, this.one(branch, begin)), passed);
  }

  #try(node: TryStatementAst, before: S): Reached<S> {
    const outer = this.#thrown;
    this.#thrown = before;
    const done = this.one(node.body, before), thrown = this.#thrown;
    this.#thrown = outer;
    const caught = node.catchClauses.reduce<Reached<S>>((end, { body }) => this.#join(end, this.one(body, thrown)), done);
    if (node.finally === undefined) return caught;
    const end = this.one(node.finally, this.#join(caught, thrown));
    return caught === undefined ? undefined : end;
  }

  #loop(node: LoopAst, before: Reached<S>, parts: readonly (Ast | undefined)[]): Reached<S> {
    if (before === undefined) return undefined;
    const outer = this.#left;
    let turns = 0;
    const turn = (state: S): Reached<S> => {
      if (turns++ > 0 && this.#loops > MOST_LOOPS) return state;
      this.#left = undefined;
      const item = node.kind === 'ForEachStatementAst' ? this.#followed.assigned?.(node.variable, state) ?? state : state;
      const end = this.all(parts.filter((part) => part !== undefined), item);
      return this.#join(end, this.#left);
    };
    this.#loops++;
    const behind = this.#followed.loop === undefined ? this.#twice(node, before, turn) : this.#followed.loop(node, before, turn);
    this.#loops--;
    this.#left = outer;
    return behind;
  }

  #twice(node: LoopAst, before: S, turn: (state: S) => Reached<S>): Reached<S> {
    // Turns of `foreach -parallel` do not come one after the other.
    const once = turn(before), isRow = !(node.kind === 'ForEachStatementAst' && node.parallel);
    const twice = isRow && once !== undefined && once !== before ? this.#join(once, turn(this.#followed.join(before, once))) : once;
    // A `do` runs once at least.
    return node.kind === 'DoWhileStatementAst' || node.kind === 'DoUntilStatementAst' ? twice : this.#join(before, twice);
  }
}

/** Follows a workflow's body from its beginning. Gives what is known at its end. */
export const follow = <S>(body: ScriptBlockAst, begin: S, followed: Followed<S>): Reached<S> => atOnce(followSteps(body, begin, followed));

/** The same in pieces: a statement at a time. */
export function* followSteps<S>(body: ScriptBlockAst, begin: S, followed: Followed<S>): Steps<Reached<S>> {
  const follower = new Follower(followed);
  let now: Reached<S> = begin;
  for (const part of childrenOf(body)) {
    if (part.kind === 'ParamBlockAst') continue;
    if (part.kind !== 'NamedBlockAst') now = follower.one(part, now);
    else {
      for (const inner of childrenOf(part)) {
        now = follower.one(inner, now);
        yield;
      }
      now = follower.behind(part, now);
    }
  }
  return now;
}
