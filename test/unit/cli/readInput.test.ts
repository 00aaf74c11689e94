import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readdirSync, readlinkSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CliError } from '../../../src/cli/cliError.ts';
import { readPassword } from '../../../src/cli/connection.ts';
import { ExitCode } from '../../../src/cli/exitCodes.ts';
import { readInput, readSmallText } from '../../../src/cli/readInput.ts';
import { eventually } from '../../support/eventually.ts';
import { CapturedIo } from './captured.ts';

describe('command line: reading files', () => {
  let folder: string;
  before(() => { folder = mkdtempSync(join(tmpdir(), 'sma-input-')); });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);

  it('reads what is a file', async () => {
    writeFileSync(path('file'), 'töxt');
    assert.equal(String(await readInput(path('file'))), 'töxt');
    assert.equal(await readSmallText(path('file')), 'töxt');
  });

  it('reads text as Windows PowerShell writes it, too', async () => {
    for (const bytes of [Buffer.from('\uFEFFtöxt 😀', 'utf16le'), Buffer.from('\uFEFFtöxt 😀', 'utf16le').swap16(), Buffer.from('\uFEFFtöxt 😀')]) {
      writeFileSync(path('marked'), bytes);
      assert.equal(await readSmallText(path('marked')), 'töxt 😀');
    }
  });

  it('takes the first line of a file for a password, and nothing that nobody could sign in with', async () => {
    const io = new CapturedIo({ cwd: folder });
    const read = async (content: string | Buffer): Promise<string> => {
      writeFileSync(path('password'), content, { mode: 0o600 });
      return await readPassword('password', io);
    };
    assert.equal(await read(' p:ä"\'$x \r\nsecond\n'), ' p:ä"\'$x ');
    assert.equal(await read(Buffer.from('\uFEFFsecret\r\n', 'utf16le')), 'secret');
    for (const [content, expected] of [['', 'is empty; its first line must be the password'], ['\nx', 'is empty'], ['a\tb', 'holds a control character (a tab, perhaps), which Basic authentication cannot carry; choose another password'], ['x'.repeat(1_025), 'has 1025 characters, and is no password']] as const) {
      await assert.rejects(read(content), (error) => error instanceof CliError && error.exitCode === ExitCode.usage && error.message.includes(expected) && !error.message.includes('xxxx'));
    }
    assert.equal(io.err, '');
  });

  it('refuses folders, devices, and what is too large to be meant', async () => {
    for (const read of [readInput, readSmallText]) {
      await assert.rejects(read(folder), { code: 'EISDIR', message: process.platform === 'win32' ? /./ : 'it is a folder' });
      await assert.rejects(read(path('absent')), { code: 'ENOENT' });
      if (process.platform !== 'win32') await assert.rejects(read('/dev/zero'), { code: 'NoFile', message: 'it is a device, not a file' });
      writeFileSync(path('large'), '');
      truncateSync(path('large'), 65 * 1024 * 1024);
      await assert.rejects(read(path('large')), { code: 'TooLarge', message: 'it has 65 MB, and 64 MB is the most that is read' });
    }
  });

  if (process.platform !== 'win32') {
    describe('pipes', () => {
      before(() => { execFileSync('mkfifo', [path('pipe')]); });

      it('are no files, and nobody is waited for', async () => {
        await assert.rejects(readInput(path('pipe')), { code: 'NoFile', message: 'it is a pipe, not a file' });
        assert.equal(await readSmallText(path('pipe')), '');
      });

      // Who writes is here before the pipe is opened by its name, as where a shell makes one of <(COMMAND).
      const write = (): number => openSync(path('pipe'), constants.O_RDWR | constants.O_NONBLOCK);

      if (process.platform === 'linux') {
        it('are read to their end where a text is asked for, however long that takes', async () => {
          const fd = write(), text = readSmallText(path('pipe'));
          writeSync(fd, 'se');
          const opened = (): number => readdirSync('/proc/self/fd').filter((name) => linkOf(name) === path('pipe')).length;
          await eventually(() => opened() === 2);
          writeSync(fd, 'cret\n');
          closeSync(fd);
          assert.equal(await text, 'secret\n');
        });
      }

      it('may hold a password and not a flood', async () => {
        const fd = write();
        const ended = new AbortController();
        const told = assert.rejects(readSmallText(path('pipe')), { code: 'TooLarge', message: 'more than 1 MB comes out of it' }).finally(() => ended.abort());
        while (!ended.signal.aborted) {
          try {
            writeSync(fd, Buffer.alloc(32_768));
          } catch {
            // It is full until something was read.
          }
          await nextTurn();
        }
        closeSync(fd);
        await told;
      });
    });
  }
});

function linkOf(name: string): string {
  try {
    return readlinkSync(join('/proc/self/fd', name));
  } catch {
    return '';
  }
}
