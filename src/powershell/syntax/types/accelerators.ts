import { once } from '../once.ts';

/**
 * Short names of types and what they stand for: PowerShell's own table (about_Type_Accelerators; TypeAccelerators.builtinTypeAccelerators),
 * those of Windows included and those of attributes left out. One short name is the type's own unless it is written before it.
 */
const BY_NAMESPACE: Readonly<Record<string, string>> = {
  System: `Array bool=Boolean Byte Char DateTime Decimal Double float=Single Guid int=Int32 Int32 long=Int64 Int64 Object SByte short=Int16 Int16 Single String TimeSpan Type
    uint=UInt32 UInt32 ulong=UInt64 UInt64 ushort=UInt16 UInt16 Uri Version Void`,
  'System.Collections': 'Hashtable', 'System.Collections.Specialized': 'ordered=OrderedDictionary',
  'System.DirectoryServices': 'adsi=DirectoryEntry adsisearcher=DirectorySearcher', 'System.Globalization': 'CultureInfo',
  'System.Management': 'wmi=ManagementObject wmiclass=ManagementClass wmisearcher=ManagementObjectSearcher',
  'System.Management.Automation': `ExperimentAction ExperimentalFeature PowerShell PSAliasProperty PSCredential pscustomobject=PSObject PSListModifier PSModuleInfo PSNoteProperty PSObject
    PSPrimitiveDictionary PSScriptMethod PSScriptProperty PSVariable PSVariableProperty ref=PSReference ScriptBlock semver=SemanticVersion switch=SwitchParameter WildcardPattern`,
  'System.Management.Automation.Language': 'NullString', 'System.Management.Automation.Runspaces': 'InitialSessionState Runspace RunspaceFactory',
  'System.Net': 'IPAddress IPEndPoint', 'System.Net.Mail': 'MailAddress', 'System.Net.NetworkInformation': 'PhysicalAddress', 'System.Numerics': 'bigint=BigInteger',
  'System.Security': 'SecureString', 'System.Security.AccessControl': 'ObjectSecurity', 'System.Security.Cryptography.X509Certificates': 'X500DistinguishedName X509Certificate',
  'System.Text.RegularExpressions': 'Regex', 'System.Xml': 'xml=XmlDocument',
  'Microsoft.Management.Infrastructure': 'CimClass CimConverter CimInstance CimSession CimType', 'Microsoft.PowerShell.Commands': 'PSPropertyExpression',
};

/** Full names by short ones in lower case. */
export const accelerators: () => ReadonlyMap<string, string> = once(() => new Map(Object.entries(BY_NAMESPACE).flatMap(([namespace, names]) => names.split(/\s+/).map((entry): [string, string] => {
  const [short = '', name = short] = entry.split('=');
  return [short.toLowerCase(), `${namespace}.${name}`];
}))));

/** Namespaces as .NET spells them, by their names in lower case. */
export const acceleratorNamespaces: readonly string[] = Object.keys(BY_NAMESPACE);
