import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunHandle, RunRecord, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import { cannot } from '../support/counting.ts';
import { eventually } from '../support/eventually.ts';
import { workerBundle } from '../support/workerBundle.ts';

/** What has ended and only waits for somebody to notice it is gone too. */
const isGone = (id: number): boolean => {
  try {
    process.kill(id, 0);
    return process.platform === 'linux' && / [ZX] /.test(readFileSync(`/proc/${id}/stat`, 'utf8').replace(/^.*\)/s, ''));
  } catch { return true; }
};

describe('Programs that a runbook runs', () => {
  let runInSandbox: typeof Run;
  before(async function () {
    if (process.platform === 'win32') cannot(this, 'there is no sh');
    ({ runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run });
  });
  const start = (script: string, lines: string[], nativeCommands = true): RunHandle => runInSandbox({
    script, name: 'Native', type: 'PowerShellScript', settings: { nativeCommands },
    onRecords: (records: readonly RunRecord[]) => { lines.push(...records.map((r) => (r.streamTypeName === 'Output' ? r.text : `${r.streamTypeName}: ${r.text}`))); },
  });
  const run = async (script: string, nativeCommands = true): Promise<string[]> => {
    const lines: string[] = [], { exception } = await start(script, lines, nativeCommands).done;
    return exception === null ? lines : [...lines, `FAILED ${exception}`];
  };

  it('get arguments, environment and input, and give lines, errors and their exit code', async () => {
    assert.deepEqual(await run(`
$env:GREETING = 'hällo'
node -e 'console.log(process.argv.slice(1).join("|"), process.env.GREETING); process.exitCode = 3' a 'b c' 'd"e'; "$? $LASTEXITCODE"
$both = sh -c 'echo out; echo err >&2' 2>&1; ($both | ForEach-Object { "$($_.GetType().Name) $_" } | Sort-Object) -join ','
sh -c 'echo two >&2'
sh -c 'echo hidden >&2' 2>$null
'x', 'y' | node -e 'process.stdin.pipe(process.stdout)' | sh -c 'tr a-z A-Z' | ForEach-Object { "<$_>" }
(sh -c 'yes | head -n 30000' | Measure-Object).Count
(1..30000 | sh -c 'while read -r l; do echo "$l"; done' | Measure-Object -Sum).Sum
[pscustomobject]@{ A = 1; B = 'x' }, [pscustomobject]@{ A = 2; B = 'y' } | sh -c 'grep -c "^[AB12-]"'
sh -c 'yes' | Select-Object -First 2
& (Get-Command echo -CommandType Application) hi
$sh = Get-Command sh; "$($sh.CommandType) $($sh.Name) $($sh.Source -eq $sh.Path)"
try { & ./no-such-program } catch { $_.FullyQualifiedErrorId }
$PSNativeCommandUseErrorActionPreference = $true; $ErrorActionPreference = 'Stop'
try { sh -c 'exit 6' } catch { "$($_.FullyQualifiedErrorId) $_" }
try { sh -c 'exit 5' } catch [System.Management.Automation.NativeCommandExitException] { $e = $_.Exception; "$($e.ExitCode) $($e.Path -eq $_.TargetObject) $($e.ProcessId -gt 0)" }`), [
      'a|b c|d"e hällo', 'False 3', 'ErrorRecord err,String out', 'Error: two', '<X>', '<Y>', '30000', '450015000', '4', 'y', 'y', 'hi', 'Application sh True', 'CommandNotFoundException',
      'ProgramExitedWithNonZeroCode Program "sh" ended with non-zero exit code: 6 (0x06).', '5 True True',
    ]);
  });

  it('get lists as they are written, no null, the files of patterns without quotes and the home folder for ~', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-args-'));
    try {
      const given = await run(`
Set-Location ${folder}; 'ab.txt', 'ac.txt', 'x y.txt', '.ahidden' | ForEach-Object { Set-Content $_ 1 }
New-Item -ItemType Directory in | Out-Null; Set-Content in/deep.txt 1
sh -c 'printf "%s|" "$@"; echo' sh a,b c, d "x y",z
$list = 1, $null, 'p q'; $empty = ''; sh -c 'printf "%s|" "$@"; echo' sh $list $null $empty '' end 1.50 -k:v -k: v -m:$list
sh -c 'printf "%s|" "$@"; echo' sh *.txt "*.txt" '?b*' in/d* *.none -a*
$pattern = 'a[bc].txt'; sh -c 'printf "%s|" "$@"; echo' sh $pattern "$pattern" ${folder}/in/*
(sh -c 'printf "%s|" "$@"; echo' sh ~ ~/sub '~' "~/q" a~) -replace [regex]::Escape((Get-PSProvider FileSystem).Home), 'HOME'
Set-Location in; sh -c 'printf "%s|" "$@"; echo' sh ../ab*
Set-Location Env:; sh -c 'printf "%s|" "$@"; echo' sh PA*
$env:SMA_GIVEN = 'g'
sh -c 'printf "%s|" "$@"; echo' sh --% one,two $x %SMA_GIVEN% %NO_SUCH%`);
      assert.deepEqual(given, [
        'a,b|c,|d|x y|"x|y",z|', '1|p q|||end|1.50|-k:v|-k:|v|-m:1|-m:p q|', 'ab.txt|ac.txt|x y.txt|*.txt|?b*|in/deep.txt|*.none|-a*|',
        `ab.txt|ac.txt|a[bc].txt|${folder}/in/deep.txt|`, 'HOME|HOME/sub|~|~/q|a~|', '../ab.txt|', 'PA*|', 'one,two|$x|g|%NO_SUCH%|',
      ]);
      assert.deepEqual(await run(`sh -c 'printf "%s|" "$@"; echo' sh ${folder}/a*.txt`), [`${folder}/ab.txt|${folder}/ac.txt|`]);
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });

  it('are waited for in the branches of a workflow beside each other, and hand on their exit codes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-meet-'));
    try {
      // Each ends well only when the other one has begun.
      const meet = (me: string, other: string): string => `sequence { $p = Start-Process -FilePath sh -ArgumentList '-c', '"touch ${folder}/${me}; for i in $(seq 2000); do [ -e ${folder}/${other} ] && exit 7; sleep 0.05; done; exit 1"' -Wait -PassThru; "${me} $($p.ExitCode) $($p.HasExited)" }`;
      const lines: string[] = [];
      const { exception } = await runInSandbox({
        script: `workflow Native { parallel { ${meet('a', 'b')}\n ${meet('b', 'a')} } }`, name: 'Native', type: 'Script', settings: { nativeCommands: true },
        onRecords: (records: readonly RunRecord[]) => { lines.push(...records.filter((r) => r.streamTypeName !== 'Progress').map((r) => r.text)); },
      }).done;
      assert.deepEqual([exception, lines.toSorted()], [null, ['a 7 True', 'b 7 True']]);
    } finally { rmSync(folder, { recursive: true, force: true }); }
  });

  it('are read and written through a Process that the script starts', async () => {
    assert.deepEqual(await run(`
$i = [System.Diagnostics.ProcessStartInfo]::new('sh', '-c "echo one; echo two >&2; echo $WHO; exit 7"')
$i.RedirectStandardOutput = $true; $i.RedirectStandardError = $true; $i.Environment['WHO'] = 'me'; $null = $i.EnvironmentVariables.Remove('HOME')
$p = [System.Diagnostics.Process]::Start($i)
$errors = $p.StandardError.ReadToEndAsync(); $p.StandardOutput.ReadLine(); $p.StandardOutput.EndOfStream; $p.StandardOutput.ReadToEnd().Trim(); $p.StandardOutput.EndOfStream
$p.WaitForExit(); "$($errors.Result.Trim()) $($p.ExitCode) $($p.HasExited) $($p.Id -gt 0)"; [bool]$env:HOME
$q = New-Object System.Diagnostics.Process; $q.StartInfo.FileName = 'sh'; '-c', 'read -r a; echo "<$a>"; read -r b; echo "[$b]"' | ForEach-Object { $q.StartInfo.ArgumentList.Add($_) }
$q.StartInfo.RedirectStandardInput = $true; $q.StartInfo.RedirectStandardOutput = $true; $q.Start(); $q.StandardInput.WriteLine('a b'); $q.StandardOutput.ReadLine(); $q.StandardInput.WriteLine('c'); $q.StandardInput.Close(); $q.StandardOutput.ReadToEnd().Trim(); $q.WaitForExit(60000); $q.ExitCode
$r = [Diagnostics.Process]::Start('sh', '-c "sleep 1000"'); $r.WaitForExit(1); $r.Kill(); $r.WaitForExit(); $r.ExitCode
$big = [Diagnostics.ProcessStartInfo]@{ FileName = 'sh'; Arguments = '-c "yes | head -n 50000"'; RedirectStandardOutput = $true }; $b = [Diagnostics.Process]::Start($big); $b.WaitForExit(); $b.StandardOutput.ReadToEnd().Length
try { [Diagnostics.Process]::Start('no-such-program') } catch { $_.Exception.InnerException.GetType().Name }
$e = [System.Dynamic.ExpandoObject]::new(); $e.A = 1; $e.Keys; ([System.Collections.Concurrent.BlockingCollection[int]]::new(3)).BoundedCapacity; (Update-List -Add 1, 2).Add.Count`), [
      'one', 'False', 'me', 'True', 'two 7 True True', 'True', 'True', '<a b>', '[c]', 'True', '0', 'False', '137', '100000', 'Win32Exception', 'A', '3', '2',
    ]);
    assert.match((await run(`[Diagnostics.Process]::Start('sh')`, false)).join(' '), /'sh' is a program of this machine .*which is not run\. Native commands are off here\./);
  });

  it('are started, seen, waited for and stopped by the process cmdlets', async () => {
    assert.deepEqual(await run(`
$ErrorActionPreference = 'SilentlyContinue'
$p = Start-Process node -ArgumentList '-e', '"setInterval(() => {}, 1000)"' -PassThru
"$($p.HasExited) $((Get-Process -Id $p.Id).Id -eq $p.Id) $($p.WS -ge 0)"
Wait-Process -Id $p.Id -Timeout 0; $Error[0].FullyQualifiedErrorId
Stop-Process -Id $p.Id -WhatIf; $p.HasExited
(Stop-Process $p.Id -PassThru).Id -eq $p.Id
$p | Wait-Process; "$($p.HasExited) $($p.ExitCode)"
Stop-Process -Id $p.Id; $Error[0].FullyQualifiedErrorId
Stop-Process -Name no-such-name; $Error[0].FullyQualifiedErrorId
Wait-Process -Name no-such-name; $Error[0].FullyQualifiedErrorId
Wait-Process -Id $PID; $Error[0].FullyQualifiedErrorId
$out = New-TemporaryFile; $err = New-TemporaryFile
$q = Start-Process sh -ArgumentList '-c', '"echo one; echo two >&2; exit 7"' -Wait -PassThru -RedirectStandardOutput $out -RedirectStandardError $err
"$(Get-Content $out) $(Get-Content $err) $($q.ExitCode)"; Remove-Item $out, $err
try { Start-Process no-such-program -ArgumentList a } catch { $_.FullyQualifiedErrorId }`), [
      'False True True', 'ProcessNotTerminated,Microsoft.PowerShell.Commands.WaitProcessCommand', 'False', 'True', 'True 137',
      'NoProcessFoundForGivenId,Microsoft.PowerShell.Commands.StopProcessCommand', 'NoProcessFoundForGivenName,Microsoft.PowerShell.Commands.StopProcessCommand',
      'NoProcessFoundForGivenName,Microsoft.PowerShell.Commands.WaitProcessCommand', 'WaitOnItself,Microsoft.PowerShell.Commands.WaitProcessCommand', 'one two 7',
      'InvalidOperationException,Microsoft.PowerShell.Commands.StartProcessCommand',
    ]);
  });

  it('end with a stop, with all they have started, and with the job', async () => {
    const lines: string[] = [];
    const handle = start(`$p = Start-Process node -ArgumentList '-e', '"setInterval(() => {}, 1000)"' -PassThru; $p.Id
try { sh -c 'echo $$; node -e "console.log(process.pid); setInterval(() => {}, 1000)"' } finally { "finally $(sh -c 'echo ran')" }`, lines);
    await eventually(() => lines.length === 3, 60_000, 'the programs to run');
    handle.stop(60_000);
    assert.equal((await handle.done).status, 'Stopped');
    assert.deepEqual(lines.slice(3), ['finally ran']);
    for (const id of lines.slice(0, 3)) await eventually(() => isGone(Number(id)), 30_000, `the end of ${id}`);
  });

  it('are refused where they are not allowed, with the way to allow them', async () => {
    assert.match((await run('node -v', false)).join('\n'), /The term 'node' is not recognized[\s\S]*'node' is a program of this machine \(.+node\)[\s\S]*--native-commands[\s\S]*worker\.nativeCommands[\s\S]*sma\.localService\.nativeCommands/);
    assert.match((await run('Start-Process node -Wait', false)).join('\n'), /This command cannot be run due to the error: 'node' is a program[\s\S]*--native-commands/);
    assert.deepEqual(await run('@(Get-Process).Count', false), ['1']);
  });
  it('are objects whose streams and codes are empty where somebody else started them', async () => {
    assert.deepEqual(await run(`$p = Get-Process -Id $PID; $null -eq $p.StandardOutput; (ConvertTo-Json $p -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json).Id -eq $PID
      ($p | Select-Object *).Id -eq $PID; (Start-Job { Get-Process -Id $PID } | Receive-Job -Wait).Id.GetType().Name; ($p | Format-List * | Out-String).Length -gt 200`), ['True', 'True', 'True', 'Int32', 'True']);
  });

  describe('in branches of a workflow', function () {
    this.timeout(90_000);
    const folder = mkdtempSync(join(tmpdir(), 'sma-branches-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const flow = async (body: string, lines: string[] = []): Promise<readonly [status: string, lines: readonly string[]]> => {
      const { status } = await runInSandbox({
        script: `workflow Native { ${body} }`, name: 'Native', type: 'Script', settings: { nativeCommands: true },
        onRecords: (records: readonly RunRecord[]) => { lines.push(...records.filter((r) => r.streamTypeName !== 'Progress').map((r) => (r.streamTypeName === 'Output' ? r.text : `${r.streamTypeName}: ${r.text}`))); },
      }).done;
      return [status, lines];
    };

    it('run beside each other: each waits for a file that another one makes', async () => {
      const others = '1 2 3', program = `sh -c "touch ${folder}/b$i; for n in ${others}; do while [ ! -e ${folder}/b\`$n ]; do sleep 0.05; done; done; cat; echo done $i; echo told $i >&2"`;
      const [status, lines] = await flow(`$r = foreach -parallel ($i in 1..3) { "in $i" | ${program} }; $r | Sort-Object; 'end'`);
      assert.deepEqual([status, lines.at(-1), lines.toSorted()], ['Completed', 'end', ['Error: told 1', 'Error: told 2', 'Error: told 3', 'done 1', 'done 2', 'done 3', 'end', 'in 1', 'in 2', 'in 3']]);
    });

    it('end with the branch that another one’s throw ends', async () => {
      const lines: string[] = [], begun = join(folder, 'begun');
      const [status] = await flow(`parallel { sh -c 'echo $$ > ${begun}.new; mv ${begun}.new ${begun}; exec sleep 600'\n sequence { $there = Test-Path -Path '${begun}'; while (-not $there) { Start-Sleep -Milliseconds 50; $there = Test-Path -Path '${begun}' }; throw 'enough' } }`, lines);
      assert.equal(status, 'Suspended');
      assert.ok(lines.includes('Error: enough'), lines.join());
      const id = Number(readFileSync(begun, 'utf8'));
      assert.ok(id > 0);
      await eventually(() => isGone(id), 30_000, 'the end of the program');
    });
  });
});
