import assert from 'node:assert/strict';
import { run } from './harness.ts';

const answer = (script: string): string => { const { output, errors } = run(script); return [...output, ...errors].join('|'); };
const ADDS = "$a = [System.Collections.ObjectModel.Collection``1[System.Attribute]]::new(); $a.Add([Parameter]::new()); $more = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new(); $more.Add('Zed', [System.Management.Automation.RuntimeDefinedParameter]::new('Zed', [int], $a)); $more";

describe('The dynamicparam block', () => {
  it('runs in the scope of its function: what it sets the other blocks have', () => {
    assert.equal(answer(`function f { [CmdletBinding()] param($p = 'p') dynamicparam { $mine = "m$p"; function helper { 'helped' }; ${ADDS} } begin { "$mine $($more.Zed.Value)"; helper } process { $mine += '+' } end { $mine } }; f -Zed 4; f -p q; "$mine|$(Get-Command helper -ErrorAction Ignore)"`),
      'mp 4|helped|mp+|mq |helped|mq+||');
  });
  it('sets parameters anew, as they are bound with those it gave', () => {
    assert.equal(answer(`function f { [CmdletBinding()] param($p = 'd') dynamicparam { $p = 'changed'; ${ADDS} } end { "$p $($PSBoundParameters.Zed)" } }; f -Zed 1; f given -Zed 2`), 'd 1|given 2');
  });
  it('has what a closure holds', () => {
    assert.equal(answer(`$held = 'kept'; $b = { [CmdletBinding()] param() dynamicparam { $own = 'o'; ${ADDS} } end { "$held $own $($PSBoundParameters.Zed)" } }.GetNewClosure(); $held = 'other'; & $b -Zed 3`), 'kept o 3');
  });
});

describe('Null for a common parameter that names an action', () => {
  it('cannot be set', () => {
    assert.equal(answer("try { Get-Variable x -ErrorAction $null } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.InnerException.GetType().Name }; $h = @{ WarningAction = $null }; function g { [CmdletBinding()] param() }; try { g @h } catch { $_.FullyQualifiedErrorId }"),
      'ParameterBindingFailed,Microsoft.PowerShell.Commands.GetVariableCommand|SetValueInvocationException|PSInvalidCastException|ParameterBindingFailed,g');
  });
});

describe('New-Object', () => {
  it('tells what it cannot make and what it cannot set', () => {
    const told = "catch { \"$($_.FullyQualifiedErrorId -replace ',.*') $_\" }";
    assert.equal(answer(`try { New-Object System.Management.Automation.PSCustomObject -Property @{ a = 1 } } ${told}; (New-Object PSCustomObject -Property @{ a = 1 }).a; (New-Object System.Management.Automation.PSObject -Property @{ a = 2 }).a; try { New-Object System.Text.StringBuilder -Property @{ Capacity = 'x' } } ${told}`),
      'CannotFindAppropriateCtor A constructor was not found. Cannot find an appropriate constructor for type System.Management.Automation.PSCustomObject.|1|2|SetValueException The value supplied is not valid, or the property is read-only. Change the value, and then try again.');
  });
});

describe('A block that is made of a tree', () => {
  it('knows the namespaces that its text uses', () => {
    assert.equal(answer("$t = \"using namespace System.Collections.Generic`n[List[int]]::new().GetType().Name\"; & ([scriptblock]::Create($t)); & ([System.Management.Automation.Language.Parser]::ParseInput($t, [ref] $null, [ref] $null)).GetScriptBlock()"), 'List`1|List`1');
  });
});

describe('The tree of foreach', () => {
  it('tells whether it is a parallel one', () => {
    assert.equal(answer("$t = [System.Management.Automation.Language.Parser]::ParseInput('foreach ($a in 1) { }; workflow w { foreach -parallel ($a in 1) { } }', [ref] $null, [ref] $null); $all = $t.FindAll({ $args[0] -is [System.Management.Automation.Language.ForEachStatementAst] }, $true); $all.Flags -join ','; $all[1].Flags.GetType().Name; [int] $all[1].Flags"), 'None,Parallel|ForEachFlags|1');
  });
});
