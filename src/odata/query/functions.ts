/** The functions of OData v3 expressions (URL conventions 10.2.3.4: string, date and math functions). */
import type { PrimitiveType } from '../../sma/edm/vocabulary.ts';

export type FunctionName =
  | 'substringof' | 'endswith' | 'startswith' | 'length' | 'indexof' | 'replace' | 'substring' | 'tolower' | 'toupper' | 'trim' | 'concat'
  | 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'round' | 'floor' | 'ceiling';

export interface Overload { readonly takes: readonly PrimitiveType[]; readonly gives: PrimitiveType }

const S = 'Edm.String';
const I = 'Edm.Int32';
const B = 'Edm.Boolean';
const part: readonly Overload[] = [{ takes: ['Edm.DateTime'], gives: I }, { takes: ['Edm.DateTimeOffset'], gives: I }];
const timePart: readonly Overload[] = [...part, { takes: ['Edm.Time'], gives: I }];
const rounding: readonly Overload[] = [{ takes: ['Edm.Double'], gives: 'Edm.Double' }, { takes: ['Edm.Decimal'], gives: 'Edm.Decimal' }];

/** Every function with what it takes and gives. `substringof(a, b)`: whether b contains a. */
export const FUNCTIONS: Readonly<Record<FunctionName, readonly Overload[]>> = {
  substringof: [{ takes: [S, S], gives: B }],
  endswith: [{ takes: [S, S], gives: B }],
  startswith: [{ takes: [S, S], gives: B }],
  length: [{ takes: [S], gives: I }],
  indexof: [{ takes: [S, S], gives: I }],
  replace: [{ takes: [S, S, S], gives: S }],
  substring: [{ takes: [S, I], gives: S }, { takes: [S, I, I], gives: S }],
  tolower: [{ takes: [S], gives: S }],
  toupper: [{ takes: [S], gives: S }],
  trim: [{ takes: [S], gives: S }],
  concat: [{ takes: [S, S], gives: S }],
  year: part, month: part, day: part, hour: timePart, minute: timePart, second: timePart,
  round: rounding, floor: rounding, ceiling: rounding,
};

export const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);
