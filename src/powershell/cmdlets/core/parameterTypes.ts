/** The types that parameters of PowerShell's cmdlets declare, where the engine takes more than these: what Get-Command and help show. */
import { fold } from '../../runtime/values/folding.ts';
import type { Parameter } from '../../runtime/bind/parameters.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { arrayOf } from '../../runtime/types/t.ts';

const DECLARED: readonly (readonly [type: string, parameters: string])[] = [
  ['System.Object[]', 'Add-Content.Value Group-Object.Property New-Object.ArgumentList Select-Object.Property Set-Content.Value Sort-Object.Property'],
  ['System.Management.Automation.PSObject[]', 'Add-History.InputObject Compare-Object.DifferenceObject Compare-Object.ReferenceObject ConvertFrom-Csv.InputObject Join-String.InputObject New-Event.EventArguments'],
  ['System.Management.Automation.PSObject', 'Add-Member.InputObject ConvertFrom-Markdown.InputObject ConvertTo-CliXml.InputObject ConvertTo-Csv.InputObject ConvertTo-Html.InputObject ConvertTo-Xml.InputObject Export-Clixml.InputObject Export-Csv.InputObject ForEach-Object.InputObject Format-Custom.InputObject Format-Hex.InputObject Format-List.InputObject Format-Table.InputObject Format-Wide.InputObject Get-Error.InputObject Get-Member.InputObject Get-Unique.InputObject Group-Object.InputObject Invoke-Command.InputObject Measure-Command.InputObject Measure-Object.InputObject Out-Default.InputObject Out-File.InputObject Out-GridView.InputObject Out-Host.InputObject Out-Null.InputObject Out-String.InputObject Register-ObjectEvent.InputObject Select-Object.InputObject Select-String.InputObject Sort-Object.InputObject Start-Job.InputObject Tee-Object.InputObject Update-List.InputObject Where-Object.InputObject Write-Output.InputObject'],
  ['System.Management.Automation.PSObject', 'New-Event.MessageData New-Event.Sender Register-EngineEvent.MessageData Register-ObjectEvent.MessageData'],
  ['System.Management.Automation.PSMemberTypes', 'Add-Member.MemberType'],
  ['Microsoft.PowerShell.Commands.OutputAssemblyType', 'Add-Type.OutputType'],
  ['System.Uri', 'ConvertTo-Html.CssUri'],
  ['System.Text.Encoding', 'Add-Content.Encoding Export-Clixml.Encoding Export-Csv.Encoding Format-Hex.Encoding Get-Content.Encoding Import-Csv.Encoding Out-File.Encoding Select-String.Encoding Send-MailMessage.Encoding Set-Content.Encoding Tee-Object.Encoding'],
  ['Microsoft.PowerShell.Commands.ModuleSpecification[]', 'Get-Command.FullyQualifiedModule Get-Module.FullyQualifiedName'],
  ['System.Management.Automation.PSTypeName[]', 'Get-Command.ParameterType'],
  ['System.Management.Automation.PSCredential', 'Get-Credential.Credential'],
  ['System.IO.Stream', 'Get-FileHash.InputStream'],
  ['System.String[]', 'Get-Help.Category Get-Help.Parameter Move-ItemProperty.Name'],
  ['System.Management.Automation.Runspaces.PSSession', 'Get-Module.PSSession'],
  ['System.Reflection.Assembly[]', 'Import-Module.Assembly'],
  ['System.Management.Automation.Remoting.PSSessionOption', 'Invoke-Command.SessionOption New-PSSession.SessionOption'],
  ['System.Management.Automation.Runspaces.PSSession[]', 'Invoke-Command.Session Remove-PSSession.Session'],
  ['Microsoft.PowerShell.Commands.WebRequestSession', 'Invoke-RestMethod.WebSession Invoke-WebRequest.WebSession'],
  ['System.Net.Sockets.UnixDomainSocketEndPoint', 'Invoke-RestMethod.UnixSocket Invoke-WebRequest.UnixSocket'],
  ['System.Security.Cryptography.X509Certificates.X509Certificate', 'Invoke-RestMethod.Certificate Invoke-WebRequest.Certificate'],
  ['System.Globalization.CultureInfo', 'New-PSSessionOption.Culture New-PSSessionOption.UICulture'],
  ['System.String', 'Rename-ItemProperty.LiteralPath Rename-ItemProperty.Path'],
  ['System.Version', 'Set-StrictMode.Version'],
  ['System.Type', 'Update-TypeData.TargetTypeForDeserialization Update-TypeData.TypeAdapter Update-TypeData.TypeConverter'],
];
let table: ReadonlyMap<string, string> | undefined;
/** The type that a parameter is said to have; parameters of functions have slots, and are what they are. */
export const shownType = (p: Parameter, command: string): AnyType | undefined => (p.isCommon && p.folded.endsWith('action') ? lookupType('System.Management.Automation.ActionPreference') : p.slot < 0 && !p.isCommon ? declaredType(command, p.name) : undefined) ?? p.type;
/** The declared type of a cmdlet's parameter; undefined where the engine's own says it, or has no such type. */
function declaredType(cmdlet: string, parameter: string): AnyType | undefined {
  table ??= new Map(DECLARED.flatMap(([type, all]) => all.split(' ').map((p) => [fold(p), type] as const)));
  const name = table.get(fold(`${cmdlet}.${parameter}`)), item = name?.replace(/\[\]$/, ''), type = item === undefined ? undefined : lookupType(item);
  return type !== undefined && name !== item ? arrayOf(type) : type;
}
