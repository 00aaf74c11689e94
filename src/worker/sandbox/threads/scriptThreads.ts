/**
 * Threads for the scripts of a workflow's branches, and for jobs: made when they are first needed, kept for the next script, at most
 * five at once (as the original had five processes for InlineScript); further scripts wait. A job may be a workflow whose branches have
 * scripts: for those of all jobs there are five more. Theirs have none, so that whoever waits for a thread gets one.
 */
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { EngineThreadData } from '../engine/engineThreadData.ts';
import type { FromEngine, PowerShellNews, PowerShellRequest, Question, ToEngine } from '../engine/messages.ts';
import type { Asker } from '../engine/questions.ts';
import type { Talker } from '../../powerShell/powerShells.ts';
import type { EngineChoice } from '../../powerShell/engines.ts';
import type { DebugRequest } from '../../../powershell/runtime/debug/protocol.ts';
import type { DebugRoutes, DebugTarget } from './debugRoutes.ts';
import { SharedState } from '../engine/sharedState.ts';

const MOST = 5;
/** How long finally blocks of a script that is asked to stop may take. */
const STOP_MILLISECONDS = 5_000;
/** For scripts whose asker has ended. */
const NOBODY: Asker = { answer: () => {}, written: () => {}, saved: () => {} };
const ended = (reason: string, stopped = false): string => JSON.stringify({ failed: reason, stopped });
type ScriptQuestion = Extract<Question, { readonly kind: 'script' }>;
interface Script { readonly asker: Asker; /** Asked for by a script of the runbook, not by the runbook. */ readonly isInner: boolean; readonly ticket: number; readonly question: ScriptQuestion; suspends: boolean }

export interface ThreadParts {
  /** Starts an engine thread over the given data. */
  start(data: EngineThreadData, port: MessagePort): Worker;
  /** A script talks to PowerShell, or its thread is gone. */
  powerShell(thread: Talker, request: PowerShellRequest): void;
  leave(thread: Talker & Asker): void;
  readonly engine: EngineChoice;
  readonly nativeCommands: boolean;
  readonly debugging: () => DebugRoutes;
  /** A script asks something itself. */
  ask(asker: Asker, ticket: number, question: Question): void;
}

/** One thread and the script it runs. */
class ScriptThread implements Asker, Talker, DebugTarget {
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private readonly shared = new SharedState();
  script: Script | undefined;
  /** It was asked to stop, and takes no further script. */
  isSpent = false;
  constructor(parts: ThreadParts, onMessage: (thread: ScriptThread, message: FromEngine) => void, onEnd: (thread: ScriptThread, reason: string) => void) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.worker = parts.start({ port: port2, shared: this.shared.buffer, role: 'scripts', engine: parts.engine, nativeCommands: parts.nativeCommands }, port2);
    this.port.on('message', (message: FromEngine) => onMessage(this, message));
    this.worker.on('error', (error) => onEnd(this, error.message));
    this.worker.on('exit', () => onEnd(this, 'its thread ended'));
  }
  run(script: Script): void {
    this.script = script;
    this.shared.forgetSuspend();
    if (script.suspends) this.suspend();
    this.post({ type: 'script', request: script.question.request, secrets: script.question.secrets, environment: script.question.environment, overlaps: !script.isInner });
  }
  answer(ticket: number, answer: Parameters<Asker['answer']>[1]): void { this.post({ type: 'answer', ticket, answer }); }
  written(ticket: number, records: string): void { this.post({ type: 'written', ticket, records }); }
  saved(ticket: number, state: string): void { this.post({ type: 'saved', ticket, state }); }
  powerShell(event: PowerShellNews): void { this.post({ type: 'powerShell', event }); }
  debug(id: number, request: DebugRequest): void {
    this.port.postMessage({ type: 'debug', id, request } satisfies ToEngine);
    this.shared.debugPosted();
  }
  stop(): void { this.shared.askStop(); }
  stopScript(): void { this.shared.askScriptStop(); }
  suspend(): void { this.shared.askSuspend(); }
  async end(): Promise<void> { await this.worker.terminate(); }
  private post(message: ToEngine): void {
    this.port.postMessage(message);
    this.shared.wake();
  }
}

export class ScriptThreads {
  private readonly parts: ThreadParts;
  private readonly threads = new Set<ScriptThread>();
  private readonly waiting: Script[] = [];
  /** Threads whose end has been asked for, and that may be inside a call that does not return. */
  private ending = 0;
  /** What is done when the last thread is gone. */
  private whenGone: (() => void) | undefined;

  constructor(parts: ThreadParts) {
    this.parts = parts;
  }

  run(asker: Asker, ticket: number, question: ScriptQuestion): void {
    this.waiting.push({ asker, isInner: asker instanceof ScriptThread, ticket, question, suspends: false });
    this.startWaiting();
  }

  cancel(asker: Asker, ticket: number): void {
    const index = this.waiting.findIndex((s) => s.asker === asker && s.ticket === ticket);
    if (index >= 0) this.waiting.splice(index, 1);
    for (const thread of this.threads) if (thread.script?.asker === asker && thread.script.ticket === ticket) {
      this.drop(thread);
    }
    this.startWaiting();
  }
  /** What runs in it can be anything: the thread is not used again. */
  private drop(thread: ScriptThread): void {
    thread.script = undefined;
    this.leave(thread);
  }

  /** A script comes to its end as one of a stopped job does, and is answered then; one that takes too long is ended. */
  stopOne(asker: Asker, ticket: number): void {
    const waits = this.waiting.some((s) => s.asker === asker && s.ticket === ticket), late = (): void => {
      this.cancel(asker, ticket);
      asker.answer(ticket, ended('it was stopped', true));
    };
    if (waits) { late(); return; }
    for (const thread of this.threads) if (thread.script?.asker === asker && thread.script.ticket === ticket) {
      this.stopThread(thread, late);
    }
  }
  private stopThread(thread: ScriptThread, late: () => void): void {
    const { script } = thread;
    thread.isSpent = true;
    thread.stopScript();
    // As all scripts of a job that is stopped are: whoever asked for them waits for their ends.
    for (const { ticket } of this.takeWaiting(thread)) thread.answer(ticket, ended('it was stopped', true));
    for (const inner of this.threads) if (inner.script?.asker === thread) {
      inner.isSpent = true;
      inner.stopScript();
    }
    const wait = (): void => {
      setTimeout(() => {
        if (thread.script !== script) return;
        // Who debugs it has all the time in the world.
        if (this.parts.debugging().holds(thread)) wait(); else late();
      }, STOP_MILLISECONDS).unref();
    };
    wait();
  }

  /** A script that is a workflow's job is to end behind its next checkpoint. */
  suspend(asker: Asker, ticket: number): void {
    const isIt = (s: Script | undefined): boolean => s?.asker === asker && s.ticket === ticket;
    for (const script of this.waiting) if (isIt(script)) script.suspends = true;
    for (const thread of this.threads) if (isIt(thread.script)) thread.suspend();
  }

  /** The job is to stop: scripts look at the flag as the job itself does. */
  stop(): void {
    for (const { asker, ticket } of this.waiting.splice(0)) asker.answer(ticket, ended('the job was stopped', true));
    for (const thread of this.threads) {
      thread.isSpent = true;
      thread.stop();
      if (thread.script === undefined) this.leave(thread);
    }
  }

  /** The runbook has ended: scripts that still run are stopped as those of a stopped job are, but nobody waits for them for ever. */
  finish(then: () => void): void {
    this.stop();
    if (this.threads.size === 0) { then(); return; }
    this.whenGone = then;
    setTimeout(then, STOP_MILLISECONDS).unref();
  }

  /** No thread is left, not even one that was told to end. */
  get areGone(): boolean { return this.threads.size === 0 && this.ending === 0; }

  private leave(thread: ScriptThread): void {
    if (!this.threads.has(thread)) return;
    this.ending++;
    this.gone(thread);
    void thread.end().finally(() => { this.ending--; });
  }
  private gone(thread: ScriptThread): boolean {
    if (!this.threads.delete(thread)) return false;
    this.parts.debugging().ended(thread);
    this.parts.leave(thread);
    // What it asked for goes as it did: at once.
    this.takeWaiting(thread);
    for (const inner of this.threads) if (inner.script?.asker === thread) this.drop(inner);
    if (this.threads.size === 0) this.whenGone?.();
    return true;
  }

  private takeWaiting(asker: Asker): readonly Script[] {
    const taken = this.waiting.filter((s) => s.asker === asker);
    for (const script of taken) this.waiting.splice(this.waiting.indexOf(script), 1);
    return taken;
  }
  /** Whoever asked for these scripts has ended: they come to their ends as those of a stopped job do, and nobody is answered. */
  private endInner(asker: ScriptThread): void {
    this.takeWaiting(asker);
    for (const thread of this.threads) if (thread.script?.asker === asker) {
      thread.script = { ...thread.script, asker: NOBODY };
      this.stopThread(thread, () => { this.drop(thread); this.startWaiting(); });
    }
  }

  private startWaiting(): void {
    const hasRoom = ({ isInner }: Script): boolean => [...this.threads].filter((t) => t.script?.isInner === isInner).length < MOST;
    for (let script = this.waiting.find(hasRoom); script !== undefined; script = this.waiting.find(hasRoom)) {
      this.waiting.splice(this.waiting.indexOf(script), 1);
      const idle = [...this.threads].find((t) => t.script === undefined && !t.isSpent) ?? this.add();
      this.parts.debugging().began(idle, script.question.title);
      idle.run(script);
    }
  }

  private add(): ScriptThread {
    const made = new ScriptThread(this.parts, (thread, message) => this.onMessage(thread, message), (thread, reason) => this.onEnd(thread, reason));
    this.threads.add(made);
    return made;
  }

  private onMessage(thread: ScriptThread, message: FromEngine): void {
    const { script } = thread;
    switch (message.type) {
      case 'written': script?.asker.written(script.ticket, message.records); return;
      case 'saved': script?.asker.saved(script.ticket, message.state); return;
      case 'debugReply': this.parts.debugging().repliedBeside(thread, message.id, message.reply); return;
      case 'debugEvent': this.parts.debugging().happened(thread, message.event); return;
      case 'powerShell': this.parts.powerShell(thread, message.request); return;
      case 'question': this.parts.ask(thread, message.ticket, message.question); return;
      case 'cancel':
        if (message.gently) this.stopOne(thread, message.ticket); else this.cancel(thread, message.ticket);
        return;
      case 'suspend': this.suspend(thread, message.ticket); return;
      case 'scriptEnded':
        thread.script = undefined;
        this.parts.debugging().ended(thread);
        this.endInner(thread);
        if (thread.isSpent) this.leave(thread);
        script?.asker.answer(script.ticket, message.outcome);
        this.startWaiting();
        return;
      default:
    }
  }

  private onEnd(thread: ScriptThread, reason: string): void {
    if (!this.gone(thread)) return;
    const { script } = thread;
    thread.script = undefined;
    // The outcome of a script whose thread died, most often of memory: an error of that activity alone.
    script?.asker.answer(script.ticket, ended(reason));
    this.startWaiting();
  }
}
