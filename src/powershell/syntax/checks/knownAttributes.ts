/** What PowerShell's own attributes may stand on, in a class, and which properties they have. */
export interface KnownAttribute { readonly name: string; readonly on: readonly AttributeTarget[]; readonly properties: readonly string[] | undefined; /** In lower case: what the constructor sets. */ readonly readOnly: readonly string[] }
export type AttributeTarget = 'Class' | 'Enum' | 'Constructor' | 'Method' | 'Property' | 'Field' | 'Parameter';

const everywhere: readonly AttributeTarget[] = ['Class', 'Enum', 'Constructor', 'Method', 'Property', 'Field', 'Parameter'];
const member: readonly AttributeTarget[] = ['Property', 'Field'];
const known = new Map<string, KnownAttribute>();
const add = (names: string, on: readonly AttributeTarget[], properties?: string, readOnly = ''): void => {
  for (const name of names.split(' ')) known.set(name.toLowerCase(), { name, on, properties: properties?.split(' '), readOnly: `typeid ${readOnly.toLowerCase()}`.split(' ') });
};
add('Parameter', member, 'Position ParameterSetName Mandatory ValueFromPipeline ValueFromPipelineByPropertyName ValueFromRemainingArguments HelpMessage HelpMessageBaseName HelpMessageResourceId DontShow', 'ExperimentName ExperimentAction');
add('Alias', everywhere, '', 'AliasNames');
add('Cmdlet', ['Class'], 'DefaultParameterSetName SupportsPaging SupportsShouldProcess SupportsTransactions ConfirmImpact HelpUri RemotingCapability', 'NounName VerbName');
add('AllowNull AllowEmptyString AllowEmptyCollection ValidateNotNull ValidateNotNullOrEmpty ValidateNotNullOrWhiteSpace ValidateCount ValidateLength ValidateRange ValidateDrive ValidateUserDrive ValidateTrustedData ArgumentCompleter ArgumentCompletions', member);
add('ValidatePattern', member, 'Options ErrorMessage', 'RegexPattern');
add('ValidateScript', member, 'ErrorMessage', 'ScriptBlock');
add('ValidateSet', member, 'ErrorMessage IgnoreCase', 'ValidValues');
add('CmdletBinding', ['Class'], 'PositionalBinding DefaultParameterSetName SupportsPaging SupportsShouldProcess SupportsTransactions ConfirmImpact HelpUri RemotingCapability');
add('OutputType', ['Class'], 'ProviderCmdlet ParameterSetName', 'Type');
add('DscResource', ['Class'], 'RunAsCredential');
add('DscProperty', member, 'Key Mandatory NotConfigurable');
add('DscLocalConfigurationManager NoRunspaceAffinity', ['Class']);
add('Flags', ['Enum'], '');
add('Experimental PSDefaultValue PSTypeNameAttribute SupportsWildcards Hidden Credential ArgumentTransformation ArgumentToVersionTransformation', everywhere);
add('Obsolete Serializable NonSerialized CLSCompliant ThreadStatic ContextStatic ParamArray AttributeUsage LoaderOptimization STAThread MTAThread', everywhere);

/** The attribute of a name, with or without `Attribute` at its end; undefined where it is not one of PowerShell's own. */
export function knownAttribute(typeName: string): KnownAttribute | undefined {
  const short = typeName.toLowerCase().replace(/^system\.(?:management\.automation\.)?/, '');
  return known.get(short) ?? known.get(short.replace(/attribute$/, ''));
}
