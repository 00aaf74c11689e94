import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { AppError, isCancellation, PROBLEMS_PANEL } from '../../app/errors.ts';
import { debugType } from '../../app/ids.ts';
import type { RunbookTarget } from '../../app/ids.ts';
import { askParameterTexts } from '../../app/parameters/parameterForm.ts';
import { userMessage } from '../../app/userMessage.ts';
import { moreProblems } from '../../project/moreProblems.ts';
import { attachableJob, hasEnded } from './attachable.ts';
import { openText } from './openText.ts';

/** What F5 and the commands start with: no launch.json is needed. */
export class RunbookConfigurations implements vscode.DebugConfigurationProvider {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  provideDebugConfigurations(): vscode.DebugConfiguration[] {
    return [{ type: debugType, request: 'launch', name: 'Debug Runbook', program: '${file}' }, { type: debugType, request: 'attach', name: 'Attach to Running Job', jobId: '${command:pickJob}' }];
  }

  resolveDebugConfiguration(_folder: vscode.WorkspaceFolder | undefined, config: vscode.DebugConfiguration): vscode.DebugConfiguration | undefined {
    if (config.type !== '' && (config.type as string | undefined) !== undefined) return config;
    return this.#orSay(() => configurationOf(activeRunbook()));
  }

  /**
   * Asks for the parameters that the configuration does not give. Undefined where the person thought better of it, or where
   * the runbook cannot run: what the adapter says to that comes with a question about launch.json, which is not at fault.
   */
  async resolveDebugConfigurationWithSubstitutedVariables(_folder: vscode.WorkspaceFolder | undefined, config: vscode.DebugConfiguration): Promise<vscode.DebugConfiguration | undefined> {
    if (config.request === 'attach' && config['replay'] !== true) return await this.#attachable(config);
    const program: unknown = config['program'];
    if (config.request !== 'launch' || config['tests'] !== undefined || typeof program !== 'string' || program === '') return config;
    try {
      const text = openText(program) ?? await readText(program);
      if (text === undefined) return config;
      await refuseMistakes(program, text);
      if (config['parameters'] !== undefined) return config;
      const { parameterSpecs } = await import('../../app/parameters/parameterSpecs.ts'), name = basename(program).replace(/\.ps1$/i, ''), specs = parameterSpecs(text, name) ?? [];
      return specs.length === 0 ? config : { ...config, parameters: await askParameterTexts(`${config['noDebug'] === true ? 'Run' : 'Debug'} ${name}`, specs) };
    } catch (error) {
      return this.#say(error);
    }
  }

  /** A job that has ended is gone through; of others it is said here why they cannot be attached to. */
  async #attachable(config: vscode.DebugConfiguration): Promise<vscode.DebugConfiguration | undefined> {
    try {
      if (!(await hasEnded(this.#app, config))) await attachableJob(this.#app, config);
      return config;
    } catch (error) {
      return this.#say(error, 'Attaching to the job');
    }
  }

  #orSay<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      return this.#say(error);
    }
  }

  #say(error: unknown, attempt = 'Debugging the runbook'): undefined {
    if (!isCancellation(error)) this.#app.notifications.error(userMessage(error, attempt));
    return undefined;
  }
}

/** Shows the first mistake of a text where it stands, and fails with one sentence that names its place. */
async function refuseMistakes(program: string, text: string): Promise<void> {
  const { readRunbookFile } = await import('../../project/index.ts');
  const [first, ...others] = readRunbookFile(program, text).problems.filter(({ kind }) => kind === 'syntax');
  if (first === undefined) return;
  const { line = 1, column = 1 } = first, at = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(program), { selection: new vscode.Range(at, at) });
  throw new AppError('SyntaxErrors', `${basename(program)} cannot run: line ${line}, column ${column}: ${first.message.replace(/[.!?]?$/, '.')}${moreProblems(others)}`, { action: { label: 'Show Problems', command: PROBLEMS_PANEL } });
}

/** A configuration for one file, as a launch.json would have it. */
export function configurationOf(file: vscode.Uri, parameters?: Readonly<Record<string, string>>): vscode.DebugConfiguration {
  return { type: debugType, request: 'launch', name: `Debug ${basename(file.path)}`, program: file.fsPath, ...(parameters === undefined ? {} : { parameters }) };
}

/** The file a command is meant for: the item it was invoked on, else the runbook in the active editor. */
export function fileOf(target: RunbookTarget | vscode.Uri | undefined): vscode.Uri {
  if (target === undefined) return activeRunbook();
  if (target instanceof vscode.Uri) return saved(target);
  if (target.file === undefined) throw new AppError('NoFile', `${target.runbookName} is only on the server; what runs here is a file of your folder. Open it and save it there first.`);
  return saved(target.file);
}

function activeRunbook(): vscode.Uri {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'powershell') throw new AppError('NoActiveEditor', 'There is no runbook to debug. Open a .ps1 file first.');
  return saved(document.uri);
}

function saved(file: vscode.Uri): vscode.Uri {
  if (file.scheme === 'untitled') throw new AppError('NotSaved', 'A runbook is called as its file: save this one in your folder first.');
  if (file.scheme !== 'file') throw new AppError('NoFile', 'What the server has cannot be debugged here. Open the file of the runbook in your folder.');
  return file;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(path)));
  } catch {
    return undefined;
  }
}
