/** Guid, Version, Uri, SwitchParameter, PSReference, DBNull, SecureString, PSCredential. */
import { castError } from '../../convert/castError.ts';
import { toText } from '../../convert/toText.ts';
import { formatValue } from '../../convert/formatValue.ts';
import { netThrow, nullArgument } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { Guid } from '../../values/guid.ts';
import { DBNull, PSCredential, PSReference, Record, SecureString, SwitchParameter, Uri } from '../../values/misc.ts';
import { Version } from '../../values/version.ts';
import { typedArray } from '../../values/arrays.ts';
import { byte } from '../../values/numbers.ts';
import { extend, getMember } from '../../members/get.ts';
import type { Value } from '../../values/value.ts';
import { constant, from, func, laterType, method, netType, refTo } from '../netType.ts';
import { enumType } from './enums.ts';
import { semver, toVersion } from '../automation/semanticVersion.ts';
import type { SemanticVersion } from '../automation/semanticVersion.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { T, arrayOf, named } from '../t.ts';

/** A random (version 4) guid from the host's random bytes. */
export function newGuid(): Guid {
  const bytes = new Uint8Array(16);
  bytes.set(current().host.random.bytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return Guid.fromBytes(bytes);
}
const GUID_SHAPE = 'Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).';
const GUID_FORMAT = 'Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".';
const GUID_SHAPES: { readonly [form: string]: RegExp } = { N: /^.{32}$/, D: /^.{8}(?:-.{4}){3}-.{12}$/, B: /^\{.{8}(?:-.{4}){3}-.{12}\}$/, P: /^\(.{8}(?:-.{4}){3}-.{12}\)$/ };
/** What keeps a text from being a guid: the form is known by its length and first signs (Guid.TryParseGuid). */
function guidWhy(text: string): string {
  const s = text.trim();
  return s.length < 32 ? 'Unrecognized Guid format.' : guidFault(s, s.startsWith('(') ? 'P' : s.startsWith('{') ? (s[9] === '-' ? 'B' : 'X') : s[8] === '-' ? 'D' : 'N');
}
function guidFault(s: string, form: string): string {
  if (form === 'X') return !s.startsWith('{') ? 'Expected {0xdddddddd, etc}.' : !/^\{\s*0x/i.test(s) ? 'Expected 0x prefix.' : "Could not find a comma, or the length between the previous token and the comma was zero (i.e., '0x,'etc.).";
  return GUID_SHAPES[form]?.test(s) === true ? 'Guid string should only contain hexadecimal characters.' : GUID_SHAPE;
}
function guidExactly(s: string, format: string): Guid {
  const form = format.toUpperCase(), t = s.trim(), is = form === 'X' ? /^\{\s*0x/i.test(t) : GUID_SHAPES[form]?.test(t);
  if (!/^[DNPBX]$/.test(form)) netThrow('System.FormatException', GUID_FORMAT);
  return (is === true ? Guid.parse(t) : undefined) ?? netThrow('System.FormatException', guidFault(t, form));
}
export const parseGuid = (s: string): Guid => Guid.parse(s) ?? netThrow('System.FormatException', guidWhy(s));
/** .NET's order: the first three groups lie the other way round. */
const guidOfBytes = (bytes: readonly Value[]): Guid => {
  if (bytes.length !== 16) return netThrow('System.ArgumentException', "Byte array for Guid must be exactly 16 bytes long. (Parameter 'b')");
  return Guid.fromBytes(Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], (i) => Number(toText(bytes[i] ?? 0))));
};
laterType<Guid>(T.Guid, () => ({
  text: (g) => g.text, compare: (a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  create: [func([], () => Guid.empty), func([T.String], parseGuid), func([arrayOf(T.Byte)], (b) => guidOfBytes(b as readonly Value[]))], props: { Variant: [T.Int32, (g) => parseInt(g.text.charAt(19), 16)], Version: [T.Int32, (g) => parseInt(g.text.charAt(14), 16)] },
  methods: { ToString: [method([], (g) => g.text, T.String), method([T.String], (g, f) => formatValue(g, f ?? ''), T.String)], ToByteArray: [method([], (g) => { const h = g.text.replaceAll('-', ''), b = Array.from({ length: 16 }, (_, i) => parseInt(h.slice(i * 2, i * 2 + 2), 16)), o = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]; return typedArray(T.Byte, o.map((i) => byte(b[i] ?? 0))); })], CompareTo: [method([T.Guid], (a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0), T.Int32)], Equals: [method([T.Object], (a, b) => b instanceof Guid && a.text === b.text, T.Boolean)], GetHashCode: [method([], (g) => parseInt(g.text.slice(0, 8), 16) | 0, T.Int32)] },
  statics: { Empty: constant(Guid.empty), NewGuid: [func([], newGuid)], Parse: [func([T.String], parseGuid)], ParseExact: [func([T.String, T.String], guidExactly)], TryParse: [func([T.String, refTo(T.Guid)], (s, r) => { const g = s == null ? undefined : Guid.parse(s); r.value = g ?? Guid.empty; return g !== undefined; })] },
  convert: [from(T.String, (s: string) => Guid.parse(s) ?? castError(s, T.Guid, 'InvalidCastParseTargetInvocationWithFormatProvider', guidWhy(s), 'System.FormatException'))],
  save: (g) => g.text, load: (s) => Guid.parse(s) ?? Guid.empty,
}), Guid as never);
extend('System.Guid', 'Guid', (g) => (g instanceof Guid ? g.text : null));
/** What is wrong with a version: its first bad part says it (Version.ParseVersion). */
function versionWhy(s: string): readonly [exception: string, message: string] {
  const parts = s.split('.');
  if (parts.length < 2 || parts.length > 4) return ['System.ArgumentException', "Version string portion was too short or too long. (Parameter 'input')"];
  for (const [i, part] of parts.entries()) {
    const t = part.trim(), n = Number(t), name = ['input', 'input', 'build', 'revision'][i] ?? '';
    if (!/^[+-]?\d+$/.test(t)) return ['System.FormatException', `The input string '${part}' was not in a correct format.`];
    if (n > 0x7fffffff || n < -0x80000000) return ['System.OverflowException', 'Value was either too large or too small for an Int32.'];
    if (n < 0) return ['System.ArgumentOutOfRangeException', `${name} ('${n}') must be a non-negative value. (Parameter '${name}')\nActual value was ${n}.`];
  }
  return ['System.FormatException', `The input string '${s}' was not in a correct format.`];
}
const parseVersion = (s: string): Version => Version.parse(s) ?? netThrow(...versionWhy(s));
laterType<Version>(T.Version, () => ({
  text: (v) => v.toString(), compare: (a, b) => a.compare(b),
  create: [func([], () => new Version([0, 0])), func([T.String], parseVersion), func([T.Int32, T.Int32], (a, b) => new Version([a, b])), func([T.Int32, T.Int32, T.Int32], (a, b, c) => new Version([a, b, c])), func([T.Int32, T.Int32, T.Int32, T.Int32], (a, b, c, d) => new Version([a, b, c, d]))],
  props: { Major: [T.Int32, (v) => v.part(0)], Minor: [T.Int32, (v) => v.part(1)], Build: [T.Int32, (v) => v.part(2)], Revision: [T.Int32, (v) => v.part(3)], MajorRevision: [T.Int16, (v) => v.part(3) >> 16], MinorRevision: [T.Int16, (v) => v.part(3)] },
  methods: { ToString: [method([], (v) => v.toString(), T.String), method([T.Int32], (v, n) => v.parts.slice(0, n).join('.'), T.String)], CompareTo: [method([T.Version], (a, b) => a.compare(b), T.Int32)], Equals: [method([T.Object], (a, b) => b instanceof Version && a.compare(b) === 0, T.Boolean)] },
  statics: { Parse: [func([T.String], parseVersion)], TryParse: [func([T.String, T.Ref], (s, r) => { const v = Version.parse(s ?? ''); r.value = v ?? null; return v !== undefined; })] },
  convert: [from(T.String, (s: string) => Version.parse(s) ?? castError(s, T.Version, 'InvalidCastParseTargetInvocation', versionWhy(s)[1], versionWhy(s)[0])), from(T.Double, (n: number) => Version.parse(String(n))), from(semver, (v: SemanticVersion) => toVersion(v))],
  save: (v) => v.toString(), load: (s) => Version.parse(s) ?? new Version([0, 0]),
}), Version);
const absolute = (u: Uri): URL => u.url ?? netThrow('System.InvalidOperationException', 'This operation is not supported for a relative URI.');
/** The address that another is relative to. */
const based = (u: Uri): URL => u.url ?? netThrow('System.ArgumentOutOfRangeException', "Specified argument was out of the range of valid values. (Parameter 'baseUri')", [['ParamName', 'baseUri']]);
const PORTS: { readonly [scheme: string]: number } = { 'http:': 80, 'https:': 443, 'ftp:': 21 };
const port = (u: Uri): number => { const { port: p, protocol } = absolute(u); return p === '' ? PORTS[protocol] ?? -1 : Number(p); };
const hostType = enumType('System.UriHostNameType', ['Unknown', 'Basic', 'Dns', 'IPv4', 'IPv6']);
const hostKind = (h: string): EnumValue => new EnumValue(hostType, /^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/i.test(h) ? 4 : /^\d+(\.\d+){3}$/.test(h) ? 3 : /^[\p{L}\d]([\p{L}\d_-]*[\p{L}\d])?(\.[\p{L}\d_-]+)*\.?$/u.test(h) ? 2 : h === '' ? 0 : 0);
const uriText = (u: Uri): string => (u.url === undefined ? u.original : decodeSafe(u.url.href));
const decodeSafe = (t: string): string => { try { return t.replace(/%(?:20|[89A-F][0-9A-F])+/gi, (m) => decodeURIComponent(m)); } catch { return t; } };
const escapeData = (s: string): string => marked(encodeURIComponent(s));
/** What JavaScript leaves as it is and .NET does not. */
const marked = (s: string): string => (!/[!'()*]/.test(s) ? s : s.replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`));
/** How to come from one address to another, as MakeRelativeUri says it. */
function relativeUri(a: URL, b: URL): string {
  if (a.origin !== b.origin) return b.href;
  const source = a.pathname.split('/').slice(0, -1), target = b.pathname.split('/');
  let common = 0;
  while (common < source.length && common < target.length - 1 && source[common] === target[common]) common++;
  return source.slice(common).map(() => '../').join('') + target.slice(common).join('/') + b.search + b.hash;
}
/** The path of a file as its machine writes it: with a drive or on a share, Windows' way. */
function localPath(url: URL): string {
  const path = decodeURIComponent(url.pathname);
  if (url.protocol !== 'file:' || (url.host === '' && !/^\/[a-z]:/i.test(path))) return path;
  return (url.host === '' ? path.slice(1) : `//${url.host}${path}`).replaceAll('/', '\\');
}
/** Why a text that begins as an address of the web is none. */
function uriFault(text: string): string | undefined {
  const authority = /^\s*(?:https?|ftp|wss?):\/\/([^/?#\\]*)/i.exec(text)?.[1]?.replace(/^.*@/, '');
  if (authority === undefined) return undefined;
  const [, host = '', port = ''] = /^(\[[\da-f:.%]*\]|[^:[]*)(?::(.*))?$/i.exec(authority) ?? [];
  if (host === '' || /[\s<>"{}|^`]/.test(host)) return 'Invalid URI: The hostname could not be parsed.';
  return /^\d*$/.test(port) && Number(port) <= 65_535 ? undefined : 'Invalid URI: Invalid port specified.';
}
const badUri = (message: string): never => netThrow('System.UriFormatException', message);
/** What the constructors make: no place within another. Throws UriFormatException as .NET does. */
function absoluteUri(text: string | null): Uri {
  if (text == null) return nullArgument('uriString');
  const made = new Uri(text);
  const fault = uriFault(text);
  if (fault !== undefined) return badUri(fault);
  if (made.url !== undefined || text.startsWith('/')) return made;
  if (text.trim() === '') return badUri('Invalid URI: The URI is empty.');
  const [, host] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text) ?? [];
  return badUri(host === undefined ? 'Invalid URI: The format of the URI could not be determined.' : /:[^:\]]*$/.test(host) ? 'Invalid URI: Invalid port specified.' : 'Invalid URI: The hostname could not be parsed.');
}
laterType<Uri>(T.Uri, () => ({
  text: uriText, equals: (a, b) => uriText(a) === uriText(b),
  create: [func([T.String], (s) => absoluteUri(s)), func([T.Uri, T.String], (u, s) => new Uri(new URL(s, based(u)).href)), func([T.Uri, T.Uri], (u, r) => new Uri(new URL(r.original, based(u)).href)), func([T.String, T.Object], (s, kind) => (toText(kind) === 'Absolute' ? absoluteUri(s) : toText(kind) === 'Relative' && new Uri(s).url !== undefined ? badUri("A relative URI cannot be created because the 'uriString' parameter represents an absolute URI.") : new Uri(s)))],
  props: {
    AbsolutePath: [T.String, (u) => absolute(u).pathname], AbsoluteUri: [T.String, (u) => absolute(u).href], LocalPath: [T.String, (u) => localPath(absolute(u))], Authority: [T.String, (u) => absolute(u).host], HostNameType: [hostType, (u) => hostKind(absolute(u).hostname)], IsDefaultPort: [T.Boolean, (u) => absolute(u).port === ''], IsFile: [T.Boolean, (u) => absolute(u).protocol === 'file:'], IsLoopback: [T.Boolean, (u) => /^(localhost|127\.|\[::1\])/.test(absolute(u).hostname)], PathAndQuery: [T.String, (u) => absolute(u).pathname + absolute(u).search],
    Segments: [undefined, (u) => typedArray(T.String, absolute(u).pathname.split(/(?<=\/)/))], IsUnc: [T.Boolean, (u) => absolute(u).protocol === 'file:' && u.url?.host !== ''], Host: [T.String, (u) => absolute(u).hostname], Port: [T.Int32, port], Query: [T.String, (u) => absolute(u).search], Fragment: [T.String, (u) => absolute(u).hash], Scheme: [T.String, (u) => absolute(u).protocol.slice(0, -1)], OriginalString: [T.String, (u) => u.original], DnsSafeHost: [T.String, (u) => absolute(u).hostname], IdnHost: [T.String, (u) => absolute(u).hostname], IsAbsoluteUri: [T.Boolean, (u) => u.url !== undefined], UserEscaped: [T.Boolean, () => false], UserInfo: [T.String, (u) => { const x = absolute(u); return x.password === '' ? x.username : `${x.username}:${x.password}`; }],
  },
  methods: { ToString: [method([], uriText, T.String)], IsWellFormedOriginalString: [method([], (u) => u.url !== undefined && !/[\s<>"{}|\\^`]/.test(u.original), T.Boolean)], GetLeftPart: [method([T.Object], (u, part) => { const x = absolute(u), p = toText(part).toLowerCase(); return p === 'scheme' ? `${x.protocol}//` : p === 'authority' ? x.origin : p === 'path' ? x.origin + x.pathname : x.origin + x.pathname + x.search; }, T.String)], IsBaseOf: [method([T.Uri], (u, o) => uriText(o).startsWith(uriText(u)))], MakeRelativeUri: [method([T.Uri], (u, o) => new Uri(relativeUri(absolute(u), absolute(o))))], Equals: [method([T.Object], (a, b) => b instanceof Uri && uriText(a) === uriText(b))] },
  statics: { EscapeDataString: [func([T.String], escapeData)], UnescapeDataString: [func([T.String], (s) => s.replace(/(?:%[\da-f]{2})+/gi, (run) => { try { return decodeURIComponent(run); } catch { return run.replace(/%[0-7][\da-f]/gi, (one) => decodeURIComponent(one)); } }))], EscapeUriString: [func([T.String], (s) => encodeURI(s))], IsWellFormedUriString: [func([T.String, T.Object], (s) => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(s) && URL.canParse(s), T.Boolean)], TryCreate: [func([T.String, T.Object, T.Ref], (s, k, r) => { const u = new Uri(s), ok = u.url !== undefined || toText(k).startsWith('Relative'); r.value = ok ? u : null; return ok; })], CheckHostName: [func([T.String], (h) => hostKind(h ?? ''))], CheckSchemeName: [func([T.String], (s) => /^[a-z][a-z0-9+.-]*$/i.test(s ?? ''), T.Boolean)], HexEscape: [func([T.Char], (c) => `%${c.toString().charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)], UriSchemeFile: constant('file'), UriSchemeFtp: constant('ftp'), UriSchemeMailto: constant('mailto'), SchemeDelimiter: constant('://'), UriSchemeHttp: constant('http'), UriSchemeHttps: constant('https') },
  convert: [from(T.String, (s: string) => { const fault = uriFault(s); return fault === undefined ? new Uri(s) : castError(s, T.Uri, 'InvalidCastFromStringToUri', fault, 'System.UriFormatException'); })],
}), Uri);
laterType<SwitchParameter>(T.Switch, () => ({ create: [func([T.Boolean], (on) => new SwitchParameter(on))], text: (s) => (s.isPresent ? 'True' : 'False'), props: { IsPresent: [T.Boolean, (s) => s.isPresent] }, methods: { ToBool: [method([], (s) => s.isPresent, T.Boolean)], ToString: [method([], (s) => (s.isPresent ? 'True' : 'False'), T.String)], Equals: [method([T.Object], (s, o) => (o instanceof SwitchParameter ? o.isPresent === s.isPresent : o === s.isPresent), T.Boolean)] }, equals: (a, b) => a.isPresent === b.isPresent, statics: { Present: constant(new SwitchParameter(true)) } }), SwitchParameter);
laterType<PSReference>(T.Ref, () => ({ create: [func([T.Object], (v) => { let held: Value = v; return new PSReference(() => held, (x) => { held = x; }); })], props: { Value: [undefined, (r) => r.value, (r, v) => { r.value = v; }] } }));
netType<PSReference>(named<PSReference>('System.Management.Automation.PSReference`1[[System.Object]]', [], { base: T.Ref }), { class: PSReference });
laterType<DBNull>(T.DBNull, () => ({ text: () => '', statics: { Value: constant(DBNull.value) } }), DBNull);
/** Changes a SecureString at a place that is in it (`more`: or right behind it). */
function change(s: SecureString, at: number, count: number, text: string, more = 0): void {
  if (s.isReadOnly) netThrow('System.InvalidOperationException', 'Instance is read-only.');
  if (at < 0 || at >= s.length + more) netThrow('System.ArgumentOutOfRangeException', "Index was out of range. Must be non-negative and less than the length of the string. (Parameter 'index')", [['ParamName', 'index']]);
  s.splice(at, count, text);
}
laterType<SecureString>(T.SecureString, () => ({
  props: { Length: [T.Int32, (s) => s.length] }, create: [func([], () => new SecureString(''))],
  methods: {
    Copy: [method([], (s) => s.copy())], Dispose: [method([], () => undefined)], MakeReadOnly: [method([], (s) => { s.isReadOnly = true; }, T.Void)], IsReadOnly: [method([], (s) => s.isReadOnly, T.Boolean)],
    AppendChar: [method([T.Char], (s, c) => change(s, s.length, 0, c.toString(), 1), T.Void)], InsertAt: [method([T.Int32, T.Char], (s, i, c) => change(s, i, 0, c.toString(), 1), T.Void)], SetAt: [method([T.Int32, T.Char], (s, i, c) => change(s, i, 1, c.toString()), T.Void)],
    RemoveAt: [method([T.Int32], (s, i) => change(s, i, 1, ''), T.Void)], Clear: [method([], (s) => { if (s.isReadOnly) netThrow('System.InvalidOperationException', 'Instance is read-only.'); s.clear(); }, T.Void)],
  },
}), SecureString);
const networkCredential = named<Record>('System.Net.NetworkCredential');
const network = (c: PSCredential): Record => { const m = /^(?:(.*)\\)?(.*)$/.exec(c.userName); return new Record(networkCredential, [['UserName', m?.[2] ?? c.userName], ['Password', c.password.reveal()], ['SecurePassword', c.password], ['Domain', m?.[1] ?? '']]); };
laterType<PSCredential>(T.PSCredential, () => ({
  props: { UserName: [T.String, (c) => (c.userName === '' ? null : c.userName)], Password: [T.SecureString, (c) => c.password] }, create: [func([T.String, T.SecureString], (u, p) => (u == null || u === '' ? netThrow('System.Management.Automation.PSArgumentException', 'Cannot process argument because the value of argument "userName" is not valid. Change the value of the "userName" argument and run the operation again.') : p == null ? nullArgument('password') : new PSCredential(u, p))), func([T.PSObject], (o) => new PSCredential(toText(o == null ? null : getMember(o as Value, 'UserName')), new SecureString('')))],
  methods: { GetNetworkCredential: [method([], (c) => (c.userName === '' ? null : network(c)))] }, statics: { Empty: constant(new PSCredential('', new SecureString(''))) },
}), PSCredential);
laterType<Record>(networkCredential, () => ({ create: [func([T.String, T.String], (u, p) => new Record(networkCredential as never, [['UserName', u], ['Password', p], ['Domain', '']])), func([T.String, T.SecureString], (u, p) => new Record(networkCredential as never, [['UserName', u], ['Password', p.reveal()], ['SecurePassword', p], ['Domain', '']]))] }));
