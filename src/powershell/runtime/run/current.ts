/** The session whose script is running on this thread: there is one at a time, and nothing in it is asynchronous. */
import type { Session } from './session.ts';

let running: Session | undefined;
/** The running session. Throws where no script runs (a fault of the engine, not of a script). */
export function current(): Session {
  if (running === undefined) throw new Error('No PowerShell session is running on this thread.');
  return running;
}
/** The running session, or undefined where none is. */
export const currentOrNone = (): Session | undefined => running;
/** Makes a session the running one; gives what undoes it. */
export function enter(session: Session): () => void {
  const before = running;
  running = session;
  return () => { running = before; };
}
/** Works with the session as the current one. */
export function within<R>(session: Session, work: (session: Session) => R): R {
  const leave = enter(session);
  try { return work(session); } finally { leave(); }
}
