/** Which assembly of .NET 10 or PowerShell 7.6 a type is in, by its name; full names of generic types say it of their arguments. */
import type { AnyType } from './netType.ts';

const CORE = '7cec85d7bea7798e', CONTRACT = 'b03f5f7f11d50a3a', OPEN = 'cc7b13ffcd2ddd51';
const of = (name: string, token = CONTRACT): string => `${name}, Version=10.0.0.0, Culture=neutral, PublicKeyToken=${token}`;
/** In order: what a name begins with, or is, and its assembly. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^(System\.Management\.Automation|Microsoft\.PowerShell)\./, 'System.Management.Automation, Version=7.6.0.500, Culture=neutral, PublicKeyToken=31bf3856ad364e35'],
  [/^[^.]+$/, 'PowerShell Class Assembly, Version=1.0.0.1, Culture=neutral, PublicKeyToken=null'],
  [/^System\.Uri(?!Template)/, of('System.Private.Uri')], [/^System\.Xml\.Linq\./, of('System.Private.Xml.Linq', OPEN)], [/^System\.Xml\./, of('System.Private.Xml', OPEN)],
  [/^System\.Text\.RegularExpressions\./, of('System.Text.RegularExpressions')], [/^System\.Text\.Json\./, of('System.Text.Json', OPEN)],
  [/^System\.Collections\.Generic\.(LinkedList|Sorted|Stack|PriorityQueue|OrderedDictionary)/, of('System.Collections')], [/^System\.Collections\.(Queue|Stack|SortedList|CaseInsensitive|CollectionBase|DictionaryBase|ReadOnlyCollectionBase)/, of('System.Collections.NonGeneric')],
  [/^System\.Collections\.Specialized\./, of('System.Collections.Specialized')], [/^System\.Collections\.Concurrent\.(?!ConcurrentQueue)/, of('System.Collections.Concurrent')], [/^System\.Collections\.ObjectModel\.Observable/, of('System.ObjectModel')],
  [/^System\.Net\.Mail\./, of('System.Net.Mail', OPEN)], [/^System\.Net\.Http\./, of('System.Net.Http')], [/^System\.Net\.Sockets\./, of('System.Net.Sockets')], [/^System\.Net\.(IP|NetworkCredential|Cookie|HttpStatusCode|DnsEndPoint|SocketAddress)/, of('System.Net.Primitives')],
  [/^System\.Numerics\.(BigInteger|Complex)/, of('System.Runtime.Numerics')], [/^System\.Data\./, of('System.Data.Common')], [/^System\.Linq\./, of('System.Linq')], [/^System\.Diagnostics\.Process/, of('System.Diagnostics.Process')],
  [/^System\.Console/, of('System.Console')], [/^System\.Security\.Cryptography\./, of('System.Security.Cryptography')], [/^System\.Web\./, of('System.Web.HttpUtility', OPEN)], [/^System\.ComponentModel\.Win32Exception/, of('Microsoft.Win32.Primitives')],
];
/** The display name of the assembly: `System.Private.CoreLib, Version=…`. */
export const assemblyOf = (t: AnyType): string => PLACES.find(([begin]) => begin.test(t.name))?.[1] ?? of('System.Private.CoreLib', CORE);
/** A generic type's name without its arguments, with their number. */
export const plainName = (t: AnyType): string => t.name.replace(/`(\d+)\[\[.*$/, '`$1');
/** What System.Type.ToString gives: closed generic types with the names of their arguments. */
export const typeText = (t: AnyType): string => {
  if (t.isArray && t.elementType !== undefined && t.elementType.genericArguments.length > 0) return `${typeText(t.elementType)}${t.name.slice(t.name.lastIndexOf('['))}`;
  return t.genericArguments.length === 0 ? t.name : `${plainName(t)}[${t.genericArguments.map(typeText).join(',')}]`;
};
/** `FullName` of System.Type. */
export const fullName = (t: AnyType): string => {
  if (t.isArray && t.elementType !== undefined && t.elementType.genericArguments.length > 0) return `${fullName(t.elementType)}${t.name.slice(t.name.lastIndexOf('['))}`;
  return t.genericArguments.length === 0 ? t.name : `${plainName(t)}[${t.genericArguments.map((a) => `[${fullName(a)}, ${assemblyOf(a)}]`).join(',')}]`;
};
