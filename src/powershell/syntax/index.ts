/** The PowerShell parser: text in, tree, tokens and errors out. */
export { parse, type ParseOptions } from './parse.ts';
export type { UsingResolver } from './parser.ts';
export { mended } from './mending/mend.ts';
export { Reparser } from './reparse/reparser.ts';
export { decodeScript, largestScript, ScriptEncodingError, type DecodedScript, type ScriptEncoding } from './decode.ts';
export { definitionErrors } from './checks/definitions.ts';
export { commandKeyOf, commandNameOf } from './commandName.ts';
export { numeral } from './scan/numbers.ts';
export { nameTable } from './nameTable.ts';
export { isStandIn } from './standIn.ts';
export { childrenOf, walk } from './children.ts';
export { LineMap, type LinePosition } from './lineMap.ts';
export { typeFullName } from './types/fullName.ts';
export { variableParts, type VariableParts } from './variablePath.ts';
export type { ParseError, ParseResult } from './parseResult.ts';
export type { Token } from './token.ts';
export type * from './ast.ts';
