/** Token flags, bit by bit as the documented `TokenFlags` enumeration has them, and their names in print order. */
export const Flag = {
  BinaryPrecedenceLogical: 0x1,
  BinaryPrecedenceBitwise: 0x2,
  BinaryPrecedenceComparison: 0x5,
  BinaryPrecedenceCoalesce: 0x7,
  BinaryPrecedenceAdd: 0x9,
  BinaryPrecedenceMultiply: 0xa,
  BinaryPrecedenceFormat: 0xc,
  BinaryPrecedenceRange: 0xd,
  Keyword: 0x10,
  ScriptBlockBlockName: 0x20,
  BinaryOperator: 0x100,
  UnaryOperator: 0x200,
  CaseSensitiveOperator: 0x400,
  TernaryOperator: 0x800,
  SpecialOperator: 0x1000,
  AssignmentOperator: 0x2000,
  ParseModeInvariant: 0x8000,
  TokenInError: 0x10000,
  DisallowedInRestrictedMode: 0x20000,
  PrefixOrPostfixOperator: 0x40000,
  CommandName: 0x80000,
  MemberName: 0x100000,
  TypeName: 0x200000,
  AttributeName: 0x400000,
  CanConstantFold: 0x800000,
  StatementDoesntSupportAttributes: 0x1000000,
} as const;

/** The low four bits hold an operator's precedence (range binds tightest). */
export const precedenceMask = 0xf;

const known = new Map<number, readonly string[]>();

/** The names of the flags set in `flags`, lowest first; lists are shared between tokens. */
export function flagNames(flags: number): readonly string[] {
  let names = known.get(flags);
  if (names === undefined) {
    const precedence = flags & precedenceMask;
    names = Object.entries(Flag).filter(([, bit]) => (bit <= precedenceMask ? bit === precedence : (flags & bit) !== 0)).map(([name]) => name);
    known.set(flags, names);
  }
  return names;
}
