/** Small types of PowerShell and .NET around text and nothing: AutomationNull, NullString, WildcardPattern, CodeGeneration, SecurityElement, Marshal. */
import { wildcard } from '../../operators/wildcard.ts';
import type { EnumValue } from '../../values/enumValue.ts';
import type { SecureString } from '../../values/misc.ts';
import { NullString } from '../../values/misc.ts';
import { NetObject, nothing } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { constant, func, laterType, method } from '../netType.ts';
import { enumType } from '../system/enums.ts';
import { T, named } from '../t.ts';

const MA = 'System.Management.Automation.';
laterType(named(`${MA}Internal.AutomationNull`, []), () => ({ statics: { Value: { type: undefined, get: () => nothing } } }));
laterType<NullString>(named<NullString>(`${MA}Language.NullString`, ['nullstring']), () => ({ text: () => '', statics: { Value: constant(new NullString()) } }), NullString);
class WildcardPattern extends NetObject { readonly pattern: string; readonly ignoreCase: boolean; constructor(pattern: string, ignoreCase: boolean) { super(); this.pattern = pattern; this.ignoreCase = ignoreCase; } }
const options = enumType(`${MA}WildcardOptions`, [['None', 0], ['Compiled', 1], ['IgnoreCase', 2], ['CultureInvariant', 4]], { flags: true });
const pattern = named<WildcardPattern>(`${MA}WildcardPattern`, ['wildcardpattern']), ignores = (o: Value): boolean => ((o as EnumValue).value & 2) !== 0;
laterType<WildcardPattern>(pattern, () => ({
  create: [func([T.String], (p) => new WildcardPattern(p, false)), func([T.String, options], (p, o) => new WildcardPattern(p, ignores(o)))], methods: { IsMatch: [method([T.String], (w, s) => wildcard(w.pattern, w.ignoreCase).test(s), T.Boolean)] },
  statics: {
    Get: [func([T.String, options], (p, o) => new WildcardPattern(p, ignores(o)))], Escape: [func([T.String], (s) => s.replace(/[*?[\]`]/g, '`$&'), T.String)], Unescape: [func([T.String], (s) => s.replace(/`([*?[\]`])/g, '$1'), T.String)],
    ContainsWildcardCharacters: [func([T.String], (s) => /(^|[^`])(``)*[*?[]/.test(s ?? ''), T.Boolean)],
  },
}), WildcardPattern);
laterType(named(`${MA}Language.CodeGeneration`, []), () => ({
  statics: {
    EscapeSingleQuotedStringContent: [func([T.String], (s) => s.replace(/['\u2018-\u201b]/g, '$&$&'), T.String)], EscapeFormatStringContent: [func([T.String], (s) => s.replace(/[{}]/g, '$&$&'), T.String)], EscapeBlockCommentContent: [func([T.String], (s) => s.replace(/<#/g, '<`#').replace(/#>/g, '#`>'), T.String)], EscapeVariableName: [func([T.String], (s) => s.replace(/[`{}]/g, '`$&'), T.String)],
  },
}));
laterType(named('System.Security.SecurityElement', []), () => ({ statics: { Escape: [func([T.String], (s) => (s == null ? null : s.replace(/[<>"'&]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })[c] ?? '&amp;')), T.String)] } }));
/** What SecureStringToBSTR gives: a place in memory, here the protected text itself, which never shows. */
class Pointer extends NetObject { secret: SecureString | undefined; constructor(secret: SecureString | undefined) { super(); this.secret = secret; } }
const pointer = named<Pointer>('System.IntPtr', ['intptr'], { valueType: true, base: T.ValueType });
laterType<Pointer>(pointer, () => ({ text: () => '0', statics: { Zero: constant(new Pointer(undefined)), Size: { type: T.Int32, get: () => 8 } } }), Pointer);
const give = [func([T.SecureString], (s) => new Pointer(s))], read = [func([pointer], (p) => p.secret?.reveal() ?? null, T.String)], free = [func([pointer], (p) => { p.secret = undefined; }, T.Void)];
laterType(named('System.Runtime.InteropServices.Marshal', []), () => ({ statics: { SecureStringToBSTR: give, SecureStringToGlobalAllocUnicode: give, SecureStringToCoTaskMemUnicode: give, PtrToStringBSTR: read, PtrToStringAuto: read, PtrToStringUni: read, ZeroFreeBSTR: free, ZeroFreeGlobalAllocUnicode: free, ZeroFreeCoTaskMemUnicode: free, FreeBSTR: free } }));
