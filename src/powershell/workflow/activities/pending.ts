/** Activities that wait outside while other branches go on: what they keep of it in their position. */
import { raise } from '../../runtime/errors/raise.ts';
import type { StageCall } from './stage.ts';

const TICKET = 'ticket';

/** The answer this call has waited for, or undefined where it has not asked yet. Ends the activity where its time is over. */
export function heard({ at, fiber, run, deadline }: StageCall): { readonly answer: unknown } | undefined {
  const ticket = at.data[TICKET];
  if (typeof ticket !== 'number' || run.overlap === undefined) return undefined;
  delete at.data[TICKET];
  const { done, answer } = run.overlap.take(ticket);
  if (done) return { answer };
  run.overlap.cancel(ticket);
  fiber.inFlight = false;
  return timedOut(deadline);
}
/** Waits for a ticket; the activity is run again when it is answered. */
export function waitFor(ticket: number, { at, fiber, deadline }: StageCall): false {
  at.data[TICKET] = ticket;
  fiber.inFlight = true;
  fiber.wait = { kind: 'answer', ticket, deadline };
  return false;
}
/** PSActionRunningTimeoutSec is over: a TimeoutException at the activity. */
export function timedOut(_deadline: number): never {
  return raise({
    id: 'ActivityTimeout', category: 'OperationTimeout', exception: 'System.TimeoutException',
    message: 'The activity was ended because it ran longer than PSActionRunningTimeoutSec allows.',
  });
}
