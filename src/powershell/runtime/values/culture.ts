/** CultureInfo and what it hands out for numbers and dates. The facts of each culture are in convert/culture.ts. */
import { NetObject } from './value.ts';

/** What a script has changed: facts of convert/culture.ts by name. */
export type CultureChanges = Readonly<Record<string, unknown>>;
/** A part of a culture that a script may change where it made it itself. */
abstract class CulturePart extends NetObject {
  readonly cultureName: string;
  readonly isReadOnly: boolean;
  changes: CultureChanges | undefined;
  constructor(cultureName: string, isReadOnly = true, changes?: CultureChanges) {
    super();
    this.cultureName = cultureName;
    this.isReadOnly = isReadOnly;
    this.changes = changes;
  }
}
/** NumberFormatInfo: a culture seen as its numbers. */
export class NumberFormatInfo extends CulturePart {}
/** DateTimeFormatInfo: a culture seen as its dates. */
export class DateTimeFormatInfo extends CulturePart {}
/** TextInfo: a culture seen as its letters. */
export class TextInfo extends CulturePart {}
export class CultureInfo extends NetObject {
  /** Empty for the invariant culture. */
  readonly cultureName: string;
  readonly isReadOnly: boolean;
  /** Made when somebody asks for them. */
  number: NumberFormatInfo | undefined = undefined;
  date: DateTimeFormatInfo | undefined = undefined;
  text: TextInfo | undefined = undefined;
  constructor(cultureName: string, isReadOnly = false) { super(); this.cultureName = cultureName; this.isReadOnly = isReadOnly; }
  static readonly invariant: CultureInfo = new CultureInfo('', true);
}
