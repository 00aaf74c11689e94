/** One workflow's plan, from its tree; in a bundle of its own, which a script that is no workflow never reads (scripts/lib/laterParts.ts). */
import type { ParseError } from '../../syntax/parseResult.ts';
import type { Plan } from './plan.ts';
import { PlanCompiler } from './planCompiler.ts';
import type { PlanParts } from './planCompiler.ts';

export function makePlan(parts: PlanParts): Plan {
  const { key, entry } = parts, { block } = entry, { ast } = block;
  const c: PlanCompiler = new PlanCompiler(parts);
  const body = c.statements(ast.endBlock?.statements ?? [], ast), nested = [...c.nested];
  const errors = nested.flatMap((p) => (p.block.source === block.source ? p.errors : p.errors.map((e) => elsewhere(e, p, ast))));
  return { key, name: entry.name, entry, block, body, activities: c.activities, nested, errors: [...c.errors, ...errors] };
}
/** What is wrong in another runbook, told at the one that calls it. */
const elsewhere = (e: ParseError, { name, block }: Plan, at: { readonly start: number }): ParseError =>
  ({ ...e, message: `${e.message} (In the runbook '${name}', line ${block.source.place(e.start).line}.)`, start: at.start, end: at.start });
