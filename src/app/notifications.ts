import * as vscode from 'vscode';
import { CancelledError } from './errors.ts';
import type { ErrorAction } from './errors.ts';
import { command } from './ids.ts';
import type { UserMessage } from './userMessage.ts';

const SHOW_LOG = 'Show Log';

/** What is said to the user outside views: one at a time, with the next step as a button. */
export class Notifications {
  /** Kept for tests: toasts cannot be read through the API. The last ones only. */
  readonly shown: string[] = [];
  /** How many there ever were. */
  told = 0;
  /** What was told and not answered yet, by what they are about. */
  readonly #open = new Map<string, PromiseLike<string | undefined>>();
  readonly #asking = new Set<string>();
  /** How a question is put. Tests give the answer themselves, since the editor refuses dialogs to them. */
  dialog = async (question: string, detail: string, choices: readonly string[]): Promise<string | undefined> =>
    await vscode.window.showWarningMessage(question, { modal: true, detail }, ...choices);

  /**
   * An error with "Show Log" and, where there is one, the one thing to do. Does not wait for an answer. It takes the place of
   * one about the same that is still to be seen.
   */
  error(message: UserMessage): void {
    this.#tell(message, async (text, buttons) => await vscode.window.showErrorMessage(text, ...buttons, SHOW_LOG));
  }

  /** What was told about this is not true any more: it goes from the window to the editor's list of notifications. */
  async settled(about: string): Promise<void> {
    // What has buttons stays until it is answered, and cannot be taken away by itself.
    if (this.#open.delete(about)) await vscode.commands.executeCommand('notifications.hideToasts');
  }

  /** A warning with the one thing to do; it takes the place of one about the same. */
  warn(message: UserMessage): void {
    this.#tell(message, async (text, buttons) => await vscode.window.showWarningMessage(text, ...buttons));
  }

  /** Something was done; goes away by itself and is never needed to go on. */
  done(text: string): void {
    this.#remember(text);
    vscode.window.setStatusBarMessage(`$(check) ${text}`, 5000);
  }

  /**
   * A question that must be answered before anything is lost. Rejects with CancelledError on Cancel or Escape, and where the same
   * is being asked already: a double click asks once, and whoever came first gets the answer.
   */
  async ask<T extends string>(question: string, detail: string, ...choices: readonly T[]): Promise<T> {
    const key = `${question}\n${detail}`;
    if (this.#asking.has(key)) throw new CancelledError();
    this.#asking.add(key);
    this.#remember(question);
    try {
      const answer = await this.dialog(question, detail, choices);
      const choice = choices.find((candidate) => candidate === answer);
      if (choice === undefined) throw new CancelledError();
      return choice;
    } finally {
      this.#asking.delete(key);
    }
  }

  #tell(message: UserMessage, show: (text: string, buttons: readonly string[]) => Promise<string | undefined>): void {
    const { text, about } = message, actions = actionsOf(message);
    this.#remember(text);
    const tell = async (): Promise<void> => {
      if (about !== undefined) await this.settled(about);
      const answer = show(text, actions.map(({ label }) => label));
      if (about !== undefined) this.#open.set(about, answer);
      const choice = await answer;
      if (about !== undefined && this.#open.get(about) === answer) this.#open.delete(about);
      follow(choice, actions);
    };
    void tell();
  }

  #remember(text: string): void {
    this.told++;
    this.shown.push(text);
    if (this.shown.length > 50) this.shown.shift();
  }
}

const actionsOf = ({ action, alternative }: UserMessage): readonly ErrorAction[] => [action, alternative].filter((each) => each !== undefined);

function follow(choice: string | undefined, actions: readonly ErrorAction[]): void {
  if (choice === undefined) return;
  const action = actions.find(({ label }) => label === choice);
  if (action !== undefined) void vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
  else if (choice === SHOW_LOG) void vscode.commands.executeCommand(command.logShow);
}
