import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StreamRecord } from '../../../../src/powershell/runtime/host.ts';
import { systemClock } from '../../../../src/worker/sandbox/ports/systemPorts.ts';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';
import { flow, inSteps } from './harness.ts';

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

  it('see the drives of the session, whatever scope they run in', () => {
    assert.deepEqual(lines("foreach ($d in 'alias:', 'env:', 'function:', 'variable:') { Test-Path -Path $d }; $x = Get-ChildItem -Path function:; $x.Count -gt 0; InlineScript { Test-Path -Path alias: }"), ['True', 'True', 'True', 'True', 'True', 'True']);
  });
  it('give nothing as null, one thing as itself, several as an array; `+=` gathers', () => {
    assert.deepEqual(lines("$a = Get-ChildItem -Path env:NoSuch -ErrorAction SilentlyContinue; \"$($null -eq $a)\"; $b = Write-Output -InputObject 7; $b + 1; $c = 1..3 | Where-Object { $_ -gt 1 }; $c.Count"), ['True', '8', '2']);
    assert.deepEqual(lines("$a = @(); $a += 'x'; $a += 'y'; $a.Count; $r = Write-Output -InputObject 'p'; $r += Write-Output -InputObject 'q'; \"$r\"; $l = @(); foreach ($i in 1..3) { $l += Write-Output -InputObject $i }; $l.Count"), ['2', 'p q', '3']);
    assert.deepEqual(lines("$a = Write-Output 1; $a += Write-Output 2; \"$a\"; $sum = 0; $sum += Write-Output 2; $sum += Write-Output 3; $sum; foreach ($i in 1..2) { $new += Write-Output $i }; $new.Count; $s = ''; $s += Write-Output 'x'; $s += Write-Output 'y'; $s"), ['1 2', '5', '2', 'xy'], 'what an expression has begun is added to');
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

  it('of the workflow\'s own variables know their names before anything runs', () => {
    const first = flow('1; Set-PSWorkflowData -PSPersit $true'), second = flow('1; Get-PSWorkflowData -Bad x');
    for (const ran of [first, second]) assert.deepEqual([ran.lines, ran.refused], [[], ['CouldNotFindParameterName']]);
    assert.deepEqual(flow('Set-PSWorkflowData -PSPersist $false -ErrorAction Stop; Get-PSWorkflowData -Var PSPersist').lines, ['False']);
  });
  it('need values of the types that their own parameters have, before they begin', () => {
    for (const [call, type] of [['-PSActionRetryCount abc', 'UInt32'], ['-PSActionRetryIntervalSec -1', 'UInt32'], ['-PSPort x', 'UInt32'], ['-PSCredential me', 'PSCredential'], ['-PSRemotingBehavior Some', 'RemotingBehavior'], ['-PSAuthentication no', 'AuthenticationMechanism']] as const) {
      const ran = flow(`try { Write-Output -InputObject ran ${call} } catch { "c $($_.Message)" }`);
      assert.match(ran.lines.join(), new RegExp(`^c Cannot convert .*${type}`), call);
    }
    assert.match(flow('try { Set-PSWorkflowData -PSActionRetryCount abc } catch { "c $($_.Message)" }').lines.join(), /^c Cannot convert .*UInt32/);
    assert.deepEqual(lines("Set-PSWorkflowData -PSPort '5'; $PSPort.GetType().Name; $n = 0; Write-Output -InputObject 1 -PSActionRetryCount '2' -PSRemotingBehavior none -PSPersist 0"), ['UInt32', '1']);
    assert.deepEqual(flow('1; Set-PSWorkflowData -JobName x').refused, ['CouldNotFindParameterName'], 'what the job tells is not set');
    for (const [call, message] of [['-PSRunningTimeoutSec 0', /less than the minimum allowed range of 1/], ['-PSElapsedTimeoutSec abc', /transformation on parameter 'PSElapsedTimeoutSec'/], ['-PSPersist maybe', /parameter 'PSPersist'/], ['-PSPort -1', /parameter 'PSPort'/]] as const) {
      assert.match(flow(`workflow w { 1 }\nworkflow t { $v = "$(w ${call})"; $v }`).failure ?? '', message);
    }
    assert.deepEqual(flow('workflow w { param($x) "$PSUseSSL $x" }\nworkflow t { $v = "$(w -PSUseSSL 5)"; $v }').lines, ['True 5'], 'a switch takes nothing behind it');
  });
  it('tell the line of an error that they write in a branch', () => {
    const at: string[] = [], { records } = { records: { write: (r: StreamRecord): void => { if (r.stream === 'Error') at.push(r.error.stackTrace); } } };
    flow('workflow t {\n  1\n  sequence {\n    Write-Error -Message a\n  }\n  foreach -parallel ($i in 1) {\n    2\n    Write-Error -Message b\n  }\n}', { host: { records } });
    assert.deepEqual(at.map((text) => /line (\d+)/.exec(text)?.[1]), ['4', '8']);
    const places: unknown[] = [], positions = { write: (r: StreamRecord): void => { if (r.stream === 'Error') places.push(r.error.position?.source.text.slice(0, r.error.position.start).split('\n').length); } };
    flow('workflow c {\n  Write-Error -Message inner\n}\nworkflow t {\n  1\n  c\n  Write-Error -Message own\n}', { host: { records: positions } });
    assert.deepEqual(places, [2, 7], 'of a workflow that is called: the line of its own statement');
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
    assert.deepEqual(lines("Write-Error -Message e1 -PSError $errs; Write-Warning -Message w1 -PSWarning $warns; Write-Error -Message e2 -PSError $errs; \"$($errs.Count) $($errs[0].Exception.Message) $($warns.Count)\""), ['1 e2 1'], 'each activity begins a new collection');
    assert.deepEqual(lines("Write-Error -Message a -ErrorVariable e; InlineScript { Write-Warning i } -wv w; 1..2 | ForEach-Object { Write-Error -Message $_ } -ErrorVariable n; \"$($e.Count) $($w.Count) $($n.Count)\""), ['1 1 2'], 'the common ones are those of the activity: nothing goes to the stream');
    assert.deepEqual(lines('Write-Error -Message a -ErrorVariable e 2>&1; "n $($e.Count)"'), ['a', 'n 1']);
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

  it('append to a variable by -AppendOutput; a text parameter that is not given is null', () => {
    assert.deepEqual(flow("$x = Write-Output -InputObject 1; $x = Write-Output -InputObject 2 -AppendOutput $true; $x = Write-Output -InputObject 3 -AppendOutput:$true; \"$x\"; $x = Write-Output -InputObject 4 -AppendOutput $false; \"$x\"").lines, ['1 2 3', '4']);
    const text = "param([string]$s, [string]$d = 'given', [int]$n) \"$($null -eq $s) $d $n\"; Checkpoint-Workflow; \"$($null -eq $s)\"";
    const { lines: whole, states } = flow(text);
    assert.deepEqual([whole, flow(text, { state: states[0] ?? '' }).lines], [['True given 0', 'True'], ['True']]);
    assert.deepEqual(flow(text, { parameters: { s: '' } }).lines[0], 'False given 0');
  });

  it('write as they go: in order with other streams, and what stands before an error is not lost', () => {
    const failed = flow("InlineScript { 'a'; Write-Warning w; 'b'; throw 'x' }");
    assert.deepEqual([failed.lines, failed.failure], [['a', 'W w', 'b'], 'x']);
    assert.deepEqual(flow("1..3 | ForEach-Object -Process { $_; if ($_ -eq 2) { throw 'two' } }").lines, ['1', '2']);
    assert.deepEqual(flow("try { $r = InlineScript { 'a'; throw 'x' } } catch { 'c' }; \"[$r]\"").lines, ['c', '[]']);
    assert.deepEqual(flow("InlineScript { 'a'; Write-Error e; 'b' } 2>&1 | ForEach-Object -Process { \"<$_>\" }").lines, ['<a>', '<e>', '<b>']);
    // A stage that is made again hands on what it wrote at last.
    assert.deepEqual(flow("$l = New-Object System.Collections.ArrayList; 1 | ForEach-Object -Process { 'once'; [void]$l.Add(1); if ($l.Count -eq 1) { throw 'first' } } -PSActionRetryCount 1 -PSActionRetryIntervalSec 0 | Measure-Object | ForEach-Object -Process { $_.Count }").lines.at(-1), '1');
  });

  it('run stage by stage in a pipeline', () => {
    assert.deepEqual(lines("1..3 | ForEach-Object -Process { Write-Verbose -Message \"a$_\" -Verbose; $_ } | ForEach-Object -Process { Write-Verbose -Message \"b$_\" -Verbose; $_ * 2 } | Select-Object -First 2"), ['V a1', 'V a2', 'V a3', 'V b1', 'V b2', 'V b3', '2', '4']);
  });
});

describe('The variable of a loop', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['is another one than the variable of its name: assigning writes that, reading gives the item', "foreach ($x in 1..2) { $x = 9; $x }; \"after $x\"", ['1', '2', 'after 9']],
    ['leaves the variable alone that it hides', "$x = 7; foreach ($x in 1..2) { $x }; \"after $x\"", ['1', '2', 'after 7']],
    ['is what an operator reads, and the variable what it writes', "$x = 7; foreach ($x in 1..2) { $x += 10; $x++; $x }; \"after $x\"", ['1', '2', 'after 3']],
    ['is not what the output of a command is added to', "$x = @(); foreach ($x in 1..2) { $x += Write-Output -InputObject \"c$x\" }; $x -join ','", ['c1,c2']],
    ['hides through all loops of its name', "foreach ($x in 1..2) { foreach ($x in 5..6) { $x = \"a$x\" }; \"out $x\" }; \"after $x\"", ['out 1', 'out 2', 'after a6']],
    ['is as before where an error leaves the loop, with what was assigned', "try { foreach ($x in 1..2) { $x = 9; throw 'b' } } catch { \"caught $x\" }", ['caught 9']],
    ['hides a parameter, which keeps its type', "workflow t { param([int]$x) foreach ($x in 'a', 'b') { $x = '5'; $x }; $x + 1 }", ['a', 'b', '6']],
    ['of a pipeline too', "Write-Output -InputObject 1, 2 -PipelineVariable p | ForEach-Object -Sequence { \"$p $_\" }; \"after $p\"", ['1 1', '2 2', 'after ']],
    ['of foreach -parallel: what is assigned to its name is gone with the turn', "foreach -parallel ($x in 1..2) { $x = 9; Write-Output -InputObject $x }; \"after [$x]\"", ['1', '2', 'after []']],
    ['of foreach -parallel hides $WORKFLOW:x, which is written', "foreach -parallel ($x in 1..2) { $WORKFLOW:x = 9; Write-Output -InputObject $x }; \"after [$x]\"", ['1', '2', 'after [9]']],
    ['is written past by the branches inside it', "foreach ($x in 1..2) { parallel { sequence { $WORKFLOW:x = \"w$x\"; \"in $x\" } } }; \"after $x\"", ['in 1', 'in 2', 'after w2']],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => {
      assert.deepEqual(lines(text), expected);
      assert.deepEqual(inSteps(text.replaceAll(/ (?=foreach \()/g, ' Checkpoint-Workflow; ')).lines, expected, 'over checkpoints');
    });
  }
  it('is a branch’s own where two branches of parallel have one of the same name, and so is $_ in catch', () => {
    const branches = [1, 11].map((n) => `foreach ($i in ${n}..${n + 1}) { Write-Output -InputObject "turn $i"; Checkpoint-Workflow; Write-Output -InputObject "still $i" }`);
    const expected = ['still 1', 'still 11', 'still 12', 'still 2', 'turn 1', 'turn 11', 'turn 12', 'turn 2'];
    for (const ran of [flow(`parallel { ${branches.join('; ')} }`), inSteps(`parallel { ${branches.join('; ')} }`)]) assert.deepEqual(ran.lines.toSorted(), expected);
    assert.deepEqual(flow("parallel { try { throw 'a' } catch { Write-Output -InputObject 1; $_.Message } try { throw 'b' } catch { Write-Output -InputObject 2; $_.Message } }").lines.toSorted(), ['1', '2', 'a', 'b']);
  });
  it('does not keep a branch from writing the variables of its block', () => {
    const text = 'parallel { $y = 1; $y += 1; $l = Write-Output -InputObject 1; $l += Write-Output -InputObject 2; Write-Error -Message e -PSError $q; sequence { Start-Sleep -Seconds 2; Checkpoint-Workflow; "$y $l $($q.Count)" } }; "[$y$l$q]"';
    for (const ran of [flow(text), inSteps(text)]) assert.deepEqual(ran.lines, ['2 1 2 1', '[]']);
  });
});

describe('Scripts in a workflow', () => {
  it('with -Sequence run item by item through all of them, begin and end once, checkpoints in between', () => {
    const text = "1..3 | ForEach-Object -Sequence { $_; Checkpoint-Workflow; $_ * 10 } | Where-Object -Sequence { Checkpoint-Workflow; $_ -gt 2 } | ForEach-Object -Begin { 'B' } -Sequence { $last = $_; \"<$_>\" } -End { 'E' }; \"[$_] $last\"";
    const whole = flow(text), stepped = inSteps(text);
    assert.deepEqual(whole.lines, ['B', '<10>', '<20>', '<3>', '<30>', 'E', '[] ']);
    assert.deepEqual([stepped.lines, stepped.steps, stepped.outcome], [whole.lines, 9, 'completed']);
    // Each block is a sequence of its own: what it assigns ends with it, and what the workflow has it reaches by $WORKFLOW:.
    const own = "$n = 1; 1..2 | ForEach-Object -Begin { $b = 5 } -Sequence { \"$n [$b$c]\"; $c = 6; $WORKFLOW:n = $WORKFLOW:n + $_; Checkpoint-Workflow } -End { \"[$b$c]\" }; \"$n [$b$c]\"";
    for (const ran of [flow(own), inSteps(own)]) assert.deepEqual(ran.lines, ['1 []', '2 []', '[]', '4 []']);
    assert.ok(flow('$x = 1; 1..2 | ForEach-Object -Sequence { $x = 2 }').refused.includes('VariableAlreadyDefined'));
    assert.deepEqual(flow("$a = sequence { 1..2 | ForEach-Object -Sequence { if ($_ -gt 1) { Write-Output -InputObject 'x', 'y' } } }; $a -join ','").lines, ['x,y']);
    assert.deepEqual(flow("try { 1..2 | ForEach-Object -Sequence { throw \"t$_\" } } catch { $_.Message }; \"[$_]\"").lines, ['t1', '[]']);
  });

  it('make the value of a switch what the clauses are, where its text does not say its type', () => {
    const chosen = (value: string, clauses: string): readonly string[] => flow(`$v = ${value}; try { switch ($v) { ${clauses} default { 'd' } } } catch { 'no such value' }`).lines;
    assert.deepEqual([chosen('[DayOfWeek]::Monday', '1 { 1 }'), chosen('$true', '1 { 1 }'), chosen('$null', '0 { 0 }'), chosen("'5'", '5 { 5 }'), chosen('2.4', '2 { 2 }'), chosen("'abc'", '5 { 5 }'), chosen('@()', '0 { 0 }')],
      [['1'], ['1'], ['0'], ['5'], ['2'], ['no such value'], ['d']]);
    assert.deepEqual(flow("switch (2.4) { 2 { 'two' } default { 'd' } }; switch (2) { 2.0 { 'two' } }").lines, ['d', 'two']);
  });
  it('with a -DisplayName that could be the name of a variable go on item by item too', () => {
    assert.deepEqual(flow("1..2 | Write-Output -DisplayName p | ForEach-Object -Process { \"$p $_\" }; 1 | Write-Output -DisplayName 'p q' | ForEach-Object -Process { \"[$p]\" }; Get-Date -Year 2020 -Format yyyy -DisplayName p").lines, ['1 1', '2 2', '[]', '2020']);
  });
  it('with -PipelineVariable go on item by item, each with what the element before it wrote', () => {
    assert.deepEqual(flow("Write-Output -InputObject 1, 2 -PipelineVariable p | ForEach-Object -Process { $_ * 10; $_ * 100 } -pv q | ForEach-Object -Process { \"$p $q $_\" }; \"[$p]\"").lines, ['1 10 10', '1 100 100', '2 20 20', '2 200 200', '[]']);
    assert.deepEqual(flow("1..2 | ForEach-Object -Sequence { \"in $_\" } -PipelineVariable p | ForEach-Object -Sequence { Checkpoint-Workflow; $p }").lines, ['in 1', 'in 2']);
    assert.deepEqual(flow("Write-Output -InputObject 'a' -PipelineVariable p").lines, ['a']);
  });

  it('with -Sequence are refused where a workflow could not run them', () => {
    for (const [text, id] of [
      ["ForEach-Object -Sequence { 1 }", 'InvalidForeachSequencePipelinePosition'], ["1 | ForEach-Object -Sequence { 1 } | Sort-Object", 'EntirePipelineMustUseForeachSequence'], ["1 | ForEach-Object -Sequence { break }", 'BreakContinueNotSupported'],
      ["1 | ForEach-Object -Sequence { 1 | ForEach-Object -Sequence { 1 } }", 'CannotNestIterativePipeline'], ["1 | ForEach-Object -Sequence { 1 } -Process { 2 }", 'InvalidForeachSequenceParameter'], ["$a = 1 | ForEach-Object -Sequence { 1 }", 'CannotStoreResultsInVariable'],
      ["Write-Output -InputObject 1 -PipelineVariable $x | Sort-Object", 'VariableNameNotValid'], ["Write-Output -InputObject 1 -PipelineVariable | Sort-Object", 'MissingValueForParameter'],
    ] as const) assert.deepEqual([text, flow(text).refused.includes(id)], [text, true]);
  });

  it('keep the collection that New-Object makes, empty or not, over a checkpoint too', () => {
    assert.deepEqual(flow("$a = New-Object System.Collections.ArrayList; $null = $a.Add(1); Checkpoint-Workflow; [void]$a.Add('b'); $a.Count; $a").lines, ['2', '1', 'b']);
    assert.deepEqual(flow("$l = New-Object -TypeName System.Collections.Generic.List[string]; $l.GetType().Name; $h = New-Object -TypeName Hashtable; $h.Count").lines, ['List`1', '0']);
  });

  it('say what to write where Windows Workflow Foundation or a console is named', () => {
    for (const [text, id, hint] of [
      ['Delay -Duration 1', 'CommandNotFound', /Write Start-Sleep instead/], ["WriteLine -Text 'x'", 'CommandNotFound', /Write Write-Output instead/], ["Invoke-Expression -Language XAML -Command '<a/>'", 'XamlNotSupported', /XAML/],
      ['InlineScript { cmd }', 'InteractiveConsoleApplication', /'cmd'/], ['InlineScript {\n  PowerShell.exe\n}', 'InteractiveConsoleApplication', /'PowerShell\.exe'/],
    ] as const) {
      const { refused, failure } = flow(text);
      assert.deepEqual(refused, [id]);
      assert.match(failure ?? '', hint);
    }
    assert.deepEqual(flow("function delay { 'mine' } delay").lines, ['mine']);
  });

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

  it('that call a function of the runbook which they cannot know are told so', () => {
    const told = (text: string): string => flow(text).wayOut ?? '';
    assert.match(told('function g { 1 }\nfunction f { g }\nworkflow t { f }'), /^'g' is a function of the runbook, but the function 'f', which a workflow calls, knows only/);
    assert.match(told('function f { gg }\nworkflow t { f }'), /^This engine has no command 'gg'/);
    assert.match(told('function f { Set-SmaNothing -Name x }\nworkflow t { f }'), /^This engine has no command 'Set-SmaNothing'\. It is none of the cmdlets of the SMA module that jobs have\./);
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
    ['Get-Item -Nope 1', ['CouldNotFindParameterName']], ['Get-ChildItem -F 1', ['AmbiguousParameter']], ['Get-Item -P 1', ['AmbiguousParameter']], ['Remove-Item -Path . -Conf:$false', ['CommonParameterNotSupported']], ['Get-Item -Path . -ProgressAction Stop', ['CouldNotFindParameterName']], ['Read-Host -Prompt x', ['CommandActivityExcluded']], ['cd x', ['CommandActivityExcluded']], ['Get-Item -Path . -PSPersist', ['MissingValueForParameter']],
    ['Start-Sleep -Seconds 1 | Out-String', ['ActivityNotSupportedInPipeline']], ['Nope-One; Nope-Two', ['CommandNotFound', 'CommandNotFound']],
    ['workflow c { 1 }\nworkflow t { c -PSPersist $true }', ['CouldNotFindWorkflowCommonParameterNameNested']], ['workflow c { 1 }\nworkflow t { 1 | c }', ['ActivityNotSupportedInPipeline']],
    ['Get-ChildItem -Path', ['MissingValueForParameter']], ['Get-ChildItem -Path -Recurse', ['MissingValueForParameter']], ['Get-Date 2020-01-01 2 3', ['PositionalParameterNotFound']], ['Get-Item -Path . -ErrorAction', ['MissingValueForParameter']],
    ['Get-ChildItem -Path a -LiteralPath b', ['AmbiguousParameterSet']], ['Start-Sleep -Seconds', ['StartSleepSyntaxTooManyParameters']], ['InlineScript { 1 } { 2 }', ['PositionalParameterNotFound']],
  ] as const) it(`${text.replaceAll('\n', ' ')}: ${ids.join(', ')}`, () => assert.deepEqual(refused(text).toSorted(), [...ids].toSorted()));

  it('of parameters that begin alike the command’s own is meant', () => {
    assert.deepEqual(flow("('ab' | Select-Object -Pr Length).Length; 1, 3, 2 | Sort-Object -D; 4 | ForEach-Object -Pr { $_ * 2 }; 1 | ConvertTo-Json -Co").lines, ['2', '3', '2', '1', '8', '1']);
  });
  it('the rules of the text are not looked at again where somebody has, its syntax and its commands are', () => {
    assert.deepEqual([flow('$x = 5; $x', { isChecked: true }).lines, flow('workflow t { 1', { isChecked: true }).refused, flow('Nope-One', { isChecked: true }).refused], [['5'], ['MissingEndCurlyBrace'], ['CommandNotFound']]);
    assert.deepEqual([flow('workflow t { 1 } workflow t { 2 }').refused, flow('workflow t { 1 } workflow t { 2 }', { isChecked: true }).lines], [['FunctionRedefinitionNotAllowed'], ['2']]);
  });
  it('a function of the runbook may have the name of a command without an activity', () => {
    assert.deepEqual(flow('function Write-Host($Text) { "own $Text" }\nworkflow t { Write-Host -Text 1 }').lines, ['own 1']);
  });
  it('leaves alone what runs: positional arguments, aliases, Import-Module, splatting', () => {
    assert.deepEqual(flow("$p = @{ Path = '.' }; $a = Get-Item @p; $b = gi .; $c = 1..3 | ? { $_ -gt 2 }; $d = 1..2 | % { $_ }; \"$c $d\"").lines, ['3 1 2']);
    const bound = "$p = @{ Month = 2; Day = 3 }; $d = Get-Date -Year 2020 @p; $d.Day; $t = Get-Date -Date '2020-01-05' -Format:dd; $t; $j = Join-Path a b c d; $j; Write-Output 1 2; 3, 1 | Sort-Object -Descending | Select-Object -First 1; Write-Verbose -Message x -Verbose:$false";
    assert.deepEqual(lines(bound), ['3', '05', 'a/b/c/d', '1', '2', '3']);
  });
});

describe('Errors of a workflow', () => {
  it('reach catch as the exception, which answers for its record too', () => {
    assert.deepEqual(lines("try { Get-Item -Path ./no-such -ErrorAction Stop } catch { \"$($_.GetType().Name) | $($_.Exception.GetType().Name) | $($_.FullyQualifiedErrorId)\" }"), ['ItemNotFoundException | ItemNotFoundException | PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand']);
    assert.deepEqual(lines("try { [int]$x = 'abc' } catch [System.FormatException] { 'format' } catch { \"other $($_.GetType().FullName)\" }").length, 1);
    assert.deepEqual(lines("try { throw [System.IO.IOException]::new('io') } catch [System.IO.IOException] { 'special' } catch [System.Exception] { 'general' }"), ['special']);
  });
  it('that cross a boundary as values are bags of their properties, not exceptions', () => {
    assert.deepEqual(flow("$e = InlineScript { try { throw [System.IO.IOException]'q' } catch { $_.Exception } }; $e.Message; $e.PSObject.TypeNames[0]; \"$($e.GetType().Name) $e\"; try { throw 'a' } catch { $e = $_ }; $e.GetType().FullName").lines,
      ['q', 'Deserialized.System.IO.IOException', 'PSCustomObject System.IO.IOException: q', 'System.Exception']);
  });
  it('of a throw that is no statement of the branch leave the others alone too', () => {
    const around = (inner: string): readonly string[] => flow(`workflow c { param($n) if ($n -eq 2) { throw 'x' }; $n }\nfunction f($n) { if ($n -eq 2) { throw 'x' }; $n }\nworkflow t { foreach -parallel ($i in 1..3) { ${inner} }; 'e' }`).lines.map((line) => line.replace(/^E .*: /, 'E ')).toSorted();
    for (const inner of ["InlineScript { if ($using:i -eq 2) { throw 'x' }; $using:i }", 'f -n $i', 'c -n $i', '$i | ForEach-Object -Process { if ($_ -eq 2) { throw \'x\' }; $_ }', "if ($i -eq 2) { Invoke-Expression -Command 'throw \"x\"' } else { $i }", 'try { c -n $i } finally { }', "if ($i -eq 2) { $v = \"$(throw 'x')\" } else { $i }"]) {
      assert.deepEqual(around(inner), ['1', '3', 'E x', 'e'], inner);
    }
    for (const inner of ["if ($i -eq 2) { throw 'x' }", "if ($i -eq 2) { try { throw 'x' } finally { } }", 'try { c -n $i } catch { throw } finally { }']) {
      const { outcome, failure, lines } = flow(`workflow c { param($n) if ($n -eq 2) { throw 'x' } }\nworkflow t { foreach -parallel ($i in 1..3) { ${inner} }; 'e' }`);
      assert.deepEqual([outcome, failure, lines.includes('e')], ['failed', 'x', false], inner);
    }
  });
  it('in one branch leave the others alone; throw ends them all', () => {
    const soft = flow("parallel { sequence { Get-Item -Path ./no-such -ErrorAction Stop; 'never' } sequence { Start-Sleep -Seconds 1; 'other' } }; 'end'");
    assert.deepEqual([soft.outcome, soft.lines.filter((l) => !l.startsWith('E '))], ['completed', ['other', 'end']]);
    const hard = flow("try { parallel { sequence { Start-Sleep -Seconds 1; throw 'x' } sequence { Start-Sleep -Seconds 5; 'never' } foreach -parallel ($i in 1..3) { Start-Sleep -Seconds 9; 'never' } } } catch { \"caught $($_.Message)\" }; 'end'");
    assert.deepEqual([hard.outcome, hard.lines], ['completed', ['caught x', 'end']]);
  });
  it('suspend the workflow behind the activity where its caller says so, after its tries, and it goes on from there', () => {
    const text = "workflow c { 'pre'; Get-Item -Path ./no-such -ErrorAction Stop -PSActionRetryCount 1; 'after' } workflow t { $x = 1; c -ErrorAction Suspend; \"end $x\" }";
    const first = flow(text);
    assert.deepEqual([first.outcome, first.lines.length, first.lines[0], first.states.length], ['suspended', 3, 'pre', 1]);
    assert.match(first.lines[1] ?? '', /^E ActivityActionFailed/);
    assert.match(first.lines[2] ?? '', /^E PathNotFound,.*no-such/);
    assert.deepEqual(flow(text, { state: first.states[0] ?? '' }).lines, ['after', 'end 1']);
    // What is no activity is no matter of it, nor are commands.
    assert.match(flow("workflow c { throw 'up' } workflow t { c -ErrorAction Suspend }").failure ?? '', /up/);
    assert.match(flow('Get-Item -Path . -ErrorAction Suspend').failure ?? '', /Suspend ActionPreference value is reserved for future use/);
  });

  it('that throw makes of a text are plain exceptions', () => {
    assert.deepEqual(lines("try { throw 'str' } catch [System.Management.Automation.RuntimeException] { 'runtime' } catch { \"$($_.GetType().FullName) $($_.Message)\" }; try { throw 5 } catch { $_.Message }"), ['System.Exception str', '5']);
    assert.equal(flow("throw 'up'").failure, 'up');
  });
  it('that an activity only wrote show in its progress; of a module that it requires name both', () => {
    assert.deepEqual(flow('Get-Item -Path ./no-such; Get-Date').progress.map((p) => p.replace(' -1', '')), ['Get-Item Running', 'Get-Item Failed', 'Get-Date Running', 'Get-Date Completed']);
    assert.match(flow('Get-Date -PSRequiredModules no-such').failure ?? '', /^The module 'no-such' that Get-Date requires \(-PSRequiredModules\) could not be imported: /);
  });

  it('of a called workflow arise at the call', () => {
    assert.deepEqual(lines("workflow c { param([int]$n) throw \"in c $n\" }\nworkflow t { try { c -n 4 } catch { $_.Message }; try { c -n 'abc' } catch { 'bad argument' } }"), ['in c 4', 'bad argument']);
  });
});

describe('Workflows called by a script', () => {
  afterEach(removeFolders);
  it('take the common parameters, and give their output to the pipeline around them', () => {
    const text = 'workflow w { param([int]$n = 1) $n; "$ParentJobName $PSPersist" }\nworkflow t { $r = @(w -n 4 -JobName J -PSPersist $true | ForEach-Object { "<$_>" }); $r.Count; $r[0]; $r[1] }';
    assert.deepEqual(lines(text), ['2', '<4>', '<J True>'], 'in an expression a workflow is an ordinary command');
  });
  it('know the job that they are, and those they call are the same; what they write says where it was made', () => {
    const text = 'workflow inner { Set-PSWorkflowData -PSPort 9; "$JobName $JobId $JobCommandName $WorkflowCommandName $ParentCommandName $PSComputerName" }\nworkflow w { "$JobName $JobId $ParentJobName $ParentJobId $($JobInstanceId.GetType().Name) $JobCommandName $Verbose $ErrorAction $WarningAction $InformationAction"; inner; "$PSPort"; Get-PSWorkflowData -VariableToRetrieve PSCredential }\n'
      + "workflow t { $a = @(w -JobName J -PSComputerName localhost -ErrorAction Stop -Verbose); $a; $a[0].PSComputerName; $a[2].PSShowComputerName; $a.Count; $b = @(w -PSComputerName localhost, '.'); $b -match 'Job' | Sort-Object }";
    const plain = (n: number): string => `Job${n} ${n} Job3 3 Guid w  Continue Continue SilentlyContinue`;
    assert.deepEqual(lines(text), ['Job2 2 J 1 Guid w True Stop Continue SilentlyContinue', 'Job2 2 w inner w localhost', '9', 'localhost', 'True', '3', plain(4), 'Job4 4 w inner w localhost', plain(5), 'Job5 5 w inner w .']);
  });
  it('that are verbose give the switch to their activities', () => {
    const tells = 'V Performing the operation "Remove File" on target', file = join(tmpdir(), 'sma-verbose-activity'), make = `$x = New-Item -Path '${file}' -Force -Verbose:$false; `, away = `Remove-Item -Path '${file}'`;
    const told = (text: string): readonly string[] => lines(text).map((line) => line.slice(0, tells.length));
    assert.deepEqual(told(`${make}${away}`), []);
    assert.deepEqual(told(`${make}$VerbosePreference = 'Continue'; ${away}`), [tells]);
    assert.deepEqual(told(`${make}$VerbosePreference = 'SilentlyContinue'; ${away} -Verbose`), []);
    assert.deepEqual(told(`workflow c { ${away} } workflow t { ${make}c -Verbose }`), [tells]);
  });
  it('hide what steers the display of their records alone', () => {
    const ran = runInFolder("workflow o { [pscustomobject]@{ x = 1 }; 5 }; $shown = o | Select-Object -First 1 | Format-List | Out-String; $shown -match 'PSComputerName +: localhost'; $shown -match 'PSShow'; (o)[1] | Out-String -NoNewline");
    assert.deepEqual([ran.output, ran.errors], [['True', 'False', '5'], []]);
  });
  it('take what is piped to them, whatever parameters they have', () => {
    const w = 'workflow w { param([Parameter(ValueFromPipelineByPropertyName = $true)] $Name) "$Name $($input -join \',\')" }\n';
    assert.deepEqual(lines(`${w}workflow t { $r = @(1, 2 | w; [pscustomobject]@{ Name = 'a' }, [pscustomobject]@{ Name = 'b' } | w | ForEach-Object { $_.Substring(0, 2) }); $r }`), [' 1,2', 'b ']);
    const missing = runInFolder(`${w.replace('param([Parameter(', 'param([Parameter(Mandatory, ')}1 | w; 'x' | w -Name q; @() | w`);
    assert.deepEqual([missing.output, missing.errors.map((e) => e.split(',')[0])], [['q x'], ['InputObjectMissingMandatory', 'MissingMandatoryParameter', 'MissingMandatoryParameter']], "x has no name, which was given; InputObject takes it");
  });
  it('end when their time is over, and refuse what cannot be', () => {
    const run = (call: string): ReturnType<typeof flow> => flow(`workflow w { while ($true) { Start-Sleep -Seconds 1 } }\nworkflow t { $v = "$(${call})"; $v; 'after' }`);
    const late = run('w -PSElapsedTimeoutSec 3');
    assert.match(late.lines[0] ?? '', /^E .*PSElapsedTimeoutSec allows/);
    assert.deepEqual([late.outcome, late.lines.at(-1)], ['completed', 'after']);
    assert.match(run('w -PSComputerName srv1').failure ?? '', /cannot run on srv1/);
  });

  it('are given what is piped to them', () => {
    // In an expression a workflow is an ordinary command.
    const called = (definition: string, call: string): readonly string[] => lines(`${definition}\nworkflow t { $r = @(${call}); $r }`);
    const w = 'workflow w { param($n) $input; foreach ($i in $input) { $i + $n }; Measure-Object -UseDefaultInput $true | Select-Object -ExpandProperty Count }';
    assert.deepEqual(called(w, '1..2 | w -n 10'), ['1', '2', '11', '12', '2']);
    assert.deepEqual(called(w, 'w -n 1 -InputObject 5'), ['5', '6', '1']);
    assert.deepEqual(called(w, 'w -n 1'), []);
    assert.deepEqual(called('workflow w { param($InputObject) "own $InputObject" }', 'w -InputObject 3'), ['own 3']);
  });
  it('gives $input to the first expression that takes it, and to statements, pipelines and loops as often as they ask (PowerShellValue clears it)', () => {
    const piped = (body: string, call = '1..3 | w'): readonly string[] => lines(`workflow w { ${body} }\nworkflow t { $r = @(${call}); $r }`);
    assert.deepEqual(piped('"n $(@($input).Count)"; "n $(@($input).Count)"; $input | ForEach-Object -Process { "x $_" }; $input; "end"'), ['n 3', 'n 0', 'end']);
    assert.deepEqual(piped('$input; $input | ForEach-Object -Process { "x $_" }; foreach ($i in $input) { "f $i" }; $x = $input; "x $($x -join \',\')"; $input; "end"'), ['1', '2', '3', 'x 1', 'x 2', 'x 3', 'f 1', 'f 2', 'f 3', 'x 1,2,3', 'end']);
    assert.deepEqual(piped('Write-Output -InputObject (@($input) -join "+"); if ($input) { "some" } else { "none" }'), ['1+2+3', 'none']);
    assert.deepEqual(piped('if ($input) { "some" }; "left $(@($input).Count)"'), ['some', 'left 0']);
    assert.deepEqual(piped('Where-Object -InputObject 5 -FilterScript { $input; $true }; parallel { "p $(@($input).Count)" }; "left $(@($input).Count)"'), ['5', 'p 3', 'left 0']);
    for (const call of ['w', 'w -InputObject @()']) assert.deepEqual(piped('"n $(@($input).Count)"; $input | ForEach-Object -Process { "x [$_]" }; $input; foreach ($i in $input) { "f" }; "end"', call), ['n 0', 'end']);
    // So it is in the runbook itself, and in one that another calls; a checkpoint keeps what is there.
    const body = '"n $(@($input).Count)"; $input | ForEach-Object -Process { "x [$_]" }';
    assert.deepEqual(lines(`workflow t { ${body} }`), ['n 0']);
    assert.deepEqual(lines(`workflow t { workflow w { ${body} }; w }`), ['n 0']);
  });
});
