import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Emitter } from '../../../../src/app/event.ts';
import type { LocalServiceState } from '../../../../src/app/connections/localServicePort.ts';
import { OthersWatch } from '../../../../src/features/localService/othersWatch.ts';
import { share, unshare } from '../../../../src/features/localService/sharedService.ts';
import { eventually } from '../../../support/eventually.ts';

describe('a window without a local service', () => {
  it('is told when another window has one, and hears nothing while it has its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sma-others-')), changed = new Emitter<LocalServiceState>();
    const supervisor = { state: 'stopped' as LocalServiceState, onDidChangeState: changed.event };
    let told = 0;
    const watch = new OthersWatch(supervisor, () => Promise.resolve(folder), () => { told += 1; });
    const tell = (): void => share(folder, { url: 'http://127.0.0.1:1/', port: 1, certificatePem: '', passwordHash: '', pid: process.pid, script: '', window: 'other', windowPid: process.pid });
    try {
      await watch.look();
      await writeFile(join(folder, 'sma.db'), 'x');
      tell();
      await eventually(() => told > 0, 20_000, 'the other window');
      supervisor.state = 'running';
      await watch.look();
      const known = told;
      unshare(folder);
      tell();
      supervisor.state = 'stopped';
      await watch.look();
      assert.equal(told, known);
      tell();
      await eventually(() => told > known, 20_000, 'the other window again');
    } finally {
      watch.dispose();
      changed.dispose();
      await rm(folder, { recursive: true });
    }
  });
});
