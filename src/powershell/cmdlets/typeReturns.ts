/**
 * What members of .NET types give where the engine's tables leave it open, since the engine asks the value itself. By the
 * type's name and the member's; all without `System.` in front (the .NET API reference).
 */
import { nameTable } from '../runtime/values/nameTable.ts';


const told = (text: string): ReadonlyMap<string, string> => new Map(text.split(' ').map((pair) => pair.split(':') as [string, string]));
/** Members that all give the same. */
const all = (type: string, members: string): string => members.split(' ').map((member) => `${member}:${type}`).join(' ');

const numbers = ['Int32', 'Int64', 'Byte', 'SByte', 'Int16', 'UInt16', 'UInt32', 'UInt64', 'Single', 'Double', 'Decimal'];
const regex = 'Text.RegularExpressions.', certificates = 'Security.Cryptography.X509Certificates.';

const rows: Readonly<Record<string, string>> = nameTable({
  String: `${all('String', 'TrimStart TrimEnd ReplaceLineEndings Intern IsInterned Copy Empty Clone')} Split:String[] IsNormalized:Boolean`,
  Boolean: all('Boolean', 'Parse TryParse'), Char: `${all('Char', 'ToUpperInvariant ToLowerInvariant Parse')} ConvertFromUtf32:String ConvertToUtf32:Int32`,
  ...Object.fromEntries(numbers.map((name) => [name, `Parse:${name} TryParse:Boolean`])),
  Decimal: `${all('Decimal', 'Round Floor Ceiling Truncate Parse')} TryParse:Boolean GetBits:Int32[]`,
  DateTime: `${all('DateTime', 'Parse ParseExact SpecifyKind FromFileTime FromFileTimeUtc FromBinary FromOADate')} ${all('Boolean', 'TryParse TryParseExact')} GetDateTimeFormats:String[]`,
  DateTimeOffset: `${all('DateTimeOffset', 'ToUniversalTime ToLocalTime ToOffset AddDays AddHours AddMinutes AddSeconds AddMonths AddYears Add AddMilliseconds AddTicks Parse ParseExact FromUnixTimeSeconds FromUnixTimeMilliseconds FromFileTime')} TryParse:Boolean`,
  TimeSpan: `${all('TimeSpan', 'FromDays FromHours FromMinutes FromSeconds FromMilliseconds FromTicks Parse ParseExact FromMicroseconds')} TryParse:Boolean`,
  DateOnly: `${all('DateOnly', 'AddDays AddMonths AddYears FromDateTime FromDayNumber Parse ParseExact')} ToDateTime:DateTime TryParse:Boolean`,
  TimeOnly: `${all('TimeOnly', 'Add AddHours AddMinutes FromDateTime FromTimeSpan Parse ParseExact')} ToTimeSpan:TimeSpan TryParse:Boolean`,
  Guid: `${all('Guid', 'NewGuid Parse ParseExact CreateVersion7')} ToByteArray:Byte[] TryParse:Boolean`, Version: 'Parse:Version TryParse:Boolean',
  Uri: `Segments:String[] IsBaseOf:Boolean MakeRelativeUri:Uri ${all('String', 'EscapeDataString UnescapeDataString EscapeUriString HexEscape')} TryCreate:Boolean`,
  [`${regex}Regex`]: `Match:${regex}Match Matches:${regex}MatchCollection Split:String[] GetGroupNames:String[] GetGroupNumbers:Int32[]`,
  [`${regex}Group`]: `Captures:${regex}CaptureCollection`, [`${regex}Match`]: `Groups:${regex}GroupCollection Captures:${regex}CaptureCollection NextMatch:${regex}Match Result:String`,
  'Text.StringBuilder': all('Text.StringBuilder', 'Append AppendLine AppendFormat AppendJoin Insert Remove Replace Clear'),
  'Text.Encoding': `${all('Text.Encoding', 'UTF8 Unicode BigEndianUnicode UTF32 ASCII Latin1 Default UTF7 GetEncoding Clone')} GetChars:Char[] GetPreamble:Byte[] Convert:Byte[] GetBytes:Byte[] GetString:String`,
  BitConverter: 'GetBytes:Byte[]', RuntimeType: `BaseType:Type DeclaringType:Type UnderlyingSystemType:Type GetElementType:Type GetEnumNames:String[] GUID:Guid GetGenericArguments:Type[] GetInterfaces:Type[] Assembly:Reflection.RuntimeAssembly`,
  Type: 'GetType:Type', Enum: 'GetNames:String[] GetName:String IsDefined:Boolean TryParse:Boolean GetUnderlyingType:Type Format:String',
  'Security.Cryptography.HashAlgorithm': 'ComputeHash:Byte[]', ...Object.fromEntries(['MD5', 'SHA1', 'SHA256', 'SHA384', 'SHA512'].map((name) => [`Security.Cryptography.${name}`, `Create:Security.Cryptography.${name} HashData:Byte[]`])),
  'Security.Cryptography.RandomNumberGenerator': 'Create:Security.Cryptography.RandomNumberGenerator GetHexString:String', 'Security.Cryptography.Aes': all('Security.Cryptography.ICryptoTransform', 'CreateEncryptor CreateDecryptor'),
  'Security.Cryptography.ICryptoTransform': 'TransformFinalBlock:Byte[]', 'Security.Cryptography.Rfc2898DeriveBytes': 'GetBytes:Byte[] Pbkdf2:Byte[]', 'Security.Cryptography.ProtectedData': 'Protect:Byte[] Unprotect:Byte[]', 'Security.SecureString': 'Copy:Security.SecureString',
  'IO.Path': `${all('String', 'Combine Join GetFileName GetExtension GetFileNameWithoutExtension GetDirectoryName ChangeExtension GetTempPath GetFullPath GetPathRoot GetRandomFileName GetTempFileName GetRelativePath TrimEndingDirectorySeparator')} GetInvalidFileNameChars:Char[] GetInvalidPathChars:Char[]`,
  'IO.File': `${all('IO.FileStream', 'OpenRead OpenWrite Open Create')} OpenText:IO.StreamReader ${all('IO.StreamWriter', 'CreateText AppendText')} ReadAllLines:String[] ReadLines:String[] ReadAllBytes:Byte[] GetAttributes:IO.FileAttributes ${all('DateTime', 'GetCreationTime GetLastWriteTime GetLastAccessTime GetCreationTimeUtc GetLastWriteTimeUtc GetLastAccessTimeUtc')}`,
  'IO.Directory': `${all('IO.DirectoryInfo', 'CreateDirectory GetParent')} GetDirectoryRoot:String ${all('String[]', 'GetLogicalDrives GetFiles GetDirectories GetFileSystemEntries EnumerateFiles EnumerateDirectories EnumerateFileSystemEntries')} ${all('DateTime', 'GetCreationTime GetLastWriteTime GetLastAccessTime GetCreationTimeUtc GetLastWriteTimeUtc GetLastAccessTimeUtc')}`,
  'IO.FileInfo': `CopyTo:IO.FileInfo ${all('IO.FileStream', 'OpenRead OpenWrite Create Open')} OpenText:IO.StreamReader ${all('IO.StreamWriter', 'CreateText AppendText')}`,
  'IO.DirectoryInfo': `EnumerateFiles:IO.FileInfo[] GetFiles:IO.FileInfo[] EnumerateDirectories:IO.DirectoryInfo[] GetDirectories:IO.DirectoryInfo[] CreateSubdirectory:IO.DirectoryInfo`, 'IO.DriveInfo': 'RootDirectory:IO.DirectoryInfo GetDrives:IO.DriveInfo[]',
  'IO.TextReader': 'ReadLine:String ReadToEnd:String', 'IO.StringWriter': 'Encoding:Text.Encoding GetStringBuilder:Text.StringBuilder', 'IO.BinaryReader': 'ReadBytes:Byte[]', 'IO.MemoryStream': 'ToArray:Byte[]',
  'IO.Compression.ZipFile': all('IO.Compression.ZipArchive', 'OpenRead Open'), 'IO.Compression.ZipArchive': 'Entries:IO.Compression.ZipArchiveEntry[]', 'IO.Compression.ZipArchiveEntry': 'LastWriteTime:DateTimeOffset',
  'Net.WebUtility': all('String', 'UrlEncode UrlDecode HtmlEncode HtmlDecode'), 'Net.WebClient': `Headers:Net.WebHeaderCollection Encoding:Text.Encoding DownloadData:Byte[] DownloadString:String`,
  'Net.IPAddress': `${all('Net.IPAddress', 'MapToIPv4 MapToIPv6 Any Loopback Broadcast None IPv6Any IPv6Loopback Parse')} TryParse:Boolean`, 'Net.Dns': `GetHostAddresses:Net.IPAddress[] ${all('Net.IPHostEntry', 'GetHostEntry GetHostByName Resolve')}`,
  'Net.Sockets.TcpClient': 'GetStream:Net.Sockets.NetworkStream', 'Net.Mail.MailMessage': 'Attachments:Net.Mail.AttachmentCollection',
  'Globalization.CultureInfo': `${all('Globalization.CultureInfo', 'InvariantCulture InstalledUICulture GetCultureInfo CreateSpecificCulture ReadOnly Clone')} GetCultures:Globalization.CultureInfo[] TextInfo:Globalization.TextInfo`,
  'Globalization.NumberFormatInfo': 'InvariantInfo:Globalization.NumberFormatInfo', 'Globalization.DateTimeFormatInfo': `InvariantInfo:Globalization.DateTimeFormatInfo ${all('String[]', 'DayNames AbbreviatedDayNames MonthNames AbbreviatedMonthNames')}`,
  Environment: `${all('String', 'NewLine StackTrace CommandLine GetEnvironmentVariable ExpandEnvironmentVariables GetFolderPath MachineName UserName')} ${all('Int32', 'ProcessorCount ExitCode SystemPageSize CurrentManagedThreadId')} ${all('Boolean', 'Is64BitOperatingSystem Is64BitProcess UserInteractive HasShutdownStarted')} Version:Version OSVersion:OperatingSystem ${all('String[]', 'GetCommandLineArgs GetLogicalDrives')} GetEnvironmentVariables:Collections.Hashtable`,
  Convert: `FromBase64String:Byte[] FromHexString:Byte[] FromBase64CharArray:Byte[] ${all('String', 'ToHexString ToHexStringLower ToString ToBase64String')} ${['SByte', 'Byte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'Single', 'Double', 'Decimal', 'DateTime', 'Char', 'Boolean'].map((name) => `To${name}:${name}`).join(' ')}`,
  Math: `Sign:Int32 ${all('Double', 'Sqrt Pow Round Floor Ceiling Truncate')}`, 'Diagnostics.Stopwatch': 'StartNew:Diagnostics.Stopwatch GetElapsedTime:TimeSpan',
  'Diagnostics.Process': `${all('Diagnostics.Process', 'GetCurrentProcess GetProcessById Start')} ${all('Diagnostics.Process[]', 'GetProcesses GetProcessesByName')} StartInfo:Diagnostics.ProcessStartInfo StandardOutput:IO.StreamReader StandardError:IO.StreamReader StandardInput:IO.StreamWriter WaitForExit:Boolean`,
  'Xml.XmlNode': `${all('Xml.XmlNode', 'ParentNode FirstChild LastChild NextSibling PreviousSibling SelectSingleNode AppendChild PrependChild InsertBefore InsertAfter RemoveChild ReplaceChild CloneNode Clone')} OwnerDocument:Xml.XmlDocument ${all('Xml.XmlNodeList', 'ChildNodes SelectNodes')} Attributes:Xml.XmlAttributeCollection`,
  'Xml.XmlElement': 'GetAttributeNode:Xml.XmlAttribute GetElementsByTagName:Xml.XmlNodeList', 'Xml.XmlDocument': 'DocumentElement:Xml.XmlElement CreateElement:Xml.XmlElement CreateAttribute:Xml.XmlAttribute CreateNode:Xml.XmlNode ImportNode:Xml.XmlNode GetElementsByTagName:Xml.XmlNodeList GetElementById:Xml.XmlElement NameTable:Xml.XmlNameTable',
  'Xml.XmlAttributeCollection': 'GetNamedItem:Xml.XmlAttribute Append:Xml.XmlAttribute', 'Xml.XmlNamespaceManager': 'LookupNamespace:String LookupPrefix:String',
  'Xml.Linq.XElement': `${all('Xml.Linq.XElement', 'Parent Element Parse Load')} ${all('Xml.Linq.XElement[]', 'Elements Descendants DescendantsAndSelf Ancestors')} Name:Xml.Linq.XName Attribute:Xml.Linq.XAttribute Attributes:Xml.Linq.XAttribute[]`, 'Xml.Linq.XDocument': `Root:Xml.Linq.XElement Element:Xml.Linq.XElement ${all('Xml.Linq.XElement[]', 'Elements Descendants')} ${all('Xml.Linq.XDocument', 'Parse Load')}`,
  [`${certificates}X509Store`]: `Certificates:${certificates}X509Certificate2Collection`, [`${certificates}X509Certificate`]: 'GetRawCertData:Byte[] GetCertHash:Byte[] Export:Byte[]', [`${certificates}X509Certificate2Collection`]: `Find:${certificates}X509Certificate2Collection`,
  'Management.Automation.ScriptBlock': `Module:Management.Automation.PSModuleInfo Create:Management.Automation.ScriptBlock GetNewClosure:Management.Automation.ScriptBlock`, 'Management.Automation.FunctionInfo': 'ScriptBlock:Management.Automation.ScriptBlock',
  'Management.Automation.SemanticVersion': 'Parse:Management.Automation.SemanticVersion TryParse:Boolean', 'Management.Automation.PowerShell': `${all('Management.Automation.PowerShell', 'Create AddScript AddCommand AddStatement AddArgument AddParameters AddParameter')} Streams:Management.Automation.PSDataStreams Runspace:Management.Automation.Runspaces.Runspace`,
  'Management.Automation.Runspaces.RunspaceFactory': 'CreateRunspace:Management.Automation.Runspaces.Runspace CreateRunspacePool:Management.Automation.Runspaces.RunspacePool', 'Management.Automation.Runspaces.InitialSessionState': all('Management.Automation.Runspaces.InitialSessionState', 'CreateDefault CreateDefault2 Create'),
  TimeZoneInfo: `FindSystemTimeZoneById:TimeZoneInfo GetSystemTimeZones:TimeZoneInfo[] ${all('DateTime', 'ConvertTimeBySystemTimeZoneId ConvertTimeFromUtc ConvertTimeToUtc ConvertTime')}`, AppDomain: 'CurrentDomain:AppDomain',
  'Net.Http.HttpClient': 'DefaultRequestHeaders:Net.Http.Headers.HttpRequestHeaders Send:Net.Http.HttpResponseMessage', 'Net.Http.HttpResponseMessage': 'EnsureSuccessStatusCode:Net.Http.HttpResponseMessage', 'Net.Http.HttpRequestMessage': 'RequestUri:Uri',
});
const byType = new Map<string, ReadonlyMap<string, string>>();

/** The full name of what a member gives; undefined where that is not told. */
export function returned(type: string, member: string): string | undefined {
  const key = type.replace(/^System\./, ''), row = rows[key];
  if (row === undefined) return undefined;
  let members = byType.get(key);
  if (members === undefined) byType.set(key, (members = told(row)));
  const found = members.get(member);
  return found === undefined ? undefined : `System.${found}`;
}
