import { runbookNameProblem } from '../../../../sma/runbookName.ts';
import { deviceNameProblem } from '../../../hardNames.ts';
import type { Report, Rule } from '../../rule.ts';

export const runbookName: Rule = {
  id: 'SMA5003', name: 'runbook-name', category: 'file', severity: 'error', appliesTo: 'both',
  summary: 'SMA refuses the name of the runbook, or Windows a file of it.',
  documentation: 'A name begins with a letter, goes on with letters, digits, dashes and underscores, and has at most 64 characters. Names of devices (CON, NUL, COM1 …) are no names of files on Windows.',
  *check({ facts, name, isRunbook }): Generator<Report> {
    const problem = name === undefined || !isRunbook ? undefined : runbookNameProblem(name)?.message ?? deviceNameProblem(name), workflow = facts.workflows.find((each) => each.name === facts.name);
    if (problem !== undefined) yield { start: workflow?.nameStart ?? 0, end: workflow?.nameEnd ?? 0, message: `${problem} Rename the ${workflow === undefined ? 'file' : 'workflow'}.` };
  },
};
