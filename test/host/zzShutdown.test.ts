// Last by its name: it ends the extension, which the other tests need.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { command } from '../../src/app/ids.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, run, useLocalService, writeRunbook } from './support/extension.ts';
import { held, heldAtRest, leaks } from './support/leaks.ts';
import { childrenOf } from './support/processes.ts';

describe('the end of the extension', () => {
  it('is watched by eyes that see: a process, a socket, a timer and a command that are left behind are found', async function () {
    this.timeout(60_000);
    const before = await held();
    assert.deepEqual(leaks(before, before), []);
    const server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', 'canary.cjs'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
    // Other extensions' timers come and go, so that one more would not be sure to be seen.
    const timers = Array.from({ length: 20 }, () => setTimeout(() => undefined, 1e6));
    const registered = vscode.commands.registerCommand('sma.canary', () => undefined);
    const found = await eventually(async () => {
      const lines = leaks(before, await held());
      return ['process ', 'ProcessWrap', 'PipeWrap', 'TCPServerWrap', 'TCPSocketWrap', 'Timeout', 'command sma.canary'].every((what) => lines.some((line) => line.startsWith(what))) ? lines : undefined;
    }, 10_000, 'all that was left behind in the list');
    assert.ok(found.includes(`process ${child.pid}`), found.join('\n'));

    for (const timer of timers) clearTimeout(timer);
    registered.dispose();
    socket.destroy();
    server.close();
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    await eventually(async () => leaks(before, await held()).length === 0, 10_000, 'nothing left behind, once it is given back');
  });

  it('leaves no process, no command, no timer and no socket behind', async function () {
    this.timeout(120_000);
    const app = await activateExtension();
    await useLocalService(app);
    await run('sma.localService.stop');
    await eventually(() => childrenOf(process.pid, 'service.cjs').length === 0, 30_000, 'the end of the service that the other tests used');
    const before = await heldAtRest();
    await useLocalService(app);
    // A job that is followed holds a socket and timers.
    const file = writeRunbook('Test-Leak', "'running'\nStart-Sleep -Seconds 600\n");
    await run('sma.runbook.publish', file);
    await run('sma.runbook.start', file, { parameters: {} });
    for (const what of ['process ', 'PipeWrap', 'TCPSocketWrap']) {
      await eventually(async () => leaks(before, await held()).some((line) => line.startsWith(what)), 15_000, `${what} among what is held meanwhile`);
    }

    await app.stop();
    // It waits for a window to come back; none does.
    await eventually(() => childrenOf(process.pid, 'service.cjs').length === 0, 60_000, 'the end of the service');
    let last: string[] = [];
    await eventually(async () => {
      last = leaks(before, await held());
      return last.length === 0;
    }, 15_000, 'the end of everything').catch((error: unknown) => assert.fail(`${String(error)}\nleft behind: ${last.join(', ')}`));
    const left = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(Object.values(command).filter((id) => left.has(id)), []);
    assert.equal(app.isDisposed, true);
  });

  it('can be ended twice', async () => {
    const app = await activateExtension();
    await app.stop();
  });
});
