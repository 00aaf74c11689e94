/** `[Parser]`, its tokens and errors, and the older `[PSParser]`. */
import { parse } from '../../../syntax/index.ts';
import type { ParseError, Token } from '../../../syntax/index.ts';
import { FilePortError } from '../../host.ts';
import { exception, netThrow } from '../../errors/raise.ts';
import { toText } from '../../convert/toText.ts';
import { current } from '../../run/current.ts';
import { scriptText } from '../../run/scriptText.ts';
import { SourceText } from '../../run/source.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { EnumValue } from '../../values/enumValue.ts';
import type { NetException } from '../../values/errorRecord.ts';
import { PSReference } from '../../values/misc.ts';
import { typedArray } from '../../values/arrays.ts';
import { enumType } from '../system/enums.ts';
import { func, laterType } from '../netType.ts';
import { T, named } from '../t.ts';
import { astObject, kindValue } from './astObject.ts';
import { ScriptExtent } from './extent.ts';

export { astObject } from './astObject.ts';

const MAL = 'System.Management.Automation.Language.';
class TokenObject extends NetObject { readonly token: Token; readonly source: SourceText; constructor(token: Token, source: SourceText) { super(); this.token = token; this.source = source; } get text(): string { return this.source.text.slice(this.token.start, this.token.end); } }
class ParseErrorObject extends NetObject { readonly error: ParseError; readonly source: SourceText; constructor(error: ParseError, source: SourceText) { super(); this.error = error; this.source = source; } }
const tokenType = named<TokenObject>(`${MAL}Token`), errorType = named<ParseErrorObject>(`${MAL}ParseError`);
laterType<TokenObject>(tokenType, () => ({
  text: (t) => t.text,
  props: { Text: [T.String, (t) => t.text], TokenFlags: [T.String, (t) => t.token.flags.join(', ') || 'None'], Kind: [undefined, (t) => kindValue(t.token.kind)], HasError: [T.Boolean, (t) => t.token.hasError], Extent: [undefined, (t) => new ScriptExtent(t.source, t.token.start, t.token.end)], NestedTokens: [undefined, (t) => t.token.nestedTokens?.map((n) => new TokenObject(n, t.source)) ?? null], Name: [T.String, (t) => (t.token.kind === 'Variable' ? t.text.replace(/^[$@]\{?|\}$/g, '') : null)], Value: [undefined, (t) => t.text], ParameterName: [T.String, (t) => (t.token.kind === 'Parameter' ? t.text.replace(/^-|:$/g, '') : null)] },
}), TokenObject);
laterType<ParseErrorObject>(errorType, () => ({
  text: (e) => e.error.message,
  props: { Extent: [undefined, (e) => new ScriptExtent(e.source, e.error.start, e.error.end)], ErrorId: [T.String, (e) => e.error.errorId], Message: [T.String, (e) => e.error.message], IncompleteInput: [T.Boolean, (e) => e.error.incompleteInput] },
}), ParseErrorObject);
const errorsOf = (errors: readonly ParseError[], source: SourceText): Value => typedArray(errorType, errors.map((e) => new ParseErrorObject(e, source)));
/** The exception of a text that does not parse, with what was found. */
export const parseException = (message: string, errors: readonly ParseError[], source: SourceText): NetException =>
  exception('System.Management.Automation.ParseException', message, undefined, [['Errors', errorsOf(errors, source)]]);
function parseText(text: string, file: string, tokens: unknown, errors: unknown): Value {
  const parsed = parse(text), source = new SourceText(parsed.text, file);
  if (tokens instanceof PSReference) tokens.value = typedArray(tokenType, parsed.tokens.map((t) => new TokenObject(t, source)));
  if (errors instanceof PSReference) errors.value = errorsOf(parsed.errors, source);
  return astObject(parsed.ast, source);
}
function fileText(path: string): string {
  const { files } = current().host;
  if (files === undefined) return netThrow('System.PlatformNotSupportedException', 'This engine runs without a file system.');
  const full = files.resolve(current().workingDirectory.path, path);
  try { return scriptText(files.read(full)); } catch (e) { if (e instanceof FilePortError) return netThrow('System.IO.FileNotFoundException', `Could not find file '${full}'.`); throw e; }
}
laterType(named(`${MAL}Parser`), () => ({ statics: {
  ParseInput: [func([T.String, T.Ref, T.Ref], (t, tokens, errors) => parseText(t, '', tokens, errors)), func([T.String, T.String, T.Ref, T.Ref], (t, f, tokens, errors) => parseText(t, f ?? '', tokens, errors))],
  ParseFile: [func([T.String, T.Ref, T.Ref], (p, tokens, errors) => parseText(fileText(p), p, tokens, errors))],
} }));
const psTokenType = enumType('System.Management.Automation.PSTokenType', ['Unknown', 'Command', 'CommandParameter', 'CommandArgument', 'Number', 'String', 'Variable', 'Member', 'LoopLabel', 'Attribute', 'Type', 'Operator', 'GroupStart', 'GroupEnd', 'Keyword', 'Comment', 'StatementSeparator', 'NewLine', 'LineContinuation', 'Position']);
const PLAIN: { readonly [kind: string]: string } = { Unknown: 'Unknown', Position: 'Position', Variable: 'Variable', SplattedVariable: 'Variable', Parameter: 'CommandParameter', Number: 'Number', Label: 'LoopLabel', Identifier: 'CommandArgument', Generic: 'CommandArgument', NewLine: 'NewLine', LineContinuation: 'LineContinuation', Comment: 'Comment', EndOfInput: 'Unknown', StringLiteral: 'String', StringExpandable: 'String', HereStringLiteral: 'String', HereStringExpandable: 'String', LParen: 'GroupStart', RParen: 'GroupEnd', LCurly: 'GroupStart', RCurly: 'GroupEnd', AtParen: 'GroupStart', AtCurly: 'GroupStart', DollarParen: 'GroupStart', Semi: 'StatementSeparator' };
function psType(t: Told): Value {
  const name = t.flags.includes('CommandName') ? 'Command' : t.flags.includes('MemberName') ? 'Member' : t.flags.includes('AttributeName') ? 'Attribute' : t.flags.includes('TypeName') ? 'Type' : PLAIN[t.kind] ?? (t.flags.includes('Keyword') ? 'Keyword' : 'Operator');
  return new EnumValue(psTokenType, psTokenType.enumValues?.get(name) ?? 0);
}
/** What a PSToken tells of its token; `Position` is the kind of one that is a place and no token. */
type Told = Pick<Token, 'start' | 'end' | 'flags'> & { readonly kind: string };
class OldToken extends NetObject { readonly token: Told; readonly source: SourceText; constructor(token: Told, source: SourceText) { super(); this.token = token; this.source = source; } }
const contentOf = (t: OldToken): string => { const raw = t.source.text.slice(t.token.start, t.token.end); return t.token.kind === 'Variable' ? raw.replace(/^\$\{?|\}$/g, '') : /String/.test(t.token.kind) ? raw.replace(/^@?['"]\r?\n?|\r?\n?['"]@?$/g, '') : raw; };
laterType<OldToken>(named<OldToken>('System.Management.Automation.PSToken'), () => ({ props: { Content: [T.String, contentOf], Type: [undefined, (t) => psType(t.token)], Start: [T.Int32, (t) => t.token.start], Length: [T.Int32, (t) => t.token.end - t.token.start], StartLine: [T.Int32, (t) => t.source.place(t.token.start).line], StartColumn: [T.Int32, (t) => t.source.place(t.token.start).column], EndLine: [T.Int32, (t) => t.source.place(t.token.end).line], EndColumn: [T.Int32, (t) => t.source.place(t.token.end).column] } }), OldToken);
/** A place as a token (ScriptBlock.StartPosition). */
export function placeToken(source: SourceText, { start, end }: { readonly start: number; readonly end: number }): Value { return new OldToken({ kind: 'Position', start, end, flags: [] }, source); }
function tokenize(script: Value, errors: unknown): Value {
  const parsed = parse(Array.isArray(script) ? script.map(toText).join('\n') : toText(script)), source = new SourceText(parsed.text);
  if (errors instanceof PSReference) errors.value = errorsOf(parsed.errors, source);
  return parsed.tokens.filter((t) => t.kind !== 'EndOfInput').map((t) => new OldToken(t, source));
}
laterType(named('System.Management.Automation.PSParser'), () => ({ statics: { Tokenize: [func([T.Object, T.Ref], tokenize)] } }));
