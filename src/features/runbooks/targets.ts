import * as vscode from 'vscode';
import { AppError } from '../../app/errors.ts';
import { command, documentScheme } from '../../app/ids.ts';
import type { RunbookTarget } from '../../app/ids.ts';
import { askChoice, notBack } from '../../app/ui/quickInput.ts';
import type { RunbookDeps } from './deps.ts';
import { fileName } from './runbookFiles.ts';
import { mergeRunbooks } from './runbookModel.ts';
import type { RunbookRow } from './runbookModel.ts';
import { nameInText } from './runbookName.ts';
import { parseDocumentUri } from '../../app/smaUri.ts';

type Target = RunbookTarget | vscode.Uri | undefined;

/**
 * Which runbook a command is meant for: the item it was invoked on and nothing else; from the palette, the one in the
 * active editor; else the user is asked. Never guessed from another tab. `none` says what all the runbooks there are lack.
 */
export async function resolveTarget(deps: RunbookDeps, target: Target, question: string, among: (row: RunbookRow<vscode.Uri>) => boolean, none?: string): Promise<RunbookTarget> {
  if (target instanceof vscode.Uri) return await fromUri(target);
  if (target !== undefined) return target;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active !== undefined && (active.scheme === documentScheme || deps.files.isRunbookFile(active))) return await fromUri(active);
  await deps.files.refresh();
  const all = rowsOf(deps), rows = all.filter(among);
  if (rows.length === 0 && all.length > 0 && none !== undefined) throw new AppError('NoRunbook', none);
  if (rows.length === 0) {
    throw new AppError('NoRunbook', 'There is no runbook for this yet. Write one first, or open the folder that has it.', { action: { label: 'New Runbook', command: command.runbookNew } });
  }
  return notBack(await askChoice({
    title: question, placeholder: 'Which runbook?',
    choices: rows.map((row) => ({ label: row.runbookName, description: row.local?.path ?? 'only on the server', value: { runbookName: row.runbookName, file: row.local?.file } })),
  }));
}

/** The folder's and the server's runbooks as last seen. */
export function rowsOf({ app, files }: Pick<RunbookDeps, 'app' | 'files'>): RunbookRow<vscode.Uri>[] {
  return mergeRunbooks(files.runbooks, app.runbooks.items);
}

/** A runbook's file as it would be published. */
export interface RunbookSource { readonly file: vscode.Uri; readonly path: string; readonly text: string; readonly bytes: Uint8Array }

/** Reads the file behind a target, saved first where the editor has changes. Fails where there is none, or where it is not UTF-8. */
export async function readSource({ runbookName, file }: RunbookTarget): Promise<RunbookSource> {
  if (file === undefined) throw new AppError('NoFile', `${runbookName} is only on the server; there is no file of it in the folder.`);
  if (file.scheme === 'untitled') throw new AppError('NotSaved', 'A runbook is called as its file: save this one in your folder first.');
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === file.toString());
  const path = vscode.workspace.asRelativePath(file);
  if (document?.isDirty === true && !(await saved(document))) throw new AppError('NotSaved', `${path} could not be saved, so nothing was sent. Save it, then try again.`);
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(file);
  } catch (cause) {
    throw new AppError('NoFile', `${path} could not be read. Is it still there?`, { cause });
  }
  try {
    // A byte order mark is kept in the bytes and left out of the text.
    return { file, path, bytes, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (cause) {
    throw new AppError('NoFile', `${path} is not UTF-8, which SMA needs. Save it with encoding UTF-8 (Change File Encoding in the status bar), then try again.`, { cause });
  }
}

const saving = new WeakMap<vscode.TextDocument, PromiseLike<boolean>>();

/** Saves a document. Who asks for it while that is under way, as a double click does, waits for the same: a second save would be refused. */
async function saved(document: vscode.TextDocument): Promise<boolean> {
  while (saving.has(document)) await saving.get(document);
  if (!document.isDirty) return true;
  const save = document.save();
  saving.set(document, save);
  try {
    return await save;
  } finally {
    saving.delete(document);
  }
}

async function fromUri(uri: vscode.Uri): Promise<RunbookTarget> {
  const address = parseDocumentUri(uri);
  if (address !== undefined) return { runbookName: address.runbookName };
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  const text = document?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  return { runbookName: nameInText(text) ?? fileName(uri), file: uri };
}
