import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { openChromium } from '../../scripts/lib/browser.ts';
import { root } from '../../scripts/lib/paths.ts';
import { tree } from '../../scripts/lib/processes.ts';
import { processesWith } from '../host/support/processes.ts';
import { eventually } from '../support/eventually.ts';

/** The services of this profile, whosever children they are. */
const servicesOf = (home: string): number[] => processesWith(home, 'service.cjs');

describe('npm start -- --browser', () => {
  const home = mkdtempSync(join(tmpdir(), 'sma-start-'));
  after(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

  const npmStart = (): ChildProcessByStdio<null, Readable, null> => spawn('npm', ['start', '--', '--browser'], {
    cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, SMA_START_HOME: home, PORT: '0' },
  });

  /** Runs the command as a terminal does: as the foreground process group, which Ctrl+C reaches as a whole. */
  async function start(): Promise<{ url: string; processes: () => number[]; interrupt: () => Promise<void> }> {
    const child = npmStart();
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const url = await eventually(() => /http:\/\/127\.0\.0\.1:\d+\/\?key=\S+/.exec(output)?.[0], 90_000, 'the address');
    const pid = child.pid ?? 0;
    return {
      url,
      processes: () => tree(pid).map((entry) => entry.pid),
      interrupt: async () => {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        process.kill(-pid, 'SIGINT');
        await ended;
      },
    };
  }

  it('opens a window with the extension on a copy of the samples, and Ctrl+C leaves no process', async () => {
    const { url, processes, interrupt } = await start();
    assert.equal((await fetch(new URL('/', url))).status, 403, 'nobody gets in without the key');
    assert.equal(statSync(home).mode & 0o077, 0, 'nobody else sees the folder with the key');
    const browser = await openChromium();
    const running = new Set<number>();
    const note = (): void => processes().forEach((pid) => running.add(pid));
    try {
      const page = await browser.newPage();
      await page.goto(url);
      const tab = page.locator('.activitybar').getByRole('tab', { name: /^SMA/ });
      await tab.click({ timeout: 60_000 });
      assert.doesNotMatch(page.url(), /key=/, 'the key does not stay in the address');
      await page.locator('.welcome-view-content').getByRole('button', { name: 'Start Local Service' }).click({ timeout: 60_000 });
      await page.getByRole('treeitem', { name: 'Local Service, connected · in use', exact: true }).waitFor({ timeout: 60_000 });
      note();
      const services = servicesOf(home);
      assert.equal(services.length, 1);
      // What the first window started is nobody's child then.
      await page.reload();
      await tab.waitFor({ timeout: 60_000 });
      note();
      assert.deepEqual(servicesOf(home), services, 'the reloaded window finds its service');
    } finally {
      await browser.close();
    }
    assert.ok(existsSync(join(home, 'runbooks')));
    assert.ok(running.size > 4, 'the server and its extension host run below npm');
    await interrupt();
    await eventually(() => servicesOf(home).length === 0 && [...running].every((pid) => tree(pid).length === 0), 10_000, 'all processes gone');
  });

  it('starts again within seconds and leaves the edited runbooks alone', async () => {
    writeFileSync(join(home, 'runbooks/mine.ps1'), '"mine"\n');
    const began = performance.now();
    const { url, interrupt } = await start();
    const { status, headers } = await fetch(url, { redirect: 'manual' });
    assert.equal(status, 302);
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    assert.ok((await fetch(new URL('/healthz', url), { headers: { cookie } })).ok);
    assert.ok(performance.now() - began < 20_000, 'the second start takes seconds');
    assert.equal(readFileSync(join(home, 'runbooks/mine.ps1'), 'utf8'), '"mine"\n');

    // A second one opens no second server on the same profile: it says where the first one's window is, and ends well.
    const second = npmStart();
    let output = '';
    second.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    assert.equal(await new Promise((resolve) => second.once('exit', resolve)), 0);
    assert.match(output, /VS Code is open already/);
    assert.ok(output.includes(url), output);
    assert.equal((await fetch(url, { redirect: 'manual' })).status, 302, 'the first one goes on');
    await interrupt();
  });

  it('says in one sentence what is wrong with PORT', async () => {
    const child = spawn('npm', ['start', '--', '--browser'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, SMA_START_HOME: home, PORT: 'http' } });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    assert.notEqual(await new Promise((resolve) => child.once('exit', resolve)), 0);
    assert.match(errors, /PORT is "http", which is not a port/);
    assert.doesNotMatch(errors, /\n {4}at /, 'no stack');
  });

  it('says in one sentence that its folder is a file', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    const child = spawn('npm', ['start', '--', '--browser'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, SMA_START_HOME: file } });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    assert.notEqual(await new Promise((resolve) => child.once('exit', resolve)), 0);
    assert.ok(errors.includes(`The folder ${file} cannot be made or used (it is a file). Name another one with SMA_START_HOME.`), errors);
    assert.doesNotMatch(errors, /\n {4}at /, 'no stack');
  });
});
