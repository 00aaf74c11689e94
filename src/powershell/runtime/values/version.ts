/** System.Version: two to four numbers. */
import { NetObject } from './value.ts';

/** The numbers of a text of digits and dots alone, none of which has more than nine digits; undefined for all other texts. */
function plainParts(text: string): number[] | undefined {
  if (text.length > 40) return undefined;
  const parts: number[] = [];
  let n = 0, size = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = i === text.length ? 46 : text.charCodeAt(i);
    if (c === 46) { if (size === 0 || size > 9) return undefined; parts.push(n); n = size = 0; } else if (c >= 48 && c <= 57) { n = n * 10 + c - 48; size++; } else return undefined;
  }
  return parts.length < 2 || parts.length > 4 ? undefined : parts;
}
export class Version extends NetObject {
  readonly parts: readonly number[];
  constructor(parts: readonly number[]) { super(); this.parts = parts; }
  /** Reads `a.b[.c[.d]]`; undefined where it is none. */
  static parse(text: string): Version | undefined {
    const plain = plainParts(text);
    if (plain !== undefined) return new Version(plain);
    const parts = text.trim().split('.');
    if (parts.length < 2 || parts.length > 4 || !parts.every((p) => /^\s*\+?\d{1,10}\s*$/.test(p))) return undefined;
    const numbers = parts.map(Number);
    return numbers.every((n) => n <= 0x7fffffff) ? new Version(numbers) : undefined;
  }
  /** 0 major, 1 minor, 2 build, 3 revision; -1 where not given. */
  part(index: number): number { return this.parts[index] ?? -1; }
  compare(o: Version): number {
    for (let i = 0; i < 4; i++) if (this.part(i) !== o.part(i)) return this.part(i) < o.part(i) ? -1 : 1;
    return 0;
  }
  override toString(): string { return this.parts.join('.'); }
}
