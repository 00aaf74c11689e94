import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../../src/app/app.ts';
import type { CommandArguments, CommandId } from '../../../src/app/ids.ts';
import type { SmaApi } from '../../../src/client/api.ts';
import { eventually } from '../../support/eventually.ts';

/** The extension as the editor loaded it, with its inside open. */
export async function activateExtension(): Promise<App> {
  const extension = vscode.extensions.getExtension<{ readonly app: App } | undefined>('smarunbooks.sma-runbooks');
  assert.ok(extension, 'the extension is not installed');
  const api = await extension.activate();
  assert.ok(api, 'the extension does not open its inside to tests');
  return api.app;
}

export async function run<K extends CommandId>(id: K, ...values: CommandArguments[K]): Promise<unknown> {
  return await vscode.commands.executeCommand(id, ...values);
}

/** The messages the user got since a moment. */
export function messagesSince(app: App): () => readonly string[] {
  const { notifications } = app, before = notifications.told;
  return () => notifications.shown.slice(Math.max(0, notifications.shown.length - (notifications.told - before)));
}

/** Answers the questions that come until `restore` is called; undefined is Escape. Gives what was asked. */
export function answerQuestions(app: App, answer: string | undefined): { readonly asked: string[]; readonly restore: () => void } {
  const asked: string[] = [];
  const { dialog } = app.notifications;
  app.notifications.dialog = (question, detail, choices) => {
    assert.ok(answer === undefined || choices.includes(answer), `"${String(answer)}" is none of ${choices.join(', ')}`);
    asked.push(`${question}\n${detail}`);
    return Promise.resolve(answer);
  };
  return { asked, restore: () => { app.notifications.dialog = dialog; } };
}

/** Uses the local service, starting it where it does not run, and gives its client. */
export async function useLocalService(app: App): Promise<SmaApi> {
  await run('sma.localService.start');
  await eventually(() => app.connections.local.state.name === 'connected', 30_000, 'a connection to the local service');
  return await app.connections.local.connect();
}

/** Writes a runbook's file into the open folder. */
export function writeRunbook(name: string, text: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'no folder is open');
  const path = join(folder.fsPath, `${name}.ps1`);
  writeFileSync(path, text);
  return vscode.Uri.file(path);
}

/** The text of the output channel that is shown and has `part` in it; undefined while there is none. */
export function shownOutput(part: string): string | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.scheme === 'output' && document.getText().includes(part))?.getText();
}
