import type { Scope } from '../../../../powershell/index.ts';
import { automaticVariables } from '../../automaticVariables.ts';
import type { Report, Rule } from '../../rule.ts';

/** Scopes of a workflow's own statements: the workflow, and its blocks. */
function blocksOf(workflow: Scope): Scope[] {
  return [workflow, ...workflow.children.flatMap((child) => (child.kind === 'parallel' ? blocksOf(child) : []))];
}

const workflowsIn = (scope: Scope): Scope[] => [...(scope.kind === 'workflow' ? [scope] : []), ...scope.children.flatMap(workflowsIn)];

/** Names that a scope assigns, in lower case, each with the place of the first. */
function assigned({ variables }: Scope): Map<string, number> {
  return new Map([...variables].flatMap(([key, { occurrences, written }]) => {
    const places = [...occurrences, ...written].flatMap(({ access, start }) => (access === 'read' ? [] : [start]));
    return places.length === 0 ? [] : [[key, Math.min(...places)] as const];
  }));
}

export const blockVariable: Rule = {
  id: 'SMA2016', name: 'variable-of-block', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A variable is assigned in a parallel, sequence or foreach -parallel block alone, and read outside of it.',
  documentation: 'Such a block has variables of its own, which end with it: outside of it the variable is another one, which is always empty. Assign it before the block, and write $WORKFLOW: before its name inside; or take what the block gives as its result.',
  *check({ scope, lines }): Generator<Report> {
    for (const workflow of workflowsIn(scope)) {
      const blocks = blocksOf(workflow), own = blocks.map((block) => ({ block, names: assigned(block) }));
      for (const { block, names } of own) for (const [key, { occurrences, name }] of block.variables) {
        const elsewhere = names.has(key) || automaticVariables.has(key) ? undefined : own.find((other) => other.names.has(key));
        const read = elsewhere && occurrences.find(({ access }) => access === 'read');
        if (read !== undefined) yield { start: read.start, end: read.end, message: `$${name} is assigned in the block in line ${lines.position(elsewhere!.names.get(key)!).line} alone, and is empty outside of it. Assign it before the block, and write $WORKFLOW:${name} there.` };
      }
    }
  },
};
