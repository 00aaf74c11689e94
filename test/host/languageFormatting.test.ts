import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateExtension, writeRunbook } from './support/extension.ts';

const untidy = 'WORKFLOW Format-Me{\nparam([int]$A=1)\nif($a -EQ 1){\nget-date|\nwrite-output\n}\n$t = @\'\n  kept\n\'@\n}\n';
const tidy = 'workflow Format-Me {\n    param([int]$A = 1)\n    if ($a -eq 1) {\n        Get-Date |\n            Write-Output\n    }\n    $t = @\'\n  kept\n\'@\n}\n';

describe('formatting in the editor', () => {
  let uri: vscode.Uri, document: vscode.TextDocument;
  const spaces = { tabSize: 4, insertSpaces: true };
  const apply = async (edits: readonly vscode.TextEdit[] | undefined): Promise<string> => {
    const edit = new vscode.WorkspaceEdit();
    edit.set(uri, [...(edits ?? [])]);
    await vscode.workspace.applyEdit(edit);
    const text = document.getText();
    await vscode.commands.executeCommand('undo');
    return text;
  };

  before(async () => {
    await activateExtension();
    uri = writeRunbook('Format-Me', untidy);
    document = await vscode.workspace.openTextDocument(uri);
    // What the editor guesses from the text is another matter.
    (await vscode.window.showTextDocument(document)).options = spaces;
  });
  after(async () => await vscode.commands.executeCommand('workbench.action.closeActiveEditor'));

  it('formats a document by the command that people use, and has then nothing left to do', async () => {
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert.equal(document.getText(), tidy);
    assert.deepEqual(await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', uri, spaces) ?? [], []);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), untidy);
  });

  it('formats a selection and leaves the rest', async () => {
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatRangeProvider', uri, new vscode.Range(1, 0, 1, 5), spaces);
    assert.equal(await apply(edits), untidy.replace('param([int]$A=1)', '    param([int]$A = 1)'));
    // Whole lines are selected up to the beginning of the next.
    assert.deepEqual(await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatRangeProvider', uri, new vscode.Range(1, 0, 2, 0), spaces), edits);
  });

  it('gives the line that is typed its place', async () => {
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatOnTypeProvider', uri, new vscode.Position(5, 1), '}', spaces);
    assert.deepEqual(edits ?? [], [], 'nothing is moved against untidy lines around');
    await vscode.commands.executeCommand('editor.action.formatDocument');
    const at = new vscode.Position(5, 0), edit = new vscode.WorkspaceEdit();
    edit.insert(uri, at, '\n');
    await vscode.workspace.applyEdit(edit);
    const [indent] = await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatOnTypeProvider', uri, at, '\n', spaces);
    assert.deepEqual([indent?.newText, indent?.range.start.line], ['        ', 5]);
  });

  it('gives a line that is finished its spaces and its casing, and leaves where it begins', async () => {
    const other = await vscode.workspace.openTextDocument({ language: 'powershell', content: 'IF($a-eq 1){\n$b=get-date|write-output\n\n}\n' });
    const typed = async (line: number, character: number, key: string): Promise<string> => {
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatOnTypeProvider', other.uri, new vscode.Position(line, character), key, spaces) ?? [];
      const edit = new vscode.WorkspaceEdit();
      edit.set(other.uri, edits.filter(({ range }) => range.start.line === (key === '\n' ? line - 1 : line)));
      await vscode.workspace.applyEdit(edit);
      return other.getText().replaceAll('\r', '').split('\n').slice(0, 2).join('|');
    };
    assert.equal(await typed(2, 0, '\n'), 'IF($a-eq 1){|$b = Get-Date | Write-Output');
    assert.equal(await typed(1, 0, '\n'), 'if ($a -eq 1) {|$b = Get-Date | Write-Output');
    const short = await vscode.workspace.openTextDocument({ language: 'powershell', content: '  if($a){$b=1}' });
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatOnTypeProvider', short.uri, new vscode.Position(0, 14), '}', spaces), all = new vscode.WorkspaceEdit();
    all.set(short.uri, edits);
    await vscode.workspace.applyEdit(all);
    assert.equal(short.getText(), '  if ($a) { $b = 1 }');
  });

  it('opens brackets into lines that are indented as they should be', async () => {
    const other = await vscode.workspace.openTextDocument({ language: 'powershell', content: 'if ($a) {}' }), editor = await vscode.window.showTextDocument(other);
    editor.options = spaces;
    editor.selection = new vscode.Selection(0, 9, 0, 9);
    await vscode.commands.executeCommand('type', { text: '\n' });
    assert.equal(other.getText().replaceAll('\r', ''), 'if ($a) {\n    \n}');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
