import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';
import { flow, inSteps } from './harness.ts';

const lines = (text: string): readonly string[] => {
  const ran = flow(text);
  assert.deepEqual([ran.outcome, ran.failure, ran.refused], ['completed', undefined, []], text);
  return ran.lines;
};

describe('What activities of a workflow set and where they go', () => {
  afterEach(removeFolders);
  it('ends with the block of Measure-Command, in and outside branches', () => {
    assert.deepEqual(lines('$n = 1; $m = Measure-Command { $n = 9 }; "A $n"; $k = 1; $m = 1..3 | Measure-Command -Expression { $k += $_ }; "B $k"'), ['A 1', 'B 1']);
    assert.deepEqual(lines('parallel { sequence { $mc = Measure-Command { $o = 2 }; "C [$o]" } }'), ['C []']);
    assert.deepEqual(lines('parallel { sequence { $md = Measure-Command { Start-Sleep -Milliseconds 30; $o = 2 }; "D [$o]" } Start-Sleep -Milliseconds 10 }'), ['D []']);
    assert.deepEqual(lines('$n = 1; 1 | ForEach-Object { $n = 5; Set-Variable n 7; function foo { 1 } }; "$n $(Get-Command foo -ErrorAction SilentlyContinue)"; $n = 2; $m = Measure-Command { $s = $n }; "[$s] $n"'), ['1 ', '[] 2']);
  });
  it('ends with the text of Invoke-Expression, which sees nothing of the workflow', () => {
    assert.deepEqual(lines('$x = 1; Invoke-Expression -Command \'$x = 5; "own $x"\'; "E $x"; Invoke-Expression -Command \'$y = 5\'; "F [$y]"; Invoke-Expression -Command \'"[$x]"\''), ['own 5', 'E 1', 'F []', '[]']);
    assert.match(flow('Invoke-Expression -Command \'function foo { "f" }\'; $z = "$(foo)"; $z').failure ?? '', /'foo' is not recognized/);
    assert.deepEqual(lines('Invoke-Expression \'Set-StrictMode -Version Latest; $ErrorActionPreference = "Stop"\'; "[$nothing]"; Get-Item -Path ./no-such -ErrorAction SilentlyContinue; Get-Item -Path ./no-such2; "on"').filter((l) => !l.startsWith('E ')), ['[]', 'on']);
    assert.deepEqual(lines('"\'a\'; $input" | Invoke-Expression; parallel { Invoke-Expression \'$q = 1; Write-Warning "w $q"\' }; try { Invoke-Expression \'throw "no"\' } catch { "c $($_.Message)" }'), ['a', 'W w 1', 'c no']);
    assert.match(flow("Invoke-Expression 'Get-AutomationVariable -Name x'").lines.join(), /not available inside/);
  });
  it('is, in InlineScript, a script without a name, as what runs a text has it', () => {
    assert.deepEqual(lines('InlineScript { "$($MyInvocation.MyCommand.CommandType) [$($MyInvocation.MyCommand.Name)]" }; parallel { InlineScript { "$($MyInvocation.MyCommand.CommandType)" } }'), ['Script []', 'Script']);
  });
  it('ends with a command that is told to set a variable', () => {
    assert.deepEqual(lines('$v = 1; 1..2 | Tee-Object -Variable v; "[$v]"; 3 | Tee-Object -Variable w; "[$w]"'), ['1', '2', '[1]', '3', '[]']);
  });

  const there = dirname(tmpdir());
  it('is left again: every expression and every activity begins where the workflow began', () => {
    const moved = `$q = "$(Set-Location '${there}')"; $p = Get-Location; $p.Path -eq '${there}'; InlineScript { (Get-Location).Path -eq '${there}' }; "$(Get-Location)" -eq '${there}'`;
    assert.deepEqual(lines(moved), ['False', 'False', 'False']);
    assert.deepEqual(lines(`"$(Set-Location '${there}'; Get-Location)" -eq '${there}'`), ['True'], 'inside of the one expression it holds');
    assert.deepEqual(inSteps(`$q = "$(Set-Location '${there}')"; Suspend-Workflow; $p = Get-Location; $p.Path -eq '${there}'; if ("$(Set-Location env:)") { 1 } Suspend-Workflow; "$(Get-Location)" -like 'Env:*'; "$(Get-Location)" -eq '${there}'`).lines, ['False', 'False', 'False']);
    assert.deepEqual(lines(`1 | ForEach-Object { Set-Location '${there}' }; $p = Get-Location; $p.Path -eq '${there}'; Measure-Command { Push-Location '${there}' } | Out-String; "$(Get-Location)" -eq '${there}'`).filter((l) => /^(True|False)$/.test(l)), ['False', 'False']);
    assert.deepEqual(lines(`$r = Join-Path -Path "a$(Set-Location '${there}')" -ChildPath "$("$(Get-Location)" -eq '${there}')"; $r -replace '.*(?=[TF])'; parallel {\n"$(Set-Location '${there}')"\n"$((Get-Location).Path -eq '${there}')"\n}`).filter((l) => l !== ''), ['False', 'False']);
  });
  it('leaves who calls the workflow where that is', () => {
    assert.deepEqual(runInFolder(`$before = "$PWD"; workflow w { "$(Set-Location '${there}')" }; $q = w; "$PWD" -eq $before; Set-Location env:; workflow w2 { "$(Set-Location '${there}')"; "$(Set-Location variable:)"; "$(Get-Location)".Length -gt 0 }; w2; (Get-Location).Path; Set-Location /; (Get-Location).Path; "$PWD"`).output.filter((l) => l !== ''), ['True', 'True', 'Env:/', '/', '/']);
  });
});
