/** What the debugger hears of work that is more than calls inside calls: the branches of a workflow, and scripts with a session of their own. */
import type { Frame } from '../run/frame.ts';
import type { Fate } from '../run/porous.ts';
import type { PowerShellError } from '../values/errorRecord.ts';
import type { ThreadEntry } from './protocol.ts';

/** The thread that every run has. */
export const MAIN = 1;

export interface Work {
  /** Whose turn it is. */
  readonly thread: number;
  /** It, the thread whose branch it is, and so on outwards. */
  line(): readonly number[];
  /** Calls around, which the session does not count. */
  readonly depth: number;
  /** What `Session.guarded` is where nothing takes an error; 0 where an error may be written then, and the next statement runs. */
  readonly guarded: number;
  threads(): readonly ThreadEntry[];
  /** The calls of a thread, the innermost first; undefined where there is none of that number (any more). */
  frames(thread: number): Frame[] | undefined;
  /** What becomes of an error that leaves the running piece of work. */
  catches(e: PowerShellError): Fate;
}
