/** What a scope has set goes to the one that called it: `.` of a stage in the middle of a pipeline (about_Scopes, dot sourcing). */
import { unset } from '../values/value.ts';
import type { Frame } from './frame.ts';

/** What belongs to the call and not to the scope. */
const OWN: ReadonlySet<string> = new Set(['_', 'psitem', 'args', 'input', 'this', 'psboundparameters', 'myinvocation', 'pscmdlet', 'psscriptroot', 'pscommandpath']);

/** Moves variables, functions and aliases; where they were, the scope around is looked up from now on. */
export function handOver(from: Frame, to: Frame): void {
  const { session } = from;
  from.layout.names.forEach((name, slot) => {
    const value = from.slots[slot];
    if (value === unset || OWN.has(name)) return;
    const guard = from.guards?.[slot];
    from.slots[slot] = unset;
    to.assign(session.displayName(name), from.given(slot, value));
    if (guard !== undefined) to.guard(name, guard);
  });
  for (const [name, held] of from.extra ?? []) { to.assign(held.name, held.value); if (held.guard !== undefined) to.guard(name, held.guard); }
  from.extra = null;
  for (const [name, entry] of from.functions ?? []) (to.functions ??= new Map()).set(name, entry);
  for (const [name, value] of from.aliases ?? []) (to.aliases ??= new Map()).set(name, value);
  if (from.functions !== null || from.aliases !== null) session.commandVersion += 1;
  from.functions = null;
  from.aliases = null;
  if (from.matches !== null) to.matches = from.matches;
  to.strict = from.strict;
}
