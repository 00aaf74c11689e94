import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { command, debugType, setting } from '../../app/ids.ts';
import type { RunbookTarget, StartOptions } from '../../app/ids.ts';
import { askChoice, notBack } from '../../app/ui/quickInput.ts';
import { attachConfiguration, chooseRunningJob, runningJob } from './attach.ts';
import { hasEnded } from './attachable.ts';
import { openText } from './openText.ts';
import { configurationOf, fileOf, RunbookConfigurations } from './configuration.ts';
import { chooseFinishedJob, finishedJob, replayConfiguration } from './replay.ts';
import { expressionAt } from './expressionAt.ts';

/** Run and Debug of a runbook on this machine. The adapter, and the parser it needs, are loaded with the first run. */
export function registerDebug(app: App): DisposableLike {
  const bag = new DisposableBag(), configurations = new RunbookConfigurations(app);
  bag.add(vscode.debug.registerDebugAdapterDescriptorFactory(debugType, {
    createDebugAdapterDescriptor: async ({ configuration }) => {
      const { createAdapter, createAttached, createReplay } = await import('./adapter/inline.ts');
      if (configuration.request === 'attach') {
        const isOver = configuration['replay'] === true || await hasEnded(app, configuration);
        return new vscode.DebugAdapterInlineImplementation(isOver ? createReplay(async () => await finishedJob(app, configuration)) : createAttached(async () => await runningJob(app, configuration)));
      }
      return new vscode.DebugAdapterInlineImplementation(createAdapter(openText, { powerShell: { engine: app.settings.get(setting.engine), path: app.settings.get(setting.powerShellPath) }, nativeCommands: app.settings.get(setting.nativeCommands) }));
    },
  }));
  bag.add(vscode.debug.registerDebugConfigurationProvider(debugType, configurations));
  bag.add(vscode.debug.registerDebugConfigurationProvider(debugType, configurations, vscode.DebugConfigurationProviderTriggerKind.Dynamic));
  bag.add(vscode.languages.registerInlineValuesProvider({ language: 'powershell' }, { provideInlineValues }));
  bag.add(vscode.languages.registerEvaluatableExpressionProvider({ language: 'powershell' }, { provideEvaluatableExpression }));

  const start = async (target: RunbookTarget | vscode.Uri | undefined, options: StartOptions | undefined, noDebug: boolean): Promise<boolean> => {
    const file = fileOf(target);
    // Menus pass arguments of their own after the target; only what has parameters is meant for us.
    return await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(file), configurationOf(file, options?.parameters), { noDebug });
  };
  app.commands.register(command.runbookDebug, 'Debugging the runbook', async (target, options) => await start(target, options, false));
  app.commands.register(command.runbookRun, 'Running the runbook', async (target, options) => await start(target, options, true));
  app.commands.register(command.runbookDebugFromCheckpoint, 'Debugging from a checkpoint', async (target) => {
    const file = fileOf(target), { checkpoints } = await import('./adapter/inline.ts'), name = basename(file.path), list = checkpoints.of(file.fsPath);
    if (list.length === 0) throw new AppError('Gone', `No debugged run of ${name} has taken a checkpoint yet. Debug the workflow beyond a Checkpoint-Workflow first.`);
    const number = notBack(await askChoice({
      title: `Debug ${name} from Checkpoint`, placeholder: 'Where to go on',
      choices: list.map((one) => ({ label: `Checkpoint ${one.number}`, description: `line ${one.line}, ${one.time.toLocaleTimeString()}`, value: one.number })),
    }));
    const running = vscode.debug.activeDebugSession;
    if (running?.type === debugType && running.configuration['program'] === file.fsPath) await vscode.debug.stopDebugging(running);
    // Its parameters are in the state.
    return await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(file), { ...configurationOf(file, {}), fromCheckpoint: number });
  });
  app.commands.register(command.jobReplay, 'Replaying the job', async (target) => await vscode.debug.startDebugging(undefined, replayConfiguration(target ?? await chooseFinishedJob(app))));
  app.commands.register(command.jobAttach, 'Attaching to the job', async (target) => await vscode.debug.startDebugging(undefined, attachConfiguration(target ?? await chooseRunningJob(app))));
  // For launch.json: what it gives takes the place of the variable.
  app.commands.register(command.jobPick, 'Choosing a running job', async () => (await chooseRunningJob(app)).jobId);
  return bag;
}

/** Values beside the lines that have run, of the frame that is looked at. */
async function provideInlineValues(document: vscode.TextDocument, viewPort: vscode.Range, { stoppedLocation }: vscode.InlineValueContext): Promise<vscode.InlineValue[]> {
  if (vscode.debug.activeDebugSession?.type !== debugType) return [];
  const { variablesIn } = await import('./inlineValues.ts');
  const until = document.lineAt(Math.min(stoppedLocation.end.line, viewPort.end.line)).range.end;
  return variablesIn(document.getText(), document.offsetAt(viewPort.start), document.offsetAt(until)).map(({ name, start, end }) =>
    new vscode.InlineValueVariableLookup(new vscode.Range(document.positionAt(start), document.positionAt(end)), `$${name}`, false));
}

/** What is looked up under the pointer: a variable with the members up to there, and never a command. */
function provideEvaluatableExpression(document: vscode.TextDocument, { line, character }: vscode.Position): vscode.EvaluatableExpression | undefined {
  const found = expressionAt(document.lineAt(line).text, character);
  return found === undefined ? undefined : new vscode.EvaluatableExpression(new vscode.Range(line, found.start, line, found.end));
}
