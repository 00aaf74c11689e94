/** What only a PowerShell with threads shows (`SMA_REAL_POWERSHELL` names one), and what a program that hears as it does is told. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunOptions, RunRecord, runInSandbox as Run } from '../../src/worker/local/runInSandbox.ts';
import type { PowerShellSettings } from '../../src/worker/sandbox/settings.ts';
import { cannot } from '../support/counting.ts';
import { program } from '../support/imposter.ts';
import type { TestProgram } from '../support/imposter.ts';
import { testPowerShell } from '../support/testPowerShell.ts';
import { workerBundle } from '../support/workerBundle.ts';

let runInSandbox: typeof Run;
async function run(script: string, powerShell: PowerShellSettings, rest: Partial<RunOptions> = {}): Promise<readonly string[]> {
  const records: RunRecord[] = [];
  const { exception } = await runInSandbox({ script, name: 'Test-Runbook', type: 'PowerShellScript', settings: { powerShell: { startSeconds: 200, ...powerShell } }, onRecords: (batch) => { records.push(...batch); }, ...rest }).done;
  return [...records.filter((r) => r.streamTypeName !== 'Progress').map((r) => (r.streamTypeName === 'Output' ? r.text : `${r.streamTypeName} ${r.text}`)), ...(exception == null ? [] : [`failed: ${exception}`])];
}
/** Knows one command, `Get-Tick`, which writes numbers until it is told to stop; says in a file what it was told. */
const ticking = (told: string): TestProgram => program('pwsh', `#!${process.execPath}
const { createInterface } = require('node:readline'), { appendFileSync } = require('node:fs');
let mark = '', timer, n = 0;
const say = (m) => process.stdout.write(mark + JSON.stringify(m) + '\\n');
createInterface({ input: process.stdin }).on('line', (line) => {
  const m = JSON.parse(line);
  if (m.type === 'hello') { mark = '\\u001e' + m.token + ' '; say({ type: 'ready', version: '7.0', edition: 'Core', hears: true }); }
  else if (m.type === 'find') say({ type: 'done', found: m.name === 'Get-Tick' ? { name: 'Get-Tick', module: '', defaultSet: '', parameters: [] } : null });
  else if (m.type === 'run') { n = 0; timer = setInterval(() => say({ type: 'output', value: String(++n) }), 5); }
  else if (m.type === 'stop') { appendFileSync(${JSON.stringify(told)}, 'stop '); clearInterval(timer); say({ type: 'done' }); }
}).on('close', () => process.exit(0));
`);

before(async () => { ({ runInSandbox } = createRequire(import.meta.url)(join(await workerBundle(), 'runInSandbox.cjs')) as { runInSandbox: typeof Run }); });

describe('A command in PowerShell whose output nobody wants any more', function () {
  this.timeout(120_000);
  it('is told to stop: where a reader has enough, by an error, by break', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-told-')), told = join(folder, 'told');
    using fake = ticking(told);
    try {
      assert.deepEqual(await run(`Get-Tick | Select-Object -First 2
        try { Get-Tick | ForEach-Object { if ($_ -eq '3') { throw 'x' } } } catch { "caught $_" }
        foreach ($once in 1) { Get-Tick | ForEach-Object { if ($_ -eq '2') { break } } }; 'end'`, { engine: 'auto', path: fake.path }), ['1', '2', 'caught x', 'end']);
      assert.equal(readFileSync(told, 'utf8'), 'stop stop stop ');
    } finally { rmSync(folder, { recursive: true }); }
  });
});

describe('A PowerShell of the machine', function () {
  this.timeout(240_000);
  let shell: TestProgram, folder = '';
  before(async function () {
    if ((process.env['SMA_REAL_POWERSHELL'] ?? '') === '') cannot(this, 'there is no PowerShell on this machine (SMA_REAL_POWERSHELL)');
    folder = mkdtempSync(join(tmpdir(), 'sma-real-'));
    shell = await testPowerShell({ prelude: `function global:Get-Tick { [CmdletBinding()] param() $i = 0; try { while ($true) { $i++; $i; Start-Sleep -Milliseconds 20 } } finally { [IO.File]::AppendAllText('${folder}/ticks', 'ended ') } }\nfunction global:Connect-Cloud { $global:account = 'me' }\nfunction global:Get-Account { $global:account }` });
  });
  after(() => {
    if (folder === '') return;
    rmSync(folder, { recursive: true });
    shell[Symbol.dispose]();
  });

  it('stops a command that nobody reads any more, runs its finally blocks, and keeps what was connected', async () => {
    assert.deepEqual(await run(`Connect-Cloud; Get-Tick | Select-Object -First 2
      try { Get-Tick | ForEach-Object { if ($_ -eq 3) { throw 'x' } } } catch { "caught $_" }; Get-Account`, { engine: 'auto', path: shell.path }), ['1', '2', 'caught x', 'me']);
    assert.ok(existsSync(join(folder, 'ticks')));
    assert.equal(readFileSync(join(folder, 'ticks'), 'utf8'), 'ended ended ');
  });

  it('lets an InlineScript leave no type data, settings of the process, breakpoints or ways to find commands, and no drive taken away', async () => {
    const script = String.raw`workflow Test-Runbook {
      InlineScript {
        Update-TypeData -TypeName System.Int32 -MemberName Twice -MemberType ScriptProperty -Value { $this * 2 } -Force; Update-TypeData -TypeName My.Own -DefaultDisplayPropertySet a -Force
        Update-TypeData -TypeName System.Diagnostics.Process -MemberName Zed -MemberType NoteProperty -Value 5 -Force; Remove-TypeData -TypeName System.Net.IPAddress
        [System.Threading.Thread]::CurrentThread.CurrentCulture = 'de-DE'; $PSStyle.OutputRendering = 'Ansi'; Set-PSDebug -Strict; [Console]::OutputEncoding = [Text.Encoding]::ASCII
        Set-PSBreakpoint -Command Get-Date -Action { } | Out-Null; Remove-PSDrive Temp; [Console]::SetOut([IO.TextWriter]::Null)
        $ExecutionContext.InvokeCommand.CommandNotFoundAction = { param($n, $e) $e.CommandScriptBlock = { 'mine' }; $e.StopSearch = $true }
        "$((5).Twice) $((Get-Process -Id $PID).Zed) [$(([ipaddress]'1.2.3.4').IPAddressToString)]"
      }
      InlineScript {
        "[$((5).Twice)] $((Get-TypeData My.Own) -ne $null) [$((Get-Process -Id $PID).Zed)] $((Get-Process -Id $PID).Name) [$(([ipaddress]'1.2.3.4').IPAddressToString)]"
        "[$([cultureinfo]::CurrentCulture.Name)] $($PSStyle.OutputRendering) $([Console]::OutputEncoding.WebName) $(@(Get-PSBreakpoint).Count) $((Get-PSDrive Temp -ErrorAction Ignore) -ne $null) $([Console]::Out -eq [IO.TextWriter]::Null) $($nope.x)"
        try { No-Such } catch { 'not found' }
      }
      InlineScript { Update-TypeData -TypeName System.Int32 -MemberName Thrice -MemberType ScriptProperty -Value { $this * 3 } }
      InlineScript { "[$((5).Thrice)]" }
    }`;
    const [first, second, ...rest] = await run(script, { engine: 'powershell', path: shell.path }, { type: 'Script' });
    assert.deepEqual([first, second?.replace(/\] [^[\]]+ \[1/, '] NAME [1'), ...rest], ['10 5 []', '[] False [] NAME [1.2.3.4]', '[] PlainText utf-8 0 True False ', 'not found', '[]']);
  });

  it('sends many records together, a single one at once, and the last ones also where the process is ended', async () => {
    const chunks: { readonly at: number; readonly text: string }[] = [], child = spawn(shell.path, ['-NoLogo', '-NoProfile', '-NonInteractive', '-File', join(import.meta.dirname, '../../src/powershell/host/bootstrap.ps1')], { stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdout.setEncoding('utf8').on('data', (text: string) => { chunks.push({ at: Date.now(), text }); });
    for (const message of [{ type: 'hello', token: 't', width: 80, activities: [] }, { type: 'run', text: "'alone'; Start-Sleep 2; 1..3000 | ForEach-Object { \"many $_\" }; 'last'; [Environment]::Exit(3)", asText: true }]) child.stdin.write(`${JSON.stringify(message)}\n`);
    const [code] = await once(child, 'close') as [number];
    const all = chunks.map(({ text }) => text).join(''), alone = chunks.find(({ text }) => text.includes('"alone"')), last = chunks.at(-1);
    assert.equal(code, 3);
    assert.equal(all.match(/"many \d+"/g)?.length, 3_000);
    assert.match(all, /"many 3000"\}\n.*"last"\}\n$/);
    assert.ok(chunks.length < 1_500, `${chunks.length} chunks`);
    assert.ok(alone !== undefined && last !== undefined && last.at - alone.at >= 1_500);
  });

  it('hands over text of any characters, as many bytes as UTF-8 has of them', async () => {
    const odd = '"q`"\\ `r`n`t$([char]0x1f)$([char]0x7f)$([char]0x85)$([char]0x2028)$([char]0xfeff)я$([char]0xd83d)$([char]0xde00)"';
    assert.deepEqual(await run(odd, { engine: 'powershell', path: shell.path }), ['q"\\ \r\n\t\u001f\u007f\u0085\u2028\ufeffя😀']);
    assert.deepEqual((await run('[string][char]0x44f * 12000000', { engine: 'powershell', path: shell.path })).map((text) => text.length), [12_000_000]);
  });

  it('runs the finally blocks of a runbook that is stopped to their end, with the assets that they ask for', async () => {
    const asked: string[] = [], mark = join(folder, 'finally'), begun = Promise.withResolvers<void>();
    const handle = runInSandbox({
      script: `'begun'\ntry { Start-Sleep 60 } finally { Set-AutomationVariable -Name V -Value 'released'; Start-Sleep -Milliseconds 300; [IO.File]::WriteAllText('${mark}', (Get-AutomationVariable -Name V)) }`,
      name: 'X', type: 'PowerShellScript', settings: { powerShell: { engine: 'powershell', path: shell.path, startSeconds: 200 } }, onRecords: () => begun.resolve(),
      assets: (asset) => { asked.push(`${asset.kind} ${asset.name}`); return { found: true, value: '"released"', secrets: [] }; },
    });
    await begun.promise;
    handle.stop(60_000);
    assert.equal((await handle.done).status, 'Stopped');
    assert.equal(readFileSync(mark, 'utf8'), 'released');
    assert.deepEqual(asked.map((text) => text.split(' ').at(-1)), ['V', 'V']);
  });

  it('lets an InlineScript leave nothing to the next one, changed, filled or removed', async () => {
    const script = `workflow Test-Runbook {
      Connect-Cloud
      InlineScript {
        Get-Item /nope -ErrorAction SilentlyContinue; $global:PSDefaultParameterValues['Get-Item:Path'] = '/etc'; $global:MaximumHistoryCount = 7; $global:ErrorActionPreference = 'Stop'; $global:account = 'you'
        New-PSDrive -Name QQ -PSProvider FileSystem -Root /usr -Scope Global | Out-Null; function global:prompt { 'mine' }; Set-Alias -Scope Global gci Get-Date -Force; Remove-Item alias:gcm -Force; Remove-Item function:oss -Force
        Start-Job { 1 } | Out-Null; Register-EngineEvent -SourceIdentifier own -Action { } | Out-Null; Push-Location /usr; [Environment]::CurrentDirectory = '/usr'
      }
      InlineScript {
        "$($Error.Count) $($PSDefaultParameterValues.Count) $MaximumHistoryCount $ErrorActionPreference [$(Get-PSDrive QQ -ErrorAction Ignore)] $((Get-Item function:prompt).Definition -match 'mine')"
        "$((Get-Alias gci).Definition) $((Get-Alias gcm).Definition) $(Test-Path function:oss) $(@(Get-Job).Count) $(@(Get-EventSubscriber).Count) $((Get-Location -Stack).Count) $([Environment]::CurrentDirectory -eq '/usr') $PWD"
      }
      Get-Account
    }`;
    assert.deepEqual(await run(script, { engine: 'powershell', path: shell.path }, { type: 'Script' }), ['0 0 4096 Continue [] False', `Get-ChildItem Get-Command True 0 0 0 False ${tmpdir()}`, 'me']);
  });
});
