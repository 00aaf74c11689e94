import { isExcluded } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { commandKey, isActivity } from '../../sites.ts';
import { words } from '../../words.ts';

/** Those that other rules speak of: write-host, interactive-command. */
const toldElsewhere = words('Write-Host Read-Host Get-Credential Out-GridView Show-Command');

export const excludedCmdlet: Rule = {
  id: 'SMA2005', name: 'excluded-cmdlet', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A workflow uses a cmdlet that has no activity.',
  documentation: 'Windows PowerShell refuses to compile a workflow with such a cmdlet as a statement. Put it into an InlineScript block.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      if (!isActivity(site)) continue;
      const [name] = site.node.elements;
      if (name !== undefined && isExcluded(commandKey(site)) && !toldElsewhere.has(commandKey(site)) && !context.functions.has(commandKey(site))) yield { start: name.start, end: name.end, message: `${context.slice(name)} cannot be used in a workflow. Put it into an InlineScript block.` };
    }
  },
};
