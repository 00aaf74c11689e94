import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../src/app/app.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, writeRunbook } from './support/extension.ts';

const text = [
  'workflow Test-Language {', '  param([Parameter(Mandatory)][string]$Source)', '  $target = Get-AutomationVariable -Name "Target"', '  parallel {',
  '    InlineScript { $using:target }', '  }', '  Checkpoint-Workflow', '  Write-Output $target', '  Test-Child -Amount 3', '}', '',
].join('\n');
const child = '<#\n.SYNOPSIS\nThe child.\n#>\nworkflow Test-Child {\n  param([int]$Amount)\n  $Amount\n}\n';

describe('PowerShell in the editor', () => {
  let app: App, uri: vscode.Uri, document: vscode.TextDocument;
  const at = (part: string, inside = 0): vscode.Position => document.positionAt(document.getText().indexOf(part) + inside);
  const complete = async (part: string, inside: number): Promise<vscode.CompletionItem[]> =>
    (await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, at(part, inside))).items;
  const labels = (items: readonly vscode.CompletionItem[]): string[] => items.map(({ label }) => (typeof label === 'string' ? label : label.label));

  before(async () => {
    app = await activateExtension();
    writeRunbook('Test-Child', child);
    uri = writeRunbook('Test-Language', text);
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    // With a PowerShell extension beside it, only workflows are covered in full; this one is one.
    assert.equal(app.settings.get('sma.editor.languageFeatures'), true);
  });

  it('shows errors of the parser and of workflows with their ids, and takes them away again', async () => {
    const codes = (): unknown[] => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'SMA').map(({ code }) => code);
    const edit = async (from: string, to: string): Promise<void> => {
      const change = new vscode.WorkspaceEdit();
      change.replace(uri, new vscode.Range(at(from), at(from, from.length)), to);
      await vscode.workspace.applyEdit(change);
    };
    await edit('Checkpoint-Workflow', '& Checkpoint-Workflow');
    await eventually(() => codes().includes('AlternateInvocationNotSupported'), 5_000, 'a workflow error');
    await edit('parallel {', 'parallel {{');
    await eventually(() => codes().includes('MissingEndCurlyBrace'), 5_000, 'an error of the parser');
    await edit('parallel {{', 'parallel {');
    await edit('& Checkpoint-Workflow', 'Checkpoint-Workflow');
    await eventually(() => codes().length === 0, 5_000, 'no errors');
  });

  it('has an outline, folds and growing selections', async () => {
    const [workflow] = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri);
    assert.deepEqual([workflow?.name, workflow?.children.map(({ name }) => name)], ['Test-Language', ['$Source', 'parallel', 'Checkpoint-Workflow']]);
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri);
    assert.ok(folds.some(({ start, end }) => start === 0 && end === 8), JSON.stringify(folds));
    const [selection] = await vscode.commands.executeCommand<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', uri, [at('$target', 2)]);
    const chain: string[] = [];
    for (let range = selection; range !== undefined; range = range.parent) chain.push(document.getText(range.range));
    assert.ok(chain.includes('$target') && chain.includes('$target = Get-AutomationVariable -Name "Target"'), chain.join('\n--\n'));
  });

  it('completes variables, cmdlets, runbooks and parameters', async () => {
    assert.ok(labels(await complete('$using:target', 13)).includes('$using:target'));
    const commands = await eventually(async () => {
      const found = labels(await complete('Write-Output', 5));
      return found.includes('Test-Child') ? found : undefined;
    }, 10_000, 'the runbooks of the folder');
    assert.ok(commands.includes('Write-Output') && commands.includes('Get-AutomationVariable') && commands.includes('Test-Language'));
    const parameters = labels(await complete('-Amount', 1));
    assert.ok(parameters.includes('-Amount') && parameters.includes('-ErrorAction') && parameters.includes('-PSPersist'), parameters.join(' '));
  });

  it('says in a hover what a cmdlet, a runbook and an asset are, and names the parameter that is due', async () => {
    const hover = async (part: string, inside = 1): Promise<string> =>
      (await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at(part, inside))).flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
    assert.match(await hover('Write-Output'), /Write-Output \[-InputObject\]/);
    assert.match(await hover('Test-Child'), /The child\\?\./);
    assert.match(await hover('"Target"'), /Variable \*\*Target\*\*/);
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>('vscode.executeSignatureHelpProvider', uri, at('-Amount 3', 9));
    assert.deepEqual([help.signatures[0]?.label, help.activeParameter], ['Test-Child [[-Amount] <int>]', 0]);
  });

  it('names the ways to call a method, and what a member is', async () => {
    const other = await vscode.workspace.openTextDocument({ language: 'powershell', content: 'workflow Text {\n  $a = "abc".Substring(1, \n}\n$d = (Get-Date).Year\n' });
    const help = await vscode.commands.executeCommand<vscode.SignatureHelp>('vscode.executeSignatureHelpProvider', other.uri, new vscode.Position(1, 26));
    assert.deepEqual([help.signatures.map(({ label }) => label), help.activeSignature, help.activeParameter], [['string Substring(int startIndex)', 'string Substring(int startIndex, int length)'], 1, 1]);
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', other.uri, new vscode.Position(3, 18));
    assert.match(hover?.contents.map((content) => (typeof content === 'string' ? content : content.value)).join('') ?? '', /\[int\] Year/);
  });

  it('explains operators, attributes and own variables of PowerShell, and highlights the places of a key', async () => {
    const other = await vscode.workspace.openTextDocument({ language: 'powershell', content: 'workflow Text {\n  param([Parameter(Mandatory)][string]$Name)\n  $t = @{ Key = $Name -match "x" }\n  $t.Key\n  InlineScript { $PSItem }\n}\n' });
    const place = (part: string): vscode.Position => other.positionAt(other.getText().indexOf(part) + 2);
    const hover = async (part: string): Promise<string> => (await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', other.uri, place(part))).flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
    assert.match(await hover('-match'), /-match\n```\n\n[A-Z]/);
    assert.match(await hover('Parameter('), /Mandatory, Position/);
    assert.match(await hover('$PSItem'), /object at hand/);
    const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', other.uri, place('$t.Key').translate(0, 2));
    assert.deepEqual(highlights.map(({ range, kind }) => [range.start.line, kind]), [[2, vscode.DocumentHighlightKind.Write], [3, vscode.DocumentHighlightKind.Read]]);
  });

  it('colours, outlines and folds the text as it is at the end, whatever was written while it was asked', async () => {
    const other = await vscode.workspace.openTextDocument({ language: 'powershell', content: Array.from({ length: 400 }, (_, i) => `function Get-One${i} {\n  Get-Date\n}\n`).join('') });
    const ask = async (): Promise<readonly [number, number, number]> => {
      const [symbols, folds, tokens] = await Promise.all([
        vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', other.uri), vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>('vscode.executeFoldingRangeProvider', other.uri),
        vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', other.uri),
      ]);
      return [symbols?.length ?? 0, folds?.length ?? 0, (tokens?.data.length ?? 0) / 5];
    };
    const early = ask().catch(() => undefined), edit = new vscode.WorkspaceEdit();
    edit.insert(other.uri, new vscode.Position(0, 0), 'function Get-Two {\n  Get-Date\n}\n');
    await vscode.workspace.applyEdit(edit);
    await early;
    assert.deepEqual(await ask(), [401, 401, 802]);
  });

  it('goes to definitions, here and in a child runbook, and finds every use', async () => {
    const definition = async (part: string, inside: number): Promise<string[]> =>
      (await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', uri, at(part, inside))).map(({ uri: file, range }) => `${file.path.split('/').pop() ?? ''}:${range.start.line}:${range.start.character}`);
    assert.deepEqual(await definition('$using:target', 9), ['Test-Language.ps1:2:3']);
    assert.deepEqual(await definition('Test-Child', 3), ['Test-Child.ps1:4:9']);
    const references = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, at('$target', 2));
    assert.deepEqual(references.map(({ range }) => range.start.line), [2, 4, 7]);
    const highlights = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', uri, at('$target', 2));
    assert.deepEqual(highlights.map(({ kind }) => kind), [vscode.DocumentHighlightKind.Write, vscode.DocumentHighlightKind.Read, vscode.DocumentHighlightKind.Read]);
  });

  it('renames a variable, and refuses what cannot be renamed with a reason', async () => {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, at('$target', 2), 'goal');
    assert.deepEqual(edit.get(uri).map(({ newText, range }) => [newText, document.getText(range)]), [['goal', 'target'], ['goal', 'target'], ['goal', 'target']]);
    await assert.rejects(async () => await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', uri, at('$target', 2), 'Source'), /already/);
  });

  it('colours by meaning, and finds runbooks by name', async () => {
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', uri);
    assert.ok((tokens?.data.length ?? 0) >= 5 * 10, String(tokens?.data.length));
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'Test-Ch');
    assert.ok(symbols.some(({ name }) => name === 'Test-Child'));
  });

  it('says that a text is too large to be followed, and nothing once it is not', async () => {
    const large = await vscode.workspace.openTextDocument({ language: 'powershell', content: `# ${'x'.repeat(1000)}\n`.repeat(2_200) });
    await vscode.window.showTextDocument(large);
    const said = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(large.uri).filter(({ code }) => code === 'TooLarge');
    await eventually(() => said().length > 0, 15_000, 'the word about the size');
    assert.deepEqual(said().map(({ message }) => message.slice(0, 33)), ['This text is edited as plain text']);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(large.uri, new vscode.Range(0, 0, large.lineCount, 0), '"small"\n');
    await vscode.workspace.applyEdit(edit);
    await eventually(() => said().length === 0, 15_000, 'no word about the size');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
