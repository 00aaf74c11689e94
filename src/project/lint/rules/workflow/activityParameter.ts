import { checkActivity, type KnownParameter } from '../../../../powershell/index.ts';
import { CMDLET_PARAMETERS, COMMON } from '../../cmdletParameters.ts';
import type { Report, Rule } from '../../rule.ts';
import { commandKey, isActivity } from '../../sites.ts';
import { words } from '../../words.ts';

/** What the workflow language itself makes of these is told by its own rules. */
const language: ReadonlySet<string> = words('inlinescript checkpoint-workflow suspend-workflow persist start-sleep sleep new-object get-psworkflowdata set-psworkflowdata');

function parametersOf(key: string): readonly KnownParameter[] | undefined {
  const own = Object.hasOwn(CMDLET_PARAMETERS, key) ? CMDLET_PARAMETERS[key] : undefined;
  return own === undefined ? undefined : [...own, ...COMMON].map(([name, ...aliases]) => ({ name, aliases }));
}

export const activityParameter: Rule = {
  id: 'SMA2015', name: 'activity-parameter', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A command in a workflow is given a parameter that its activity does not take.',
  documentation: 'In a workflow a command is an activity. It takes no -WhatIf, -Confirm, -OutVariable, -OutBuffer and -Result, has -PSComputerName in the place of -ComputerName, and the compiler knows its parameters: one that is unknown, ambiguous or given twice keeps the workflow from running. Where the parameter is needed, put the command into an InlineScript block.',
  *check(context): Generator<Report> {
    const found: Report[] = [];
    for (const site of context.commands()) {
      const key = commandKey(site), { node } = site;
      // Only a name with a dash is certainly a command that becomes an activity; functions and runbooks take what they declare.
      if (!isActivity(site) || node.invocationOperator !== 'Unknown' || !/^[a-z]\w*-\w+$/.test(key) || language.has(key)) continue;
      if (context.functions.has(key) || context.child(site) !== undefined) continue;
      checkActivity(node, node.elements[0] === undefined ? key : context.slice(node.elements[0]), parametersOf(key), ({ start, end }, errorId, message) => found.push({ start, end, message: `${message} (${errorId})`, errorId }));
    }
    yield* found;
  },
};
