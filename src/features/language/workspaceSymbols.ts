import * as vscode from 'vscode';
import type { Editor } from './editor.ts';
import type { FolderIndex } from './folderIndex.ts';

const MOST = 500;

/** True where the letters of `query` are in `name` in their order, as the editor's own search takes it. */
export function matches(name: string, query: string): boolean {
  let at = 0;
  const text = name.toLowerCase();
  for (const letter of query.toLowerCase().replaceAll(/\s/g, '')) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Runbooks, workflows and functions of the folder by name. */
export function workspaceSymbols(editor: Editor, folder: FolderIndex): vscode.WorkspaceSymbolProvider {
  return {
    provideWorkspaceSymbols: async (query, token) => {
      if (!editor.isEnabled) return [];
      await folder.settled();
      const found: vscode.SymbolInformation[] = [];
      for (const { uri, runbook, at, functions } of folder.files) {
        if (token.isCancellationRequested || found.length >= MOST) break;
        const container = vscode.workspace.asRelativePath(uri);
        const add = (name: string, kind: vscode.SymbolKind, { line, column }: typeof at): void => {
          if (matches(name, query)) found.push(new vscode.SymbolInformation(name, kind, container, new vscode.Location(uri, new vscode.Position(line - 1, column - 1))));
        };
        if (!functions.some(({ name }) => name === runbook.name)) add(runbook.name, vscode.SymbolKind.File, at);
        for (const { name, isWorkflow, at: place } of functions) add(name, isWorkflow ? vscode.SymbolKind.Module : vscode.SymbolKind.Function, place);
      }
      return found;
    },
  };
}
