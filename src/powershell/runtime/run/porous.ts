/** What stands in the way of errors and lets some of them by: a debugger asks whether anybody will take an error before it leaves the frame that it arose in. */
import type { PowerShellError } from '../values/errorRecord.ts';
import type { Session } from './session.ts';

/** Whether somebody takes an error. `written`: it gets no further, but as a record of the error stream: whoever stands further out does not see it. */
export type Fate = boolean | 'written';
/** `level`: what `Session.guarded` is inside. */
export interface Porous { readonly level: number; readonly takes: (e: PowerShellError) => Fate }
/** A try without catch, a method: errors go through it, and do not end the statement. */
export const takesNone = (): boolean => false;

/** Runs with errors travelling to a place that takes some of them. */
export function guardedBy<R>(session: Session, takes: Porous['takes'], run: () => R): R {
  const isWatched = watch(session, takes);
  try { return run(); } finally { unwatch(session, isWatched); }
}
/** The same in two halves, for where a function of its own would cost too much. */
export function watch(session: Session, takes: Porous['takes']): boolean {
  const isWatched = session.debug !== undefined;
  session.guarded += 1;
  if (isWatched) session.porous.push({ level: session.guarded, takes });
  return isWatched;
}
export function unwatch(session: Session, isWatched: boolean): void {
  session.guarded -= 1;
  if (isWatched) session.porous.pop();
}
/** What becomes of an error in the session, from the inside outwards; `base`: what `guarded` is where nothing takes one. It may be asked later, when the session has gone on. */
export function takerIn({ guarded, porous }: Session, base: number): (e: PowerShellError) => Fate {
  const inTheWay = porous.filter(({ level }) => level > base && level <= guarded).toReversed();
  return (e) => {
    let left = guarded;
    for (const { level, takes } of inTheWay) {
      // What is not watched takes everything.
      if (level < left) return true;
      const fate = takes(e);
      if (fate !== false) return fate;
      left = level - 1;
    }
    return left > base;
  };
}
