import type { Rule } from '../../rule.ts';

export const severalWorkflows: Rule = {
  id: 'SMA5002', name: 'several-workflows', category: 'file', severity: 'warning', appliesTo: 'workflow',
  summary: 'A file defines several workflows.',
  documentation: 'One file is one runbook, named as one workflow. Give each of the others a file of its own, or nest it in the one that calls it.',
  check: ({ facts }) => facts.workflows.filter(({ name }) => name !== facts.name).map(({ name, nameStart, nameEnd }) => ({
    start: nameStart, end: nameEnd, message: `This file is the runbook ${facts.name ?? ''}; the workflow ${name} needs a file of its own.`,
  })),
};
