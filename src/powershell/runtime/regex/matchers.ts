/** What finds matches: JavaScript's expressions where they serve, else the machine; all with the face of a RegExp. */
import { netThrow } from '../errors/raise.ts';
import { checkBudgets } from '../run/budget.ts';
import { current } from '../run/current.ts';
import { foundAs } from '../values/regex.ts';
import type { Found, Matcher } from '../values/regex.ts';
import type { JavaScriptRegex } from './javaScript.ts';
import { toJavaScript } from './javaScript.ts';
import { Machine } from './machine.ts';
import type { Captures } from './machine.ts';
import { RIGHT_TO_LEFT } from './node.ts';
import type { ParsedRegex } from './node.ts';
import { programOf } from './program.ts';
import type { Program } from './program.ts';

const TIMED_OUT = 'The Regex engine has timed out while trying to match a pattern to an input string. This can occur for many reasons, including very large inputs or excessive backtracking caused by nested quantifiers, back-references and other factors.';
/** The matcher of a tree, and what it is in JavaScript where it can be; with a time limit (milliseconds) it is the machine. */
export function matcherOf(parsed: ParsedRegex, limit?: number): { readonly matcher: Matcher; readonly plain?: JavaScriptRegex } {
  const plain = limit !== undefined || (parsed.options & RIGHT_TO_LEFT) !== 0 ? undefined : toJavaScript(parsed.root);
  if (plain === undefined) return { matcher: new MachineMatcher(parsed, limit) };
  const made = new RegExp(plain.source, plain.ignoreCase ? 'gi' : 'g');
  const ordered: Matcher = plain.slots.every((slot, i) => slot === i) && plain.slots.length === parsed.names.length ? made : new Ordered(made, plain, parsed.names.length);
  return { matcher: plain.asksWords ? new ByText(ordered, () => new MachineMatcher(parsed)) : ordered, plain };
}
/** Groups in .NET's order out of JavaScript's. */
class Ordered implements Matcher {
  private readonly regex: RegExp;
  private readonly slots: readonly number[];
  private readonly count: number;
  constructor(regex: RegExp, plain: JavaScriptRegex, count: number) { this.regex = regex; this.slots = plain.slots; this.count = count; }
  get lastIndex(): number { return this.regex.lastIndex; }
  set lastIndex(at: number) { this.regex.lastIndex = at; }
  test(text: string): boolean { return this.regex.test(text); }
  exec(text: string): Found | null {
    const found = this.regex.exec(text);
    if (found === null) return null;
    const groups = Array.from({ length: this.count }, (): string | undefined => undefined);
    for (const [i, slot] of this.slots.entries()) groups[slot] = found[i];
    return foundAs(groups, found.index, text);
  }
}
/** JavaScript's `\b` is right for texts of ASCII; others are the machine's. */
class ByText implements Matcher {
  lastIndex = 0;
  private readonly quick: Matcher;
  private readonly makeExact: () => Matcher;
  private exact: Matcher | undefined;
  private asked = '';
  private isPlain = true;
  constructor(quick: Matcher, makeExact: () => Matcher) { this.quick = quick; this.makeExact = makeExact; }
  private chosen(text: string): Matcher {
    // oxlint-disable-next-line no-control-regex
    if (text !== this.asked) this.isPlain = !/[^\0-\x7f]/.test(text);
    // The very text, though it may read as the one before: two texts that are equal and not the same are compared to their ends, for each match in them.
    this.asked = text;
    const matcher = this.isPlain ? this.quick : (this.exact ??= this.makeExact());
    matcher.lastIndex = this.lastIndex;
    return matcher;
  }
  test(text: string): boolean { return this.exec(text) !== null; }
  exec(text: string): Found | null {
    const matcher = this.chosen(text), found = matcher.exec(text);
    this.lastIndex = matcher.lastIndex;
    return found;
  }
}
/** The program of a tree, made once. */
const programs = new WeakMap<ParsedRegex, Program>();
function programFor(parsed: ParsedRegex): Program {
  let program = programs.get(parsed);
  if (program === undefined) programs.set(parsed, (program = programOf(parsed.root)));
  return program;
}
function patience(limit: number | undefined): () => void {
  const session = current(), end = limit === undefined ? Infinity : session.host.clock.monotonic() + limit;
  return () => {
    checkBudgets(session);
    if (limit !== undefined && session.host.clock.monotonic() > end) netThrow('System.Text.RegularExpressions.RegexMatchTimeoutException', TIMED_OUT);
  };
}
/** All captures of the match that begins at a place. */
export function capturesAt(parsed: ParsedRegex, text: string, index: number): Captures | undefined {
  return new Machine(programFor(parsed), parsed.names.length, text, index, patience(undefined)).at(index);
}
class MachineMatcher implements Matcher {
  lastIndex = 0;
  private readonly parsed: ParsedRegex;
  private readonly limit: number | undefined;
  constructor(parsed: ParsedRegex, limit?: number) { this.parsed = parsed; this.limit = limit; }
  test(text: string): boolean { return this.exec(text) !== null; }
  exec(text: string): Found | null {
    const back = (this.parsed.options & RIGHT_TO_LEFT) !== 0, machine = new Machine(programFor(this.parsed), this.parsed.names.length, text, this.lastIndex, patience(this.limit));
    const { root } = this.parsed, first = root.kind === 'list' ? root.items[0] : root, literal = !back && first?.kind === 'text' && !first.ignoreCase ? first.text : undefined;
    for (let at = this.lastIndex; back ? at >= 0 : at <= text.length; at += back ? -1 : 1) {
      if (literal !== undefined) { at = text.indexOf(literal, at); if (at < 0) break; }
      const captures = machine.at(at);
      if (captures === undefined) continue;
      const [[from = 0, to = 0] = []] = captures;
      this.lastIndex = back ? from : to;
      const groups = captures.map((cap) => (cap.length === 0 ? undefined : text.slice(cap.at(-2), cap.at(-1))));
      return foundAs(groups, from, text, captures.map((cap) => [...cap]));
    }
    this.lastIndex = 0;
    return null;
  }
}
