import * as vscode from 'vscode';
import { LineMap } from '../../powershell/index.ts';
import type { AssetKind } from '../../powershell/index.ts';
import { localAssetNames } from '../../project/folder/index.ts';

const FILES = '**/{LocalAssets,SecureLocalAssets}.json', NEVER = '**/{node_modules,.git,.sma}/**', MOST = 50;

/** Where the folder's files of local assets name an asset: each with its quotes, as JSON. Files that cannot be read are left out. */
export async function localAssetPlaces(kind: AssetKind, name: string, token?: vscode.CancellationToken): Promise<{ readonly uri: vscode.Uri; readonly range: vscode.Range }[]> {
  const files = await vscode.workspace.findFiles(FILES, NEVER, MOST, token);
  const places = await Promise.all(files.map(async (uri) => {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    let text: string;
    try {
      text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch {
      return [];
    }
    const lines = new LineMap(text), position = (offset: number): vscode.Position => {
      const { line, column } = lines.position(offset);
      return new vscode.Position(line - 1, column - 1);
    };
    return localAssetNames(text).filter((asset) => asset.kind === kind && asset.name.toLowerCase() === name.toLowerCase()).map(({ start, end }) => ({ uri, range: new vscode.Range(position(start), position(end)) }));
  }));
  return places.flat();
}
