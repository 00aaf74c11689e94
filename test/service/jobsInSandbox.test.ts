import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import { workerBundle } from '../support/workerBundle.ts';

let runInSandbox: typeof Run;

/** Runs a script in a real sandbox; the texts it wrote, and how it ended. */
async function run(script: string, stopAfter?: string): Promise<{ readonly output: string[]; readonly status: string }> {
  const output: string[] = [];
  const sandbox = runInSandbox({
    script, name: 'Jobs', type: 'PowerShellScript', parameters: [],
    onRecords: (records: readonly RunRecord[]) => {
      output.push(...records.map((r) => (r.streamTypeName === 'Output' ? r.text : `${r.streamTypeName}: ${r.text}`)));
      if (stopAfter !== undefined && output.includes(stopAfter)) sandbox.stop();
    },
  });
  const { status } = await sandbox.done;
  return { output, status };
}

describe('Jobs in a sandbox', () => {
  before(async () => {
    ({ runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run });
  });

  it('overlap: what is done first is written first', async () => {
    assert.deepEqual(await run('900, 30 | ForEach-Object -Parallel { Start-Sleep -Milliseconds $_; "slept $_" }; $a = Start-Job { Start-Sleep -Milliseconds 600; "a" }; $b = Start-ThreadJob { "b" }; $first = Wait-Job $a, $b -Any; Receive-Job $first; $a.State; Receive-Job $a -Wait'),
      { output: ['slept 30', 'slept 900', 'b', 'Running', 'a'], status: 'Completed' });
  });
  it('are given whatever there is: what only the script knows, or only its thread holds, and what is nested deeply', async () => {
    assert.deepEqual(await run(`
      enum Kind { A; B }
      class Pt { [int] $X; Pt([int] $x) { $this.X = $x } [string] Say() { return "pt $($this.X)" } }
      $p = [Pt]::new(3); $k = [Kind]::B; $all = [Kind[]]('A', 'B'); $q = New-Object 'System.Collections.Generic.PriorityQueue[string,int]'; $q.Enqueue('a', 1)
      $deep = 1; foreach ($i in 1..20000) { $deep = @{ a = $deep } }
      1 | ForEach-Object -Parallel { $t = $using:p; $t.Say(); ($using:k).GetType().Name; "$($using:all)"; ($using:q).Count; ($using:deep).Count }
      Start-Job { param($p, $k) $p.X; $p.GetType().Name; $p.PSObject.TypeNames[0]; "$k $($k + 1)"; "$($using:all)"; @($using:q).Count; ($using:deep).Count } -ArgumentList $p, $k | Receive-Job -Wait
      Start-Job { enum Own { C; D }; class Cl { $Z = 5 }; [Own]::D; [Cl]::new() } | Receive-Job -Wait | ForEach-Object { "$_ $($_.Z) $($_ -is [int])" }
      1 | ForEach-Object -Parallel { enum Own { C; D }; [Own]::D } | ForEach-Object { "$_ $([int]$_)" }`),
    { output: ['pt 3', 'Kind', 'A B', '1', '1', '3', 'PSCustomObject', 'Deserialized.Pt', '1 2', 'A B', '1', '1', '1  True', 'Cl 5 False', 'D 1'], status: 'Completed' });
  });
  it('tell of warnings and errors, and are stopped with the runbook', async () => {
    const { output, status } = await run('$j = Start-Job { Write-Warning "careful"; Write-Error "oh"; "out" }; Receive-Job $j -Wait; $s = Start-Job { while ($true) { } }; "waiting"; Wait-Job $s', 'waiting');
    assert.deepEqual(output, ['Warning: careful', 'Error: oh', 'out', 'waiting']);
    assert.equal(status, 'Stopped');
  });
  it('of runspaces overlap, and what they share with the script comes back', async () => {
    assert.deepEqual(await run(`
      # The first one ends only when the second one has run: they overlap, or this never ends.
      $file = (New-TemporaryFile).FullName; Remove-Item $file
      $pool = [runspacefactory]::CreateRunspacePool(1, 3); $pool.Open(); $sync = [hashtable]::Synchronized(@{ list = [System.Collections.ArrayList]::new() })
      $all = foreach ($who in 'waits', 'makes') { $p = [powershell]::Create(); $p.RunspacePool = $pool; [void] $p.AddScript({ param($who, $s, $file) if ($who -eq 'makes') { Set-Content $file x } else { while (-not (Test-Path $file)) { Start-Sleep -Milliseconds 20 } }; $s["$who"] = [datetime]::new(2024, 1, 1); [void] $s.list.Add($who); [version] '1.2'; Write-Warning $who }).AddArgument($who).AddArgument($sync).AddArgument($file); @{ p = $p; r = $p.BeginInvoke() } }
      $first = [System.Threading.WaitHandle]::WaitAny($all.r.AsyncWaitHandle); $all[$first].r.IsCompleted
      foreach ($one in $all) { $v = $one.p.EndInvoke($one.r)[0]; "$v $($v.GetType().Name) $($one.p.Streams.Warning.Message)"; $one.p.Dispose() }
      Remove-Item $file; "$($sync.list | Sort-Object)"; $sync.makes.Year; $pool.Close()
      $d = [System.Collections.Concurrent.ConcurrentDictionary[string,int]]::new(); 1..4 | ForEach-Object -Parallel { $t = $using:d; $null = $t.TryAdd("k$_", $_) }; ($d.Values | Measure-Object -Sum).Sum
      $p = [powershell]::Create(); $r = $p.AddScript('throw "inside"').BeginInvoke(); try { $p.EndInvoke($r) } catch { $_.Exception.InnerException.Message }
      $p = [powershell]::Create(); $r = $p.AddScript('while ($true) { }').BeginInvoke(); $p.Stop(); $p.InvocationStateInfo.State`),
    { output: ['True', '1.2 Version waits', '1.2 Version makes', 'makes waits', '2024', '10', 'inside', 'Stopped'], status: 'Completed' });
  });
  it('go on for whoever only looks at them', async () => {
    // Each loop ends by what it sees of the job, or never.
    assert.deepEqual(await run(`
      $j = Start-Job { 'a'; Start-Sleep -Milliseconds 100; 'b' }; while ($j.State -eq 'Running') { Start-Sleep -Milliseconds 5 }; "$($j.State) $($j.HasMoreData)"
      $j = Start-ThreadJob { 'a' }; while ($j.JobStateInfo.State -ne 'Completed') { }; $j.State
      $j = Start-Job { 'a'; Start-Sleep 60 }; while ($j.ChildJobs[0].Output.Count -eq 0) { }; $j.State; Stop-Job $j; $j.State; $null -ne $j.PSEndTime
      $j = Start-Job { }; while ($null -eq $j.PSEndTime) { }; $j.ChildJobs[0].State; while ($j.HasMoreData) { }
      $j = 1..2 | ForEach-Object { Start-ThreadJob { $using:_ } -ThrottleLimit 1 }; while ($j[1].State -ne 'Completed') { }; "$($j.State)"
      ($j = Start-Job { }) | Format-List ChildJobs | Out-String | ForEach-Object Trim`),
    { output: ['Completed True', 'Completed', 'Running', 'Stopped', 'True', 'Completed', 'Completed Completed', 'ChildJobs : {Job11}'], status: 'Completed' });
  });
  it('end in a thread with what they would end with here: a stop of a preference, what a command throws, what `throw` says', async () => {
    assert.deepEqual(await run(`
      $function = 'function f { [CmdletBinding()] param() Write-Error oh; $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([System.ArgumentException] "a", "i", "InvalidData", 1)) }; '
      foreach ($end in 'f -ErrorAction Stop', '$ErrorActionPreference = "Stop"; f', 'throw "t"', 'throw [System.IO.IOException] "b"', '$ErrorActionPreference = "Stop"; Get-Item /nowhere') {
        $told = foreach ($way in 'here', 'beside') {
          $p = [powershell]::Create().AddScript($function + $end)
          try { if ($way -eq 'here') { $p.Invoke() } else { $p.EndInvoke($p.BeginInvoke()) } } catch { $i = $_.Exception.InnerException; "$($_.FullyQualifiedErrorId) $($i.InnerException.Message) $($p.InvocationStateInfo.Reason.GetType().Name)" }
        }
        "$($told[0]) $($told[0] -eq $told[1])"
      }`),
    { output: [
      'ActionPreferenceStopException  ActionPreferenceStopException True', 'ActionPreferenceStopException  ActionPreferenceStopException True', 'RuntimeException  RuntimeException True',
      'CmdletInvocationException b IOException True', 'ActionPreferenceStopException  ActionPreferenceStopException True',
    ], status: 'Completed' });
  });
  describe('that are stopped', () => {
    let folder = '';
    beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-stopped-')); });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const begun = (): string => `function Wait-File($n) { while (-not (Test-Path "${folder}/$n")) { Start-Sleep -Milliseconds 20 } }; `;

    it('run their finally blocks, and nothing that they wrote before or there is lost', async () => {
      const { output, status } = await run(`${begun()}
        workflow w { try { 'w'; Set-Content -Path "${folder}/w" -Value 1; Start-Sleep -Seconds 600 } finally { 'late'; Set-Content -Path "${folder}/late" -Value 1 } }
        function Show($j) { "$($j.State) $($j.HasMoreData): $(Receive-Job $j 2>&1) $($j.HasMoreData)" }
        $j = w -AsJob; Wait-File w; Stop-Job $j; Show $j; Test-Path "${folder}/late"
        $j = Start-Job { 'a'; try { Set-Content -Path "${folder}/a" -Value 1; while ($true) { } } finally { 'b'; Start-Sleep -Milliseconds 30; throw 'c' } }; Wait-File a; Stop-Job $j -PassThru | ForEach-Object State; Show $j
        $j = 1..2 | ForEach-Object -Parallel { try { "t$_"; Set-Content -Path "${folder}/t$_" -Value 1; Start-Sleep -Seconds 600 } finally { "u$_" } } -AsJob; Wait-File t1; Wait-File t2; Stop-Job $j; Show $j
        $j = Start-ThreadJob { try { Set-Content -Path "${folder}/r" -Value 1; Start-Sleep -Seconds 600 } finally { Set-Content -Path "${folder}/removed" -Value 1 } }; Wait-File r; Remove-Job $j -Force; Test-Path "${folder}/removed"
        $p = [powershell]::Create(); $r = $p.AddScript({ try { Set-Content -Path "${folder}/p" -Value 1; Start-Sleep -Seconds 600 } finally { Set-Content -Path "${folder}/q" -Value 1 } }.ToString()).BeginInvoke(); Wait-File p; $p.Stop(); "$($p.InvocationStateInfo.State) $(Test-Path "${folder}/q")"
        $j = Start-Job { try { 'x'; 'y'; Set-Content -Path "${folder}/x" -Value 1; Start-Sleep -Seconds 600 } finally { 'z'; while ($true) { } } }; Wait-File x; Stop-Job $j; Show $j`);
      assert.deepEqual(output.filter((line) => !line.startsWith('Progress')), [
        'Stopped True: w late False', 'True', 'Stopped', 'Stopped True: a b c False', 'Stopped True: t1 u1 t2 u2 False', 'True', 'Stopped True', 'Stopped True: x y z False',
      ]);
      assert.equal(status, 'Completed');
    });
    it('because their runbook ends or is stopped run them too', async () => {
      const job = `${begun()}$j = Start-Job { try { Set-Content -Path "${folder}/a" -Value 1; Start-Sleep -Seconds 600 } finally { Start-Sleep -Milliseconds 100; Set-Content -Path "${folder}/b" -Value 1 } }; Wait-File a; 'here'`;
      assert.deepEqual(await run(job), { output: ['here'], status: 'Completed' });
      assert.ok(existsSync(join(folder, 'b')), 'the runbook has ended');
      rmSync(join(folder, 'a'));
      rmSync(join(folder, 'b'));
      assert.deepEqual(await run(`${job}; Wait-Job $j`, 'here'), { output: ['here'], status: 'Stopped' });
      assert.ok(existsSync(join(folder, 'b')), 'the runbook was stopped');
    });
  });
  it('of runspaces that nobody waits for end with the runbook', async () => {
    assert.deepEqual((await run('$p = [powershell]::Create(); $r = $p.AddScript("while (1) { }").BeginInvoke(); "waiting"; $p.EndInvoke($r)', 'waiting')).status, 'Stopped');
  });
});
