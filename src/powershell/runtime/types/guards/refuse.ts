/**
 * What .NET's methods say of arguments that they refuse: the words of System.Private.CoreLib (Strings.resx), which are the same whatever method asks.
 * Each throws where its argument is refused and does nothing else; what is compared first is what is almost always so.
 */
import { netThrow } from '../../errors/raise.ts';
import { NullString } from '../../values/misc.ts';

const named = (message: string, name: string): string => (name === '' ? message : `${message} (Parameter '${name}')`);
/** ArgumentOutOfRangeException; with the value that was refused where .NET tells it. */
export const outOfRange = (message: string, name: string, actual?: number | bigint | string): never =>
  netThrow('System.ArgumentOutOfRangeException', actual === undefined ? named(message, name) : `${named(message, name)}\nActual value was ${String(actual)}.`, [['ParamName', name], ['ActualValue', actual ?? null]]);
export const badArgument = (message: string, name = ''): never => netThrow('System.ArgumentException', named(message, name), [['ParamName', name === '' ? null : name]]);
export function given(v: unknown, name: string): void { if (v === null || v === undefined || v instanceof NullString) netThrow('System.ArgumentNullException', named('Value cannot be null.', name), [['ParamName', name]]); }
/** Neither null nor empty text. */
export function filled(v: unknown, name: string): void { given(v, name); if (v === '') badArgument('The value cannot be an empty string.', name); }
/** ArgumentOutOfRangeException.ThrowIfNegative. */
export function notNegative(n: number, name: string): void { if (n < 0) outOfRange(`${name} ('${n}') must be a non-negative value.`, name, n); }
/** ArgumentOutOfRangeException.ThrowIfGreaterThan. */
export function atMost(n: number, most: number, name: string): void { if (n > most) outOfRange(`${name} ('${n}') must be less than or equal to '${most}'.`, name, n); }
/** ArgumentOutOfRangeException.ThrowIfLessThan. */
export function atLeast(n: number, least: number, name: string): void { if (n < least) outOfRange(`${name} ('${n}') must be greater than or equal to '${least}'.`, name, n); }
/** ThrowHelper's older words for the same. */
export function needsNumber(n: number, name: string): void { if (n < 0) outOfRange('Non-negative number required.', name); }
export const INDEX = 'Index was out of range. Must be non-negative and less than the size of the collection.', POSITION = 'Index was out of range. Must be non-negative and less than or equal to the size of the collection.';
/** A place where an item is. */
export function place(i: number, size: number, name: string, telling = false): void { if (i < 0 || i >= size) outOfRange(INDEX, name, telling ? i : undefined); }
/** A place where an item could be put: behind the last one too. */
export function position(i: number, size: number, name: string): void { if (i < 0 || i > size) outOfRange(POSITION, name); }
/** So many from there on. */
export function counted(n: number, left: number, name = 'count'): void { if (n < 0 || n > left) outOfRange('Count must be positive and count must refer to a location within the string/array/collection.', name); }
/** So many before there. */
export function countedBack(i: number, n: number, name = 'count'): void { if (n < 0 || i - n + 1 < 0) outOfRange('Count must be positive and count must refer to a location within the string/array/collection.', name); }
export function inside(i: number, n: number, size: number): void { if (size - i < n) badArgument('Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.'); }
export const outsideArray = (): never => netThrow('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.');
