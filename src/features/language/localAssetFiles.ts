import * as vscode from 'vscode';
import { Disposable } from '../../app/disposable.ts';
import { Emitter } from '../../app/event.ts';
import { LineMap } from '../../powershell/index.ts';
import type { AssetKind } from '../../powershell/index.ts';
import { localAssetNames } from '../../project/folder/index.ts';

const FILES = '**/{LocalAssets,SecureLocalAssets}.json', NEVER = '**/{node_modules,.git,.sma}/**', MOST = 50;

/** A file's text as it is now, open or not; nothing where it cannot be read. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  try {
    return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}

/** Names of local assets in the open folders, which runs without a service take: read once, and again when a file of them changes. */
export class LocalAssets extends Disposable {
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  #names: ReadonlyMap<AssetKind, ReadonlyMap<string, string>> = new Map();
  #isStarted = false;
  #round = 0;

  /** The names of a kind by their lower case. */
  names(kind: AssetKind): ReadonlyMap<string, string> {
    return this.#names.get(kind) ?? new Map();
  }

  start(): void {
    if (this.#isStarted || this.isDisposed) return;
    this.#isStarted = true;
    const watcher = this.own(vscode.workspace.createFileSystemWatcher(FILES)), read = (): void => void this.#read();
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) event(read);
    this.own(vscode.workspace.onDidChangeWorkspaceFolders(read));
    read();
  }

  async #read(): Promise<void> {
    const round = ++this.#round, found = new Map<AssetKind, Map<string, string>>();
    for (const uri of await vscode.workspace.findFiles(FILES, NEVER, MOST)) {
      for (const { kind, name } of localAssetNames(await textOf(uri))) found.set(kind, (found.get(kind) ?? new Map<string, string>()).set(name.toLowerCase(), name));
    }
    if (round !== this.#round || this.isDisposed) return;
    this.#names = found;
    this.#changed.fire();
  }
}

/** Where the folder's files of local assets name an asset: each with its quotes, as JSON. Files that cannot be read are left out. */
export async function localAssetPlaces(kind: AssetKind, name: string, token?: vscode.CancellationToken): Promise<{ readonly uri: vscode.Uri; readonly range: vscode.Range }[]> {
  const files = await vscode.workspace.findFiles(FILES, NEVER, MOST, token);
  const places = await Promise.all(files.map(async (uri) => {
    const text = await textOf(uri), lines = new LineMap(text), position = (offset: number): vscode.Position => {
      const { line, column } = lines.position(offset);
      return new vscode.Position(line - 1, column - 1);
    };
    return localAssetNames(text).filter((asset) => asset.kind === kind && asset.name.toLowerCase() === name.toLowerCase()).map(({ start, end }) => ({ uri, range: new vscode.Range(position(start), position(end)) }));
  }));
  return places.flat();
}
