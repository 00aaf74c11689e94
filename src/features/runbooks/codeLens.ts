import * as vscode from 'vscode';
import type { Event } from 'vscode';
import { Disposable } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { command, setting } from '../../app/ids.ts';
import type { Settings } from '../../app/settings.ts';
import type { RunbookFiles } from './runbookFiles.ts';
import { declarationLine } from '../../app/text/declarationLine.ts';

/** Run, Debug, Publish and Start above a runbook, in the editor. */
export class RunbookCodeLens extends Disposable implements vscode.CodeLensProvider {
  readonly #settings: Settings;
  readonly #files: RunbookFiles;
  readonly #changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(settings: Settings, files: RunbookFiles, othersCame: Event<void>) {
    super();
    this.#settings = settings;
    this.#files = files;
    this.own(settings.onDidChange((id) => {
      if (id === setting.codeLens) this.#changed.fire();
    }));
    const register = (): DisposableLike => this.own(vscode.languages.registerCodeLensProvider({ language: 'powershell', scheme: 'file' }, this));
    let registered = register();
    this.own(othersCame(() => {
      this.release(registered);
      registered = register();
    }));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!this.#settings.get(setting.codeLens) || !this.#files.isRunbookFile(document.uri)) return [];
    if (vscode.workspace.getWorkspaceFolder(document.uri) === undefined) return [];
    const line = declarationLine(document.getText());
    const range = new vscode.Range(line, 0, line, 0);
    const lens = (title: string, tooltip: string, id: typeof command.runbookPublish | typeof command.runbookStart | typeof command.runbookRun | typeof command.runbookDebug): vscode.CodeLens =>
      new vscode.CodeLens(range, { title, tooltip, command: id, arguments: [document.uri] });
    return [
      lens('Run', 'Run this text here, without a service', command.runbookRun),
      lens('Debug', 'Debug this text here, without a service', command.runbookDebug),
      lens('Publish', 'Publish this runbook to the connection in use', command.runbookPublish),
      lens('Start', 'Start the published version as a job', command.runbookStart),
    ];
  }
}
