import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

/** Without threads the engine runs each job to its end where it is started; what scripts see of jobs is the same. */
describe('Jobs in an engine without threads', () => {
  afterEach(removeFolders);
  const output = (script: string): readonly string[] => { const ran = runInFolder(script); return [...ran.output, ...ran.errors, ...(ran.ended === undefined ? [] : [ran.ended])]; };

  it('start with arguments, input and $using:, and give what they wrote once', () => {
    assert.deepEqual(output('$x = 5; $j = Start-Job -Name A { param($a, $b = 1) $a + $b + $using:x } -ArgumentList 2; $j.Name; $j.State; Receive-Job $j -Keep; Receive-Job $j; (Receive-Job $j).Count; $j.HasMoreData'), ['A', 'Completed', '8', '8', '0', 'False']);
    assert.deepEqual(output('1..3 | Start-ThreadJob { $input | ForEach-Object { $_ * 2 } } | Wait-Job | Receive-Job; Start-Job { $args -join "-" } -ArgumentList 1, 2 | Receive-Job -Wait -AutoRemoveJob; (Get-Job).Count'), ['2', '4', '6', '1-2', '1']);
    assert.deepEqual(output('Start-Job { $input | ForEach-Object { $_ * 2 } } -InputObject 1, 2 | Receive-Job -Wait -AutoRemoveJob'), ['2', '4']);
    assert.deepEqual(output('$x = 5; try { & { $using:x } } catch { $_.FullyQualifiedErrorId }; Start-Job { & { $using:x } } | Receive-Job -Wait -AutoRemoveJob'), ['UsingWithoutInvokeCommand', '5']);
  });
  it('get what $using: names, with members and indexes behind it; what nobody set is an error', () => {
    assert.deepEqual(output('$a = "x", "y"; $h = @{ k = @{ z = 3 } }; $n = $null; 1 | ForEach-Object -Parallel { $using:a[1]; $using:h.k["z"]; "<$($using:n)>"; $using:PSVersionTable.PSVersion.Major }; Start-Job { $using:a[0] } | Receive-Job -Wait'), ['y', '3', '<>', '7', 'x']);
    assert.deepEqual(output('try { 1 | ForEach-Object -Parallel { $using:nope } } catch { $_.FullyQualifiedErrorId }; try { Start-Job { $using:nope.Length } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }'), [
      'UsingVariableIsUndefined,Microsoft.PowerShell.Commands.ForEachObjectCommand', 'UsingVariableIsUndefined,Microsoft.PowerShell.Commands.StartJobCommand', "The value of the using variable '$using:nope' cannot be retrieved because it has not been set in the local session.",
    ]);
    assert.deepEqual(output('$o = "o"; 1 | ForEach-Object -Parallel { $using:o; $i = "i"; 1 | ForEach-Object -Parallel { $using:i }; 1 | % -Parallel { $using:o } }').map((t) => t.replace(/:.*/, '')), ['o', 'i', 'UsingVariableIsUndefined,Microsoft.PowerShell.Commands.ForEachObjectCommand']);
  });
  it('tell errors as they were there: no command here adds its name, and those of another process tell no call', () => {
    assert.deepEqual(output("1 | ForEach-Object -Parallel { NoSuchCommand } -ErrorVariable e 2>$null; $e[0].FullyQualifiedErrorId; $e[0].InvocationInfo.ScriptLineNumber; $j = Start-Job { throw 'x' }; Receive-Job $j -Wait -ErrorVariable e 2>$null; $e[0].FullyQualifiedErrorId; $null -eq $e[0].InvocationInfo; Start-Job { Get-Item /none/such } | Receive-Job -Wait -ErrorVariable e 2>$null; $e[0].FullyQualifiedErrorId; $null -eq $e[0].InvocationInfo"),
      ['CommandNotFoundException', '1', 'x', 'True', 'PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand', 'True']);
    assert.deepEqual(output("(Start-Job { Write-Host h } | Receive-Job -Wait 6>&1).Tags; (1 | ForEach-Object -Parallel { Write-Host h } 6>&1).Tags"), ['PSHOST', 'FORWARDED', 'PSHOST']);
  });
  it('begin in the folder that is wanted, where there is one', () => {
    assert.deepEqual(output('$null = mkdir d; Start-Job { Split-Path (Get-Location) -Leaf } -WorkingDirectory d | Receive-Job -Wait -AutoRemoveJob; try { Start-Job { 1 } -WorkingDirectory none } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }; Split-Path (Get-Location) -Leaf | ForEach-Object { $_ -eq "d" }'), [
      'd', 'DirectoryNotFoundException,Microsoft.PowerShell.Commands.StartJobCommand', 'Cannot find the WorkingDirectory path none.', 'False',
    ]);
  });
  it('are chosen by when they ended', () => {
    assert.deepEqual(output('$null = Start-Job { 1 }; $first, $last = [datetime]::MinValue, [datetime]::MaxValue; @(Get-Job -Before $last).Count; @(Get-Job -After $last).Count; @(Get-Job -After $first -Before $last).Count; @(Get-Job -Before $first).Count'), ['1', '0', '1', '0']);
  });
  it('are not what has become of one in another process, nor a number, where a job is named', () => {
    const message = (value: string, type: string): string => `Cannot bind parameter 'Job'. Cannot convert the "${value}" value of type "${type}" to type "System.Management.Automation.Job".`;
    assert.deepEqual(output('$d = Start-Job { Start-Job { 1 } } | Receive-Job -Wait; foreach ($do in "Wait", "Stop", "Remove", "Receive") { try { & "$do-Job" -Job $d } catch { $_.Exception.Message } }; try { Wait-Job -Job 1 } catch { $_.Exception.Message }; (Wait-Job 1).Id'), [
      ...Array.from({ length: 4 }, () => message('System.Management.Automation.PSRemotingJob', 'Deserialized.System.Management.Automation.PSRemotingJob')), message('1', 'System.Int32'), '1',
    ]);
  });
  it('see nothing of the script and change nothing in it', () => {
    assert.deepEqual(output('$x = 1; function f { "f" }; Start-Job { "[$x]"; $x = 2; try { f } catch { "no f" } } | Receive-Job -Wait; $x'), ['[]', 'no f', '1']);
  });
  it('run a script before theirs', () => {
    assert.deepEqual(output('Start-Job -InitializationScript { function F { "f$args" }; $v = 3; "not shown" } { F $v } | Receive-Job -Wait; Start-ThreadJob -InitializationScript { throw "early" } { "never" } | Wait-Job | ForEach-Object State'), ['f3', 'Failed']);
  });
  it('fail with their error, which Receive-Job tells', () => {
    assert.deepEqual(output('$j = Start-ThreadJob { "before"; throw "no good" }; $j.State; try { Receive-Job $j -ErrorAction Stop } catch { "caught $_" }; $j.JobStateInfo.State'), ['Failed', 'before', 'caught no good', 'Failed']);
  });
  it('of a process of their own have remote errors, those of a thread the errors themselves', () => {
    const told = (start: string): readonly string[] => output(`$j = ${start} { Get-Item ./none; throw [System.IO.IOException]::new('x') }; $null = Receive-Job $j -Wait -ErrorVariable e -ErrorAction SilentlyContinue; $e.ForEach{ "$($_.Exception.GetType().Name) $($_.CategoryInfo.Reason)" }`);
    assert.deepEqual(told('Start-Job'), ['RemoteException ItemNotFoundException', 'RemoteException IOException']);
    assert.deepEqual(told('Start-ThreadJob'), ['ItemNotFoundException ItemNotFoundException', 'IOException IOException']);
  });
  it('have streams that are taken by reading them', () => {
    assert.deepEqual(output("$j = Start-Job { 1; 2; Write-Error e; Write-Verbose v -Verbose; Write-Progress a b } | Wait-Job; $c = $j.ChildJobs[0]; $c.Output.GetType().Name; $c.Output.Count; $c.Output.ReadAll() -join '+'; $c.Output.Count; \"$($c.Verbose.ReadAll())\"; $c.Progress[0].Activity; $c.Error[0].ToString(); $j.Warning.Count; @(Receive-Job $j -ErrorAction SilentlyContinue -ErrorVariable told).Count; \"$told\""),
      ['PSDataCollection`1', '2', '1+2', '0', 'v', 'a', 'e', '0', '0', 'e']);
  });
  it('are listed with their children, which alone have what was written', () => {
    assert.deepEqual(output("$j = Start-Job -Name One { 7 } | Wait-Job; (Get-Job -IncludeChildJob).Name -join ','; @(Get-Job -ChildJobState Failed).Count; @(Receive-Job $j -NoRecurse).Count; Receive-Job $j.ChildJobs[0] -NoRecurse; $t = Start-ThreadJob { 8 } | Wait-Job; Receive-Job $t -NoRecurse"), ['One,Job2', '1', '0', '7', '8']);
  });
  it('in threads give what their InitializationScript writes, others do not', () => {
    assert.deepEqual(output("Start-ThreadJob { 'main' } -InitializationScript { 'first' } | Receive-Job -Wait; Start-Job { 'main' } -InitializationScript { 'first' } | Receive-Job -Wait"), ['first', 'main', 'main']);
  });
  it('have a child that does their work: its output, its errors and why it failed', () => {
    assert.deepEqual(output('$j = Start-Job { 1; Write-Error e; throw "bad" }; $null = Wait-Job $j; $c = $j.ChildJobs[0]; "$($c.Id) $($c.Name)"; $c.Output; $c.Error[0].Exception.Message; $null = Receive-Job $j -ErrorAction Ignore; $c.JobStateInfo.Reason.Message; (Start-Job { 1 }).Id; @((Start-ThreadJob { 1 }).ChildJobs).Count'), ['2 Job2', '1', 'e', 'bad', '3', '0']);
  });
  it('are found by id, name and state; what is not there is named', () => {
    assert.deepEqual(output('$null = Start-Job -Name One { 1 }; $null = Start-Job -Name Two { throw 2 }; (Get-Job -Id 3).Name; (Get-Job T*).Name; (Get-Job -State Completed).Name; Get-Job 9; Receive-Job -Name Three'),
      ['Two', 'Two', 'One', 'JobWithSpecifiedSessionNotFound,Get-Job: The command cannot find a job with the job ID 9. Verify the value of the Id parameter and then try the command again.', 'JobWithSpecifiedNameNotFound,Receive-Job: The command cannot find the job because the job name Three was not found. Verify the value of the Name parameter, and then try the command again.'].map((t) => t.replace(',Get-Job', ',Microsoft.PowerShell.Commands.GetJobCommand').replace(',Receive-Job', ',Microsoft.PowerShell.Commands.ReceiveJobCommand')));
  });
  it('are found by command, state and place; a state that is none is refused, a job that is none too', () => {
    assert.deepEqual(output("$a = Start-Job -Name One { 1 }; $b = Start-Job -Name Two { 2 }; (Get-Job -Command '*2*').Name; @(Get-Job -State Comp).Count; @(Receive-Job $a -Location elsewhere).Count; Receive-Job 1; try { Get-Job -State Nope } catch { $_.FullyQualifiedErrorId }; try { Get-Job -Id 1 -Name One } catch { $_.FullyQualifiedErrorId }; $a.ChildJobs[0] | Wait-Job | ForEach-Object Name; $a, $b | Remove-Job; @(Get-Job).Count; @(Get-Job -Filter @{ State = 'Completed' }).Count"),
      ['Two', '2', '0', '1', 'CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.GetJobCommand', 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.GetJobCommand', 'One', '0', '0']);
  });
  it('give what they have themselves to those that they start', () => {
    assert.deepEqual(output('$a = "A"; 1..2 | ForEach-Object -Parallel { $using:a; $b = "B"; 1..2 | ForEach-Object -Parallel { $using:b } }'), ['A', 'B', 'B', 'A', 'B', 'B']);
  });
  it('run in ForEach-Object -Parallel, whose errors end one object\'s script only', () => {
    assert.deepEqual(output('$k = 10; 1..4 | ForEach-Object -Parallel { if ($_ -eq 2) { throw "bad $_" }; $_ * $using:k } -ThrottleLimit 2').map((t) => t.replace(/^[^:]*: /, '')), ['10', '30', '40', 'bad 2']);
  });
});
