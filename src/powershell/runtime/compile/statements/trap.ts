/** trap-statements of a block: `continue` goes on with the next statement of the block, `break` throws on, behind neither $ErrorActionPreference says whether the error is reported (ExceptionHandlingOps.CheckActionPreference). */
import type { TrapStatementAst } from '../../../syntax/ast.ts';
import { asError, locate, recover } from '../../errors/recover.ts';
import { reportError } from '../../errors/report.ts';
import { isSignal } from '../../run/pipeline/signals.ts';
import { resolveType } from '../../types/resolve.ts';
import { current } from '../../run/current.ts';
import { Frame } from '../../run/frame.ts';
import type { Layout } from '../../run/layout.ts';
import { layoutOf, withGrowing } from '../block.ts';
import { BREAK, CONTINUE, NORMAL } from '../code.ts';
import type { Completion, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { handle, isRuntime, withInner } from './try.ts';
import type { AnyType } from '../../types/netType.ts';
import { unwatch, watch } from '../../run/porous.ts';
import type { Fate } from '../../run/porous.ts';
import { endOf } from './trapEnd.ts';
import type { NetException, PowerShellError } from '../../values/errorRecord.ts';

interface Handler { readonly type: (() => AnyType | undefined) | undefined; readonly name: string; readonly layout: Layout; readonly body: Exec; readonly end: ReturnType<typeof endOf> }
/** The trap that takes an exception, and which exception that is: what it wraps is asked first (ExceptionHandlingOps.ProcessTraps). */
function chooseTrap(e: NetException, handlers: readonly Handler[]): readonly [Handler | undefined, NetException] {
  const fit = (x: NetException): Handler | undefined => handlers.find((h) => h.type?.()?.name === x.netType.name) ?? handlers.find((h) => { const t = h.type?.(); return t !== undefined && x.netType.is(t); }) ?? handlers.find((h) => h.type === undefined);
  const inner = e.inner === undefined ? undefined : fit(e.inner);
  if (e.inner !== undefined && inner?.type !== undefined) return [inner, e.inner];
  const outer = fit(e);
  return e.inner !== undefined && outer === inner ? [inner, e.inner] : [outer, e];
}
/** The statements of a trap run in a scope of their own, as a call of their own (Compiler.CompileTrap, ExceptionHandlingOps.ProcessTraps). */
function scopeOf(t: TrapStatementAst, c: Compiler): Pick<Handler, 'layout' | 'body'> {
  const layout = withGrowing(layoutOf(t.body, undefined), c.source);
  return { layout, body: c.inside(layout).block(t.body) };
}
function run(f: Frame, { name, layout, body }: Handler, error: PowerShellError): Completion {
  const { session, module } = f, inner = new Frame(session, layout, f, f.module, f.out, f.streams, f.source), before = session.current, { active } = module;
  inner.trap = name;
  inner.at = f.at;
  inner.part = f.part;
  inner.invocation = f.invocation;
  session.current = inner;
  if (active === f) module.active = inner;
  try {
    const done = handle(inner, body, error);
    f.label = inner.label;
    f.returned = inner.returned;
    return done;
  } finally {
    session.current = before;
    module.active = active;
  }
}
/** A debugger hears of it; `inside`: 1 where the traps of the block are still to be asked. */
function told(f: Frame, error: PowerShellError, inside: number, isWritten = false): void {
  const { session } = f;
  session.guarded += inside;
  try { session.debug?.error(f, error, isWritten); } finally { session.guarded -= inside; }
}
/** `late`: the same statements for when a debugger has come. */
export function withTraps(list: readonly Exec[], late: (() => readonly Exec[]) | undefined, traps: readonly TrapStatementAst[], c: Compiler): Exec {
  const handlers = traps.map((t): Handler => ({
    ...scopeOf(t, c), end: endOf(t.body), name: `<trap>${t.trapType === undefined ? '' : `<${t.trapType.typeName.text}>`}`,
    type: t.trapType === undefined ? undefined : () => (t.trapType === undefined ? undefined : resolveType(t.trapType.typeName, c.namespaces, (x) => current().scriptType(x))),
  }));
  return (f) => {
    const { session } = f;
    /** What becomes of an error behind a trap that simply ends: the preference says it (ExceptionHandlingOps.QueryForAction). */
    const ending = (): Fate => {
      const preference = session.preference(f, 'ErrorActionPreference').toLowerCase();
      return preference === 'stop' ? false : preference === 'silentlycontinue' || preference === 'ignore' ? true : 'written';
    };
    const takes = ({ record }: PowerShellError): Fate => { const end = chooseTrap(record.exception, handlers)[0]?.end ?? false; return end === 'written' ? ending() : end; };
    /** ActionPreference.Stop: the error leaves every block that does not catch it, as that of a `break` does. */
    const passOn = (error: PowerShellError): never => {
      told(f, error, 0);
      if (!error.logged) { session.logError(error.record); error.logged = true; }
      session.success = false;
      error.suppressed = true;
      throw error;
    };
    /** NORMAL goes on behind what failed. */
    const trapped = (e: unknown): Completion => {
      const error = asError(e, f);
      if (error.ends !== undefined) throw error;
      locate(error, f);
      told(f, error, 1);
      const isWrapped = error.isOfCmdlet || error.isOfFunction || error.isPreferenceStop, [chosen, passed] = chooseTrap(error.record.exception, handlers);
      // Where a block has traps and none fits, the error ends more than the statement (the last line of ProcessTraps).
      if (chosen === undefined) return passOn(error);
      const done = run(f, chosen, passed === error.record.exception || isWrapped || !isRuntime(error.record.exception) ? error : withInner(error, passed));
      // What failed has failed, whatever the trap did since.
      if (done === CONTINUE) { f.streams.gather.Error?.(error.record); session.success = false; return NORMAL; }
      if (done === BREAK) return passOn(error);
      if (done !== NORMAL) return done;
      const end = ending();
      if (end === false) return passOn(error);
      if (end === true) { f.streams.gather.Error?.(error.record); session.success = false; return NORMAL; }
      told(f, error, 0, true);
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
