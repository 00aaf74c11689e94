import { argumentsOf } from '../../../../powershell/index.ts';
import { CMDLET_NAMES } from '../../cmdletNames.ts';
import type { Report, Rule } from '../../rule.ts';
import { commandKey } from '../../sites.ts';
import { words } from '../../words.ts';
import { isInExpression } from '../../refusal.ts';

/** Compiled against cmdlets that every worker has, and the words of the workflow language. */
const resolved: ReadonlySet<string> = new Set([...CMDLET_NAMES, ...words('inlinescript checkpoint-workflow suspend-workflow parallel sequence get-automationvariable set-automationvariable get-automationpscredential get-automationcertificate get-automationconnection')]);

export const positionalInWorkflow: Rule = {
  id: 'SMA2014', name: 'positional-in-workflow', category: 'workflow', severity: 'hint', appliesTo: 'workflow',
  summary: 'A command in a workflow gets an argument by position.',
  documentation: 'A workflow is compiled before it runs. The compiler knows positions only of commands that it finds; where the module is not there at that moment, the workflow does not compile. Write the parameter before each value of a command that comes with a module.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const key = commandKey(site);
      // Only a name with a dash is certainly a cmdlet; programs have positions alone.
      if (site.place !== 'workflow' || site.node.invocationOperator !== 'Unknown' || !/^[a-z]\w*-\w+$/.test(key) || resolved.has(key)) continue;
      // Commands in an expression are not compiled, but run by a session that looks for them then.
      if (isInExpression(site)) continue;
      if (context.functions.has(key) || context.child(site) !== undefined) continue;
      const value = argumentsOf(site.node).find((argument) => argument.parameter === undefined && argument.value !== undefined && !(argument.value.kind === 'VariableExpressionAst' && argument.value.splatted))?.value;
      if (value !== undefined) yield { start: value.start, end: value.end, message: `This argument is given by position. Write its parameter before it, so that the workflow compiles wherever ${context.slice(site.node.elements[0]!)} comes from.` };
    }
  },
};
