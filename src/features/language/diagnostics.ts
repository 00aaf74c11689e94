import * as vscode from 'vscode';
import { Disposable } from '../../app/disposable.ts';
import { setting } from '../../app/ids.ts';
import type { ParseError } from '../../powershell/index.ts';
import { placesAfter } from '../../project/lint/index.ts';
import type { Sound } from '../../project/lint/index.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { ParsedText } from './parsedText.ts';

const SETTLE_MS = 250;
const MOST = 200;

/**
 * Errors of the parser and of workflows in the Problems panel, a moment after the last key. While a text does not parse, those of workflows
 * stay in the lines that have not changed.
 */
export class Diagnostics extends Disposable {
  readonly #editor: Editor;
  readonly #found = this.own(vscode.languages.createDiagnosticCollection('sma-language'));
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** Of each text that somebody works on: as it last parsed. */
  readonly #sound = new Map<string, Sound<ParseError>>();

  constructor(editor: Editor) {
    super();
    this.#editor = editor;
    this.own(vscode.workspace.onDidOpenTextDocument((document) => this.#later(document, 0)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#later(document, SETTLE_MS);
    }));
    this.own(vscode.workspace.onDidCloseTextDocument((document) => {
      this.#cancel(document.uri.toString());
      this.#sound.delete(document.uri.toString());
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
    const found = this.#editor.answer(document, 'general', (parsed) => this.#problems(document, parsed).slice(0, MOST).map((problem) => {
      // An error at one place is shown as one character, where there is one.
      const end = problem.end > problem.start ? problem.end : problem.start + 1;
      const diagnostic = new vscode.Diagnostic(rangeOf(document, { start: problem.start, end }), problem.message, vscode.DiagnosticSeverity.Error);
      diagnostic.code = problem.errorId;
      diagnostic.source = 'SMA';
      return diagnostic;
    }));
    this.#found.set(document.uri, found ?? []);
  }

  #problems(document: vscode.TextDocument, { result, problems }: ParsedText): readonly ParseError[] {
    const key = document.uri.toString(), before = this.#sound.get(key);
    if (result.errors.length === 0) this.#sound.set(key, { text: result.text, findings: problems });
    if (result.errors.length === 0 || before === undefined) return problems;
    const placed = placesAfter(before.text, result.text);
    return [...problems, ...before.findings.map(placed).filter((problem) => problem !== undefined)];
  }

  #cancel(key: string): void {
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
  }

  override dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.#sound.clear();
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
