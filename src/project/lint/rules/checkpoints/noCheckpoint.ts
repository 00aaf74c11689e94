import { variableParts } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare } from '../../sites.ts';
import { heaviestStretch, type Stretch } from '../../flow/unsavedWork.ts';

/** So many things done anew are worth a word. */
const MANY = 3;

function message({ works, turns }: Stretch, first: string): string {
  return turns === undefined
    ? `${works} things that cannot be done twice, ${first} the first of them, are done without a checkpoint: a job that is resumed or loses its worker does them again. Write Checkpoint-Workflow behind them.`
    : `${first} runs in every turn of a loop without a checkpoint: a job that is resumed or loses its worker does all turns again. Write Checkpoint-Workflow in the loop.`;
}

export const noCheckpoint: Rule = {
  id: 'SMA3001', name: 'no-checkpoint', category: 'state', severity: 'information', appliesTo: 'workflow',
  summary: 'A workflow creates or removes several things and has no checkpoint.',
  documentation: 'A job that is suspended or loses its worker goes on from the last checkpoint, or begins anew without one, and does the work since then twice. Counted is what stands between two checkpoints; what is created in a loop counts for each turn. Write Checkpoint-Workflow behind what must not be repeated, and into the loop.',
  *check(context): Generator<Report | undefined> {
    const [workflow] = context.facts.workflows.filter(({ name }) => name === context.facts.name);
    if (workflow === undefined || context.sites.of('VariableExpressionAst').some(({ node }) => /^PSPersistPreference$/i.test(variableParts(node.variablePath).name))) return;
    const stretch = yield* heaviestStretch(workflow.node.body, (node) => context.sites.site(node)?.place === 'workflow', context.cmdlet);
    const [name] = stretch.first?.elements ?? [];
    if (stretch.works >= MANY && name !== undefined) yield { start: name.start, end: name.end, message: message(stretch, context.slice(bare(name))) };
  },
};
