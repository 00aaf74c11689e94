import assert from 'node:assert/strict';
import { systemClock } from '../../../../src/worker/sandbox/ports/systemPorts.ts';
import { flow } from './harness.ts';

const lines = (text: string): readonly string[] => {
  const ran = flow(text);
  assert.deepEqual([ran.outcome, ran.failure, ran.refused], ['completed', undefined, []]);
  return ran.lines;
};

describe('Activities of a workflow', () => {
  it('hand on what crossed a boundary: bags of properties without methods, simple values live, added properties at any depth', () => {
    assert.deepEqual(lines("$p = Get-Item -Path .; \"$($p.PSObject.TypeNames[0]) $($p.Name -ne '') $($p.GetType().Name)\""), ['Deserialized.System.IO.DirectoryInfo True PSObject'.replace('PSObject', 'PSCustomObject')]);
    assert.match(flow('$p = Get-Item -Path .; $x = $p.GetFiles()').failure ?? '', /does not contain a method named 'GetFiles'/);
    assert.deepEqual(lines("$d = Get-Date -Date '2020-01-31'; $d.AddMonths(1).Day"), ['29']);
    assert.deepEqual(lines("$o = Write-Output -InputObject ([pscustomobject]@{ a = [pscustomobject]@{ b = [pscustomobject]@{ c = [pscustomobject]@{ d = 1 } } } }); $o.a.b.c.d"), ['1']);
    assert.deepEqual(lines("$h = Write-Output -InputObject @{ a = @{ b = @{ c = 5 } } }; \"$($h.GetType().Name) $($h.a.b.c)\""), ['Hashtable 5']);
    assert.deepEqual(lines("$p = Get-Item -Path . -PSDisableSerialization $true; $p.GetType().Name; $PSDisableSerializationPreference = $true; $q = Get-Item -Path .; $q.GetType().Name"), ['DirectoryInfo', 'DirectoryInfo']);
    assert.deepEqual(lines("$n = (Get-Item -Path .).GetType().Name; $n"), ['DirectoryInfo'], 'a command in an expression is no activity');
  });

  it('give nothing as null, one thing as itself, several as an array; `+=` gathers', () => {
    assert.deepEqual(lines("$a = Get-ChildItem -Path env:NoSuch -ErrorAction SilentlyContinue; \"$($null -eq $a)\"; $b = Write-Output -InputObject 7; $b + 1; $c = 1..3 | Where-Object { $_ -gt 1 }; $c.Count"), ['True', '8', '2']);
    assert.deepEqual(lines("$a = @(); $a += 'x'; $a += 'y'; $a.Count; $r = Write-Output -InputObject 'p'; $r += Write-Output -InputObject 'q'; \"$r\"; $l = @(); foreach ($i in 1..3) { $l += Write-Output -InputObject $i }; $l.Count"), ['2', 'pq', '3']);
  });

  it('are tried again as often as asked, with the pause asked for', () => {
    const begun = systemClock.utcTicks();
    let at = 0n;
    const ran = flow("Get-Item -Path ./no-such -ErrorAction Stop -PSActionRetryCount 2 -PSActionRetryIntervalSec 60; 'never'", { host: { wait: { sleep(ms) { at += BigInt(Math.ceil(ms)) * 10_000n; return false; } }, clock: { ...systemClock, utcTicks: () => begun + at } } });
    assert.equal(ran.outcome, 'failed');
    assert.equal(ran.lines.filter((l) => l.startsWith('E ActivityActionFailed')).length, 2);
    assert.ok(at >= 1_200_000_000n && at < 1_300_000_000n, String(at));
    assert.deepEqual(lines("try { Get-Item -Path ./no-such -ErrorAction Stop -PSActionRetryCount 1 -PSActionRetryIntervalSec 1 } catch { 'caught' }").at(-1), 'caught');
  });

  it('are ended when they run too long', () => {
    const ran = flow('$n = 0; 1..2 | ForEach-Object -Process { while ($true) { $n++ } } -PSActionRunningTimeoutSec 1');
    assert.match(ran.failure ?? '', /PSActionRunningTimeoutSec/);
  });

  it('take checkpoints by PSPersist, by preference and by the workflow, the nearest winning', () => {
    const count = (body: string, parameters = {}): number => flow(body, { parameters }).states.length;
    assert.equal(count("Write-Output -InputObject 1 -PSPersist $true; Write-Output -InputObject 2"), 1);
    assert.equal(count("$PSPersistPreference = $true; Write-Output -InputObject 1; 'expressions are none'; $PSPersistPreference = $false; Write-Output -InputObject 2"), 1);
    assert.equal(count('Write-Output -InputObject 1; Write-Output -InputObject 2 -PSPersist $false', { PSPersist: true }), 1);
    assert.equal(count('$PSPersistPreference = $true; InlineScript { 1 }; 1..2 | ForEach-Object { $_ }; Start-Sleep -Seconds 1'), 3);
  });

  it('send their streams to variables where these are given', () => {
    assert.deepEqual(lines("Write-Error -Message e1 -PSError $errs; Write-Warning -Message w1 -PSWarning $warns; Write-Error -Message e2 -PSError $errs; \"$($errs.Count) $($errs[0].Exception.Message) $($warns.Count)\""), ['2 e1 1']);
    assert.deepEqual(lines('$r = Write-Error -Message e -MergeErrorToOutput $true; "got $r"; $s = Write-Error -Message f 2>&1; "got $s"'), ['got e', 'got f']);
  });

  it('follow preferences assigned before in the text, whatever they say themselves', () => {
    assert.deepEqual(lines("Write-Error -Message a -ErrorAction SilentlyContinue; $ErrorActionPreference = 'SilentlyContinue'; Write-Error -Message b -ErrorAction Continue; 'on'"), ['on']);
    assert.match(flow("$ErrorActionPreference = 'Stop'; Get-Item -Path ./no-such -ErrorAction SilentlyContinue; 'never'").failure ?? '', /no-such/);
    assert.deepEqual(lines("workflow c { Write-Verbose -Message v }\nworkflow t { c; $VerbosePreference = 'Continue'; c }"), ['V v']);
  });

  it('tell their progress unless it is not wanted', () => {
    const { progress } = flow("Write-Output -InputObject 1 -DisplayName 'First'; $PSParentActivityID = 7; Write-Output -InputObject 2 -PSProgressMessage 'half'; Write-Output -InputObject 3 -PSProgressMessage ''; $ProgressPreference = 'SilentlyContinue'; Write-Output -InputObject 4");
    assert.deepEqual(progress, ['First Running -1', 'First Completed -1', 'Write-Output: half Running 7', 'Write-Output: half Completed 7']);
  });

  it('refuse other machines with the way out', () => {
    for (const body of ["Get-Date -PSComputerName 'srv1', 'srv2'", "InlineScript { 1 } -PSComputerName 'srv1', 'srv2'", "Set-PSWorkflowData -PSComputerName 'srv1', 'srv2'; Get-Date"]) {
      assert.match(flow(body).failure ?? '', /cannot run on srv1, srv2.*Leave -PSComputerName out/);
    }
    assert.deepEqual(lines("InlineScript { 'here' } -PSComputerName localhost"), ['here']);
  });

  it('read and set workflow data', () => {
    assert.deepEqual(lines("Set-PSWorkflowData -PSActionRetryCount 3 -OtherVariableName Mine -Value 5; $n = Get-PSWorkflowData[int] -VariableToRetrieve PSActionRetryCount; \"$n $PSActionRetryCount\"; Get-PSWorkflowData -VariableToRetrieve Other -OtherVariableName Mine; $data = Get-PSWorkflowData -VariableToRetrieve All; \"$($data.ContainsKey('JobId')) $($data.JobCommandName)\""), ['3 3', '5', 'True t']);
    assert.match(flow('Get-PSWorkflowData -VariableToRetrieve Nope').failure ?? '', /knows no variable 'Nope'/);
  });

  it('run stage by stage in a pipeline', () => {
    assert.deepEqual(lines("1..3 | ForEach-Object -Process { Write-Verbose -Message \"a$_\" -Verbose; $_ } | ForEach-Object -Process { Write-Verbose -Message \"b$_\" -Verbose; $_ * 2 } | Select-Object -First 2"), ['V a1', 'V a2', 'V a3', 'V b1', 'V b2', 'V b3', '2', '4']);
  });
});

describe('Scripts in a workflow', () => {
  it('InlineScript sees nothing but what $using: names, and leaves nothing behind', () => {
    assert.deepEqual(lines("$a = 1; $h = @{ k = 'v' }; InlineScript { $global:left = 1; function Left { 2 }; \"[$a][$($using:a)][$($using:h.k)]\" }; InlineScript { \"[$global:left][$(Get-Command -Name Left -ErrorAction SilentlyContinue)]\" }"), ['[][1][v]', '[][]']);
    assert.deepEqual(lines('InlineScript { foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }; trap { "t"; continue }; $s = "abc".ToUpper(); $s; & { "block" }; exit 3; "never" }'), ['1', '3', 'ABC', 'block']);
    assert.deepEqual(lines("$VerbosePreference = 'Continue'; InlineScript { Write-Verbose 'v'; Write-Warning 'w'; \"$PSComputerName $CommandName\" }"), ['V v', 'W w', 'localhost InlineScript']);
    assert.deepEqual(lines('$p = @{ Name = 3 }; InlineScript { function F($Name) { "n$Name" }; F @using:p }'), ['n3']);
    assert.match(flow("InlineScript { Get-Item ./no-such -ErrorAction Stop; 'never' }").failure ?? '', /no-such/);
  });

  it('assets are not there in a script of a workflow, and it says how to hand them in', () => {
    const assets = { getVariable: () => ({ value: 'v' }), setVariable: () => false, getCredential: () => undefined, getCertificate: () => undefined, getConnection: () => undefined };
    const ran = flow('function F { Get-AutomationVariable -Name A }\nworkflow t { $a = Get-AutomationVariable -Name A; $a; InlineScript { Get-AutomationVariable -Name A; "on" }; F }', { host: { assets } });
    assert.equal(ran.lines[0], 'v');
    assert.match(ran.lines[1] ?? '', /Get-AutomationVariable is not available inside an InlineScript.*\$using:/);
    assert.deepEqual(ran.lines.slice(2), ['on']);
    assert.match(ran.failure ?? '', /not available inside/);
  });

  it('functions get copies of their arguments, splatted ones too; their output has crossed', () => {
    assert.deepEqual(lines("function F { param([int]$A, [hashtable]$H) $H.x = 9; [pscustomobject]@{ Sum = $A + $H.n } }\nworkflow t { $h = @{ n = 4 }; $p = @{ A = 3; H = $h }; $r = F @p; \"$($r.Sum) $($h.x) $($r.PSObject.TypeNames[0])\" }"), ['7  Deserialized.System.Management.Automation.PSCustomObject']);
    assert.match(flow('function F { throw "inside" }\nworkflow t { F; "never" }').failure ?? '', /inside/);
    assert.match(flow('function F { Get-Item ./no-such -ErrorAction Stop }\nworkflow t { try { F } catch { "c" }; 1/0 }').failure ?? '', /divide by zero/);
  });
});

describe('What a workflow’s compiler refuses once it knows the commands', () => {
  const refused = (text: string): readonly string[] => flow(text).refused;
  for (const [text, ids] of [
    ['Get-Item -Path . -WhatIf', ['CommonParameterNotSupported']], ['Get-Item -Path . -Result $x', ['CannotSpecifyResultArgument']], ['Get-Item -Path . -Path .', ['DuplicateParametersNotAllowed']],
    ['Get-Item -Nope 1', ['CouldNotFindParameterName']], ['Get-ChildItem -F 1', ['AmbiguousParameter']], ['Read-Host -Prompt x', ['CommandActivityExcluded']], ['Get-Item -Path . -PSPersist', ['MissingValueForParameter']],
    ['Start-Sleep -Seconds 1 | Out-String', ['ActivityNotSupportedInPipeline']], ['Nope-One; Nope-Two', ['CommandNotFound', 'CommandNotFound']],
    ['workflow c { 1 }\nworkflow t { c -PSPersist $true }', ['CouldNotFindWorkflowCommonParameterNameNested']], ['workflow c { 1 }\nworkflow t { 1 | c }', ['ActivityNotSupportedInPipeline']],
  ] as const) it(`${text.replaceAll('\n', ' ')}: ${ids.join(', ')}`, () => assert.deepEqual(refused(text).toSorted(), [...ids].toSorted()));

  it('leaves alone what runs: positional arguments, aliases, Import-Module, splatting', () => {
    assert.deepEqual(flow("$p = @{ Path = '.' }; $a = Get-Item @p; $b = gi .; $c = 1..3 | ? { $_ -gt 2 }; $d = 1..2 | % { $_ }; \"$c $d\"").lines, ['3 1 2']);
  });
});

describe('Errors of a workflow', () => {
  it('reach catch as the exception, which answers for its record too', () => {
    assert.deepEqual(lines("try { Get-Item -Path ./no-such -ErrorAction Stop } catch { \"$($_.GetType().Name) | $($_.Exception.GetType().Name) | $($_.FullyQualifiedErrorId)\" }"), ['ItemNotFoundException | ItemNotFoundException | PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand']);
    assert.deepEqual(lines("try { [int]$x = 'abc' } catch [System.FormatException] { 'format' } catch { \"other $($_.GetType().FullName)\" }").length, 1);
    assert.deepEqual(lines("try { throw [System.IO.IOException]::new('io') } catch [System.IO.IOException] { 'special' } catch [System.Exception] { 'general' }"), ['special']);
  });
  it('in one branch leave the others alone; throw ends them all', () => {
    const soft = flow("parallel { sequence { Get-Item -Path ./no-such -ErrorAction Stop; 'never' } sequence { Start-Sleep -Seconds 1; 'other' } }; 'end'");
    assert.deepEqual([soft.outcome, soft.lines.filter((l) => !l.startsWith('E '))], ['completed', ['other', 'end']]);
    const hard = flow("try { parallel { sequence { Start-Sleep -Seconds 1; throw 'x' } sequence { Start-Sleep -Seconds 5; 'never' } foreach -parallel ($i in 1..3) { Start-Sleep -Seconds 9; 'never' } } } catch { \"caught $($_.Message)\" }; 'end'");
    assert.deepEqual([hard.outcome, hard.lines], ['completed', ['caught x', 'end']]);
  });
  it('of a called workflow arise at the call', () => {
    assert.deepEqual(lines("workflow c { param([int]$n) throw \"in c $n\" }\nworkflow t { try { c -n 4 } catch { $_.Message }; try { c -n 'abc' } catch { 'bad argument' } }"), ['in c 4', 'bad argument']);
  });
});

describe('Workflows called by a script', () => {
  it('take the common parameters, and give their output to the pipeline around them', () => {
    const text = 'workflow w { param([int]$n = 1) $n; "$JobName $PSPersist" }\nworkflow t { $r = @(w -n 4 -JobName J -PSPersist $true | ForEach-Object { "<$_>" }); $r.Count; $r[0]; $r[1] }';
    assert.deepEqual(lines(text), ['2', '<4>', '<J True>'], 'in an expression a workflow is an ordinary command');
  });
  it('end when their time is over, and refuse what cannot be', () => {
    const run = (call: string): string => flow(`workflow w { while ($true) { Start-Sleep -Seconds 1 } }\nworkflow t { $v = "$(${call})"; $v }`).failure ?? '';
    assert.match(run('w -PSElapsedTimeoutSec 3'), /PSElapsedTimeoutSec allows/);
    assert.match(run('w -AsJob'), /cannot be started as a PowerShell job/);
    assert.match(run('w -PSComputerName srv1'), /cannot run on srv1/);
  });
});
