import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../../src/cli/commands/index.ts';
import { ExitCode } from '../../../src/cli/exitCodes.ts';
import { runCli } from '../../../src/cli/runCli.ts';
import { RULES } from '../../../src/project/lint/index.ts';
import { CapturedIo } from './captured.ts';

describe('command line: lint', () => {
  let folder = '';
  const file = (name: string, text: string | Uint8Array): void => writeFileSync(join(folder, name), text);
  const run = async (...args: readonly string[]): Promise<{ readonly code: ExitCode; readonly io: CapturedIo }> => {
    const io = new CapturedIo({ cwd: folder });
    return { code: await runCli(['lint', ...args], COMMANDS, io, new AbortController().signal), io };
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sma-lint-'));
    mkdirSync(join(folder, 'deep'));
    mkdirSync(join(folder, '.git'));
    file('Clean.ps1', '"x"\n');
    file('deep/Noisy.ps1', '\uFEFF# help\r\n  Write-Host "x"\r\n1 | % { $_ }\r\n');
    file('.git/Hidden.ps1', 'Write-Host "x"');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('refuses what is larger than SMA takes, and judges the others', async () => {
    file('deep/Huge.ps1', "Write-Output 'line'\n".repeat(220_000));
    file('deep/Caller.ps1', '.\\Huge.ps1 -Anything 1\n');
    const { code, io } = await run('deep');
    assert.equal(code, ExitCode.runbook);
    assert.match(io.out, /^deep\/Noisy\.ps1:2:3: /);
    assert.equal(io.err, 'sma: The runbook deep/Huge.ps1 has 4.2 MB, and SMA takes 4 at most. Split it into several that call each other.\n');
  });
  it('refuses what begins with two byte order marks, which no worker could run', async () => {
    file('Twice.ps1', '\uFEFF\uFEFFworkflow Twice { "x" }\n');
    file('Wide.ps1', Buffer.from('\uFEFF\uFEFF"x"\n', 'utf16le'));
    for (const name of ['Twice.ps1', 'Wide.ps1']) {
      const { code, io } = await run(name);
      assert.deepEqual([code, io.out, io.err.startsWith(`sma: The runbook ${name} cannot be read. It begins with two byte order marks`)], [ExitCode.runbook, '', true]);
    }
    file('Once.ps1', '\uFEFF"x"\n');
    assert.equal((await run('Once.ps1')).code, ExitCode.ok);
  });
  it('ends well and says nothing where all is well', async () => {
    const { code, io } = await run('Clean.ps1');
    assert.deepEqual([code, io.out, io.err], [ExitCode.ok, '', '']);
  });
  it('tells findings of a folder as FILE:LINE:COLUMN, and ends with 1', async () => {
    const { code, io } = await run('.');
    assert.equal(code, ExitCode.findings);
    assert.match(io.out, /^deep\/Noisy\.ps1:2:3: warning: .+ \[SMA2003 write-host\]\n$/);
  });
  it('tells what is of the level asked for, and ends by it', async () => {
    assert.match((await run('deep', '--level', 'information')).io.out, /:2:3: warning: .*\n.*:3:5: information: .*SMA6005 alias/);
    const { code, io } = await run('deep', '--level', 'error');
    assert.deepEqual([code, io.out], [ExitCode.ok, '']);
  });
  it('judges the others of a folder where one file is no text, and says which', async () => {
    file('Broken.ps1', 'Get-Date\0');
    const { code, io } = await run('.');
    assert.equal(code, ExitCode.runbook);
    assert.match(io.out, /^deep\/Noisy\.ps1:2:3: warning: /);
    assert.match(io.err, /^sma: The runbook Broken\.ps1 cannot be read\. .*NUL.*\n$/);
    assert.equal((await run('Broken.ps1')).code, ExitCode.runbook);
    const { runs: [{ invocations: [done] }] } = JSON.parse((await run('.', '--format', 'sarif')).io.out) as { runs: [{ invocations: [{ executionSuccessful: boolean; toolExecutionNotifications: { level: string; message: { text: string } }[] }] }] };
    assert.equal(done.executionSuccessful, false);
    assert.deepEqual(done.toolExecutionNotifications.map((told) => [told.level, told.message.text.startsWith('The runbook Broken.ps1 cannot be read')]), [['error', true]]);
  });
  it('judges a folder of which not all can be kept parsed', async () => {
    for (const name of ['Huge1', 'Huge2', 'Huge3']) file(`${name}.ps1`, `Write-Output 1 # ${'x'.repeat(4_000_000)}\n`);
    file('Last.ps1', '.\\Huge1.ps1\n.\\Nowhere.ps1\n.\\Huge3.ps1\n');
    const { io } = await run('.', '--rule', 'child-missing');
    assert.match(io.out, /^Last\.ps1:2:1: warning: There is no runbook 'Nowhere' here.*\n$/);
  });
  it('says where a folder holds no runbook, and takes links to files', async () => {
    mkdirSync(join(folder, 'empty'));
    const { code, io } = await run('empty');
    assert.deepEqual([code, io.out, io.err], [ExitCode.ok, '', 'sma: there is no runbook in empty: no file that ends in .ps1.\n']);
    symlinkSync(join(folder, 'deep', 'Noisy.ps1'), join(folder, 'empty', 'Link.ps1'));
    assert.match((await run('empty')).io.out, /^empty\/Link\.ps1:2:3: warning: /);
  });
  it('tells of links that lead nowhere, and judges the others', async () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'deep', 'Broken.ps1'));
    symlinkSync(join(folder, 'deep', 'Ring.ps1'), join(folder, 'deep', 'Ring.ps1'));
    const { code, io } = await run('deep');
    assert.deepEqual([code, io.err], [ExitCode.runbook, 'sma: The runbook deep/Broken.ps1 cannot be read: it does not exist.\nsma: The runbook deep/Ring.ps1 cannot be read: it is a link that leads back to itself.\n']);
    assert.match(io.out, /^deep\/Noisy\.ps1:2:3: warning: /);
    // A neighbour of what is asked for is nobody's fault.
    assert.deepEqual([(await run('deep/Noisy.ps1')).code, (await run('deep/Noisy.ps1')).io.err], [ExitCode.findings, '']);
  });
  it('takes several files and folders, each file once', async () => {
    file('Other.ps1', 'Write-Host "y"\n');
    const { code, io } = await run('Clean.ps1', 'Other.ps1', 'deep', 'deep/Noisy.ps1');
    assert.deepEqual([code, io.out.replace(/ warning: .*/g, ''), io.err], [ExitCode.findings, 'Other.ps1:1:1:\ndeep/Noisy.ps1:2:3:\n', '']);
    const some = await run('Gone.ps1', 'Other.ps1', 'gone');
    assert.deepEqual([some.code, some.io.out.replace(/ warning: .*/g, ''), some.io.err], [ExitCode.runbook, 'Other.ps1:1:1:\n', 'sma: The runbook or folder Gone.ps1 cannot be read: it does not exist.\nsma: The runbook or folder gone cannot be read: it does not exist.\n']);
    // What stands beside a file is known, in each of their folders.
    file('deep/Child.ps1', 'workflow Child { "x" }');
    file('Parent.ps1', 'workflow Parent { InlineScript { Child } }');
    assert.match((await run('Parent.ps1', 'deep/Noisy.ps1', '--level', 'error')).io.out, /^Parent\.ps1:1:34: error: /);
    assert.match((await run('--help')).io.out, /^Usage: sma lint PATH … \[OPTIONS\]$/m);
  });
  // Root may read everything.
  const { getuid, seteuid } = process;
  (getuid === undefined || seteuid === undefined ? it.skip : it)('judges the rest where a folder may not be read, and says which', async () => {
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'deep'), 0o755);
    mkdirSync(join(folder, 'deep', 'closed'), { mode: 0o000 });
    const isRoot = getuid!() === 0;
    if (isRoot) seteuid!(65_534);
    try {
      for (const format of ['text', 'json', 'sarif']) {
        const { code, io } = await run('.', '--format', format);
        assert.deepEqual([code, io.err, io.out.includes('SMA2003')], [ExitCode.runbook, 'sma: The folder deep/closed cannot be read: you may not read it.\n', true], format);
      }
      const alone = await run('deep/closed');
      assert.deepEqual([alone.code, alone.io.out, alone.io.err], [ExitCode.runbook, '', 'sma: The runbook or folder deep/closed cannot be read: you may not read it.\n']);
      const tests = new CapturedIo({ cwd: folder });
      assert.deepEqual([await runCli(['test'], COMMANDS, tests, new AbortController().signal), tests.err], [ExitCode.runbook, 'sma: The folder of tests deep/closed cannot be read: you may not read it.\n']);
    } finally {
      if (isRoot) seteuid!(0);
      chmodSync(join(folder, 'deep', 'closed'), 0o755);
    }
  });
  it('explains its rules without a path, and wants one for everything else', async () => {
    assert.match((await run('--rules', '--rule', 'SMA2015')).io.out, /^SMA2015 activity-parameter/);
    assert.match((await run()).io.err, /PATH is missing/);
  });
  it('takes other severities, and single rules', async () => {
    assert.match((await run('deep', '--level', 'error', '--severity', 'write-host=error')).io.out, /error: /);
    assert.equal((await run('deep', '--severity', 'SMA2003=off')).code, ExitCode.ok);
    assert.equal((await run('deep', '--rule', 'SMA6004')).code, ExitCode.ok);
  });
  it('writes a JSON object a finding', async () => {
    const { io } = await run('deep', '--format', 'json', '--level', 'information', '--rule', 'alias');
    assert.deepEqual(io.lines.map(({ message, ...rest }) => ({ ...rest, message: typeof message })), [{
      file: 'deep/Noisy.ps1', line: 3, column: 5, endLine: 3, endColumn: 6, rule: 'SMA6005', name: 'alias', severity: 'information', message: 'string', fixable: true,
    }]);
  });
  it('writes SARIF, also where nothing was found', async () => {
    const clean = JSON.parse((await run('Clean.ps1', '--format', 'sarif')).io.out) as { version: string; runs: [{ results: unknown[]; invocations: unknown[] }] };
    assert.deepEqual([clean.version, clean.runs[0].results, clean.runs[0].invocations], ['2.1.0', [], [{ executionSuccessful: true, toolExecutionNotifications: [] }]]);
    const { code, io } = await run('.', '--format', 'sarif');
    assert.equal(code, ExitCode.findings);
    assert.equal((JSON.parse(io.out) as typeof clean).runs[0].results.length, 1);
  });
  it('knows the neighbours of a file', async () => {
    file('Child.ps1', 'workflow Child { "x" }');
    file('Parent.ps1', 'workflow Parent { InlineScript { Child } }');
    // One that nobody asked for may be broken.
    file('Broken.ps1', Uint8Array.from([0xff, 0xfe, 0x00, 0xd8]));
    assert.match((await run('Parent.ps1')).io.out, /^Parent\.ps1:1:34: error: .* \[SMA1002 child-in-inlinescript\]\n$/);
  });
  it('knows the assets that it is told of, by the kinds that are listed', async () => {
    file('Main.ps1', '$a = Get-AutomationVariable -Name "Limit"\n$b = Get-AutomationVariable -Name "Limmit"\n$c = Get-AutomationPSCredential -Name "Limit"\n$d = Get-AutomationConnection -Name "Any"\n$e = Get-AutomationPSCredential -Name "Admin"\n$a, $b, $c, $d, $e\n');
    file('assets.json', '\uFEFF{ "Variable": [ { "Name": "limit", "Value": 5 } ], "PSCredential": [] }');
    const found = async (...args: readonly string[]): Promise<string[]> => [...(await run('Main.ps1', '--rule', 'asset-missing', '--rule', 'asset-wrong-kind', ...args)).io.out.matchAll(/^Main\.ps1:(\d+):.*\[(\w+) /gm)].map(([, line, id]) => `${line} ${id}`);
    assert.deepEqual(await found(), [], 'nobody told of any');
    assert.deepEqual(await found('--assets', 'assets.json'), ['2 SMA1101', '3 SMA1102', '5 SMA1101']);
    // What the ISE add-on keeps in two files belongs together.
    file('LocalAssets.json', '{ "Variable": [ { "Name": "Limit" } ] }');
    assert.deepEqual(await found('--assets', 'LocalAssets.json'), ['2 SMA1101']);
    file('SecureLocalAssets.json', '{ "PSCredential": [ { "Name": "Admin" } ], "Variable": [ { "Name": "Limmit" } ] }');
    assert.deepEqual(await found('--assets', 'LocalAssets.json'), ['3 SMA1102']);
    file('more.json', '{ "Connection": [ { "Name": "Other" } ] }');
    assert.deepEqual(await found('--assets', 'LocalAssets.json', '--assets', 'more.json'), ['3 SMA1102', '4 SMA1101']);
  });
  it('says in one sentence what is wrong with a file of assets, and with a server that it cannot ask', async () => {
    file('broken.json', '{ "Variable": [');
    file('list.json', '[1]');
    for (const [args, text] of [
      [['--assets', 'nowhere.json'], /^sma: --assets: the file nowhere\.json does not exist\./], [['--assets', 'broken.json'], /^sma: --assets: the file broken\.json is no JSON: /], [['--assets', 'list.json'], /^sma: --assets: the file list\.json is no list of assets\. It needs /], [['--assets', 'deep'], /^sma: --assets: the file deep cannot be read/],
      [['--online'], /^sma: No server is given: use --url or SMA_URL\./], [['--url', 'https://127.0.0.1:1'], /^sma: No user is given/],
    ] as const) {
      const { code, io } = await run('Clean.ps1', ...args);
      assert.deepEqual([code, io.out], [ExitCode.usage, '']);
      assert.match(io.err, text);
    }
  });
  it('explains rules', async () => {
    const { code, io } = await run('.', '--rules', '--rule', 'alias');
    assert.equal(code, ExitCode.ok);
    assert.match(io.out, /^SMA6005 alias \(information, workflows and scripts\)\n  A command/);
  });
  it('explains rules as objects, one a line', async () => {
    const { code, io } = await run('--rules', '--format', 'json'), all = io.out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, string>);
    assert.deepEqual([code, all.length], [ExitCode.ok, RULES.length]);
    assert.deepEqual([all[0]?.['rule'], all[0]?.['name'], all[0]?.['severity'], all[0]?.['appliesTo']], ['SMA0001', 'syntax-error', 'error', 'both']);
    assert.match((await run('--rules', '--format', 'sarif')).io.err, /--format must be one of text, json\./);
  });
  it('calls no text clean that the rules asked for did not look at', async () => {
    mkdirSync(join(folder, 'torn'));
    file('torn/Torn.ps1', 'Write-Host "a\n');
    file('torn/Whole.ps1', 'Write-Host 1\n');
    const { code, io } = await run('torn', '--rule', 'write-host');
    assert.equal(code, ExitCode.runbook);
    assert.match(io.out, /^torn\/Whole\.ps1:1:1: [^\n]*\n$/, 'the others are checked');
    assert.match(io.err, /^sma: The file torn.Torn\.ps1 does not parse \(line 1: .*\), and --rule asks/);
    const codeOf = async (...args: string[]): Promise<ExitCode> => (await run('torn/Torn.ps1', ...args)).code;
    assert.deepEqual([await codeOf('--rule', 'syntax-error'), await codeOf('--rule', 'syntax-error', '--rule', 'write-host'), await codeOf('--rule', 'unknown-suppression'), await codeOf()], [ExitCode.findings, ExitCode.findings, ExitCode.ok, ExitCode.findings]);
  });
  it('says in one sentence what is wrong with the call', async () => {
    for (const [args, code, text] of [
      [['Missing.ps1'], ExitCode.runbook, /cannot be read: it does not exist/],
      [['.', '--level', 'loud'], ExitCode.usage, /--level must be one of error, warning, information, hint\./],
      [['.', '--rule', 'nothing'], ExitCode.usage, /there is no rule "nothing"/],
      [['.', '--severity', 'SMA6005'], ExitCode.usage, /RULE=LEVEL/],
      [['.', '--format', 'xml'], ExitCode.usage, /--format must be one of text, json, sarif\./],
    ] as const) {
      const { code: found, io } = await run(...args);
      assert.equal(found, code);
      assert.match(io.err, text);
    }
    file('Picture.ps1', Uint8Array.from([0x22, 0, 0x22]));
    const { code, io } = await run('Picture.ps1');
    assert.equal(code, ExitCode.runbook);
    assert.match(io.err, /Picture\.ps1 cannot be read\. The file holds a NUL character in line 1/);
  });
});
