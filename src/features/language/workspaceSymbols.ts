import * as vscode from 'vscode';
import type { Editor } from './editor.ts';
import { rangeAt } from './folder.ts';
import type { RunbookFolder } from './folder.ts';
import { matching } from './matching.ts';

const MOST = 500;

/** Runbooks, workflows, functions, classes and enums of the folder by name. */
export function workspaceSymbols(editor: Editor, folder: RunbookFolder): vscode.WorkspaceSymbolProvider {
  return {
    provideWorkspaceSymbols: async (query, token) => {
      if (!editor.isEnabled) return [];
      await folder.fresh();
      const found: vscode.SymbolInformation[] = [], fits = matching(query);
      for (const { key, facts: { runbook, nameAt, functions, types, isRunbook } } of folder.files) {
        if (token.isCancellationRequested || found.length >= MOST) break;
        const uri = vscode.Uri.parse(key, true), container = vscode.workspace.asRelativePath(uri);
        const add = (name: string, kind: vscode.SymbolKind, at: Parameters<typeof rangeAt>[0]): void => {
          if (fits(name)) found.push(new vscode.SymbolInformation(name, kind, container, new vscode.Location(uri, rangeAt(at))));
        };
        if (nameAt === undefined && isRunbook) add(runbook.name, vscode.SymbolKind.File, [0, 0, 0]);
        for (const { name, isWorkflow, at } of functions) add(name, isWorkflow ? vscode.SymbolKind.Module : vscode.SymbolKind.Function, at);
        for (const { name, access, at } of types) if (access === 'declare') add(name, vscode.SymbolKind.Class, at);
      }
      return found;
    },
  };
}
