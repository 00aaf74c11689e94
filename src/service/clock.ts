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

/** A time without what is below a millisecond, as the original's times of jobs are (sma-rest-api.md 1.8): those that nothing goes on from. */
export const toMilliseconds = (time: string): string => canonicalTime(time.slice(0, 23));

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

/** Less than this is no jump: clocks are set right by seconds all the time. */
const JUMP_MILLISECONDS = 60_000;

/** Tells when somebody sets the machine's clock, by comparing it with the process's own, which nobody sets. */
export class ClockWatch {
  readonly #clock: Clock;
  readonly #steady: () => number;
  #ahead: number;

  constructor(clock: Clock, steady: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#steady = steady;
    this.#ahead = clock.wall() - steady();
  }

  /** How far the clock was put forward (or the machine slept) since this was asked last, or back where it is negative; 0 for less than a minute. */
  jumped(): number {
    const ahead = this.#clock.wall() - this.#steady(), jump = ahead - this.#ahead;
    this.#ahead = ahead;
    return Math.abs(jump) < JUMP_MILLISECONDS ? 0 : jump;
  }
}

/** What follows for those who read the log. */
export const WHILE_BEHIND = 'Times go on from the newest one that was given, so that none comes twice, until the clock gets there.';
/** Whether a clock is behind the newest time in the database by more than it is set right by now and then. */
export const isBehind = (clock: Clock, newest: string): boolean => newest > edmTime(clock.wall() + JUMP_MILLISECONDS);
