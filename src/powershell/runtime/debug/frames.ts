/** The frames of a run as a debugger counts them: asked of runs that nobody looks at, too, and so apart from what is shown (inspect.ts). */
import type { Frame } from '../run/frame.ts';

/** Whether code of the frame that somebody has written runs: none does in the outermost scope of a session that is made for one call. */
export const hasRun = (f: Frame): boolean => f.at !== 0 && (f.parent !== null || f.session.title !== '');
/** The scopes that commands of a workflow run in: nobody has called anything there, and unless one of their blocks runs no line of theirs does. */
export const activityScopes: WeakSet<Frame> = new WeakSet();
/** The frames of a stopped run, the innermost first: by who called whom. One that runs a block for another frame is there twice. A scope around them in which nothing has run yet is none. */
export function stackOf(f: Frame): Frame[] {
  const out: Frame[] = [], met = new Map<Frame, number>(), first = activityScopes.has(f) && f.around === null ? f.parent : f;
  for (let at: Frame | null = first; at !== null;) {
    if (at === first || at.invocation !== null || (at.parent === null && hasRun(at))) out.push(at);
    const runners = runnersOf(at), turn: number = met.get(at) ?? 0;
    met.set(at, turn + 1);
    at = runners[turn] ?? at.caller ?? at.parent;
  }
  return out;
}
/** Who runs the blocks of a frame that are run by others, the innermost first. */
function runnersOf(f: Frame): Frame[] {
  const out: Frame[] = [];
  for (let { around } = f; around !== null; { around } = around) if (around.from !== null) out.push(around.from);
  return out;
}
