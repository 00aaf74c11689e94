import assert from 'node:assert/strict';
import { run } from './harness.ts';

const lines = (script: string): readonly string[] => { const { output, errors } = run(`$proxy = [System.Management.Automation.ProxyCommand]; ${script}`); assert.deepEqual(errors, []); return output; };
const META = '[System.Management.Automation.CommandMetadata]';
const ADV = "function Adv { [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName='A')] param([Parameter(Mandatory, ParameterSetName='A', Position=0)][ValidateSet('x','y')][string] $P, [Parameter(ValueFromPipeline, HelpMessage='it''s')][Alias('q','r')][ValidateRange(1, 5)][int[]] $N, [switch] $S) process { \"$P $N $S\" } }";

describe('ProxyCommand', () => {
  it('writes the parts of a function that wraps a command (TypeMetadata.GetProxyParameterData)', () => {
    assert.deepEqual(lines(`${ADV}; $m = ${META}::new((Get-Command Adv)); $proxy::GetCmdletBindingAttribute($m); $proxy::GetParamBlock($m)`), [
      "[CmdletBinding(DefaultParameterSetName='A', SupportsShouldProcess=$true, ConfirmImpact='Medium')]",
      "\n    [Parameter(ParameterSetName='A', Mandatory=$true, Position=0)]\n    [ValidateSet('x','y')]\n    [string]\n    ${P},\n\n    [Parameter(ValueFromPipeline=$true, HelpMessage='it''s')]\n    [Alias('q','r')]\n    [ValidateRange(1, 5)]\n    [int[]]\n    ${N},\n\n    [switch]\n    ${S}"]);
  });
  it('writes one that runs: of a function, of a cmdlet, with help of its own', () => {
    assert.deepEqual(lines(`${ADV}; Set-Item function:MyAdv ([scriptblock]::Create($proxy::Create(${META}(Get-Command Adv)))); 1, 2 | MyAdv x -S; Set-Item function:MySort ([scriptblock]::Create($proxy::Create(${META}::new((Get-Command Sort-Object)), 'help #> text'))); 3, 1, 2 | MySort -Descending; (Get-Command MySort).Definition -match 'help #\`> text'`), ['x 1 True', 'x 2 True', '3', '2', '1', 'True']);
  });
  it('takes a command, and tells of it', () => {
    assert.deepEqual(lines(`$m = ${META}::new((Get-Command Get-Item)); $m.Name; $m.DefaultParameterSetName; $m.SupportsShouldProcess; $m.Parameters['Path'].ParameterType.Name; $proxy::GetBegin($m) -match [regex]::Escape("GetCommand('Microsoft.PowerShell.Management\\Get-Item', [System.Management.Automation.CommandTypes]::Cmdlet)"); try { ${META}::new($null) } catch { $_.FullyQualifiedErrorId }`), ['Get-Item', 'Path', 'False', 'String[]', 'True', 'ArgumentNullException']);
  });
});
