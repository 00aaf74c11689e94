import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../src/app/app.ts';
import type { SmaApi } from '../../src/client/api.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, messagesSince, run, useLocalService, writeRunbook } from './support/extension.ts';

const text = [
  'workflow Test-Lint {', '  $list = 1, $null', '  if ($list -eq $null) { "none" }', '  1..3 | % { "$_" }', '  Get-Process | ? { $_.Id }',
  '  $admin = Get-AutomationPSCredential -Name "Nobody-Has-This"', '  Write-Output $admin.UserName', '}', '',
].join('\n');

describe('the linter in the editor', () => {
  let app: App, uri: vscode.Uri, document: vscode.TextDocument, client: SmaApi;
  const at = (part: string, inside = 0): vscode.Position => document.positionAt(document.getText().indexOf(part) + inside);
  const idOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);
  const found = (of = uri): vscode.Diagnostic[] => vscode.languages.getDiagnostics(of).filter(({ source }) => source === 'sma');
  const ids = (): string[] => found().map(idOf);
  const actions = async (part: string, kind?: string): Promise<vscode.CodeAction[]> =>
    await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, new vscode.Range(at(part, 1), at(part, 1)), kind);
  const apply = async (offered: readonly vscode.CodeAction[], title: RegExp): Promise<void> => {
    const action = offered.find((each) => title.test(each.title));
    assert.ok(action?.edit, `no ${String(title)} among ${offered.map((each) => each.title).join(', ')}`);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
  };
  const reset = async (): Promise<void> => {
    const change = new vscode.WorkspaceEdit();
    change.replace(uri, new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length)), text);
    await vscode.workspace.applyEdit(change);
    await eventually(() => ids().includes('SMA6004') && ids().filter((id) => id === 'SMA6005').length === 2, 10_000, 'the findings');
  };
  const setRules = async (value: unknown): Promise<void> => await vscode.workspace.getConfiguration('sma').update('lint.rules', value, vscode.ConfigurationTarget.Workspace);

  before(async function () {
    this.timeout(60_000);
    app = await activateExtension();
    client = await useLocalService(app);
    uri = writeRunbook('Test-Lint', text);
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
  });
  beforeEach(async function () {
    this.timeout(20_000);
    await reset();
  });
  after(async () => {
    await setRules(undefined);
    await document.save();
  });

  it('shows findings with severity, range and a link to the rule', () => {
    const finding = found().find((each) => idOf(each) === 'SMA6004');
    assert.ok(finding);
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(document.getText(finding.range), '$list -eq $null');
    assert.ok(typeof finding.code === 'object' && finding.code.target.scheme === 'command');
  });

  it('explains a rule in a document with examples', async () => {
    await run('sma.lint.showRule', 'SMA6004');
    const rule = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'sma-rule', path: '/SMA6004.md' }));
    assert.match(rule.getText(), /^# SMA6004 null-on-right[^]+Wrong:[^]+Right:[^]+sma-lint-disable-next-line SMA6004/);
    await vscode.window.showTextDocument(document);
  });

  it('repairs one finding, all of a rule, and on save all that keeps what the runbook does', async () => {
    await apply(await actions('$list -eq $null'), /\$null/);
    await eventually(() => !ids().includes('SMA6004'), 5_000, 'the repair');
    assert.match(document.getText(), /if \(\$null -eq \$list\)/);
    await apply(await actions('% {'), /^Fix all 2 of SMA6005/);
    await eventually(() => !ids().includes('SMA6005'), 5_000, 'both repairs');
    assert.match(document.getText(), /ForEach-Object \{[^]+Where-Object \{/);
    await reset();
    await apply(await actions('% {', 'source.fixAll'), /^Fix all/);
    // What would do something else is offered by itself only.
    assert.match(document.getText(), /\$list -eq \$null[^]+ForEach-Object \{[^]+Where-Object \{/);
    // Else the findings of before would pass for those of the next text.
    await eventually(() => !ids().includes('SMA6005'), 5_000, 'the repaired text judged');
  });

  it('goes on saying what holds of the other lines while one is being written', async () => {
    const change = new vscode.WorkspaceEdit();
    change.insert(uri, at('  $list = 1'), '  $half = (\n');
    assert.ok(await vscode.workspace.applyEdit(change));
    await eventually(() => vscode.languages.getDiagnostics(uri).some(({ source }) => source === 'SMA'), 10_000, 'the syntax error');
    // The linter comes after the parser's errors.
    await eventually(() => found().some((each) => idOf(each) === 'SMA6004' && document.getText(each.range) === '$list -eq $null'), 10_000, 'the finding at its new line');
    await apply(await actions('$list -eq $null'), /\$null/);
    assert.match(document.getText(), /\$half = \(\n[^]+if \(\$null -eq \$list\)/);
  });

  it('silences a rule in one place, and in the file', async () => {
    await apply(await actions('% {'), /^Silence SMA6005 \(alias\) here/);
    await eventually(() => ids().filter((id) => id === 'SMA6005').length === 1, 5_000, 'one finding less');
    assert.match(document.getText(), /\n  # sma-lint-disable-next-line SMA6005\n  1\.\.3 \| %/);
    await apply(await actions('? {'), /^Silence SMA6005 \(alias\) in this file/);
    await eventually(() => !ids().includes('SMA6005'), 5_000, 'no finding of the rule');
  });

  it('takes severities from the settings at once, and tells what is wrong with them', async () => {
    const said = messagesSince(app);
    await setRules({ SMA6005: 'error', 'null-on-right': 'off', nonsense: 'off' });
    await eventually(() => !ids().includes('SMA6004') && found().some((each) => idOf(each) === 'SMA6005' && each.severity === vscode.DiagnosticSeverity.Error), 5_000, 'other severities');
    await eventually(() => said().some((each) => each.includes('There is no rule "nonsense"')), 5_000, 'the mistake');
    await setRules(undefined);
    await eventually(() => ids().includes('SMA6004'), 5_000, 'the former severities');
  });

  it('knows the assets of the connection', async () => {
    await eventually(() => ids().includes('SMA1101'), 15_000, 'a missing asset');
  });

  it('knows the parameters of runbooks that only the connection has', async () => {
    const { runbookId } = await client.runbooks.import(new TextEncoder().encode('workflow Lint-There { param([Parameter(Mandatory)][string]$Need) $Need }'), undefined);
    await client.runbooks.publish(runbookId);
    await app.runbooks.refresh();
    const caller = writeRunbook('Test-LintCaller', 'workflow Test-LintCaller {\n  Lint-There -Bad 1\n}\n');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(caller), { preview: false });
    await eventually(() => ['SMA1008', 'SMA1009'].every((id) => found(caller).map(idOf).includes(id)), 15_000, 'the parameters that the connection told');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  }).timeout(30_000);

  it('refuses to publish errors with the place, and tells warnings', async () => {
    const bad = writeRunbook('Test-LintRefused', 'workflow Test-LintRefused {\n  InlineScript { Get-AutomationVariable -Name "x" }\n}\n');
    const said = messagesSince(app);
    await run('sma.runbook.publish', bad);
    assert.match(said().at(-1) ?? '', /^Test-LintRefused\.ps1 cannot be published: line 2, column 18: /);
    assert.equal(await client.runbooks.findByName('Test-LintRefused'), undefined);
    const warned = writeRunbook('Test-LintWarned', '$list = 1, $null\nif ($list -eq $null) { "none" }\n');
    await run('sma.runbook.publish', warned);
    assert.match(said().at(-1) ?? '', /was published .+; the linter has a warning, see Problems$/);
    assert.ok(vscode.languages.getDiagnostics(warned).some(({ code, severity }) => code === 'SMA6004' && severity === vscode.DiagnosticSeverity.Warning));
  });

  it('forgets a document that is closed', async () => {
    const other = writeRunbook('Test-LintClosed', '1 | % { $_ }\n');
    // A document that a test opens itself is held open for minutes.
    await vscode.commands.executeCommand('vscode.open', other, { preview: false });
    await eventually(() => found(other).length > 0, 10_000, 'a finding');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually(() => found(other).length === 0, 10_000, 'no finding of a closed document');
  }).timeout(30_000);
});
