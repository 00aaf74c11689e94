/**
 * Token kinds and what each of them may do, after the documented `TokenKind` and `TokenFlags` enumerations of
 * System.Management.Automation.Language. Kinds are small integers inside the parser; their names appear only when
 * tokens are asked for.
 */
import { Flag } from './flags.ts';

/** Kind name, text in messages, flags that every token of the kind has. */
type Row = readonly [name: string, text: string, flags: number];

const invariant = Flag.ParseModeInvariant;
const keyword = Flag.Keyword;
const statement = Flag.Keyword | Flag.StatementDoesntSupportAttributes;
const blockName = Flag.Keyword | Flag.ScriptBlockBlockName;
const assignment = Flag.AssignmentOperator;
const comparison = Flag.BinaryOperator | Flag.BinaryPrecedenceComparison;
const restrictedComparison = Flag.BinaryOperator | Flag.BinaryPrecedenceComparison | Flag.DisallowedInRestrictedMode;
const caseComparison = Flag.BinaryOperator | Flag.BinaryPrecedenceComparison | Flag.CaseSensitiveOperator;
const restrictedCaseComparison = Flag.BinaryOperator | Flag.BinaryPrecedenceComparison | Flag.CaseSensitiveOperator | Flag.DisallowedInRestrictedMode;
const access = Flag.SpecialOperator | Flag.DisallowedInRestrictedMode;

const rows = [
  ['Unknown', 'unknown', 0], ['Variable', 'var', 0], ['SplattedVariable', '@var', 0], ['Parameter', 'param', 0], ['Number', 'number', 0],
  ['Label', 'label', 0], ['Identifier', 'ident', 0], ['Generic', 'generic', 0], ['NewLine', 'newline', invariant],
  ['LineContinuation', 'line continuation', invariant], ['Comment', 'comment', invariant], ['EndOfInput', 'eof', invariant],
  ['StringLiteral', 'sqstr', invariant], ['StringExpandable', 'dqstr', invariant], ['HereStringLiteral', 'sq here string', invariant],
  ['HereStringExpandable', 'dq here string', invariant], ['LParen', '(', invariant], ['RParen', ')', invariant], ['LCurly', '{', invariant],
  ['RCurly', '}', invariant], ['LBracket', '[', 0], ['RBracket', ']', invariant], ['AtParen', '@(', invariant], ['AtCurly', '@{', invariant],
  ['DollarParen', '$(', invariant], ['Semi', ';', invariant], ['AndAnd', '&&', invariant], ['OrOr', '||', invariant],
  ['Ampersand', '&', Flag.SpecialOperator | Flag.ParseModeInvariant], ['Pipe', '|', Flag.SpecialOperator | Flag.ParseModeInvariant],
  ['Comma', ',', Flag.UnaryOperator | Flag.ParseModeInvariant],
  ['MinusMinus', '--', Flag.UnaryOperator | Flag.PrefixOrPostfixOperator | Flag.DisallowedInRestrictedMode],
  ['PlusPlus', '++', Flag.UnaryOperator | Flag.PrefixOrPostfixOperator | Flag.DisallowedInRestrictedMode],
  ['DotDot', '..', Flag.BinaryOperator | Flag.BinaryPrecedenceRange | Flag.DisallowedInRestrictedMode], ['ColonColon', '::', access],
  ['Dot', '.', access], ['Exclaim', '!', Flag.UnaryOperator | Flag.CanConstantFold],
  ['Multiply', '*', Flag.BinaryOperator | Flag.BinaryPrecedenceMultiply | Flag.CanConstantFold],
  ['Divide', '/', Flag.BinaryOperator | Flag.BinaryPrecedenceMultiply | Flag.CanConstantFold],
  ['Rem', '%', Flag.BinaryOperator | Flag.BinaryPrecedenceMultiply | Flag.CanConstantFold],
  ['Plus', '+', Flag.BinaryOperator | Flag.BinaryPrecedenceAdd | Flag.UnaryOperator | Flag.CanConstantFold],
  ['Minus', '-', Flag.BinaryOperator | Flag.BinaryPrecedenceAdd | Flag.UnaryOperator | Flag.CanConstantFold], ['Equals', '=', assignment],
  ['PlusEquals', '+=', assignment], ['MinusEquals', '-=', assignment], ['MultiplyEquals', '*=', assignment], ['DivideEquals', '/=', assignment],
  ['RemainderEquals', '%=', assignment], ['Redirection', 'redirection', Flag.DisallowedInRestrictedMode],
  ['RedirectInStd', '<', Flag.ParseModeInvariant | Flag.DisallowedInRestrictedMode],
  ['Format', '-f', Flag.BinaryOperator | Flag.BinaryPrecedenceFormat | Flag.DisallowedInRestrictedMode],
  ['Not', '-not', Flag.UnaryOperator | Flag.CanConstantFold], ['Bnot', '-bnot', Flag.UnaryOperator | Flag.CanConstantFold],
  ['And', '-and', Flag.BinaryOperator | Flag.BinaryPrecedenceLogical | Flag.CanConstantFold],
  ['Or', '-or', Flag.BinaryOperator | Flag.BinaryPrecedenceLogical | Flag.CanConstantFold],
  ['Xor', '-xor', Flag.BinaryOperator | Flag.BinaryPrecedenceLogical | Flag.CanConstantFold],
  ['Band', '-band', Flag.BinaryOperator | Flag.BinaryPrecedenceBitwise | Flag.CanConstantFold],
  ['Bor', '-bor', Flag.BinaryOperator | Flag.BinaryPrecedenceBitwise | Flag.CanConstantFold],
  ['Bxor', '-bxor', Flag.BinaryOperator | Flag.BinaryPrecedenceBitwise | Flag.CanConstantFold],
  ['Join', '-join', Flag.BinaryOperator | Flag.UnaryOperator | Flag.BinaryPrecedenceComparison | Flag.DisallowedInRestrictedMode],
  ['Ieq', '-eq', comparison], ['Ine', '-ne', comparison], ['Ige', '-ge', comparison], ['Igt', '-gt', comparison], ['Ilt', '-lt', comparison],
  ['Ile', '-le', comparison], ['Ilike', '-ilike', comparison], ['Inotlike', '-inotlike', comparison], ['Imatch', '-imatch', restrictedComparison],
  ['Inotmatch', '-inotmatch', restrictedComparison], ['Ireplace', '-ireplace', restrictedComparison], ['Icontains', '-icontains', comparison],
  ['Inotcontains', '-inotcontains', comparison], ['Iin', '-iin', comparison], ['Inotin', '-inotin', comparison],
  ['Isplit', '-isplit', Flag.BinaryOperator | Flag.UnaryOperator | Flag.BinaryPrecedenceComparison | Flag.DisallowedInRestrictedMode],
  ['Ceq', '-ceq', caseComparison], ['Cne', '-cne', caseComparison], ['Cge', '-cge', caseComparison], ['Cgt', '-cgt', caseComparison],
  ['Clt', '-clt', caseComparison], ['Cle', '-cle', caseComparison], ['Clike', '-clike', caseComparison], ['Cnotlike', '-cnotlike', caseComparison],
  ['Cmatch', '-cmatch', restrictedCaseComparison], ['Cnotmatch', '-cnotmatch', restrictedCaseComparison],
  ['Creplace', '-creplace', restrictedCaseComparison], ['Ccontains', '-ccontains', caseComparison],
  ['Cnotcontains', '-cnotcontains', caseComparison], ['Cin', '-cin', caseComparison], ['Cnotin', '-cnotin', caseComparison],
  ['Csplit', '-csplit', Flag.BinaryOperator | Flag.UnaryOperator | Flag.BinaryPrecedenceComparison | Flag.CaseSensitiveOperator | Flag.DisallowedInRestrictedMode],
  ['Is', '-is', comparison], ['IsNot', '-isnot', comparison], ['As', '-as', restrictedComparison],
  ['PostfixPlusPlus', '++', Flag.UnaryOperator | Flag.PrefixOrPostfixOperator | Flag.DisallowedInRestrictedMode],
  ['PostfixMinusMinus', '--', Flag.UnaryOperator | Flag.PrefixOrPostfixOperator | Flag.DisallowedInRestrictedMode],
  ['Shl', '-shl', Flag.BinaryOperator | Flag.BinaryPrecedenceComparison | Flag.CanConstantFold],
  ['Shr', '-shr', Flag.BinaryOperator | Flag.BinaryPrecedenceComparison | Flag.CanConstantFold], ['Colon', ':', access],
  ['QuestionMark', '?', Flag.TernaryOperator | Flag.DisallowedInRestrictedMode], ['QuestionQuestionEquals', '??=', assignment],
  ['QuestionQuestion', '??', Flag.BinaryOperator | Flag.BinaryPrecedenceCoalesce], ['QuestionDot', '?.', access], ['QuestionLBracket', '?[', 0],
  ['Begin', 'begin', blockName], ['Break', 'break', statement], ['Catch', 'catch', keyword], ['Class', 'class', keyword],
  ['Continue', 'continue', statement], ['Data', 'data', statement], ['Define', 'define', statement], ['Do', 'do', statement],
  ['Dynamicparam', 'dynamicparam', blockName], ['Else', 'else', keyword], ['ElseIf', 'elseif', keyword], ['End', 'end', blockName],
  ['Exit', 'exit', statement], ['Filter', 'filter', statement], ['Finally', 'finally', keyword], ['For', 'for', statement],
  ['Foreach', 'foreach', statement], ['From', 'from', statement], ['Function', 'function', statement], ['If', 'if', statement],
  ['In', 'in', keyword], ['Param', 'param', keyword], ['Process', 'process', blockName], ['Return', 'return', statement],
  ['Switch', 'switch', statement], ['Throw', 'throw', statement], ['Trap', 'trap', statement], ['Try', 'try', statement],
  ['Until', 'until', keyword], ['Using', 'using', statement], ['Var', 'var', statement], ['While', 'while', statement],
  ['Workflow', 'workflow', statement], ['Parallel', 'parallel', statement], ['Sequence', 'sequence', statement],
  ['InlineScript', 'inlinescript', statement], ['Configuration', 'configuration', keyword], ['DynamicKeyword', '<dynamic keyword>', keyword],
  ['Public', 'public', keyword], ['Private', 'private', keyword], ['Static', 'static', keyword], ['Interface', 'interface', keyword],
  ['Enum', 'enum', keyword], ['Namespace', 'namespace', keyword], ['Module', 'module', keyword], ['Type', 'type', keyword],
  ['Assembly', 'assembly', keyword], ['Command', 'command', keyword], ['Hidden', 'hidden', keyword], ['Base', 'base', keyword],
  ['Default', 'default', keyword], ['Clean', 'clean', blockName],
] as const satisfies readonly Row[];

/** The kinds by name. */
export const Kind = {
  Unknown: 0, Variable: 1, SplattedVariable: 2, Parameter: 3, Number: 4, Label: 5, Identifier: 6, Generic: 7, NewLine: 8, LineContinuation: 9,
  Comment: 10, EndOfInput: 11, StringLiteral: 12, StringExpandable: 13, HereStringLiteral: 14, HereStringExpandable: 15, LParen: 16, RParen: 17,
  LCurly: 18, RCurly: 19, LBracket: 20, RBracket: 21, AtParen: 22, AtCurly: 23, DollarParen: 24, Semi: 25, AndAnd: 26, OrOr: 27, Ampersand: 28,
  Pipe: 29, Comma: 30, MinusMinus: 31, PlusPlus: 32, DotDot: 33, ColonColon: 34, Dot: 35, Exclaim: 36, Multiply: 37, Divide: 38, Rem: 39, Plus: 40,
  Minus: 41, Equals: 42, PlusEquals: 43, MinusEquals: 44, MultiplyEquals: 45, DivideEquals: 46, RemainderEquals: 47, Redirection: 48,
  RedirectInStd: 49, Format: 50, Not: 51, Bnot: 52, And: 53, Or: 54, Xor: 55, Band: 56, Bor: 57, Bxor: 58, Join: 59, Ieq: 60, Ine: 61, Ige: 62,
  Igt: 63, Ilt: 64, Ile: 65, Ilike: 66, Inotlike: 67, Imatch: 68, Inotmatch: 69, Ireplace: 70, Icontains: 71, Inotcontains: 72, Iin: 73, Inotin: 74,
  Isplit: 75, Ceq: 76, Cne: 77, Cge: 78, Cgt: 79, Clt: 80, Cle: 81, Clike: 82, Cnotlike: 83, Cmatch: 84, Cnotmatch: 85, Creplace: 86, Ccontains: 87,
  Cnotcontains: 88, Cin: 89, Cnotin: 90, Csplit: 91, Is: 92, IsNot: 93, As: 94, PostfixPlusPlus: 95, PostfixMinusMinus: 96, Shl: 97, Shr: 98,
  Colon: 99, QuestionMark: 100, QuestionQuestionEquals: 101, QuestionQuestion: 102, QuestionDot: 103, QuestionLBracket: 104, Begin: 105, Break: 106,
  Catch: 107, Class: 108, Continue: 109, Data: 110, Define: 111, Do: 112, Dynamicparam: 113, Else: 114, ElseIf: 115, End: 116, Exit: 117,
  Filter: 118, Finally: 119, For: 120, Foreach: 121, From: 122, Function: 123, If: 124, In: 125, Param: 126, Process: 127, Return: 128, Switch: 129,
  Throw: 130, Trap: 131, Try: 132, Until: 133, Using: 134, Var: 135, While: 136, Workflow: 137, Parallel: 138, Sequence: 139, InlineScript: 140,
  Configuration: 141, DynamicKeyword: 142, Public: 143, Private: 144, Static: 145, Interface: 146, Enum: 147, Namespace: 148, Module: 149, Type: 150,
  Assembly: 151, Command: 152, Hidden: 153, Base: 154, Default: 155, Clean: 156,
} as const satisfies Record<(typeof rows)[number][0], number>;

/** A token kind as the parser holds it. */
export type KindNumber = (typeof Kind)[keyof typeof Kind];

/** Official name of each kind. */
export const kindNames: readonly string[] = rows.map((row) => row[0]);
/** How messages and operators spell each kind. */
export const kindTexts: readonly string[] = rows.map((row) => row[1]);
/** Flags that a token has from its kind. */
export const kindFlags: Int32Array = Int32Array.from(rows, (row) => row[2]);
