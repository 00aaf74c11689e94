import { scriptFile } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';

export const childInFolder: Rule = {
  id: 'SMA1015', name: 'child-in-folder', category: 'children', severity: 'warning', appliesTo: 'script',
  summary: 'A script runbook calls another one in a folder below or above: ..\\Child.ps1.',
  documentation: 'On the server runbooks lie in no folders: all are beside each other, and a child is found as `.\\Name.ps1` alone. A run on this machine finds it so too, wherever it lies in the runbook folder (the nearest with `sma.yaml`, `.sma` or `.git`).',
  *check(context): Generator<Report> {
    for (const { form, name, start, end, command } of context.facts.children) {
      const file = form === 'script' ? scriptFile(command.node) : undefined;
      if (file === undefined || command.place === 'workflow' || /^(?:\.|\$\{?PSScriptRoot\}?)?[\\/]?$/i.test(file.folder) || context.runbook(name) === undefined) continue;
      const from = file.start - file.folder.length;
      yield {
        start, end, message: `On the server runbooks lie in no folders: '${file.folder}${name}.ps1' is not found there. Write .\\${name}.ps1, which is found here too.`,
        // What Join-Path puts together has the folder of the script before it.
        fix: /^[.$]/.test(file.folder) ? { title: `Call it as .\\${name}.ps1`, edits: [{ start: from, end: file.start, text: '.\\' }] } : undefined,
      };
    }
  },
};
