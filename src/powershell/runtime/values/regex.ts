/** Regex, Match, Group and Capture. The translation of .NET patterns to JavaScript's is operators/regexTranslate.ts. */
import { NetObject } from './value.ts';

export class Regex extends NetObject {
  /** As the script wrote it. */
  readonly pattern: string;
  /** The RegexOptions as .NET's flags. */
  readonly options: number;
  /** With `d` and `g`; lastIndex is set by whoever matches. */
  readonly matcher: RegExp;
  /** Group names in .NET's order (numbers as text); index = position in `groups`. */
  readonly groupNames: readonly string[];
  constructor(pattern: string, options: number, matcher: RegExp, groupNames: readonly string[]) {
    super();
    this.pattern = pattern;
    this.options = options;
    this.matcher = matcher;
    this.groupNames = groupNames;
  }
}
export class Group extends NetObject {
  readonly name: string;
  readonly success: boolean;
  readonly index: number;
  readonly text: string;
  constructor(name: string, success: boolean, index: number, text: string) {
    super();
    this.name = name;
    this.success = success;
    this.index = index;
    this.text = text;
  }
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
