import { variableParts } from '../../../powershell/index.ts';
import type { Report, Rule } from '../rule.ts';
import { commandKey } from '../sites.ts';

/** Verbs of work that cannot simply be done twice; cmdlets that only make objects in memory do not count. */
const creates = /^(new|add|remove|install|uninstall|publish|move|rename)-/;
const harmless = /^(new-(object|timespan|guid|cimsession\w*|pssession\w*|item|webserviceproxy|variable|azurestoragecontext|az\w*storagecontext)|add-(member|type|content|\w*account)|remove-(variable|pssession|item|cimsession|module))$/;

export const noCheckpoint: Rule = {
  id: 'SMA3001', name: 'no-checkpoint', category: 'state', severity: 'information', appliesTo: 'workflow',
  summary: 'A workflow creates or removes several things and has no checkpoint.',
  documentation: 'A job that is suspended or loses its worker begins anew without a checkpoint, and does the work twice. Write Checkpoint-Workflow behind what must not be repeated.',
  *check(context): Generator<Report> {
    const [workflow] = context.facts.workflows.filter(({ name }) => name === context.facts.name);
    if (workflow === undefined) return;
    const inside = context.commands().filter(({ place, definition }) => place === 'workflow' && definition === workflow.node);
    const saves = inside.some((site) => /^(checkpoint|suspend|persist)-workflow$/.test(commandKey(site)) || site.node.elements.some((element) => element.kind === 'CommandParameterAst' && /^PSPersist$/i.test(element.parameterName)));
    if (saves || context.sites.of('VariableExpressionAst').some(({ node }) => /^PSPersistPreference$/i.test(variableParts(node.variablePath).name))) return;
    const done = inside.filter((site) => creates.test(commandKey(site)) && !harmless.test(commandKey(site)));
    // Add-Param and the like, many times over, put together what one command then sends.
    const work = done.filter((site, at) => !commandKey(site).startsWith('add-') || done.findIndex((other) => commandKey(other) === commandKey(site)) === at);
    if (work.length >= 3) yield { start: workflow.nameStart, end: workflow.nameEnd, message: `${workflow.name} does ${work.length} things that cannot be done twice (${context.slice(work[0]!.node.elements[0]!)} first) and has no checkpoint. Write Checkpoint-Workflow behind them.` };
  },
};
