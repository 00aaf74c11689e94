import { excludedCalls } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';

export const excludedCmdlet: Rule = {
  id: 'SMA2005', name: 'excluded-cmdlet', category: 'workflow', severity: 'error', appliesTo: 'workflow',
  summary: 'A workflow uses a cmdlet that has no activity.',
  documentation: 'A workflow with such a cmdlet as a statement does not compile. Put it into an InlineScript block.',
  *check(context): Generator<Report> {
    for (const { name, error } of excludedCalls(context.result)) {
      const plain = name.toLowerCase().replace(/^[\w.]+\\/, '');
      if (!context.functions.has(plain)) yield { start: error.start, end: error.start + name.length, message: `${name} cannot be used in a workflow${instead(plain)}. (${error.errorId})`, errorId: error.errorId };
    }
  },
};
const instead = (name: string): string => (name === 'write-host' ? '. Use Write-Output for results, Write-Verbose for messages' : /^(?:read-host|get-credential)$/.test(name) ? ', and a job has nobody to ask. Take the value as a parameter, or from an asset' : '. Put it into an InlineScript block');
