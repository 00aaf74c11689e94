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
    const key = variableParts(node.variablePath).name.toLowerCase(), known = this.#known.get(key);
    if (known !== undefined) return known;
    // One that is made from itself is none.
    this.#known.set(key, false);
    const writes = this.#context.names.get(key)?.writes ?? [], is = writes.length > 0 && writes.every((write) => this.#isWritten(write));
    this.#known.set(key, is);
    return is;
  }

  #isWritten({ node, parent }: Site): boolean {
    // A type before the name is part of the target.
    if (parent?.node.kind === 'ConvertExpressionAst' || parent?.node.kind === 'AttributedExpressionAst') return this.#isWritten(parent);
    if (parent?.node.kind === 'ForEachStatementAst') return parent.node.variable === node && this.#isConstant(parent.node.condition);
    return parent?.node.kind === 'AssignmentStatementAst' && parent.node.left === node && parent.node.operator === 'Equals' && this.#isConstant(parent.node.right);
  }

  /** A text, some that are put together, or a list of such. */
  #isConstant(value: Ast): boolean {
    const node = bare(value);
    switch (node.kind) {
      case 'StringConstantExpressionAst': return true;
      case 'VariableExpressionAst': return this.#isVariable(node);
      case 'BinaryExpressionAst': return node.operator === 'Plus' && this.#isConstant(node.left) && this.#isConstant(node.right);
      case 'ArrayLiteralAst': return node.elements.every((element) => this.#isConstant(element));
      case 'ArrayExpressionAst': return node.subExpression.statements.length > 0 && node.subExpression.statements.every((statement) => this.#isConstant(statement));
      default: return false;
    }
  }
}
