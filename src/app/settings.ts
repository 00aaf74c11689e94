import * as vscode from 'vscode';
import { Disposable } from './disposable.ts';
import { Emitter } from './event.ts';
import { setting } from './ids.ts';
import type { SettingId, SettingValues } from './ids.ts';

/** Typed access to the product's settings; defaults live in the manifest alone. */
export class Settings extends Disposable {
  readonly #changed = this.own(new Emitter<SettingId>());
  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    this.own(
      vscode.workspace.onDidChangeConfiguration((change) => {
        for (const id of Object.values(setting)) if (change.affectsConfiguration(id)) this.#changed.fire(id);
      }),
    );
  }

  /** The value; for a file, as its folder has it. */
  get<K extends SettingId>(id: K, file?: vscode.Uri): SettingValues[K] {
    const value = vscode.workspace.getConfiguration(undefined, file).get<SettingValues[K]>(id);
    // Undefined only where the manifest lacks the setting, which the manifest test forbids.
    if (value === undefined) throw new Error(`The setting ${id} is not in the manifest.`);
    return value;
  }
}
