import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cleanUp, folderWith, runIn, tellOf, told } from './support.ts';

const of = async (text: string): Promise<string[]> => await tellOf({ 'T.Tests.ps1': text }, 'T.Tests.ps1');

describe('mocks in the words of Pester 5', () => {
  after(cleanUp);

  it('ask for parameters that a call does not give, in strict mode too, and take no variable of the test for one', async () => {
    assert.deepEqual(await of(`Set-StrictMode -Version Latest
function Get-It { param([string]$Name, [int]$Count, $Free) 'real' }
Describe d {
  It 'absent' { Mock Get-Content { if ($Raw) { 'raw' } else { "m[$($Tail -eq 0)]" } } -ParameterFilter { $Path -eq 'x' -and -not $Raw }; Get-Content -Path x | Should -Be 'm[True]'; Should -Invoke Get-Content -ParameterFilter { -not $Raw } -Times 1 -Exactly }
  It 'variables' { Mock Get-It { "default[$Name][$Count][$($null -eq $Free)]" }; Mock Get-It { 'filtered' } -ParameterFilter { $Name -eq 'abc' }; $Name = 'abc'; $Count = 7; Get-It | Should -BeExactly 'default[][0][True]'; Get-It -Name abc | Should -Be 'filtered' }
  It 'those of Should -Invoke are seen' { Mock Get-It { 1 }; $null = Get-It; $Name = 'abc'; Should -Invoke Get-It -ParameterFilter { $Name -eq 'abc' } -Times 1 -Exactly; Should -Invoke Get-It -ParameterFilter { $PesterBoundParameters.Name -eq 'abc' } -Times 0 }
  It 'closures' { $Free = 'closed'; $body = { "it $Free" }.GetNewClosure(); $Free = 'other'; Mock Get-It $body; Get-It | Should -Be 'it closed' }
  It 'other names' { Mock Get-Process { 'p' } -ParameterFilter { $PID -eq 1 }; Mock Get-Content { 'by alias' } -ParameterFilter { $PSPath -eq 'y' }; Get-Content -LiteralPath y | Should -Be 'by alias' }
}`), ['absent', 'variables', 'those of Should -Invoke are seen', 'closures', 'other names'].map((name) => `passed d › ${name}`));
  });

  it('see the common parameters of a call in conditions, and hand them on', async () => {
    const names = ['a cmdlet', 'a function', 'switches', 'as a table', 'counted', 'in the body', 'the real one', 'as values'];
    assert.deepEqual(await of(`BeforeAll { function Set-It { [CmdletBinding(SupportsShouldProcess)] param([string]$A) if ($PSCmdlet.ShouldProcess('it')) { 'really' } else { "not $ErrorActionPreference" } } }
Describe d {
  It 'a cmdlet' { Mock Get-Item { 'm' } -ParameterFilter { $ErrorAction -eq 'Stop' }; Get-Item q -ErrorAction Stop | Should -Be 'm'; Get-Item q -ea 1 | Should -Be 'm'; { Get-Item /no/q -ea SilentlyContinue; 'went on' } | Should -Not -Throw }
  It 'a function' { Mock Set-It { 'm' } -ParameterFilter { $ErrorAction -eq 'SilentlyContinue' }; Set-It -ErrorAction SilentlyContinue | Should -Be 'm'; Set-It -ErrorAction Stop | Should -Be 'really' }
  It 'switches' { Mock Set-It { 'c' } -ParameterFilter { $Confirm -eq $false }; Mock Set-It { 'w' } -ParameterFilter { $WhatIf }; Mock Set-It { 'v' } -ParameterFilter { $Verbose }; "$(Set-It -Confirm:$false)$(Set-It -WhatIf)$(Set-It -Verbose)$(Set-It)" | Should -Be 'cwvreally' }
  It 'as a table' { Mock Set-It { $PesterBoundParameters.Keys -join ',' }; Set-It -A 1 -ErrorAction Stop | Should -Be 'A,ErrorAction' }
  It 'counted' { Mock Remove-Item { }; Remove-Item x -Confirm:$false -Force; Should -Invoke Remove-Item -ParameterFilter { $Confirm -eq $false -and $Force } -Times 1 -Exactly; Should -Invoke Remove-Item -ParameterFilter { $ErrorAction } -Times 0 }
  It 'in the body' { Mock Set-It { [CmdletBinding()] param($A) "$A $ErrorActionPreference" }; Set-It -A 2 -ErrorAction Ignore | Should -Be '2 Ignore' }
  It 'the real one' { Mock Set-It { 'never' } -ParameterFilter { $A -eq 'x' }; Set-It -WhatIf -ErrorAction Ignore | Should -Be 'not Ignore' }
  It 'as values' { function Get-It { [CmdletBinding()] param() $PSBoundParameters.ErrorAction }; Get-It -ErrorAction stop | Should -BeOfType [System.Management.Automation.ActionPreference] }
}`), names.map((name) => `passed d › ${name}`));
  });

  it('leave the variables of the test alone where the command is called in another module', async () => {
    assert.deepEqual(await of(`Describe d { It i {
  New-Module -Name Lib { function Get-Inner { param($Name) 'real' }; function Get-Outer { Get-Inner }; Export-ModuleMember Get-Outer } | Import-Module
  $Name = 'of the test'
  Mock Get-Inner -ModuleName Lib { "mock $Name" }
  Get-Outer | Should -Be 'mock of the test'
} }`), ['passed d › i']);
  });

  it('hold for the calls of one module where it is named, and else for all', async () => {
    const names = ['elsewhere it is itself', 'each module has its own', 'beside one for all', 'made inside'];
    assert.deepEqual(await of(`BeforeAll {
  foreach ($name in 'One', 'Two') { New-Module -Name $name ([scriptblock]::Create("function Get-Hidden { 'hidden $name' }; function Get-$name { Get-Hidden }; function Get-When\${name} { Get-Date -Format 'yyyy' }; Export-ModuleMember Get-$name, Get-When$name")) | Import-Module }
}
Describe d {
  It 'elsewhere it is itself' { Mock Get-Date { 'never' } -ModuleName One; Get-WhenOne | Should -Be never; Get-WhenTwo | Should -Match '^\\d{4}$'; Get-Date -Format yyyy | Should -Match '^\\d{4}$'; Should -Invoke Get-Date -ModuleName One -Times 1 -Exactly }
  It 'each module has its own' { Mock Get-Hidden { 'mock' } -ModuleName One; "$(Get-One), $(Get-Two)" | Should -Be 'mock, hidden Two'; Mock Get-Hidden { 'other' } -ModuleName Two; "$(Get-One), $(Get-Two)" | Should -Be 'mock, other'; Should -Invoke Get-Hidden -ModuleName One -Times 2 -Exactly; Should -Invoke Get-Hidden -ModuleName Two -Times 1 -Exactly }
  It 'beside one for all' { Mock Get-Date { 'all' }; Mock Get-Date { 'one' } -ModuleName One; "$(Get-WhenOne) $(Get-WhenTwo) $(Get-Date)" | Should -Be 'one all all'; Should -Invoke Get-Date -Times 2 -Exactly; Should -Invoke Get-Date -ModuleName One -Times 1 -Exactly }
  It 'made inside' { InModuleScope Two { Mock Get-Hidden { 'inside' }; Get-Two | Should -Be inside; Should -Invoke Get-Hidden -Times 1 -Exactly }; Get-One | Should -Be 'hidden One' }
}`.replaceAll('\\\\', '\\')), names.map((name) => `passed d › ${name}`));
  });

  it('leave modules without the strict mode of the file', async () => {
    assert.deepEqual(await of(`Set-StrictMode -Version Latest
BeforeAll { New-Module -Name Loose { function Get-Loose { "[$nowhere]" } } | Import-Module }
Describe d { It i { Get-Loose | Should -Be '[]'; InModuleScope Loose { $nothing } | Should -BeNullOrEmpty; { $nothing } | Should -Throw; InModuleScope Loose -ArgumentList $null { $args.Count } | Should -Be 1 } }`), ['passed d › i']);
  });

  it('free parameters of their types and checks while they hold', async () => {
    assert.deepEqual(await of(`function V { param([ValidateSet('a')]$x, [ValidateNotNull()][int]$n) "real $x" }
Describe d {
  It 'types' { Mock Get-Process -RemoveParameterType Id { "id $Id" }; Get-Process -Id abc | Should -Be 'id abc' }
  It 'checks' { Mock V { "v$x $n" } -RemoveParameterValidation x; V -x q -n 5 | Should -Be 'vq 5'; { V -n five } | Should -Throw }
  It 'both, of two mocks' { Mock V { 'first' } -RemoveParameterValidation X; Mock V { "second $n" } -RemoveParameterType n -ParameterFilter { $n -eq 'five' }; V -x q | Should -Be 'first'; V -x q -n five | Should -Be 'second five' }
  It 'no longer' { { V -x q } | Should -Throw -ErrorId ParameterArgumentValidationError*; { Mock Get-Process { }; Get-Process -Id abc } | Should -Throw }
}`), ['passed d › types', 'passed d › checks', 'passed d › both, of two mocks', 'passed d › no longer']);
  });

  it('have the dynamic parameters of their functions', async () => {
    assert.deepEqual(await of(`function Get-G { [CmdletBinding()] param($n) dynamicparam {
    $all = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
    if ($n -eq 1) { $all.Add('Cap', [System.Management.Automation.RuntimeDefinedParameter]::new('Cap', [switch], [Collections.ObjectModel.Collection[Attribute]]@([Parameter]::new()))) }
    $all } process { "real $($PSBoundParameters.Cap)" } }
Describe d {
  It 'given' { Mock Get-G { "mock $Cap" }; Get-G -n 1 -Cap | Should -Be 'mock True'; Should -Invoke Get-G -ParameterFilter { $Cap } -Times 1 -Exactly }
  It 'passed on' { Mock Get-G { 'other' } -ParameterFilter { $n -eq 3 }; Get-G -n 1 -Cap | Should -Be 'real True'; Get-G -n 3 | Should -Be 'other' }
  It 'not there' { Mock Get-G { }; { Get-G -n 2 -Cap } | Should -Throw -ErrorId NamedParameterNotFound* }
}`), ['passed d › given', 'passed d › passed on', 'passed d › not there']);
  });

  it('stand in for what a module keeps to itself, wherever its file is', async () => {
    const folder = folderWith({});
    mkdirSync(`${folder}/Tests/Unit`, { recursive: true });
    mkdirSync(`${folder}/Mod`);
    writeFileSync(`${folder}/Mod/Mod.psm1`, "function Get-Priv { 'private' }\nfunction Get-Pub { \"pub $(Get-Priv)\" }\nExport-ModuleMember Get-Pub\n");
    writeFileSync(`${folder}/Tests/Unit/Mod.Tests.ps1`, `BeforeAll { Import-Module $PSScriptRoot/../../Mod/Mod.psm1; New-Module -Name Made { function Get-Hidden { 'h' }; function Get-Shown { Get-Hidden }; Export-ModuleMember Get-Shown } | Import-Module }
Describe d {
  It 'file' { Mock Get-Priv { 'mock' } -ModuleName Mod; Get-Pub | Should -Be 'pub mock'; Should -Invoke Get-Priv -ModuleName Mod -Times 1 -Exactly }
  It 'made' { Mock Get-Hidden { 'mock' } -ModuleName Made; Get-Shown | Should -Be 'mock' }
  It 'no such' { { Mock Get-Nowhere { } -ModuleName Mod } | Should -Throw -ErrorId CommandNotFoundException* }
}`);
    assert.deepEqual(told(await runIn(`${folder}/Tests/Unit`, ['Mod.Tests.ps1'])), ['passed d › file', 'passed d › made', 'passed d › no such']);
  });

  it('count the calls of the named block around, of aliases, and of what must or must not have been called', async () => {
    assert.deepEqual(await of(`Describe d {
  BeforeAll { function TestMe { 'o' }; Set-Alias tm TestMe; Mock TestMe { 'm' }; TestMe }
  Context c {
    BeforeAll { TestMe }
    It 'of the Describe' { TestMe; Should -Invoke TestMe -Scope Describe -Exactly -Times 3; Should -Invoke TestMe -Scope Context -Exactly -Times 2; Should -Invoke TestMe -Exactly -Times 1; Should -Invoke tm -Times 1 -Exactly }
  }
  It 'of none' { { Should -Invoke TestMe -Scope Context } | Should -Throw 'Assertion is not placed directly nor nested inside a Context block, but -Scope Context is specified.' }
  It 'not both' { { Should -Not -Invoke TestMe -ExclusiveFilter { $true } } | Should -Throw 'Cannot use -ExclusiveFilter when -Not*' }
  It 'never' { Mock Get-Date { 1 } -Verifiable; Should -Not -InvokeVerifiable; { Should -InvokeVerifiable } | Should -Throw; $null = Get-Date; Should -InvokeVerifiable; { Should -Not -InvokeVerifiable -Because 'time stands' } | Should -Throw 'Expected no verifiable mocks to be called, because time stands, but these were: Get-Date.' }
}`), ['passed d › c › of the Describe', 'passed d › of none', 'passed d › not both', 'passed d › never']);
  });

  it('are not the command that Get-Command gives as a cmdlet or function', async () => {
    assert.deepEqual(await of(`function Get-Own { 'own' }
Describe d {
  It 'cmdlet' { Mock Get-Random { & (Get-Command Get-Random -CommandType Cmdlet) -Minimum 3 -Maximum 4 }; Get-Random | Should -Be 3 }
  It 'function' { Mock Get-Own { "not $(& (Get-Command Get-Own -CommandType Function))" }; Get-Own | Should -Be 'not own'; & (Get-Command Get-Own) | Should -Be 'not own' }
}`), ['passed d › cmdlet', 'passed d › function']);
  });

  it('run blocks inside modules with parameters and arguments', async () => {
    assert.deepEqual(await of(`BeforeAll { New-Module -Name Lib { $own = 'lib'; function Get-P($a) { "$own $a" } ; Export-ModuleMember } | Import-Module }
Describe d {
  It 'declared' { InModuleScope Lib -Parameters @{ V = 7 } { param($V) Get-P $V | Should -Be 'lib 7' } }
  It 'as variables' { InModuleScope Lib -Parameters @{ V = 7; W = 8 } { "$V$W" | Should -Be '78' } }
  It 'in their order' { InModuleScope Lib -ArgumentList 1, 2 { param($a, $b) "$own $a-$b" } | Should -Be 'lib 1-2' }
  It 'as a list' { InModuleScope Lib -ArgumentList 1, 2 { "$args" } | Should -Be '1 2' }
  It 'not there before' { InModuleScope Lib { $V } | Should -BeNullOrEmpty }
}`), ['declared', 'as variables', 'in their order', 'as a list', 'not there before'].map((name) => `passed d › ${name}`));
  });
});
