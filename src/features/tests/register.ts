import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { setting } from '../../app/ids.ts';
import { requireTrust } from '../../app/trust.ts';
import { userMessage } from '../../app/userMessage.ts';
import { Runner } from './runner.ts';
import { TestTree } from './tree.ts';

/** Tests of runbooks in the Test Explorer. What reads and runs them is loaded when a file of tests is met. */
export function registerTests(app: App): DisposableLike {
  const bag = new DisposableBag(), log = app.log.named('tests'), controller = bag.add(vscode.tests.createTestController('smaTests', 'SMA Runbooks'));
  const tree = bag.add(new TestTree(controller, log)), runner = new Runner(controller, tree, () => ({ nativeCommands: app.settings.get(setting.nativeCommands) }));
  const run = (work: (request: vscode.TestRunRequest, token: vscode.CancellationToken) => Promise<void>) => async (request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> => {
    try {
      requireTrust('The tests cannot be run');
      await work(request, token);
    } catch (error) {
      log.error('the tests could not be run', error);
      app.notifications.error(userMessage(error, 'Running the tests'));
    }
  };
  app.testController = controller;
  controller.resolveHandler = async (item) => { if (item === undefined) await tree.start(); else await tree.resolve(item); };
  controller.refreshHandler = async () => await tree.refresh();
  bag.add(controller.createRunProfile('Run', vscode.TestRunProfileKind.Run, run(async (request, token) => await runner.run(request, token, 'run')), true));
  bag.add(controller.createRunProfile('Debug', vscode.TestRunProfileKind.Debug, run(async (request, token) => await runner.run(request, token, 'debug')), true));
  const coverage = bag.add(controller.createRunProfile('Run with Coverage', vscode.TestRunProfileKind.Coverage, run(async (request, token) => await runner.run(request, token, 'coverage')), true));
  coverage.loadDetailedCoverage = async (_, file) => await Promise.resolve(runner.details.get(file) ?? []);
  return bag;
}
