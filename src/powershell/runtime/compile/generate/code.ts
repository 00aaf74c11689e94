/** Pieces of JavaScript, and what is known of their values. */
import type { Generator } from './generator.ts';

/** An expression: its text, and its value's kind where that is sure. */
export interface Code { readonly text: string; readonly kind: 'any' | 'int' | 'bool' | 'string' }
/** A value that is used more than once: put into a place first, then looked at by name. */
export interface Operand {
  /** Comes first, followed by a comma; may be empty. */
  readonly setup: string;
  /** The value, or the mark of an unset variable. */
  readonly name: string;
  /** The value for certain. */
  readonly value: string;
  readonly kind: Code['kind'];
}
export const any = (text: string): Code => ({ text, kind: 'any' });
export const bool = (text: string): Code => ({ text, kind: 'bool' });

/** A value in a place of its own. */
export function held(code: Code, g: Generator): Operand {
  if (/^(-?\d+|k\d+|true|false|null)$/.test(code.text)) return { setup: '', name: code.text, value: code.text, kind: code.kind };
  const name = g.temp();
  return { setup: `${name} = ${code.text}, `, name, value: name, kind: code.kind };
}
/** A variable's slot as an operand: the look into other scopes, where there is one, is left to the slow way. `looks`: the value goes nowhere. */
export function slotOperand(slot: number, g: Generator, isOwn = false, looks = false): Operand {
  const name = g.temp(), outer = isOwn ? `(f.parent === null ? f.inherited(${slot}) : null)` : `f.inherited(${slot})`;
  return { setup: `${name} = s[${slot}], `, name, value: `(${name} === ${g.helper('unset')} ? ${outer} : ${looks ? name : given(slot, name, g)})`, kind: 'any' };
}
/** A slot's value that goes somewhere: an array in it grows in place no more (run/growing.ts). */
export const given = (slot: number, name: string, g: Generator): string => (g.c.layout?.growing.has(slot) === true ? `typeof ${name} === 'object' ? f.given(${slot}, ${name}) : ${name}` : name);
/** The test whether operands are Int32, as far as it is open. */
export function areInts(...operands: readonly Operand[]): string {
  const open = operands.filter((o) => o.kind !== 'int').map((o) => `typeof ${o.name} === 'number'`);
  return open.length === 0 ? 'true' : open.join(' && ');
}
