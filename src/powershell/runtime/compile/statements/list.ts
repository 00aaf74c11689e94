/** Statements in order: an error that nobody takes is reported and the next statement goes on. */
import type { StatementAst, TrapStatementAst } from '../../../syntax/ast.ts';
import { recover } from '../../errors/recover.ts';
import { NORMAL } from '../code.ts';
import { canStop } from '../../debug/places.ts';
import type { Completion, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import type { Frame } from '../../run/frame.ts';
import { later, watchedAt } from '../watch.ts';
import { withTraps } from './trap.ts';

/** Compiles a list; definitions of functions come first, as PowerShell hoists nothing else. */
export function compileStatements(statements: readonly StatementAst[], traps: readonly TrapStatementAst[], c: Compiler): Exec {
  const ordered = [...typesFirst(statements), ...statements.filter((s) => s.kind !== 'TrapStatementAst' && s.kind !== 'TypeDefinitionAst')];
  const all = (by: Compiler): Exec[] => ordered.map((s) => watched(s, by, by.statement(s))), list = all(c), late = later(c, all);
  return traps.length > 0 ? withTraps(list, late, traps, c) : inOrder(list, late);
}
/** The statements of a list from one on, with places to stop; its code of the second gear goes on so when a debugger has come. */
export function restOf(statements: readonly StatementAst[], c: Compiler): (f: Frame, from: number) => Completion {
  const late = later(c, (by) => statements.map((s) => watched(s, by, by.statement(s))));
  return (f, from) => (late === undefined ? NORMAL : run(f, late(), undefined, from));
}
/** A statement at which a debugger may stop. */
export function watched(n: StatementAst, c: Compiler, run: Exec): Exec {
  return canStop(n) ? watchedAt(n, c, run) : run;
}
/** Classes and enums exist before anything runs; a base comes before what derives from it. */
function typesFirst(statements: readonly StatementAst[]): StatementAst[] {
  const types = statements.filter((s) => s.kind === 'TypeDefinitionAst'), done: typeof types = [];
  const add = (t: (typeof types)[number]): void => {
    if (done.includes(t)) return;
    for (const b of t.baseTypes) { const base = types.find((x) => x !== t && x.name.toLowerCase() === b.typeName.text.toLowerCase()); if (base !== undefined && !done.includes(base)) add(base); }
    done.push(t);
  };
  for (const t of types) if (t.typeKind === 'Enum') add(t);
  for (const t of types) add(t);
  return done;
}
/** `late`: the same statements for when a debugger has come. */
function inOrder(list: readonly Exec[], late: (() => readonly Exec[]) | undefined): Exec {
  const count = list.length;
  if (count === 0) return () => NORMAL;
  const [only] = list;
  if (count === 1 && only !== undefined) return (f) => { try { return (f.session.late && late !== undefined ? late()[0] as Exec : only)(f); } catch (e) { return recover(e, f); } };
  return (f) => run(f, list, late, 0);
}
function run(f: Frame, list: readonly Exec[], late: (() => readonly Exec[]) | undefined, from: number): Completion {
  const count = list.length, { session } = f;
  let i = from;
  for (;;) {
    try {
      while (i < count) {
        const done = ((session.late && late !== undefined ? late() : list)[i] as Exec)(f);
        if (done !== NORMAL) return done;
        i += 1;
      }
      return NORMAL;
    } catch (e) {
      const done = recover(e, f);
      if (done !== NORMAL) return done;
      i += 1;
    }
  }
}
