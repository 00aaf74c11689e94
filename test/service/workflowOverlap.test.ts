import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssetReply } from '../../src/worker/protocol.ts';
import type { RunOptions, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import { workerBundle } from '../support/workerBundle.ts';

let runInSandbox: typeof Run;
const later = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

async function run(body: string, rest: Partial<RunOptions> = {}) {
  const lines: string[] = [];
  const result = await runInSandbox({ script: `workflow Test { ${body} }`, name: 'Test', type: 'Script', onRecords: (batch) => { for (const r of batch) if (r.streamTypeName !== 'Progress') lines.push(`${r.streamTypeName} ${r.text}`); }, ...rest }).done;
  return { result, lines };
}

describe('Branches of a workflow in a sandbox', function () {
  this.timeout(30_000);
  let server: Server, url = '', busy = 0, most = 0;
  before(async () => {
    ({ runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run });
    server = createServer((request, response) => {
      most = Math.max(most, ++busy);
      setTimeout(() => { busy -= 1; response.end(JSON.stringify({ path: request.url })); }, 700);
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => { server.close(); });

  it('ten web requests are under way together; a throttle holds them to its number', async () => {
    const { result, lines } = await run(`foreach -parallel ($i in 1..10) { $r = Invoke-RestMethod -Uri "${url}/$i"; $r.path }`);
    assert.deepEqual([result.status, lines.toSorted()], ['Completed', Array.from({ length: 10 }, (_, i) => `Output /${i + 1}`).toSorted()]);
    assert.equal(most, 10);
    most = 0;
    await run(`foreach -parallel -ThrottleLimit 3 ($i in 1..7) { Invoke-RestMethod -Uri "${url}/$i" | Select-Object -ExpandProperty path }`);
    // In a pipeline with another command the request is an activity like any other.
    assert.ok(most <= 3, `${most} at once`);
  });

  it('with $PSRunInProcessPreference an InlineScript of a branch is in the process: values, errors and the environment are the workflow\'s own, and branches overlap all the same', async () => {
    const begun = performance.now(), wait = 'Start-Sleep -Milliseconds 900';
    const { result, lines } = await run(`
      $PSRunInProcessPreference = $true; $d = Get-Date; $list = New-Object System.Collections.ArrayList
      InlineScript { $env:SMA_A = 1 }
      parallel {
        InlineScript { ${wait}; "a$env:SMA_A"; $env:SMA_B = 2; [void]($using:list).Add('a'); $null -ne ($using:d).AddDays(1) }
        InlineScript { ${wait}; [void]($using:list).Add('b') }
        sequence { try { InlineScript { ${wait}; throw [System.IO.IOException]::new('x') } } catch [System.IO.IOException] { 'io' } }
      }
      InlineScript { "$env:SMA_A$env:SMA_B" }
      ($list | Sort-Object) -join ','`);
    assert.deepEqual([result.status, lines.slice(0, 3).toSorted(), lines.slice(3)], ['Completed', ['Output True', 'Output a1', 'Output io'], ['Output 12', 'Output a,b']]);
    assert.ok(performance.now() - begun < 2700, 'one after the other');
    // Without it each is a process of its own, which has the environment of the workflow.
    const apart = await run(`$PSRunInProcessPreference = $true; InlineScript { $env:SMA_A = 1 }; $PSRunInProcessPreference = $false
      parallel { InlineScript { Start-Sleep -Milliseconds 200; "a$env:SMA_A"; $env:SMA_B = 2 }; InlineScript { Start-Sleep -Milliseconds 200 } }; InlineScript { "[$env:SMA_B]" }`);
    assert.deepEqual(apart.lines, ['Output a1', 'Output []']);
  });

  it('assets are asked for together', async () => {
    let asked = 0, together = 0;
    const assets = async (): Promise<AssetReply> => {
      together = Math.max(together, ++asked);
      await later(200);
      asked -= 1;
      return { found: true, value: '"v"', secrets: [] };
    };
    const { lines } = await run("foreach -parallel ($i in 1..4) { $v = Get-AutomationVariable -Name \"V$i\"; \"$i=$v\" }", { assets });
    assert.deepEqual(lines.toSorted(), ['Output 1=v', 'Output 2=v', 'Output 3=v', 'Output 4=v']);
    assert.equal(together, 4);
  });

  it('InlineScript and functions of branches run in threads of their own: three sleeping two seconds end in about two', async () => {
    const begun = performance.now();
    const { result, lines } = await run("function Slow($n) { Start-Sleep -Milliseconds 2000; Write-Warning \"w$n\"; \"f$n\" }\nparallel { InlineScript { Start-Sleep -Seconds 2; 'a' }\n InlineScript { Start-Sleep -Seconds 2; 'b' }\n Slow 3 }; 'end'");
    const took = performance.now() - begun;
    assert.deepEqual([result.status, lines.slice(0, -1).toSorted(), lines.at(-1)], ['Completed', ['Output a', 'Output b', 'Output f3', 'Warning w3'], 'Output end']);
    assert.ok(took < 5_000, `${Math.round(took)} ms`);
  });

  it('values cross to such a thread and back as over any boundary, errors too', async () => {
    const { lines } = await run("$h = @{ n = 1; l = 1, 2 }; parallel { InlineScript { $h = $using:h; \"$($h.n) $($h.l.Count)\"; [pscustomobject]@{ A = 1 } | ForEach-Object { $_.A } }\n try { InlineScript { throw 'boom' } } catch { \"caught $($_.Message)\" }\n InlineScript { Write-Error 'soft'; [datetime]'2020-01-02' } }");
    assert.deepEqual(lines.toSorted(), ['Error soft', 'Output 1', 'Output 1 2', 'Output Thursday, 02 January 2020 00:00:00', 'Output caught boom'].toSorted());
  });

  it('blocks of ForEach-Object and Where-Object that wait do not hold other branches up: each waits for what another one makes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-blocks-'));
    try {
      const block = `$made = New-Item -Path "$dir/$_" -ItemType File; $n = 0; while ((Get-ChildItem -Path $dir).Count -lt 3 -and $n -lt 1000) { Start-Sleep -Milliseconds 20; $n++ }`;
      const { result, lines } = await run(`$dir = '${folder}'; foreach -parallel ($i in 1..3) {\n  $own = $i * 10\n  if ($i -eq 3) { $i | Where-Object {\n ${block}; Write-Error 'here'; $n -lt 1000 } } else { $i | ForEach-Object { ${block}; $own + ($n -lt 1000); $own = 0 } }\n  $own\n}`);
      assert.equal(result.exception, null);
      assert.deepEqual([result.status, lines.toSorted()], ['Completed', ['Error here', 'Output 10', 'Output 11', 'Output 20', 'Output 21', 'Output 3', 'Output 30']]);
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });

  it('script text of Invoke-Expression that waits does not either, and knows none of the variables of the workflow', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-text-'));
    try {
      const text = 'New-Item -Path "DIR/NUMBER" -ItemType File | ForEach-Object Name; $n = 0; while ((Get-ChildItem -Path "DIR").Count -lt 3 -and $n -lt 1000) { Start-Sleep -Milliseconds 20; $n++ }; "$($n -lt 1000)$i"; if (NUMBER -eq 2) { Write-Error here }; if (NUMBER -eq 3) { throw "three" }';
      const { result, lines } = await run(`$dir = '${folder}'\n$text = '${text}'\nforeach -parallel ($i in 1..3) {\n  $own = $text.Replace('DIR', $dir).Replace('NUMBER', "$i")\n  try { $made = Invoke-Expression -Command $own; "$i $made" } catch { "$i caught $($_.Message)" }\n}`);
      assert.equal(result.exception, null);
      assert.deepEqual([result.status, lines.toSorted()], ['Completed', ['Error here', 'Output 1 1 True', 'Output 2 2 True', 'Output 3 caught three']]);
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });

  it('a block or a text that sleeps too long is ended by it, outside of branches too', async () => {
    const { result, lines } = await run("try { ForEach-Object -InputObject 1 -PSActionRunningTimeoutSec 1 -Process { Start-Sleep 60 } } catch { \"late: $($_.GetType().Name)\" }; try { Invoke-Expression -Command 'Start-Sleep 60' -PSActionRunningTimeoutSec 1 } catch { \"late: $($_.GetType().Name)\" }; 1 | ForEach-Object -PSActionRunningTimeoutSec 600 -Process { Start-Sleep -Milliseconds 10; \"in time $_\" }");
    assert.deepEqual(lines, ['Output late: TimeoutException', 'Output late: TimeoutException', 'Output in time 1']);
    assert.equal(result.status, 'Completed');
  });
  it('an InlineScript that runs too long is ended by PSActionRunningTimeoutSec', async () => {
    const { result, lines } = await run("try { InlineScript { while ($true) { } } -PSActionRunningTimeoutSec 1 } catch { \"late: $($_.GetType().Name)\" }; 'on'");
    assert.equal(result.exception, null);
    assert.deepEqual([result.status, lines], ['Completed', ['Output late: TimeoutException', 'Output on']]);
  });

  it('workflows called with -AsJob run beside the script and each other: each waits for what another one makes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-asjob-'));
    try {
      const lines: string[] = [];
      const script = `workflow w { param([int]$n) $made = New-Item -Path "${folder}/$n" -ItemType File; $ready = $false; while (-not $ready) { Start-Sleep -Milliseconds 20; $ready = (Get-ChildItem -Path '${folder}').Count -eq 3 }; "done $n" }`;
      const { status } = await runInSandbox({
        script: `${script}\n$a = w -n 1 -AsJob -JobName First; $b = w -PSParameterCollection @{ n = 2 }, @{ n = 3 } -AsJob\n"$($a.Name) $($a.PSJobTypeName) $($a.State)"; Receive-Job $a, $b -Wait | Sort-Object; "$($a.State) $($b.State)"`, name: 'Test', type: 'PowerShellScript',
        onRecords: (batch) => { for (const r of batch) if (r.streamTypeName !== 'Progress') lines.push(`${r.streamTypeName} ${r.text}`); },
      }).done;
      assert.deepEqual([status, lines], ['Completed', ['Output First PSWorkflowJob Running', 'Output done 1', 'Output done 2', 'Output done 3', 'Output Completed Completed']]);
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });

  it('a script beside a branch that throws runs its finally blocks, and the branches go on after it with fresh threads', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-thrown-'));
    try {
      const { result, lines } = await run(`try {
        parallel {
          InlineScript { try { 'inside'; Set-Content -Path '${folder}/begun' -Value 1; while ($true) { Start-Sleep -Milliseconds 10 } } finally { 'script' } }
          sequence { do { Start-Sleep -Milliseconds 50; $begun = Test-Path -Path '${folder}/begun' } until ($begun); throw 'x' }
        }
      } catch { "caught $($_.Message)" }
      foreach -parallel ($i in 1..2) { InlineScript { "again $using:i" } }`);
      assert.equal(result.status, 'Completed', result.exception ?? '');
      assert.deepEqual([lines.slice(0, 3), lines.slice(3).toSorted()], [['Output inside', 'Output script', 'Output caught x'], ['Output again 1', 'Output again 2']]);
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });

  /** A script with a folder through which its jobs and it tell each other how far they are. */
  async function withFolder(script: (folder: string) => string): Promise<{ readonly status: string; readonly exception: string | null; readonly lines: readonly string[] }> {
    const folder = mkdtempSync(join(tmpdir(), 'sma-asjob-'));
    try {
      const lines: string[] = [];
      const { status, exception } = await runInSandbox({
        script: `function Wait-File($name) { while (-not (Test-Path "${folder}/$name")) { Start-Sleep -Milliseconds 20 } }\nfunction Add-File($name) { New-Item -Path "${folder}/$name" -ItemType File | Out-Null }\n${script(folder)}`, name: 'Test', type: 'PowerShellScript',
        onRecords: (batch) => { for (const r of batch) if (r.streamTypeName !== 'Progress') lines.push(`${r.streamTypeName} ${r.text}`); },
      }).done;
      return { status, exception, lines };
    } finally { rmSync(folder, { recursive: true, force: true }); }
  }
  const LOOKS = (folder: string, name: string): string => `$there = $false; while (-not $there) { Start-Sleep -Milliseconds 20; $there = Test-Path -Path "${folder}/${name}" }`;

  it('workflows called with -AsJob suspend at their next checkpoint, and go on with what they had', async () => {
    const { status, exception, lines } = await withFolder((folder) => `
workflow w { param([int]$n) $sum = $n + 1; "begun $sum"; $made = New-Item -Path "${folder}/begun" -ItemType File; ${LOOKS(folder, 'asked')}; "still"; Checkpoint-Workflow; "on $sum" }
$j = w -n 4 -AsJob; Wait-File begun
"$((Suspend-Job $j).State)"; Add-File asked
Wait-Job $j -WarningAction SilentlyContinue | ForEach-Object State; Receive-Job $j; (Resume-Job $j).State; Receive-Job $j -Wait; $j.State`);
    assert.deepEqual([status, exception, lines], ['Completed', null, ['Suspending', 'Suspended', 'begun 5', 'still', 'Running', 'on 5', 'Completed'].map((line) => `Output ${line}`)]);
  });

  it('workflows called with -AsJob suspend at once with -Force, and go on from their last checkpoint, or begin anew', async () => {
    const { status, exception, lines } = await withFolder((folder) => `
workflow kept { $r = Get-Random; $r; Checkpoint-Workflow; $made = New-Item -Path "${folder}/kept$(@(Get-ChildItem -Path '${folder}' -Filter 'kept*').Count)" -ItemType File; ${LOOKS(folder, 'go')}; $r }
workflow anew { 'from the start'; $made = New-Item -Path "${folder}/anew$(@(Get-ChildItem -Path '${folder}' -Filter 'anew*').Count)" -ItemType File; ${LOOKS(folder, 'go')}; 'end' }
$k = kept -AsJob; $a = anew -AsJob; Wait-File kept0; Wait-File anew0
Suspend-Job $a -ErrorAction SilentlyContinue -ErrorVariable e | ForEach-Object State; $e[0].FullyQualifiedErrorId
Suspend-Job $k, $a -Force | ForEach-Object State
Resume-Job $k, $a | Out-Null; Wait-File kept1; Wait-File anew1; Add-File go
$all = Receive-Job $k -Wait; "$($all.Count) $(@($all | Select-Object -Unique).Count)"; Receive-Job $a -Wait`);
    assert.deepEqual([status, exception, lines], ['Completed', null, ['Running', 'SuspendJobWithoutPersistPoint,Microsoft.PowerShell.Commands.SuspendJobCommand', 'Suspended', 'Suspended', '2 1', 'from the start', 'from the start', 'end'].map((line) => `Output ${line}`)]);
  });

  it('a workflow that has jobs of its own beside its branches hears of both', async () => {
    const { status, exception, lines } = await withFolder((folder) => `
workflow job { param([string]$to) ${LOOKS(folder, '$to')}; "job $to" }
workflow w { parallel { InlineScript { while (-not (Test-Path '${folder}/b')) { Start-Sleep -Milliseconds 20 }; 'branch' }
 sequence { $made = New-Item -Path '${folder}/a' -ItemType File; InlineScript { workflow inner { 'x' }; inner -AsJob | Receive-Job -Wait }; $k = Start-Job -Name K -ScriptBlock { New-Item -Path '${folder}/b' -ItemType File | Out-Null; 'beside' }; Receive-Job -Name K -Wait } } }
$j = job -to a -AsJob; w | Sort-Object; Receive-Job $j -Wait`);
    assert.deepEqual([status, exception, lines], ['Completed', null, ['beside', 'branch', 'x', 'job a'].map((line) => `Output ${line}`)]);
  });

  it('scripts of a workflow that is a job run beside each other, too: each waits for what another one makes', async () => {
    const MEETS = (folder: string, group: string): string => [1, 2, 3].map((n) => `InlineScript { New-Item -Path '${folder}/${group}${n}' -ItemType File | Out-Null; while (@(Get-ChildItem -Path '${folder}' -Filter '${group}*').Count -lt 3) { Start-Sleep -Milliseconds 20 }; '${group}${n}' }`).join('\n');
    const { status, exception, lines } = await withFolder((folder) => `
workflow w { parallel { ${MEETS(folder, 'w')} } }
w -AsJob | Receive-Job -Wait | Sort-Object
Start-Job { workflow k { parallel { ${MEETS(folder, 'k')} } }; k } | Receive-Job -Wait | Sort-Object
Start-Job { $a = Start-Job { while (-not (Test-Path '${folder}/other')) { Start-Sleep -Milliseconds 20 }; 'first' }; $b = Start-Job { New-Item -Path '${folder}/other' -ItemType File | Out-Null; 'second' }; Receive-Job $a, $b -Wait } | Receive-Job -Wait | Sort-Object`);
    assert.deepEqual([status, exception, lines], ['Completed', null, ['w1', 'w2', 'w3', 'k1', 'k2', 'k3', 'first', 'second'].map((line) => `Output ${line}`)]);
  });

  it('more workflows than there are threads run as jobs, each with branches: whoever waits for a thread gets one', async () => {
    const { status, exception, lines } = await withFolder(() => `
workflow w { param([int]$n) parallel { InlineScript { "a$using:n" }
 InlineScript { "b$using:n" } } }
1..7 | ForEach-Object { w -n $_ -AsJob } | Receive-Job -Wait | Sort-Object`);
    assert.deepEqual([status, exception, lines], ['Completed', null, ['a', 'b'].flatMap((x) => [1, 2, 3, 4, 5, 6, 7].map((n) => `Output ${x}${n}`))]);
  });

  it('a job that is stopped lets the finally blocks of its branches and their scripts run, and theirs who runs on is ended with it', async () => {
    const { status, exception, lines } = await withFolder((folder) => `
workflow w { try { parallel {
  InlineScript { try { New-Item -Path '${folder}/a' -ItemType File | Out-Null; while ($true) { Start-Sleep -Milliseconds 20 } } finally { 'script a' } }
  InlineScript { try { New-Item -Path '${folder}/b' -ItemType File | Out-Null; while ($true) { Start-Sleep -Milliseconds 20 } } finally { 'script b' } }
} } finally { 'workflow' } }
$j = w -AsJob; Wait-File a; Wait-File b; Stop-Job $j; $j.State; Receive-Job $j | Sort-Object
Start-Job { $inner = Start-Job { try { New-Item -Path '${folder}/c' -ItemType File | Out-Null; while ($true) { Start-Sleep -Milliseconds 20 } } finally { New-Item -Path '${folder}/d' -ItemType File | Out-Null } }; while (-not (Test-Path '${folder}/c')) { Start-Sleep -Milliseconds 20 }; 'left' } | Receive-Job -Wait
Wait-File d; 'ended'`);
    assert.deepEqual([status, exception, lines], ['Completed', null, ['Stopped', 'script a', 'script b', 'workflow', 'left', 'ended'].map((line) => `Output ${line}`)]);
  });

  it('a job that is told to have no points, however that is written, is not suspended where its text has none', async () => {
    const { status, lines } = await withFolder(() => `
workflow w { 'a'; Start-Sleep -Milliseconds 400; 'b' }
foreach ($begin in { w -AsJob }, { w -AsJob -PSPersist $false }, { w -AsJob -PSPersist:$false }, { w -AsJob -PSPersist $true }) { $j = & $begin; Suspend-Job $j -ErrorAction SilentlyContinue -ErrorVariable e | Out-Null; "$($e.Count) $((Wait-Job $j -WarningAction SilentlyContinue).State)" }`);
    assert.deepEqual([status, lines], ['Completed', ['1 Completed', '1 Completed', '1 Completed', '0 Suspended'].map((line) => `Output ${line}`)]);
  });

  it('a job that is suspended at once takes the scripts of its branches with it, and begins them anew', async () => {
    const { status, exception, lines } = await withFolder((folder) => `
workflow w { 'begins'; Checkpoint-Workflow; parallel { InlineScript {
  $n = @(Get-ChildItem -Path '${folder}' -Filter 'run*').Count
  try { New-Item -Path "${folder}/run$n" -ItemType File | Out-Null; while (-not (Test-Path '${folder}/go')) { Start-Sleep -Milliseconds 20 }; "ran $n" } finally { New-Item -Path "${folder}/end$n" -ItemType File | Out-Null }
}
InlineScript { 'other' } } }
$j = w -AsJob; Wait-File run0; (Suspend-Job $j -Force).State; Resume-Job $j | Out-Null; Wait-File run1; Add-File go; Receive-Job $j -Wait | Select-Object -Unique | Sort-Object
Get-ChildItem -Path '${folder}' -Filter 'end*' | ForEach-Object Name`);
    assert.deepEqual([status, exception, lines], ['Completed', null, ['Suspended', 'begins', 'other', 'ran 1', 'end1'].map((line) => `Output ${line}`)]);
  });

  it('a stop reaches all branches', async () => {
    const begun = Promise.withResolvers<void>();
    const handle = runInSandbox({ script: "workflow Test { 'go'; parallel { InlineScript { while ($true) { } }\n Start-Sleep -Seconds 60 } }", name: 'Test', type: 'Script', onRecords: () => begun.resolve() });
    await begun.promise;
    await later(300);
    handle.stop();
    assert.equal((await handle.done).status, 'Stopped');
  });

  it('a stop lets all finally blocks run: of the workflow, of its branches, of their scripts', async () => {
    const lines: string[] = [], begun = Promise.withResolvers<void>();
    const handle = runInSandbox({
      script: `workflow Test {
        try {
          parallel {
            InlineScript { try { 'inside'; Start-Sleep -Seconds 60 } finally { 'script' } }
            sequence { try { Start-Sleep -Seconds 60 } finally { 'branch'; Start-Sleep -Milliseconds 50; Write-Output 'branch 2' } }
          }
        } catch { 'no' } finally { 'workflow'; InlineScript { 'last' } }
      }`,
      name: 'Test', type: 'Script', onRecords: (batch) => { for (const r of batch) if (r.streamTypeName === 'Output') lines.push(r.text); if (lines.length > 0) begun.resolve(); },
    });
    await begun.promise;
    handle.stop();
    assert.equal((await handle.done).status, 'Stopped');
    assert.deepEqual([lines[0], lines.slice(1, 4).toSorted(), lines.slice(4)], ['inside', ['branch', 'branch 2', 'script'], ['workflow', 'last']]);
  });
});
