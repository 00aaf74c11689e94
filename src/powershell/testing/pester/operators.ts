/** What Should can ask, by name: each says whether it is so, and what to tell where it is not. */
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { toText } from '../../runtime/convert/toText.ts';
import type { CommandRuntime } from '../../runtime/run/pipeline/commandRuntime.ts';
import { isMany, contains } from '../../runtime/operators/collections.ts';
import { compare, equals } from '../../runtime/operators/compare.ts';
import { matchInto } from '../../runtime/operators/match.ts';
import { regexFor } from '../../runtime/operators/match.ts';
import { isType } from '../../runtime/operators/types.ts';
import { like } from '../../runtime/operators/wildcard.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { Sides } from './failure.ts';
import { shown } from './shown.ts';
import { stringDifference } from './stringDifference.ts';
import { haveThrown } from './thrown.ts';
import { nameTable } from '../../runtime/values/nameTable.ts';

export interface Question {
  /** What was piped in: one thing as it is, several as a list, nothing as null. */
  readonly actual: Value;
  /** The same as it came, thing by thing: a list that was piped in as one thing is one. */
  readonly items: readonly Value[];
  readonly expected: Value;
  readonly ctx: CommandRuntime;
  /** Written without dashes, as old tests do: a text is looked for inside a message. */
  readonly isOld: boolean;
  readonly errorId: string | undefined;
  readonly exceptionType: Value;
}
export interface Verdict { readonly ok: boolean; /** Ends "Expected …", for what should be so. */ readonly wanted: string; readonly but: string; /** The same as words of its own. */ readonly isSentence?: boolean; /** What stands around the reason where it should not be so. */ readonly not?: readonly [wanted: string, but: string]; readonly sides?: Sides; /** What is told instead; `reason` with its comma, or empty. */ readonly message?: (reason: string) => string | undefined; /** What the command gives where it passes. */ readonly gives?: Value }
type Operator = (q: Question) => Verdict;

/** Lists item by item, at any depth; nothing, `$null` and an empty list are the same (Pester's ArraysAreEqual). */
function same(left: readonly Value[], right: readonly Value[], ignoreCase: boolean, depth = 0): boolean {
  const isNothing = (list: readonly Value[]): boolean => list.length === 0 || (list.length === 1 && list[0] == null);
  if (isNothing(left) || isNothing(right)) return isNothing(left) && isNothing(right);
  return left.length === right.length && depth < 100 && left.every((a, i) => {
    const b = right[i] ?? null;
    if (isMany(unwrap(a)) || isMany(unwrap(b))) return same(parts(a), parts(b), ignoreCase, depth + 1);
    // What is expected stands on the left, so that its type decides: an error is its message where a text is expected.
    return a == null || b == null ? a == null && b == null : equals(b, a, ignoreCase);
  });
}
/** `@(...)` of a value: there `$null` is an item too. */
const parts = (v: Value): readonly Value[] => (v == null ? [null] : toItems(v));
const be = (ignoreCase: boolean): Operator => ({ actual, items, expected, ctx }) => ({
  ok: same(items, parts(expected), ignoreCase), wanted: `${ignoreCase ? '' : 'exactly '}${shown(expected)}`, but: shown(actual), not: [`${shown(expected)} to be different from the actual value`, `got ${ignoreCase ? '' : 'exactly '}the same value`], sides: { expected: sideOf(expected), actual: sideOf(actual) },
  ...(typeof actual !== 'string' || typeof expected !== 'string' ? {} : { message: (reason: string) => stringDifference(expected, actual, { ignoreCase, reason, width: ctx.session.host.width ?? WIDTH, margin: MARGIN }) }),
});
/** Of a line, where the host does not say; and what stands before the message of a test. */
const WIDTH = 120, MARGIN = 5;
const sideOf = (v: Value): string => (typeof v === 'string' ? v : shown(v));
// The words of Pester 5, so that what searches the messages of tests finds the same here.
const matching = (what: string, actual: Value): Omit<Verdict, 'ok'> => ({ wanted: `${what} to match ${shown(actual)}`, but: 'it did not match', isSentence: true, not: [`${what} to not match ${shown(actual)}`, 'it did match'] });
const beLike = (ignoreCase: boolean): Operator => ({ actual, expected }) => ({ ok: like(toText(actual), toText(expected), ignoreCase), ...matching(`like wildcard ${shown(expected)}`, actual) });
const match = (ignoreCase: boolean): Operator => ({ actual, expected, ctx }) => ({ ok: matchInto(ctx.frame, toText(actual), regexFor(expected, ignoreCase), ignoreCase), ...matching(`regular expression ${shown(expected)}`, actual) });
const listed = (items: readonly Value[]): string => shown([...items]);
const holds = (ignoreCase: boolean): Operator => ({ items, expected }) => ({ ok: contains([...items], expected, ignoreCase), wanted: `${shown(expected)} to be found in collection ${listed(items)}`, but: 'it was not found', isSentence: true, not: [`${shown(expected)} to not be found in collection ${listed(items)}`, 'it was found'] });
/** `other`: what it is where it is not so. */
const order = (words: string, other: string, holdsFor: (n: number) => boolean): Operator => ({ actual, expected }) => ({
  ok: holdsFor(compare(actual, expected)), wanted: `the actual value to be ${words} ${shown(expected)}`, but: shown(actual), not: [`the actual value to be ${other} ${shown(expected)}`, `got ${shown(actual)}`],
});
/** Of one thing: an empty table, or what is an empty text. */
const isEmpty = ({ items: [first, ...more] }: Question): boolean => {
  const v = unwrap(first);
  return more.length === 0 && (v instanceof Hashtable ? v.entries.size === 0 : v == null || toText(v) === '');
};
const ofType: Operator = ({ actual, expected }) => {
  const type = typeof expected === 'string' ? expected.replace(/^\[(.*)\]$/s, '$1') : expected, named = typeof type === 'string' ? `[${type}]` : shown(type), but = `${shown(actual)} with type ${actual == null ? '$null' : shown(typeOf(actual))}`;
  return { ok: isType(actual, type), wanted: `the value to have type ${named} or any of its subtypes`, but, not: [`the value to not have type ${named} or any of its subtypes`, `got ${but}`] };
};
const count: Operator = ({ items, expected }) => {
  const n = items.length, isNone = equals(0, expected), got = (what: string): string => (n === 0 ? 'an empty collection' : `collection with ${what} ${listed(items)}`);
  return { ok: equals(n, expected), wanted: isNone ? 'an empty collection' : `a collection with size ${shown(expected)}`, but: got(`size ${n}`), not: [isNone ? 'a non-empty collection' : `a collection with size different from ${shown(expected)}`, `got ${got('that size')}`] };
};
const exists: Operator = ({ actual, ctx }) => ({ ok: toBoolean(ctx.call('Test-Path', { Path: actual })[0] ?? false), wanted: `path ${shown(actual)} to exist`, but: 'it did not exist', isSentence: true, not: [`path ${shown(actual)} to not exist`, 'it did exist'] });
/** The file of that very name, where there is one; else the path is a pattern, whose brackets may be escaped. */
const fileNamed = (ctx: Parameters<Operator>[0]['ctx'], path: Value): Record<string, Value> => (ctx.call('Test-Path', { LiteralPath: path })[0] === true ? { LiteralPath: path } : { Path: path });
const content = (ignoreCase: boolean): Operator => ({ actual, expected, ctx }) => {
  const lines = ctx.call('Get-Content', { ...fileNamed(ctx, actual), ErrorAction: 'Stop' }), pattern = regexFor(expected, ignoreCase);
  return { ok: lines.some((line) => matchInto(ctx.frame, toText(line), pattern, ignoreCase)), wanted: `a line that matches ${shown(expected)} in the file ${shown(actual)}`, but: `it has ${lines.length} line${lines.length === 1 ? '' : 's'}, and none does`, isSentence: true };
};
/** The whole of it at once: `^` and `$` are its ends. */
const wholeContent = (ignoreCase: boolean): Operator => ({ actual, expected, ctx }) => {
  const [text = ''] = ctx.call('Get-Content', { ...fileNamed(ctx, actual), Raw: true, ErrorAction: 'Stop' });
  return { ok: matchInto(ctx.frame, toText(text), regexFor(expected, ignoreCase), ignoreCase), wanted: `that the whole of the file ${shown(actual)} matches ${shown(expected)}`, but: 'it does not', isSentence: true };
};

/** By the names of Pester 5, and those of older versions behind a comma. */
export const OPERATORS: Readonly<Record<string, Operator>> = nameTable({
  Be: be(true), BeExactly: be(false), BeLike: beLike(true), BeLikeExactly: beLike(false), Match: match(true), MatchExactly: match(false),
  BeTrue: (q) => ({ ok: q.items.length > 0 && toBoolean(q.actual ?? null), wanted: '$true', but: shown(q.actual), not: ['$false', `got ${shown(q.actual)}`] }),
  BeFalse: (q) => ({ ok: !toBoolean(q.actual ?? null), wanted: '$false', but: shown(q.actual), not: ['$true', `got ${shown(q.actual)}`] }),
  BeNullOrEmpty: (q) => ({ ok: isEmpty(q), wanted: '$null or empty', but: shown(q.actual), not: ['a value', 'got $null or empty'] }),
  BeOfType: ofType, Contain: holds(true), ContainExactly: holds(false),
  BeIn: ({ actual, expected }) => ({ ok: contains(toItems(expected), actual, true), wanted: `collection ${listed(toItems(expected))} to contain ${shown(actual)}`, but: 'it was not found', isSentence: true, not: [`collection ${listed(toItems(expected))} to not contain ${shown(actual)}`, 'it was found'] }),
  HaveCount: count,
  BeGreaterThan: order('greater than', 'less than or equal to', (n) => n > 0), BeLessThan: order('less than', 'greater than or equal to', (n) => n < 0),
  BeGreaterOrEqual: order('greater than or equal to', 'less than', (n) => n >= 0), BeLessOrEqual: order('less than or equal to', 'greater than', (n) => n <= 0),
  Exist: exists, FileContentMatch: content(true), FileContentMatchExactly: content(false), FileContentMatchMultiline: wholeContent(true), FileContentMatchMultilineExactly: wholeContent(false), Throw: haveThrown,
});
/** Those that look at the whole of what is piped in; all others are asked of each thing by itself. */
export const OF_LISTS: ReadonlySet<string> = new Set(['Be', 'BeExactly', 'BeNullOrEmpty', 'Contain', 'ContainExactly', 'HaveCount']);
/** Other names of the same. */
export const OTHER_NAMES: Readonly<Record<string, string>> = nameTable({
  EQ: 'Be', CEQ: 'BeExactly', GT: 'BeGreaterThan', LT: 'BeLessThan', GE: 'BeGreaterOrEqual', LE: 'BeLessOrEqual', HaveType: 'BeOfType', CMATCH: 'MatchExactly', Like: 'BeLike', CLike: 'BeLikeExactly', BeGreaterThanOrEqual: 'BeGreaterOrEqual', BeLessThanOrEqual: 'BeLessOrEqual', ContainMultiline: 'FileContentMatchMultiline',
});
