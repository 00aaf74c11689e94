/** System.Guid, kept as its canonical text in lower case. */
import { NetObject } from './value.ts';

export class Guid extends NetObject {
  readonly text: string;
  private constructor(text: string) { super(); this.text = text; }
  static readonly empty: Guid = new Guid('00000000-0000-0000-0000-000000000000');
  /** From 16 bytes in the order of the text. */
  static fromBytes(bytes: Uint8Array): Guid {
    const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
    return new Guid(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`);
  }
  /** Reads the formats N, D, B, P and X; undefined where it is none of them. */
  static parse(text: string): Guid | undefined {
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
