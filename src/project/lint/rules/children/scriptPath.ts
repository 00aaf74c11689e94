import type { Report, Rule } from '../../rule.ts';

export const scriptPath: Rule = {
  id: 'SMA1011', name: 'script-path-in-workflow', category: 'children', severity: 'error', appliesTo: 'workflow',
  summary: 'A workflow calls a child runbook as a file: .\\Child.ps1.',
  documentation: 'That form belongs to script runbooks. A workflow calls another workflow by its bare name, and starts a script with Start-SmaRunbook.',
  *check(context): Generator<Report> {
    for (const { form, name, start, end, command } of context.facts.children) {
      if (form !== 'script' || command.place !== 'workflow' || command.operator !== 'Unknown') continue;
      const isWorkflow = context.runbook(name)?.type === 'Script';
      yield {
        start, end, message: `A workflow cannot call '.\\${name}.ps1'. Write ${name} alone where it is a workflow; start a script with Start-SmaRunbook.`,
        fix: isWorkflow ? { title: `Call ${name} by its name`, edits: [{ start, end, text: name }] } : undefined,
      };
    }
  },
};
