/** try-statement: errors inside go to the first catch clause whose type fits; finally runs however the block ends. */
import type { CatchClauseAst, TryStatementAst } from '../../../syntax/ast.ts';
import { asError, locate } from '../../errors/recover.ts';
import { isSignal } from '../../run/signals.ts';
import type { Frame } from '../../run/frame.ts';
import type { AnyType } from '../../types/netType.ts';
import { ErrorRecord, PowerShellError } from '../../values/errorRecord.ts';
import type { NetException } from '../../values/errorRecord.ts';
import { resolveType } from '../../types/resolve.ts';
import { current } from '../../run/current.ts';
import { NORMAL } from '../code.ts';
import type { Completion, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';

interface Catcher { readonly types: (() => AnyType | undefined)[]; readonly body: Exec }

export function tryStatement(n: TryStatementAst, c: Compiler): Exec {
  const body = c.block(n.body), catchers = n.catchClauses.map((clause) => catcher(clause, c));
  const last = n.finally === undefined ? undefined : c.block(n.finally);
  const caught = catchers.length === 0 ? body : (f: Frame): Completion => attempt(f, body, catchers);
  if (last === undefined) return caught;
  return (f) => {
    let done: Completion = NORMAL, after: Completion;
    const { out } = f;
    try { done = catchers.length === 0 ? guardedBody(f, body) : caught(f); } finally {
      const kept = f.label;
      f.out = out;
      // To its end, as PowerShell does it: a runbook gives back here what it took. Whoever stops the run gives it some time (worker/jobRun.ts).
      after = f.session.withoutStop(() => last(f));
      if (after === NORMAL) f.label = kept;
    }
    return after === NORMAL ? done : after;
  };
}
function catcher(n: CatchClauseAst, c: Compiler): Catcher {
  return { body: c.block(n.body), types: n.catchTypes.map((t) => () => resolveType(t.typeName, c.namespaces, (x) => current().scriptType(x))) };
}
/** The body with errors travelling instead of being reported. */
function guardedBody(f: Frame, body: Exec): Completion {
  const { session } = f;
  session.guarded += 1;
  try { return body(f); } finally { session.guarded -= 1; }
}
function attempt(f: Frame, body: Exec, catchers: readonly Catcher[]): Completion {
  const { session, out, layout, source } = f, { depth, guarded } = session;
  try { return guardedBody(f, body); } catch (e) {
    if (isSignal(e)) throw e;
    f.out = out;
    f.source = source;
    session.depth = depth;
    session.guarded = guarded;
    session.current = f;
    void layout;
    const error = asError(e, f);
    locate(error, f);
    f.streams.gather.Error?.(error.record);
    const chosen = choose(error.record.exception, catchers, error);
    if (chosen === undefined) throw error;
    return handle(f, chosen.clause.body, chosen.exception === error.record.exception ? error : withInner(error, chosen.exception));
  }
}
const STOPPED = ['System.Management.Automation.ActionPreferenceStopException', 'System.Management.Automation.RuntimeException', 'System.SystemException'];
const OF_CMDLET = ['System.Management.Automation.CmdletInvocationException', 'System.Management.Automation.RuntimeException', 'System.SystemException'];
/** The clause whose type is nearest to the exception's; a clause without types takes what no other does. */
function choose(e: NetException, catchers: readonly Catcher[], error: PowerShellError): { readonly clause: Catcher; readonly exception: NetException } | undefined {
  for (const x of unfolded(e)) {
    let best: Catcher | undefined, nearest = Infinity;
    for (const one of catchers) for (const type of one.types) {
      const distance = distanceTo(x, type());
      if (distance < nearest) { nearest = distance; best = one; }
    }
    if (best !== undefined) return { clause: best, exception: x };
  }
  // What PowerShell wraps around it: the record stays that of the error itself.
  const around = error.isPreferenceStop ? STOPPED : error.isOfCmdlet ? OF_CMDLET : undefined;
  if (around !== undefined) for (const name of around) for (const one of catchers) if (one.types.some((type) => type()?.name === name)) return { clause: one, exception: e };
  const clause = catchers.find((one) => one.types.length === 0);
  return clause === undefined ? undefined : { clause, exception: e };
}
/** A clause that fits the inner exception gets a record of that one. */
function withInner(error: PowerShellError, inner: NetException): PowerShellError {
  const { record } = error, made = new ErrorRecord(inner, record.errorId, record.category, record.targetObject);
  for (const key of ['activity', 'reason', 'targetName', 'targetType', 'details', 'commandName', 'position', 'stackTrace', 'wayOut', 'invocation'] as const) Object.assign(made, { [key]: record[key] });
  const passed = new PowerShellError(made, error.isThrow);
  passed.logged = error.logged;
  passed.isOfCmdlet = error.isOfCmdlet;
  passed.isPreferenceStop = error.isPreferenceStop;
  return passed;
}
/** The exception itself, and what a wrapper holds. */
function unfolded(e: NetException): NetException[] {
  return e.inner !== undefined && WRAPPERS.has(e.netType.shortName) ? [e, e.inner] : e.inner !== undefined ? [e, e.inner] : [e];
}
const WRAPPERS = new Set(['MethodInvocationException', 'CmdletInvocationException', 'ActionPreferenceStopException', 'RuntimeException']);
function distanceTo(e: NetException, type: AnyType | undefined): number {
  if (type === undefined) return Infinity;
  let n = 0;
  for (let t: AnyType | undefined = e.netType; t !== undefined; t = t.base, n++) if (t === type || t.name === type.name) return n;
  return Infinity;
}
/** The catch block, with the record as `$_`. */
export function handle(f: Frame, body: Exec, error: PowerShellError): Completion {
  const { session } = f, before = f.slots[0];
  if (!error.logged) { session.logError(error.record); error.logged = true; }
  session.success = false;
  f.slots[0] = error.record;
  session.catching += 1;
  try { return body(f); } finally { f.slots[0] = before; session.catching -= 1; }
}
