/** System.Guid, kept as its canonical text in lower case. */
import { NetObject } from './value.ts';

const DASH = 45, written = Buffer.alloc(36);
const digit = (n: number): number => (n < 10 ? 48 + n : 87 + n);

/** The form D: 32 digits with a dash behind the eighth, twelfth, sixteenth and twentieth. */
function isPlain(text: string): boolean {
  if (text.length !== 36) return false;
  for (let i = 0; i < 36; i++) {
    const c = text.charCodeAt(i), letter = c | 32;
    if (i === 8 || i === 13 || i === 18 || i === 23 ? c !== DASH : (c < 48 || c > 57) && (letter < 97 || letter > 102 || c > 127)) return false;
  }
  return true;
}
export class Guid extends NetObject {
  readonly text: string;
  private constructor(text: string) { super(); this.text = text; }
  static readonly empty: Guid = new Guid('00000000-0000-0000-0000-000000000000');
  /** From 16 bytes in the order of the text. */
  static fromBytes(bytes: Uint8Array): Guid {
    let p = 0;
    for (let i = 0; i < 16; i++) {
      const x = bytes[i] ?? 0;
      if (i === 4 || i === 6 || i === 8 || i === 10) written[p++] = DASH;
      written[p++] = digit(x >> 4);
      written[p++] = digit(x & 15);
    }
    return new Guid(written.toString('latin1'));
  }
  /** The 32 digits alone. */
  get digits(): string { const { text } = this; return text.slice(0, 8) + text.slice(9, 13) + text.slice(14, 18) + text.slice(19, 23) + text.slice(24); }
  /** Reads the formats N, D, B, P and X; undefined where it is none of them. */
  static parse(text: string): Guid | undefined {
    if (isPlain(text)) return new Guid(text.toLowerCase());
    const trimmed = text.trim();
    const inner = /^\{(.*)\}$/.exec(trimmed)?.[1] ?? /^\((.*)\)$/.exec(trimmed)?.[1] ?? trimmed;
    const hex = inner.toLowerCase();
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(hex)) return new Guid(hex);
    const fields = inner === trimmed ? undefined : /^0x([\da-f]{1,8}),0x([\da-f]{1,4}),0x([\da-f]{1,4}),\{((?:0x[\da-f]{1,2},){7}0x[\da-f]{1,2})\}$/.exec(hex.replace(/\s/g, ''));
    if (fields != null) return new Guid(`${fields[1]!.padStart(8, '0')}-${fields[2]!.padStart(4, '0')}-${fields[3]!.padStart(4, '0')}-${fields[4]!.split(',').map((b) => b.slice(2).padStart(2, '0')).join('').replace(/^.{4}/, '$&-')}`);
    if (!/^[0-9a-f]{32}$/.test(trimmed.toLowerCase())) return undefined;
    return new Guid(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`);
  }
  override toString(): string { return this.text; }
}
