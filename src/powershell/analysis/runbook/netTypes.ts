import type { TypeName } from '../../syntax/ast.ts';
import { nameTable } from '../../syntax/nameTable.ts';

/** Short names of types (about_Type_Accelerators) that runbooks use, with what they stand for. */
const accelerators: Readonly<Record<string, string>> = nameTable({
  string: 'System.String', char: 'System.Char', bool: 'System.Boolean', boolean: 'System.Boolean', byte: 'System.Byte', sbyte: 'System.SByte',
  int: 'System.Int32', int32: 'System.Int32', uint: 'System.UInt32', uint32: 'System.UInt32', long: 'System.Int64', int64: 'System.Int64',
  ulong: 'System.UInt64', uint64: 'System.UInt64', short: 'System.Int16', int16: 'System.Int16', ushort: 'System.UInt16', uint16: 'System.UInt16',
  single: 'System.Single', float: 'System.Single', double: 'System.Double', decimal: 'System.Decimal', bigint: 'System.Numerics.BigInteger',
  datetime: 'System.DateTime', timespan: 'System.TimeSpan', guid: 'System.Guid', uri: 'System.Uri', version: 'System.Version', xml: 'System.Xml.XmlDocument',
  regex: 'System.Text.RegularExpressions.Regex', object: 'System.Object', array: 'System.Array', hashtable: 'System.Collections.Hashtable',
  scriptblock: 'System.Management.Automation.ScriptBlock', switch: 'System.Management.Automation.SwitchParameter',
  switchparameter: 'System.Management.Automation.SwitchParameter', psobject: 'System.Management.Automation.PSObject',
  pscustomobject: 'System.Management.Automation.PSObject', pscredential: 'System.Management.Automation.PSCredential',
  securestring: 'System.Security.SecureString', type: 'System.Type', void: 'System.Void', ipaddress: 'System.Net.IPAddress',
  mailaddress: 'System.Net.Mail.MailAddress', cultureinfo: 'System.Globalization.CultureInfo', nullable: 'System.Nullable',
  x509certificate: 'System.Security.Cryptography.X509Certificates.X509Certificate', ordered: 'System.Collections.Specialized.OrderedDictionary',
});

/** Names below `System` may be written without it. */
const belowSystem = new Map(Object.values(accelerators).filter((name) => /^System\.[^.]+$/.test(name)).map((name) => [name.toLowerCase(), name]));

/** The .NET full name a type has in SMA's parameter list: `System.String`, `System.Int32[]` (sma-rest-api.md 2.3.21). */
export function netTypeName(type: TypeName): string {
  if (type.form === 'array') return `${netTypeName(type.element)}[${','.repeat(type.rank - 1)}]`;
  if (type.form === 'generic') return `${netTypeName(type.generic)}\`${type.arguments.length}[${type.arguments.map(netTypeName).join(',')}]`;
  const lower = type.name.toLowerCase();
  return accelerators[lower] ?? belowSystem.get(lower) ?? belowSystem.get(`system.${lower}`) ?? type.name;
}
