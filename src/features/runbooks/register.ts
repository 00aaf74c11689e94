import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { askService } from '../../app/connections/askService.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { command, view } from '../../app/ids.ts';
import type { RunbookTarget } from '../../app/ids.ts';
import { givenAnswers } from '../../app/ui/givenAnswers.ts';
import { RunbookCodeLens } from './codeLens.ts';
import { RunbookDecorations } from './decorations.ts';
import type { RunbookDeps } from './deps.ts';
import { RunbookDocuments } from './documents.ts';
import { newRunbook } from './newRunbook.ts';
import { compare, runbookKey, sendRunbook } from './publish.ts';
import { PublishedTexts } from './publishedTexts.ts';
import { PublishProblems } from './publishProblems.ts';
import { RunbookFiles } from './runbookFiles.ts';
import { startRunbook } from './start.ts';
import { resolveTarget, rowsOf } from './targets.ts';
import { registerRunbookView } from './view.ts';

/** The Runbooks view, the commands on runbooks, what the server has as documents, and the buttons in the editor. */
export function registerRunbooks(app: App): DisposableLike {
  const bag = new DisposableBag();
  const deps: RunbookDeps = {
    app,
    files: bag.add(new RunbookFiles(app.settings, app.log.named('folder'))),
    documents: bag.add(new RunbookDocuments(app)),
    published: bag.add(new PublishedTexts(app.context.workspaceState, app.log.named('folder'))),
    problems: bag.add(new PublishProblems()),
  };
  const { commands, connections, runbooks, notifications } = app;
  bag.add(registerRunbookView(deps));
  bag.add(new RunbookCodeLens(app.settings, deps.files, app.lensesAdded.event));
  bag.add(vscode.window.registerFileDecorationProvider(new RunbookDecorations()));

  commands.register(command.runbookNew, 'Creating the runbook', async (given) => {
    const answers = givenAnswers(given, 'type', 'name');
    return await app.flights.run('new', JSON.stringify(answers ?? null), async () => {
      await deps.files.refresh();
      const file = await newRunbook(rowsOf(deps).map((row) => row.runbookName), answers);
      await deps.files.refresh();
      return file;
    });
  });
  commands.register(command.runbookOpen, 'Opening the runbook', async (target) => {
    const { runbookName, file } = await resolveTarget(deps, target, 'Open Runbook', () => true);
    if (file !== undefined) await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    else await deps.documents.show(runbookName, (await serverRunbook(runbookName)).draftVersionId === null ? 'published' : 'draft');
  });
  commands.register(command.runbookSaveDraft, 'Saving the draft', async (target) => await sendRunbook(deps, await local(target, 'Save as Draft'), 'draft'));
  commands.register(command.runbookPublish, 'Publishing the runbook', async (target) => await sendRunbook(deps, await local(target, 'Publish Runbook'), 'publish'));
  commands.register(command.runbookStart, 'Starting the runbook', async (given, options) => {
    // In the title of the jobs it is not about the row that has the focus there.
    const target = given instanceof vscode.Uri || (given !== undefined && 'runbookName' in given && !('jobId' in given)) ? given : undefined;
    if (target === undefined && runbooks.items.length === 0 && connections.active.state.name === 'connected') await runbooks.refresh();
    return await startRunbook(deps, await resolveTarget(deps, target, 'Start Runbook', () => true), options);
  });
  commands.register(command.runbookOpenDraft, 'Opening the draft', async (target) => {
    await deps.documents.show((await resolveTarget(deps, target, 'Open Draft', (row) => row.server?.draftVersionId !== null && row.server !== undefined, 'No runbook has a draft on the server. Save as Draft makes one.')).runbookName, 'draft');
  });
  commands.register(command.runbookOpenPublished, 'Opening the published version', async (target) => {
    await deps.documents.show((await resolveTarget(deps, target, 'Open Published Version', (row) => row.server?.publishedVersionId !== null && row.server !== undefined, 'No runbook is published on the server yet. Publish one first.')).runbookName, 'published');
  });
  commands.register(command.runbookComparePublished, 'Comparing', async (target) => {
    const { runbookName, file } = await local(target, 'Compare with Published Version');
    if (file === undefined) throw new AppError('NoFile', `${runbookName} is only on the server; there is no file to compare it with.`);
    if ((await serverRunbook(runbookName)).publishedVersionId === null) throw new AppError('NotPublished', `${runbookName} has not been published yet, so there is nothing to compare with.`);
    await compare(deps, connections.active.id, runbookName, 'published', file);
  });
  commands.register(command.runbookDelete, 'Deleting the runbook', async (target) => {
    const { runbookName } = await resolveTarget(deps, target, 'Delete Runbook from Server', (row) => row.server !== undefined, 'There is no runbook on the server, so there is nothing to delete.');
    const connection = connections.active;
    await app.flights.run(runbookKey(connection.id, runbookName), 'delete', async () => {
      const runbook = await serverRunbook(runbookName);
      const { name: server } = connection.info;
      await notifications.ask(`Delete ${runbook.name} from ${server}?`, 'Draft and all published versions go. Files in your folder stay. This cannot be undone.', 'Delete from Server');
      await askService(connection, async (client) => await client.runbooks.delete(runbook.id));
      notifications.done(`${runbook.name} was deleted from ${server}`);
      await runbooks.refresh();
    });
  });
  commands.register(command.runbookRefresh, 'Refreshing the runbooks', async () => {
    await vscode.window.withProgress({ location: { viewId: view.runbooks } }, async () => await Promise.all([deps.files.refresh(), runbooks.refresh()]));
    runbooks.throwFailure();
  });

  const local = async (target: RunbookTarget | vscode.Uri | undefined, question: string): Promise<RunbookTarget> => {
    const found = await resolveTarget(deps, target, question, (row) => row.local !== undefined);
    const file = found.file === undefined ? rowsOf(deps).find((row) => row.runbookName.toLowerCase() === found.runbookName.toLowerCase())?.local : undefined;
    if (file === undefined) return found;
    // A document of the server's is in the editor: not what anybody means to publish.
    throw new AppError('NoFile', `This is ${found.runbookName} as the server has it. ${question} is for your file of it, ${file.path}: open that first.`, {
      action: { label: 'Open File', command: command.runbookOpen, arguments: [{ runbookName: found.runbookName, file: file.file }] },
    });
  };
  const serverRunbook = async (name: string): ReturnType<typeof findRunbook> => await findRunbook(app, name);
  return bag;
}

async function findRunbook(app: App, name: string): Promise<NonNullable<Awaited<ReturnType<Awaited<ReturnType<App['connections']['client']>>['runbooks']['findByName']>>>> {
  const found = await askService(app.connections.active, async (client) => await client.runbooks.findByName(name));
  if (found === undefined) throw new AppError('NoRunbook', `${app.connections.active.info.name} has no runbook ${name}. Publish it first.`);
  return found;
}
