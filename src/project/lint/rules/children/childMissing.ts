import { argumentFor, once, splattedLists, type RunbookFacts } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import { CMDLET_NAMES } from '../../cmdletNames.ts';
import { aliases } from '../../aliases.ts';
import { editDistance } from '../../../nearest.ts';
import type { Report, Rule } from '../../rule.ts';
import { commandKey } from '../../sites.ts';

const cmdlets = once(() => new Set(CMDLET_NAMES)), verbs = once(() => new Set(CMDLET_NAMES.map((name) => name.split('-')[0]!)));
/** Shorter names are near to too much. */
const SHORTEST = 6;

const withoutDigits = (name: string): string => name.replaceAll(/\d+/g, '#');

/** Whether an unknown name is a misspelt one, and not that of something beside it: Get-VM and Get-VMs, Step1 and Step2, New-Disk and Set-Disk. */
function isMisspelt(name: string, runbook: string): boolean {
  if (Math.abs(name.length - runbook.length) > 2 || name.startsWith(runbook) || runbook.startsWith(name) || withoutDigits(name) === withoutDigits(runbook)) return false;
  const [verb = '', ...noun] = name.split('-'), [otherVerb = '', ...otherNoun] = runbook.split('-');
  const isVerbMeant = verb === otherVerb || (noun.length > 0 && noun.join('-') === otherNoun.join('-') && !verbs().has(verb));
  if (noun.length > 0 && otherNoun.length > 0 && !isVerbMeant) return false;
  return Math.min(name.length, runbook.length) >= SHORTEST && editDistance(name, runbook) <= (Math.min(name.length, runbook.length) < 10 ? 1 : 2);
}

/** Commands of a workflow that nobody knows and whose name is nearly a runbook's. */
function* misspelt(context: LintContext): Generator<Report> {
  const runbooks = [...context.folder?.runbooks?.values() ?? []].filter(({ type, isAmbiguous }) => type === 'Script' && isAmbiguous !== true);
  if (runbooks.length === 0) return;
  for (const site of context.commands()) {
    const key = commandKey(site), [name] = site.node.elements;
    if (site.place !== 'workflow' || site.node.invocationOperator !== 'Unknown' || name === undefined || !/^\p{L}[\p{L}\p{Nd}_-]*$/u.test(key)) continue;
    if (cmdlets().has(key) || aliases.has(key) || context.functions.has(key) || context.folder?.runbooks?.has(key) === true || context.name?.toLowerCase() === key) continue;
    const near = runbooks.filter((runbook) => isMisspelt(key, runbook.name.toLowerCase())), [only] = near;
    if (only === undefined || near.length > 1) continue;
    yield { start: name.start, end: name.end, message: `There is no ${context.slice(name)} here, but a runbook ${only.name}. Correct the name, or add the runbook to the folder.` };
  }
}

/**
 * Calls that have the workflow's name before a function's that it defines. A workflow is no module: its compiler looks for `Main\Get-Thing`
 * among the functions by the whole name, and then among the modules' commands (workflow-semantics.md 1.2), and finds none.
 */
function* qualified(context: LintContext): Generator<Report> {
  for (const { node: { elements: [name] } } of context.commands()) {
    if (name?.kind !== 'StringConstantExpressionAst') continue;
    const [, workflow, called = ''] = /^([^\\/]+)\\([^\\/]+)$/.exec(name.value) ?? [], end = name.end - called.length, key = workflow?.toLowerCase();
    if (key === undefined || !context.functions.has(called.toLowerCase()) || !context.facts.workflows.some((one) => one.name.toLowerCase() === key) || context.slice(name) !== name.value) continue;
    yield {
      start: name.start, end: name.end, message: `${workflow} is a workflow and no module: nothing is found by ${name.value} when it runs. Call ${called} by its name alone.`,
      fix: { title: `Call ${called} by its name alone`, edits: [{ start: name.start, end, text: '' }], changes: true },
    };
  }
}

/** Runbooks that Start-SmaRunbook starts by a name which a variable or a splatted table holds. */
const heldNames = ({ facts }: LintContext): Pick<RunbookFacts['children'][number], 'name' | 'form' | 'start' | 'end' | 'command'>[] => facts.commands.flatMap((command) => {
  if (command.name?.toLowerCase() !== 'start-smarunbook') return [];
  const argument = argumentFor(command.node, 'Name', 0), held = argument === undefined || argument.kind === 'StringConstantExpressionAst' || (argument.kind === 'VariableExpressionAst' && argument.splatted) ? [] : command.texts.textsOf(argument);
  return [held, ...splattedLists(command, 'Name')].flat().map(({ value, start, end }) => ({ name: value, form: 'start' as const, start, end, command }));
});

export const childMissing: Rule = {
  id: 'SMA1005', name: 'child-missing', category: 'children', severity: 'warning', appliesTo: 'both',
  summary: 'A runbook is called or started that is not in the folder.',
  documentation: 'The call fails at run time when no published runbook has that name. A plain name may be a cmdlet of a module, so it is told only where it is nearly that of a workflow, or has the name of one before it, as of a module. Correct the name, or add the runbook to the folder.',
  *check(context): Generator<Report> {
    const { facts, folder } = context;
    yield* misspelt(context);
    yield* qualified(context);
    if (folder?.runbooks === undefined || folder.isComplete === false) return;
    const told = new Set<number>();
    for (const { name, form, start, end, command } of [...facts.children, ...heldNames(context)]) {
      // Start commands of other products name runbooks of other accounts.
      if (form === 'start' && command.name?.toLowerCase() !== 'start-smarunbook') continue;
      if (form === 'script' && command.place === 'inlineScript') continue;
      if (!folder.runbooks.has(name.toLowerCase()) && told.size !== told.add(start).size) yield { start, end, message: `There is no runbook '${name}' here. Correct the name, or add the runbook to the folder.` };
    }
  },
};
