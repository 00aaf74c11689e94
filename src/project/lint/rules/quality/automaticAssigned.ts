import { variableParts } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { words } from '../../words.ts';

/** Those that PowerShell itself sets while the script runs, or refuses to have changed (about_Automatic_Variables). */
const automatic = words('true false host pid home pshome shellid executioncontext psversiontable error input args foreach switch myinvocation psboundparameters pscmdlet psitem event sender');

export const automaticAssigned: Rule = {
  id: 'SMA6010', name: 'automatic-variable-assigned', category: 'language', severity: 'warning', appliesTo: 'script',
  summary: 'An automatic variable is assigned.',
  documentation: 'PowerShell sets it itself, or refuses the change with an error. Take another name.',
  *check({ names }): Generator<Report> {
    for (const key of automatic) {
      for (const { node, parent } of names.get(key)?.writes ?? []) {
        if (parent?.node.kind === 'ParameterAst' || variableParts(node.variablePath).isDrive) continue;
        if (parent?.node.kind === 'ConvertExpressionAst' && /^ref$/i.test(parent.node.type.typeName.text)) continue;
        yield { start: node.start, end: node.end, message: `$${node.variablePath} belongs to PowerShell. Take another name.` };
      }
    }
  },
};
