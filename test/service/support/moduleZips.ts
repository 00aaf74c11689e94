import { zipSync, type ZipOptions, type Zippable } from 'fflate';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A zip of files by path; the same whenever it is made. */
export const zip = (files: Readonly<Record<string, string | Uint8Array>>, options: ZipOptions = {}): Buffer => Buffer.from(zipSync(
  Object.fromEntries(Object.entries(files).map(([path, content]) => [path, [typeof content === 'string' ? bytes(content) : content, { mtime: '2020-01-01T00:00:00', ...options }]])) as Zippable,
));

/** A module with two functions, one workflow, one private function and a connection type. */
export const greetings = (change: Readonly<Record<string, string>> = {}): Buffer => zip({
  'Greetings/Greetings.psd1': "@{\n  ModuleVersion = '1.2'\n  RootModule = 'Greetings.psm1'\n  FunctionsToExport = @('Get-*', 'Send-Greeting', 'Watch-Greeting')\n}\n",
  'Greetings/Greetings.psm1': `<#
.SYNOPSIS
Makes a greeting.
.PARAMETER Name
Whom to greet.
#>
function Get-Greeting {
  [CmdletBinding(DefaultParameterSetName = 'ByName')]
  [OutputType([string])]
  param(
    [Parameter(Mandatory, Position = 0, ParameterSetName = 'ByName', ValueFromPipeline)][string]$Name,
    [Parameter(Mandatory = $true, ParameterSetName = 'ById')][int]$Id,
    [switch]$Loud
  )
  process { "hello $Name" }
}
function Send-Greeting([string[]]$To, $Text = 'hi') { }
workflow Watch-Greeting { param([datetime]$Since) }
function Hidden-Helper { }
`,
  'Greetings/Greetings-Automation.json': JSON.stringify({
    ConnectionFields: [{ IsEncrypted: false, IsOptional: false, Name: 'Server', TypeName: 'System.String' }, { IsEncrypted: true, IsOptional: true, Name: 'Password', TypeName: 'System.String' }, { IsEncrypted: false, IsOptional: true, Name: 'Port', TypeName: 'System.Int32' }],
    ConnectionTypeName: 'GreetingServer', IntegrationModuleName: 'Greetings',
  }),
  ...change,
});
