import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { runCli } from '../../src/cli/runCli.ts';
import { readFromDisk, runTests } from '../../src/project/tests/index.ts';
import { runTestPlan } from '../../src/worker/local/runTestPlan.ts';
import { eventually } from '../support/eventually.ts';
import { CapturedIo } from '../unit/cli/captured.ts';

const FILES = {
  'Sum.ps1': 'param([int]$Count = 3)\n$sum = 0\nforeach ($i in 1..$Count) {\n    $sum += $i\n}\nif ($Count -gt 100) {\n    \'many\'\n}\n"sum $sum"\n',
  'Sum.tests.yaml': 'cases:\n- { name: adds, parameters: { Count: 4 }, expect: { output: sum 10 } }\n- { name: wrong, expect: { output: sum 7 } }\n- { name: later, skip: not yet }\n',
  'Sum.Tests.ps1': "Describe Sum -Tag quick { It adds { & $PSScriptRoot/Sum.ps1 | Should -Be 'sum 6' } }\n",
  'Hang.ps1': "param([bool]$Hang)\nif ($Hang) { 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' -match '^(a+)+$' }\n'done'\n",
  'Hang.tests.yaml': 'timeout: 0.2\ncases:\n- { name: before, timeout: 30, expect: { output: done } }\n- { name: hangs, parameters: { Hang: true }, expect: { output: done } }\n- { name: behind, timeout: 30, expect: { output: done } }\n',
};

describe('tests of runbooks in real sandboxes', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sma-test-level-'));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const sma = async (...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> => {
    const io = new CapturedIo({ cwd: folder }), code = await runCli(['test', ...args], COMMANDS, io, new AbortController().signal);
    return { code, out: io.out.replaceAll(/\d+ ms/g, 'N ms').replaceAll(/\d+\.\d s/g, 'N s'), err: io.err };
  };

  it('are ended with their process where nothing else ends them, and the others go on', async () => {
    const { results } = await runTests({ files: [{ path: join(folder, 'Hang.tests.yaml') }] }, { start: runTestPlan, read: readFromDisk, signal: new AbortController().signal });
    assert.deepEqual(results.map(({ path, outcome, problems: [first] }) => [path[0], outcome, first?.message]), [
      ['before', 'passed', undefined], ['hangs', 'failed', 'It ran longer than 0.2 s and did not stop, so its process was ended. Give it more time, or mock what it waits for.'], ['behind', 'passed', undefined],
    ]);
  });

  it('are spread over several, and told in the order of their files', async () => {
    const names = Array.from({ length: 320 }, (_, i) => `case ${i}`);
    writeFileSync(join(folder, 'Many.ps1'), 'param([int]$N)\n$N');
    writeFileSync(join(folder, 'Many.tests.yaml'), `cases:\n${names.map((name, i) => `- { name: ${name}, parameters: { N: ${i} }, expect: { output: ${i} } }`).join('\n')}\n`);
    let started = 0;
    const { results } = await runTests({ files: [{ path: join(folder, 'Many.tests.yaml') }] }, { start: (plan, tell) => { started += 1; return runTestPlan(plan, tell); }, read: readFromDisk, signal: new AbortController().signal, lanes: 3 });
    assert.equal(started, 3);
    assert.deepEqual(results.map(({ path, outcome }) => `${outcome} ${path[0]}`), names.map((name) => `passed ${name}`));
  });

  it('sma test: text, exit code 1 where a test fails, 0 where none does', async () => {
    assert.deepEqual(await sma('Sum.tests.yaml', 'Sum.Tests.ps1'), { code: 1, err: '', out: `Sum.tests.yaml
  ok   adds (N ms)
  FAIL wrong (N ms)
       Sum.tests.yaml:3:36: Record 1 of "output" is "sum 6", not "sum 7".
       output:
         sum 6
  skip later: not yet
Sum.Tests.ps1
  ok   Sum › adds (N ms)
2 passed, 1 failed, 1 skipped in N s
` });
    assert.deepEqual(await sma('Sum.Tests.ps1', 'Sum.tests.yaml', '--name', '*ADDS'), { code: 0, err: '', out: 'Sum.Tests.ps1\n  ok   Sum › adds (N ms)\nSum.tests.yaml\n  ok   adds (N ms)\n2 passed, 0 failed in N s\n' });
    assert.equal((await sma('Sum.Tests.ps1', '--tag', 'quick')).code, 0);
  });

  it('sma test: tells each result when it is there, not at the end', async () => {
    const go = join(folder, 'go');
    writeFileSync(join(folder, 'Wait.ps1'), `param([bool]$Wait)\nwhile ($Wait -and -not (Test-Path '${go}')) { Start-Sleep -Milliseconds 20 }\n'done'`);
    writeFileSync(join(folder, 'Wait.tests.yaml'), 'cases:\n- { name: quick, expect: { output: done } }\n- { name: slow, parameters: { Wait: true }, expect: { output: done } }\n');
    const io = new CapturedIo({ cwd: folder }), running = runCli(['test', 'Wait.tests.yaml'], COMMANDS, io, new AbortController().signal);
    await eventually(() => io.out.includes('ok   quick'), 30_000, 'the first result');
    assert.ok(!io.out.includes('slow'));
    writeFileSync(go, '');
    assert.equal(await running, 0);
    assert.match(io.out, /^Wait\.tests\.yaml\n  ok   quick .*\n  ok   slow .*\n2 passed/);
  });

  it('sma test: InlineScripts of branches that wait overlap, are counted, and find what stands in for their commands', async () => {
    // Each of the first two waits for what the other one writes.
    writeFileSync(join(folder, 'Branches.ps1'), `workflow Branches {
  parallel {
    InlineScript {
      function Wait-File { param($name) while (-not (Test-Path $name)) { Start-Sleep -Milliseconds 20 } }
      Set-Content '${folder}/first' 1
      Wait-File '${folder}/second'
      'a'
    }
    InlineScript { Set-Content '${folder}/second' 1; while (-not (Test-Path '${folder}/first')) { Start-Sleep -Milliseconds 20 }; if ($false) { 'never' }; 'b' }
    InlineScript { Start-Sleep -Milliseconds 1; Get-Uptime }
  }
}
`);
    writeFileSync(join(folder, 'Branches.tests.yaml'), `mocks: [{ command: Get-Uptime, returns: up }]
cases: [{ name: meet, expect: { output: { includes: [a, b, up], count: 3 } } }]
`);
    const { results: [result], problems, coverage } = await runTests({ files: [{ path: join(folder, 'Branches.tests.yaml') }], coverage: true }, { start: runTestPlan, read: readFromDisk, signal: new AbortController().signal });
    assert.deepEqual([problems, result?.outcome, result?.problems], [[], 'passed', []]);
    const ran = coverage.flatMap(({ statements }) => statements.filter(({ hits }) => hits > 0).map(({ line }) => line));
    assert.deepEqual([...new Set(ran)].toSorted((x, y) => x - y), [2, 3, 4, 5, 6, 7, 9, 10]);
  });

  it('sma test: jobs have threads of their own, but find what stands in for their commands', async () => {
    writeFileSync(join(folder, 'Jobs.ps1'), `$first = Start-Job { while ($true) { Start-Sleep -Milliseconds 20 } }
$second = Start-ThreadJob {
  if ($false) { 'never' }
  'second'
}
Receive-Job $second -Wait
"$($first.State)"
Stop-Job $first
"$($first.State)"
Start-Job { Get-Uptime } | Receive-Job -Wait
Start-ThreadJob { Start-Sleep -Seconds 60; Set-Content '${folder}/never' 1 } | Out-Null
`);
    writeFileSync(join(folder, 'Jobs.tests.yaml'), `cases:
  - { name: runs, mocks: [{ command: Get-Uptime, returns: up }], expect: { output: [second, Running, Stopped, up] } }
  - { name: again, mocks: [{ command: Get-Uptime, returns: other }], expect: { output: [second, Running, Stopped, other] } }
`);
    writeFileSync(join(folder, 'Jobs.Tests.ps1'), `Describe Jobs { It 'reaches mocks' { Mock Get-Uptime { 'mocked' }; Start-Job { Get-Uptime } | Receive-Job -Wait | Should -Be mocked; Start-ThreadJob { 'a' } | Receive-Job -Wait | Should -Be a } }`);
    const begun = performance.now();
    const { results, problems, coverage } = await runTests({ files: [{ path: join(folder, 'Jobs.tests.yaml') }, { path: join(folder, 'Jobs.Tests.ps1') }], coverage: true }, { start: runTestPlan, read: readFromDisk, signal: new AbortController().signal });
    assert.deepEqual([problems, results.map(({ problems: own }) => own)], [[], [[], [], []]]);
    assert.ok(performance.now() - begun < 20_000);
    const ran = coverage.filter(({ file }) => file.endsWith('Jobs.ps1')).flatMap(({ statements }) => statements.filter(({ hits, line }) => hits > 0 && line < 7).map(({ line }) => line));
    assert.deepEqual([...new Set(ran)].toSorted((x, y) => x - y), [1, 2, 3, 4, 6]);
  });

  it('coverage has the lines of later conditions, of until, and of defaults and first values that are worked out', async () => {
    writeFileSync(join(folder, 'Lines.ps1'), ['param($A = (1 + 1),', '  $B = 2)', 'class Box {', '  [int] $Size = $A * 2', '  [int] $Never = 1', '  static [int] $S = [Math]::Max(1, 2)', '}', '$i = 0', 'do {', '  $i++', '} until (', '  $i -ge 3)', 'if ($i -eq 1) { 1 }', 'elseif ($i -eq 2) { 2 }', 'elseif ($i -eq 3) { 3 }', 'elseif ($i -eq 4) { 4 }', 'foreach ($n in 1..1200) { if ($n -eq 0) { 0 }', '  elseif ($n -eq 1) { 1 }', '}', '[Box]::new().Size', ''].join('\n'));
    writeFileSync(join(folder, 'Lines.tests.yaml'), 'cases:\n  - name: a\n    expect: { output: { count: 3 } }\n');
    assert.equal((await sma('Lines.tests.yaml', '--coverage', 'lcov', 'lines.info')).code, 0);
    assert.deepEqual((await readFromDisk(join(folder, 'lines.info'))).match(/^DA:.*/gm)?.map((line) => line.slice(3)), ['1,1', '4,1', '6,1', '8,1', '9,3', '10,3', '12,3', '13,1', '14,1', '15,1', '16,0', '17,1200', '18,1200', '20,1'].filter((line) => line !== '9,3'));
  });
  it('coverage has the conditions of a workflow too, and not the heads of its loops', async () => {
    writeFileSync(join(folder, 'Turns.ps1'), ['workflow Turns {', '  $i = 0', '  do {', '    $i++', '  } until (', '    $i -ge 3)', '  if ($i -eq 9) { 9 }', '  elseif ($i -eq 3) { 3 }', '  elseif ($i -eq 4) { 4 }', '  while (', '    $i -lt 5) { $i++ }', '}', ''].join('\n'));
    writeFileSync(join(folder, 'Turns.tests.yaml'), 'cases:\n  - name: a\n    expect: { output: "3" }\n');
    const { code, out } = await sma('Turns.tests.yaml', '--coverage', 'lcov', 'turns.info');
    assert.equal(code, 0, out);
    assert.deepEqual((await readFromDisk(join(folder, 'turns.info'))).match(/^DA:.*/gm)?.map((line) => line.slice(3)), ['2,1', '4,3', '6,3', '7,1', '8,1', '9,0', '11,3']);
  });
  it('warns of what stands outside a workflow, once, whatever is reported', async () => {
    writeFileSync(join(folder, 'Beside.ps1'), 'workflow Beside { "in" }\nBeside\n');
    for (const name of ['Beside.tests.yaml', 'More.tests.yaml']) writeFileSync(join(folder, name), 'runbook: Beside.ps1\ncases:\n  - { name: a, expect: { output: in } }\n');
    for (const reporter of ['text', 'junit', 'tap']) {
      const { code, err } = await sma('Beside.tests.yaml', 'More.tests.yaml', '--reporter', reporter);
      assert.equal(code, 0);
      assert.match(err, /^sma: warning: Beside\.ps1:2:1: This stands outside the workflow Beside and is not run: .*\n$/);
    }
  });
  it('sma test: JUnit, TAP, and coverage as lcov', async () => {
    const junit = await sma('Sum.tests.yaml', '--reporter', 'junit');
    assert.equal(junit.code, 1);
    assert.equal(XMLValidator.validate(junit.out), true);
    assert.match(junit.out, /<testsuites tests="3" failures="1" errors="0" skipped="1"/);
    const tap = await sma('Sum.Tests.ps1', '--reporter', 'tap', '--coverage', 'lcov', 'lcov.info');
    assert.deepEqual([tap.code, tap.out], [0, 'TAP version 14\nok 1 - Sum.Tests.ps1 › Sum › adds\n1..1\n']);
    assert.equal((await sma('Sum.Tests.ps1', '--coverage', 'lcov', 'new/folder/lcov.info')).code, 0);
    assert.equal(await readFromDisk(join(folder, 'new/folder/lcov.info')), await readFromDisk(join(folder, 'lcov.info')));
    assert.equal(await readFromDisk(join(folder, 'lcov.info')), `TN:\nSF:${join(folder, 'Sum.ps1')}\nDA:2,1\nDA:3,1\nDA:4,3\nDA:6,1\nDA:7,0\nDA:9,1\nLF:6\nLH:5\nend_of_record\n`);
  });

  it('sma test: says what cannot be done, with the exit codes of its help', async () => {
    for (const [args, code, message] of [
      [['nowhere'], 5, /^sma: The file or folder of tests nowhere cannot be read: it does not exist\./], [['Sum.ps1'], 5, /Sum\.ps1 is no file of tests: those are called NAME\.tests\.yaml or NAME\.Tests\.ps1\./],
      [['Sum.tests.yaml', '--tag', 'none'], 5, /no test fits what was asked for/], [['--reporter', 'html'], 2, /--reporter must be one of text, junit, tap\.\nSee "sma test --help"/], [['--timeout', 'soon'], 2, /--timeout needs a number of seconds above 0/],
      [['--coverage', 'lcov'], 2, /--coverage needs two values: --coverage lcov FILE\./], [['--coverage', 'html', 'x'], 2, /--coverage must be one of lcov/], [['Sum.Tests.ps1', '--coverage', 'lcov', 'Sum.ps1/x'], 2, /^sma: Sum\.ps1\/x cannot be written/],
    ] as const) {
      const { code: actual, err, out } = await sma(...args);
      assert.equal(actual, code, args.join(' '));
      if (code === 2) assert.equal(out, '', 'nothing was done');
      assert.match(err, message);
    }
    const io = new CapturedIo({ cwd: folder });
    assert.equal(await runCli(['run', 'Sum.Tests.ps1'], COMMANDS, io, new AbortController().signal), 5);
    assert.match(io.err, /Sum\.Tests\.ps1 is a file of tests\. Run it with: sma test Sum\.Tests\.ps1/);
    const { code, out } = await sma('--help');
    assert.equal(code, 0);
    assert.match(out, /^Usage: sma test \[PATH …\] \[OPTIONS\]$/m);
    assert.match(out, /--coverage lcov FILE/);
  });
});
