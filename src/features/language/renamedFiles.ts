import * as vscode from 'vscode';
import { AppError } from '../../app/errors.ts';
import { decodeScript, LineMap } from '../../powershell/index.ts';
import { testNames } from '../../project/folder/index.ts';

const YAML = '**/*.[tT][eE][sS][tT][sS].{yaml,yml}', NEVER = '**/{node_modules,.git,.sma}/**', MOST = 2_000;
const lower = (uri: vscode.Uri): string => uri.toString().toLowerCase();
const nameOf = ({ path }: vscode.Uri): string => path.split('/').at(-1) ?? '';
const openText = (uri: vscode.Uri): vscode.TextDocument | undefined => vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());

async function bytesOf(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}

/** What a runbook's file takes with it when it gets another name: its tests beside it, and its name in tests. Throws `CannotRename` where a file has the new name already. */
export async function renameFiles(edit: vscode.WorkspaceEdit, home: vscode.Uri, name: string, newName: string): Promise<void> {
  const written = new Set(edit.entries().flatMap(([uri, edits]) => edits.map(({ range }) => `${uri.toString()} ${range.start.line} ${range.start.character}`)));
  const folder = vscode.Uri.joinPath(home, '..'), entries = await vscode.workspace.fs.readDirectory(folder), names = entries.map(([one]) => one);
  const own = names.filter((one) => /^\.tests\.(?:ya?ml|ps1)$/i.test(one.slice(name.length)) && one.slice(0, name.length).toLowerCase() === name.toLowerCase()).map((one) => vscode.Uri.joinPath(folder, one));
  const moves = [{ from: home, to: `${newName}.ps1` }, ...own.map((from) => ({ from, to: newName + nameOf(from).slice(name.length) }))];
  for (const { from, to } of moves) {
    const taken = names.find((one) => one.toLowerCase() === to.toLowerCase() && one !== nameOf(from));
    if (taken !== undefined) throw new AppError('CannotRename', `There is a file ${taken} beside ${nameOf(from)} already: move it away, or choose another name.`);
  }
  const yaml = await vscode.workspace.findFiles(YAML, NEVER, MOST);
  for (const uri of new Map([...own, ...yaml].map((one) => [one.toString(), one])).values()) {
    const bytes = openText(uri) === undefined ? await bytesOf(uri) : undefined, text = openText(uri)?.getText() ?? (bytes && decodeScript(bytes).text);
    if (text === undefined) continue;
    const lines = new LineMap(text), position = (offset: number): vscode.Position => {
      const { line, column } = lines.position(offset);
      return new vscode.Position(line - 1, column - 1);
    };
    for (const { start, end, path } of testNames(text, name, /ya?ml$/i.test(uri.path))) {
      if (path !== undefined && lower(vscode.Uri.joinPath(uri, '..', path.trim())) !== lower(home)) continue;
      const range = new vscode.Range(position(start), position(end));
      if (!written.has(`${uri.toString()} ${range.start.line} ${range.start.character}`)) edit.replace(uri, range, newName);
    }
  }
  for (const { from, to } of moves) edit.renameFile(from, vscode.Uri.joinPath(folder, to), { overwrite: false });
}

/** Throws `CannotRename` for a closed file of another encoding than the editor would open it in: what it writes would damage the text. */
export async function assertWritable(edit: vscode.WorkspaceEdit): Promise<void> {
  for (const [uri] of edit.entries()) {
    const bytes = openText(uri) === undefined ? await bytesOf(uri) : undefined;
    if (bytes !== undefined && decodeScript(bytes).encoding === 'windows-1252') throw new AppError('CannotRename', `${vscode.workspace.asRelativePath(uri)} is not UTF-8, and its text would be damaged. Save it with encoding UTF-8 (Change File Encoding in the status bar), then try again.`);
  }
}
