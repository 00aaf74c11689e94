import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../src/app/app.ts';
import { contextKey } from '../../src/app/ids.ts';
import type { SmaApi } from '../../src/client/api.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, answerQuestions, messagesSince, run, shownOutput, useLocalService, writeRunbook } from './support/extension.ts';

describe('the main job', () => {
  let app: App;
  let client: SmaApi;
  before(async function () {
    this.timeout(60_000);
    app = await activateExtension();
    client = await useLocalService(app);
  });

  it('makes a runbook, publishes it, starts it with a parameter and shows its output', async function () {
    this.timeout(60_000);
    const file = await run('sma.runbook.new', { type: 'Script', name: 'Test-MainJob' });
    assert.ok(file instanceof vscode.Uri);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), file.toString());

    await run('sma.runbook.publish', file);
    const runbook = await client.runbooks.findByName('Test-MainJob');
    assert.ok(runbook?.publishedVersionId);
    assert.equal(runbook.draftVersionId, null);
    assert.equal((await client.versions.read(runbook.publishedVersionId)).text, readFileSync(file.fsPath, 'utf8'));
    assert.ok(app.runbooks.items.some((item) => item.id === runbook.id));

    const jobId = await run('sma.runbook.start', file, { parameters: { Name: 'host test' } });
    assert.equal(typeof jobId, 'string');
    const output = await eventually(() => { const text = shownOutput('── Test-MainJob · '); return text?.includes('Completed at') === true ? text : undefined; }, 40_000, 'the end of the job in its output channel');
    assert.match(output, /^── Test-MainJob · /);
    assert.match(output, /^Hello host test$/m);
    await eventually(() => app.jobs.find(String(jobId))?.status === 'Completed');
    assert.equal(app.jobs.nameOf({ id: String(jobId) }), 'Test-MainJob');
    assert.equal(app.keys.get(contextKey.jobs), 'some');
  });

  it('shows the output again when asked', async () => {
    const [job] = app.jobs.items;
    assert.ok(job);
    await run('sma.job.showOutput', { connectionId: 'local', jobId: job.id });
    const text = await eventually(() => shownOutput('Hello host test'), 10_000, 'the output');
    assert.equal(text.split('Hello host test').length, 2, 'a line came twice');
  });

  it('stops a job', async function () {
    this.timeout(60_000);
    const file = writeRunbook('Test-Stop', "Write-Output 'waiting'\nStart-Sleep -Seconds 600\n");
    await run('sma.runbook.publish', file);
    const jobId = String(await run('sma.runbook.start', file, { parameters: {} }));
    await eventually(() => shownOutput('waiting'), 30_000, 'output while the job runs');
    assert.equal(app.jobs.running.length, 1);
    await run('sma.job.stop', { connectionId: 'local', jobId });
    await eventually(() => app.jobs.find(jobId)?.status === 'Stopped', 20_000, 'the stopped job');
  });

  it('saves a draft, which does not change what runs, and shows both as documents', async () => {
    const file = writeRunbook('Test-Draft', "Write-Output 'one'\n");
    await run('sma.runbook.publish', file);
    writeRunbook('Test-Draft', "Write-Output 'two'\n");
    await run('sma.runbook.saveDraft', file);
    const runbook = await client.runbooks.findByName('Test-Draft');
    assert.ok(runbook?.draftVersionId && runbook.publishedVersionId);
    await run('sma.runbook.openDraft', { runbookName: 'Test-Draft' });
    assert.equal(vscode.window.activeTextEditor?.document.getText(), "Write-Output 'two'\n");
    assert.equal(vscode.window.activeTextEditor.document.uri.toString(true), 'sma:/local/Test-Draft (draft).ps1');
    assert.equal(vscode.window.activeTextEditor.document.languageId, 'powershell');
    await run('sma.runbook.openPublished', { runbookName: 'Test-Draft' });
    assert.equal(vscode.window.activeTextEditor.document.getText(), "Write-Output 'one'\n");
    const said = messagesSince(app);
    await run('sma.runbook.refresh');
    await run('sma.runbook.publish');
    assert.deepEqual(said(), ['This is Test-Draft as the server has it. Publish Runbook is for your file of it, runbooks/Test-Draft.ps1: open that first.']);
  });

  it('says that there is nothing to do where the server has the text already', async () => {
    const file = writeRunbook('Test-Same', "Write-Output 'same'\n");
    await run('sma.runbook.publish', file);
    const said = messagesSince(app);
    await run('sma.runbook.publish', file);
    assert.deepEqual(said(), ['Local Service has Test-Same with this text already']);
  });

  it('lists, makes and deletes variables', async () => {
    await client.variables.create({ name: 'Host-Plain', value: '"x"' });
    await client.variables.create({ name: 'Host-Secret', value: '"hidden-value"', isEncrypted: true });
    await run('sma.asset.refresh');
    assert.equal(app.keys.get(contextKey.variables), 'some');
    const secret = app.variables.items.find((variable) => variable.name === 'Host-Secret');
    assert.equal(secret?.value, null);
    assert.equal(secret.isEncrypted, true);
  });

  it('has no secret in its log', async () => {
    const password = await app.vault.password('local', 'sma');
    assert.ok(password !== undefined && password.length >= 24);
    const folder = app.context.logUri.fsPath;
    const log = await eventually(() => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n').trim(), 10_000, 'a log');
    assert.equal(log.includes(password), false);
  });

  it('takes a double click on Publish as one also where the text must be saved first', async () => {
    const file = writeRunbook('Test-Unsaved', "'one'\n");
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    for (const text of ["'two'\n", "'three'\n"]) {
      await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 1, 0), text));
      assert.equal(editor.document.isDirty, true);
      const said = messagesSince(app);
      await Promise.all([run('sma.runbook.publish', file), run('sma.runbook.publish', file), run('sma.runbook.publish', { runbookName: 'Test-Unsaved', file })]);
      assert.deepEqual(said().filter((message) => !/^Test-Unsaved was published|^Local Service has Test-Unsaved with this text already$/.test(message)), []);
      assert.ok(said().length > 0);
      assert.equal(readFileSync(file.fsPath, 'utf8'), text);
    }
  });

  it('asks a question once, however often it is clicked for', async () => {
    const { id: variableId } = await client.variables.create({ name: 'Host-Twice', value: '"x"' });
    await run('sma.asset.refresh');
    const said = messagesSince(app), { dialog } = app.notifications, answer = Promise.withResolvers<string>();
    let asked = 0;
    app.notifications.dialog = async () => { asked++; return await answer.promise; };
    const clicks = [run('sma.variable.delete', { variableId }), run('sma.variable.delete', { variableId })];
    await eventually(() => asked > 0);
    await Promise.race(clicks);
    answer.resolve('Delete');
    await Promise.all(clicks);
    app.notifications.dialog = dialog;
    assert.equal(asked, 1);
    assert.deepEqual(said(), ['Delete the variable Host-Twice?', 'Variable Host-Twice was deleted.']);
  });

  it('asks when a button in a view’s title is pressed, whichever row has the focus there', async () => {
    const said = messagesSince(app);
    // As the editor passes rows on.
    const rows: readonly [string, object][] = [
      ['sma.connection.add', { connectionId: 'local', info: app.connections.local.info }], ['sma.runbook.new', { kind: 'runbook', runbookName: 'Test-Same' }],
      ['sma.runbook.start', { kind: 'job', connectionId: 'local', jobId: 'a', runbookName: 'Test-Same' }], ['sma.runbook.start', { kind: 'more' }],
    ];
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const [id, row] of rows) {
      let isOver = false;
      const answered = Promise.resolve(vscode.commands.executeCommand(id, row)).finally(() => { isOver = true; });
      // Escape, as soon as there is a question.
      await eventually(async () => { await vscode.commands.executeCommand('workbench.action.closeQuickOpen'); return isOver; }, 15_000, `a question of ${id}`);
      assert.equal(await answered, undefined);
    }
    assert.deepEqual(said(), []);
  });

  it('takes a double click as one: on Publish of a new and of a changed runbook, on Start, Stop and Delete', async function () {
    this.timeout(60_000);
    const said = messagesSince(app);
    for (const text of ["Start-Sleep -Seconds 600\n", "Start-Sleep -Seconds 601\n"]) {
      const file = writeRunbook('Test-DoubleClick', text);
      await Promise.all([run('sma.runbook.publish', file), run('sma.runbook.publish', file)]);
      assert.equal((await client.runbooks.findByName('Test-DoubleClick'))?.draftVersionId, null);
    }
    const target = { runbookName: 'Test-DoubleClick' };
    const [jobId, again] = await Promise.all([run('sma.runbook.start', target), run('sma.runbook.start', target)]);
    assert.equal(jobId, again);
    const job = { connectionId: 'local', jobId: String(jobId) };
    await Promise.all([run('sma.job.stop', job), run('sma.job.stop', job)]);
    await eventually(async () => (await client.jobs.get(job.jobId)).status === 'Stopped', 30_000, 'the end of the job');
    const { asked, restore } = answerQuestions(app, 'Delete from Server');
    await Promise.all([run('sma.runbook.delete', target), run('sma.runbook.delete', target)]);
    restore();
    assert.equal(asked.length, 1);
    assert.deepEqual(said().filter((text) => !/was (published|started|deleted)|^Delete Test-DoubleClick/.test(text)), []);
  });
});
