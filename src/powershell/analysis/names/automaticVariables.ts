/** Variables that exist without being assigned, each in one list: the linter, rename and completion ask these. */

const list = (names: string): readonly string[] => names.split(/\s+/);
const keys = (...lists: readonly (readonly string[])[]): ReadonlySet<string> => new Set(lists.flat().map((name) => name.toLowerCase()));

/** PowerShell's own that runbooks use (about_Automatic_Variables, about_Preference_Variables); $PSPrivateMetadata holds a job's id. */
const usual = list(`_ PSItem true false null args Error input Matches MyInvocation PSBoundParameters PSCmdlet PSCommandPath PSScriptRoot PSVersionTable PSCulture PID LASTEXITCODE this PSPrivateMetadata
  ErrorActionPreference WarningPreference VerbosePreference DebugPreference ProgressPreference InformationPreference OFS`);

/** The others of PowerShell. */
const others = list(`? ^ $ home host pwd pshome shellid psdebugcontext psuiculture pssenderinfo executioncontext stacktrace foreach switch nestedpromptlevel consolefilename
  enabledexperimentalfeatures iscoreclr islinux ismacos iswindows psedition confirmpreference errorview formatenumerationlimit logcommandhealthevent logcommandlifecycleevent
  logenginehealthevent logenginelifecycleevent logproviderhealthevent logproviderlifecycleevent maximumaliascount maximumdrivecount maximumerrorcount maximumfunctioncount
  maximumhistorycount maximumvariablecount outputencoding psdefaultparametervalues psemailserver psmoduleautoloadingpreference psnativecommandargumentpassing
  psnativecommanduseerroractionpreference pssessionapplicationname pssessionconfigurationname pssessionoption psstyle transcript whatifpreference pspersistpreference
  psdisableserializationpreference psruninprocesspreference psparentactivityid`);

/** What a workflow can read and never assign, those first that Set-PSWorkflowData sets (workflow-semantics.md 14). */
export const settableByWorkflow = list(`PSComputerName PSCredential PSPort PSUseSsl PSConfigurationName PSApplicationName PSConnectionUri PSAllowRedirection PSAuthentication PSCertificateThumbprint Input
  PSConnectionRetryCount PSConnectionRetryIntervalSec PSPersist PSActionRetryCount PSActionRetryIntervalSec PSActionRunningTimeoutSec PSRequiredModules PSDisableSerialization MergeErrorToOutput PSRemotingBehavior PSBookmarkTimeoutSec`);
export const readOnlyInWorkflow = list(`PSAuthenticationLevel Verbose PSPrivateMetadata PSRunningTimeoutSec PSElapsedTimeoutSec PSWorkflowRoot JobName JobInstanceId JobId JobCommandName ParentJobName ParentJobInstanceId ParentJobId
  ParentCommandName WorkflowInstanceId PSSenderInfo PSCulture PSUICulture PSVersionTable ErrorAction WarningAction InformationAction`);
/** A workflow's own name, which it may assign. */
const preset = 'WorkflowCommandName';
/** Those that a workflow refuses to name (PSWorkflowUnsupportedVariable). */
const unsupported = keys(list('Args Error MyInvocation PSBoundParameters PSCmdlet PSCommandPath PSDefaultParameterValues PSScriptRoot StackTrace PID'));
export const isUnsupportedInWorkflow = (name: string): boolean => unsupported.has(name.toLowerCase());

/** What events, configurations and products set: a text that assigns one has a variable of its own. */
const given = list(`profile event eventargs eventsubscriber sender sourceargs sourceeventargs username computername commandname
  allnodes node nodename configurationdata localizeddata defaultviserver defaultviservers`);

const own = keys(usual, others);

/** Every one, in lower case. */
export const automaticVariables: ReadonlySet<string> = keys(usual, others, settableByWorkflow, readOnlyInWorkflow, [preset], given);

/** Whether a variable keeps its name: PowerShell's own always, and what workflows, events and products set where the text does not. */
export const isNamedByPowerShell = (name: string, isAssigned: boolean): boolean => (isAssigned ? own : automaticVariables).has(name.toLowerCase());

/** Whether a variable may not get a name: PowerShell's own, and in a workflow what that sets. */
const inWorkflow = keys(settableByWorkflow, readOnlyInWorkflow, [preset]);
export const isTakenByPowerShell = (name: string, isWorkflow: boolean): boolean => own.has(name.toLowerCase()) || (isWorkflow && inWorkflow.has(name.toLowerCase()));

/** Those that are worth naming at a place; in a workflow's body without what that refuses, and with what only it has. */
export function offeredVariables(isWorkflow: boolean): readonly string[] {
  return isWorkflow ? [...new Set([...usual.filter((name) => !isUnsupportedInWorkflow(name) && name !== 'input'), preset, ...readOnlyInWorkflow, ...settableByWorkflow])] : usual;
}
