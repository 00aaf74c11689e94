/** Which properties an exception has, in the order .NET's reflection gives them: a type's own stand before those of its base. */
import type { AnyType } from '../types/netType.ts';
import type { NetException } from '../values/errorRecord.ts';

const AUTOMATION = 'System.Management.Automation.';
/** What the types declare, overridden properties too: they come where they are overridden. */
const OWN: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  [`${AUTOMATION}RuntimeException`]: ['ErrorRecord', 'WasThrownFromThrowStatement'],
  [`${AUTOMATION}CommandNotFoundException`]: ['ErrorRecord', 'CommandName'],
  [`${AUTOMATION}SessionStateException`]: ['ErrorRecord', 'ItemName', 'SessionStateCategory'],
  [`${AUTOMATION}ParameterBindingException`]: ['Message', 'ParameterName', 'ParameterType', 'TypeSpecified', 'ErrorId', 'Line', 'Offset', 'CommandInvocation'],
  [`${AUTOMATION}ParseException`]: ['Errors', 'Message'],
  [`${AUTOMATION}PSInvalidCastException`]: ['ErrorRecord'],
  [`${AUTOMATION}PSArgumentException`]: ['ErrorRecord', 'Message'],
  [`${AUTOMATION}PSArgumentNullException`]: ['ErrorRecord', 'Message'],
  [`${AUTOMATION}PSArgumentOutOfRangeException`]: ['ErrorRecord'],
  [`${AUTOMATION}PSInvalidOperationException`]: ['ErrorRecord'],
  [`${AUTOMATION}PSNotSupportedException`]: ['ErrorRecord'],
  [`${AUTOMATION}PSNotImplementedException`]: ['ErrorRecord'],
  'Microsoft.PowerShell.Commands.HttpResponseException': ['Response'],
  'System.Net.Http.HttpRequestException': ['HttpRequestError', 'StatusCode'],
  'System.ArgumentException': ['Message', 'ParamName'],
  'System.ArgumentOutOfRangeException': ['Message', 'ActualValue'],
  'System.IO.FileNotFoundException': ['Message', 'FileName', 'FusionLog'],
  'System.ObjectDisposedException': ['Message', 'ObjectName'],
  'System.TypeInitializationException': ['TypeName'],
  'System.ComponentModel.Win32Exception': ['NativeErrorCode'],
  'System.Runtime.InteropServices.ExternalException': ['ErrorCode'],
  'System.AggregateException': ['InnerExceptions', 'Message'],
  'System.Globalization.CultureNotFoundException': ['InvalidCultureId', 'InvalidCultureName', 'Message'],
  'System.MissingMemberException': ['Message'],
  'System.Net.Sockets.SocketException': ['Message', 'SocketErrorCode', 'ErrorCode'],
  'System.Net.WebException': ['Status', 'Response'],
  'System.OperationCanceledException': ['CancellationToken'],
  'System.Security.SecurityException': ['Demanded', 'DenySetInstance', 'FailedAssemblyInfo', 'GrantedSet', 'Method', 'PermissionState', 'PermissionType', 'PermitOnlySetInstance', 'RefusedSet', 'Url'],
  'System.Text.Json.JsonException': ['LineNumber', 'BytePositionInLine', 'Path', 'Message'],
  'System.Text.RegularExpressions.RegexMatchTimeoutException': ['Input', 'Pattern', 'MatchTimeout'],
  'System.Text.RegularExpressions.RegexParseException': ['Error', 'Offset'],
  'System.Threading.Tasks.TaskCanceledException': ['Task'],
  'System.TypeLoadException': ['Message', 'TypeName'],
  'System.Xml.XmlException': ['LineNumber', 'LinePosition', 'SourceUri', 'Message'],
  'System.Xml.XPath.XPathException': ['Message'],
}));
const BASE = ['TargetSite', 'Message', 'Data', 'InnerException', 'HelpLink', 'Source', 'HResult', 'StackTrace'];
/** The table of System.Exception has these for all; only those that declare them show them. */
const DECLARED_ELSEWHERE = new Set(['ErrorRecord', 'WasThrownFromThrowStatement']);

/** The names; `others` are those of the type's table, which a script's own class of exceptions adds to. */
export function exceptionProperties(e: NetException, others: Iterable<string>): string[] {
  const declared: string[] = [];
  for (let type: AnyType | undefined = e.netType; type !== undefined; type = type.base) declared.push(...OWN.get(type.name) ?? []);
  const known = new Set([...declared, ...BASE, ...DECLARED_ELSEWHERE]);
  const own = [...others, ...e.extra.keys()].filter((name) => !known.has(name));
  return [...new Set([...own, ...declared, ...BASE])];
}
