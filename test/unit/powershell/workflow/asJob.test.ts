import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';
import { flow } from './harness.ts';

/** Without threads a job runs to its end where it is started. */
describe('Workflows called with their common parameters', () => {
  afterEach(removeFolders);
  const W = `workflow part { param($q) "part $q" }
function Twice($n) { $n * 2 }
workflow w { param([Parameter(Mandatory)][int]$a, [ValidateSet('d', 'e')][string]$b = 'd') part -q $a; Twice $a; "$b $ParentJobName"; if ($a -eq 3) { throw 'three' } }
`;
  const run = (text: string): readonly string[] => { const ran = runInFolder(W + text); return [...ran.output, ...ran.errors, ...(ran.ended === undefined ? [] : [ran.ended])]; };

  it('are jobs of their own with -AsJob, with what their text defines', () => {
    assert.deepEqual(run('$j = w -a 4 -AsJob -JobName Mine; "$($j.PSJobTypeName) $($j.Name) $($j.Command) $($j.State)"; Receive-Job $j -Wait'), ['PSWorkflowJob Mine w Completed', 'part 4', '8', 'd Mine']);
    assert.deepEqual(run('$j = w 3 e -AsJob; $all = Receive-Job $j -Wait -ErrorVariable failed -ErrorAction SilentlyContinue; "$($j.State) $($failed.Count) $failed $($all -join \',\')"'), ['Failed 1 three part 3,6,e Job1']);
    assert.deepEqual(run('try { w -AsJob } catch { $_.FullyQualifiedErrorId }; try { w -a x -AsJob } catch { $_.FullyQualifiedErrorId }; @(Get-Job).Count; (w -a 1 -AsJob:$false)[0]'), ['MissingMandatoryParameter,w', 'ParameterArgumentTransformationError,w', '0', 'part 1']);
    assert.deepEqual(flow('function Other { 1 }\nworkflow t { InlineScript {\nfunction Two { 2 }; workflow inside { param($n) Two; $n }; $j = inside -n 4 -AsJob; Receive-Job $j -Wait } }').lines, ['2', '4'], 'inside an InlineScript block, with what stands beside it');
    assert.deepEqual(run('workflow own { param([switch]$AsJob) "own $AsJob" }; own -AsJob'), ['own True']);
    assert.deepEqual(run('workflow piped { $input; "n" }; 1..2 | piped -AsJob | Receive-Job -Wait'), ['1', '2', 'n']);
  });

  it('say by $? whether their job has failed, however errors are wanted; errors that they only write do not count', () => {
    const wf = "workflow fails { param($n) if ($n -ne 1) { throw 'x' }; 'fine' }; workflow writes { Write-Error -Message e }; ";
    assert.deepEqual(run(`${wf}fails; "a $?"; fails -ErrorAction SilentlyContinue; "b $?"; fails 1; "c $?"; writes; "d $?"; $v = fails; "e $?"; fails | Out-Null; "f $?"; fails -PSParameterCollection @{ n = 1 }, @{ n = 2 }; "g $?"; fails -PSParameterCollection @{ n = 1 }, @{ n = 1 }; "h $?"`).filter((line) => /^[a-h] /.test(line)),
      ['a False', 'b False', 'c True', 'd True', 'e False', 'f False', 'g False', 'h True']);
  });

  const S = "workflow waits { param($n = 1) 'before'; $m = $n + 1; Suspend-Workflow; \"after $m\" }; ";
  it('suspend as jobs, and go on from there as often as somebody resumes them', () => {
    assert.deepEqual(run(`${S}$j = waits -n 4 -AsJob; "$($j.State) $($j.JobStateInfo.State.value__) $($j.PSEndTime)"; Receive-Job $j; $r = Resume-Job $j -Wait; "$($r.Id -eq $j.Id) $($r.State) $($null -eq $r.PSEndTime)"; Receive-Job $j`),
      ['Suspended 6 ', 'before', 'True Completed False', 'after 5']);
    assert.deepEqual(run("workflow thrice { foreach ($i in 1..3) { $i; Suspend-Workflow } }; $j = thrice -AsJob; $seen = while ($j.State -eq 'Suspended') { Resume-Job -Id $j.Id | Out-Null; 'r' }; \"$seen $(Receive-Job $j)\""), ['r r r 1 2 3']);
    assert.deepEqual(run("workflow fails { Suspend-Workflow; throw 'late' }; $j = fails -AsJob; $j | Resume-Job | ForEach-Object State; Receive-Job $j -ErrorAction SilentlyContinue -ErrorVariable e; \"$e\""), ['Failed', 'late']);
  });
  it('are a suspended job to the script that has called them, which goes on', () => {
    assert.deepEqual(run(`${S}$all = waits; "$($all.Count) $($all[0]) $($all[1].PSJobTypeName) $($all[1].State) $($all[1].Command)"; (Resume-Job $all[1]).State; Receive-Job $all[1]; @(Get-Job).Count`), ['2 before PSWorkflowJob Suspended waits', 'Completed', 'after 2', '1']);
    assert.deepEqual(flow("InlineScript { workflow inner { 'a'; Suspend-Workflow; 'b' }; $j = inner | Select-Object -Last 1; $j.State; $j | Resume-Job | Receive-Job }").lines, ['Suspended', 'b']);
    assert.deepEqual(run("workflow stops { Get-Item -Path /no/such -ErrorAction Stop; 'b' }; $j = stops -ErrorAction Suspend 2>$null; \"$($j.State)\"; Resume-Job $j | Receive-Job"), ['Suspended', 'b']);
    assert.deepEqual(run("workflow keeps { 1; Checkpoint-Workflow; $r = New-Object -TypeName System.IO.StringReader -ArgumentList 'x'; Checkpoint-Workflow; 2 }; keeps"), ['1', '2'], 'checkpoints that nobody goes on from cost nothing');
  });
  it('are of the types that Windows PowerShell has for them, handed out or of the call', () => {
    const types = '$j.GetType().FullName; $j.ChildJobs[0].GetType().FullName; "$($j -is [System.Management.Automation.Job2])"';
    const expected = ['System.Management.Automation.ContainerParentJob', 'Microsoft.PowerShell.Workflow.PSWorkflowJob', 'True'];
    assert.deepEqual(run(`${S}$j = waits -AsJob; ${types}; $j = waits | Select-Object -Last 1; ${types}`), [...expected, ...expected]);
  });
  it('fail with the reason where what they hold cannot be kept, called or as jobs', () => {
    const holds = "workflow holds { $reader = New-Object -TypeName System.IO.StringReader -ArgumentList 'x'; Suspend-Workflow; 'never' }; ";
    assert.match(run(`${holds}holds; 'on'`).join('|'), /^on\|.*\$reader holds an object of the type System\.IO\.StringReader/);
    assert.match(run(`${holds}$j = holds -AsJob; Receive-Job $j; $j.State`).join('|'), /^Failed\|.*\$reader holds an object of the type System\.IO\.StringReader/);
  });
  it('are waited for until they suspend, with -Force until they are over; removed only then, and stopped before', () => {
    assert.deepEqual(run(`${S}$j = waits -AsJob; $w = Wait-Job $j -WarningVariable told 3>$null; "$($w.State) $told"; $w = Wait-Job $j -Force -Timeout 0; "[$w]"; Receive-Job $j -Wait -AutoRemoveJob; @(Get-Job).Count; Remove-Job $j 2>$null; @(Get-Job).Count; Stop-Job $j; "$($j.State)"; Resume-Job $j 3>&1 | ForEach-Object { "$_".Substring(0, 34) }; Remove-Job $j; @(Get-Job).Count`).slice(0, -2),
      ['Suspended One or more jobs are in a suspended or disconnected state, and cannot continue without additional user input.  Specify the -Force parameter to continue to a completed, failed, or stopped state.', '[]', 'before', '1', '1', 'Stopped', 'One or more jobs could not be resu']);
  });
  it('give the variables of their call what their scripts and functions write, as records of their streams', () => {
    const says = "workflow says { Write-Warning -Message a; InlineScript { Write-Warning 'w'; Write-Error 'e'; Write-Information i -Tags t -InformationAction Continue; Write-Host h }; Loud }\nfunction Loud { Write-Warning 'f'; Write-Error 'fe' }\n";
    assert.deepEqual(run(`${says}says -ErrorVariable ev -WarningVariable wv -InformationVariable iv 2>$null 3>$null 6>$null; "$($wv -join ',') $($ev -join ',') $($iv -join ',') $($iv[0].Tags) $($wv[1].GetType().Name)"`), ['a,w,f e,fe i,h t WarningRecord']);
    assert.deepEqual(run(`${says}function Outer { [CmdletBinding()] param() says }; Outer -ErrorVariable ev -WarningVariable wv 2>$null 3>$null 6>$null; "$($wv.Count) $($ev.Count)"`), ['3 2'], 'also of the function around');
    assert.deepEqual(run(`${says}says 2>$null 3>$null 6>&1 | ForEach-Object { "$($_.GetType().Name) $($_.MessageData.GetType().Name) $_ $($_.Tags)" }`), ['InformationRecord String i t', 'InformationRecord HostInformationMessage h PSHOST']);
    assert.deepEqual(run(`${says}says 2>$null 3>&1 6>$null | ForEach-Object { "$($_.GetType().Name) $_" }`), ['WarningRecord a', 'WarningRecord w', 'WarningRecord f']);
  });
  it('show what they have written to every stream before anybody receives it', () => {
    const streams = '"W$($c.Warning.Count) V$($c.Verbose.Count) D$($c.Debug.Count) I$($c.Information.Count) P$($c.Progress.Count -gt 0) O$($c.Output.Count) $($c.Warning[0].GetType().Name) $($c.Information[0].MessageData) $($c.Information[0].GetType().Name)"';
    assert.deepEqual(run(`workflow says { Write-Warning -Message w; Write-Verbose -Message v -Verbose; Write-Debug -Message d -Debug; Write-Information -MessageData i -InformationAction Continue; Write-Progress -Activity a -Status s; 'o' }
$j = says -AsJob; $null = Wait-Job $j; $c = $j.ChildJobs[0]; ${streams}; "$(@($j.Warning).Count)"; (Receive-Job $j -InformationVariable iv 3>$null 6>$null); "$($iv[0].MessageData.GetType().Name) $($c.Warning.Count)"`), ['W1 V1 D1 I1 PTrue O1 WarningRecord i InformationRecord', '0', 'o', 'String 0']);
    assert.deepEqual(run(`$c = (Start-Job { Write-Warning w; Write-Host h; Write-Information i -InformationAction Continue } | Wait-Job).ChildJobs[0]; "$($c.Warning) $($c.Information -join ',') $($c.Information[0].Tags)"; $t = Start-ThreadJob { Write-Warning w; Write-Host h } | Wait-Job; "$($t.Warning.Count) $($t.Information.Count)"; Receive-Job $t 3>$null 6>&1 | ForEach-Object { $_.MessageData.GetType().Name }`), ['w h,i PSHOST', '1 1', 'HostInformationMessage']);
  });
  it('are suspended and resumed only where they can be', () => {
    assert.deepEqual(run(`${S}$s = Start-Job { 1 }; foreach ($do in 'Suspend', 'Resume') { & "$do-Job" $s -ErrorAction SilentlyContinue -ErrorVariable e; "$($e[0].FullyQualifiedErrorId) $("$e".Substring(0, 18))" }; $j = waits -AsJob; "$((Suspend-Job $j).State)"; Resume-Job $j -WhatIf; "$($j.State)"; (Get-Alias sujb, rujb).Definition -join ' '`).filter((line) => !line.startsWith('What if')),
      ['Job2OperationNotSupportedOnJob,Microsoft.PowerShell.Commands.SuspendJobCommand Cannot suspend the', 'Job2OperationNotSupportedOnJob,Microsoft.PowerShell.Commands.ResumeJobCommand Cannot resume the ', 'Suspended', 'Suspended', 'Suspend-Job Resume-Job']);
  });

  it('leave an error that they do not take on the error stream, and the script goes on, unless it asks for more', () => {
    const F = "workflow fails { 'a'; $ErrorActionPreference = 'Stop'; throw 'up'; 'b' }; ";
    assert.deepEqual(run(`${F}fails; "$($Error.Count) $($Error[0].Exception.Message)"; try { fails 2>$null } catch { 'never' }; 'end'`), ['a', '1 up', 'a', 'end', 'JobStateFailed: up']);
    assert.deepEqual(run(`${F}try { fails -ErrorAction Stop } catch { "caught $_" }; fails -ErrorAction SilentlyContinue; fails -ErrorVariable e 2>$null; "$e"; $ErrorActionPreference = 'Stop'; try { fails } catch { 'too' }`), ['a', 'caught up', 'a', 'a', 'up', 'a', 'too']);
  });

  it('run once for each table of -PSParameterCollection, beside each other; an error ends only its own', () => {
    const all = run("w -PSParameterCollection @{ PSComputerName = '*'; b = 'e' }, @{ a = 1; PSComputerName = 'localhost' }, @{ a = 3 }, @{ A = 2; B = 'd' }; 'on'");
    assert.deepEqual(all.toSorted(), ['2', '4', '6', 'd Job1', 'e Job1', 'e Job1', 'on', 'part 1', 'part 2', 'part 3', 'three: three'].toSorted());
    assert.equal(all.at(-2), 'on');
    assert.deepEqual(run('w -AsJob -PSParameterCollection @{ a = 1 }, @{ a = 2 } | Receive-Job -Wait | Sort-Object'), ['2', '4', 'd Job1', 'd Job1', 'part 1', 'part 2']);
  });

  for (const [call, message] of [
    ['w -a 1 -PSParameterCollection @{ a = 2 }', 'goes with -AsJob, -JobName and -InputObject only; -a belongs into its tables'], ['w 1 -PSParameterCollection @{ a = 2 }', 'an argument without a name'],
    ['w -PSParameterCollection @{ a = 1; AsJob = $true }', 'cannot have AsJob'], ['w -PSParameterCollection 5', "transformation on parameter 'PSParameterCollection'"], ["w -PSParameterCollection @{ PSComputerName = '*' }, @{ PSComputerName = '*' }", 'Only one table'],
    ["w -PSParameterCollection @{ a = 1 }, @{ b = 'd' }", 'missing mandatory parameters: a'], ["w -PSParameterCollection @{ a = 1 }, @{ a = 1; PSComputerName = 'srv9' }", 'cannot run on srv9'], ["w -PSParameterCollection @{ a = 1 }, @{ a = 1; b = 'z' }", "parameter 'b'"],
  ] as const) {
    it(`${call} is refused before anything runs`, () => {
      const all = run(`try { ${call} } catch { "refused $($_.Exception.Message)" }`);
      assert.equal(all.length, 1);
      assert.ok(all[0]?.startsWith('refused ') === true && all[0].includes(message), all[0]);
    });
  }
});
