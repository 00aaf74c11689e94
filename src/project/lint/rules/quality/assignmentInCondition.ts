import type { Ast } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare } from '../../sites.ts';

export const assignmentInCondition: Rule = {
  id: 'SMA6007', name: 'assignment-in-condition', category: 'language', severity: 'warning', appliesTo: 'script',
  summary: 'A condition assigns a value instead of comparing.',
  documentation: '= assigns; comparisons are written -eq. Where the assignment of a constant or variable is meant, move it before the condition.',
  *check(context): Generator<Report> {
    const found = (condition: Ast | undefined, meant: RegExp): Report | undefined => {
      if (condition?.kind !== 'AssignmentStatementAst' || condition.operator !== 'Equals') return undefined;
      const value = bare(condition.right), kind = value.kind === 'VariableExpressionAst' && /^(?:true|false|null)$/i.test(value.variablePath) ? 'Constant' : value.kind;
      return meant.test(kind) ? { start: condition.start, end: condition.end, message: 'This assigns, so the condition is about the value on the right. Write -eq to compare.' } : undefined;
    };
    // The result of a command or call is often assigned and tested in one.
    for (const { node } of context.sites.of('IfStatementAst')) for (const { condition } of node.clauses) yield* told(found(condition, /^(?:Constant|StringConstant|ExpandableString|Variable)/));
    // A loop goes on with what its body puts into the variable on the right: only what stays as it is was meant to be compared.
    for (const kind of ['WhileStatementAst', 'DoWhileStatementAst', 'DoUntilStatementAst', 'ForStatementAst'] as const) {
      for (const { node } of context.sites.of(kind)) yield* told(found(node.condition, /^(?:Constant|StringConstant)/));
    }
  },
};

const told = (report: Report | undefined): Report[] => (report === undefined ? [] : [report]);
