import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../src/app/app.ts';
import { setting } from '../../src/app/ids.ts';
import type { SmaApi } from '../../src/client/index.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, useLocalService, writeRunbook } from './support/extension.ts';

const helper = '<#\n.SYNOPSIS\nHelps.\n#>\nworkflow Server-Helper {\n  param([Parameter(Mandatory)][string]$Text, [int]$Times)\n  Write-Output $Text\n}\n';
const text = 'workflow Server-Main {\n  $a = Get-AutomationVariable -Name \'Known Var\'\n  $b = Get-AutomationVariable -Name \'Missing Var\'\n  Server-Helper hello 2\n  function Inner { }\n  Inner\n}\n';

describe('what the editor knows of the server and the folder', () => {
  let app: App, client: SmaApi, uri: vscode.Uri, helperUri: vscode.Uri, document: vscode.TextDocument;
  const at = (part: string, inside = 0): vscode.Position => document.positionAt(document.getText().indexOf(part) + inside);
  const hover = async (part: string, inside = 1): Promise<string> =>
    (await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at(part, inside))).flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
  const lenses = async (of: vscode.Uri): Promise<string[]> =>
    (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', of, 20)).map(({ command, range }) => `${range.start.line}: ${command?.title ?? ''}`);
  const completions = async (part: string, inside: number): Promise<readonly vscode.CompletionItem[]> =>
    (await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, at(part, inside))).items;
  const set = async (id: string, value: boolean | undefined): Promise<void> => await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);

  before(async function () {
    this.timeout(60_000);
    app = await activateExtension();
    client = await useLocalService(app);
    await client.variables.create({ name: 'Known Var', value: '"hidden value"', description: 'A *known* one.' });
    // As the Assets view does while it is open; otherwise the next question to the server comes within half a minute.
    await app.variables.refresh();
    helperUri = writeRunbook('Server-Helper', helper);
    uri = writeRunbook('Server-Main', text);
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await eventually(async () => (await hover('Server-Helper')).includes('Helps'), 15_000, 'the helper in the folder');
  });

  it('tells of assets where they are, when they changed and who uses them, and never a value', async () => {
    await eventually(async () => /On Local Service, changed/.test(await hover("'Known Var'", 3)), 15_000, 'the variable of the server');
    const known = await hover("'Known Var'", 3);
    assert.match(known, /Variable \*\*Known Var\*\*/);
    assert.match(known, /A \\\*known\\\* one/);
    assert.match(known, /Used by Server-Main\./);
    assert.ok(!known.includes('hidden value'));
    assert.match(await hover("'Missing Var'", 3), /Missing on Local Service/);
  });

  it('tells of a credential that a runbook is given by its name, and of a rule that a comment silences', async () => {
    writeRunbook('Server-Login', 'workflow Server-Login {\n  param([string]$Title, [PSCredential]$Login)\n  "$Title $($Login.UserName)"\n}\n');
    const user = await vscode.workspace.openTextDocument({ language: 'powershell', content: "# sma-lint-disable alias\nStart-SmaRunbook -Name Server-Login -Parameters @{ Login = 'Nobody One' }\nworkflow X { Server-Login -Title 'x' 'Nobody Two' }\n" });
    const of = async (part: string): Promise<string> => (await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', user.uri, user.positionAt(user.getText().indexOf(part) + 2)))
      .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
    await eventually(async () => /Credential \*\*Nobody One\*\*/.test(await of('Nobody One')), 10_000, 'the credential that a job is started with');
    assert.match(await of('Nobody Two'), /Credential \*\*Nobody Two\*\*[^]*Missing on Local Service/);
    assert.doesNotMatch(await of("'x'"), /Credential/);
    assert.match(await of('alias'), /\*\*SMA6005\*\* alias/);
  });

  it('completes assets with a mark for what is missing, and runbooks with their parameters', async () => {
    const label = (item: vscode.CompletionItem): string => (typeof item.label === 'string' ? item.label : `${item.label.label}${item.label.detail ?? ''} | ${item.label.description ?? ''}`);
    const assets = (await completions("'Known Var'", 1)).map(label);
    assert.ok(assets.includes('Known Var | variable') && assets.includes('Missing Var | missing on Local Service'), assets.join('\n'));
    const commands = (await completions('Server-Helper', 6)).map(label);
    assert.ok(commands.includes('Server-Helper -Text* -Times | Helps.'), commands.filter((each) => each.startsWith('Server')).join('\n'));
  });

  it('shows above runbooks and functions who calls them, and the last job; settings switch it off', async function () {
    this.timeout(60_000);
    await vscode.workspace.openTextDocument(helperUri);
    await eventually(async () => (await lenses(helperUri)).includes('4: used by 1 runbook'), 10_000, 'the lens of the helper');
    const main = await lenses(uri);
    assert.ok(main.includes('0: not called in this folder') && main.indexOf('0: Start') < main.indexOf('0: not called in this folder') && main.includes('4: 1 reference'), main.join('\n'));
    const { runbookId } = await client.runbooks.import(new TextEncoder().encode(helper), undefined);
    await client.runbooks.publish(runbookId);
    const job = await client.runbooks.start(runbookId, [{ name: 'Text', value: '"x"' }]);
    await eventually(async () => (await client.jobs.get(job)).status === 'Completed', 30_000, 'the end of the job');
    await app.runbooks.refresh();
    await app.jobs.refresh();
    await eventually(async () => (await lenses(helperUri)).some((title) => /^4: last job: Completed, \d/.test(title)), 15_000, 'the lens of the last job');
    assert.match(await hover('Server-Helper'), /On Local Service: published, changed .*\n?.*Last job: Completed.*\n?.*Used by Server-Main/s);
    // The list is asked for once, as whoever starts a job does: from then on the lens follows the job to its end while its runbook is in sight.
    await vscode.window.showTextDocument(helperUri);
    const next = await client.runbooks.start(runbookId, [{ name: 'Text', value: '"y"' }]), last = async (): Promise<string | undefined> => (await lenses(helperUri)).find((title) => title.includes('last job'));
    const before = await last();
    await app.jobs.refresh();
    assert.equal(app.jobs.items[0]?.id, next);
    await eventually(async () => (await client.jobs.get(next)).status === 'Completed', 30_000, 'the end of the next job');
    await eventually(async () => app.jobs.items[0]?.id === next && app.jobs.items[0].status === 'Completed' && /: Completed, /.test(await last() ?? ''), 5_000, `the lens of the job that ended (it was ${before ?? 'none'})`);
    // One that was started elsewhere: seen within one question of the list, every 3 s, with the time for its name and the lens.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const other = await client.runbooks.start(runbookId, [{ name: 'Text', value: '"z"' }]);
    await eventually(async () => app.jobs.items[0]?.id === other && (await last()) !== undefined, 4_500, 'the job that was started elsewhere');
    await set(setting.referencesLens, false);
    await set(setting.jobLens, false);
    await eventually(async () => !(await lenses(helperUri)).some((title) => /used by|last job/.test(title)), 10_000, 'no lens');
    await set(setting.referencesLens, undefined);
    await set(setting.jobLens, undefined);
  });

  it('goes to a runbook that only the server has, in its read-only text', async () => {
    const { runbookId } = await client.runbooks.import(new TextEncoder().encode('# far away\nworkflow Server-Only {\n  param($Far)\n  $Far\n}\n'), undefined);
    await client.runbooks.publish(runbookId);
    await app.runbooks.refresh();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(1, 0), '  Server-Only -Far 1\n');
    await vscode.workspace.applyEdit(edit);
    const [place] = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', uri, at('Server-Only', 3));
    assert.deepEqual([place?.uri.toString(true), place?.range.start.line, place?.range.start.character], ['sma:/local/Server-Only (published).ps1', 1, 9]);
    const [parameter] = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', uri, at('-Far', 2));
    assert.deepEqual([parameter?.uri.path, parameter?.range.start.line, parameter?.range.start.character], [place?.uri.path, 2, 9]);
    // Another text may be the active one, which `undo` would mean.
    const back = new vscode.WorkspaceEdit();
    back.delete(uri, new vscode.Range(1, 0, 2, 0));
    await vscode.workspace.applyEdit(back);
  });

  it('names parameters that are given by position where that is wanted', async () => {
    const hints = async (): Promise<string[]> => (await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, new vscode.Range(0, 0, 20, 0)))
      .map(({ label, position }) => `${position.line}:${position.character} ${typeof label === 'string' ? label : ''}`);
    assert.deepEqual(await hints(), []);
    await set(setting.parameterHints, true);
    await eventually(async () => (await hints()).length > 0, 10_000, 'hints');
    assert.deepEqual(await hints(), ['3:16 -Text', '3:22 -Times']);
    await set(setting.parameterHints, undefined);
  });
});
