/**
 * Random expressions of $filter and $orderby with their meaning beside them, worked out the naive way: a text for the
 * service and a function over rows in memory. It shares no code with the service. Semantics are those of
 * src/service/README.md: null is exact in eq and ne, false in every other comparison, passed on by everything else.
 */
import fc from 'fast-check';

export type Value = string | number | boolean | null;
export interface Row { readonly [name: string]: Value | Row | null | readonly Row[] }
/** An expression: its text, and its value for a row (`$it`) with variables of `any` and `all` in scope. */
export interface Meaning<V extends Value> { readonly text: string; readonly of: (row: Row, scope: ReadonlyMap<string, Row>) => V | null }

const fold = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
/** Letter by letter, of any alphabet: what functions go by. */
const each = (text: string, change: (letter: string) => string): string => text.replaceAll(/./gsu, (letter) => (change(letter).length === letter.length ? change(letter) : letter));
const lower = (text: string): string => each(text, (letter) => letter.toLowerCase());
/** Texts that differ in the case of letters only, of any alphabet, are the same. */
const same = (left: Value, right: Value): boolean => (typeof left === 'string' && typeof right === 'string' ? lower(left) === lower(right) : left === right);
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const words = fc.constantFrom('', 'a', 'A', 'b', 'Run', 'run-1', 'é', 'É', "it's", ' x ', '%', '_', 'one two', 'Nightly', '50%', 'ß');

/** Walks a path of to-one navigations; what lies behind nothing is null. */
function reach(row: Row, scope: ReadonlyMap<string, Row>, path: string): Value {
  const [first = '', ...rest] = path.split('/');
  let at: Row[string] | undefined = scope.get(first) ?? row[first];
  for (const name of rest) at = at === null || at === undefined || typeof at !== 'object' || Array.isArray(at) ? null : (at as Row)[name];
  return at === undefined || typeof at === 'object' ? null : at;
}
const property = <V extends Value>(path: string): Meaning<V> => ({ text: path, of: (row, scope) => reach(row, scope, path) as V | null });

/** A function of values that are there; with a null among them it is null. */
function apply<A extends Value, V extends Value>(text: string, operands: readonly Meaning<A>[], compute: (...values: A[]) => V | null): Meaning<V> {
  return {
    text,
    of: (row, scope) => {
      const values = operands.map((operand) => operand.of(row, scope));
      return values.includes(null) ? null : compute(...values as A[]);
    },
  };
}

type Operator = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';
export function order(left: Value, right: Value): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  const [a, b] = typeof left === 'string' && typeof right === 'string' ? [fold(left), fold(right)] : [left, right];
  return a < b ? -1 : a > b ? 1 : 0;
}
function compare<V extends Value>(left: Meaning<V>, operator: Operator, right: Meaning<V>): Meaning<boolean> {
  return {
    text: `(${left.text} ${operator} ${right.text})`,
    of: (row, scope) => {
      const [a, b] = [left.of(row, scope), right.of(row, scope)];
      if (operator === 'eq') return same(a, b);
      if (operator === 'ne') return !same(a, b);
      if (a === null || b === null) return false;
      const sign = order(a, b);
      return operator === 'lt' ? sign < 0 : operator === 'le' ? sign <= 0 : operator === 'gt' ? sign > 0 : sign >= 0;
    },
  };
}

/** Paths of an entity type that expressions may use, by what they hold. */
export interface Vocabulary {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly truths: readonly string[];
  readonly times: readonly string[];
  /** To-one navigations that may lead nowhere. */
  readonly ones: readonly string[];
  readonly many: Readonly<Record<string, Vocabulary>>;
}

const NOTHING = <V extends Value>(): Meaning<V> => ({ text: 'null', of: () => null });
const operators = fc.constantFrom<Operator>('eq', 'ne', 'lt', 'le', 'gt', 'ge');

export interface Expressions { readonly truth: fc.Arbitrary<Meaning<boolean>>; readonly text: fc.Arbitrary<Meaning<string>>; readonly number: fc.Arbitrary<Meaning<number>>; readonly time: fc.Arbitrary<Meaning<string>> }

const prefixed = (paths: readonly string[], variable: string | undefined): readonly string[] => paths.map((path) => (variable === undefined ? path : `${variable}/${path}`));

/** Expressions over a vocabulary; those of `any` and `all` may use the outer entity too. */
export function expressions(vocabulary: Vocabulary, variable?: string, depth = 3): Expressions {
  const paths = <V extends Value>(list: readonly string[]): fc.Arbitrary<Meaning<V>>[] => (list.length === 0 ? [] : [fc.constantFrom(...prefixed(list, variable)).map((path) => property<V>(path))]);
  return fc.letrec<{ truth: Meaning<boolean>; text: Meaning<string>; number: Meaning<number>; time: Meaning<string> }>((tie) => {
    const [text, number, truth, time] = [tie('text'), tie('number'), tie('truth'), tie('time')];
    const mix = { maxDepth: depth, depthIdentifier: `oracle-${variable ?? 'it'}` };
    const call = (name: string, takes: number, compute: (...values: string[]) => string | null): fc.Arbitrary<Meaning<string>> =>
      fc.tuple(...Array.from({ length: takes }, () => text)).map((operands) => apply(`${name}(${operands.map((one) => one.text).join(',')})`, operands, compute));
    const test = (name: string, compute: (left: string, right: string) => boolean): fc.Arbitrary<Meaning<boolean>> =>
      fc.tuple(text, text).map((operands) => apply(`${name}(${operands[0].text},${operands[1].text})`, operands, (a, b) => compute(lower(a), lower(b))));
    const arithmetic = fc.tuple(number, fc.constantFrom('add', 'sub', 'mul', 'div', 'mod'), number).map(([left, operator, right]) => apply(`(${left.text} ${operator} ${right.text})`, [left, right], (a, b) => {
      switch (operator) {
        case 'add': return a + b;
        case 'sub': return a - b;
        case 'mul': return a * b;
        case 'div': return b === 0 ? null : Math.trunc(a / b) + 0;
        default: return b === 0 ? null : (a % b) + 0;
      }
    }));
    const part = fc.tuple(fc.constantFrom(['year', 0, 4], ['month', 5, 7], ['day', 8, 10], ['hour', 11, 13], ['minute', 14, 16], ['second', 17, 19]), time)
      .map(([[name, from, to], at]) => apply(`${name}(${at.text})`, [at], (value) => Number(value.slice(from, to))));
    const quantified = Object.entries(variable === undefined ? vocabulary.many : {}).map(([navigation, inner]) =>
      fc.tuple(fc.constantFrom('any', 'all'), expressions(inner, 'x', 2).truth).map(([quantifier, predicate]): Meaning<boolean> => ({
        text: `${navigation}/${quantifier}(x: ${predicate.text})`,
        of: (row, scope) => {
          const values = (row[navigation] as readonly Row[]).map((one) => predicate.of(row, new Map([...scope, ['x', one]])));
          return quantifier === 'any' ? values.includes(true) : !values.includes(false);
        },
      })));
    const quantifiedBare = Object.keys(variable === undefined ? vocabulary.many : {}).map((navigation) => fc.constant<Meaning<boolean>>({ text: `${navigation}/any()`, of: (row) => (row[navigation] as readonly Row[]).length > 0 }));
    const nowhere = variable === undefined && vocabulary.ones.length > 0 ? [fc.tuple(fc.constantFrom(...vocabulary.ones), fc.boolean()).map(([navigation, is]): Meaning<boolean> => ({ text: `(${navigation} ${is ? 'eq' : 'ne'} null)`, of: (row) => (row[navigation] === null) === is }))] : [];
    return {
      text: fc.oneof(mix, ...paths<string>(vocabulary.texts), words.map((word) => ({ text: quote(word), of: () => word })),
        call('tolower', 1, (a = '') => lower(a)), call('toupper', 1, (a = '') => each(a, (letter) => letter.toUpperCase())), call('trim', 1, (a = '') => a.replaceAll(/^ +| +$/g, '')),
        call('concat', 2, (a = '', b = '') => a + b), call('replace', 3, (a = '', b = '', c = '') => (b === '' ? a : a.replaceAll(b, () => c))),
        fc.tuple(text, fc.nat(4), fc.nat(4)).map(([of, from, length]) => apply(`substring(${of.text},${from},${length})`, [of], (value) => value.slice(from, from + length))),
        fc.tuple(text, fc.nat(4)).map(([of, from]) => apply(`substring(${of.text},${from})`, [of], (value) => value.slice(from)))),
      number: fc.oneof(mix, ...paths<number>(vocabulary.numbers), fc.integer({ min: -9, max: 60 }).map((value) => ({ text: String(value), of: () => value })),
        text.map((of) => apply(`length(${of.text})`, [of], (value) => value.length)),
        fc.tuple(text, text).map((operands) => apply(`indexof(${operands[0].text},${operands[1].text})`, operands, (a, b) => lower(a).indexOf(lower(b)))), arithmetic, part,
        number.map((of) => apply(`(-(${of.text}))`, [of], (value) => 0 - value))),
      time: fc.oneof(mix, ...paths<string>(vocabulary.times), fc.constantFrom('2000-01-01T00:00:00', '2100-12-31T23:59:59.5').map((value) => ({ text: `datetime'${value}'`, of: () => value }))),
      truth: fc.oneof(mix, ...paths<boolean>(vocabulary.truths), fc.boolean().map((value) => ({ text: String(value), of: () => value })), ...quantifiedBare, ...nowhere,
        fc.tuple(text, operators, fc.oneof(text, fc.constant(NOTHING<string>()))).map(([left, operator, right]) => compare(left, operator, right)),
        fc.tuple(number, operators, fc.oneof(number, fc.constant(NOTHING<number>()))).map(([left, operator, right]) => compare(left, operator, right)),
        fc.tuple(time, operators, time).map(([left, operator, right]) => compare(left, operator, right)),
        fc.tuple(truth, operators, truth).map(([left, operator, right]) => compare(left, operator, right)),
        test('substringof', (a, b) => b.includes(a)), test('startswith', (a, b) => a.startsWith(b)), test('endswith', (a, b) => a.endsWith(b)), ...quantified,
        truth.map((of) => apply(`(not (${of.text}))`, [of], (value) => !value)),
        fc.tuple(fc.constantFrom('and', 'or'), fc.array(truth, { minLength: 2, maxLength: 3 })).map(([operator, list]): Meaning<boolean> => ({
          text: `(${list.map((one) => one.text).join(` ${operator} `)})`,
          of: (row, scope) => {
            const values = list.map((one) => one.of(row, scope));
            const decisive = operator === 'or';
            return values.includes(decisive) ? decisive : values.includes(null) ? null : !decisive;
          },
        }))),
    };
  });
}
