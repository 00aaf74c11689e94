import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunOptions, RunRecord, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import { localAssets } from '../../src/worker/local/localAssets.ts';
import { workerBundle } from '../support/workerBundle.ts';

let runInSandbox: typeof Run;

async function run(script: string, rest: Partial<RunOptions> = {}) {
  const records: RunRecord[] = [];
  const result = await runInSandbox({ script, name: 'Test-Runbook', type: 'PowerShellScript', onRecords: (batch) => { records.push(...batch); }, ...rest }).done;
  return { result, records, lines: records.map((record) => `${record.streamTypeName} ${record.text}`) };
}

describe('A run without a service', () => {
  before(async () => {
    ({ runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run });
  });

  it('gives all streams, the information stream too, and the result', async () => {
    const { result, lines } = await run('Write-Host "h"; Write-Verbose "v"; Write-Warning "w"; "o"', { verbose: true });
    assert.deepEqual(lines, ['Information h', 'Verbose v', 'Warning w', 'Output o']);
    assert.deepEqual(result, { status: 'Completed', exception: null, errorCount: 0, warningCount: 1 });
  });

  it('goes on where a script only asked for a command, and ends where it calls one that is not there', async () => {
    const asked = await run('Get-Command No-Such, Get-Date | ForEach-Object Name; "goes on"');
    assert.deepEqual(asked.lines.map((line) => line.split('\n')[0]), ["Error The term 'No-Such' is not recognized as a name of a cmdlet, function, script file, or executable program.", 'Output Get-Date', 'Output goes on']);
    assert.equal(asked.result.status, 'Completed');
    const called = await run('No-Such\n"goes on"');
    assert.deepEqual([called.result.status, called.lines.length], ['Failed', 1]);
    const inside = await run('workflow t { InlineScript { No-Such; "goes on" }; "end" }', { type: 'Script', name: 't' });
    assert.deepEqual([inside.result.status, inside.lines.map((line) => line.split('\n')[0]?.slice(0, 25))], ['Completed', ["Error The term 'No-Such' i", 'Output goes on', 'Output end'].map((line) => line.slice(0, 25))]);
  });

  it('takes parameters of unknown type', async () => {
    const { lines } = await run('param($A, [int]$B) "$($A.GetType().Name) $A $B"', {
      parameters: [{ name: 'a', value: 'text', type: '' }, { name: 'B', value: '5', type: '' }],
    });
    assert.deepEqual(lines, ['Output String text 5']);
  });

  it('asks for assets where it is given some, else they are not there', async () => {
    const script = '$v = Get-AutomationVariable -Name Key -ErrorAction SilentlyContinue\n"[$v]"';
    assert.deepEqual((await run(script)).lines, ['Output []']);
    assert.deepEqual((await run(script, { assets: async () => ({ found: true, value: '"secret1"', secrets: [] }) })).lines, ['Output [secret1]']);
    assert.deepEqual((await run(script, { assets: () => ({ found: true, value: '"secret1"', secrets: ['secret1'] }) })).lines, ['Output [********]']);
    // A fault of whoever has the assets is not taken for a missing one.
    const broken = await run(script, { assets: () => { throw new Error('broken file'); } });
    assert.deepEqual(broken.lines, ["Error The variable 'Key' could not be read: broken file", 'Output []']);
  });

  describe('of a file', () => {
    const SHOWN = '"$PSScriptRoot|$PSCommandPath"';
    let folder = '';
    beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-file-')); });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const inFile = async (script: string, rest: Partial<RunOptions> = {}) => {
      const path = join(folder, 'Test-Runbook.ps1');
      writeFileSync(path, script);
      return await run(script, { directory: folder, path, ...rest });
    };

    it('knows where the file lies, as its children do of theirs; a published runbook lies nowhere', async () => {
      mkdirSync(join(folder, 'lib'));
      writeFileSync(join(folder, 'lib/Child.ps1'), SHOWN);
      writeFileSync(join(folder, 'Lib.psm1'), 'class Held { [string] $Name = "held" }');
      const path = join(folder, 'Test-Runbook.ps1'), whole = `using module ./Lib.psm1\nparam($At = "$PSScriptRoot")\n$At\n${SHOWN}\nfunction Show { ${SHOWN} }; Show\n$MyInvocation.MyCommand.Path\n{ }.File\n& "$PSScriptRoot/lib/Child.ps1"; .\\lib\\Child.ps1\n[Held]::new().Name`;
      const { lines } = await inFile(whole);
      assert.deepEqual(lines.map((line) => line.replace('Output ', '')), [folder, `${folder}|${path}`, `${folder}|${path}`, path, path, `${folder}/lib|${folder}/lib/Child.ps1`, `${folder}/lib|${folder}/lib/Child.ps1`, 'held']);
      const published = await run(`${SHOWN}\n"[$($MyInvocation.MyCommand.Path)][$({ }.File)]"`);
      assert.deepEqual(published.lines, ['Output |', 'Output [][]']);
    });

    it('finds other runbooks of its runbook folder by name, in whichever folder they lie', async () => {
      for (const part of ['.sma', 'sub', 'other/deep']) mkdirSync(join(folder, part), { recursive: true });
      writeFileSync(join(folder, 'Child.ps1'), `${SHOWN}\n.\\Far.ps1`);
      writeFileSync(join(folder, 'other/deep/Far.ps1'), 'throw "far"');
      writeFileSync(join(folder, 'other/Held.ps1'), 'workflow Held { "held"; Write-Error "of it" }');
      const path = join(folder, 'sub/Main.ps1'), assets = await localAssets(path);
      const { records, result } = await run('.\\child.ps1', { name: 'Main', directory: join(folder, 'sub'), path, assets });
      assert.deepEqual([records[0]?.text, result.status, records[1]?.nameValues?.find(({ name }) => name === 'ScriptName')?.value], [`${folder}|${join(folder, 'Child.ps1')}`, 'Failed', join(folder, 'other/deep/Far.ps1')]);
      const flow = await run('workflow Main { Held }', { name: 'Main', type: 'Script', directory: join(folder, 'sub'), path, assets });
      assert.deepEqual(flow.lines.map((line) => line.split('\n')[0]), ['Output held', 'Error of it']);
      assert.match(flow.records[1]?.nameValues?.find(({ name }) => name === 'ScriptStackTrace')?.value ?? '', /at Held, .*other\/Held\.ps1: line 1/);
      // Without a sign of where the folder begins only what lies beside it is known.
      rmSync(join(folder, '.sma'), { recursive: true });
      assert.equal((await run('.\\Child.ps1', { name: 'Main', directory: join(folder, 'sub'), path, assets: await localAssets(path) })).result.status, 'Failed');
    });

    it('errors still name the runbook', async () => {
      const { records } = await inFile('function F { throw "oops" }\nF');
      const part = (name: string): string | undefined => records[0]?.nameValues?.find((pair) => pair.name === name)?.value;
      assert.deepEqual([part('ScriptName'), part('ScriptStackTrace')], ['Test-Runbook', 'at F, Test-Runbook: line 1\nat <ScriptBlock>, Test-Runbook: line 2']);
    });

    it('a workflow is in no file, nor what it sends to another place; a script that it calls is', async () => {
      writeFileSync(join(folder, 'Child.ps1'), SHOWN);
      const { lines } = await inFile(`workflow Test-Runbook { Write-Output -InputObject "[$PSScriptRoot$PSCommandPath]"; InlineScript { ${SHOWN}; .\\Child.ps1 } }`, { type: 'Script' });
      assert.deepEqual(lines, ['Output []', 'Output |', `Output ${folder}|${folder}/Child.ps1`]);
      const beside = await inFile(`1 | ForEach-Object -Parallel { ${SHOWN} }\nStart-ThreadJob { ${SHOWN} } | Receive-Job -Wait\nStart-Job { ${SHOWN} } | Receive-Job -Wait`);
      assert.deepEqual(beside.lines, ['Output |', 'Output |', 'Output |']);
    });
  });

  it('jobs have the environment of the script; what threads of it set there is set for all, and what a job sets is its own', async () => {
    const { lines } = await run(`$env:SMA_Q = 5; $env:SMA_GONE = 1
Start-Job { "j$env:SMA_Q"; $env:SMA_J = 1 } | Receive-Job -Wait
Start-ThreadJob { "t$env:SMA_Q"; $env:SMA_R = 7 } | Receive-Job -Wait
"[$env:SMA_J]$env:SMA_R"
1, 2 | ForEach-Object -Parallel { "p$env:SMA_Q$env:SMA_J$env:SMA_R"; Set-Item "env:SMA_P$_" $_; Remove-Item env:SMA_GONE -ErrorAction Ignore }
"[$env:SMA_P1$env:SMA_P2$env:SMA_GONE]"`);
    assert.deepEqual(lines, ['Output j5', 'Output t5', 'Output []7', 'Output p57', 'Output p57', 'Output [12]']);
  });

  it('is stopped by its handle', async () => {
    const begun = Promise.withResolvers<void>();
    const handle = runInSandbox({ script: '"begun"; while ($true) { }', name: 'X', type: 'PowerShellScript', onRecords: () => begun.resolve() });
    await begun.promise;
    handle.stop();
    assert.equal((await handle.done).status, 'Stopped');
  });

  it('waits for whoever takes the records, and ends after the last was taken', async () => {
    const taken: string[] = [];
    const { result } = await run('1..3000', {
      onRecords: async (records) => {
        await new Promise((resolve) => { setTimeout(resolve, 5); });
        taken.push(...records.map((record) => record.text));
      },
    });
    assert.equal(result.status, 'Completed');
    assert.deepEqual(taken, Array.from({ length: 3_000 }, (_, i) => String(i + 1)));
  });

  it('fails when the records cannot be taken', async () => {
    const { result } = await run('while ($true) { "x" }', { onRecords: () => { throw new Error('pipe closed'); } });
    assert.equal(result.status, 'Failed');
    assert.equal(result.exception, 'The output could not be written: pipe closed');
  });
});
