import type { Report, Rule } from '../../rule.ts';
import { bare } from '../../sites.ts';

export const assignmentInCondition: Rule = {
  id: 'SMA6007', name: 'assignment-in-condition', category: 'language', severity: 'warning', appliesTo: 'script',
  summary: 'A condition assigns a value instead of comparing.',
  documentation: '= assigns; comparisons are written -eq. Where the assignment of a constant or variable is meant, move it before the condition.',
  *check(context): Generator<Report> {
    for (const { node } of context.sites.of('IfStatementAst')) {
      for (const { condition } of node.clauses) {
        if (condition.kind !== 'AssignmentStatementAst' || condition.operator !== 'Equals') continue;
        // The result of a command or call is often assigned and tested in one.
        if (!/^(Constant|StringConstant|ExpandableString|Variable)/.test(bare(condition.right).kind)) continue;
        yield { start: condition.start, end: condition.end, message: 'This assigns, so the condition is about the value on the right. Write -eq to compare.' };
      }
    }
  },
};
