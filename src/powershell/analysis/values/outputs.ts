/** What commands give, and what automatic variables hold (the cmdlets' help). */
import { nameTable } from '../../syntax/nameTable.ts';


const file = 'System.IO.FileInfo';

/** Full name of the type of the objects that a command gives, by its name or alias in lower case. */
export const commandOutputs: Readonly<Record<string, string>> = nameTable({
  'get-date': 'System.DateTime', 'new-timespan': 'System.TimeSpan', 'measure-command': 'System.TimeSpan', 'get-uptime': 'System.TimeSpan', 'get-timezone': 'System.TimeZoneInfo', 'get-culture': 'System.Globalization.CultureInfo',
  'get-childitem': file, gci: file, ls: file, dir: file, 'get-item': file, gi: file, 'new-item': file, ni: file, 'copy-item': file, 'move-item': file, 'rename-item': file,
  'get-process': 'System.Diagnostics.Process', gps: 'System.Diagnostics.Process', ps: 'System.Diagnostics.Process', 'start-process': 'System.Diagnostics.Process',
  'get-service': 'System.ServiceProcess.ServiceController', gsv: 'System.ServiceProcess.ServiceController', 'start-service': 'System.ServiceProcess.ServiceController', 'stop-service': 'System.ServiceProcess.ServiceController', 'restart-service': 'System.ServiceProcess.ServiceController',
  'get-content': 'System.String', gc: 'System.String', cat: 'System.String', type: 'System.String', 'out-string': 'System.String', 'read-host': 'System.String', 'join-path': 'System.String', 'split-path': 'System.String', 'convert-path': 'System.String',
  'convertto-json': 'System.String', 'convertto-csv': 'System.String', 'convertto-html': 'System.String', 'join-string': 'System.String', 'convertfrom-securestring': 'System.String', 'test-path': 'System.Boolean', 'test-json': 'System.Boolean',
  'convertto-securestring': 'System.Security.SecureString', 'get-credential': 'System.Management.Automation.PSCredential', 'get-automationpscredential': 'System.Management.Automation.PSCredential',
  'get-automationcertificate': 'System.Security.Cryptography.X509Certificates.X509Certificate2', 'get-automationconnection': 'System.Collections.Hashtable',
  'start-smarunbook': 'System.Guid', 'new-guid': 'System.Guid', 'convertfrom-stringdata': 'System.Collections.Hashtable', 'convertto-xml': 'System.Xml.XmlDocument', 'get-random': 'System.Int32',
  'get-location': 'System.Management.Automation.PathInfo', gl: 'System.Management.Automation.PathInfo', pwd: 'System.Management.Automation.PathInfo', 'resolve-path': 'System.Management.Automation.PathInfo', 'get-variable': 'System.Management.Automation.PSVariable',
  'group-object': 'Microsoft.PowerShell.Commands.GroupInfo', group: 'Microsoft.PowerShell.Commands.GroupInfo', 'measure-object': 'Microsoft.PowerShell.Commands.MeasureInfo', measure: 'Microsoft.PowerShell.Commands.MeasureInfo',
  'select-string': 'Microsoft.PowerShell.Commands.MatchInfo', 'get-filehash': 'Microsoft.PowerShell.Commands.FileHashInfo', 'select-xml': 'Microsoft.PowerShell.Commands.SelectXmlInfo', 'invoke-webrequest': 'Microsoft.PowerShell.Commands.WebResponseObject', iwr: 'Microsoft.PowerShell.Commands.WebResponseObject',
  'get-command': 'System.Management.Automation.CommandInfo', gcm: 'System.Management.Automation.CommandInfo', 'get-module': 'System.Management.Automation.PSModuleInfo', gmo: 'System.Management.Automation.PSModuleInfo', 'import-module': 'System.Management.Automation.PSModuleInfo',
  'get-job': 'System.Management.Automation.Job', 'start-job': 'System.Management.Automation.Job', 'wait-job': 'System.Management.Automation.Job', 'get-eventlog': 'System.Diagnostics.EventLogEntry', 'get-winevent': 'System.Diagnostics.Eventing.Reader.EventLogRecord',
  'get-alias': 'System.Management.Automation.AliasInfo', gal: 'System.Management.Automation.AliasInfo', 'get-psdrive': 'System.Management.Automation.PSDriveInfo', 'get-psprovider': 'System.Management.Automation.ProviderInfo', 'get-member': 'Microsoft.PowerShell.Commands.MemberDefinition', gm: 'Microsoft.PowerShell.Commands.MemberDefinition',
  'get-smajob': 'Sma.Job', 'get-smarunbook': 'Sma.Runbook', 'get-smavariable': 'Sma.Variable', 'get-smaschedule': 'Sma.Schedule',
});

const words = (text: string): readonly string[] => text.split(' ');

/** Types of automatic variables (about_Automatic_Variables), by their names in lower case. */
export const automaticTypes: Readonly<Record<string, string>> = nameTable({
  true: 'System.Boolean', false: 'System.Boolean', psscriptroot: 'System.String', pscommandpath: 'System.String', home: 'System.String', pshome: 'System.String', pid: 'System.Int32', lastexitcode: 'System.Int32', psculture: 'System.String',
  error: 'System.Collections.ArrayList', matches: 'System.Collections.Hashtable', psboundparameters: 'System.Collections.Hashtable', args: 'System.Object[]', pwd: 'System.Management.Automation.PathInfo', myinvocation: 'System.Management.Automation.InvocationInfo',
  pscmdlet: 'System.Management.Automation.PSScriptCmdlet', executioncontext: 'System.Management.Automation.EngineIntrinsics',
});
export const automaticKeys: Readonly<Record<string, readonly string[]>> = nameTable({
  psversiontable: words('PSVersion PSEdition PSCompatibleVersions BuildVersion CLRVersion OS Platform WSManStackVersion SerializationVersion PSRemotingProtocolVersion'),
  psprivatemetadata: ['JobId'], host: words('Name Version UI CurrentCulture CurrentUICulture InstanceId PrivateData'),
});
const version = 'System.Version';
/** Types of what those hold, by names in lower case. */
export const automaticKeyTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = nameTable({
  psversiontable: { psversion: version, buildversion: version, clrversion: version, wsmanstackversion: version, serializationversion: version, psremotingprotocolversion: version, psedition: 'System.String', os: 'System.String', platform: 'System.String', pscompatibleversions: `${version}[]` },
  psprivatemetadata: { jobid: 'System.Guid' }, host: { version, name: 'System.String', instanceid: 'System.Guid', currentculture: 'System.Globalization.CultureInfo', currentuiculture: 'System.Globalization.CultureInfo' },
});
/** What collections hold whose name does not tell it. */
export const itemTypes: Readonly<Record<string, string>> = nameTable({
  'System.Text.RegularExpressions.MatchCollection': 'System.Text.RegularExpressions.Match', 'System.Text.RegularExpressions.GroupCollection': 'System.Text.RegularExpressions.Group', 'System.Text.RegularExpressions.CaptureCollection': 'System.Text.RegularExpressions.Capture',
  'System.Xml.XmlNodeList': 'System.Xml.XmlNode', 'System.Xml.XmlAttributeCollection': 'System.Xml.XmlNode', 'System.Security.Cryptography.X509Certificates.X509Certificate2Collection': 'System.Security.Cryptography.X509Certificates.X509Certificate2',
});
const sessionState = 'System.Management.Automation.SessionState', invokeCommand = 'System.Management.Automation.CommandInvocationIntrinsics';
/** Types of properties that the catalogue leaves open. */
export const propertyTypes: Readonly<Record<string, string>> = nameTable({
  'System.Management.Automation.ErrorRecord.Exception': 'System.Exception', 'System.Management.Automation.ErrorRecord.InvocationInfo': 'System.Management.Automation.InvocationInfo', 'System.Management.Automation.ErrorRecord.CategoryInfo': 'System.Management.Automation.ErrorCategoryInfo',
  'System.Exception.InnerException': 'System.Exception', 'System.Exception.GetBaseException': 'System.Exception', 'System.Management.Automation.PSCredential.GetNetworkCredential': 'System.Net.NetworkCredential', 'System.String.Split': 'System.String[]', 'System.String.TrimStart': 'System.String', 'System.String.TrimEnd': 'System.String',
  'System.IO.FileInfo.Directory': 'System.IO.DirectoryInfo', 'System.IO.DirectoryInfo.Parent': 'System.IO.DirectoryInfo', 'System.IO.DirectoryInfo.Root': 'System.IO.DirectoryInfo', 'System.Diagnostics.Process.StartTime': 'System.DateTime', 'System.Diagnostics.Process.TotalProcessorTime': 'System.TimeSpan',
  'System.Net.WebResponse.Headers': 'System.Collections.Hashtable', 'System.Management.Automation.PathInfo.Path': 'System.String', 'System.Management.Automation.InvocationInfo.MyCommand': 'System.Management.Automation.CommandInfo', 'System.Diagnostics.Eventing.Reader.EventLogRecord.TimeCreated': 'System.DateTime', 'System.Diagnostics.EventLogEntry.TimeGenerated': 'System.DateTime', 'System.Management.Automation.PSModuleInfo.Version': version, 'System.Management.Automation.CommandInfo.Version': version, 'System.Management.Automation.Job.PSBeginTime': 'System.DateTime', 'System.Management.Automation.Job.PSEndTime': 'System.DateTime',
  'System.Management.Automation.PSScriptCmdlet.SessionState': sessionState, 'System.Management.Automation.EngineIntrinsics.SessionState': sessionState, 'System.Management.Automation.PSScriptCmdlet.MyInvocation': 'System.Management.Automation.InvocationInfo',
  'System.Management.Automation.PSScriptCmdlet.InvokeCommand': invokeCommand, 'System.Management.Automation.EngineIntrinsics.InvokeCommand': invokeCommand, [`${sessionState}.InvokeCommand`]: invokeCommand, [`${sessionState}.PSVariable`]: 'System.Management.Automation.PSVariableIntrinsics', [`${sessionState}.Path`]: 'System.Management.Automation.PathIntrinsics',
  'System.OperatingSystem.Version': version, 'System.OperatingSystem.VersionString': 'System.String', 'System.Net.IPHostEntry.AddressList': 'System.Net.IPAddress[]', 'System.Net.IPHostEntry.HostName': 'System.String',
});
