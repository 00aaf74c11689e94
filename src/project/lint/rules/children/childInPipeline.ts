import type { LintContext } from '../../context.ts';
import { runbookRefusal, spotOf } from '../../refusal.ts';
import type { Fix, Report, Rule } from '../../rule.ts';
import { isPiped, type NodeOf, type Site } from '../../sites.ts';

/** Blocks whose statements run one after the other; those of `parallel` do not. */
function isInOrder(statement: Site): boolean {
  const { parent } = statement;
  if (parent?.node.kind === 'NamedBlockAst') return true;
  return parent?.node.kind === 'StatementBlockAst' && !(parent.parent?.node.kind === 'BlockStatementAst' && parent.parent.node.blockKind === 'Parallel');
}

/**
 * The call goes to a variable first, where it is the head of a pipeline that is a statement, or is assigned in one. All fixes may be made
 * together: none takes a name that is `given` to another, since an inner block cannot assign what an outer one has (VariableAlreadyDefined).
 */
function assignedFirst(context: LintContext, site: Site<NodeOf<'CommandAst'>>, name: string, given: Set<string>): Fix | undefined {
  const pipeline = site.parent, statement = pipeline?.parent?.node.kind === 'AssignmentStatementAst' ? pipeline.parent : pipeline;
  if (pipeline?.node.kind !== 'PipelineAst' || pipeline.node.elements[0] !== site.node || statement === undefined || !isInOrder(statement)) return undefined;
  const { start } = statement.node, lineStart = Math.max(context.text.lastIndexOf('\n', start - 1), context.text.lastIndexOf('\r', start - 1)) + 1;
  const before = context.text.slice(lineStart, start), indent = /^\s*$/.test(before) ? before : undefined, newLine = context.text.includes('\r\n') ? '\r\n' : '\n';
  const word = name.replaceAll(/[^\p{L}\p{Nd}]/gu, ''), base = `${word.charAt(0).toLowerCase()}${word.slice(1)}Output`;
  let variable = base;
  for (let i = 2; context.names.has(variable.toLowerCase()) || given.has(variable.toLowerCase()); i++) variable = `${base}${i}`;
  given.add(variable.toLowerCase());
  const call = context.slice(site.node);
  return {
    title: `Assign the output of ${name} to a variable first`,
    edits: [
      { start, end: start, text: `$${variable} = ${call}${indent === undefined ? '; ' : `${newLine}${indent}`}` },
      { start: site.node.start, end: site.node.end, text: `$${variable}` },
    ],
  };
}

export const childInPipeline: Rule = {
  id: 'SMA1013', name: 'child-in-pipeline', category: 'children', severity: 'error', appliesTo: 'workflow',
  summary: 'A workflow runbook is called in a pipeline.',
  documentation: 'The calling workflow does not compile: only commands can be joined with |, and a child workflow is none (ActivityNotSupportedInPipeline). Assign its output to a variable first, and pipe the variable.',
  *check(context): Generator<Report> {
    const given = new Set<string>();
    for (const site of context.commands()) {
      if (site.place !== 'workflow' || !isPiped(site)) continue;
      const child = context.child(site), [name] = site.node.elements;
      if (child === undefined || name === undefined || runbookRefusal(child.type, spotOf(site), true) !== 'SMA1013') continue;
      yield { start: name.start, end: name.end, message: `The runbook ${child.name} cannot stand in a pipeline. Assign its output to a variable first, and pipe the variable.`, fix: assignedFirst(context, site, child.name, given) };
    }
  },
};
