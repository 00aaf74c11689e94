/** What a program inside PowerShell prints without ever ending a line: it comes in parts, and the messages around it whole. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PowerShellProcess } from '../../src/powershell/host/process/powerShellProcess.ts';
import type { ProcessNews } from '../../src/powershell/host/process/powerShellProcess.ts';

const MARK = '#m6#:';

describe('Noise of a PowerShell process', () => {
  let folder: string;
  before(() => { folder = mkdtempSync(join(tmpdir(), 'sma-noise-')); });
  after(() => { rmSync(folder, { recursive: true, force: true }); });

  /** What a program that writes the parts of `written`, an expression, is heard to say. */
  async function heard(written: string): Promise<ProcessNews[]> {
    const path = join(folder, 'pwsh');
    writeFileSync(path, `#!${process.execPath}\nconst M = ${JSON.stringify(MARK)};\nfor (const part of ${written}) process.stdout.write(part);\n`);
    chmodSync(path, 0o755);
    const news: ProcessNews[] = [], started = new PowerShellProcess({ path, bootstrap: join(folder, 'none.ps1'), environment: { ...process.env } });
    await new Promise<void>((resolve) => {
      started.open(MARK, 30, (one) => {
        news.push(one);
        if (one.kind === 'ended') resolve(); else started.taken(one.text.length);
      });
    });
    return news;
  }
  const texts = (news: readonly ProcessNews[], kind: 'noise' | 'message'): string[] => news.flatMap((one) => (one.kind === kind ? [one.text] : []));

  it('without line ends comes in parts that are whole characters, and takes no message with it', async function () {
    if (process.platform === 'win32') this.skip();
    const news = await heard("[M + 'first\\n', ...Array.from({ length: 40 }, () => '€'.repeat(350_000)), M + 'second\\n', 'end\\n']");
    const noise = texts(news, 'noise');
    assert.deepEqual(texts(news, 'message'), ['first', 'second']);
    assert.ok(noise.every((text) => text.length < 256 * 1024), `the longest has ${Math.max(...noise.map((text) => text.length))} characters`);
    assert.ok(noise.join('') === `${'€'.repeat(14_000_000)}end`, 'nothing is lost or damaged');
  });

  it('does not take a long message apart', async function () {
    if (process.platform === 'win32') this.skip();
    const news = await heard("[M + 'first\\n', 'before', M + 'x'.repeat(5_000_000), 'y\\n']");
    assert.deepEqual(texts(news, 'message').map((text) => text.length), [5, 5_000_001]);
    assert.deepEqual(texts(news, 'noise'), ['before']);
  });

  it('of more than a message may weigh ends nothing', async function () {
    if (process.platform === 'win32') this.skip();
    const news = await heard("[M + 'first\\n', ...Array.from({ length: 70 }, () => 'n'.repeat(1024 * 1024)), '\\n', M + 'last\\n']");
    assert.deepEqual(texts(news, 'message'), ['first', 'last']);
    assert.equal(texts(news, 'noise').reduce((sum, text) => sum + text.length, 0), 70 * 1024 * 1024);
  });
});
