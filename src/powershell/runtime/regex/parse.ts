/** Reads a .NET regular expression (docs: Regular Expression Language - Quick Reference; order of the checks as in RegexParser, so that errors name the same offsets). */
import { isWordChar, property, readSet, shorthand } from './charSet.ts';
import { Cursor, isDigit } from './cursor.ts';
import { countGroups } from './groups.ts';
import type { Groups } from './groups.ts';
import { ECMA_SCRIPT, ENDLESS, EXPLICIT, IGNORE_CASE, MULTILINE, RIGHT_TO_LEFT, SINGLELINE, WHITESPACE } from './node.ts';
import type { CharSet, ParsedRegex, Place, RegexNode } from './node.ts';
import { changedOptions } from './options.ts';

const EMPTY: RegexNode = { kind: 'empty' };
const PLACES: Readonly<Record<string, Place>> = { b: 'boundary', B: 'nonBoundary', A: 'start', G: 'scanStart', Z: 'lastLineEnd', z: 'end' };
const only = (fixed: CharSet['fixed'], hasCategory: boolean): CharSet => ({ negate: false, own: [], fixed, hasCategory });
const ANYTHING: CharSet = { ...only([], false), negate: true }, NOT_NEWLINE: CharSet = { ...ANYTHING, own: [10, 10] };

/** A group that is open: what it becomes when its parenthesis closes. */
interface Open {
  readonly close: (body: RegexNode, branches: readonly RegexNode[]) => RegexNode;
  readonly outer: number;
  /** A conditional: its branches are counted; `test` is there once the condition has been read. */
  readonly conditional?: { test: RegexNode | undefined; readonly needsTest: boolean };
  branches: RegexNode[];
  items: RegexNode[];
  readonly back: boolean;
}
/** The tree of a pattern; throws RegexParseException. */
export function parseRegex(pattern: string, options: number): ParsedRegex {
  const groups = countGroups(pattern, options);
  const root = new Reader(pattern, options, groups).read();
  return { root, names: groups.names, numbers: groups.numbers, options };
}
class Reader {
  private readonly c: Cursor;
  private options: number;
  private readonly groups: Groups;
  private readonly stack: Open[] = [];
  private open: Open;
  private automatic = 1;
  private ignoreParen = false;
  constructor(pattern: string, options: number, groups: Groups) {
    this.c = new Cursor(pattern);
    this.options = options;
    this.groups = groups;
    this.open = this.started((body) => body);
  }
  private has(option: number): boolean { return (this.options & option) !== 0; }
  private started(close: Open['close'], outer = this.options, conditional?: Open['conditional']): Open {
    return { close, outer, branches: [], items: [], back: this.has(RIGHT_TO_LEFT), ...(conditional === undefined ? {} : { conditional }) };
  }
  read(): RegexNode {
    const { c } = this;
    let wasQuantifier = false;
    while (!c.done) {
      const after = wasQuantifier;
      wasQuantifier = false;
      c.blank(this.has(WHITESPACE));
      if (c.done) break;
      const sign = c.next();
      let unit: RegexNode | undefined;
      switch (sign) {
        case '[': unit = this.set(readSet(c, this.has(ECMA_SCRIPT), false)); break;
        case '(': this.groupOpen(); continue;
        case '|': this.open.branches.push(this.taken()); continue;
        case ')': unit = this.groupClosed(); if (unit === undefined) continue; break;
        case '\\': unit = this.backslash(); break;
        case '^': unit = { kind: 'place', at: this.has(MULTILINE) ? 'lineStart' : 'start' }; break;
        case '$': unit = { kind: 'place', at: this.has(MULTILINE) ? 'lineEnd' : 'lastLineEnd' }; break;
        case '.': unit = this.set(this.has(SINGLELINE) ? ANYTHING : NOT_NEWLINE); break;
        default:
          // A brace that is no quantifier is itself.
          c.at -= 1;
          if (c.isQuantifier) { c.at += 1; c.fail(after ? 'NestedQuantifiersNotParenthesized' : 'QuantifierAfterNothing', sign); }
          c.at += 1;
          unit = this.text(sign);
      }
      c.blank(this.has(WHITESPACE));
      if (!c.done && c.isQuantifier) { unit = this.quantified(unit); wasQuantifier = true; }
      this.add(unit);
    }
    if (this.stack.length > 0) c.fail('InsufficientClosingParentheses');
    return this.closed(this.open);
  }
  private quantified(body: RegexNode): RegexNode {
    const { c } = this, sign = c.next();
    let min = sign === '+' ? 1 : 0, max = sign === '?' ? 1 : ENDLESS;
    if (sign === '{') {
      max = min = c.number();
      if (c.here() === ',') { c.at += 1; max = c.here() === '}' ? ENDLESS : c.number(); }
      c.at += 1;
    }
    c.blank(this.has(WHITESPACE));
    const lazy = c.here() === '?';
    if (lazy) c.at += 1;
    if (min > max) c.fail('ReversedQuantifierRange');
    return { kind: 'loop', body, min, max, lazy, back: this.has(RIGHT_TO_LEFT) };
  }
  /** Neighbouring characters are one text. */
  private add(unit: RegexNode): void {
    const { items } = this.open, last = items.at(-1);
    if (unit.kind === 'text' && last?.kind === 'text' && last.ignoreCase === unit.ignoreCase && last.back === unit.back) items[items.length - 1] = { ...last, text: last.text + unit.text };
    else items.push(unit);
  }
  private taken(): RegexNode {
    const { items, back } = this.open;
    this.open.items = [];
    return items.length === 0 ? EMPTY : items.length === 1 ? items[0] ?? EMPTY : { kind: 'list', items, back };
  }
  private closed(open: Open): RegexNode {
    const branches = [...open.branches, this.taken()];
    if (open.conditional !== undefined && branches.length > 2) this.c.fail('AlternationHasTooManyConditions');
    return open.close(branches.length === 1 ? branches[0] ?? EMPTY : { kind: 'either', items: branches }, branches);
  }
  private groupClosed(): RegexNode | undefined {
    const outer = this.stack.pop();
    if (outer === undefined) return this.c.fail('InsufficientOpeningParentheses');
    const made = this.closed(this.open);
    this.options = this.open.outer;
    this.open = outer;
    const { conditional } = outer;
    if (conditional?.needsTest !== true || conditional.test !== undefined) return made;
    conditional.test = made;
    return undefined;
  }
  private push(close: Open['close'], outer: number, conditional?: Open['conditional']): void {
    this.stack.push(this.open);
    this.open = this.started(close, outer, conditional);
  }
  private groupOpen(): void {
    const { c } = this, outer = this.options, back = this.has(RIGHT_TO_LEFT);
    if (c.here() !== '?' || c.peek(1) === ')') {
      const isPlain = this.has(EXPLICIT) || this.ignoreParen;
      this.ignoreParen = false;
      if (isPlain) return this.push((body) => ({ kind: 'list', items: [body], back }), outer);
      return this.keep(this.groups.slotOf(this.automatic++), -1);
    }
    c.at += 1;
    this.ignoreParen = false;
    const sign = c.next();
    switch (sign) {
      case ':': return this.push((body) => ({ kind: 'list', items: [body], back }), outer);
      case '=': case '!': return this.look(sign === '!', false, outer);
      case '>': return this.push((body) => ({ kind: 'atomic', body }), outer);
      case '<': case "'": return this.named(sign === '<' ? '>' : "'", outer);
      case '(': return this.condition(outer);
      case '': return c.fail('InvalidGroupingConstruct');
      default: {
        c.at -= 1;
        if (this.open.conditional?.needsTest !== true || this.open.conditional.test !== undefined) this.options = changedOptions(c, this.options);
        if (c.done) c.fail('InvalidGroupingConstruct');
        const end = c.next();
        if (end === ')') return undefined;
        return end === ':' ? this.push((body) => ({ kind: 'list', items: [body], back }), outer) : c.fail('InvalidGroupingConstruct');
      }
    }
  }
  private keep(slot: number, off: number): void {
    const back = this.has(RIGHT_TO_LEFT);
    this.push((body) => ({ kind: 'capture', slot, off, body, back }), this.options);
  }
  private look(negative: boolean, behind: boolean, outer: number): void {
    this.options = behind ? this.options | RIGHT_TO_LEFT : this.options & ~RIGHT_TO_LEFT;
    this.push((body) => ({ kind: 'look', negative, behind, body }), outer);
  }
  private named(close: string, outer: number): void {
    const { c, groups } = this, sign = c.next();
    if (sign === '' || ((sign === '=' || sign === '!') && close === "'")) c.fail('InvalidGroupingConstruct');
    if (sign === '=' || sign === '!') return this.look(sign === '!', true, outer);
    c.at -= 1;
    const slot = sign === '-' ? -1 : this.groupName((n) => { if (n === 0) c.fail('CaptureGroupOfZero'); return groups.slotOf(n); }, (name) => groups.slotOfName(name), close, true);
    let off = -1;
    if ((slot !== -1 || sign === '-') && c.here() === '-' && c.peek(1) !== '') {
      c.at += 1;
      off = this.groupName((n) => this.slotOrFail(n), (name) => this.nameOrFail(name), close, false);
    }
    if ((slot === -1 && off === -1) || c.done || c.next() !== close) c.fail('InvalidGroupingConstruct');
    return this.keep(slot, off);
  }
  /** A number or a name between the brackets of a group. */
  private groupName(byNumber: (n: number) => number, byName: (name: string) => number, close: string, mayGoOn: boolean): number {
    const { c } = this, isNumber = isDigit(c.here());
    if (!isNumber && !isWordChar(c.here())) c.fail('CaptureGroupNameInvalid');
    const number = isNumber ? c.number() : 0, name = isNumber ? '' : c.name();
    const slot = isNumber && !mayGoOn ? byNumber(number) : isNumber ? -1 : byName(name);
    if (!c.done && c.here() !== close && !(mayGoOn && c.here() === '-')) c.fail('CaptureGroupNameInvalid');
    return isNumber && mayGoOn ? byNumber(number) : slot;
  }
  private slotOrFail(n: number): number { const slot = this.groups.slotOf(n); return slot >= 0 ? slot : this.c.fail('UndefinedNumberedReference', String(n)); }
  private nameOrFail(name: string): number { const slot = this.groups.slotOfName(name); return slot >= 0 ? slot : this.c.fail('UndefinedNamedReference', name); }
  private condition(outer: number): void {
    const { c } = this, from = c.at;
    const ifGroup = (slot: number): void => this.push((_, [yes = EMPTY, no = EMPTY]) => ({ kind: 'ifGroup', slot, yes, no }), outer, { test: EMPTY, needsTest: false });
    if (isDigit(c.here())) {
      const n = c.number();
      if (c.done || c.next() !== ')') c.fail('AlternationHasMalformedReference', String(n));
      const slot = this.groups.slotOf(n);
      return slot >= 0 ? ifGroup(slot) : c.fail('AlternationHasUndefinedReference', String(n));
    }
    if (!c.done && isWordChar(c.here())) {
      const slot = this.groups.slotOfName(c.name());
      if (slot >= 0 && c.next() === ')') return ifGroup(slot);
    }
    c.at = from - 1;
    this.ignoreParen = true;
    if (c.peek(1) === '?') {
      if (c.peek(2) === '#') c.fail('AlternationHasComment');
      if (c.peek(2) === "'" || (c.peek(2) === '<' && c.peek(3) !== '' && c.peek(3) !== '!' && c.peek(3) !== '=')) c.fail('AlternationHasNamedCapture');
    }
    const conditional: NonNullable<Open['conditional']> = { test: undefined, needsTest: true };
    return this.push((_, [yes = EMPTY, no = EMPTY]) => ({ kind: 'ifMatch', test: conditional.test ?? this.c.fail('AlternationHasMalformedCondition'), yes, no }), outer, conditional);
  }
  private backslash(): RegexNode {
    const { c } = this, sign = c.here();
    if (c.done) c.fail('UnescapedEndingBackslash');
    const place = PLACES[sign];
    if (place !== undefined) { c.at += 1; return { kind: 'place', at: place }; }
    if (/[wWsSdD]/.test(sign)) { c.at += 1; return this.set(only([shorthand(sign, this.has(ECMA_SCRIPT))], false)); }
    if (sign === 'p' || sign === 'P') { c.at += 1; return this.set(only([property(c, sign === 'P')], true)); }
    return this.reference() ?? this.text(c.charEscape(this.has(ECMA_SCRIPT)));
  }
  /** `\1`, `\k<name>` and the old `\<name>`; undefined where it is none. */
  private reference(): RegexNode | undefined {
    const { c } = this, from = c.at;
    let close = '';
    if (c.here() === 'k') {
      c.at += 1;
      const bracket = c.next();
      close = bracket === '<' ? '>' : bracket === "'" ? "'" : '';
      if (close === '' || c.done) { c.at = from + 1 >= c.p.length ? from : Math.min(c.at, c.p.length); c.fail('MalformedNamedReference'); }
    } else if ((c.here() === '<' || c.here() === "'") && c.peek(1) !== '') close = c.next() === '<' ? '>' : "'";
    const again = (slot: number): RegexNode => ({ kind: 'again', slot, ignoreCase: this.has(IGNORE_CASE), back: this.has(RIGHT_TO_LEFT) });
    if (close !== '' && isDigit(c.here())) {
      const n = c.number();
      if (c.next() === close) return again(this.slotOrFail(n));
    } else if (close === '' && c.here() >= '1' && c.here() <= '9') {
      const n = c.number(), slot = this.groups.slotOf(n);
      if (slot >= 0) return again(slot);
      if (n <= 9) this.slotOrFail(n);
    } else if (close !== '' && !c.done && isWordChar(c.here())) {
      const name = c.name();
      if (c.next() === close) return again(this.nameOrFail(name));
    }
    c.at = from;
    return undefined;
  }
  private set(set: CharSet): RegexNode { return { kind: 'set', set, ignoreCase: this.has(IGNORE_CASE), back: this.has(RIGHT_TO_LEFT) }; }
  private text(text: string): RegexNode { return { kind: 'text', text, ignoreCase: this.has(IGNORE_CASE), back: this.has(RIGHT_TO_LEFT) }; }
}
