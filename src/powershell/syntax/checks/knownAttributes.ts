import { once } from '../once.ts';

/** What PowerShell's own attributes may stand on, in a class, and which properties they have. */
export interface KnownAttribute {
  /** As messages write it. */
  readonly name: string;
  readonly on: readonly string[];
  readonly properties: readonly string[];
  /** In lower case: what the constructor sets. */
  readonly readOnly: readonly string[];
}
export type AttributeTarget = 'Class' | 'Enum' | 'Constructor' | 'Method' | 'Property' | 'Field' | 'Parameter';

const automation = 'System.Management.Automation.';

/** All of them, by their names in lower case. */
const known = once(() => {
  const all = new Map<string, KnownAttribute>();
  // Attributes under all their names. `prefix` is the namespace; `short`: they have a name of their own without it (accelerators).
  const add = (prefix: string, short: boolean, names: string, on: string, properties = '', readOnly = ''): void => {
    for (const one of names.split(' ')) {
      const full = `${prefix}${one.replace(/Attribute$/, '')}Attribute`;
      const attribute = { name: short ? one : full, on: on.split(' '), properties: properties === '' ? [] : properties.split(' '), readOnly: `typeid ${readOnly.toLowerCase()}`.split(' ') };
      const keys = [full, full.slice(0, -'Attribute'.length), ...(short ? [one] : []), ...(prefix === 'System.' ? [`${one}Attribute`, one] : [])];
      for (const key of keys) all.set(key.toLowerCase(), attribute);
    }
  };
  const member = 'Property Field', thread = 'ThreadStatic ContextStatic NonSerialized';
  const common = 'DefaultParameterSetName SupportsShouldProcess SupportsPaging SupportsTransactions ConfirmImpact HelpUri RemotingCapability';
  const own = (names: string, on: string, properties?: string, readOnly?: string): void => add(automation, true, names, on, properties, readOnly);
  own('Parameter', member, 'Position ParameterSetName Mandatory ValueFromPipeline ValueFromPipelineByPropertyName ValueFromRemainingArguments HelpMessage HelpMessageBaseName HelpMessageResourceId DontShow', 'ExperimentName ExperimentAction');
  own('Alias', `Class ${member}`, '', 'AliasNames');
  own('AllowNull AllowEmptyString AllowEmptyCollection ValidateNotNull ValidateNotNullOrEmpty ValidateNotNullOrWhiteSpace ValidateTrustedData ArgumentCompletions SupportsWildcards PSTypeNameAttribute', member, '', 'PSTypeName');
  own('ValidateCount ValidateLength', member, '', 'MinLength MaxLength');
  own('ValidateRange', member, '', 'MinRange MaxRange');
  own('ValidateDrive ValidateUserDrive', member, '', 'ValidRootDrives');
  own('ArgumentCompleter', member, '', 'Type ScriptBlock');
  own('ValidatePattern', member, 'Options ErrorMessage', 'RegexPattern');
  own('ValidateScript', member, 'ErrorMessage', 'ScriptBlock');
  own('ValidateSet', member, 'ErrorMessage IgnoreCase', 'ValidValues');
  own('PSDefaultValue', member, 'Value Help');
  own('CmdletBinding', 'Class', `PositionalBinding ${common}`);
  own('OutputType', 'Class', 'ProviderCmdlet ParameterSetName', 'Type');
  own('DscResource', 'Class', 'RunAsCredential');
  own('DscProperty', member, 'Key Mandatory NotConfigurable');
  own('DscLocalConfigurationManager NoRunspaceAffinity', 'Class');
  own('Experimental', `Class ${member}`, '', 'ExperimentName ExperimentAction');
  add(automation, false, 'Cmdlet', 'Class', common, 'NounName VerbName');
  add(automation, false, 'Hidden', `Constructor Method ${member} Event`);
  add(automation, false, 'Credential ArgumentTransformation', member);
  add('System.', false, 'Flags', 'Enum');
  add('System.', false, 'Obsolete', `Class Struct Enum Constructor Method ${member} Event Interface Delegate`, 'DiagnosticId UrlFormat', 'Message IsError');
  add('System.', false, 'Serializable', 'Class Struct Enum Delegate');
  add('System.', false, thread, 'Field');
  add('System.', false, 'CLSCompliant', `Class Enum Constructor Method ${member} Parameter`, '', 'IsCompliant');
  add('System.', false, 'ParamArray', 'Parameter');
  add('System.', false, 'AttributeUsage', 'Class', 'AllowMultiple Inherited', 'ValidOn');
  add('System.', false, 'LoaderOptimization', 'Method', '', 'Value');
  add('System.', false, 'STAThread MTAThread', 'Method');
  return all;
});

/** The attribute of a name; undefined where it is not one of PowerShell's own. */
export const knownAttribute = (typeName: string): KnownAttribute | undefined => known().get(typeName.toLowerCase());
