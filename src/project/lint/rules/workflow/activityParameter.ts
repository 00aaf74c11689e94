import { activityCalls, checkActivity, checkBinding, checkInlineScriptParameters, isOfActivities, ownElements, type PlacedParameter } from '../../../../powershell/index.ts';
import { ASKING, CMDLET_PARAMETERS, COMMON, SHOULD_PROCESS, type Written } from '../../cmdletParameters.ts';
import type { Report, Rule } from '../../rule.ts';
import { commandKey } from '../../sites.ts';
import { words } from '../../words.ts';

/** What the workflow language itself makes of these is told by its own rules. */
const language: ReadonlySet<string> = words('inlinescript checkpoint-workflow suspend-workflow persist start-sleep new-object get-psworkflowdata set-psworkflowdata');

const read = (isCommon: boolean) => ([name, places, ...aliases]: Written): PlacedParameter => {
  const [, marks = '', sets = ''] = /^([!+]*)(.*)$/.exec(places) ?? [];
  return { name, aliases, isCommon, isSwitch: marks.includes('!'), sets: new Map(sets.split(',').map((one) => {
    const [set = '', at] = one.split(':');
    return [set === '*' ? '__AllParameterSets' : set, { position: at === undefined ? -1 : Number(at), remaining: marks.includes('+') }];
  })) };
};
const known = new Map<string, readonly PlacedParameter[]>();

function parametersOf(key: string): readonly PlacedParameter[] | undefined {
  const own = Object.hasOwn(CMDLET_PARAMETERS, key) ? CMDLET_PARAMETERS[key] : undefined;
  let found = known.get(key);
  if (found === undefined && own !== undefined) known.set(key, (found = [...own.map(read(false)), ...[...COMMON, ...(ASKING.includes(key) ? SHOULD_PROCESS : [])].map(read(true))].filter(isOfActivities)));
  return found;
}

export const activityParameter: Rule = {
  id: 'SMA2015', name: 'activity-parameter', category: 'workflow', severity: 'error', appliesTo: 'workflow',
  summary: 'A command in a workflow is given a parameter that its activity does not take.',
  documentation: 'In a workflow a command is an activity. It takes no -WhatIf, -Confirm, -OutVariable, -OutBuffer and -Result, has -PSComputerName in the place of -ComputerName, and the compiler knows its parameters: one that is unknown, ambiguous, given twice, without its value or in no parameter set of the others keeps the workflow from running. Where the parameter is needed, put the command into an InlineScript block.',
  *check(context): Generator<Report | undefined> {
    const found: Report[] = [];
    for (const node of activityCalls(context.result)) {
      yield;
      const site = context.sites.site(node), key = context.cmdlet(node);
      const refuse = ({ start, end }: { readonly start: number; readonly end: number }, errorId: string, message: string): void => { found.push({ start, end, message: `${message} (${errorId})`, errorId }); };
      if (site !== undefined && key === 'inlinescript') checkInlineScriptParameters(node, refuse);
      // Only a name with a dash is certainly a command that becomes an activity; functions and runbooks take what they declare.
      if (site === undefined || !/^[a-z]\w*-\w+$/.test(key) || language.has(key)) continue;
      if (context.functions.has(key) || context.functions.has(commandKey({ node })) || context.child({ ...site, node }) !== undefined) continue;
      const name = node.elements[0] === undefined ? key : context.slice(node.elements[0]), own = parametersOf(key), before = found.length;
      checkActivity(node, name, own, refuse);
      if (own !== undefined && found.length === before && !node.elements.some((e) => e.kind === 'CommandParameterAst' && /^(?:seq|lang)/i.test(e.parameterName))) checkBinding(node, name, ownElements(node, own), own, refuse);
    }
    yield* found;
  },
};
