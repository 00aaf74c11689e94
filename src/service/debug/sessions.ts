/**
 * Who debugs which running job. A client's requests go to the job's sandbox through the worker, and what the debugger there
 * tells comes back in order, together with what the job writes. One client a job; when it leaves the job goes on.
 */
import { randomUUID } from 'node:crypto';
import type { DebugEvent, DebugReply, DebugRequest } from '../../powershell/runtime/debug/protocol.ts';
import { smaError } from '../../sma/errors.ts';
import type { JobRecord, WorkerToService } from '../../worker/protocol.ts';

/** What a client hears. `attached` comes first; or `refused`, or `ended` where the job was quicker, and nothing else. */
export type DebugNews =
  | { readonly type: 'attached'; readonly session: string }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'reply'; readonly id: number; readonly reply: DebugReply }
  | { readonly type: 'event'; readonly event: DebugEvent }
  | { readonly type: 'records'; readonly records: readonly JobRecord[] }
  /** The job has ended, or goes on elsewhere (`Lost`). */
  | { readonly type: 'ended'; readonly status: string; readonly exception: string | null };
export interface DebugListener { tell(news: DebugNews): void; end(): void }

interface Session { readonly key: string; readonly listener: DebugListener; isAttached: boolean }
const ATTACH = -1, DETACH = -2;

export class DebugSessions {
  readonly #forward: (jobId: string, id: number, request: DebugRequest) => boolean;
  readonly #sessions = new Map<string, Session>();
  /** Requests that are not answered: a sandbox hears of numbers that are never used twice. */
  readonly #asked = new Map<number, { readonly session: Session; readonly id: number }>();
  #next = 1;

  /** `forward` gives a request to the worker; false where it does not have the job. */
  constructor(forward: (jobId: string, id: number, request: DebugRequest) => boolean) {
    this.#forward = forward;
  }

  /** Attaches to a job; the function given back leaves it, once. Fails with DebugNotPossible where somebody else is there, or where it does not run. */
  open(jobId: string, listener: DebugListener): () => void {
    if (this.#sessions.has(jobId)) throw smaError('DebugNotPossible', 'The job is debugged already, perhaps in another window. End that first: the job goes on meanwhile.');
    const session: Session = { key: randomUUID(), listener, isAttached: false };
    if (!this.#send(jobId, session, ATTACH, { kind: 'attach' })) throw smaError('DebugNotPossible', 'The job does not run just now, so that nothing can be debugged.');
    this.#sessions.set(jobId, session);
    return () => {
      if (this.#close(jobId, session)) this.#send(jobId, session, DETACH, { kind: 'detach' });
    };
  }

  /** Passes a request on. Fails with DebugNotPossible where the session is over. */
  ask(jobId: string, key: string, id: number, request: DebugRequest): void {
    const session = this.#sessions.get(jobId);
    if (session?.key !== key || !session.isAttached || !this.#send(jobId, session, id, request)) throw smaError('DebugNotPossible', 'This debugging is over. Attach again while the job runs.');
  }

  /** What the worker tells: replies and events, records as they come, the end. */
  hear(message: WorkerToService): void {
    if (message.type === 'debugReply') return this.#reply(message.jobId, message.id, message.reply);
    if (message.type !== 'debugEvent' && message.type !== 'records' && message.type !== 'finished' && message.type !== 'lost') return;
    const session = this.#sessions.get(message.jobId);
    if (session === undefined) return;
    const { listener } = session, isOver = message.type === 'finished' || message.type === 'lost';
    // What the job tells before its debugger is there is for nobody: its records are in the job, and a stop was another client's.
    if (!session.isAttached && !isOver) return;
    if (message.type === 'debugEvent') listener.tell({ type: 'event', event: message.event });
    else if (message.type === 'records') listener.tell({ type: 'records', records: message.records });
    else {
      listener.tell(message.type === 'lost' ? { type: 'ended', status: 'Lost', exception: message.reason } : { type: 'ended', status: message.status, exception: message.exception });
      this.#close(message.jobId, session);
    }
  }

  /** The service ends. */
  close(): void {
    for (const [jobId, session] of this.#sessions) this.#close(jobId, session);
  }

  #reply(jobId: string, number: number, reply: DebugReply): void {
    const asked = this.#asked.get(number);
    this.#asked.delete(number);
    const session = this.#sessions.get(jobId);
    if (asked === undefined || asked.session !== session || asked.id === DETACH) return;
    if (asked.id !== ATTACH) return session.listener.tell({ type: 'reply', id: asked.id, reply });
    session.isAttached = reply.kind === 'done';
    session.listener.tell(reply.kind === 'failed' ? { type: 'refused', message: reply.message } : { type: 'attached', session: session.key });
    if (!session.isAttached) this.#close(jobId, session);
  }

  #send(jobId: string, session: Session, id: number, request: DebugRequest): boolean {
    const number = this.#next++;
    if (!this.#forward(jobId, number, request)) return false;
    this.#asked.set(number, { session, id });
    return true;
  }

  #close(jobId: string, session: Session): boolean {
    if (this.#sessions.get(jobId) !== session) return false;
    this.#sessions.delete(jobId);
    for (const [number, asked] of this.#asked) if (asked.session === session) this.#asked.delete(number);
    session.listener.end();
    return true;
  }
}
