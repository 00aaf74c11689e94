import * as vscode from 'vscode';
import { callableAt, callersIn, callersOf, callsFrom, folderDefinitions, folderSymbolAt, readTogether, scriptOf } from '../../project/folder/index.ts';
import type { Callable, CurrentFile, Extent, FolderSymbol } from '../../project/folder/index.ts';
import type { Editor } from './editor.ts';
import type { RunbookFolder } from './folder.ts';
import type { ParsedText } from './parsedText.ts';

const kinds: Readonly<Record<Callable['kind'], vscode.SymbolKind>> = { workflow: vscode.SymbolKind.Module, function: vscode.SymbolKind.Function, script: vscode.SymbolKind.File };

interface Read { readonly uri: vscode.Uri; readonly parsed: ParsedText; readonly current: CurrentFile; readonly range: (extent: Extent) => vscode.Range }

/** Who calls a runbook or function of the folder, and whom it calls. */
export class CallHierarchy implements vscode.CallHierarchyProvider {
  readonly #editor: Editor;
  readonly #folder: RunbookFolder;

  constructor(editor: Editor, folder: RunbookFolder) {
    this.#editor = editor;
    this.#folder = folder;
  }

  async prepareCallHierarchy(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CallHierarchyItem[] | undefined> {
    await this.#folder.fresh();
    return await this.#editor.answer(document, 'sma', async (parsed) => {
      const current = this.#folder.current(document, parsed), offset = document.offsetAt(position), symbol = folderSymbolAt(current, offset, this.#folder.tables);
      // A plain script's functions are left to another extension where there is one.
      if (symbol?.kind !== 'runbook' && this.#editor.answer(document, 'general', () => true) === undefined) return undefined;
      if (symbol?.kind === 'runbook' || symbol?.kind === 'function') return await this.#items(symbol, current);
      // Elsewhere the runbook or function around the place is meant.
      const callable = callableAt(parsed.result, current.facts, offset);
      return symbol === undefined ? [itemOf({ uri: document.uri, parsed, current, range: (extent) => new vscode.Range(document.positionAt(extent.start), document.positionAt(extent.end)) }, callable)] : undefined;
    });
  }

  async provideCallHierarchyIncomingCalls(item: vscode.CallHierarchyItem, token: vscode.CancellationToken): Promise<vscode.CallHierarchyIncomingCall[]> {
    const own = await this.#read(item.uri.toString()), found: vscode.CallHierarchyIncomingCall[] = [];
    if (own === undefined) return [];
    const callers = callersOf(callableOf(item, own), own.current, this.#folder.tables);
    for await (const [[, spans], file] of readTogether(callers, async ([key]) => await this.#read(key))) {
      if (token.isCancellationRequested) return [];
      if (file === undefined) continue;
      for (const { callable, places } of callersIn(file.current, file.parsed.lines, spans)) found.push(new vscode.CallHierarchyIncomingCall(itemOf(file, callable), places.map(file.range)));
    }
    return found;
  }

  async provideCallHierarchyOutgoingCalls(item: vscode.CallHierarchyItem, token: vscode.CancellationToken): Promise<vscode.CallHierarchyOutgoingCall[]> {
    const own = await this.#read(item.uri.toString()), found: vscode.CallHierarchyOutgoingCall[] = [];
    if (own === undefined) return [];
    for (const { symbol, places } of callsFrom(callableOf(item, own), own.current, this.#folder.tables)) {
      if (token.isCancellationRequested) return [];
      for (const to of await this.#items(symbol, own.current)) found.push(new vscode.CallHierarchyOutgoingCall(to, places.map(own.range)));
    }
    return found;
  }

  /** Where a symbol is defined, as rows. */
  async #items(symbol: FolderSymbol, current: CurrentFile): Promise<vscode.CallHierarchyItem[]> {
    const found: vscode.CallHierarchyItem[] = [];
    for (const { key, at: [line, column, length] } of folderDefinitions(symbol, this.#folder.tables, current)) {
      const file = await this.#read(key);
      if (file !== undefined) found.push(itemOf(file, length === 0 ? scriptOf(file.parsed.result, file.current.facts) : callableAt(file.parsed.result, file.current.facts, file.parsed.lines.offset(line + 1, column + 1))));
    }
    return found;
  }

  async #read(key: string): Promise<Read | undefined> {
    const file = await this.#folder.parsed(key);
    return file && { ...file, current: this.#folder.currentOf(key, file.parsed) };
  }
}

function itemOf({ uri, range }: Read, callable: Callable): vscode.CallHierarchyItem {
  return new vscode.CallHierarchyItem(kinds[callable.kind], callable.name, vscode.workspace.asRelativePath(uri), uri, range(callable), range({ start: callable.nameStart, end: callable.nameEnd }));
}

/** What a row means in the text as it is now. */
function callableOf({ kind, selectionRange: { start } }: vscode.CallHierarchyItem, { parsed, current }: Read): Callable {
  return kind === vscode.SymbolKind.File ? scriptOf(parsed.result, current.facts) : callableAt(parsed.result, current.facts, parsed.lines.offset(start.line + 1, start.character + 1));
}
