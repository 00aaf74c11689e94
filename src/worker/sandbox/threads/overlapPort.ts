/**
 * Questions of several branches under way at once. While an attempt runs, a port's question is answered from what came
 * before, or sent and the attempt left; everywhere else a question blocks.
 */
import type { OverlapNews, OverlapPort } from '../../../powershell/runtime/host.ts';
import { PendingSignal, StopSignal } from '../../../powershell/runtime/run/pipeline/signals.ts';
import { StopRequestedError } from '../engine/engineLink.ts';
import type { EngineLink } from '../engine/engineLink.ts';
import { environmentChanges } from '../ports/systemPorts.ts';
import type { Answers, News, Question } from '../engine/messages.ts';

export interface Asking extends OverlapPort {
  /** What the ports ask with. */
  ask<Q extends Question>(question: Q): Answers[Q['kind']];
}

/** `meanwhile`: what is done when a request for the debugger comes while the engine waits. `secrets`: what scripts beside it must not show. */
export function overlapPort(link: EngineLink, flush: () => void, meanwhile?: () => void, secrets: () => readonly string[] = () => []): Asking {
  let attempt: { readonly answers: readonly unknown[]; next: number } | undefined;
  return {
    ask<Q extends Question>(question: Q): Answers[Q['kind']] {
      flush();
      if (attempt === undefined) return stoppable(() => link.ask(question, true, meanwhile));
      const at = attempt.next++;
      if (at < attempt.answers.length) return attempt.answers[at] as Answers[Q['kind']];
      // oxlint-disable-next-line typescript/only-throw-error -- a signal: the engine does the activity again when the answer is there
      throw new PendingSignal(link.send(question));
    },
    attempt(answers, work) {
      attempt = { answers, next: 0 };
      try { work(); } catch (e) {
        if (!(e instanceof PendingSignal)) throw e;
        return e.ticket;
      } finally { attempt = undefined; }
      return undefined;
    },
    script: (request, title) => link.send({ kind: 'script', request, title, secrets: secrets(), environment: environmentChanges() }),
    cancel: (ticket) => link.cancel(ticket, false),
    stop: (ticket) => link.cancel(ticket, true),
    suspend: (ticket) => link.suspend(ticket),
    wait(milliseconds, isWanted) {
      flush();
      meanwhile?.();
      const { stopped, messages } = link.news(milliseconds, ({ ticket }) => isWanted(ticket), meanwhile);
      return { stopped, news: messages.map(newsOf) };
    },
  };
}

function newsOf(m: News): OverlapNews {
  const { ticket } = m;
  if (m.type === 'answer') return { kind: 'answer', ticket, answer: m.answer };
  return m.type === 'written' ? { kind: 'records', ticket, records: m.records } : { kind: 'saved', ticket, state: m.state };
}

/** A stop that was asked for while the engine waited is the engine's own signal. */
export function stoppable<T>(work: () => T): T {
  try { return work(); } catch (error) {
    // oxlint-disable-next-line typescript/only-throw-error -- a signal, not an error (runtime/run/signals.ts)
    if (error instanceof StopRequestedError) throw new StopSignal();
    throw error;
  }
}
