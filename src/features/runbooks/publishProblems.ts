import * as vscode from 'vscode';
import { Disposable } from '../../app/disposable.ts';

/**
 * What kept a runbook from being published, in the Problems panel. What the language features find in the same text, at the
 * same place and in the same words, is theirs: nothing stands there twice.
 */
export class PublishProblems extends Disposable {
  readonly #shown = this.own(vscode.languages.createDiagnosticCollection('sma'));

  constructor() {
    super();
    this.own(vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) this.#leaveOutDoubles(uri);
    }));
    // What was wrong with a text says nothing about the next one.
    this.own(vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.clear(document.uri);
    }));
    this.own(vscode.workspace.onDidCloseTextDocument((document) => this.clear(document.uri)));
  }

  set(file: vscode.Uri, problems: readonly vscode.Diagnostic[]): void {
    this.#shown.set(file, problems);
  }

  clear(file: vscode.Uri): void {
    this.#shown.delete(file);
  }

  #leaveOutDoubles(uri: vscode.Uri): void {
    const ours = this.#shown.get(uri) ?? [];
    if (ours.length === 0) return;
    const all = vscode.languages.getDiagnostics(uri);
    const count = (among: readonly vscode.Diagnostic[], one: vscode.Diagnostic): number =>
      among.filter((other) => other.message === one.message && other.range.start.line === one.range.start.line).length;
    const left = ours.filter((problem) => count(all, problem) <= count(ours, problem));
    if (left.length < ours.length) this.#shown.set(uri, left);
  }
}
