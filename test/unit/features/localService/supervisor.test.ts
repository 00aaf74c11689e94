import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalServiceState } from '../../../../src/app/connections/localServicePort.ts';
import { toDisposable } from '../../../../src/app/disposable.ts';
import { AppError } from '../../../../src/app/errors.ts';
import type { Logger } from '../../../../src/app/log.ts';
import { relayLog } from '../../../../src/features/localService/relayLog.ts';
import { ServiceSupervisor } from '../../../../src/features/localService/supervisor.ts';
import type { WorkerSettings } from '../../../../src/features/localService/serviceProcess.ts';
import type { SupervisorParts } from '../../../../src/features/localService/supervisor.ts';
import { eventually } from '../../../support/eventually.ts';

const script = join(import.meta.dirname, '../../../fixtures/localService/service.mjs');
const PASSWORD = 'planted-secret-42';

function recorder(): { readonly log: Logger; readonly lines: string[] } {
  const lines: string[] = [];
  const write = (message: string, error?: unknown): void => void lines.push(error instanceof Error ? `${message} ${error.message}` : message);
  return { lines, log: { trace: write, debug: write, info: write, warn: write, error: write } };
}

describe('the local service’s supervisor', () => {
  let folder: string;
  const supervisors: ServiceSupervisor[] = [];
  /** The ports that windows hold just now, one entry a window. */
  const held: number[] = [];
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-supervisor-')); });
  afterEach(async () => {
    for (const supervisor of supervisors.splice(0)) {
      await supervisor.stop();
      supervisor.dispose();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  function supervise(behaviour: string, password = PASSWORD, now?: () => number, more: Partial<SupervisorParts> = {}): { supervisor: ServiceSupervisor; states: LocalServiceState[]; lines: string[] } {
    const { log, lines } = recorder();
    const states: LocalServiceState[] = [];
    const supervisor = new ServiceSupervisor({
      program: process.execPath, script, log, dataFolder: () => Promise.resolve(join(folder, behaviour)), password: () => Promise.resolve(password), isListening: () => Promise.resolve(true), lingerSeconds: 600,
      hold: ({ port }) => {
        held.push(port);
        return toDisposable(() => held.splice(held.indexOf(port), 1));
      },
      ...more,
      ...(now === undefined ? {} : { now }),
      timers: { set: (run) => { const timer = setTimeout(run, 5); return { dispose: () => clearTimeout(timer) }; }, random: () => 0.5 },
    });
    supervisor.onDidChangeState((state) => states.push(state));
    supervisors.push(supervisor);
    return { supervisor, states, lines };
  }
  const isGone = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };

  it('starts once for all who ask, and ends the process when stopped', async () => {
    const { supervisor, states } = supervise('good');
    const [one, two] = await Promise.all([supervisor.start(), supervisor.start()]);
    assert.equal(one, two);
    assert.deepEqual(one.trust, { kind: 'pinned', certificate: 'PEM' });
    assert.equal(await supervisor.start(), one);
    const { pid } = supervisor;
    assert.ok(pid !== undefined);
    await supervisor.stop();
    assert.ok(isGone(pid));
    assert.deepEqual(states, ['starting', 'running', 'stopping', 'stopped']);
  });

  it('tells the service’s own words when it refuses', async () => {
    const { supervisor } = supervise('refuses');
    await assert.rejects(supervisor.start(), (error: unknown) => AppError.is(error, 'ServiceRefused') && error.message === 'The local service could not start. The database is damaged. Restore it from a copy.');
    assert.equal(supervisor.state, 'failed');
    assert.ok(AppError.is(supervisor.failure, 'ServiceRefused'));
  });

  it('tells it what runs jobs, as the settings say at that moment', async () => {
    const wanted: WorkerSettings[] = [{ engine: 'auto', powerShellPath: '', nativeCommands: false }, { engine: 'powershell', powerShellPath: '/opt/pwsh', nativeCommands: true }];
    const { supervisor, lines } = supervise('good', PASSWORD, undefined, { worker: () => wanted.shift() ?? assert.fail() });
    await supervisor.start();
    await supervisor.stop();
    await supervisor.start();
    for (const told of ['{"engine":"auto","powerShellPath":"","nativeCommands":false}', '{"engine":"powershell","powerShellPath":"/opt/pwsh","nativeCommands":true}']) await eventually(() => lines.some((line) => line.includes(told)), 20_000, told);
  });

  it('tells apart a process that dies, one that babbles and one that is not there', async () => {
    await assert.rejects(supervise('dies').supervisor.start(), (error: unknown) => AppError.is(error, 'ServiceEnded') && /exit code 7/.test(error.message) && (error.cause as Error).message.includes('Segmentation fault'));
    await assert.rejects(supervise('babbles').supervisor.start(), (error: unknown) => AppError.is(error, 'BadAnswer'));
    const { log } = recorder();
    const missing = new ServiceSupervisor({ program: join(folder, 'no-such-program'), script, log, lingerSeconds: 1, dataFolder: () => Promise.resolve(folder), password: () => Promise.resolve(PASSWORD) });
    supervisors.push(missing);
    await assert.rejects(missing.start(), (error: unknown) => AppError.is(error, 'ServiceSpawn'));
  });

  it('can be started again after a failure', async () => {
    const { supervisor } = supervise('refuses');
    await assert.rejects(supervisor.start());
    await assert.rejects(supervisor.start());
    assert.equal(supervisor.state, 'failed');
  });

  it('starts a crashed service again on the same port', async () => {
    const { supervisor, lines, states } = supervise('crashesOnce');
    const first = await supervisor.start();
    await eventually(() => states.filter((state) => state === 'running').length === 2, 20_000, 'a second start');
    assert.equal(supervisor.endpoint?.url, first.url);
    assert.ok(lines.some((line) => line.includes('ended unexpectedly (exit code 9)')));
    assert.ok(lines.some((line) => line.includes('settings read port=4711')));
  });

  it('takes another port where the former one went to somebody else', async () => {
    const { supervisor } = supervise('portTaken');
    await supervisor.start();
    await supervisor.stop();
    assert.equal((await supervisor.start()).url, 'https://127.0.0.1:4711/');
  });

  it('tells once of what is missing when the service runs again', async () => {
    for (const [behaviour, expected] of [['lost', ['Three changes are missing.']], ['good', []]] as const) {
      const { supervisor } = supervise(behaviour), told: string[] = [];
      supervisor.onDidLose((text) => told.push(text));
      await supervisor.start();
      await supervisor.start();
      assert.deepEqual(told, expected);
    }
  });

  it('gives up on a service that crashes again and again', async () => {
    const { supervisor } = supervise('crashesAlways');
    const told: Error[] = [];
    supervisor.onDidGiveUp((failure) => told.push(failure));
    await supervisor.start();
    await eventually(() => supervisor.state === 'failed', 20_000, 'giving up');
    assert.match(supervisor.failure?.message ?? '', /7 times in a row/);
    assert.ok(AppError.is(supervisor.failure) && supervisor.failure.action?.label === 'Start Again');
    assert.deepEqual(told, [supervisor.failure]);
  });

  it('starts it again when it dies on its way back from a crash', async () => {
    const { supervisor, lines, states } = supervise('crashesTwice');
    await supervisor.start();
    await eventually(() => states.filter((state) => state === 'running').length === 2, 20_000, 'a third start');
    assert.ok(lines.some((line) => line.includes('ended before it was ready again; starting it again in 1000 ms')));
    assert.ok(!states.includes('failed'));
  });

  it('brings back a service for who asks while it dies on its way back', async () => {
    const { supervisor, states } = supervise('crashesTwice');
    const first = await supervisor.start();
    await eventually(() => supervisor.state === 'starting', 20_000, 'the crash');
    assert.equal((await supervisor.start()).url, first.url);
    assert.ok(!states.includes('failed'));
  });

  it('tells once that a service does not come back from a crash, whoever asks meanwhile', async () => {
    const { supervisor, states } = supervise('crashesForGood');
    const told: Error[] = [];
    supervisor.onDidGiveUp((failure) => told.push(failure));
    await supervisor.start();
    await eventually(() => supervisor.state === 'starting', 20_000, 'the crash');
    await assert.rejects(supervisor.start(), (error: unknown) => AppError.is(error, 'ServiceEnded') && error.action?.label === 'Start Again');
    assert.deepEqual([told.length, states.filter((state) => state === 'failed').length], [1, 1]);
    await assert.rejects(supervisor.start(), (error: unknown) => AppError.is(error, 'ServiceEnded'));
    assert.equal(told.length, 1, 'who asked is told by their own call');
  });

  describe('of several windows on one profile', () => {
    beforeEach(() => mkdirSync(join(folder, 'good')));
    const shared = (): string => join(folder, 'good', 'shared.json');

    it('is one for all: the second uses the first one’s, and neither its password nor a process more is needed', async () => {
      const [one, two] = [supervise('good'), supervise('good')];
      const endpoint = await one.supervisor.start();
      const used = await two.supervisor.start();
      assert.deepEqual([used.url, used.trust], [endpoint.url, endpoint.trust]);
      assert.equal(two.supervisor.pid, one.supervisor.pid);
      assert.deepEqual(two.states, ['starting', 'running']);
      assert.equal(statSync(shared()).mode & 0o777, 0o600);
      assert.ok(!readFileSync(shared(), 'utf8').includes(PASSWORD));
    });

    it('is joined by a window that only looks, and by none where there is nothing', async () => {
      const [one, two] = [supervise('good'), supervise('good')];
      await two.supervisor.join();
      assert.equal(two.supervisor.state, 'stopped');
      await one.supervisor.start();
      await two.supervisor.join();
      assert.equal(two.supervisor.state, 'running');
    });

    it('stays for the other windows when the one that started it closes, and for one that is loaded anew', async () => {
      const [one, two, three] = [supervise('good'), supervise('good'), supervise('good')];
      await one.supervisor.start();
      await two.supervisor.start();
      const pid = two.supervisor.pid ?? 0;
      assert.deepEqual(held, [4711, 4711]);
      await one.supervisor.close();
      assert.deepEqual([isGone(pid), two.supervisor.state, two.supervisor.pid], [false, 'running', pid]);
      await two.supervisor.close();
      assert.deepEqual(held, [], 'nobody holds it any more');
      assert.equal(isGone(pid), false, 'it waits');
      await three.supervisor.join();
      assert.deepEqual([three.supervisor.state, three.supervisor.pid, held], ['running', pid, [4711]]);
      // Nobody but this window is left to start it again.
      process.kill(pid, 'SIGKILL');
      await eventually(() => three.supervisor.state === 'running' && three.supervisor.pid !== pid, 20_000, 'a service of its own');
      await three.supervisor.stop();
      assert.deepEqual(held, []);
    });

    it('ends with its window where no other window could find it', async () => {
      const { supervisor } = supervise('good');
      await supervisor.start();
      const pid = supervisor.pid ?? 0;
      rmSync(shared());
      await supervisor.close();
      assert.ok(isGone(pid));
    });

    it('is not used when another version of the extension has left it behind', async () => {
      const [one, two] = [supervise('good'), supervise('good', PASSWORD, undefined, { script: `${script.slice(0, -4)}/../service.mjs` })];
      await one.supervisor.start();
      const pid = one.supervisor.pid ?? 0;
      await two.supervisor.join();
      assert.equal(two.supervisor.pid, pid, 'as long as its window is there it is');
      await two.supervisor.close();
      await one.supervisor.close();
      const three = supervise('good', PASSWORD, undefined, { script: `${script}/../service.mjs` });
      await three.supervisor.start();
      assert.ok(isGone(pid));
      assert.notEqual(three.supervisor.pid, pid);
    });

    it('stays when a window closes that only uses it', async () => {
      const [one, two] = [supervise('good'), supervise('good')];
      await one.supervisor.start();
      await two.supervisor.start();
      await two.supervisor.close();
      assert.equal(one.supervisor.state, 'running');
      assert.equal(isGone(one.supervisor.pid ?? 0), false);
    });

    it('is stopped for all by whichever window stops it, and nobody starts it again', async () => {
      for (const first of [true, false]) {
        const [one, two] = [supervise('good'), supervise('good')];
        await one.supervisor.start();
        await two.supervisor.start();
        const pid = one.supervisor.pid ?? 0;
        await (first ? one : two).supervisor.stop();
        await eventually(() => one.supervisor.state === 'stopped' && two.supervisor.state === 'stopped', 20_000, 'both stopped');
        assert.ok(isGone(pid));
        await new Promise((resolve) => { setTimeout(resolve, 50); });
        assert.deepEqual([one.supervisor.state, two.supervisor.state], ['stopped', 'stopped']);
      }
    });

    it('comes back for all after a crash', async () => {
      const [one, two] = [supervise('good'), supervise('good')];
      await one.supervisor.start();
      await two.supervisor.start();
      const former = one.supervisor.pid ?? 0;
      process.kill(former, 'SIGKILL');
      await eventually(() => one.supervisor.state === 'running' && one.supervisor.pid !== former, 20_000, 'a new process');
      await eventually(() => two.supervisor.state === 'running' && two.supervisor.pid === one.supervisor.pid, 20_000, 'the other window');
    });

    it('is not used with another password, nor because of what a file says that is not true', async () => {
      const [one, two] = [supervise('good'), supervise('good', 'another-secret-43')];
      await one.supervisor.start();
      await two.supervisor.join();
      assert.deepEqual(two.states, [], 'who only looks is told nothing');
      await assert.rejects(two.supervisor.start(), (error: unknown) => AppError.is(error, 'SecretLost') && error.action?.label === 'Restart Service');
      // Who restarts it takes it over.
      await two.supervisor.restart();
      assert.ok(two.supervisor.pid !== undefined && two.supervisor.state === 'running');
      await eventually(() => one.supervisor.state === 'stopped', 20_000, 'the end of the first one’s');
      await two.supervisor.stop();
      for (const text of ['', '{', '[]', '{"url":"https://127.0.0.1:1/","pid":1}', JSON.stringify({ url: 'https://127.0.0.1:1/', port: 1, certificatePem: 'PEM', passwordHash: 'x', script: 's', pid: 2 ** 30, window: 'w', windowPid: 2 ** 30 })]) {
        writeFileSync(shared(), text);
        const { supervisor } = supervise('good');
        assert.equal((await supervisor.start()).url, 'https://127.0.0.1:4711/');
        await supervisor.stop();
      }
    });
  });

  it('does not count the crashes of a service that was well in between', async () => {
    // Every look at the clock is a minute and a second after the one before: each of its lives is a long one.
    let time = 0;
    const { supervisor, lines } = supervise('crashesAlways', PASSWORD, () => (time += 61_000));
    await supervisor.start();
    await eventually(() => lines.filter((line) => line.includes('ended unexpectedly')).length > 8, 20_000, 'more crashes than are taken in a row');
    assert.notEqual(supervisor.state, 'failed');
    assert.ok(lines.filter((line) => line.includes('ended unexpectedly')).every((line) => line.includes('starting it again in 500 ms')));
  });

  it('starts anew when Start is pressed while it is stopping, and is not called stopped then', async () => {
    const { supervisor, states } = supervise('slowStop');
    const first = await supervisor.start();
    const { pid } = supervisor;
    const stopping = supervisor.stop();
    const second = await supervisor.start();
    await stopping;
    assert.ok(pid !== undefined && isGone(pid) && supervisor.pid !== pid);
    assert.deepEqual([supervisor.state, supervisor.endpoint, second.url], ['running', second, first.url]);
    assert.deepEqual(states, ['starting', 'running', 'stopping', 'stopped', 'starting', 'running']);
  });

  it('does what was wished last, whichever came first', async () => {
    const { supervisor, states } = supervise('slowStop');
    const isStopped = (error: unknown): boolean => AppError.is(error, 'ServiceStopped');
    const refused = assert.rejects(supervisor.start(), isStopped);
    const stopping = supervisor.stop();
    const again = assert.rejects(supervisor.start(), isStopped);
    await Promise.all([supervisor.stop(), stopping, refused, again]);
    assert.equal(supervisor.state, 'stopped');
    await Promise.all([supervisor.start(), supervisor.start()]);
    assert.equal(supervisor.state, 'running');
    const restarted = supervisor.restart();
    await eventually(() => supervisor.state === 'stopping');
    assert.equal(await supervisor.start(), await restarted);
    assert.deepEqual(states.filter((state) => state === 'failed'), []);
  });

  it('is not started again after it was stopped by hand', async () => {
    const { supervisor, states } = supervise('good');
    await supervisor.start();
    await supervisor.stop();
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    assert.equal(states.at(-1), 'stopped');
  });

  it('never writes the password to the log nor to a command line', async () => {
    const { supervisor, lines } = supervise('good');
    await supervisor.start();
    await eventually(() => lines.some((line) => line.includes('settings read')));
    assert.deepEqual(lines.filter((line) => line.includes(PASSWORD)), []);
  });
});

describe('the service’s log in ours', () => {
  it('keeps level and fields, and passes on what is not JSON', () => {
    const lines: string[] = [];
    const at = (level: string) => (message: string): void => void lines.push(`${level} ${message}`);
    const log: Logger = { trace: at('trace'), debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    for (const line of ['{"time":"t","level":"error","message":"no space","code":"DiskFull"}', '{"level":"info","message":"ready","pid":7}', 'node: warning', '[1]']) relayLog(log, line);
    assert.deepEqual(lines, ['error no space code=DiskFull', 'info ready pid=7', 'warn node: warning', 'info [1]']);
  });
});
