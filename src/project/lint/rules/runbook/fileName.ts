import type { Report, Rule } from '../../rule.ts';

export const fileName: Rule = {
  id: 'SMA5001', name: 'file-name-differs', category: 'file', severity: 'warning', appliesTo: 'workflow',
  summary: 'The file is not named as its workflow.',
  documentation: 'The runbook gets the name of the workflow; people and tools look for it under the name of the file. Name both alike.',
  *check({ facts, fileName: file }): Generator<Report> {
    const [workflow] = facts.workflows;
    if (file === undefined || workflow === undefined || facts.workflows.some(({ name }) => name.toLowerCase() === file.toLowerCase())) return;
    yield { start: workflow.nameStart, end: workflow.nameEnd, message: `The runbook is called ${workflow.name}, its file ${file}.ps1. Name the file ${workflow.name}.ps1.` };
  },
};
