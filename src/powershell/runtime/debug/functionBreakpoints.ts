/**
 * Breakpoints on commands by name: a function stops at its first statement, a cmdlet or program where it is called (about_Debuggers, Set-PSBreakpoint -Command).
 * A method of a class goes by `Class.Method`, a constructor by `Class.new`, or by the name alone.
 */
import type { Ast } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { parse } from '../../syntax/index.ts';
import { findFunction } from '../run/commands/lookup.ts';
import type { Session } from '../run/session.ts';
import { fold } from '../values/folding.ts';
import type { BoundBreakpoint, FunctionBreakpoint } from './protocol.ts';
import type { Breakpoint } from './sites.ts';

interface Named extends Breakpoint { readonly folded: string; /** What it stands for, where the name is an alias. */ readonly meant: string; known: boolean }

export class FunctionBreakpoints {
  private asked: readonly Named[] = [];
  get any(): boolean { return this.asked.length > 0; }
  /** Those that a command of one of these names stops at, whatever their conditions. */
  of(...names: readonly string[]): readonly Breakpoint[] {
    const folded = names.map(fold);
    return this.asked.filter((one) => folded.includes(one.folded) || folded.includes(one.meant));
  }
  /** `texts`: what is loaded, whether it has run yet or not. */
  set(given: readonly FunctionBreakpoint[], session: Session, texts: Iterable<string>, newId: () => number): BoundBreakpoint[] {
    const defined = given.length === 0 ? new Set<string>() : new Set([...texts].flatMap((text) => [...functionsIn(parse(text).ast)]));
    this.asked = given.map(({ name, ...conditions }): Named => {
      const folded = fold(name), meant = aliased(session, folded), before = this.asked.find((one) => one.folded === folded), isSame = before?.asked.condition === conditions.condition && before?.asked.hitCondition === conditions.hitCondition;
      return { id: before?.id ?? newId(), asked: { line: 0, ...conditions }, hits: isSame ? before?.hits ?? 0 : 0, folded, meant, known: defined.has(meant) || isCommand(session, meant, name) };
    });
    return this.asked.map(({ id, known }, i) => (known ? { id, verified: true } : { id, verified: false, message: `No command or function "${given[i]?.name ?? ''}" is known yet.` }));
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
  walk(ast, (n) => {
    if (n.kind === 'FunctionDefinitionAst') names.add(fold(n.name.replace(/^(?:global|script|local|private):/i, '')));
    else if (n.kind === 'TypeDefinitionAst') for (const m of n.members) if (m.kind === 'FunctionMemberAst') for (const name of methodNames(n.name, m.name)) names.add(fold(name));
    return true;
  });
  return names;
}
/** The names that a method goes by. A constructor is called as its class. */
export function methodNames(ofClass: string, name: string): string[] {
  return [name, `${ofClass}.${name}`, ...(fold(name) === fold(ofClass) ? [`${ofClass}.new`] : [])];
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
