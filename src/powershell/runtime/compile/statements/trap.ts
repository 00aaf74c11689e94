/** trap-statements of a block: `continue` goes on with the next statement of the block, `break` throws on, neither reports and goes on. */
import type { TrapStatementAst } from '../../../syntax/ast.ts';
import { asError, locate, recover } from '../../errors/recover.ts';
import { reportError } from '../../errors/report.ts';
import { isSignal } from '../../run/signals.ts';
import { resolveType } from '../../types/resolve.ts';
import { current } from '../../run/current.ts';
import { BREAK, CONTINUE, NORMAL } from '../code.ts';
import type { Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { handle } from './try.ts';

/** `late`: the same statements for when a debugger has come. */
export function withTraps(list: readonly Exec[], late: (() => readonly Exec[]) | undefined, traps: readonly TrapStatementAst[], c: Compiler): Exec {
  const handlers = traps.map((t) => ({
    type: t.trapType === undefined ? undefined : () => (t.trapType === undefined ? undefined : resolveType(t.trapType.typeName, c.namespaces, (x) => current().scriptType(x))),
    body: c.block(t.body),
  }));
  return (f) => {
    const { session } = f;
    for (let i = 0; i < list.length; i++) {
      const { guarded, depth } = session, { out } = f;
      session.guarded += 1;
      try {
        const done = ((session.late && late !== undefined ? late() : list)[i] as Exec)(f);
        if (done !== NORMAL) return done;
      } catch (e) {
        session.guarded = guarded;
        if (isSignal(e)) return recover(e, f);
        f.out = out;
        session.depth = depth;
        const error = asError(e, f);
        locate(error, f);
        const { exception } = error.record;
        const chosen = handlers.find((h) => { const t = h.type?.(); return t !== undefined && (exception.netType.is(t) || exception.inner?.netType.is(t) === true); }) ?? handlers.find((h) => h.type === undefined);
        if (chosen === undefined) return recover(error, f);
        const done = handle(f, chosen.body, error);
        if (done === CONTINUE) continue;
        if (done === BREAK) { error.suppressed = true; throw error; }
        if (done !== NORMAL) return done;
        reportError(f, error.record);
      } finally { session.guarded = guarded; }
    }
    return NORMAL;
  };
}
