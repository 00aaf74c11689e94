import { automaticVariables } from '../../../../powershell/index.ts';
import type { Ast, AstKind, Scope } from '../../../../powershell/index.ts';
import type { Fix, Report, Rule } from '../../rule.ts';
import type { Site, Sites } from '../../sites.ts';

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

/** Blocks that run once: those of a loop have a variable each time, which its turns would share. */
const runsOnce = (text: string, { start }: Scope): boolean => /^(?:parallel|sequence)\b/i.test(text.slice(start, start + 9));

/** A variable that can be given to the workflow: the statement of its block, and the places that set it. */
interface Given { readonly name: string; readonly outer: Scope; readonly places: readonly number[] }

/** Where giving it to the workflow changes nothing else: one block alone sets the variable, by plain assignments, and the workflow reads it behind it. */
function givenOf(text: string, workflow: Scope, [{ block } = { block: undefined }, other]: readonly { readonly block: Scope | undefined }[], key: string, read: number): Given | undefined {
  const variable = block?.variables.get(key);
  if (block === undefined || variable === undefined || other !== undefined || variable.written.length > 0) return undefined;
  let outer = block;
  for (let scope: Scope | undefined = block; scope !== undefined && scope !== workflow; scope = scope.parent) {
    if (!runsOnce(text, scope)) return undefined;
    outer = scope;
  }
  const places = variable.occurrences.filter(({ access }) => access === 'write'), isPlain = places.every(({ start, end }) => text.slice(start, end).toLowerCase() === `$${key}` && /^[ \t]*(?:[+\-*/%]?=)(?!=)/.test(text.slice(end, end + 20)) && /(?:^|[\r\n;{])[ \t]*$/.test(text.slice(Math.max(0, start - 80), start)));
  return !isPlain || read < outer.end ? undefined : { name: variable.name, outer, places: places.map(({ start }) => start) };
}

/** What runs its statements more than once, or apart: what is written before it would be shared by all turns. */
const turns: ReadonlySet<AstKind> = new Set<AstKind>(['ForEachStatementAst', 'ForStatementAst', 'WhileStatementAst', 'DoWhileStatementAst', 'DoUntilStatementAst', 'SwitchStatementAst', 'TrapStatementAst']);

/** The statement before which the variables of a block are given: the outermost, which every branch passes, but within its loop; never the block itself where its result is taken. */
function statementOf(sites: Sites, outer: Scope): Ast | undefined {
  const block = sites.of('BlockStatementAst').find(({ node }) => node.start === outer.start);
  let found: Ast | undefined;
  for (let at: Site | undefined = block; at?.parent !== undefined; at = at.parent) {
    const { kind } = at.parent.node;
    if (kind === 'NamedBlockAst' || kind === 'StatementBlockAst') found = at.node;
    if (kind === 'NamedBlockAst' || turns.has(kind)) break;
  }
  return found;
}

/** The repair of all variables of one block: what is written before it stands in one place. */
function fixOf(text: string, sites: Sites, outer: Scope, all: readonly Given[]): Fix | undefined {
  const start = statementOf(sites, outer)?.start;
  if (start === undefined) return undefined;
  const before = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(Math.max(0, start - 200), start)), behind = before === null ? '; ' : `${text.includes('\r\n') ? '\r\n' : '\n'}${before[1]!}`;
  const names = all.map(({ name }) => `$${name}`).join(', ');
  return {
    title: `Assign ${names} before the block, and write $WORKFLOW: in it`, changes: true,
    edits: [{ start, end: start, text: all.map(({ name }) => `$${name} = $null${behind}`).join('') }, ...all.flatMap(({ places }) => places).sort((a, b) => a - b).map((start) => ({ start: start + 1, end: start + 1, text: 'WORKFLOW:' }))],
  };
}

export const blockVariable: Rule = {
  id: 'SMA2016', name: 'variable-of-block', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A variable is assigned in a parallel, sequence or foreach -parallel block alone, and read outside of it.',
  documentation: 'Such a block has variables of its own, which end with it: outside of it the variable is another one, which is always empty. The blocks of ForEach-Object -Sequence are such blocks too. Assign it before the block, and write $WORKFLOW: before its name inside; or take what the block gives as its result.',
  *check({ scope, lines, sites, text }): Generator<Report> {
    for (const workflow of workflowsIn(scope)) {
      const blocks = blocksOf(workflow), own = blocks.map((block) => ({ block, names: assigned(block) })), found: { readonly report: Report; readonly given: Given | undefined }[] = [];
      for (const { block, names } of own) for (const [key, { occurrences, name }] of block.variables) {
        const elsewhere = names.has(key) || automaticVariables.has(key) ? undefined : own.find((other) => other.names.has(key));
        const read = elsewhere && occurrences.find(({ access }) => access === 'read');
        if (read !== undefined) found.push({
          report: { start: read.start, end: read.end, message: `$${name} is assigned in the block in line ${lines.position(elsewhere!.names.get(key)!).line} alone, and is empty outside of it. Assign it before the block, and write $WORKFLOW:${name} there.` },
          given: block === workflow ? givenOf(text, workflow, own.filter((other) => other.names.has(key)), key, read.start) : undefined,
        });
      }
      const together = new Map<Scope, Given[]>();
      for (const { given } of found) if (given !== undefined) {
        const all = together.get(given.outer) ?? [];
        all.push(given);
        together.set(given.outer, all);
      }
      const fixes = new Map([...together].map(([outer, all]) => [outer, fixOf(text, sites, outer, all)]));
      for (const { report, given } of found) yield { ...report, ...(given !== undefined && { fix: fixes.get(given.outer) }) };
    }
  },
};
