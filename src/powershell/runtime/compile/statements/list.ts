/** Statements in order: an error that nobody takes is reported and the next statement goes on. */
import type { StatementAst, TrapStatementAst } from '../../../syntax/ast.ts';
import { recover } from '../../errors/recover.ts';
import { NORMAL } from '../code.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { withTraps } from './trap.ts';

/** Compiles a list; definitions of functions come first, as PowerShell hoists nothing else. */
export function compileStatements(statements: readonly StatementAst[], traps: readonly TrapStatementAst[], c: Compiler): Exec {
  const list = statements.filter((s) => s.kind !== 'TrapStatementAst').map((s) => c.statement(s));
  return traps.length > 0 ? withTraps(list, traps, c) : inOrder(list);
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
