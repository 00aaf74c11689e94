import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually.ts';
import { activateExtension, writeRunbook } from './support/extension.ts';

const parent = [
  'workflow Folder-Parent {', '  $m = Get-AutomationVariable -Name \'Folder Mail\'', '  Folder-Child -Amount 1', '  Start-SmaRunbook -Name "Folder-Child" -Parameters @{ Amount = 2 }', '}', '',
].join('\n');
const child = 'workflow Folder-Child {\n  param([int]$Amount)\n  $Amount\n  Get-AutomationVariable -Name "folder mail"\n}\n';
const script = '.\\Folder-Child.ps1 -Amount 3\nfunction Folder-Help { }\nFolder-Help\n';

/** An edit as the editor passes it inside. */
interface RawEdit {
  readonly resource?: vscode.Uri;
  readonly textEdit?: { readonly text: string; readonly range: { readonly startLineNumber: number; readonly startColumn: number; readonly endLineNumber: number; readonly endColumn: number } };
  readonly oldResource?: vscode.Uri;
  readonly newResource?: vscode.Uri;
}

describe('PowerShell across the folder', () => {
  let parentUri: vscode.Uri, childUri: vscode.Uri, scriptUri: vscode.Uri, document: vscode.TextDocument;
  const at = (part: string, inside = 0): vscode.Position => document.positionAt(document.getText().indexOf(part) + inside);
  const show = (places: readonly vscode.Location[]): string[] => places.map(({ uri, range }) => `${uri.path.split('/').pop() ?? ''}:${range.start.line}:${range.start.character}`).sort();
  const references = async (part: string, inside: number): Promise<string[]> => show(await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', parentUri, at(part, inside)));
  const definition = async (part: string, inside: number): Promise<string[]> => show(await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', parentUri, at(part, inside)));

  before(async () => {
    await activateExtension();
    childUri = writeRunbook('Folder-Child', child);
    scriptUri = writeRunbook('Folder-Script', script);
    writeFileSync(vscode.Uri.joinPath(childUri, '../LocalAssets.json').fsPath, '{ "Variable": [\n  { "Name": "Folder Mail", "Value": 1 }\n] }\n');
    parentUri = writeRunbook('Folder-Parent', parent);
    document = await vscode.workspace.openTextDocument(parentUri);
    await vscode.window.showTextDocument(document);
    await eventually(async () => (await definition('Folder-Child', 3)).length > 0, 15_000, 'the folder’s runbooks');
    await eventually(async () => (await references('Folder-Child', 3)).length >= 4, 15_000, 'the callers in the folder');
  });

  after(() => {
    for (const name of ['LocalAssets.json', 'Folder-Kid.tests.yaml', 'Folder-Kid.Tests.ps1', 'Folder-Parent.tests.yaml']) rmSync(vscode.Uri.joinPath(childUri, `../${name}`).fsPath, { force: true });
  });

  it('finds a runbook, its callers in every form, its parameter and its assets', async () => {
    const runbook = ['Folder-Child.ps1:0:9', 'Folder-Parent.ps1:2:2', 'Folder-Parent.ps1:3:26', 'Folder-Script.ps1:0:2'];
    assert.deepEqual(await references('Folder-Child', 3), runbook);
    assert.deepEqual(await references('"Folder-Child"', 3), runbook);
    assert.deepEqual(await definition('"Folder-Child"', 3), ['Folder-Child.ps1:0:9']);
    assert.deepEqual(await definition('-Amount', 3), ['Folder-Child.ps1:1:14']);
    assert.deepEqual(await references('-Amount', 3), ['Folder-Child.ps1:1:14', 'Folder-Child.ps1:2:3', 'Folder-Parent.ps1:2:16', 'Folder-Parent.ps1:3:55', 'Folder-Script.ps1:0:20']);
    assert.deepEqual(await references("'Folder Mail'", 3), ['Folder-Child.ps1:3:32', 'Folder-Parent.ps1:1:37', 'LocalAssets.json:1:12']);
    assert.deepEqual(await definition("'Folder Mail'", 3), ['LocalAssets.json:1:12']);
  });

  it('counts the callers in a text that is no file yet, from wherever it is asked', async () => {
    const draft = await vscode.workspace.openTextDocument({ language: 'powershell', content: 'Start-SmaRunbook -Name "Folder-Child"\nworkflow Folder-Draft { }\n' }), name = draft.uri.path;
    const all = [`${name}:0:24`, 'Folder-Child.ps1:0:9', 'Folder-Parent.ps1:2:2', 'Folder-Parent.ps1:3:26', 'Folder-Script.ps1:0:2'].sort();
    assert.deepEqual(await references('Folder-Child', 3), all);
    assert.deepEqual(show(await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', draft.uri, new vscode.Position(0, 26))), all);
    const renamed = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', parentUri, at('Folder-Child', 3), 'Folder-Other');
    assert.ok(renamed.entries().some(([uri]) => uri.toString() === draft.uri.toString()));
    assert.deepEqual(await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'Folder-Draft'), []);
    await vscode.window.showTextDocument(draft);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.window.showTextDocument(document);
    await eventually(async () => (await references('Folder-Child', 3)).length === 4, 15_000, 'the text is gone');
  });

  it('sees text that is typed and not yet saved, and files that come from outside', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(parentUri, new vscode.Position(1, 0), '  Folder-Child\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal((await references('Folder-Child', 3)).length, 5);
    await vscode.commands.executeCommand('undo');
    await eventually(() => !document.isDirty, 5_000, 'the undone text');
    writeRunbook('Folder-Late', 'Folder-Child\n.\\Folder-Child.ps1\n');
    await eventually(async () => (await references('Folder-Child', 3)).filter((place) => place.startsWith('Folder-Late')).length === 2, 15_000, 'the new file’s calls');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(parentUri, '../Folder-Late.ps1'));
    await eventually(async () => (await references('Folder-Child', 3)).length === 4, 15_000, 'the calls gone with the file');
  });

  it('tells who calls a runbook and whom it calls', async () => {
    const [item] = await vscode.commands.executeCommand<vscode.CallHierarchyItem[]>('vscode.prepareCallHierarchy', parentUri, at('"Folder-Child"', 3));
    assert.deepEqual([item?.name, item?.uri.path.split('/').pop(), item?.kind], ['Folder-Child', 'Folder-Child.ps1', vscode.SymbolKind.Module]);
    const incoming = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', item);
    assert.deepEqual(incoming.map(({ from, fromRanges }) => `${from.name} ${fromRanges.length}`).sort(), ['Folder-Parent 2', 'Folder-Script 1']);
    const [caller] = await vscode.commands.executeCommand<vscode.CallHierarchyItem[]>('vscode.prepareCallHierarchy', parentUri, at('Folder-Parent', 3));
    const outgoing = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>('vscode.provideOutgoingCalls', caller);
    assert.deepEqual(outgoing.map(({ to, fromRanges }) => `${to.name} ${fromRanges.length}`), ['Folder-Child 2']);
  });

  it('offers assets of LocalAssets.json, and follows a function’s parameter into the files that load it', async () => {
    const library = writeRunbook('Folder-Library', 'function global:Get-FolderThing { param($Key) $Key }\n'), user = writeRunbook('Folder-User', '. .\\Folder-Library.ps1\nGet-FolderThing -Key 1\nGet-AutomationVariable -Name \n');
    const text = await vscode.workspace.openTextDocument(user), home = await vscode.workspace.openTextDocument(library);
    await eventually(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', text.uri, new vscode.Position(2, 29));
      return list.items.some(({ label }) => typeof label !== 'string' && label.label === 'Folder Mail' && (label.description ?? '').startsWith('local variable'));
    }, 15_000, 'the local asset');
    await eventually(async () => show(await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', text.uri, new vscode.Position(1, 18)))[0] === 'Folder-Library.ps1:0:41', 15_000, 'the parameter in the library');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', home.uri, new vscode.Position(0, 43), 'Title');
    assert.deepEqual(edit.entries().flatMap(([uri, edits]) => edits.map(({ range, newText }) => `${uri.path.split('/').pop() ?? ''}:${range.start.line}:${range.start.character} ${newText}`)).sort(), ['Folder-Library.ps1:0:41 Title', 'Folder-Library.ps1:0:47 Title', 'Folder-User.ps1:1:17 Title']);
    for (const uri of [library, user]) await vscode.workspace.fs.delete(uri);
  });

  it('takes a plain call for the function of a file that is named after it', async () => {
    const home = writeRunbook('Get-FolderOwn', 'function Get-FolderOwn { param($Size) $Size }\n'), user = writeRunbook('Folder-OwnUser', 'Get-FolderOwn -Size 1\n'), text = await vscode.workspace.openTextDocument(user), own = await vscode.workspace.openTextDocument(home);
    await eventually(async () => show(await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', user, new vscode.Position(0, 4)))[0] === 'Get-FolderOwn.ps1:0:9', 15_000, 'the function');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', user, new vscode.Position(0, 4));
    assert.match(hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value))).join('\n'), /^Get-FolderOwn .*-Size/m);
    for (const [document, line, character] of [[text, 0, 4], [own, 0, 12]] as const) {
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, new vscode.Position(line, character), 'Get-FolderNew');
      assert.deepEqual(edit.entries().flatMap(([uri, edits]) => edits.map(({ range }) => `${uri.path.split('/').pop() ?? ''}:${range.start.line}:${range.start.character}`)).sort(), ['Folder-OwnUser.ps1:0:0', 'Get-FolderOwn.ps1:0:9']);
    }
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', home, 10);
    assert.deepEqual(lenses.map(({ command }) => command?.title ?? '').filter((title) => /reference|used|called/.test(title)), ['1 reference']);
    for (const uri of [home, user]) await vscode.workspace.fs.delete(uri);
  });

  it('completes members of values and functions of a loaded file', async () => {
    const uri = writeRunbook('Folder-Members', '. .\\Folder-Script.ps1\n$d = Get-Date\nGet-ChildItem | Where-Object { $_. }\nFolder-H\n$d.\n'), text = await vscode.workspace.openTextDocument(uri);
    const labels = async (line: number, character: number): Promise<string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', text.uri, new vscode.Position(line, character));
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const members = await labels(4, 3), files = await labels(2, 34);
    assert.ok(members.includes('AddDays()') && members.includes('DayOfWeek'), members.slice(0, 10).join(' '));
    assert.ok(files.includes('FullName') && files.includes('LastWriteTime'), files.slice(0, 10).join(' '));
    await eventually(async () => (await labels(3, 8)).includes('Folder-Help'), 15_000, 'the function of the loaded file');
  });

  it('knows the classes and functions of a module that a runbook uses', async () => {
    const uri = writeRunbook('Folder-Uses', 'using module .\\Folder-Module.psm1\n$c = [FolderCube]::new()\n$c.Edge\nGet-FolderCube\n'), text = await vscode.workspace.openTextDocument(uri), file = vscode.Uri.joinPath(uri, '..', 'Folder-Module.psm1');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('class FolderCube { [int]$Edge }\nfunction Get-FolderCube { [FolderCube]::new() }\n'));
    const definition = async (part: string): Promise<string[]> => show(await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', uri, text.positionAt(text.getText().indexOf(part) + 2)));
    await eventually(async () => (await definition('FolderCube')).length === 1, 15_000, 'the class of the module');
    assert.deepEqual([await definition('FolderCube'), await definition('Edge'), await definition('Get-FolderCube')], [['Folder-Module.psm1:0:6'], ['Folder-Module.psm1:0:25'], ['Folder-Module.psm1:1:9']]);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, text.positionAt(text.getText().indexOf('.Edge') + 1));
    assert.ok(list.items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'Edge'));
  });

  it('finds and renames classes and their members across the folder, and says what would be doubtful', async () => {
    writeRunbook('Folder-Classes', 'class FolderDisk { [int]$Size }\nclass FolderPart : FolderDisk { [int] Half() { return $this.Size / 2 } }\n');
    const uri = writeRunbook('Folder-User', '. .\\Folder-Classes.ps1\n[FolderDisk]$d = [FolderDisk]::new()\n$d.Size\n[FolderPart]@{ Size = 2 }\n'), user = await vscode.workspace.openTextDocument(uri);
    const where = (part: string, inside: number): vscode.Position => user.positionAt(user.getText().indexOf(part) + inside);
    const all = async (position: vscode.Position): Promise<string[]> => show(await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, position));
    const ofClass = ['Folder-Classes.ps1:0:6', 'Folder-Classes.ps1:1:19', 'Folder-User.ps1:1:1', 'Folder-User.ps1:1:18'], ofSize = ['Folder-Classes.ps1:0:25', 'Folder-Classes.ps1:1:60', 'Folder-User.ps1:2:3', 'Folder-User.ps1:3:15'];
    await eventually(async () => (await all(where('FolderDisk', 3))).length === 4, 15_000, 'the classes of the folder');
    assert.deepEqual([await all(where('FolderDisk', 3)), await all(where('.Size', 2))], [ofClass, ofSize]);
    assert.deepEqual(show(await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', uri, where('.Size', 2))), ['Folder-Classes.ps1:0:25']);
    const labels = async (position: vscode.Position): Promise<string[]> =>
      (await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, position)).items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok((await labels(where('.Size', 1))).includes('Size') && (await labels(where('[FolderPart]', 4))).includes('FolderPart'));
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, where('[FolderPart]', 4));
    assert.match(hover?.contents.map((content) => (typeof content === 'string' ? content : content.value)).join('') ?? '', /class FolderPart : FolderDisk/);
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'folderpart');
    assert.deepEqual(symbols.filter(({ kind }) => kind === vscode.SymbolKind.Class).map(({ name }) => name), ['FolderPart']);
    const rename = async (position: vscode.Position, name: string): Promise<string[]> => (await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, position, name)).entries()
      .flatMap(([file, edits]) => edits.map(({ range, newText }) => `${file.path.split('/').pop() ?? ''}:${range.start.line}:${range.start.character}:${newText}`)).sort();
    assert.deepEqual(await rename(where('FolderDisk', 3), 'FolderDrive'), ofClass.map((place) => `${place}:FolderDrive`).sort());
    assert.deepEqual(await rename(where('.Size', 2), 'Length'), ofSize.map((place) => `${place}:Length`).sort());
    await assert.rejects(rename(where('.Size', 2), 'half'), /FolderPart has a member Half already/);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(4, 0), '$unknown.Size\n');
    await vscode.workspace.applyEdit(edit);
    await assert.rejects(rename(where('.Size', 2), 'Length'), /in line 5 of Folder-User.ps1 may be a FolderDisk or not/);
    await vscode.window.showTextDocument(user);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    for (const name of ['Folder-Classes', 'Folder-User']) rmSync(vscode.Uri.joinPath(uri, `../${name}.ps1`).fsPath, { force: true });
  });

  it('renames a parameter and an asset with all their places, and says why not', async () => {
    const rename = async (part: string, inside: number, name: string): Promise<string[]> => {
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', parentUri, at(part, inside), name);
      return edit.entries().flatMap(([uri, edits]) => edits.map(({ newText, range }) => `${uri.path.split('/').pop() ?? ''}:${range.start.line}:${newText}`)).sort();
    };
    assert.deepEqual(await rename('-Amount', 3, 'Count'), ['Folder-Child.ps1:1:Count', 'Folder-Child.ps1:2:Count', 'Folder-Parent.ps1:2:Count', 'Folder-Parent.ps1:3:Count', 'Folder-Script.ps1:0:Count']);
    assert.deepEqual(await rename("'Folder Mail'", 3, "it's"), ["Folder-Child.ps1:3:it's", "Folder-Parent.ps1:1:it''s", 'LocalAssets.json:1:"it\'s"']);
    await assert.rejects(rename('Folder-Child', 3, 'Folder-Parent'), /already/);
    await assert.rejects(rename('Folder-Child', 3, '1-Bad'), /must start with a letter/);
  });

  it('refuses a rename that would damage a file or meet another one', async () => {
    const folder = vscode.Uri.joinPath(childUri, '..'), ansi = vscode.Uri.joinPath(folder, 'Folder-Ansi.ps1'), other = writeRunbook('Folder-Taken', 'workflow Folder-Else { 1 }\n');
    const rename = async (name: string): Promise<unknown> => await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', parentUri, at('Folder-Child', 3), name);
    await assert.rejects(rename('Folder-Taken'), /There is a file Folder-Taken\.ps1/);
    writeFileSync(ansi.fsPath, Buffer.from('"äöü"; Folder-Child -Amount 4\n', 'latin1'));
    await eventually(async () => (await references('Folder-Child', 3)).some((place) => place.startsWith('Folder-Ansi')), 15_000, 'the file in another encoding');
    await assert.rejects(rename('Folder-Kid'), /Folder-Ansi\.ps1 is not UTF-8/);
    for (const uri of [ansi, other]) rmSync(uri.fsPath);
    await eventually(async () => !(await references('Folder-Child', 3)).some((place) => place.startsWith('Folder-Ansi')), 15_000, 'the file gone');
  });

  it('renames a runbook with its workflow, its callers and its file', async () => {
    const beside = (name: string): string => vscode.Uri.joinPath(childUri, `../${name}`).fsPath;
    writeFileSync(beside('Folder-Child.tests.yaml'), 'runbook: Folder-Child.ps1\ncases: []\n');
    writeFileSync(beside('Folder-Child.Tests.ps1'), "Describe 'Folder-Child' { BeforeAll { $s = \"$PSScriptRoot\\Folder-Child.ps1\" }; It 'runs' { & $s } }\n");
    writeFileSync(beside('Folder-Parent.tests.yaml'), 'mocks:\n  - command: Folder-Child\n');
    // The public command sorts files before texts; what the editor itself gets is in the provider's order.
    const raw = await vscode.commands.executeCommand<{ readonly edits: readonly RawEdit[] }>('_executeDocumentRenameProvider', parentUri, at('Folder-Child', 3), 'Folder-Kid');
    const edit = new vscode.WorkspaceEdit();
    for (const { resource, textEdit, oldResource, newResource } of raw.edits) {
      if (resource !== undefined && textEdit !== undefined) edit.replace(resource, new vscode.Range(textEdit.range.startLineNumber - 1, textEdit.range.startColumn - 1, textEdit.range.endLineNumber - 1, textEdit.range.endColumn - 1), textEdit.text);
      else if (oldResource !== undefined && newResource !== undefined) edit.renameFile(oldResource, newResource);
    }
    assert.ok(await vscode.workspace.applyEdit(edit));
    await vscode.workspace.saveAll(false);
    const moved = vscode.Uri.joinPath(childUri, '../Folder-Kid.ps1');
    await eventually(() => existsSync(moved.fsPath) && !existsSync(childUri.fsPath), 10_000, 'the file with its new name');
    await eventually(async () => {
      await vscode.workspace.saveAll(false);
      return readFileSync(moved.fsPath, 'utf8').startsWith('workflow Folder-Kid');
    }, 10_000, 'the workflow’s new name in its file');
    const texts: readonly (readonly [string, string])[] = [
      ['Folder-Kid.tests.yaml', 'runbook: Folder-Kid.ps1\ncases: []\n'], ['Folder-Parent.tests.yaml', 'mocks:\n  - command: Folder-Kid\n'],
      ['Folder-Kid.Tests.ps1', "Describe 'Folder-Kid' { BeforeAll { $s = \"$PSScriptRoot\\Folder-Kid.ps1\" }; It 'runs' { & $s } }\n"],
    ];
    for (const [name, expected] of texts) {
      await eventually(async () => {
        await vscode.workspace.saveAll(false);
        return existsSync(beside(name)) && readFileSync(beside(name), 'utf8') === expected;
      }, 10_000, `the new name in ${name}`);
    }
    assert.match(readFileSync(scriptUri.fsPath, 'utf8'), /^\.\\Folder-Kid\.ps1/);
    assert.match(document.getText(), /Folder-Kid -Amount 1\n {2}Start-SmaRunbook -Name "Folder-Kid"/);
  });
});
