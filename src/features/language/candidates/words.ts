/** Words of the language that are completed, from the about_ topics. */
import { nameTable } from '../../../powershell/index.ts';


/** about_Language_Keywords. */
export const keywords: readonly string[] = [
  'begin', 'break', 'catch', 'class', 'continue', 'data', 'do', 'dynamicparam', 'else', 'elseif', 'end', 'enum', 'exit', 'filter', 'finally', 'for', 'foreach',
  'function', 'if', 'param', 'process', 'return', 'switch', 'throw', 'trap', 'try', 'until', 'using', 'while',
];
/** Words that only workflows have (workflow-semantics.md 1). */
export const workflowWords: readonly string[] = ['parallel', 'sequence', 'InlineScript', 'foreach -parallel', 'Checkpoint-Workflow', 'Suspend-Workflow'];

/** about_Comment_Based_Help. */
export const helpKeywords: Readonly<Record<string, string>> = nameTable({
  SYNOPSIS: 'What it does, in a line or two.', DESCRIPTION: 'What it does, in full.', PARAMETER: 'A parameter: its name behind the keyword, what it is for below.',
  EXAMPLE: 'A call, and what comes of it.', INPUTS: 'What it takes from a pipeline.', OUTPUTS: 'What it gives.', NOTES: 'Anything else.',
  LINK: 'A related topic or an address.', COMPONENT: 'What it belongs to.', ROLE: 'Who uses it.', FUNCTIONALITY: 'What it is for.',
  EXTERNALHELP: 'A file with the help.', FORWARDHELPTARGETNAME: 'Another command whose help is shown.', FORWARDHELPCATEGORY: 'The kind of that command.',
});

/** about_Using. */
export const usable: Readonly<Record<string, string>> = nameTable({
  namespace: 'Types of a namespace by their short names.', module: 'A module with its classes.', assembly: 'An assembly with its types.',
});

/** about_Requires. */
export const requirements: Readonly<Record<string, string>> = nameTable({
  Version: 'The oldest PowerShell that runs the script.', Modules: 'Modules that must be there, by name or as hashtables.', PSEdition: 'Core or Desktop.', RunAsAdministrator: 'The session must be elevated.',
});

/** Values of those, by their names in lower case. */
export const requirementValues: Readonly<Record<string, readonly string[]>> = nameTable({ version: ['5.1', '5.0', '4.0', '3.0', '7.0', '7.2', '7.4', '7.5'], psedition: ['Desktop', 'Core'] });

/** Short names (about_Type_Accelerators), then types that runbooks name in full. */
export const types: readonly string[] = [
  'string', 'int', 'long', 'double', 'decimal', 'bool', 'datetime', 'timespan', 'guid', 'hashtable', 'ordered', 'pscustomobject', 'psobject', 'pscredential', 'securestring',
  'object', 'array', 'byte', 'char', 'single', 'uint', 'ulong', 'short', 'ushort', 'sbyte', 'bigint', 'switch', 'scriptblock', 'regex', 'xml', 'uri', 'version', 'ipaddress', 'mailaddress',
  'cultureinfo', 'type', 'void', 'ref', 'math', 'convert', 'X509Certificate',
  'System.Text.StringBuilder', 'System.Collections.ArrayList', 'System.Collections.Generic.List', 'System.Collections.Generic.Dictionary', 'System.Collections.Hashtable',
  'System.Collections.Specialized.OrderedDictionary', 'System.Collections.Stack', 'System.Collections.Queue', 'System.IO.Path', 'System.IO.File', 'System.IO.Directory', 'System.IO.FileInfo',
  'System.IO.DirectoryInfo', 'System.IO.StreamReader', 'System.IO.StringReader', 'System.IO.MemoryStream', 'System.Net.WebClient', 'System.Net.NetworkCredential', 'System.Net.Dns', 'System.Net.ServicePointManager',
  'System.Net.Mail.MailMessage', 'System.Net.Mail.SmtpClient', 'System.Management.Automation.PSCredential', 'System.Management.Automation.PSObject',
  'System.Management.Automation.ErrorRecord', 'System.Management.Automation.RuntimeException', 'System.Management.Automation.ItemNotFoundException', 'System.Management.Automation.ScriptBlock',
  'System.Security.Cryptography.X509Certificates.X509Certificate2', 'System.Text.Encoding', 'System.Text.RegularExpressions.Regex', 'System.Data.DataTable', 'System.Data.SqlClient.SqlConnection',
  'System.Data.SqlClient.SqlCommand', 'System.Environment', 'System.Math', 'System.Convert', 'System.Guid', 'System.Uri', 'System.Random', 'System.Diagnostics.Stopwatch', 'System.Diagnostics.Process', 'System.Threading.Thread',
  'System.DateTime', 'System.TimeSpan', 'System.String', 'System.Exception', 'System.ArgumentException', 'System.TimeoutException', 'System.InvalidOperationException', 'System.UnauthorizedAccessException', 'System.Web.HttpUtility',
];

/** Attributes of parameters and functions (about_Functions_Advanced_Parameters), with what stands behind the name. */
export const attributes: Readonly<Record<string, readonly string[]>> = nameTable({
  Parameter: ['Mandatory', 'Position', 'ParameterSetName', 'ValueFromPipeline', 'ValueFromPipelineByPropertyName', 'ValueFromRemainingArguments', 'HelpMessage', 'DontShow'],
  CmdletBinding: ['SupportsShouldProcess', 'ConfirmImpact', 'DefaultParameterSetName', 'PositionalBinding', 'SupportsPaging', 'HelpUri'],
  Alias: [], AllowNull: [], AllowEmptyString: [], AllowEmptyCollection: [], ValidateNotNull: [], ValidateNotNullOrEmpty: [], ValidateNotNullOrWhiteSpace: [],
  ValidateSet: ['IgnoreCase', 'ErrorMessage'], ValidatePattern: ['Options', 'ErrorMessage'], ValidateRange: [], ValidateLength: [], ValidateCount: [], ValidateScript: ['ErrorMessage'], ValidateDrive: [], ValidateUserDrive: [],
  OutputType: ['ParameterSetName'], SupportsWildcards: [], PSDefaultValue: ['Help', 'Value'], ArgumentCompleter: [], ArgumentCompletions: [], 'Diagnostics.CodeAnalysis.SuppressMessage': ['Category', 'CheckId', 'Justification', 'Scope', 'Target'],
});
/** Attributes whose names stand without parentheses behind them never. */
export const withArguments: ReadonlySet<string> = new Set(['Parameter', 'CmdletBinding', 'Alias', 'ValidateSet', 'ValidatePattern', 'ValidateRange', 'ValidateLength', 'ValidateCount', 'ValidateScript', 'OutputType']);
/** Attribute arguments that are switches: their name alone means true. */
export const flags: ReadonlySet<string> = new Set(['Mandatory', 'ValueFromPipeline', 'ValueFromPipelineByPropertyName', 'ValueFromRemainingArguments', 'DontShow', 'SupportsShouldProcess', 'SupportsPaging', 'PositionalBinding', 'IgnoreCase']);

/** Keys that commands understand in a hashtable, by command and parameter; without a parameter the first by position. */
export const hashtableKeys: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = nameTable({
  'select-object': { property: ['Name', 'Expression', 'Label'] },
  'sort-object': { property: ['Expression', 'Ascending', 'Descending'] },
  'group-object': { property: ['Expression'] },
  'measure-object': { property: ['Expression'] },
  'format-table': { property: ['Name', 'Label', 'Expression', 'Width', 'Alignment', 'FormatString'], groupby: ['Name', 'Label', 'Expression', 'FormatString'] },
  'format-list': { property: ['Name', 'Label', 'Expression', 'FormatString'], groupby: ['Name', 'Label', 'Expression', 'FormatString'] },
  'format-wide': { property: ['Expression', 'FormatString'] },
  'convertto-html': { property: ['Name', 'Label', 'Expression', 'Width', 'Alignment', 'FormatString'] },
  'compare-object': { property: ['Name', 'Expression'] },
  'get-winevent': { filterhashtable: ['LogName', 'ProviderName', 'Path', 'Keywords', 'ID', 'Level', 'StartTime', 'EndTime', 'UserID', 'Data', 'SuppressHashFilter'] },
  'import-module': { fullyqualifiedname: ['ModuleName', 'ModuleVersion', 'RequiredVersion', 'MaximumVersion', 'GUID'] },
});

const compared = 'eq equal|ne not equal|gt greater|ge greater or equal|lt less|le less or equal|like fits a pattern|notlike fits no pattern|match fits an expression|notmatch fits no expression|contains holds|notcontains does not hold|in is one of|notin is none of|replace with other text|split into parts';
const told = (text: string): (readonly [name: string, help: string])[] => text.split('|').map((row) => [row.slice(0, row.indexOf(' ')), row.slice(row.indexOf(' ') + 1)]);
/** about_Operators, the usual ones first; those that tell letters' case apart last. */
export const operators: readonly (readonly [name: string, help: string])[] = [
  ...told(compared), ...told('join to one text|f values into a format|and both|or one of them|xor one alone|is of a type|isnot of another type|as as a type|band bits of both|bor bits of one|bxor bits of one alone|shl bits to the left|shr bits to the right'),
  ...told(compared).map(([name, help]) => [`c${name}`, `${help}, case counts`] as const),
];
/** about_Switch. */
/** What `foreach` of a workflow can be told (about_Foreach-Parallel). */
export const loopFlags: readonly (readonly [name: string, help: string])[] = [['parallel', 'Runs the block for several items at once.'], ['ThrottleLimit', 'With -parallel: how many at the most.']];

export const switchFlags: readonly string[] = ['Regex', 'Wildcard', 'Exact', 'CaseSensitive', 'File'];
/** What cmdlets take as -Encoding, in both editions (about_Character_Encoding). */
export const encodings: readonly string[] = ['utf8', 'ascii', 'unicode', 'bigendianunicode', 'utf32', 'utf7', 'oem', 'default', 'utf8BOM', 'utf8NoBOM'];

const actions: readonly string[] = ['Continue', 'Stop', 'SilentlyContinue', 'Ignore', 'Inquire', 'Suspend'];
/** Values of common parameters, by the parameter's name. */
export const valuesOf: Readonly<Record<string, readonly string[]>> = nameTable({ erroraction: actions, warningaction: actions, informationaction: actions, progressaction: actions });
export const preferenceValues: Readonly<Record<string, readonly string[]>> = nameTable({
  erroractionpreference: actions, warningpreference: actions, verbosepreference: actions, debugpreference: actions, informationpreference: actions, progresspreference: actions, confirmpreference: ['None', 'Low', 'Medium', 'High'],
});

/** Variables of the environment that machines with SMA have. */
export const environment: readonly string[] = ['COMPUTERNAME', 'TEMP', 'TMP', 'Path', 'PSModulePath', 'USERNAME', 'USERDOMAIN', 'USERDNSDOMAIN', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'ProgramFiles', 'SystemRoot', 'SystemDrive', 'windir', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'];

/** Members of what asset commands give (sma-rest-api.md 6.1). */
export const assetMembers: Readonly<Record<string, readonly string[]>> = nameTable({
  'get-automationpscredential': ['UserName', 'Password', 'GetNetworkCredential()'],
  'get-automationcertificate': ['Thumbprint', 'Subject', 'Issuer', 'NotAfter', 'NotBefore', 'HasPrivateKey', 'SerialNumber', 'FriendlyName'],
});

const item = 'The object at hand: of the pipeline, of a switch, or in a catch the error.';
/** What PowerShell itself keeps in a variable (about_Automatic_Variables, about_Preference_Variables), by names in lower case. */
export const automaticVariables: Readonly<Record<string, string>> = nameTable({
  _: item, psitem: item, args: 'What a function or script was given beyond its parameters.', input: 'What comes through the pipeline, one object after the other.', error: 'The errors of the session, the latest first.',
  '?': 'Whether the last command went well.', '^': 'The first word of the last line.', $: 'The last word of the last line.', lastexitcode: 'The exit code of the last program or script.', matches: 'What the last `-match` that found something has found, by group.', this: 'The object whose method or script property runs.',
  null: 'No value.', true: 'True.', false: 'False.', foreach: 'The enumerator of the loop that runs.', switch: 'The enumerator of the switch that runs.', myinvocation: 'How the script or function was called.', psboundparameters: 'The parameters that were given, by name.',
  pscmdlet: 'The running advanced function, as a cmdlet has itself: `ShouldProcess`, `WriteError`, `ThrowTerminatingError`.', psscriptroot: 'The folder of the running script file; empty in a runbook.', pscommandpath: 'The path of the running script file; empty in a runbook.', pwd: 'The current folder.', pid: 'The number of the process.',
  host: 'The host program.', home: 'The home folder of the user.', profile: 'The path of the user’s profile script.', psversiontable: 'Versions of PowerShell and what it runs on.', pshome: 'The folder of PowerShell.', executioncontext: 'The engine’s own interface.', ofs: 'What stands between the parts of a list in a text; a blank where it is not set.',
  erroractionpreference: 'What happens with an error that goes on: Continue, Stop, SilentlyContinue, Ignore, Suspend.', warningpreference: 'What happens with a warning.', verbosepreference: 'Whether verbose messages are written.', debugpreference: 'Whether debug messages are written.', informationpreference: 'Whether information is written.', progresspreference: 'Whether progress is shown.', confirmpreference: 'From which impact on a confirmation is asked for.', whatifpreference: 'Whether commands only say what they would do.',
  psdefaultparametervalues: 'Values of parameters that a call leaves out, by `Command:Parameter`.', psprivatemetadata: 'What the job was started with; in SMA its id as `JobId`.', stacktrace: 'Where the last error of .NET came from.', nestedpromptlevel: 'How deep prompts are nested.', psculture: 'The culture of the session.', psuiculture: 'The language of messages.', shellid: 'The id of the shell.', eventargs: 'What an event brings.', event: 'The event at hand.', sender: 'Who raised the event.', eventsubscriber: 'The subscription of the event.',
});
