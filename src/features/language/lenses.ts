import * as vscode from 'vscode';
import { Disposable, DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { Emitter } from '../../app/event.ts';
import { command, setting } from '../../app/ids.ts';
import { statusWord } from '../../app/stores/jobStates.ts';
import { declarationLine } from '../../app/text/declarationLine.ts';
import { parseWireTime, shortTime } from '../../app/text/times.ts';
import { commandSymbol, definesItself, folderPlaces } from '../../project/folder/index.ts';
import type { FolderSymbol } from '../../project/folder/index.ts';
import type { Steps } from '../../project/turns.ts';
import type { Editor } from './editor.ts';
import { rangeAt } from './folder.ts';
import type { Knowledge } from './knowledge.ts';
import type { ParsedText } from './parsedText.ts';
import { callersOf } from './where.ts';

/** Lenses are made anew at most this often, however much changes. */
const QUIET_MS = 500;
/** Who turns to another window for less than this still looks: jobs are started there. */
const LOOKS_AWAY_MS = 5 * 60_000;
const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

/** Above functions, workflows and runbooks: how often they are called, who uses them, and how the last job ended. */
export class Lenses extends Disposable implements vscode.CodeLensProvider {
  readonly #editor: Editor;
  readonly #knowledge: Knowledge;
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChangeCodeLenses = this.#changed.event;
  #waiting: NodeJS.Timeout | undefined;
  #watch: DisposableLike | undefined;
  /** Since when the window is not in front. */
  #away: number | undefined = vscode.window.state.focused ? undefined : 0;

  constructor(editor: Editor, knowledge: Knowledge) {
    super();
    this.#editor = editor;
    this.#knowledge = knowledge;
    this.own(knowledge.onDidChange(() => this.#later()));
    this.own(editor.app.settings.onDidChange((id) => {
      if (id !== setting.referencesLens && id !== setting.jobLens) return;
      this.#watchJobs();
      this.#changed.fire();
    }));
    this.own(vscode.window.onDidChangeVisibleTextEditors(() => this.#watchJobs()));
    this.own(vscode.window.onDidChangeWindowState(({ focused }) => {
      this.#away = focused ? undefined : this.#away ?? Date.now();
      if (focused && this.#watch !== undefined) this.#editor.app.jobs.hasten();
    }));
    this.#watchJobs();
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[] | undefined> {
    const { settings } = this.#editor.app, references = settings.get(setting.referencesLens), jobs = settings.get(setting.jobLens);
    if (!references && !jobs) return [];
    const steps = (parsed: ParsedText): Steps<vscode.CodeLens[]> => this.#steps(document, parsed, references, jobs);
    return await this.#editor.answerInTurns(document, 'sma', steps, () => !token.isCancellationRequested);
  }

  /** In a long text there are many functions, each with its callers. */
  *#steps(document: vscode.TextDocument, parsed: ParsedText, references: boolean, jobs: boolean): Steps<vscode.CodeLens[]> {
    const current = yield* this.#knowledge.folder.currentSteps(document, parsed), { facts } = current, { tables } = this.#knowledge.folder, found: vscode.CodeLens[] = [];
    const isRunbook = this.#knowledge.folder.isRunbook(document), line = declarationLine(document.getText());
    // On one line with what can be done with the runbook.
    const top = facts.nameAt === undefined ? new vscode.Range(line, 0, line, 0) : rangeAt(facts.nameAt);
    const places = (symbol: FolderSymbol): vscode.Location[] => folderPlaces(symbol, tables, current).filter(({ access }) => access !== 'declare').map(({ key, at }) => new vscode.Location(vscode.Uri.parse(key, true), rangeAt(at)));
    const showing = (range: vscode.Range, title: string, locations: readonly vscode.Location[]): vscode.CodeLens =>
      new vscode.CodeLens(range, locations.length === 0 ? { title, command: '' } : { title, command: 'editor.action.showReferences', arguments: [document.uri, range.start, locations] });
    const here = { start: 0, end: 0 };
    if (references && isRunbook) {
      const locations = places({ kind: 'runbook', name: facts.runbook.name, here }), users = callersOf(facts.runbook.name, tables).length;
      // Of a file that is loaded for the function of its name the function's lens tells.
      if (users > 0 || !definesItself(facts)) found.push(showing(top, users === 0 ? 'not called in this folder' : `used by ${count(users, 'runbook')}`, locations));
    }
    if (references && this.#editor.answer(document, 'general', () => true) === true) {
      for (const { name, at } of facts.functions) {
        if (at === facts.nameAt || (facts.nameAt !== undefined && at[0] === facts.nameAt[0] && at[1] === facts.nameAt[1] && isRunbook)) continue;
        yield;
        // As Find References answers.
        const meant = commandSymbol(name, here, tables, current), locations = places(meant.kind === 'command' ? { kind: 'function', name, here, owners: [current.key] } : meant);
        found.push(showing(rangeAt(at), count(locations.length, 'reference'), locations));
      }
    }
    const job = jobs ? this.#knowledge.lastJob(facts.runbook.name) : undefined;
    if (job !== undefined && isRunbook) {
      const when = parseWireTime(job.endedAt ?? job.startedAt ?? job.createdAt), target = { connectionId: this.#editor.app.connections.active.id, jobId: job.id, runbookName: facts.runbook.name };
      found.push(new vscode.CodeLens(top, { title: `last job: ${statusWord(job.status)}${when === undefined ? '' : `, ${shortTime(when, new Date())}`}`, tooltip: 'Show its output', command: command.jobShowOutput, arguments: [target] }));
    }
    return found;
  }

  /** Jobs are asked for while a runbook can be seen and the lens is on, every few seconds while somebody looks, and only over a connection that is up. */
  #watchJobs(): void {
    const { app } = this.#editor, wanted = app.settings.get(setting.jobLens) && app.connections.active.client !== undefined
      && vscode.window.visibleTextEditors.some(({ document }) => document.languageId === 'powershell' && this.#knowledge.folder.isRunbook(document));
    if (wanted === (this.#watch !== undefined)) return;
    if (wanted) {
      const bag = this.#watch = this.own(new DisposableBag());
      bag.add(app.jobs.watch());
      bag.add(app.jobs.attend(() => this.#away === undefined || Date.now() - this.#away < LOOKS_AWAY_MS));
    } else if (this.#watch !== undefined) {
      this.release(this.#watch);
      this.#watch = undefined;
    }
  }

  #later(): void {
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      this.#watchJobs();
      this.#changed.fire();
    }, QUIET_MS);
  }

  override dispose(): void {
    clearTimeout(this.#waiting);
    super.dispose();
  }
}
