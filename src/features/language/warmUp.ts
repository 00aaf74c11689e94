import * as vscode from 'vscode';
import { Disposable } from '../../app/disposable.ts';
import { warmUp } from './candidates/warmUp.ts';
import type { Editor } from './editor.ts';

/** What somebody sees first, colours and problems of the text, comes before. */
const AFTER_MS = 700;
/** Between two steps, so that what is typed meanwhile is answered. */
const STEP_MS = 30;

/** Once a text of the language is open: the first questions are asked in the background, so that nobody waits for tables to be read and code to be compiled. */
export class WarmUp extends Disposable {
  readonly #editor: Editor;
  #timer: NodeJS.Timeout | undefined;
  #begun = false;

  constructor(editor: Editor) {
    super();
    this.#editor = editor;
    this.own(vscode.workspace.onDidOpenTextDocument((document) => this.#begin(document)));
    for (const document of vscode.workspace.textDocuments) this.#begin(document);
    this.own({ dispose: () => clearTimeout(this.#timer) });
  }

  #begin(document: vscode.TextDocument): void {
    if (this.#begun || !this.#editor.covers(document)) return;
    this.#begun = true;
    const steps = warmUp();
    const next = (): void => {
      try {
        if (steps.next().done !== true) this.#timer = setTimeout(next, STEP_MS);
      } catch (error) {
        this.#editor.app.log.named('language').warn('the first questions could not be prepared', error);
      }
    };
    this.#timer = setTimeout(next, AFTER_MS);
  }
}
