/** Breakpoints on commands by name: a function stops at its first statement, a cmdlet or program where it is called (about_Debuggers, Set-PSBreakpoint -Command). */
import type { Ast } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { parse } from '../../syntax/index.ts';
import { findFunction } from '../run/commands/lookup.ts';
import type { Session } from '../run/session.ts';
import { fold } from '../values/folding.ts';
import type { BoundBreakpoint } from './protocol.ts';

interface Named { readonly id: number; readonly folded: string; known: boolean }

export class FunctionBreakpoints {
  private asked: readonly Named[] = [];
  /** What stops, by folded name: the names asked for, and what those that are aliases stand for. */
  private names: ReadonlySet<string> = new Set();
  get any(): boolean { return this.names.size > 0; }
  has(name: string): boolean { return this.names.has(fold(name)); }
  /** `texts`: what is loaded, whether it has run yet or not. */
  set(given: readonly string[], session: Session, texts: Iterable<string>, newId: () => number): BoundBreakpoint[] {
    const defined = given.length === 0 ? new Set<string>() : new Set([...texts].flatMap((text) => [...functionsIn(parse(text).ast)])), names = new Set<string>();
    this.asked = given.map((name) => {
      const folded = fold(name), meant = aliased(session, folded), before = this.asked.find((one) => one.folded === folded);
      names.add(folded).add(meant);
      return { id: before?.id ?? newId(), folded, known: defined.has(meant) || isCommand(session, meant, name) };
    });
    this.names = names;
    return this.asked.map(({ id, known }, i) => (known ? { id, verified: true } : { id, verified: false, message: `No command or function "${given[i] ?? ''}" is known yet.` }));
  }
  /** A text was loaded; gives the breakpoints that it makes known. */
  loaded(text: string): BoundBreakpoint[] {
    const unknown = this.asked.filter(({ known }) => !known);
    if (unknown.length === 0) return [];
    const defined = functionsIn(parse(text).ast), found = unknown.filter(({ folded }) => defined.has(folded));
    for (const one of found) one.known = true;
    return found.map(({ id }) => ({ id, verified: true }));
  }
}

function functionsIn(ast: Ast): Set<string> {
  const names = new Set<string>();
  walk(ast, (n) => { if (n.kind === 'FunctionDefinitionAst') names.add(fold(n.name.replace(/^(?:global|script|local|private):/i, ''))); return true; });
  return names;
}
function aliased(session: Session, folded: string): string {
  const seen = new Set<string>();
  let name = folded;
  for (let to = session.global.aliases?.get(name); to !== undefined && !seen.has(name); to = session.global.aliases?.get(name)) { seen.add(name); name = fold(to); }
  return name;
}
/** Known without loading a module or asking a PowerShell: setting a breakpoint runs nothing. */
function isCommand(session: Session, folded: string, name: string): boolean {
  if (findFunction(session.current, folded) !== undefined || session.cmdlets.has(folded) || session.imported.has(folded)) return true;
  // A script that cannot be read is none.
  try { return session.findExternal(name) !== undefined; } catch { return false; }
}
