import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';
import { run } from './harness.ts';

const lines = (script: string): readonly string[] => { const { output, errors } = run(`$proxy = [System.Management.Automation.ProxyCommand]; ${script}`); assert.deepEqual(errors, []); return output; };
const META = '[System.Management.Automation.CommandMetadata]';
const ADV = "function Adv { [CmdletBinding(SupportsShouldProcess, DefaultParameterSetName='A')] param([Parameter(Mandatory, ParameterSetName='A', Position=0)][ValidateSet('x','y')][string] $P, [Parameter(ValueFromPipeline, HelpMessage='it''s')][Alias('q','r')][ValidateRange(1, 5)][int[]] $N, [switch] $S) process { \"$P $N $S\" } }";

describe('ProxyCommand', () => {
  afterEach(removeFolders);
  it('writes the parts of a function that wraps a command (TypeMetadata.GetProxyParameterData)', () => {
    assert.deepEqual(lines(`${ADV}; $m = ${META}::new((Get-Command Adv)); $proxy::GetCmdletBindingAttribute($m); $proxy::GetParamBlock($m)`), [
      "[CmdletBinding(DefaultParameterSetName='A', SupportsShouldProcess=$true, ConfirmImpact='Medium')]",
      "\n    [Parameter(ParameterSetName='A', Mandatory=$true, Position=0)]\n    [ValidateSet('x','y')]\n    [string]\n    ${P},\n\n    [Parameter(ValueFromPipeline=$true, HelpMessage='it''s')]\n    [Alias('q','r')]\n    [ValidateRange(1, 5)]\n    [int[]]\n    ${N},\n\n    [switch]\n    ${S}"]);
  });
  it('writes one that runs: of a function, of a cmdlet, with help of its own', () => {
    assert.deepEqual(lines(`${ADV}; Set-Item function:MyAdv ([scriptblock]::Create($proxy::Create(${META}(Get-Command Adv)))); 1, 2 | MyAdv x -S; Set-Item function:MySort ([scriptblock]::Create($proxy::Create(${META}::new((Get-Command Sort-Object)), 'help #> text'))); 3, 1, 2 | MySort -Descending; (Get-Command MySort).Definition -match 'help #\`> text'`), ['x 1 True', 'x 2 True', '3', '2', '1', 'True']);
  });
  it('writes one that runs without input, too: what stands in $_ is none then (SteppablePipeline.Process)', () => {
    const wrapped = (name: string): string => `Set-Item function:My${name.replace('-', '')} ([scriptblock]::Create($proxy::Create(${META}::new((Get-Command ${name})))))`;
    assert.deepEqual(lines(`${['Get-Date', 'Sort-Object', 'Write-Error', 'Get-Variable'].map(wrapped).join('; ')}; MyGetDate 2020-01-02 -Format yyyy; '2021-01-02' | MyGetDate -Format yyyy; MySortObject -InputObject 5; MyWriteError bad -ErrorAction SilentlyContinue; $Error[0].Exception.Message; $v = 7; MyGetVariable v -ValueOnly`), ['2020', '2021', '5', 'bad', '7']);
    assert.deepEqual(lines("function f { process { \"<$_>\" } }; $s = { f }.GetSteppablePipeline(); $s.Begin($false); $s.Process(1); $s.End(); $s = { f }.GetSteppablePipeline(); $s.Begin($true); $s.Process(1); $s.End()"), ['<>', '<1>']);
  });
  it('leaves what an encoding is called to the command', () => {
    const { output, errors } = runInFolder(`${['Set-Content', 'Get-Content', 'Out-File'].map((name) => `Set-Item function:My${name.replace('-', '')} ([scriptblock]::Create([System.Management.Automation.ProxyCommand]::Create(${META}::new((Get-Command ${name})))))`).join('; ')}; MySetContent a.txt 'ä' -Encoding unicode; (Get-Item a.txt).Length; MyGetContent a.txt -Encoding unicode; 'b' | MyOutFile b.txt -Encoding ascii; MyGetContent b.txt -Raw -Encoding utf8`, { platform: 'linux' });
    assert.deepEqual([output, errors], [['6', 'ä', 'b\n'], []]);
  });
  it('takes a command, and tells of it', () => {
    assert.deepEqual(lines(`$m = ${META}::new((Get-Command Get-Item)); $m.Name; $m.DefaultParameterSetName; $m.SupportsShouldProcess; $m.Parameters['Path'].ParameterType.Name; $proxy::GetBegin($m) -match [regex]::Escape("GetCommand('Microsoft.PowerShell.Management\\Get-Item', [System.Management.Automation.CommandTypes]::Cmdlet)"); try { ${META}::new($null) } catch { $_.FullyQualifiedErrorId }`), ['Get-Item', 'Path', 'False', 'String[]', 'True', 'ArgumentNullException']);
  });
});
