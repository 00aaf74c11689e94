import * as vscode from 'vscode';
import type { ContextKeyId, ContextKeyValues } from './ids.ts';
import type { Logger } from './log.ts';

/** The context keys of `when` clauses: remembers each value and tells the editor only about changes. */
export class ContextKeys {
  readonly #values = new Map<ContextKeyId, ContextKeyValues[ContextKeyId]>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  get<K extends ContextKeyId>(key: K): ContextKeyValues[K] | undefined {
    // The map holds for each key only what `set` put there under that key.
    return this.#values.get(key) as ContextKeyValues[K] | undefined;
  }

  set<K extends ContextKeyId>(key: K, value: ContextKeyValues[K]): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    vscode.commands.executeCommand('setContext', key, value).then(undefined, (error: unknown) => this.#log.warn(`context key ${key}`, error));
  }
}
