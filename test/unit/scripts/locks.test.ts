import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../../scripts/lib/lock.ts';
import { startOf } from '../../../scripts/lib/processes.ts';
import { endOrphan, findRunning, keyOf, noteRunning } from '../../../scripts/lib/running.ts';
import { cannot } from '../../support/counting.ts';

const modeOf = (file: string): number => statSync(file).mode & 0o777;

describe('what processes on one machine tell each other by files', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'sma-locks-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('takes over the lock of a process that is gone, and of one that ended before it wrote its id', async () => {
    const file = join(folder, 'lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(file, String(pid));
    assert.equal(await withLock(file, () => assert.fail('waited for nobody'), () => Promise.resolve(readFileSync(file, 'utf8'))), String(process.pid));
    writeFileSync(file, '');
    const longAgo = Date.now() / 1000 - 60;
    utimesSync(file, longAgo, longAgo);
    assert.equal(await withLock(file, () => assert.fail('waited for nobody'), () => Promise.resolve('done')), 'done');
    assert.equal(existsSync(file), false);
  });

  it('waits for a process that is there', async () => {
    const file = join(folder, 'lock');
    writeFileSync(file, String(process.pid));
    let told = 0;
    const work = withLock(file, () => { told++; setTimeout(() => rmSync(file), 50); }, () => Promise.resolve('done'));
    assert.equal(await work, 'done');
    assert.equal(told, 1);
  });

  it('keeps the key of a window to its user, in a file that was open to others too', async () => {
    const running = join(folder, 'running.json'), key = join(folder, 'key');
    for (const file of [running, key]) writeFileSync(file, '', { mode: 0o644 });
    noteRunning(running, 'http://127.0.0.1:1/?key=x');
    const made = keyOf(key);
    assert.deepEqual([modeOf(running), modeOf(key)], [0o600, 0o600]);
    assert.equal(keyOf(key), made);
    assert.equal(await findRunning(running), undefined, 'nothing answers there');
  });

  it('ends the server that a killed start left behind, and nobody else’s process', async function test() {
    if (process.platform === 'win32') cannot(this, 'Windows does not tell when a process was started');
    const running = join(folder, 'running.json');
    const start = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' }), server = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore', detached: true });
    const gone = once(server, 'exit');
    await once(start, 'exit');
    const note = (serverStarted: string | undefined, pid = start.pid): void => writeFileSync(running, JSON.stringify({ pid, entrance: 'http://127.0.0.1:1/', server: server.pid, serverStarted }));
    const started = startOf(server.pid ?? 0);
    assert.ok(started !== undefined);
    note('another time');
    assert.equal(await endOrphan(running), false, 'a later process with its id');
    note(started, process.pid);
    assert.equal(await endOrphan(running), false, 'its start is there');
    note(started);
    assert.equal(await endOrphan(running), true);
    await gone;
    assert.equal(await endOrphan(running), false, 'gone');
  });
});
