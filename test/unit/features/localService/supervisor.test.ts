import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalServiceState } from '../../../../src/app/connections/localServicePort.ts';
import { AppError } from '../../../../src/app/errors.ts';
import type { Logger } from '../../../../src/app/log.ts';
import { relayLog } from '../../../../src/features/localService/relayLog.ts';
import { ServiceSupervisor } from '../../../../src/features/localService/supervisor.ts';
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
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-supervisor-')); });
  afterEach(async () => {
    for (const supervisor of supervisors.splice(0)) {
      await supervisor.stop();
      supervisor.dispose();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  function supervise(behaviour: string): { supervisor: ServiceSupervisor; states: LocalServiceState[]; lines: string[] } {
    const { log, lines } = recorder();
    const states: LocalServiceState[] = [];
    const supervisor = new ServiceSupervisor({
      program: process.execPath, script, log, dataFolder: () => Promise.resolve(join(folder, behaviour)), password: () => Promise.resolve(PASSWORD),
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

  it('tells apart a process that dies, one that babbles and one that is not there', async () => {
    await assert.rejects(supervise('dies').supervisor.start(), (error: unknown) => AppError.is(error, 'ServiceEnded') && /exit code 7/.test(error.message) && (error.cause as Error).message.includes('Segmentation fault'));
    await assert.rejects(supervise('babbles').supervisor.start(), (error: unknown) => AppError.is(error, 'BadAnswer'));
    const { log } = recorder();
    const missing = new ServiceSupervisor({ program: join(folder, 'no-such-program'), script, log, dataFolder: () => Promise.resolve(folder), password: () => Promise.resolve(PASSWORD) });
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
    await eventually(() => states.filter((state) => state === 'running').length === 2, 5000, 'a second start');
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

  it('gives up on a service that crashes again and again', async () => {
    const { supervisor } = supervise('crashesAlways');
    await supervisor.start();
    await eventually(() => supervisor.state === 'failed', 8000, 'giving up');
    assert.match(supervisor.failure?.message ?? '', /7 times in a row/);
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
