/** trap-statements of a block: `continue` goes on with the next statement of the block, `break` throws on, neither reports and goes on. */
import type { TrapStatementAst } from '../../../syntax/ast.ts';
import { asError, locate, recover } from '../../errors/recover.ts';
import { reportError } from '../../errors/report.ts';
import { isSignal } from '../../run/pipeline/signals.ts';
import { resolveType } from '../../types/resolve.ts';
import { current } from '../../run/current.ts';
import { BREAK, CONTINUE, NORMAL } from '../code.ts';
import type { Completion, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { handle, isRuntime, withInner } from './try.ts';
import type { AnyType } from '../../types/netType.ts';
import { unwatch, watch } from '../../run/porous.ts';
import type { NetException, PowerShellError } from '../../values/errorRecord.ts';

interface Handler { readonly type: (() => AnyType | undefined) | undefined; readonly body: Exec }
/** The trap that takes an exception, and which exception that is: what it wraps is asked first (ExceptionHandlingOps.ProcessTraps). */
function chooseTrap(e: NetException, handlers: readonly Handler[]): readonly [Handler | undefined, NetException] {
  const fit = (x: NetException): Handler | undefined => handlers.find((h) => h.type?.()?.name === x.netType.name) ?? handlers.find((h) => { const t = h.type?.(); return t !== undefined && x.netType.is(t); }) ?? handlers.find((h) => h.type === undefined);
  const inner = e.inner === undefined ? undefined : fit(e.inner);
  if (e.inner !== undefined && inner?.type !== undefined) return [inner, e.inner];
  const outer = fit(e);
  return e.inner !== undefined && outer === inner ? [inner, e.inner] : [outer, e];
}
/** `late`: the same statements for when a debugger has come. */
export function withTraps(list: readonly Exec[], late: (() => readonly Exec[]) | undefined, traps: readonly TrapStatementAst[], c: Compiler): Exec {
  const handlers = traps.map((t) => ({
    type: t.trapType === undefined ? undefined : () => (t.trapType === undefined ? undefined : resolveType(t.trapType.typeName, c.namespaces, (x) => current().scriptType(x))),
    body: c.block(t.body),
  }));
  const takes = ({ record }: PowerShellError): boolean => chooseTrap(record.exception, handlers)[0] !== undefined;
  return (f) => {
    const { session } = f;
    /** NORMAL goes on behind what failed. */
    const trapped = (e: unknown): Completion => {
      const error = asError(e, f);
      locate(error, f);
      const isWrapped = error.isOfCmdlet || error.isOfFunction || error.isPreferenceStop, [chosen, passed] = chooseTrap(error.record.exception, handlers);
      if (chosen === undefined) return recover(error, f);
      const done = handle(f, chosen.body, passed === error.record.exception || isWrapped || !isRuntime(error.record.exception) ? error : withInner(error, passed));
      if (done === CONTINUE) return NORMAL;
      if (done === BREAK) { error.suppressed = true; throw error; }
      if (done !== NORMAL) return done;
      reportError(f, error.record);
      return NORMAL;
    };
    // One for all statements: each begins and ends with the same number of what catches around it.
    const outer = f.trapping, { guarded } = session;
    const trapping: NonNullable<typeof outer> = { guarded: guarded + 1, handle: (e) => { session.guarded = guarded; try { return trapped(e); } finally { session.guarded = guarded + 1; } } };
    const all = (): Completion => {
      for (let i = 0; i < list.length; i++) {
        const { depth } = session, { out } = f;
        session.guarded = guarded + 1;
        f.trapping = trapping;
        try {
          const done = ((session.late && late !== undefined ? late() : list)[i] as Exec)(f);
          if (done !== NORMAL) return done;
        } catch (e) {
          session.guarded = guarded;
          if (isSignal(e)) return recover(e, f);
          f.out = out;
          session.depth = depth;
          const done = trapped(e);
          if (done !== NORMAL) return done;
        } finally { session.guarded = guarded; f.trapping = outer; }
      }
      return NORMAL;
    };
    const isWatched = watch(session, takes);
    try { return all(); } finally { session.guarded = guarded + 1; unwatch(session, isWatched); }
  };
}
