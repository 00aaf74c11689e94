import * as vscode from 'vscode';
import { Disposable } from './disposable.ts';
import type { DisposableLike } from './disposable.ts';
import type { Logger } from './log.ts';

/** Who searches symbols or renames without having opened a text does so later than this, in milliseconds. */
const LATEST = 3000;

/**
 * Registers a feature of one language when the first text of it is open, or soon after the start where none is: its code
 * is loaded only then, and not while the editor starts.
 */
export function whenTextOpens(language: string, log: Logger, register: () => Promise<DisposableLike>): DisposableLike {
  return new LaterFeature(language, log, register);
}

class LaterFeature extends Disposable {
  readonly #log: Logger;
  readonly #register: () => Promise<DisposableLike>;
  #begun = false;

  constructor(language: string, log: Logger, register: () => Promise<DisposableLike>) {
    super();
    this.#log = log;
    this.#register = register;
    const isOurs = ({ languageId }: vscode.TextDocument): boolean => languageId === language;
    this.own(vscode.workspace.onDidOpenTextDocument((document) => {
      if (isOurs(document)) this.#begin();
    }));
    // Not at once, even where a text is open: first everything else is there.
    const timer = setTimeout(() => this.#begin(), vscode.workspace.textDocuments.some(isOurs) ? 0 : LATEST);
    this.own({ dispose: () => clearTimeout(timer) });
  }

  #begin(): void {
    if (this.#begun || this.isDisposed) return;
    this.#begun = true;
    this.#register().then((feature) => this.own(feature), (error: unknown) => this.#log.error('the language features could not be loaded', error));
  }
}
