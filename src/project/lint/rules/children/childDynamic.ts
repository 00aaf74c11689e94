import { workedOutName } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';

export const childDynamic: Rule = {
  id: 'SMA1016', name: 'child-dynamic-name', category: 'children', severity: 'hint', appliesTo: 'both',
  summary: 'The name of a runbook that is started is worked out at run time, or that of a command is put together from what is.',
  documentation: 'Nothing can tell beforehand whether there is one of that name, and with which parameters; a search for its callers, and a new name for it, do not find the place. Where only a few names are possible, write them out. A command that a variable alone names is left alone: it may be a block, or the path of a program.',
  *check(context): Generator<Report> {
    for (const command of context.facts.commands) {
      const found = workedOutName(command), isStart = command.name !== undefined;
      if (found !== undefined) yield { start: found.start, end: found.end, message: `The name of this ${isStart ? 'runbook' : 'command'} is worked out at run time, so nobody can check that it exists. Write it as a constant where possible.` };
    }
  },
};
