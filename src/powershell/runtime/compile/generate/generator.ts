/** Collects what a written-out function refers to, and makes the function. */
import { toBoolean } from '../../convert/toBoolean.ts';
import { writeEnumerated } from '../../convert/enumerate.ts';
import { recover } from '../../errors/recover.ts';
import { combineIndex, getIndex, setIndex } from '../../members/index.ts';
import { add, divide, multiply, negate, remainder, subtract } from '../../operators/arithmetic.ts';
import { LazyRange, lazyRange } from '../../operators/range.ts';
import { bitwise, shift } from '../../operators/bitwise.ts';
import { guardString } from '../../run/budget.ts';
import type { Frame } from '../../run/frame.ts';
import { begin, grow, isGrown, mayGrow } from '../../run/growing.ts';
import { growWatched, takeMember, watchMember } from '../../run/growingMembers.ts';
import { TypedArray } from '../../values/arrays.ts';
import { Double } from '../../values/numbers.ts';
import { unset } from '../../values/value.ts';
import type { SiteGroup } from '../../debug/sites.ts';
import type { Compiler } from '../compiler.ts';
import type { Watch } from '../watch.ts';
import { partText } from '../../convert/toText.ts';
import { mine } from '../statements/label.ts';

/** The functions of the runtime that written-out code calls, by the name it calls them. */
const HELPERS = { add, subtract, multiply, divide, remainder, negate, bitwise, shift, toBoolean, partText, getIndex, setIndex, combineIndex, guardString, writeEnumerated, recover, mine, unset, Double, TypedArray, LazyRange, lazyRange, begin, grow, isGrown, mayGrow, takeMember, growWatched, watchMember } as const;
export type Helper = keyof typeof HELPERS;

/** Longer functions would not be optimised by V8; what is inside of them then changes gear on its own. */
const LONGEST = 60_000;

export class Generator {
  readonly c: Compiler;
  /** The loops around the place that is being written, innermost last. */
  readonly loops: { readonly id: number; readonly label: string | undefined }[] = [];
  /** Whether the text so far has looked for news of whoever watches: once a turn is enough. */
  looked = false;
  private watched: { readonly group: string; readonly by: string; readonly all: SiteGroup } | undefined;
  private locals = '';
  private readonly names: string[] = [];
  private readonly values: unknown[] = [];
  private readonly used = new Set<string>();
  private count = 0;
  private readonly temps: string[] = [];
  constructor(c: Compiler) { this.c = c; }

  /** How many places of the text so far may call what runs other code or waits: there a debugger may have come. */
  calls = 0;
  /** The name of a value of the runtime's. */
  constant(value: unknown): string {
    if (typeof value === 'function') this.calls += 1;
    const name = `k${this.names.length}`;
    this.names.push(name);
    this.values.push(value);
    return name;
  }
  /** Who watches, and the group of the places of this function, by their names in it. */
  watchers(watch: Watch): { readonly group: string; readonly by: string; readonly all: SiteGroup } {
    if (this.watched === undefined) {
      const all = watch.group();
      this.watched = { group: 'G', by: 'W', all };
      this.locals = `const G = ${this.constant(all)}, W = ${this.constant(watch)};\n`;
    }
    return this.watched;
  }
  helper(name: Helper): string {
    if (!this.used.has(name)) { this.used.add(name); this.names.push(name); this.values.push(HELPERS[name]); }
    return name;
  }
  temp(): string {
    const name = `t${this.temps.length}`;
    this.temps.push(name);
    return name;
  }
  id(): number { return this.count++; }
  /** The function `(f) => …` with this body, which gives whatever the body returns; undefined where it grew too long. */
  build(body: string): ((f: Frame) => never) | undefined {
    if (body.length > LONGEST) return undefined;
    const locals = this.locals + (this.temps.length === 0 ? '' : `let ${this.temps.join(', ')};\n`);
    // oxlint-disable-next-line typescript/no-implied-eval -- the text is this room's own; scripts only give it numbers and quoted strings
    const make = new Function(...this.names, `"use strict";\nreturn (f) => {\nconst s = f.slots, S = f.session;\n${locals}${body}\n};`) as (...values: unknown[]) => (f: Frame) => never;
    return make(...this.values);
  }
}
/** Runs a generator; deep nesting (a RangeError) means that the code stays in the first gear. */
export function tryGenerate<R>(make: () => R | undefined): R | undefined {
  try { return make(); } catch (e) { if (e instanceof RangeError) return undefined; throw e; }
}
