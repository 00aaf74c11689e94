/**
 * Who needs a service that belongs to an editor. Its windows share the one that the first of them started, and that
 * window may be the first to go: so each of them holds the service by a request that stays open (`GET /hold`), whose end
 * the operating system sees to, however the window goes. When the last one has gone the service waits for a while: a
 * window that is loaded anew comes back, and finds its jobs running.
 */
import { odataError } from '../odata/errors.ts';
import { smaError } from '../sma/errors.ts';
import type { Reply } from './http/message.ts';
import type { ServiceRequest } from './http/serviceRequest.ts';

/** How often a deserted service looks whether somebody could still come back. */
const LOOK_MILLISECONDS = 500;
/** Lines that a window may be behind with; what is more is left out for it. */
const BACKLOG = 1_000;

interface Holder {
  /** The program that the window belongs to: with its end nobody comes back. */
  readonly program: number | undefined;
  tell(line: string): void;
  end(): void;
}

export class Holders {
  readonly #milliseconds: number;
  readonly #isAlive: (pid: number) => boolean;
  readonly #holders = new Set<Holder>();
  readonly #deserted = Promise.withResolvers<string>();
  #hasParent = true;
  #wasHeld = false;
  /** That of the last window that went: parent and window may go in either order. */
  #lastProgram: number | undefined;
  #look: NodeJS.Timeout | undefined;

  /** `milliseconds`: how long it waits for somebody to come back. */
  constructor(milliseconds: number, isAlive: (pid: number) => boolean = isRunning) {
    this.#milliseconds = milliseconds;
    this.#isAlive = isAlive;
  }

  /** Resolves, with the reason, when nobody needs the service any more. */
  get deserted(): Promise<string> {
    return this.#deserted.promise;
  }

  /** The program that started the service is gone, or has let go of it. One that nobody else knows of ends with it. */
  parentGone(reason: string): void {
    this.#hasParent = false;
    if (!this.#wasHeld) this.#deserted.resolve(reason);
    else this.#wait();
  }

  /** Counts a window in; the function given back counts it out, once. */
  join(holder: Holder): () => void {
    this.#wasHeld = true;
    this.#holders.add(holder);
    clearInterval(this.#look);
    return () => {
      if (!this.#holders.delete(holder)) return;
      this.#lastProgram = holder.program;
      this.#wait();
    };
  }

  /** Passes a line of the log on to all windows. */
  tell(line: string): void {
    for (const holder of this.#holders) holder.tell(line);
  }

  /** The service is ending: so do the requests that hold it. */
  close(): void {
    clearInterval(this.#look);
    for (const holder of this.#holders) holder.end();
    this.#holders.clear();
  }

  #wait(): void {
    if (this.#hasParent || this.#holders.size > 0) return;
    clearInterval(this.#look);
    const began = performance.now(), program = this.#lastProgram;
    this.#look = setInterval(() => {
      if (program !== undefined && !this.#isAlive(program)) this.#deserted.resolve('the program that used it has ended');
      else if (performance.now() - began >= this.#milliseconds) this.#deserted.resolve('no window came back');
    }, Math.min(LOOK_MILLISECONDS, this.#milliseconds));
  }
}

/**
 * Answers `GET /hold[?program=PID]` with the service's log, a line of JSON an entry, for as long as the window listens.
 * Fails with Forbidden for whoever may not do everything: the log is not for all.
 */
export function handleHold(request: ServiceRequest, holders: Holders): Reply {
  if (request.method !== 'GET') throw odataError('MethodNotAllowed', request.method);
  if (request.role !== 'admin') throw smaError('Forbidden', request.user);
  const program = Number(new URL(request.target, 'http://service').searchParams.get('program'));
  const encoder = new TextEncoder();
  let leave = (): void => undefined, end = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // An empty line: who waits for the answer knows that it counts.
      controller.enqueue(encoder.encode('\n'));
      leave = holders.join({
        // 0 and 1 are nobody's program: an orphan's parent.
        program: Number.isInteger(program) && program > 1 ? program : undefined,
        tell: (line) => { if ((controller.desiredSize ?? 0) > -BACKLOG) controller.enqueue(encoder.encode(line)); },
        end: () => end(),
      });
      end = () => {
        leave();
        end = () => undefined;
        controller.close();
      };
    },
    cancel: () => {
      end = () => undefined;
      leave();
    },
  });
  request.signal.addEventListener('abort', () => leave(), { once: true });
  const dismissed = request.dismissed();
  if (dismissed.aborted) end();
  else dismissed.addEventListener('abort', () => end(), { once: true });
  return { status: 200, headers: { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'X-Accel-Buffering': 'no' }, body };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
