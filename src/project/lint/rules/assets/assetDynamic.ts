import { variableParts, type Ast, type VariableExpressionAst } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare, type Site } from '../../sites.ts';

export const assetDynamic: Rule = {
  id: 'SMA1103', name: 'asset-dynamic-name', category: 'assets', severity: 'hint', appliesTo: 'both',
  summary: 'The name of an asset is worked out at run time.',
  documentation: 'Nothing can tell beforehand whether such an asset exists, and a search for where an asset is used does not find the place. Where only a few names are possible, write them out.',
  *check(context): Generator<Report> {
    const constants = new Constants(context);
    for (const { name, made, start, end } of context.facts.assets) {
      if (name !== undefined || made !== undefined || constants.isAt(start, end)) continue;
      yield { start, end, message: 'The name of this asset is worked out at run time, so nobody can check that it exists. Write it as a constant where possible.' };
    }
  },
};

/** Which names can be read in the runbook though they are in variables. */
class Constants {
  readonly #context: LintContext;
  readonly #variables: ReadonlyMap<number, VariableExpressionAst>;
  /** Of each variable that was asked of, and of those that it is given: whether all are constant. */
  readonly #known = new Map<string, boolean>();

  constructor(context: LintContext) {
    this.#context = context;
    this.#variables = new Map(context.facts.assets.length === 0 ? [] : context.sites.of('VariableExpressionAst').map(({ node }) => [node.start, node]));
  }

  /** True for a variable, in quotes or not, that is only ever given constant texts. */
  isAt(start: number, end: number): boolean {
    const written = this.#context.text.slice(start, end), variable = this.#variables.get(start + (written.startsWith('"') ? 1 : 0));
    return variable !== undefined && this.#context.slice(variable) === written.trim().replace(/^"|"$/g, '') && this.#isVariable(variable);
  }

  #isVariable(node: VariableExpressionAst): boolean {
    const key = keyOf(node);
    if (!this.#known.has(key)) this.#settle(key);
    return this.#known.get(key) === true;
  }

  /** A variable may be given another, and that one a third: any number of them, so they are gone through in a list. Those that are made from themselves are none. */
  #settle(first: string): void {
    const missing = new Map<string, number>(), askedBy = new Map<string, string[]>(), constant: string[] = [], open = [first];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (missing.has(key) || this.#known.has(key)) continue;
      const others = new Set<string>(), writes = this.#context.names.get(key)?.writes ?? [];
      const isPossible = writes.length > 0 && writes.every((write) => isWritten(write, others)), unsettled = [...others].filter((other) => this.#known.get(other) !== true);
      missing.set(key, isPossible ? unsettled.length : Infinity);
      if (!isPossible) continue;
      if (unsettled.length === 0) constant.push(key);
      for (const other of unsettled) {
        const by = askedBy.get(other);
        if (by === undefined) askedBy.set(other, [key]);
        else by.push(key);
        open.push(other);
      }
    }
    for (let key = constant.pop(); key !== undefined; key = constant.pop()) {
      this.#known.set(key, true);
      for (const by of askedBy.get(key) ?? []) {
        const left = missing.get(by)! - 1;
        missing.set(by, left);
        if (left === 0) constant.push(by);
      }
    }
    for (const key of missing.keys()) if (!this.#known.has(key)) this.#known.set(key, false);
  }
}

const keyOf = ({ variablePath }: VariableExpressionAst): string => variableParts(variablePath).name.toLowerCase();

/** Whether a place gives its variable something constant, if the `others` that it names are. */
function isWritten({ node, parent }: Site, others: Set<string>): boolean {
  // A type before the name is part of the target.
  if (parent?.node.kind === 'ConvertExpressionAst' || parent?.node.kind === 'AttributedExpressionAst') return isWritten(parent, others);
  if (parent?.node.kind === 'ForEachStatementAst') return parent.node.variable === node && isConstant(parent.node.condition, others);
  return parent?.node.kind === 'AssignmentStatementAst' && parent.node.left === node && parent.node.operator === 'Equals' && isConstant(parent.node.right, others);
}

/** A text, some that are put together, or a list of such. */
function isConstant(value: Ast, others: Set<string>): boolean {
  const node = bare(value);
  switch (node.kind) {
    case 'StringConstantExpressionAst': return true;
    case 'VariableExpressionAst': others.add(keyOf(node)); return true;
    case 'BinaryExpressionAst': return node.operator === 'Plus' && isConstant(node.left, others) && isConstant(node.right, others);
    case 'ArrayLiteralAst': return node.elements.every((element) => isConstant(element, others));
    case 'ArrayExpressionAst': return node.subExpression.statements.length > 0 && node.subExpression.statements.every((statement) => isConstant(statement, others));
    default: return false;
  }
}
