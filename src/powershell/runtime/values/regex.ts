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
/** The place of a group that nobody has asked for yet: most are asked for their text alone. */
export const UNPLACED = -1;
export class Capture extends NetObject {
  index: number;
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
  private all: Match | readonly Capture[] | undefined;
  /** `all` is the match where there may be more captures than the last: they are looked for when asked for. */
  constructor(name: string, success: boolean, index: number, text: string, all?: Match) {
    super(index, text);
    this.name = name;
    this.success = success;
    this.all = all;
  }
  /** Where it begins. */
  located(): number {
    if (this.index === UNPLACED && this.all instanceof Match) readers.locate(this.all);
    return this.index;
  }
  get captures(): readonly Capture[] { return this.success ? [...this.settled() ?? [], this] : []; }
  /** Looks for the captures now, so that the group is plain data: a checkpoint can keep it. */
  settled(): readonly Capture[] | undefined { this.located(); return (this.all = this.all instanceof Match ? readers.earlier(this.all, this.name) : this.all); }
}
/** What reads the groups of a match out of its text; set by operators/regexMatch.ts, which knows the matchers. */
let readers: { readonly groups: (m: Match) => readonly Group[]; readonly locate: (m: Match) => void; readonly earlier: (m: Match, name: string) => readonly Capture[] } = { groups: () => [], locate: () => undefined, earlier: () => [] };
export function readMatchesBy(by: typeof readers): void { readers = by; }
export class Match extends Group {
  private held: readonly Group[] | undefined = undefined;
  readonly regex: Regex;
  readonly input: string;
  /** Where the machine found the captures; undefined where JavaScript's expression did. */
  readonly places: Found['captures'];
  /** The texts of the groups, where JavaScript's expression found them and they are kept until somebody asks for the groups. */
  texts: Found | undefined;
  constructor(regex: Regex, input: string, success: boolean, index: number, text: string, places?: Found['captures'], texts?: Found) {
    super('0', success, index, text);
    this.regex = regex;
    this.input = input;
    this.places = places;
    this.texts = texts;
  }
  /** Made when first asked for: most matches are never asked, and their groups are most of what they weigh. */
  get groups(): readonly Group[] { return (this.held ??= readers.groups(this)); }
  override settled(): readonly Capture[] | undefined { this.held ??= readers.groups(this); this.texts = undefined; return super.settled(); }
}
/** A result with the face of RegExp's. */
export const foundAs = (texts: (string | undefined)[], index: number, input: string, captures?: Found['captures']): Found =>
  Object.assign(texts as string[] as [string, ...string[]], { index, input, ...(captures === undefined ? {} : { captures }) });
