import assert from 'node:assert/strict';
import { run } from './harness.ts';

const answer = (script: string): string => { const { output, errors } = run(script); return [...output, ...errors].join('|'); };
const TOLD = "catch { $_.Exception.GetType().Name; $_.FullyQualifiedErrorId; \"$_\"; $_.Exception.InnerException.GetType().Name }";

describe('What leaves a script block that a method runs', () => {
  const cases: readonly (readonly [name: string, script: string, expected: string])[] = [
    ['is an error of the call, whatever raised it', `try { { 1 / 0 }.Invoke() } ${TOLD}; try { { NoSuchThing }.InvokeReturnAsIs() } ${TOLD}`,
      'MethodInvocationException|RuntimeException|Exception calling "Invoke" with "0" argument(s): "Attempted to divide by zero."|RuntimeException|MethodInvocationException|CommandNotFoundException|Exception calling "InvokeReturnAsIs" with "0" argument(s): "The term \'NoSuchThing\' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again."|CommandNotFoundException'],
    ['and so is a preference that stops, with the record of what it stopped at', `try { { Write-Error 'no' -ErrorAction Stop }.Invoke() } ${TOLD}; $Error[0].Exception.InnerException.ErrorRecord.FullyQualifiedErrorId`,
      'MethodInvocationException|ActionPreferenceStopException|Exception calling "Invoke" with "0" argument(s): "The running command stopped because the preference variable "ErrorActionPreference" or common parameter is set to Stop: no"|ActionPreferenceStopException|Microsoft.PowerShell.Commands.WriteErrorException'],
    ['through delegates and the methods of lists too', `$l = [Collections.Generic.List[int]](1, 0); try { $l.ForEach([Action[int]] { param($n) 1 / $n }) } ${TOLD}; try { ([Func[int, int]] { param($n) 1 / $n }).Invoke(0) } catch { $_.Exception.GetType().Name; "$_" }`,
      'MethodInvocationException|RuntimeException|Exception calling "ForEach" with "1" argument(s): "Attempted to divide by zero."|RuntimeException|MethodInvocationException|Exception calling "Invoke" with "1" argument(s): "Attempted to divide by zero."'],
    ['is wrapped once', "try { { { [guid]::Parse('x') }.Invoke() }.Invoke() } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.GetType().Name }", 'FormatException|FormatException'],
    ['is written by the block itself where nobody catches', "{ 1 / 0; 'after' }.Invoke(); 'end'", 'after|end|RuntimeException@1: Attempted to divide by zero.'],
    ['does not keep the rest of a script from running where the block stops', "{ Write-Error no -ErrorAction Stop; 'not here' }.Invoke(); 'after'", 'after|ActionPreferenceStopException@1: Exception calling "Invoke" with "0" argument(s): "The running command stopped because the preference variable "ErrorActionPreference" or common parameter is set to Stop: no"'],
    ['tells of classes that cannot be made', "try { [scriptblock]::Create('class A { $x; $x }').Invoke() } catch { $_.Exception.GetType().Name; $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }", 'MethodInvocationException|MemberAlreadyDefined'],
    ['leaves loops, returns and exits alone', "foreach ($i in 1..3) { { if ($i -eq 2) { return 'two' }; $i }.Invoke() }", '1|two|3'],
  ];
  for (const [name, script, expected] of cases) it(name, () => { assert.equal(answer(script), expected); });
});

describe('The record of an exception of PowerShell', () => {
  it('is what stopped, in the variable for errors', () => {
    assert.equal(answer("try { Get-Variable nosuch -ErrorAction Stop -ErrorVariable told } catch { }; $told.Count; $told[0].GetType().Name; $told[0].ErrorRecord.FullyQualifiedErrorId; $null -eq $told[0].InnerException"),
      '1|ActionPreferenceStopException|VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand|True');
  });
  it('is there before it is thrown, with the id of its type', () => {
    assert.equal(answer("$e = [System.Management.Automation.RuntimeException]::new('told'); $e.ErrorRecord.FullyQualifiedErrorId; \"$($e.ErrorRecord)\"; $e.ErrorRecord.Exception.GetType().Name; [System.Management.Automation.PSArgumentException]::new('a').ErrorRecord.FullyQualifiedErrorId; [System.Management.Automation.PSInvalidCastException]::new('a').ErrorRecord.FullyQualifiedErrorId; $null -eq [ArgumentException]::new('a').ErrorRecord"),
      'RuntimeException|told|ParentContainsErrorRecordException|Argument|PSInvalidCastException|True');
  });
});
