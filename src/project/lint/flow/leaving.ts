/** Which statements never let the next one of their block run. */
import { textOf, type Ast, type BreakStatementAst, type ContinueStatementAst, type NamedBlockAst, type StatementAst, type StatementBlockAst } from '../../../powershell/index.ts';
import { around, bare, type Site, type Sites } from '../sites.ts';
import type { OneValue } from './oneValue.ts';

const isLoop = ({ kind }: Ast): boolean => /^(?:For|ForEach|While|DoWhile|DoUntil)StatementAst$/.test(kind);

/** The value of a condition that is always the same; undefined where it is asked anew. */
export function constantOf(condition: Ast): boolean | undefined {
  const node = bare(condition);
  if (node.kind === 'ConstantExpressionAst' && typeof node.value === 'number') return node.value !== 0;
  if (node.kind === 'UnaryExpressionAst' && /^(?:Exclaim|Not)$/.test(node.operator)) {
    const inner = constantOf(node.child);
    return inner === undefined ? undefined : !inner;
  }
  const word = node.kind === 'VariableExpressionAst' ? node.variablePath.toLowerCase() : '';
  return word === 'true' ? true : word === 'false' || word === 'null' ? false : undefined;
}

export class Leaving {
  readonly #sites: Sites;
  readonly #one: OneValue;
  readonly #known = new Map<Ast, boolean>();
  /** Loops and switches that a break or continue inside them may leave or turn. */
  #broken: ReadonlySet<Ast> | undefined;
  #continued: ReadonlySet<Ast> | undefined;

  constructor(sites: Sites, one: OneValue) {
    this.#sites = sites;
    this.#one = one;
  }

  /** The first statement of a block that always leaves it, by its place; -1 for none. */
  first({ statements, traps }: StatementBlockAst | NamedBlockAst): number {
    // A trap may go on behind what was thrown.
    return statements.findIndex((statement) => (traps.length > 0 ? /^(?:Return|Exit|Break|Continue)StatementAst$/.test(statement.kind) : this.#leaves(statement)));
  }

  #leaves(node: StatementAst): boolean {
    const known = this.#known.get(node) ?? this.#ask(node);
    this.#known.set(node, known);
    return known;
  }

  #block(block: StatementBlockAst): boolean {
    return this.first(block) >= 0;
  }

  #ask(node: StatementAst): boolean {
    switch (node.kind) {
      case 'ReturnStatementAst': case 'ExitStatementAst': case 'ThrowStatementAst': case 'BreakStatementAst': case 'ContinueStatementAst': return true;
      case 'IfStatementAst': return node.elseClause !== undefined && this.#block(node.elseClause) && node.clauses.every(({ body }) => this.#block(body));
      // A switch over what may be empty runs nothing, its default neither: over a list, what a command gives, a file.
      case 'SwitchStatementAst': return node.default !== undefined && !node.flags.includes('File') && this.#one.is(node.condition) && !this.#isBroken(node) && !this.#isContinued(node) && this.#block(node.default) && node.clauses.every(({ body }) => this.#block(body));
      case 'TryStatementAst': return (node.finally !== undefined && this.#block(node.finally)) || (this.#block(node.body) && node.catchClauses.every(({ body }) => this.#block(body)));
      case 'BlockStatementAst': return node.blockKind === 'Sequence' && this.#block(node.body);
      case 'WhileStatementAst': return constantOf(node.condition) === true && !this.#isBroken(node);
      case 'ForStatementAst': return (node.condition === undefined || constantOf(node.condition) === true) && !this.#isBroken(node);
      case 'DoWhileStatementAst': case 'DoUntilStatementAst': {
        if (this.#isBroken(node)) return false;
        return constantOf(node.condition) === (node.kind === 'DoWhileStatementAst') || (this.#block(node.body) && !this.#isContinued(node));
      }
      default: return false;
    }
  }

  #isBroken(node: Ast): boolean {
    return (this.#broken ??= this.#aims('BreakStatementAst')).has(node);
  }

  #isContinued(node: Ast): boolean {
    return (this.#continued ??= this.#aims('ContinueStatementAst')).has(node);
  }

  /** All that breaks or continues may aim at, those in blocks of commands and in functions as well: they run in the loop that calls them. */
  #aims(kind: 'BreakStatementAst' | 'ContinueStatementAst'): Set<Ast> {
    const found = new Set<Ast>();
    for (const site of this.#sites.of(kind)) for (const aim of aimsOf(site)) found.add(aim);
    return found;
  }
}

function aimsOf(site: Site<BreakStatementAst | ContinueStatementAst>): Ast[] {
  const outer = [...around(site)].map(({ node }) => node).filter((node) => isLoop(node) || node.kind === 'SwitchStatementAst');
  if (site.node.label === undefined) return outer.slice(0, 1);
  const label = textOf(site.node.label)?.toLowerCase(), named = label === undefined ? undefined : outer.find((node) => 'label' in node && typeof node.label === 'string' && node.label.toLowerCase() === label);
  return named === undefined ? outer : [named];
}
