import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChromium } from '../../scripts/lib/browser.ts';
import { root } from '../../scripts/lib/paths.ts';
import { tree } from '../../scripts/lib/processes.ts';
import { eventually } from '../support/eventually.ts';

describe('npm start -- --browser', () => {
  const home = mkdtempSync(join(tmpdir(), 'sma-start-'));
  after(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

  /** Runs the command as a terminal does: as the foreground process group, which Ctrl+C reaches as a whole. */
  async function start(): Promise<{ url: string; processes: () => number[]; interrupt: () => Promise<void> }> {
    const child = spawn('npm', ['start', '--', '--browser'], {
      cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, SMA_START_HOME: home, PORT: '0' },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const url = await eventually(() => /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0], 90_000, 'the address');
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
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      await page.goto(url);
      await page.locator('.activitybar').getByRole('tab', { name: /^SMA/ }).waitFor({ timeout: 60_000 });
    } finally {
      await browser.close();
    }
    assert.ok(existsSync(join(home, 'runbooks')));
    const running = processes();
    assert.ok(running.length > 4, 'the server and its extension host run below npm');
    await interrupt();
    await eventually(() => running.every((pid) => tree(pid).length === 0), 10_000, 'all processes gone');
  });

  it('starts again within seconds and leaves the edited runbooks alone', async () => {
    writeFileSync(join(home, 'runbooks/mine.ps1'), '"mine"\n');
    const began = performance.now();
    const { url, interrupt } = await start();
    assert.ok((await fetch(`${url}healthz`)).ok);
    assert.ok(performance.now() - began < 20_000, 'the second start takes seconds');
    assert.equal(readFileSync(join(home, 'runbooks/mine.ps1'), 'utf8'), '"mine"\n');
    await interrupt();
  });
});
