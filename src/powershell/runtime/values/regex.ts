/** Regex, Match, Group and Capture. What reads and runs .NET's patterns is `regex/`. */
import type { JavaScriptRegex } from '../regex/javaScript.ts';
import type { ParsedRegex } from '../regex/node.ts';
import { NetObject } from './value.ts';

/** What a matcher found: texts by slot, as RegExp gives them; `captures` (start, end of each) where the machine found it. */
export interface Found extends RegExpExecArray { readonly captures?: readonly (readonly number[])[] }
/** The part of a RegExp that is used; `lastIndex` is set by whoever matches. */
export interface Matcher { lastIndex: number; exec(text: string): Found | null; test(text: string): boolean }

export class Regex extends NetObject {
  /** As the script wrote it. */
  readonly pattern: string;
  /** The RegexOptions as .NET's flags. */
  readonly options: number;
  readonly matcher: Matcher;
  readonly parsed: ParsedRegex;
  /** Milliseconds after which a match is given up; -1 for never. */
  readonly limit: number;
  /** The expression in JavaScript, where it can be said there. */
  readonly plain: JavaScriptRegex | undefined;
  constructor(pattern: string, options: number, made: { readonly matcher: Matcher; readonly plain?: JavaScriptRegex }, parsed: ParsedRegex, limit = -1) {
    super();
    this.pattern = pattern;
    this.options = options;
    this.matcher = made.matcher;
    this.plain = made.plain;
    this.parsed = parsed;
    this.limit = limit;
  }
  /** Group names in the order of their numbers (numbers as text); index = slot. */
  get groupNames(): readonly string[] { return this.parsed.names; }
  get isRightToLeft(): boolean { return (this.options & 64) !== 0; }
}
export class Capture extends NetObject {
  readonly index: number;
  readonly text: string;
  constructor(index: number, text: string) {
    super();
    this.index = index;
    this.text = text;
  }
}
export class Group extends Capture {
  readonly name: string;
  readonly success: boolean;
  private all: (() => readonly Capture[]) | readonly Capture[] | undefined;
  /** `all` gives the captures where there may be more than the last. */
  constructor(name: string, success: boolean, index: number, text: string, all?: () => readonly Capture[]) {
    super(index, text);
    this.name = name;
    this.success = success;
    this.all = all;
  }
  get captures(): readonly Capture[] { return this.success ? [...this.settled() ?? [], this] : []; }
  /** Looks for the captures now, so that the group is plain data: a checkpoint can keep it. */
  settled(): readonly Capture[] | undefined { return (this.all = typeof this.all === 'function' ? this.all() : this.all); }
}
export class Match extends Group {
  readonly groups: readonly Group[];
  readonly regex: Regex;
  readonly input: string;
  constructor(regex: Regex, input: string, groups: readonly Group[]) {
    const whole = groups[0];
    super('0', whole?.success ?? false, whole?.index ?? 0, whole?.text ?? '');
    this.groups = groups;
    this.regex = regex;
    this.input = input;
  }
}
/** A result with the face of RegExp's. */
export const foundAs = (texts: (string | undefined)[], index: number, input: string, captures?: Found['captures']): Found =>
  Object.assign(texts as string[] as [string, ...string[]], { index, input, ...(captures === undefined ? {} : { captures }) });
