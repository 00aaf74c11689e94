import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { eventually } from '../../support/eventually.ts';
import { exitOf, startProcess, type ServiceProcess } from '../support/serviceProcess.ts';
import { client, temporaryFolder, USER } from '../support/serviceUnderTest.ts';

/** Longer than any test: whoever ends sooner did not wait for it. */
const LONG = 600;

describe('a service that windows hold', () => {
  let folder: string;
  const running: ServiceProcess[] = [];
  beforeEach(() => { folder = temporaryFolder(); });
  afterEach(async () => {
    for (const one of running.splice(0)) {
      one.child.kill('SIGKILL');
      await exitOf(one.child);
    }
    rmSync(folder, { recursive: true, force: true });
  });
  const begin = async (lingerSeconds?: number) => {
    const started = await startProcess({ dataFolder: folder, users: [USER], worker: false, ...(lingerSeconds === undefined ? {} : { lingerSeconds }) });
    running.push(started);
    assert.ok(started.line.type === 'ready', JSON.stringify(started.line));
    const { certificatePem, url, origin } = started.line;
    const { http } = client({ url, certificatePem: certificatePem ?? undefined });
    /** Answers when the service counts the window. */
    const hold = async (program?: number): Promise<{ readonly text: () => string; readonly leave: () => void; readonly ended: Promise<unknown> }> => {
      const leaving = new AbortController();
      const { data } = await http.get<Readable>(`${origin}/hold${program === undefined ? '' : `?program=${program}`}`, { responseType: 'stream', signal: leaving.signal });
      let text = '';
      data.on('data', (chunk: Buffer) => { text += chunk.toString(); }).on('error', () => undefined);
      const ended = new Promise((resolve) => { data.once('close', resolve); });
      await once(data, 'data');
      return { text: () => text, ended, leave: () => leaving.abort() };
    };
    return { ...started, http, hold, origin };
  };

  it('ends with its parent where no window has held it', async () => {
    const { child } = await begin(LONG);
    child.stdin.end();
    assert.equal(await exitOf(child), 0);
  });

  it('goes on without its parent while a window holds it, and ends some time after the last one', async () => {
    const { child, hold, http, log } = await begin(1);
    const [one, two] = [await hold(), await hold()];
    child.stdin.end();
    one.leave();
    // Longer than it would wait, had it not noticed the second.
    await new Promise((resolve) => { setTimeout(resolve, 1_600); });
    assert.equal((await http.get('')).status, 200);
    two.leave();
    assert.equal(await exitOf(child), 0);
    assert.match(log(), /no window came back/);
  });

  it('is kept by a window that comes back', async () => {
    const { child, hold, http } = await begin(LONG);
    (await hold()).leave();
    child.stdin.end();
    const again = await hold();
    assert.equal((await http.get('')).status, 200);
    child.kill('SIGTERM');
    await again.ended;
    assert.equal(await exitOf(child), 0);
  });

  it('does not wait once the program of the last window has ended', async () => {
    const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
    const { child, hold, log } = await begin(LONG);
    const window = await hold(program.pid);
    child.stdin.end();
    window.leave();
    program.kill('SIGKILL');
    assert.equal(await exitOf(child), 0);
    assert.match(log(), /the program that used it has ended/);
  });

  it('ends at a word of its parent, also one that came with the settings, whoever holds it', async () => {
    const { child, hold } = await begin(LONG);
    const window = await hold();
    child.stdin.end('stop\n');
    await window.ended;
    assert.equal(await exitOf(child), 0);
    const hasty = await startProcess(`${JSON.stringify({ dataFolder: folder, users: [USER], worker: false, lingerSeconds: LONG })}\nstop\n`);
    running.push(hasty);
    assert.equal(await exitOf(hasty.child), 0);
  });

  it('tells its log to who holds it, and nothing to others', async () => {
    const { child, hold, http, origin } = await begin(LONG);
    const window = await hold();
    // A failed login is a line of the log.
    assert.equal((await http.get('', { auth: { username: USER.name, password: 'wrong' } })).status, 401);
    const line = await eventually(() => window.text().split('\n').find((text) => text.includes('"level":"warn"')));
    assert.equal((JSON.parse(line) as { user: string }).user, USER.name);
    const posted = await http.post(`${origin}/hold`);
    assert.deepEqual([posted.status, posted.headers['allow']], [405, 'GET']);
    child.stdin.end('stop\n');
    await exitOf(child);
    const without = await begin();
    assert.equal((await without.http.get(`${without.origin}/hold`)).status, 404);
  });
});
