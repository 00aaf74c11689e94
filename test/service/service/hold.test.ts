import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { eventually } from '../../support/eventually.ts';
import { BegunServices, exitOf, startProcess } from '../support/serviceProcess.ts';
import { USER } from '../support/serviceUnderTest.ts';

/** Longer than any test: whoever ends sooner did not wait for it. */
const LONG = 600;

describe('a service that windows hold', () => {
  const services = new BegunServices();
  beforeEach(() => services.setUp());
  afterEach(() => services.tearDown());
  const begin = async (lingerSeconds?: number) => {
    const started = await services.begin(lingerSeconds === undefined ? {} : { lingerSeconds }), { http, line: { origin } } = started;
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
    return { ...started, hold, origin };
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
    const hasty = services.add(await startProcess(`${JSON.stringify({ dataFolder: services.folder, users: [USER], worker: false, lingerSeconds: LONG })}\nstop\n`));
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
    assert.deepEqual([posted.status, posted.headers['allow']], [405, 'GET, OPTIONS']);
    child.stdin.end('stop\n');
    await exitOf(child);
    const without = await begin();
    assert.equal((await without.http.get(`${without.origin}/hold`)).status, 404);
  });
});
