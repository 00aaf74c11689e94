import * as vscode from 'vscode';
import { Disposable } from './disposable.ts';
import { isCancellation } from './errors.ts';
import type { CommandArguments, CommandId } from './ids.ts';
import type { Logger } from './log.ts';
import type { Notifications } from './notifications.ts';
import { userMessage } from './userMessage.ts';

/** The one place where commands are registered, so that every one treats cancellation, failure and secrets alike. */
export class Commands extends Disposable {
  readonly #log: Logger;
  readonly #notifications: Notifications;

  constructor(log: Logger, notifications: Notifications) {
    super();
    this.#log = log;
    this.#notifications = notifications;
  }

  /**
   * Registers `handler` under `id`. `attempt` names what is tried ("Publishing the runbook") for the sentence a failure
   * gets. A cancelled command is silent; a failed one is logged with its causes, shown once, and gives undefined.
   */
  register<K extends CommandId>(id: K, attempt: string, handler: (...values: CommandArguments[K]) => unknown): void {
    this.own(
      vscode.commands.registerCommand(id, async (...values: CommandArguments[K]): Promise<unknown> => {
        this.#log.debug(`${id} …`);
        try {
          const result: unknown = await handler(...values);
          this.#log.debug(`${id} done`);
          return result;
        } catch (error) {
          if (isCancellation(error)) this.#log.debug(`${id} cancelled`);
          else {
            this.#log.error(`${id} failed`, error);
            this.#notifications.error(userMessage(error, attempt));
          }
          return undefined;
        }
      }),
    );
  }

  /** Runs a command of ours with typed arguments. */
  async run<K extends CommandId>(id: K, ...values: CommandArguments[K]): Promise<unknown> {
    return await vscode.commands.executeCommand(id, ...values);
  }
}
