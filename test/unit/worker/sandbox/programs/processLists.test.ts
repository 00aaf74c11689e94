import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linuxProcesses } from '../../../../../src/worker/sandbox/programs/linuxProcesses.ts';
import { readPs, readTasklist } from '../../../../../src/worker/sandbox/programs/processTables.ts';

describe('The processes of a machine', () => {
  it('are read from /proc: names with blanks and brackets, cut names, what has ended or is gone left out', () => {
    const root = mkdtempSync(join(tmpdir(), 'proc-')), stat = (name: string, state: string): string => `1 (${name}) ${state} 0 10 42 0 -1 4 1 1 1 1 150 50 0 0 20 0 1 0 500 4096 3\n`;
    const add = (id: number, name: string, state: string, command: string): void => {
      mkdirSync(join(root, String(id)));
      writeFileSync(join(root, String(id), 'stat'), stat(name, state));
      writeFileSync(join(root, String(id), 'status'), 'Name:\tx\nVmRSS:\t    2048 kB\nVmData:\t 10 kB\n');
      writeFileSync(join(root, String(id), 'cmdline'), command);
    };
    try {
      writeFileSync(join(root, 'stat'), 'cpu 1\nbtime 1000\n');
      add(7, 'a) (b', 'S', '/usr/bin/x\0-y\0');
      add(8, 'a-very-long-nam', 'R', '/opt/a-very-long-name-indeed\0');
      add(9, 'over', 'Z', '');
      mkdirSync(join(root, '10'));
      symlinkSync('/usr/bin/x', join(root, '7', 'exe'));
      const all = linuxProcesses(undefined, root);
      assert.deepEqual(all.map((one) => [one.id, one.name]), [[7, 'a) (b'], [8, 'a-very-long-name-indeed']]);
      assert.deepEqual(all[0], { id: 7, name: 'a) (b', cpuSeconds: 2, workingSet: 2_097_152, virtualMemory: 4096, privateMemory: 10_240, swappedMemory: 0, session: 42, startedMs: 1_005_000, path: '/usr/bin/x', commandLine: '/usr/bin/x -y' });
      assert.deepEqual(linuxProcesses(9, root), []);
      assert.deepEqual(linuxProcesses(11, root), []);
    } finally { rmSync(root, { recursive: true }); }
  });
  it('are read from the table of Windows, whatever its language', () => {
    const rows = readTasklist('"my ""app"".exe","4711","Console","1","12.345 K","Running","PC\\me","1:02:03","N/A"\r\n"System Idle Process","0","Services","0","8 K","Unknown","N/A","N/A","N/A"\r\nINFO: No tasks\r\n');
    assert.deepEqual(rows.map((one) => [one.id, one.name, one.session, one.workingSet, one.cpuSeconds]), [[4711, 'my "app"', 1, 12_345 * 1024, 3723], [0, 'System Idle Process', 0, 8192, undefined]]);
  });
  it('are read from the table of macOS', () => {
    const rows = readPs('    1      0  9876 54321   0:12.50 /sbin/launchd\n  812      0   100   200 1-02:00:00 /Applications/My App.app/My App\n');
    assert.deepEqual(rows.map((one) => [one.id, one.name, one.path, one.workingSet, one.cpuSeconds]), [[1, 'launchd', '/sbin/launchd', 9876 * 1024, 12.5], [812, 'My App', '/Applications/My App.app/My App', 102_400, 93_600]]);
  });
});
