/** CultureInfo and what it hands out for numbers and dates. The facts of each culture are in convert/culture.ts. */
import { NetObject } from './value.ts';

export class CultureInfo extends NetObject {
  /** Empty for the invariant culture. */
  readonly cultureName: string;
  constructor(cultureName: string) { super(); this.cultureName = cultureName; }
  static readonly invariant: CultureInfo = new CultureInfo('');
}
/** NumberFormatInfo: a culture seen as its numbers. */
export class NumberFormatInfo extends NetObject {
  readonly cultureName: string;
  constructor(cultureName: string) { super(); this.cultureName = cultureName; }
}
/** DateTimeFormatInfo: a culture seen as its dates. */
export class DateTimeFormatInfo extends NetObject {
  readonly cultureName: string;
  constructor(cultureName: string) { super(); this.cultureName = cultureName; }
}
/** TextInfo: a culture seen as its letters. */
export class TextInfo extends NetObject {
  readonly cultureName: string;
  constructor(cultureName: string) { super(); this.cultureName = cultureName; }
}
