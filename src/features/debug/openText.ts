import * as vscode from 'vscode';

/** What an editor shows of a file, with what is not saved. */
export function openText(path: string): string | undefined {
  const uri = vscode.Uri.file(path).toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri)?.getText();
}
