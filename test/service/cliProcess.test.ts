import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { cannot } from '../support/counting.ts';
import { eventually } from '../support/eventually.ts';
import { testPowerShell } from '../support/testPowerShell.ts';
import { temporaryFolder } from './clientSupport.ts';

const ENTRY = resolve(import.meta.dirname, '../../src/cli/main.ts');

/** The command line as a process of its own, as a shell starts it. */
class Sma implements AsyncDisposable {
  readonly child: ChildProcess;
  out = '';
  err = '';
  readonly #changed: (() => void)[] = [];
  readonly ended: Promise<number | null>;

  /** `errors`: where standard error goes instead of into `err`. */
  constructor(args: readonly string[], { cwd, environment = {}, errors = 'pipe' }: { readonly cwd: string; readonly environment?: Readonly<Record<string, string>>; readonly errors?: 'pipe' | number }) {
    // A group of its own, so that a signal can reach it and its children as Ctrl+C in a terminal does.
    this.child = spawn(process.execPath, [ENTRY, ...args], { cwd, env: { PATH: process.env['PATH'] ?? '', ...environment }, stdio: ['ignore', 'pipe', errors], detached: true });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => { this.out += text; this.#tell(); });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => { this.err += text; this.#tell(); });
    this.ended = once(this.child, 'close').then(([code]) => code as number | null).finally(() => this.#tell());
  }

  /** Waits until the output is as wanted. */
  async until(wanted: () => boolean): Promise<void> {
    while (!wanted()) {
      if (this.child.exitCode !== null) assert.fail(`It ended (${this.child.exitCode}): ${this.out}${this.err}`);
      await new Promise<void>((resolve) => { this.#changed.push(resolve); });
    }
  }

  interrupt(signal: NodeJS.Signals = 'SIGINT'): void {
    process.kill(-(this.child.pid ?? assert.fail()), signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.interrupt('SIGKILL');
    await this.ended;
  }

  #tell(): void {
    for (const wake of this.#changed.splice(0)) wake();
  }
}

const run = async (args: readonly string[], cwd: string, environment?: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> => {
  await using sma = new Sma(args, { cwd, ...(environment === undefined ? {} : { environment }) });
  const code = await sma.ended;
  return { code, out: sma.out, err: sma.err };
};

describe('command line: as a process', function () {
  this.timeout(120_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  before(async () => { folder = await temporaryFolder(); });
  after(() => folder[Symbol.asyncDispose]());
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder.path, name), text);
    return name;
  };

  describe('serve', () => {
    it('says in one line when it is ready, keeps its password beside the database, and ends in good order', async () => {
      const data = join(folder.path, 'data');
      await using sma = new Sma(['serve', '--data', data], { cwd: folder.path });
      await sma.until(() => sma.out.includes('\n'));
      assert.equal(sma.out.split('\n').length, 2);
      const ready = JSON.parse(sma.out) as { url: string; pid: number; user: string; passwordFile: string; certificateFile: string; certificateFingerprint: string };
      assert.ok(ready.pid > 0 && ready.pid !== process.pid);
      assert.equal((await stat(ready.passwordFile)).mode & 0o077, 0);
      const password = (await readFile(ready.passwordFile, 'utf8')).trim();
      assert.ok(password.length >= 24 && !sma.out.includes(password) && !sma.err.includes(password));

      for (const ca of [ready.certificateFile, `sha256:${ready.certificateFingerprint}`]) {
        const jobs = await run(['jobs', '--url', ready.url, '--user', ready.user, '--password-file', ready.passwordFile, '--ca', ca], folder.path);
        assert.deepEqual([jobs.code, jobs.out, jobs.err], [0, 'No jobs.\n', '']);
      }
      sma.interrupt();
      assert.equal(await sma.ended, 0);
      assert.throws(() => process.kill(ready.pid, 0), 'the service is gone');

      // The same password at the next start; and SIGTERM to the command alone ends both.
      await using again = new Sma(['serve', '--data', data, '--http', '-v', '--debugging', '--max-connections', '64', '--time-zone', 'Europe/Berlin', '--missed-runs', 'skip', '--server-version', '2016'], { cwd: folder.path });
      await again.until(() => again.out.includes('\n'));
      const second = JSON.parse(again.out) as typeof ready;
      assert.match(second.url, /^http:\/\/127\.0\.0\.1:/);
      assert.equal((await readFile(second.passwordFile, 'utf8')).trim(), password);
      await run(['jobs', '--url', second.url, '--user', second.user, '--password-file', second.passwordFile], folder.path);
      await again.until(() => /"message":"Request",[^\n]*"method":"GET","path":"[^"?]*\/Jobs","status":200,"user":"sma","address":"127\.0\.0\.1","milliseconds":[\d.]+\}/.test(again.err));
      assert.ok(!again.err.includes(password));
      // The debugger is there where it was asked for alone.
      assert.equal((await fetch(`${second.url.slice(0, second.url.indexOf('/', 8))}/debug`, { headers: { Authorization: `Basic ${btoa(`${second.user}:${password}`)}` } })).status, 400);
      again.child.kill('SIGTERM');
      assert.equal(await again.ended, 0);
      assert.throws(() => process.kill(second.pid, 0));
    });

    it('lets a job come to its end when signals reach all of its processes, as from a service manager or a terminal that is closed', async () => {
      const at = join(folder.path, 'signals'), data = join(at, 'data');
      await mkdir(data, { recursive: true, mode: 0o700 });
      // As a start left it that found no room on the disk.
      await writeFile(join(data, 'password'), '', { mode: 0o600 });
      await using sma = new Sma(['serve', '--data', data, '--http', '--server-version', '2016', '-v'], { cwd: at });
      await sma.until(() => sma.out.includes('\n'));
      const { url, user, passwordFile } = JSON.parse(sma.out) as { url: string; user: string; passwordFile: string };
      const authorization = `Basic ${Buffer.from(`${user}:${(await readFile(passwordFile, 'utf8')).trim()}`).toString('base64')}`;
      const ask = async (method: string, path: string, body: string, type = 'application/json;odata=verbose'): Promise<string> => {
        const reply = await fetch(url + path, { method, body, headers: { Authorization: authorization, Accept: 'application/json;odata=verbose', 'Content-Type': type, Slug: 'Waits' } });
        assert.ok(reply.ok, `${method} ${path}: ${reply.status}`);
        return reply.text();
      };
      // Longer than the ten seconds of the command, for a machine that is slow.
      await ask('PATCH', "AdminConfigurations('DrainTimeInSeconds')", '{"Value":"90"}');
      const text = `Set-Content -Path '${join(at, 'begun')}' -Value yes\nwhile (-not (Test-Path '${join(at, 'go')}')) { Start-Sleep -Milliseconds 50 }\n'done'\n`;
      const { d: { RunbookID: runbook } } = JSON.parse(await ask('POST', 'RunbookVersions', text, 'application/octet-stream')) as { d: { RunbookID: string } };
      for (const [action, body] of [['Publish', '{}'], ['Start', '{"parameters":[]}']] as const) await ask('POST', `Runbooks(guid'${runbook}')/${action}`, body);
      await eventually(() => existsSync(join(at, 'begun')), 60_000, 'the job');
      // A shell that is closed says it to its jobs, and so does the system then.
      for (const signal of ['SIGTERM', 'SIGHUP', 'SIGHUP'] as const) sma.interrupt(signal);
      await sma.until(() => ['SIGTERM', 'SIGHUP'].every((signal) => sma.err.includes(`"message":"Ending","reason":"${signal}"`)));
      await writeFile(join(at, 'go'), '');
      assert.equal(await sma.ended, 0);
      assert.match(sma.err, /"The service is closed"/);
      const database = new DatabaseSync(join(data, 'sma.db'), { readOnly: true });
      try {
        assert.deepEqual(database.prepare('select "JobStatus" as status, text from "Jobs" join stream_record using (job_key)').all().map((row) => ({ ...row })), [{ status: 'Completed', text: 'done' }]);
      } finally {
        database.close();
      }
    });

    it('ends without a word when Ctrl+C comes before it is ready', async () => {
      const data = join(folder.path, 'early');
      await using sma = new Sma(['serve', '--data', data], { cwd: folder.path });
      // The service is there, and has begun.
      await eventually(async () => (await readFile(join(data, 'service.pid'), 'utf8').catch(() => '')) !== '', 60_000);
      sma.interrupt();
      const code = await sma.ended;
      assert.deepEqual([code, sma.err], [sma.out === '' ? 130 : 0, '']);
    });

    it('says in one sentence that it cannot keep a file of its own, and of others which one', async () => {
      const data = join(folder.path, 'guarded');
      await mkdir(join(data, 'certificate.pem'), { recursive: true, mode: 0o700 });
      const { code, err } = await run(['serve', '--data', data], folder.path);
      assert.equal(code, 3);
      assert.match(err, /^sma: The certificate could not be kept in [^\n]*certificate\.pem \(EISDIR\); make that file yours, or remove it\.\n$/);
    });

    it('says in one sentence why it cannot start', async () => {
      await using first = new Sma(['serve', '--data', join(folder.path, 'one')], { cwd: folder.path });
      await first.until(() => first.out.includes('\n'));
      const { port } = JSON.parse(first.out) as { port: number };
      const taken = await run(['serve', '--data', join(folder.path, 'two'), '--port', String(port)], folder.path);
      assert.equal(taken.code, 3);
      assert.match(taken.err, new RegExp(`^sma: .*${port}.*\\n$`));
      const told = await run(['serve', '--data', join(folder.path, 'two'), '--port', String(port), '-v'], folder.path);
      assert.match(told.err, /^\{.*"The service could not start".*\\n {4}at /m);
      assert.match(told.err, new RegExp(`^sma: .*${port}`, 'm'));
      const same = await run(['serve', '--data', join(folder.path, 'one')], folder.path);
      assert.equal(same.code, 3);
      assert.equal(same.out, '');
      assert.match(same.err, new RegExp(`^sma: Another SMA service \\(process ${(JSON.parse(first.out) as { pid: number }).pid}\\) is using the data folder [^\\n]+\\n$`));
    });

    it('says in one sentence which of its files cannot be used', async () => {
      await mkdir(join(folder.path, 'two'), { recursive: true });
      const keyless = await run(['serve', '--data', join(folder.path, 'two'), '--tls-cert', 'absent.pem', '--tls-key', 'absent.key'], folder.path);
      assert.equal(keyless.code, 3);
      assert.match(keyless.err, /^sma: [^\n]*absent\.pem[^\n]*\n$/);
      await writeFile(join(folder.path, 'two', 'sma.db'), 'this is no database, only some words '.repeat(500));
      const damaged = await run(['serve', '--data', join(folder.path, 'two')], folder.path);
      assert.equal(damaged.code, 3);
      assert.match(damaged.err, /^sma: [^\n]+\n$/);
    });

    it('says in one sentence that its folder cannot be made', async () => {
      const blocked = await file('blocked', 'a file');
      for (const data of [join(blocked, 'data'), blocked, '/proc/nothing']) {
        const impossible = await run(['serve', '--data', data], folder.path);
        assert.deepEqual([impossible.code, impossible.out], [3, '']);
        assert.match(impossible.err, /^sma: The data folder [^\n]+ cannot be made \([^\n]+\)\. Choose another data folder\.\n$/);
      }
    });

    it('looks at the whole command line before anything is made', async () => {
      for (const args of [['--http', '--host', '0.0.0.0'], ['--user', 'DOMAIN:me'], ['--user', '']]) {
        const nothing = join(folder.path, 'never made');
        const wrong = await run(['serve', '--data', nothing, ...args], folder.path);
        assert.equal(wrong.code, 2, args.join(' '));
        assert.match(wrong.err, /^sma: [^\n]+\nSee "sma serve --help"\.\n$/);
        await assert.rejects(stat(nothing), { code: 'ENOENT' });
      }
      for (const args of [['--tls-cert', 'x'], ['--http', '--tls-cert', 'x', '--tls-key', 'y'], ['--port', 'ninety'], ['--max-connections', '0'], ['--time-zone', 'Mars/Olympus'], ['--missed-runs', 'twice'], ['--server-version', '2010']]) assert.equal((await run(['serve', ...args], folder.path)).code, 2);
    });
  });

  describe('run', () => {
    it('writes output to standard output, the other streams to standard error, and ends with 0', async () => {
      const hello = await file('Hello.ps1', 'param([string]$Name = "world", [int]$Times = 1)\nforeach ($i in 1..$Times) { "hello $Name" }\nWrite-Warning "careful"\nWrite-Verbose "quiet"\n');
      const plain = await run(['run', hello], folder.path);
      assert.deepEqual([plain.code, plain.out, plain.err], [0, 'hello world\n', 'WARNING: careful\n']);
      const given = await run(['run', hello, '--param', 'Name=007', '-p', 'times=2', '--verbose'], folder.path);
      assert.deepEqual([given.code, given.out, given.err], [0, 'hello 007\nhello 007\n', 'WARNING: careful\nVERBOSE: quiet\n']);
    });

    it('writes JSON lines, with id, category and line for errors', async () => {
      const name = await file('Errors.ps1', '"one"\nWrite-Error "oops"\n"two"\n');
      const { code, out } = await run(['run', name, '--json'], folder.path);
      assert.equal(code, 0);
      const records = out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.deepEqual(records.map((record) => record['stream']), ['Output', 'Error', 'Output']);
      const [, error] = records;
      assert.match(String(error?.['text']), /oops/);
      assert.match(String(error?.['id']), /WriteErrorException/);
      assert.equal(error?.['category'], 'NotSpecified');
      assert.equal(error['line'], 2);
    });

    it('ends with 1 when the runbook fails, and says why once', async () => {
      const name = await file('Throws.ps1', '"before"\nthrow "no way"\n"never"\n');
      const { code, out, err } = await run(['run', name], folder.path);
      assert.deepEqual([code, out], [1, 'before\n']);
      assert.match(err, /^ERROR: no way \(Throws\.ps1:2\)\nsma: Throws ended as Failed\.\nAt Throws:2 char:1\n/);
      assert.equal(err.split('no way').length, 3, 'the message, and the line itself');
    });

    it('does not start what has a syntax error, and says where it is', async () => {
      const name = await file('Syntax.ps1', '"never"\n}\n');
      const { code, out, err } = await run(['run', name], folder.path);
      assert.deepEqual([code, out], [5, '']);
      assert.match(err, /^sma: Syntax\.ps1:2:1: /);
      const told = await run(['run', name, '--json'], folder.path);
      const { stream, id, category, line, time } = JSON.parse(told.out) as { stream: string; id: string; category: string; line: number; time: string };
      assert.match(time, /^\d{4}-\d\d-\d\dT.*Z$/);
      assert.deepEqual([told.code, stream, id, category, line], [5, 'Error', 'UnexpectedToken', 'ParserError', 2]);
    });

    it('writes as a JSON record what keeps a runbook from running', async () => {
      const record = async (name: string, ...args: readonly string[]): Promise<readonly unknown[]> => {
        const { code, out } = await run(['run', name, '--json', ...args], folder.path);
        const { stream, text, time, ...rest } = JSON.parse(out) as Record<string, unknown>;
        assert.deepEqual([stream, typeof time], ['Error', 'string']);
        return [code, String(text).split(/[:.]/, 1)[0], rest];
      };
      const unknown = await file('Unknown.ps1', 'workflow Unknown {\n  $x = Do-Thing 3\n}\n');
      assert.deepEqual(await record(unknown), [1, "The command 'Do-Thing' cannot be found", { id: 'CommandNotFound', category: 'OperationStopped', line: 2, column: 8 }]);
      assert.deepEqual(await record(await file('Refused.ps1', 'workflow Refused {\n  break\n}\n')), [5, 'break and continue are not supported in a workflow', { id: 'BreakContinueNotSupported', category: 'ParserError', line: 2, column: 3 }]);
      assert.deepEqual(await record(unknown, '-p', 'Name=x'), [2, 'Unknown has no parameter Name', { id: 'CommandLine', category: 'InvalidArgument' }]);
      assert.deepEqual(await record('Absent.ps1'), [5, 'The runbook Absent', { id: 'RunbookFile', category: 'InvalidData' }]);
    });

    it('says of what is no file that it is none, and does not wait for it', async function test() {
      if (process.platform !== 'linux') cannot(this, 'elsewhere there are no pipes and devices with these names');
      spawnSync('mkfifo', [join(folder.path, 'Pipe.ps1')]);
      for (const [args, code, says] of [
        [['run', 'Pipe.ps1'], 5, /The runbook Pipe\.ps1 cannot be read: it is a pipe, not a file\.$/], [['run', '/dev/zero'], 5, /it is a device, not a file\.$/], [['run', '.'], 5, /it is a folder\.$/],
        [['lint', 'Pipe.ps1'], 5, /it is a pipe, not a file\.$/], [['publish', 'Pipe.ps1'], 5, /it is a pipe, not a file\.$/],
        [['serve', '--data', join(folder.path, 'never'), '--tls-cert', 'Pipe.ps1', '--tls-key', 'Pipe.ps1'], 3, /Pipe\.ps1 cannot be read \(not a file\)/],
      ] as const) {
        const told = await run(args, folder.path);
        assert.deepEqual([told.code, told.err.split('\n').length], [code, 2], told.err);
        assert.match(told.err.trimEnd(), says);
      }
    });

    it('runs a file whose name SMA forbids, and warns of it', async () => {
      const name = await file('1st job.ps1', '"ran"\n');
      const { code, out, err } = await run(['run', name], folder.path);
      assert.deepEqual([code, out], [0, 'ran\n']);
      assert.match(err, /^sma: warning: .*must start with a letter.* It runs here; publish would refuse it\.\n$/);
    });

    it('warns of what stands outside a workflow, which nothing runs', async () => {
      const name = await file('Beside.ps1', 'workflow Beside { "in" }\nBeside\n');
      const { code, out, err } = await run(['run', name], folder.path);
      assert.deepEqual([code, out], [0, 'in\n']);
      assert.match(err, /^sma: warning: Beside\.ps1:2:1: This stands outside the workflow Beside and is not run: .*\n$/);
    });

    it('runs a workflow by its parameters', async () => {
      const name = await file('Flow.ps1', 'workflow Say-It { param([Parameter(Mandatory)][string]$What)\n "it is $What" }');
      assert.deepEqual(await run(['run', name, '-p', 'What=so'], folder.path), { code: 0, out: 'it is so\n', err: '' });
      assert.equal((await run(['run', name], folder.path)).code, 2);
    });

    it('uses the PowerShell that it is told of, whole or for what the engine lacks, here and in a service', async function () {
      this.timeout(300_000);
      using shell = await testPowerShell({ prelude: 'function global:Get-Machine { [CmdletBinding()] param($Name) "machine $Name" }' });
      const name = await file('Uses-Machine.ps1', 'Get-Machine web\n$null -ne $global:SmaBridge\n');
      assert.deepEqual(await run(['run', name, '--powershell', shell.path], folder.path), { code: 0, out: 'machine web\nFalse\n', err: '' });
      assert.deepEqual(await run(['run', name, '--engine', 'PowerShell', '--powershell', shell.path], folder.path), { code: 0, out: 'machine web\nTrue\n', err: '' });
      await using sma = new Sma(['serve', '--data', join(folder.path, 'with-powershell'), '--engine', 'auto', '--powershell', shell.path], { cwd: folder.path });
      await sma.until(() => sma.out.includes('\n'));
      const ready = JSON.parse(sma.out) as { url: string; user: string; passwordFile: string; certificateFile: string };
      const server = ['--url', ready.url, '--user', ready.user, '--password-file', ready.passwordFile, '--ca', ready.certificateFile];
      const published = await run(['publish', name, ...server], folder.path);
      assert.equal(published.code, 0, published.err);
      const started = await run(['start', 'Uses-Machine', '--wait', ...server], folder.path);
      assert.deepEqual([started.code, started.out.includes('machine web')], [0, true], started.err);
    });

    it('reads variables from LocalAssets.json beside the file, and does not change it', async () => {
      const place = join(folder.path, 'assets');
      await mkdir(place);
      const assets = JSON.stringify({ Variable: [{ Name: 'Color', Value: 'blue' }, { Name: 'Count', Value: 41 }] });
      await writeFile(join(place, 'LocalAssets.json'), assets);
      await writeFile(join(place, 'Uses.ps1'), 'Get-AutomationVariable -Name color\nSet-AutomationVariable -Name Count -Value ((Get-AutomationVariable Count) + 1)\nGet-AutomationVariable Count\n');
      assert.deepEqual(await run(['run', 'assets/Uses.ps1'], folder.path), { code: 0, out: 'blue\n42\n', err: '' });
      assert.equal(await readFile(join(place, 'LocalAssets.json'), 'utf8'), assets);
    });

    it('says of a missing asset where a run without a service looks for it', async () => {
      const place = join(folder.path, 'without assets');
      await mkdir(place);
      await writeFile(join(place, 'Missing.ps1'), 'Get-AutomationVariable -Name Count\nSet-AutomationVariable -Name Count -Value 1\nGet-AutomationPSCredential -Name Ops\n');
      const { code, out, err } = await run(['run', 'without assets/Missing.ps1'], folder.path);
      assert.deepEqual([code, out], [0, '']);
      assert.equal(err.split(join(place, 'LocalAssets.json')).length, 3, err);
      assert.match(err, /The credential asset 'Ops' does not exist\. A run without a service has variables only/);
      assert.doesNotMatch(err, /this SMA service/);
    });

    it('brings 10 MB of output through a pipe, whole', async () => {
      const name = await file('Much.ps1', '$line = "x" * 1000\nforeach ($i in 1..10500) { "$i $line" }\n');
      const { code, out } = await run(['run', name], folder.path);
      assert.equal(code, 0);
      const lines = out.trimEnd().split('\n');
      assert.equal(lines.length, 10_500);
      assert.ok(lines.every((line, index) => line.startsWith(`${index + 1} xxx`) && line.length > 1000));
    });

    it('stops the runbook on Ctrl+C, its finally blocks first', async () => {
      const name = await file('Endless.ps1', 'try { "begun"; while ($true) { Start-Sleep -Milliseconds 50 } } finally { "cleaned up" }');
      await using sma = new Sma(['run', name], { cwd: folder.path });
      await sma.until(() => sma.out.includes('begun'));
      sma.interrupt();
      assert.equal(await sma.ended, 130);
      assert.equal(sma.out, 'begun\ncleaned up\n');
    });

    it('ends quietly when its reader has seen enough', async () => {
      const name = await file('Head.ps1', 'foreach ($i in 1..100000) { "line $i" }');
      await using sma = new Sma(['run', name], { cwd: folder.path });
      await sma.until(() => sma.out.includes('line 1\n'));
      sma.child.stdout?.destroy();
      assert.equal(await sma.ended, 0);
      assert.equal(sma.err, '');
    });
  });

  it('takes a file from where the person is, when npm runs it from the checkout', async () => {
    const name = await file('Here.ps1', '"here"');
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(import.meta.dirname, '../../scripts/sma.ts'), 'run', name], {
      encoding: 'utf8', env: { ...process.env, INIT_CWD: folder.path, npm_lifecycle_event: 'sma' },
    });
    assert.deepEqual([status, stdout, stderr], [0, 'here\n', '']);
  });

  it('says in one sentence that its folder is gone, and that its output cannot be written', async function test() {
    if (process.platform !== 'linux') cannot(this, 'elsewhere a folder that is used cannot be removed, and there is no /dev/full');
    const name = await file('Full.ps1', '"x"');
    const inShell = (command: string): { readonly status: number | null; readonly stderr: string } => spawnSync('sh', ['-c', command, 'sh', process.execPath, ENTRY, name], { cwd: folder.path, encoding: 'utf8' });
    const gone = inShell('mkdir gone && cd gone && rmdir ../gone && "$1" "$2" run "$3"');
    assert.deepEqual([gone.status, gone.stderr], [2, 'sma: The folder you are in is not there any more; change to another one.\n']);
    const full = inShell('"$1" "$2" run "$3" > /dev/full');
    assert.deepEqual([full.status, full.stderr], [70, 'sma: The output cannot be written (the disk is full).\n']);
  });

  it('serves on when its log cannot be written, or nobody reads it any more', async function test() {
    if (process.platform !== 'linux') cannot(this, 'elsewhere there is no /dev/full');
    const lives = async (name: string, service: Sma): Promise<void> => {
      await service.until(() => service.out.includes('\n'));
      const ready = JSON.parse(service.out) as { url: string; passwordFile: string; certificateFile: string };
      const environment = { SMA_URL: ready.url, SMA_USER: 'sma', SMA_CA: ready.certificateFile };
      // A wrong password is a line in the log.
      for (let i = 0; i < 2; i++) assert.equal((await run(['jobs'], folder.path, { ...environment, SMA_PASSWORD: 'wrong' })).code, 3, name);
      assert.equal((await run(['jobs'], folder.path, { ...environment, SMA_PASSWORD_FILE: ready.passwordFile })).code, 0, name);
      service.interrupt();
      assert.equal(await service.ended, 0, name);
    };
    const full = await open('/dev/full', 'w');
    try {
      await using service = new Sma(['serve', '-v', '--data', join(folder.path, 'full-log')], { cwd: folder.path, errors: full.fd });
      await lives('full', service);
    } finally { await full.close(); }
    await using unread = new Sma(['serve', '-v', '--data', join(folder.path, 'unread-log')], { cwd: folder.path });
    await unread.until(() => unread.err.includes('\n'));
    unread.child.stderr?.destroy();
    await lives('unread', unread);
  });

  it('takes a runbook from the folder to the end of its job', async () => {
    const data = join(folder.path, 'whole');
    await using service = new Sma(['serve', '--data', data], { cwd: folder.path });
    await service.until(() => service.out.includes('\n'));
    const ready = JSON.parse(service.out) as { url: string; user: string; passwordFile: string; certificateFile: string };
    const environment = { SMA_URL: ready.url, SMA_USER: ready.user, SMA_PASSWORD_FILE: ready.passwordFile, SMA_CA: ready.certificateFile };
    const name = await file('Whole-Job.ps1', 'param([Parameter(Mandatory)][string]$Who)\n1..3 | ForEach-Object { "$_ $Who" }\nWrite-Warning "done soon"\n');
    assert.deepEqual(await run(['publish', name], folder.path, environment), { code: 0, out: 'Whole-Job was created and published.\n', err: '' });
    const started = await run(['start', 'Whole-Job', '--param', 'Who=you', '--wait'], folder.path, environment);
    assert.deepEqual([started.code, started.out], [0, '1 you\n2 you\n3 you\n']);
    assert.match(started.err, /^Job [0-9a-f-]{36} of Whole-Job\.\nWARNING: done soon\n$/);
    assert.match((await run(['jobs'], folder.path, environment)).out, /Completed +Whole-Job/);

    await file('Whole-Job.ps1', 'Write-Progress -Activity "Copy" -Status "one" -PercentComplete 50\nWrite-Error "not so good"\nthrow "broken on purpose"');
    await run(['publish', name], folder.path, environment);
    const told = await run(['start', 'Whole-Job', '-w'], folder.path, environment);
    assert.equal(told.code, 1);
    assert.match(told.err, /^ERROR: not so good \(Whole-Job:2\)\nERROR: broken on purpose \(Whole-Job:3\)\nsma: The job ended as Failed\.\nAt Whole-Job:3 /m);
    const failed = await run(['start', 'Whole-Job', '-w', '--json'], folder.path, environment);
    assert.equal(failed.code, 1);
    const lines = failed.out.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(lines[0]?.['runbook'], 'Whole-Job');
    assert.equal(lines.at(-1)?.['status'], 'Failed');
    assert.match(String(lines.at(-1)?.['exception']), /broken on purpose/);
  });
});
