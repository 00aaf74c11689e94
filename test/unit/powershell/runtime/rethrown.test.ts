/** What `throw` passes on, and what a preference says once it has left a command (ExceptionHandlingOps, CommandProcessorBase.ManageInvocationException); answers of PowerShell 7.6. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

const told = (script: string): readonly string[] => {
  const { output, errors, result } = run(script);
  return [...output, ...errors.map((e) => `! ${e}`), ...(result.error === undefined ? [] : [`ended by ${result.error.fullyQualifiedErrorId}`])];
};
/** Each way an error of `-ErrorAction Stop` comes into the catch block. */
const STOPS: readonly (readonly [body: string, id: string])[] = [
  ['Get-Variable nopev -ErrorAction Stop', 'VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand'], ['& { Get-Variable nopev -ErrorAction Stop }', 'VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand'],
  ['Write-Error boo -ErrorAction Stop', 'Microsoft.PowerShell.Commands.WriteErrorException,A'], ['Inner -ErrorAction Stop', 'VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand'],
  ['Select-Object -InputObject 1 -ExpandProperty nope -ErrorAction Stop', 'ExpandPropertyNotFound,Microsoft.PowerShell.Commands.SelectObjectCommand'],
];
const INNER = 'function Inner { [CmdletBinding()] param() Get-Variable nopev }; ';
describe('A bare throw', () => {
  for (const [body, id] of STOPS) for (const [again, said] of [['throw', 'c'], ["try { throw } catch { 'd'; throw }", 'c|d'], ["try { throw } finally { 'f' }", 'c|f']] as const) {
    it(`of what -ErrorAction Stop ended (${body}; ${again}) ends the script, whatever the caller's -ErrorAction`, () => {
      for (const action of ['SilentlyContinue', 'Ignore', 'Continue']) {
        assert.deepEqual(told(`${INNER}function A { [CmdletBinding()] param() try { ${body} } catch { 'c'; ${again} }; 'end' }; A -ErrorAction ${action}; 'after'`), [...said.split('|'), `ended by ${id}`]);
      }
    });
  }
  it('of what else went wrong is silenced with the rest', () => {
    for (const body of ["[int]'x'", "throw 'x'", '[int]::Parse(\'x\')', 'nope-nope']) {
      assert.deepEqual(told(`function A { [CmdletBinding()] param() try { ${body} } catch { 'c'; throw }; 'end' }; A -ErrorAction SilentlyContinue; 'after'`), ['c', 'end', 'after']);
    }
  });
  it('passes on the error as it came, whatever the clause was asked for or did with $_', () => {
    assert.deepEqual(told("try { try { [int]::Parse('x') } catch [FormatException] { throw } } catch [System.Management.Automation.MethodInvocationException] { 'mie' } catch { 'other' }"), ['mie']);
    assert.deepEqual(told("try { try { Get-Variable nopev -EA Stop } catch [System.Management.Automation.ItemNotFoundException] { throw } } catch [System.Management.Automation.ActionPreferenceStopException] { 'stop' }"), ['stop']);
    assert.deepEqual(told("try { 1/0 } catch { $_ = 'x'; try { throw } catch { $_.FullyQualifiedErrorId } }"), ['RuntimeException']);
    assert.deepEqual(told("try { try { throw 'a' } catch { $_.ErrorDetails = [System.Management.Automation.ErrorDetails]::new('dd'); throw } } catch { \"$_\" }"), ['a']);
  });
  it('is one of its own where it does not stand in the running clause', () => {
    assert.deepEqual(told('function Rx { throw }; $b = { throw }; try { 1/0 } catch { try { Rx } catch { "$_" }; try { & $b } catch { "$_" }; try { & { throw } } catch { $_.FullyQualifiedErrorId } }'), ['ScriptHalted', 'ScriptHalted', 'RuntimeException']);
    assert.deepEqual(told('function A { trap { try { throw } catch { "$_" }; continue }; 1/0 }; A'), ['ScriptHalted']);
  });
});
describe('A preference of a function', () => {
  it('says nothing to its caller, who is asked anew about what has left it', () => {
    const advanced = "function A { [CmdletBinding()] param() $ErrorActionPreference = 'Stop'; BODY; 'end' }; A; \"after $?\"";
    assert.deepEqual(told(advanced.replace('BODY', "[int]'x'")).map((x) => x.replace(/@.*/s, '').replace(/^(! .{21}).*/s, '$1')), ['after False', '! InvalidCastFromString']);
    assert.deepEqual(told(`${advanced.replace('BODY', "[int]'x'")}; $Error[0].FullyQualifiedErrorId`).filter((x) => !x.startsWith('!')), ['after False', 'InvalidCastFromStringToInteger']);
    assert.deepEqual(told(advanced.replace('BODY', 'Get-Variable nopev')), ['ended by VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand']);
    assert.deepEqual(told(`function B { [CmdletBinding()] param() $ErrorActionPreference = 'Stop'; A }; ${advanced.replace('BODY', 'nope-nope').replace('A;', "B; 'b';")}`).filter((x) => !x.startsWith('!')), ['ended by CommandNotFoundException,A']);
  });
  it('lets a throw out, which the caller may have silenced', () => {
    assert.deepEqual(told("$ErrorActionPreference = 'SilentlyContinue'; function A { $ErrorActionPreference = 'Continue'; throw 'x'; 'e' }; A; 'after'"), ['after']);
  });
});
describe('ThrowTerminatingError', () => {
  const record = "[System.Management.Automation.ErrorRecord]::new([Exception]::new('tt'), 'tid', 'NotSpecified', $null)";
  it('ends its function past the function\'s own catch blocks; finally runs', () => {
    assert.deepEqual(told(`function A { [CmdletBinding()] param() try { $PSCmdlet.ThrowTerminatingError(${record}) } catch { $global:n = 1; 'c' } finally { $global:m = 2 }; 'end' }; try { A } catch { $_.FullyQualifiedErrorId }; "$n $m"`), ['tid,A', ' 2']);
  });
  it('and WriteError make any record the function\'s own: its name, its call', () => {
    const body = (call: string, what: string): string => `function A { [CmdletBinding()] param() try { ${what} } catch { $PSCmdlet.${call}($_) } }\ntry { A -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Activity) $($_.InvocationInfo.ScriptLineNumber) $($_.InvocationInfo.MyCommand)" }`;
    for (const call of ['ThrowTerminatingError', 'WriteError']) {
      assert.deepEqual(told(body(call, 'Get-Variable nopev -EA Stop')), ['VariableNotFound,A A 2 A']);
      assert.deepEqual(told(body(call, '1/0')), ['RuntimeException,A A 2 A']);
      assert.deepEqual(told(body(call, 'nope-nope')), ['CommandNotFoundException,A A 2 A']);
    }
  });
});
describe('A throw of an exception', () => {
  it('tells the exception\'s own record, which is of no command', () => {
    const id = (body: string): string => told(`try { try { ${body} } catch { throw $_.Exception } } catch { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category) $($_.CategoryInfo.Activity)." }`).join('|');
    assert.equal(id('Get-Variable nopev -EA Stop'), 'VariableNotFound ObjectNotFound .');
    assert.equal(id('Get-Command nopec -EA Stop'), 'CommandNotFoundException ObjectNotFound .');
    assert.equal(id('Get-Item -Nope'), 'NamedParameterNotFound,Microsoft.PowerShell.Commands.GetItemCommand InvalidArgument Get-Item.');
    assert.equal(id("throw 'x'"), 'RuntimeException NotSpecified .');
    assert.equal(id("[int]'x'"), 'InvalidCastFromStringToInteger InvalidArgument .');
  });
  it('tells custom objects as what carries them', () => {
    assert.deepEqual(told("$o = [pscustomobject]@{ a = 1 }; try { throw $o } catch { $_.CategoryInfo.TargetType }; $o, 'str', 1 | Select-Object -ExpandProperty b -EA SilentlyContinue -ErrorVariable ev; $ev.CategoryInfo.TargetType"), ['PSObject', 'PSObject', 'PSObject', 'PSObject']);
  });
});
