/** Enums of .NET that scripts use, as data. */
import { ERROR_CATEGORIES } from '../../values/errorRecord.ts';
import { ACTION_PREFERENCES } from '../automation/actionPreference.ts';
import type { NetType } from '../netType.ts';
import { func, laterType, refTo } from '../netType.ts';
import { T, named } from '../t.ts';
import { convertTo, FAILED, convertOrFail } from '../../convert/convert.ts';
import { netThrow, raise } from '../../errors/raise.ts';
import { unwrap } from '../../values/psObject.ts';
import { UInt64 } from '../../values/numbers.ts';
import { EnumValue, byValue, enumNumber } from '../../values/enumValue.ts';
import { typedArray } from '../../values/arrays.ts';
import { method } from '../netType.ts';
import { formatValue } from '../../convert/formatValue.ts';
import { compareNumbers } from '../../operators/compare.ts';
import type { PSReference } from '../../values/misc.ts';
import type { Value } from '../../values/value.ts';

/** An enum from names in order (or `[name, value]` pairs). */
export function enumType(name: string, members: readonly (string | readonly [string, number])[], options: { flags?: boolean; aliases?: readonly string[] } = {}): NetType {
  const type = named(name, options.aliases ?? [], { valueType: true, base: T.Enum });
  let next = 0;
  const values = new Map<string, number>();
  for (const m of members) { const [key, value] = typeof m === 'string' ? [m, next] as const : m; values.set(key, value); next = value + 1; }
  type.enumValues = values;
  type.isFlags = options.flags ?? false;
  return type;
}
const MA = 'System.Management.Automation.';
enumType(`${MA}ActionPreference`, ACTION_PREFERENCES);
export const errorCategories: NetType = enumType(`${MA}ErrorCategory`, ERROR_CATEGORIES);
export const whereMode: NetType = enumType(`${MA}WhereOperatorSelectionMode`, ['Default', 'First', 'Last', 'SkipUntil', 'Until', 'Split']);
enumType(`${MA}ErrorView`, ['NormalView', 'CategoryView', 'ConciseView', 'DetailedView']);
enumType(`${MA}ConfirmImpact`, ['None', 'Low', 'Medium', 'High']);
export const commandTypes: NetType = enumType(`${MA}CommandTypes`, [['Alias', 1], ['Function', 2], ['Filter', 4], ['Cmdlet', 8], ['ExternalScript', 16], ['Application', 32], ['Script', 64], ['Workflow', 128], ['Configuration', 256], ['All', 511]], { flags: true });
export const memberTypes: NetType = enumType(`${MA}PSMemberTypes`, [['AliasProperty', 1], ['CodeProperty', 2], ['Property', 4], ['NoteProperty', 8], ['ScriptProperty', 16], ['Properties', 31], ['PropertySet', 32], ['Method', 64], ['CodeMethod', 128], ['ScriptMethod', 256], ['Methods', 448], ['ParameterizedProperty', 512], ['MemberSet', 1024], ['Event', 2048], ['Dynamic', 4096], ['All', 8191]], { flags: true });
export const ScopedItemOptions: NetType<EnumValue> = enumType(`${MA}ScopedItemOptions`, [['None', 0], ['ReadOnly', 1], ['Constant', 2], ['Private', 4], ['AllScope', 8], ['Unspecified', 16]], { flags: true }) as NetType<EnumValue>;
export const splitOptions: NetType = enumType(`${MA}SplitOptions`, [['SimpleMatch', 1], ['RegexMatch', 2], ['CultureInvariant', 4], ['IgnorePatternWhitespace', 8], ['Multiline', 16], ['Singleline', 32], ['IgnoreCase', 64], ['ExplicitCapture', 128]], { flags: true });
enumType(`${MA}ValidateRangeKind`, ['Positive', 'NonNegative', 'Negative', 'NonPositive']);
export const dayOfWeek: NetType = enumType('System.DayOfWeek', ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']);
export const dateTimeKind: NetType = enumType('System.DateTimeKind', ['Unspecified', 'Utc', 'Local']);
export const midpointRounding: NetType = enumType('System.MidpointRounding', ['ToEven', 'AwayFromZero', 'ToZero', 'ToNegativeInfinity', 'ToPositiveInfinity']);
export const stringSplitOptions: NetType = enumType('System.StringSplitOptions', [['None', 0], ['RemoveEmptyEntries', 1], ['TrimEntries', 2]], { flags: true });
export const stringComparison: NetType = enumType('System.StringComparison', ['CurrentCulture', 'CurrentCultureIgnoreCase', 'InvariantCulture', 'InvariantCultureIgnoreCase', 'Ordinal', 'OrdinalIgnoreCase']);
export const regexOptions: NetType = enumType('System.Text.RegularExpressions.RegexOptions', [['None', 0], ['IgnoreCase', 1], ['Multiline', 2], ['ExplicitCapture', 4], ['Compiled', 8], ['Singleline', 16], ['IgnorePatternWhitespace', 32], ['RightToLeft', 64], ['ECMAScript', 256], ['CultureInvariant', 512], ['NonBacktracking', 1024]], { flags: true });
export const ConsoleColor: NetType<EnumValue> = enumType('System.ConsoleColor', ['Black', 'DarkBlue', 'DarkGreen', 'DarkCyan', 'DarkRed', 'DarkMagenta', 'DarkYellow', 'Gray', 'DarkGray', 'Blue', 'Green', 'Cyan', 'Red', 'Magenta', 'Yellow', 'White']) as NetType<EnumValue>;
export const fileAttributes: NetType = enumType('System.IO.FileAttributes', [['None', 0], ['ReadOnly', 1], ['Hidden', 2], ['System', 4], ['Directory', 16], ['Archive', 32], ['Device', 64], ['Normal', 128], ['Temporary', 256], ['SparseFile', 512], ['ReparsePoint', 1024], ['Compressed', 2048], ['Offline', 4096], ['NotContentIndexed', 8192], ['Encrypted', 16384], ['IntegrityStream', 32768], ['NoScrubData', 131072]], { flags: true });
enumType('System.IO.FileMode', [['CreateNew', 1], ['Create', 2], ['Open', 3], ['OpenOrCreate', 4], ['Truncate', 5], ['Append', 6]]);
enumType('System.IO.FileAccess', [['Read', 1], ['Write', 2], ['ReadWrite', 3]], { flags: true });
enumType('System.Net.HttpStatusCode', [['Continue', 100], ['SwitchingProtocols', 101], ['Processing', 102], ['EarlyHints', 103], ['OK', 200], ['Created', 201], ['Accepted', 202], ['NonAuthoritativeInformation', 203], ['NoContent', 204], ['ResetContent', 205], ['PartialContent', 206], ['MultiStatus', 207], ['AlreadyReported', 208], ['IMUsed', 226], ['Ambiguous', 300], ['MultipleChoices', 300], ['Moved', 301], ['MovedPermanently', 301], ['Found', 302], ['Redirect', 302], ['RedirectMethod', 303], ['SeeOther', 303], ['NotModified', 304], ['UseProxy', 305], ['Unused', 306], ['RedirectKeepVerb', 307], ['TemporaryRedirect', 307], ['PermanentRedirect', 308], ['BadRequest', 400], ['Unauthorized', 401], ['PaymentRequired', 402], ['Forbidden', 403], ['NotFound', 404], ['MethodNotAllowed', 405], ['NotAcceptable', 406], ['ProxyAuthenticationRequired', 407], ['RequestTimeout', 408], ['Conflict', 409], ['Gone', 410], ['LengthRequired', 411], ['PreconditionFailed', 412], ['RequestEntityTooLarge', 413], ['RequestUriTooLong', 414], ['UnsupportedMediaType', 415], ['RequestedRangeNotSatisfiable', 416], ['ExpectationFailed', 417], ['MisdirectedRequest', 421], ['UnprocessableEntity', 422], ['UnprocessableContent', 422], ['Locked', 423], ['FailedDependency', 424], ['UpgradeRequired', 426], ['PreconditionRequired', 428], ['TooManyRequests', 429], ['RequestHeaderFieldsTooLarge', 431], ['UnavailableForLegalReasons', 451], ['InternalServerError', 500], ['NotImplemented', 501], ['BadGateway', 502], ['ServiceUnavailable', 503], ['GatewayTimeout', 504], ['HttpVersionNotSupported', 505], ['VariantAlsoNegotiates', 506], ['InsufficientStorage', 507], ['LoopDetected', 508], ['NotExtended', 510], ['NetworkAuthenticationRequired', 511]]);
enumType('System.Net.SecurityProtocolType', [['SystemDefault', 0], ['Ssl3', 48], ['Tls', 192], ['Tls11', 768], ['Tls12', 3072], ['Tls13', 12288]], { flags: true });
enumType('System.EnvironmentVariableTarget', ['Process', 'User', 'Machine']);
export const typeCode = enumType('System.TypeCode', [['Empty', 0], ['Object', 1], ['DBNull', 2], ['Boolean', 3], ['Char', 4], ['SByte', 5], ['Byte', 6], ['Int16', 7], ['UInt16', 8], ['Int32', 9], ['UInt32', 10], ['Int64', 11], ['UInt64', 12], ['Single', 13], ['Double', 14], ['Decimal', 15], ['DateTime', 16], ['String', 18]]);
/** The TypeCode of a type, by its short name. */
export const codeOf = (name: string): EnumValue => convertTo(['Empty', 'DBNull', 'Boolean', 'Char', 'SByte', 'Byte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'Single', 'Double', 'Decimal', 'DateTime', 'String'].includes(name) ? name : 'Object', typeCode) as EnumValue;
export const numberStyles: NetType = enumType('System.Globalization.NumberStyles', [['None', 0], ['AllowLeadingWhite', 1], ['AllowTrailingWhite', 2], ['AllowLeadingSign', 4], ['Integer', 7], ['AllowTrailingSign', 8], ['AllowParentheses', 16], ['AllowDecimalPoint', 32], ['AllowThousands', 64], ['Number', 111], ['AllowExponent', 128], ['Float', 167], ['AllowCurrencySymbol', 256], ['Currency', 383], ['Any', 511], ['AllowHexSpecifier', 512], ['HexNumber', 515], ['AllowBinarySpecifier', 1024], ['BinaryNumber', 1027]], { flags: true });
export const dateTimeStyles: NetType = enumType('System.Globalization.DateTimeStyles', [['None', 0], ['AllowLeadingWhite', 1], ['AllowTrailingWhite', 2], ['AllowInnerWhite', 4], ['AllowWhiteSpaces', 7], ['NoCurrentDateDefault', 8], ['AdjustToUniversal', 16], ['AssumeLocal', 32], ['AssumeUniversal', 64], ['RoundtripKind', 128]], { flags: true });
enumType('System.Text.RegularExpressions.RegexParseError', ['Unknown', 'AlternationHasTooManyConditions', 'AlternationHasMalformedCondition', 'InvalidUnicodePropertyEscape', 'MalformedUnicodePropertyEscape', 'UnrecognizedEscape', 'UnrecognizedControlCharacter', 'MissingControlCharacter', 'InsufficientOrInvalidHexDigits', 'QuantifierOrCaptureGroupOutOfRange', 'UndefinedNamedReference', 'UndefinedNumberedReference', 'MalformedNamedReference', 'UnescapedEndingBackslash', 'UnterminatedComment', 'InvalidGroupingConstruct', 'AlternationHasNamedCapture', 'AlternationHasComment', 'AlternationHasMalformedReference', 'AlternationHasUndefinedReference', 'CaptureGroupNameInvalid', 'CaptureGroupOfZero', 'UnterminatedBracket', 'ExclusionGroupNotLast', 'ReversedCharacterRange', 'ShorthandClassInCharacterRange', 'InsufficientClosingParentheses', 'ReversedQuantifierRange', 'NestedQuantifiersNotParenthesized', 'QuantifierAfterNothing', 'InsufficientOpeningParentheses', 'UnrecognizedUnicodeProperty']);
export const mailPriorities: NetType = enumType('System.Net.Mail.MailPriority', ['Normal', 'Low', 'High']);
export const mailNotices: NetType = enumType('System.Net.Mail.DeliveryNotificationOptions', [['None', 0], ['OnSuccess', 1], ['OnFailure', 2], ['Delay', 4], ['Never', 134217728]], { flags: true });
enumType('System.UriKind', ['RelativeOrAbsolute', 'Absolute', 'Relative']);
enumType('System.Security.Cryptography.X509Certificates.OpenFlags', [['ReadOnly', 0], ['ReadWrite', 1], ['MaxAllowed', 2], ['OpenExistingOnly', 4], ['IncludeArchived', 8]], { flags: true });
enumType('System.Base64FormattingOptions', ['None', 'InsertLineBreaks']);

function parse(type: NetType, text: string, ignoreCase: boolean): Value {
  const exact = type.enumValues?.get(text);
  if (exact !== undefined) return new EnumValue(type, exact);
  const made = ignoreCase || text.includes(',') ? convertOrFail(text, type) : FAILED;
  return made === FAILED ? netThrow('System.ArgumentException', `Requested value '${text}' was not found.`) : made;
}
function tryParse(type: NetType, text: string, ignoreCase: boolean, out: PSReference): boolean {
  const exact = type.enumValues?.get(text), made = exact !== undefined ? new EnumValue(type, exact) : ignoreCase ? convertOrFail(text, type) : FAILED;
  out.value = made === FAILED ? new EnumValue(type, 0) : made;
  return made !== FAILED;
}
/** Where the type is not said it is that of what the reference holds (the type argument is inferred from it). */
const heldEnum = refTo(T.Enum);
function tryInto(text: string, ignoreCase: boolean, out: PSReference): boolean {
  const held = unwrap(out.value);
  if (!(held instanceof EnumValue)) return raise({ id: 'MethodCountCouldNotFindBest', category: 'NotSpecified', exception: 'System.Management.Automation.MethodException', message: 'Cannot find an overload for "TryParse" and the argument count: "2".' });
  return tryParse(held.netType, text, ignoreCase, out);
}
/** The integer of a value or a number. */
const whole = (v: unknown): bigint => (v instanceof EnumValue ? v.exact : v instanceof UInt64 ? v.value : typeof v === 'bigint' ? v : BigInt(Math.trunc(Number(v)) || 0));
const asType = (t: unknown): NetType => t as NetType;
laterType<EnumValue>(T.Enum, () => ({
  text: (e) => e.toString(), compare: (a, b) => compareNumbers(enumNumber(a), enumNumber(b)), interfaces: ['System.IComparable', 'System.IFormattable', 'System.IConvertible'],
  props: { value__: [undefined, (e) => convertTo(enumNumber(e), e.netType.enumBase ?? T.Int32)] },
  methods: {
    ToString: [method([], (e) => e.toString(), T.String), method([T.String], (e, f) => formatValue(e, f), T.String)],
    HasFlag: [method([T.Object], (e, other) => { const v = other instanceof EnumValue ? other.exact : (convertTo(other, e.netType) as EnumValue).exact; return (e.exact & v) === v; }, T.Boolean)],
    CompareTo: [method([T.Object], (e, o) => compareNumbers(enumNumber(e), o instanceof EnumValue ? enumNumber(o) : 0), T.Int32)],
    GetTypeCode: [method([], (e) => codeOf(e.netType.enumBase?.shortName ?? 'Int32'))],
  },
  statics: {
    Format: [func([T.Type, T.Object, T.String], (t, v, f) => formatValue(v instanceof EnumValue ? v : new EnumValue(asType(t), whole(v)), f))],
    GetNames: [func([T.Type], (t) => typedArray(T.String, byValue(t).map(([name]) => name)))],
    GetValues: [func([T.Type], (t) => typedArray(asType(t), byValue(t).map(([, v]) => new EnumValue(asType(t), v))))],
    Parse: [func([T.Type, T.String], (t, s) => parse(asType(t), s, false)), func([T.Type, T.String, T.Boolean], (t, s, i) => parse(asType(t), s, i))],
    TryParse: [func([T.Type, T.String, T.Ref], (t, s, r) => tryParse(asType(t), s, false, r)), func([T.Type, T.String, T.Boolean, T.Ref], (t, s, i, r) => tryParse(asType(t), s, i, r)), func([T.String, heldEnum], (s, r) => tryInto(s, false, r)), func([T.String, T.Boolean, heldEnum], (s, i, r) => tryInto(s, i, r))],
    // The generic forms take the type from what the reference holds, or as a type argument.
    'Parse[]': [func([T.Type, T.String], (t, s) => parse(asType(t), s, false)), func([T.Type, T.String, T.Boolean], (t, s, i) => parse(asType(t), s, i))],
    'TryParse[]': [func([T.Type, T.String, T.Ref], (t, s, r) => tryParse(asType(t), s, false, r)), func([T.Type, T.String, T.Boolean, T.Ref], (t, s, i, r) => tryParse(asType(t), s, i, r))],
    'GetNames[]': [func([T.Type], (t) => typedArray(T.String, byValue(t).map(([name]) => name)))],
    'GetValues[]': [func([T.Type], (t) => typedArray(asType(t), byValue(t).map(([, v]) => new EnumValue(asType(t), v))))],
    'IsDefined[]': [func([T.Type, T.Object], (t, v) => [...(t.enumValues?.values() ?? [])].some((x) => BigInt(x) === whole(v)))],
    'GetName[]': [func([T.Type, T.Object], (t, v) => { const n = whole(v); for (const [k, x] of t.enumValues ?? []) if (BigInt(x) === n) return k; return null; })],
    IsDefined: [func([T.Type, T.Object], (t, v) => (typeof v === 'string' ? t.enumValues?.has(v) === true : [...(t.enumValues?.values() ?? [])].some((x) => BigInt(x) === whole(v))))],
    GetName: [func([T.Type, T.Object], (t, v) => { const n = whole(v); for (const [k, x] of t.enumValues ?? []) if (BigInt(x) === n) return k; return null; })],
    ToObject: [func([T.Type, T.Object], (t, v) => new EnumValue(asType(t), whole(v)))],
    GetUnderlyingType: [func([T.Type], (t) => t.enumBase ?? T.Int32)],
  },
}));
