/**
 * Arrays that grow in place. `$a += $x` makes a new array in PowerShell, which a loop pays for with a copy each time. Here the array that
 * `+=` made is noted beside its variable (`Frame.grown`, `ExtraVariable.grown`) for as long as nothing else holds it: the next `+=` then
 * adds to it. Every reading of the variable takes the note away, by name in `Frame.own`, by slot in the code that is compiled for slots that
 * grow (`Layout.growing`), so that who has read an array never sees it grow. While what is added is worked out (which comes after the reading
 * of the variable), a token stands in the note's place: what reads or adds meanwhile takes it away. Only `$a.Count`, `$a.Length` and `$a[…]`, which give
 * no array away, look without taking.
 */
import { addArray, extendArray } from '../operators/arithmetic.ts';
import { fits } from './growingMembers.ts';
import type { Value } from '../values/value.ts';
import { unset } from '../values/value.ts';
import type { ExtraVariable, Frame } from './frame.ts';

let tokens = 0;
/** Before what is added is worked out: the token for {@link grow}, 0 where the array is not the variable's alone. */
export function begin(f: Frame, slot: number, array: Value): number {
  if (f.grown === null || f.grown[slot] !== array || !Array.isArray(array)) return 0;
  return (f.grown[slot] = ++tokens);
}
/** Whether the array of a slot may grow: nothing stands before the variable but a conversion to an array. */
export function mayGrow(f: Frame, slot: number): boolean {
  const guard = f.guards?.[slot];
  return guard === undefined || (guard.isArray === true && guard.options === undefined);
}
/** `+=` as a statement, for an array in a slot that may grow, whose readers ask the frame. */
export function grow(f: Frame, slot: number, array: Value[], more: Value, token: number): void {
  const notes = (f.grown ??= []);
  if (token !== 0 && notes[slot] === token && f.slots[slot] === array && fits(array, more)) {
    notes[slot] = array;
    return extendArray(array, more);
  }
  const made = addArray(array, more);
  f.assignGuarded(slot, made);
  const stored = f.slots[slot];
  // What is added, and the guard, have made an array that nobody else has seen.
  notes[slot] = stored !== array && Array.isArray(stored) ? stored : undefined;
  return undefined;
}
/** Whether an array is only looked at by `.Count`: it is the variable's alone, or was before what is added to it. */
export const isGrown = (f: Frame, slot: number, array: Value): array is Value[] => f.grown !== null && Array.isArray(array) && (f.grown[slot] === array || typeof f.grown[slot] === 'number');
/** A variable by folded name, without a guard, that holds an array in this scope; what then adds to it. */
export function growNamed(f: Frame, folded: string): ((more: Value) => void) | undefined {
  const slot = f.layout.index.get(folded);
  if (slot !== undefined && f.slots[slot] !== unset) {
    const array = f.slots[slot];
    if (!Array.isArray(array) || !f.layout.growing.has(slot) || !mayGrow(f, slot)) return undefined;
    const token = begin(f, slot, array);
    return (more) => grow(f, slot, array, more, token);
  }
  const held = f.extra?.get(folded);
  return held === undefined || held.guard !== undefined || !Array.isArray(held.value) ? undefined : growHeld(held, held.value);
}
function growHeld(held: ExtraVariable, array: Value[]): (more: Value) => void {
  const token = held.grown === array ? ++tokens : 0;
  if (token !== 0) held.grown = token;
  return (more) => {
    if (token !== 0 && held.grown === token && held.value === array) {
      held.grown = array;
      extendArray(array, more);
    } else held.value = held.grown = addArray(array, more);
  };
}
