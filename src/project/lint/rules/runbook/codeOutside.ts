import type { Report, Rule } from '../../rule.ts';

export const codeOutside: Rule = {
  id: 'SMA5004', name: 'code-outside-workflow', category: 'file', severity: 'warning', appliesTo: 'workflow',
  summary: 'Code stands outside the workflow.',
  documentation: 'A workflow runbook is the workflow alone: SMA runs nothing around it, and a call at the end of the file, useful on a desktop, is not wanted there. Move the code in, or remove it.',
  *check({ result }): Generator<Report> {
    const { beginBlock, processBlock, endBlock } = result.ast;
    for (const block of [beginBlock, processBlock, endBlock]) {
      for (const statement of block?.statements ?? []) {
        if (statement.kind === 'FunctionDefinitionAst' && statement.isWorkflow) continue;
        yield { start: statement.start, end: statement.end, message: `This stands outside the workflow and is not part of the runbook. Move it ${statement.kind === 'FunctionDefinitionAst' ? 'into the workflow' : 'in, or remove it'}.` };
        return;
      }
    }
  },
};
