/** Statements in order: an error that nobody takes is reported and the next statement goes on. */
import type { StatementAst, TrapStatementAst } from '../../../syntax/ast.ts';
import { recover } from '../../errors/recover.ts';
import { NORMAL } from '../code.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { watchedAt } from '../watch.ts';
import { withTraps } from './trap.ts';

/** Compiles a list; definitions of functions come first, as PowerShell hoists nothing else. */
export function compileStatements(statements: readonly StatementAst[], traps: readonly TrapStatementAst[], c: Compiler): Exec {
  const list = [...typesFirst(statements), ...statements.filter((s) => s.kind !== 'TrapStatementAst' && s.kind !== 'TypeDefinitionAst')].map((s) => watched(s, c, c.statement(s)));
  return traps.length > 0 ? withTraps(list, traps, c) : inOrder(list);
}
/** Loops that ask at their conditions, and definitions, are no places to stop. */
const PASSED: ReadonlySet<string> = new Set(['FunctionDefinitionAst', 'TypeDefinitionAst', 'WhileStatementAst', 'DoWhileStatementAst', 'DoUntilStatementAst', 'ForStatementAst']);
export const canStop = (n: StatementAst): boolean => !PASSED.has(n.kind);
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
export function inOrder(list: readonly Exec[]): Exec {
  const count = list.length;
  if (count === 0) return () => NORMAL;
  const [only] = list;
  if (count === 1 && only !== undefined) return (f) => { try { return only(f); } catch (e) { return recover(e, f); } };
  return (f) => {
    let i = 0;
    for (;;) {
      try {
        while (i < count) {
          const done = (list[i] as Exec)(f);
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
  };
}
