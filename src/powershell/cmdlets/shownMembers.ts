/** What objects hold of types that the engine does not describe in full (the cmdlets' help); data of types.cjs, as the rows are. */
import { nameTable } from '../runtime/values/nameTable.ts';

const words = (text: string): readonly string[] => text.split(' ');

/** Properties (and methods, with brackets) of such types; they come before what the catalogue tells. */
export const moreMembers: Readonly<Record<string, readonly string[]>> = nameTable({
  'System.Diagnostics.Process': words('Id Name ProcessName CPU Handles WorkingSet64 PagedMemorySize64 VirtualMemorySize64 PrivateMemorySize64 StartTime TotalProcessorTime Path FileVersion ProductVersion Company Description MainWindowTitle Responding PriorityClass SessionId Threads Modules MachineName StartInfo ExitTime'),
  'System.ServiceProcess.ServiceController': words('Name DisplayName Status StartType ServiceName ServiceType MachineName DependentServices ServicesDependedOn RequiredServices CanStop CanPauseAndContinue CanShutdown Start() Stop() Pause() Continue() Refresh() WaitForStatus()'),
  // What PowerShell itself adds (about_Types.ps1xml, about_Arrays).
  'System.DateTime': ['DateTime'], 'System.Guid': ['Guid'], 'System.Array': words('Count Length ForEach() Where()'),
  'System.Management.Automation.PathInfo': words('Path ProviderPath Drive Provider'),
  'System.Management.Automation.CommandInfo': words('Name CommandType Source Version Module ModuleName Definition Parameters ParameterSets OutputType Visibility Path ScriptBlock'),
  'System.Management.Automation.PSModuleInfo': words('Name Version Path ModuleBase ModuleType Description Author ExportedCommands ExportedFunctions ExportedVariables ExportedAliases RequiredModules'),
  'System.Management.Automation.Job': words('Id Name State HasMoreData Location Command ChildJobs PSBeginTime PSEndTime InstanceId JobStateInfo Output Error StopJob()'),
  'System.Management.Automation.InvocationInfo': words('MyCommand BoundParameters UnboundArguments ScriptLineNumber OffsetInLine ScriptName Line PositionMessage PSScriptRoot PSCommandPath InvocationName'),
  'Microsoft.PowerShell.Commands.GroupInfo': words('Name Count Group Values'),
  'Microsoft.PowerShell.Commands.MeasureInfo': words('Count Sum Average Minimum Maximum StandardDeviation Property Lines Words Characters'),
  'Microsoft.PowerShell.Commands.FileHashInfo': words('Algorithm Hash Path'),
  'Microsoft.PowerShell.Commands.SelectXmlInfo': words('Node Path Pattern'),
  'Microsoft.PowerShell.Commands.WebResponseObject': words('Content StatusCode StatusDescription Headers RawContent RawContentLength Links Images InputFields BaseResponse'),
  'System.Diagnostics.EventLogEntry': words('EntryType EventID InstanceId Message Source TimeGenerated TimeWritten MachineName UserName Category Index Data'),
  'System.Diagnostics.Eventing.Reader.EventLogRecord': words('Id Message TimeCreated LevelDisplayName Level ProviderName LogName MachineName UserId RecordId Properties TaskDisplayName ToXml()'),
  'System.OperatingSystem': words('Platform Version VersionString ServicePack'), 'System.Net.IPHostEntry': words('HostName AddressList Aliases'),
  'System.Net.NetworkCredential': words('UserName Password Domain SecurePassword'),
  // What the Sma cmdlets give (sma-rest-api.md 9).
  'Sma.Job': words('JobId JobContextId JobStatus RunbookId StartTime EndTime CreationTime LastModifiedTime ErrorCount WarningCount JobException TenantID'),
  'Sma.Runbook': words('RunbookID RunbookName Description Tags PublishedRunbookVersionID DraftRunbookVersionID CreationTime LastModifiedTime LastModifiedBy LogDebug LogVerbose LogProgress RunbookType RunbookWorker TenantID IsApiOnly IsGlobal'),
  'Sma.Variable': words('VariableID Name Value Description IsEncrypted CreationTime LastModifiedTime TenantID'),
  'Sma.Schedule': words('ScheduleID Name Description StartTime ExpiryTime NextRun IsEnabled CreationTime LastModifiedTime TenantID'),
});
