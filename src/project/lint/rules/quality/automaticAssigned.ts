import { variableParts } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { words } from '../../words.ts';

/** Those that PowerShell itself sets while the script runs, or refuses to have changed (about_Automatic_Variables). */
const automatic = words('true false host pid home pshome shellid executioncontext psversiontable error input args foreach switch myinvocation psboundparameters pscmdlet psitem event sender');

/** Of these a parameter keeps what it is given; of the others the value is lost, or the call fails. */
const kept: ReadonlySet<string> = new Set(words('foreach switch pscmdlet psitem event sender error'));

export const automaticAssigned: Rule = {
  id: 'SMA6010', name: 'automatic-variable-assigned', category: 'language', severity: 'warning', appliesTo: 'script',
  summary: 'An automatic variable is assigned, or declared as a parameter.',
  documentation: 'PowerShell sets it itself, or refuses the change with an error: a parameter of such a name ($args, $input, $host) loses what it is given, or its function cannot be called. Take another name.',
  *check({ names }): Generator<Report> {
    for (const key of automatic) {
      for (const { node, parent } of names.get(key)?.writes ?? []) {
        if ((parent?.node.kind === 'ParameterAst' && kept.has(key)) || variableParts(node.variablePath).isDrive) continue;
        if (parent?.node.kind === 'ConvertExpressionAst' && /^ref$/i.test(parent.node.type.typeName.text)) continue;
        yield { start: node.start, end: node.end, message: `$${node.variablePath} belongs to PowerShell. Take another name.` };
      }
    }
  },
};
