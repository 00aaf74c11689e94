import * as vscode from 'vscode';
import { manifestFileAt } from '../../powershell/index.ts';
import type { ParsedText } from './parsedText.ts';

const MOST = 500, SKIPPED = /^(?:\.|node_modules$)/;

/** True for the manifest of a module. */
export const isManifest = ({ uri }: vscode.TextDocument): boolean => /\.psd1$/i.test(uri.path);

/** Names of the files beside a manifest and one folder below, as it writes them; none where the folder cannot be read. */
export async function filesBeside({ uri }: vscode.TextDocument): Promise<readonly string[]> {
  const home = vscode.Uri.joinPath(uri, '..'), own = uri.path.split('/').at(-1), found: string[] = [];
  const read = async (folder: vscode.Uri): Promise<[string, vscode.FileType][]> => {
    try {
      return await vscode.workspace.fs.readDirectory(folder);
    } catch {
      return [];
    }
  };
  for (const [name, type] of await read(home)) {
    if (found.length >= MOST) break;
    if ((type & vscode.FileType.Directory) === 0) {
      if (name !== own) found.push(name);
    } else if (!SKIPPED.test(name)) {
      for (const [inner, innerType] of await read(vscode.Uri.joinPath(home, name))) if ((innerType & vscode.FileType.Directory) === 0) found.push(`${name}\\${inner}`);
    }
  }
  return found.slice(0, MOST);
}

/** The file that a manifest names at a place, where there is one: `RootModule = 'Tools'` means Tools.psm1. */
export async function namedFile(document: vscode.TextDocument, parsed: ParsedText, offset: number): Promise<vscode.Location | undefined> {
  const named = manifestFileAt(parsed.result, offset);
  if (named === undefined || named.name === '') return undefined;
  const parts = named.name.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  for (const ending of ['', '.psm1', '.psd1', '.ps1']) {
    const uri = vscode.Uri.joinPath(document.uri, '..', ...parts.slice(0, -1), `${parts.at(-1) ?? ''}${ending}`);
    try {
      if (((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0) return new vscode.Location(uri, new vscode.Position(0, 0));
    } catch {
      // Not this one.
    }
  }
  return undefined;
}
