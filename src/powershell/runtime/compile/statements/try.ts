/** try-statement: errors inside go to the first catch clause whose type fits; finally runs however the block ends. */
import type { CatchClauseAst, TryStatementAst } from '../../../syntax/ast.ts';
import { asError, locate } from '../../errors/recover.ts';
import { exceptionsRecord } from '../../errors/throwValue.ts';
import type { Handled } from '../../errors/throwValue.ts';
import { isSignal } from '../../run/pipeline/signals.ts';
import type { Frame } from '../../run/frame.ts';
import { takesNone, unwatch, watch } from '../../run/porous.ts';
import type { Porous } from '../../run/porous.ts';
import type { AnyType } from '../../types/netType.ts';
import { ErrorRecord, PowerShellError } from '../../values/errorRecord.ts';
import type { NetException } from '../../values/errorRecord.ts';
import { resolveType } from '../../types/resolve.ts';
import { current } from '../../run/current.ts';
import { NORMAL } from '../code.ts';
import type { Completion, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';

interface Catcher { readonly types: (() => AnyType | undefined)[]; readonly body: Exec; readonly place: Handled['place'] }

export function tryStatement(n: TryStatementAst, c: Compiler): Exec {
  const body = c.block(n.body), catchers = n.catchClauses.map((clause) => catcher(clause, c));
  const last = n.finally === undefined ? undefined : c.block(n.finally);
  const caught = catchers.length === 0 ? body : (f: Frame): Completion => attempt(f, body, catchers);
  if (last === undefined) return caught;
  return (f) => {
    let done: Completion = NORMAL, after: Completion, pending: PowerShellError | undefined;
    const { out } = f;
    try { done = catchers.length === 0 ? leaving(f, () => guardedBody(f, body, takesNone)) : caught(f); } catch (e) {
      if (e instanceof PowerShellError) pending = e;
      throw e;
    } finally {
      const kept = f.label;
      f.out = out;
      // To its end, as PowerShell does it: a runbook gives back here what it took. Whoever stops the run gives it some time (worker/jobs/jobRun.ts).
      after = ending(f, last, pending);
      if (after === NORMAL) f.label = kept;
    }
    return after === NORMAL ? done : after;
  };
}
/** The finally block. An error that one of it takes the place of is one of the list all the same (ExceptionHandlingOps.CheckActionPreference). */
function ending(f: Frame, last: Exec, pending: PowerShellError | undefined): Completion {
  const { session } = f;
  try { return session.withoutStop(() => last(f)); } catch (e) {
    if (pending?.logged === false && !isSignal(e)) session.logError(pending.record);
    throw e;
  }
}
function catcher(n: CatchClauseAst, c: Compiler): Catcher {
  return { body: c.block(n.body), place: { source: c.source, start: n.start, end: n.end }, types: n.catchTypes.map((t) => () => resolveType(t.typeName, c.namespaces, (x) => current().scriptType(x))) };
}
/** An error that leaves the whole statement is one of that statement: variables that gather errors hear of it. */
function leaving(f: Frame, run: () => Completion): Completion {
  try { return run(); } catch (e) {
    if (e instanceof PowerShellError && e.ends === undefined) { locate(e, f); f.streams.gather.Error?.(e.record); }
    throw e;
  }
}
/** The body with errors travelling instead of being reported. */
function guardedBody(f: Frame, body: Exec, takes: Porous['takes']): Completion {
  const { session } = f, isWatched = watch(session, takes);
  try { return body(f); } finally { unwatch(session, isWatched); }
}
function attempt(f: Frame, body: Exec, catchers: readonly Catcher[]): Completion {
  const { session, out, layout, source } = f, { depth, guarded } = session;
  try { return guardedBody(f, body, (error) => choose(error.record.exception, catchers, error) !== undefined); } catch (e) {
    if (isSignal(e)) throw e;
    f.out = out;
    f.source = source;
    session.depth = depth;
    session.guarded = guarded;
    session.current = f;
    void layout;
    const error = asError(e, f);
    // ThrowTerminatingError ends its command: inside of that only `finally` runs (MshCommandRuntime.ManageException stops the pipeline).
    if (error.ends !== undefined) throw error;
    locate(error, f);
    f.streams.gather.Error?.(error.record);
    const chosen = choose(error.record.exception, catchers, error);
    if (chosen === undefined) throw error;
    // An error of the clause ends it: it is one of the whole statement (Compiler.VisitTryStatement puts the handling of errors back behind the clauses).
    const before = session.handling, passed = chosen.isOwnRecord ? asItself(error, chosen.exception, session) : chosen.exception === error.record.exception ? error : withInner(error, chosen.exception);
    session.handling = { error, place: chosen.clause.place };
    try { return handle(f, (inner) => leaving(inner, () => guardedBody(inner, chosen.clause.body, takesNone)), passed); } finally { session.handling = before; }
  }
}
const RUNTIME = ['System.Management.Automation.RuntimeException', 'System.SystemException', 'System.Exception'];
const STOPPED = ['System.Management.Automation.ActionPreferenceStopException', ...RUNTIME];
const OF_CMDLET = ['System.Management.Automation.CmdletInvocationException', ...RUNTIME];
interface Choice { readonly clause: Catcher; readonly exception: NetException; readonly isOwnRecord: boolean }
/**
 * The clause that is nearest to what was thrown (ExceptionHandlingOps.FindMatchingHandler): the inner exception is asked before the one around
 * it, then what a command's wrapper holds; each finds a clause of its own type, else the first of a base type, else the one without types. Of
 * two finds the one from whose type fewer other clauses' types derive wins.
 */
function choose(e: NetException, catchers: readonly Catcher[], error: PowerShellError): Choice | undefined {
  const [first] = catchers;
  if (catchers.length === 1 && first?.types.length === 0) return { clause: first, exception: e, isOwnRecord: false };
  const all = entriesOf(catchers), last = all.findIndex((c) => c.names === undefined);
  let best: Entry | undefined, passed = e, isOwnRecord = false;
  for (const one of candidates(e, error)) {
    if (best?.rank === 0) break;
    const found = all.find((c) => c.names?.[0] === one.names[0]) ?? all.find((c) => c.names !== undefined && one.names.includes(c.names[0] as string)) ?? all[last];
    if (found === undefined) continue;
    if (best === undefined || found.rank < best.rank || (found.rank === best.rank && best.names === undefined)) { best = found; passed = one.exception; isOwnRecord = one.isOwnRecord === true; }
  }
  return best === undefined ? undefined : { clause: best.clause, exception: passed, isOwnRecord };
}
/** A type of a clause with those it derives from, undefined for the clause without; the rank says how many types before it derive from it. */
interface Entry { readonly clause: Catcher; readonly names: readonly string[] | undefined; readonly rank: number }
const known = new WeakMap<readonly Catcher[], readonly Entry[]>();
function entriesOf(catchers: readonly Catcher[]): readonly Entry[] {
  let entries = known.get(catchers);
  if (entries !== undefined) return entries;
  const types = catchers.flatMap((clause): Omit<Entry, 'rank'>[] => (clause.types.length === 0 ? [{ clause, names: undefined }] : clause.types.map((type) => { const t = type(); return { clause, names: t === undefined ? [''] : chain(t) }; })));
  entries = types.map((t, i) => ({ ...t, rank: t.names === undefined ? types.length - 1 : types.filter((o, j) => j < i && o.names !== undefined && o.names[0] !== t.names?.[0] && o.names.includes(t.names?.[0] as string)).length }));
  // A class may only become known later.
  if (types.every((t) => t.names?.[0] !== '')) known.set(catchers, entries);
  return entries;
}
/** What was thrown in the order it is asked about; a wrapper that is not there as an object stands for what it wraps. */
function candidates(e: NetException, error: PowerShellError): { readonly names: readonly string[]; readonly exception: NetException; readonly isOwnRecord?: boolean }[] {
  const of = (x: NetException | undefined, exception: NetException = e) => (x === undefined ? [] : [{ names: chain(x.netType), exception }]);
  // One of PowerShell's own inside of what Stop throws is asked anew, with the record that it has itself.
  if (error.isPreferenceStop) return [{ names: STOPPED, exception: e }, ...(isRuntime(e) ? [...of(e.inner), ...of(e)].map((c) => ({ ...c, isOwnRecord: true })) : of(e))];
  if (error.isOfCmdlet || error.isOfFunction) return [...of(e), { names: OF_CMDLET, exception: e }, ...of(e.inner)];
  // The record of an exception that PowerShell itself made passes on what it wraps.
  return isRuntime(e) ? [...of(e.inner, e.inner), ...of(e)] : [...of(e), { names: RUNTIME, exception: e }];
}
export const isRuntime = (e: NetException): boolean => chain(e.netType).includes(RUNTIME[0] as string);
const chains = new WeakMap<AnyType, readonly string[]>();
/** The names of a type and of those it derives from. */
function chain(type: AnyType): readonly string[] {
  let names = chains.get(type);
  if (names !== undefined) return names;
  const made: string[] = [];
  for (let t: AnyType | undefined = type; t !== undefined; t = t.base) made.push(t.name);
  chains.set(type, (names = made));
  return names;
}
/** A clause that fits the inner exception gets a record of that one. */
export function withInner(error: PowerShellError, inner: NetException): PowerShellError {
  const { record } = error, made = new ErrorRecord(inner, record.errorId, record.category, record.targetObject);
  for (const key of ['activity', 'reason', 'targetName', 'targetType', 'details', 'commandName', 'position', 'stackTrace', 'wayOut', 'invocation'] as const) Object.assign(made, { [key]: record[key] });
  const passed = new PowerShellError(made, error.isThrow);
  passed.logged = error.logged;
  passed.isShown = error.isShown;
  passed.isOfCmdlet = error.isOfCmdlet;
  passed.isPreferenceStop = error.isPreferenceStop;
  return passed;
}
/** The clause was found for the exception inside of what Stop threw: it gets that one's record, which is of no command; the list has the one that was written. */
function asItself(error: PowerShellError, caught: NetException, session: Frame['session']): PowerShellError {
  if (!error.logged) { session.logError(error.record); error.logged = true; }
  const passed = new PowerShellError(exceptionsRecord(error.record.exception).copy(caught), error.isThrow);
  passed.logged = true;
  passed.isShown = error.isShown;
  passed.isPreferenceStop = true;
  return passed;
}
/** The catch block, with the record as `$_`. */
export function handle(f: Frame, body: Exec, error: PowerShellError): Completion {
  const { session } = f, before = f.slots[0];
  if (!error.logged) { session.logError(error.record); error.logged = true; }
  session.success = false;
  // Another record than the one of the list (ExceptionHandlingOps.FindMatchingHandler).
  const record = f.slots[0] = error.record.copy();
  // The copy of what a command's wrapper held is of no pipeline (the ErrorRecord of a record and another exception leaves PipelineIterationInfo out).
  if (error.isPreferenceStop || error.isOfCmdlet || error.isOfFunction) record.iterations = [];
  try { return body(f); } finally { f.slots[0] = before; }
}
