import * as vscode from 'vscode';
import { Disposable } from '../../app/disposable.ts';
import { setting } from '../../app/ids.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';

const SETTLE_MS = 250;
const MOST = 200;

/** Errors of the parser and of workflows in the Problems panel, a moment after the last key. */
export class Diagnostics extends Disposable {
  readonly #editor: Editor;
  readonly #found = this.own(vscode.languages.createDiagnosticCollection('sma-language'));
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(editor: Editor) {
    super();
    this.#editor = editor;
    this.own(vscode.workspace.onDidOpenTextDocument((document) => this.#later(document, 0)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#later(document, SETTLE_MS);
    }));
    this.own(vscode.workspace.onDidCloseTextDocument((document) => {
      this.#cancel(document.uri.toString());
      this.#found.delete(document.uri);
    }));
    this.own(editor.app.settings.onDidChange((id) => {
      if (id === setting.languageFeatures) this.#all();
    }));
    this.#all();
  }

  #all(): void {
    this.#found.clear();
    for (const document of vscode.workspace.textDocuments) this.#later(document, 0);
  }

  #later(document: vscode.TextDocument, delay: number): void {
    if (!this.#editor.covers(document)) return;
    const key = document.uri.toString();
    this.#cancel(key);
    this.#waiting.set(key, setTimeout(() => {
      this.#waiting.delete(key);
      if (!document.isClosed) this.#show(document);
    }, delay));
  }

  #show(document: vscode.TextDocument): void {
    if (this.#editor.isTooLarge(document)) {
      this.#found.set(document.uri, [tooLarge(document)]);
      return;
    }
    const found = this.#editor.answer(document, 'general', (parsed) => parsed.problems.slice(0, MOST).map((problem) => {
      // An error at one place is shown as one character, where there is one.
      const end = problem.end > problem.start ? problem.end : problem.start + 1;
      const diagnostic = new vscode.Diagnostic(rangeOf(document, { start: problem.start, end }), problem.message, vscode.DiagnosticSeverity.Error);
      diagnostic.code = problem.errorId;
      diagnostic.source = 'SMA';
      return diagnostic;
    }));
    this.#found.set(document.uri, found ?? []);
  }

  #cancel(key: string): void {
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
  }

  override dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    super.dispose();
  }
}

/** Said once, at the top: nothing else is said about such a text. */
function tooLarge(document: vscode.TextDocument): vscode.Diagnostic {
  const size = (document.getText().length / 1_048_576).toFixed(1);
  const diagnostic = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), `This text is edited as plain text, without completion and findings: it has ${size} million characters, and more than 2 cannot be followed while you type. SMA takes runbooks of 4 MB at most.`, vscode.DiagnosticSeverity.Information);
  diagnostic.code = 'TooLarge';
  diagnostic.source = 'SMA';
  return diagnostic;
}
