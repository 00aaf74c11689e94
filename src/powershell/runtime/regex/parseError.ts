/** RegexParseException with .NET's texts (System.Text.RegularExpressions, Strings.resx). */
import { netThrow } from '../errors/raise.ts';

const TEXTS = {
  AlternationHasTooManyConditions: 'Too many | in (?()|).', AlternationHasMalformedCondition: 'Illegal conditional (?(...)) expression.', AlternationHasNamedCapture: 'Alternation conditions do not capture and cannot be named.',
  AlternationHasComment: 'Alternation conditions cannot be comments.', AlternationHasUndefinedReference: 'Conditional alternation refers to an undefined group number {0}.', AlternationHasMalformedReference: 'Conditional alternation is missing a closing parenthesis after the group number {0}.',
  CaptureGroupNameInvalid: 'Invalid group name: Group names must begin with a word character.', CaptureGroupOfZero: 'Capture number cannot be zero.', ExclusionGroupNotLast: 'A subtraction must be the last element in a character class.',
  InsufficientClosingParentheses: "Not enough )'s.", InsufficientOpeningParentheses: "Too many )'s.", InsufficientOrInvalidHexDigits: 'Insufficient or invalid hexadecimal digits.', InvalidGroupingConstruct: 'Unrecognized grouping construct.',
  InvalidUnicodePropertyEscape: 'Incomplete \\p{X} character escape.', MalformedUnicodePropertyEscape: 'Malformed \\p{X} character escape.', UnrecognizedUnicodeProperty: "Unknown property '{0}'.", MalformedNamedReference: 'Malformed \\k<...> named back reference.',
  MissingControlCharacter: 'Missing control character.', UnrecognizedControlCharacter: 'Unrecognized control character.', NestedQuantifiersNotParenthesized: "Nested quantifier '{0}'.", QuantifierAfterNothing: "Quantifier '{0}' following nothing.",
  QuantifierOrCaptureGroupOutOfRange: 'Quantifier and capture group numbers must be less than or equal to Int32.MaxValue.', ReversedCharacterRange: '[x-y] range in reverse order.', ReversedQuantifierRange: 'Illegal {x,y} with x > y.',
  ShorthandClassInCharacterRange: 'Cannot include class \\{0} in character range.', UndefinedNamedReference: "Reference to undefined group name '{0}'.", UndefinedNumberedReference: 'Reference to undefined group number {0}.',
  UnescapedEndingBackslash: 'Illegal \\ at end of pattern.', UnrecognizedEscape: 'Unrecognized escape sequence \\{0}.', UnterminatedBracket: 'Unterminated [] set.', UnterminatedComment: 'Unterminated (?#...) comment.',
} as const;
export type RegexFault = keyof typeof TEXTS;

/** Ends the parsing: what is wrong, and how far the pattern was read. `Error` is named when a script asks for it. */
export const regexFault = (pattern: string, offset: number, fault: RegexFault, what = ''): never =>
  netThrow('System.Text.RegularExpressions.RegexParseException', `Invalid pattern '${pattern}' at offset ${offset}. ${TEXTS[fault].replace('{0}', () => what)}`, [['Offset', offset], ['Error', fault]]);
