// Last by its name: it ends the extension, which the other tests need.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { command } from '../../src/app/ids.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, run, useLocalService, writeRunbook } from './support/extension.ts';
import { childrenOf } from './support/processes.ts';

describe('the end of the extension', () => {
  it('leaves no process, no command, no timer and no socket behind', async function () {
    this.timeout(60_000);
    const app = await activateExtension();
    await useLocalService(app);
    // A job that is followed holds a socket and timers.
    const file = writeRunbook('Test-Leak', "'running'\nStart-Sleep -Seconds 600\n");
    await run('sma.runbook.publish', file);
    await run('sma.runbook.start', file, { parameters: {} });
    assert.ok(childrenOf(process.pid, 'service.cjs').length > 0);
    const handles = (): number => process.getActiveResourcesInfo().filter((kind) => /^(ProcessWrap|PipeWrap|TCPSocketWrap|TLSWrap)$/.test(kind)).length;
    const held = handles();
    await app.stop();
    assert.deepEqual(childrenOf(process.pid, 'service.cjs'), []);
    // Other extensions live in this host too, so that the rest is not nothing.
    await eventually(() => handles() <= held - 4, 10_000, 'the end of process, pipes and socket');
    const left = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(Object.values(command).filter((id) => left.has(id)), []);
    assert.equal(app.isDisposed, true);
  });

  it('can be ended twice', async () => {
    const app = await activateExtension();
    await app.stop();
  });
});
