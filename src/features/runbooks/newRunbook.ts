import * as vscode from 'vscode';
import { AppError, OPEN_FOLDER } from '../../app/errors.ts';
import type { NewRunbookAnswers } from '../../app/ids.ts';
import { askChoice, askText } from '../../app/ui/quickInput.ts';
import { BACK, runSteps } from '../../app/ui/steps.ts';
import { RUNBOOK_TYPES, runbookTypeLabel } from '../../sma/runbookType.ts';
import type { RunbookType } from '../../sma/runbookType.ts';
import { checkNewName } from './runbookName.ts';
import { runbookTemplate } from './templates.ts';

const DETAILS: Readonly<Record<RunbookType, string>> = {
  Script: 'Can be suspended and resumed, and do things in parallel.',
  PowerShellScript: 'Plain PowerShell; starts faster, runs from beginning to end.',
};

/** Asks for type and name, writes a file that runs as it is, and opens it. Never touches a file that is there. */
export async function newRunbook(taken: readonly string[], answers?: NewRunbookAnswers): Promise<vscode.Uri> {
  const folder = await chooseFolder();
  const { type, name } = answers ?? (await askAnswers(taken));
  const problem = checkNewName(name, taken);
  if (problem !== undefined) throw new AppError('BadName', problem);
  const file = vscode.Uri.joinPath(folder, `${name}.ps1`);
  if (await exists(file)) throw new AppError('Exists', `There is a file ${vscode.workspace.asRelativePath(file)} already; nothing was written. Choose another name, or open that file.`);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(runbookTemplate(type, name)));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
  return file;
}

async function askAnswers(taken: readonly string[]): Promise<NewRunbookAnswers> {
  const title = 'New Runbook';
  return await runSteps<NewRunbookAnswers>({ type: 'Script', name: '' }, [
    async (answers, position) => {
      const chosen = await askChoice<RunbookType>({
        title, position, placeholder: 'What kind of runbook?', active: answers.type,
        choices: RUNBOOK_TYPES.map((value) => ({ label: runbookTypeLabel(value), detail: DETAILS[value], value })),
      });
      return chosen === BACK ? BACK : { ...answers, type: chosen };
    },
    async (answers, position) => {
      const text = await askText({
        title, position, prompt: 'Name: a letter, then letters, digits, _ and -. It cannot be changed on the server later.', placeholder: 'Get-Report', value: answers.name,
        check: (candidate) => checkNewName(candidate.trim(), taken),
      });
      return text === BACK ? BACK : { ...answers, name: text.trim() };
    },
  ]);
}

/** The folder new runbooks go to: `runbooks` where there is one. */
async function chooseFolder(): Promise<vscode.Uri> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (first === undefined) throw new AppError('NoFolder', 'A runbook is a file in a folder, and no folder is open. Open the folder for your runbooks first.', { action: { label: 'Open Folder', command: OPEN_FOLDER } });
  const folder = folders.length === 1 ? first : await vscode.window.showWorkspaceFolderPick({ placeHolder: 'In which folder?' });
  if (folder === undefined) throw new vscode.CancellationError();
  const runbooks = vscode.Uri.joinPath(folder.uri, 'runbooks');
  return (await exists(runbooks)) ? runbooks : folder.uri;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
