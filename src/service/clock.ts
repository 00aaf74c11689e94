/**
 * Time as the SMA wire has it: `Edm.DateTime` texts in UTC without zone letter (sma-rest-api.md 1.8), canonical as
 * src/sma/values/dateTime.ts defines it, so that texts compare as the times do.
 */
import { dateTimeFromTicks, ticksOf } from '../sma/values/dateTime.ts';

export interface Clock {
  /** Milliseconds since 1970; may jump when somebody sets the machine's clock. */
  wall(): number;
}

export const systemClock: Clock = { wall: () => Date.now() };

/** The canonical text of an instant. */
export const edmTime = (milliseconds: number): string => canonicalTime(new Date(milliseconds).toISOString().slice(0, 23));

/** Takes trailing zeros off the decimals: the form in which two texts compare as times. */
export function canonicalTime(text: string): string {
  if (!text.includes('.')) return text;
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end -= 1;
  return text.charCodeAt(end - 1) === 46 ? text.slice(0, end - 1) : text.slice(0, end);
}

/** The next representable time: one tick of 100 ns later. */
export const nextTick = (time: string): string => dateTimeFromTicks(ticksOf(time) + 1n);

/** `time`, or the tick after `last` where the clock did not advance. */
export const after = (time: string, last: string): string => (time > last ? time : nextTick(last));

/**
 * Gives a time later than every time it gave before, also when the machine's clock goes back: two writes never
 * share a time, so a media ETag (the ticks of LastModifiedTime) changes with every write.
 */
export class Ticker {
  readonly #clock: Clock;
  #last: string;

  constructor(clock: Clock, notBefore = '') {
    this.#clock = clock;
    this.#last = notBefore;
  }

  now(): string {
    this.#last = after(edmTime(this.#clock.wall()), this.#last);
    return this.#last;
  }

  wall(): number {
    return this.#clock.wall();
  }
}
