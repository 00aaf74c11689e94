/** System.Char: one UTF-16 unit. */
import { NetObject } from './value.ts';

export class Char extends NetObject {
  readonly code: number;
  /** What it is as a key (identity.ts). */
  readonly identity: string;
  private constructor(code: number) { super(); this.code = code; this.identity = `\0Char ${code}`; }
  private static readonly cache: (Char | undefined)[] = [];
  /** The char of a UTF-16 unit; the same object for the same unit. */
  static of(code: number): Char { return (Char.cache[code] ??= new Char(code)); }
  override toString(): string { return String.fromCharCode(this.code); }
}
