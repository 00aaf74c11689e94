import { randomBytes } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { LOCAL_ID } from '../../app/connections/connectionInfo.ts';
import { LOCAL_SERVICE_TROUBLE } from '../../app/connections/localServicePort.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { command, contextKey, setting } from '../../app/ids.ts';
import { userMessage } from '../../app/userMessage.ts';
import { LOCAL_USER } from './hold.ts';
import { OthersWatch } from './othersWatch.ts';
import { ServiceSupervisor } from './supervisor.ts';

/** Milliseconds after the start, when the editor has done what is more urgent. */
const FIRST_LOOK = 1_500;
/** A window that is loaded anew is back before that, also on a slow machine; one that is closed keeps nothing running for long. */
const LINGER_SECONDS = 30;
/** Tests wait for the end. */
const LINGER_SECONDS_IN_TESTS = 2;

/** The local service's process, its commands and its state as a context key. Starts nothing by itself. */
export function registerLocalService(app: App): DisposableLike {
  const bag = new DisposableBag();
  const { context, vault } = app;
  const dataFolder = async (): Promise<string> => {
    const folder = vscode.Uri.joinPath(context.globalStorageUri, 'service');
    await vscode.workspace.fs.createDirectory(folder);
    // Its database holds the person's secrets.
    await chmod(folder.fsPath, 0o700);
    return folder.fsPath;
  };
  const supervisor = bag.add(
    new ServiceSupervisor({
      program: process.execPath,
      script: vscode.Uri.joinPath(context.extensionUri, 'dist', 'service.cjs').fsPath,
      dataFolder,
      password: async (mayMake) => {
        const known = await vault.password(LOCAL_ID, LOCAL_USER);
        if (known !== undefined || !mayMake) return known;
        const fresh = randomBytes(24).toString('base64url');
        await vault.store(LOCAL_ID, LOCAL_USER, fresh);
        return fresh;
      },
      log: app.log.named('service'),
      worker: () => ({ engine: app.settings.get(setting.engine), powerShellPath: app.settings.get(setting.powerShellPath), nativeCommands: app.settings.get(setting.nativeCommands) }),
      lingerSeconds: context.extensionMode === vscode.ExtensionMode.Test ? LINGER_SECONDS_IN_TESTS : LINGER_SECONDS,
    }),
  );
  app.onStop(async () => await supervisor.close());
  // Another window may run it already, or begin to: looked at when it says so, and when somebody turns to this window.
  const join = (): void => void supervisor.join().catch((error: unknown) => app.log.named('service').debug(String(error)));
  bag.add(vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) join();
  }));
  const others = bag.add(new OthersWatch(supervisor, dataFolder, join));
  const first = setTimeout(() => {
    join();
    void others.look();
  }, FIRST_LOOK);
  bag.add({ dispose: () => clearTimeout(first) });
  app.keys.set(contextKey.localService, supervisor.state);
  bag.add(supervisor.onDidChangeState((state) => {
    app.keys.set(contextKey.localService, state);
    if (state === 'running') void app.notifications.settled(LOCAL_SERVICE_TROUBLE);
  }));
  bag.add(supervisor.onDidGiveUp((error) => app.notifications.error(userMessage(error, 'Starting the local service'))));
  bag.add(supervisor.onDidLose((text) => app.notifications.error({ text: `The local service runs, but something is missing. ${text}`, action: undefined })));
  app.connections.attachLocalService(supervisor);

  const withProgress = async (title: string, run: () => Promise<unknown>): Promise<void> => {
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, run);
  };
  app.commands.register(command.serviceStart, 'Starting the local service', async () => {
    await app.connections.activate(LOCAL_ID);
    await withProgress('Starting the local service…', async () => await app.connections.local.connect());
  });
  /** Jobs that would be ended are asked about first. */
  const askForJobs = async (what: 'Stop' | 'Restart'): Promise<void> => {
    const count = app.connections.active.id === LOCAL_ID ? app.jobs.running.length : 0;
    if (count > 0) await app.notifications.ask(`${what} the local service while ${count === 1 ? 'a job is' : `${count} jobs are`} running?`, 'Running jobs are ended. What they have written until now is kept.', `${what} Service`);
  };
  app.commands.register(command.serviceStop, 'Stopping the local service', async () => {
    await askForJobs('Stop');
    await withProgress('Stopping the local service…', async () => await supervisor.stop());
  });
  app.commands.register(command.serviceRestart, 'Restarting the local service', async () => {
    await askForJobs('Restart');
    await withProgress('Restarting the local service…', async () => {
      await supervisor.stop();
      await app.connections.local.connect();
    });
  });
  return bag;
}
