import * as vscode from 'vscode';
import { askService } from '../../app/connections/askService.ts';
import type { Connection } from '../../app/connections/connection.ts';
import { AppError, CancelledError, PROBLEMS_PANEL } from '../../app/errors.ts';
import { setting } from '../../app/ids.ts';
import type { RunbookTarget } from '../../app/ids.ts';
import { requireTrust } from '../../app/trust.ts';
import type { Decisions, PublishGoal, PublishProblem, PublishQuestion, PublishResult } from '../../project/index.ts';
import { moreProblems } from '../../project/moreProblems.ts';
import type { RunbookDeps } from './deps.ts';
import { readSource } from './targets.ts';
import type { RunbookSource } from './targets.ts';

const DECISION: Readonly<Record<PublishQuestion['kind'], keyof Decisions>> = {
  foreignDraft: 'overwriteDraft', changedOnServer: 'overwriteChanged', unknownOnServer: 'overwriteUnknown',
};
const DETAIL: Readonly<Record<PublishQuestion['kind'], string>> = {
  foreignDraft: 'Overwriting replaces that draft with your file; its text is nowhere else.',
  changedOnServer: 'Publishing replaces what others changed there with your file. The server keeps the former version, but nothing runs it any more.',
  unknownOnServer: 'Publishing replaces the text of the runbook on the server with your file.',
};

/**
 * Saves a runbook's file as draft, or publishes it. Refused with line and column where the text has errors; asks before
 * anything that somebody else wrote would be replaced. Sends nothing where the server has the text already.
 */
export async function sendRunbook(deps: RunbookDeps, target: RunbookTarget, goal: PublishGoal): Promise<PublishResult> {
  const source = await readSource(target);
  requireTrust(`${source.path} ${cannotBe(goal)}`);
  const { connections, flights } = deps.app;
  return await flights.run(runbookKey(connections.active.id, target.runbookName), `${goal}\n${source.text}`, async () => await sendSource(deps, source, goal));
}

/** What is done to one runbook of one connection is done one after the other. */
export const runbookKey = (connectionId: string, name: string): string => `${connectionId}/runbook/${name.toLowerCase()}`;

async function sendSource(deps: RunbookDeps, source: RunbookSource, goal: PublishGoal): Promise<PublishResult> {
  const { app } = deps;
  const { applyPublish, contentHash, folderBaseStore, lintForPublish, openQuestions, preparePublish, readRunbookFile, readSeverities } = await import('../../project/index.ts');
  // Errors in the text are told without a server, and without starting one.
  const lint = { folder: app.lintFacts?.(), severities: readSeverities(app.settings.get(setting.lintRules, source.file)).severities };
  const own = readRunbookFile(source.path, source.text).problems;
  await refuseProblems(deps, source, goal, own.length > 0 || goal === 'draft' ? own : lintForPublish(source.path, source.text, lint).errors);
  const connection = app.connections.active;
  const prepared = await askService(connection, async (client) => await preparePublish(client, { file: source.path, text: source.text, bytes: source.bytes, goal, bases: folderBaseStore(...basesFor(deps, source.file, connection, client.root)), lint }));
  const { name } = prepared.plan;
  await refuseProblems(deps, source, goal, prepared.plan.problems);
  const warned = goal === 'publish' ? prepared.warnings : [];
  deps.problems.set(source.file, warned.map((problem) => diagnosticOf(problem, vscode.DiagnosticSeverity.Warning)));
  const decisions: Partial<Record<keyof Decisions, boolean>> = {}, questions = openQuestions(prepared.plan, {});
  // Somebody else was there: the rows tell it beside the question.
  if (questions.length > 0) void app.runbooks.refresh();
  for (const question of questions) {
    await askToOverwrite(deps, connection, name, source, question, goal, warned.length);
    decisions[DECISION[question.kind]] = true;
  }
  // The questions may have been open for long: a local service that ended meanwhile and is coming back is waited for.
  const client = questions.length === 0 ? await connection.connect() : await askService(connection, async (asked) => { await asked.probe(); return asked; });
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: goal === 'draft' ? `Saving the draft of ${name}…` : `Publishing ${name}…` },
    async () => await applyPublish(client, prepared, decisions),
  );
  await app.notifications.settled(source.file.toString());
  app.notifications.done(doneText(name, goal, result.outcome, connection.info.name) + warningText(warned.length));
  deps.documents.changed(connection.id, name);
  if (goal === 'publish') deps.published.learn(connection.id, result.versionId, contentHash(source.text));
  await app.runbooks.refresh();
  return result;
}

function doneText(name: string, goal: PublishGoal, outcome: PublishResult['outcome'], server: string): string {
  if (outcome === 'unchanged') return `${server} has ${name} with this text already`;
  return goal === 'draft' ? `The draft of ${name} was saved on ${server}` : `${name} was published to ${server}`;
}

/** Where it is remembered what was published from here: in the folder, or for a file outside of any in the extension's own storage. */
function basesFor({ app }: RunbookDeps, file: vscode.Uri, connection: Connection, root: string): readonly [folder: string, server: string] {
  const folder = vscode.workspace.getWorkspaceFolder(file)?.uri;
  const place = folder?.scheme === 'file' ? folder : vscode.Uri.joinPath(app.context.globalStorageUri, 'folders');
  // The local service's port, and with it its address, may be another at each start.
  return [place.fsPath, connection.info.kind === 'local' ? 'local' : root];
}

const placeOf = ({ line = 1, column = 1 }: PublishProblem): vscode.Range => new vscode.Range(line - 1, column - 1, line - 1, column);

function diagnosticOf(problem: PublishProblem, severity: vscode.DiagnosticSeverity): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(placeOf(problem), problem.message, severity);
  diagnostic.source = 'SMA';
  if (problem.rule !== undefined) diagnostic.code = problem.rule;
  return diagnostic;
}

const warningText = (count: number): string => (count === 0 ? '' : `; the linter has ${count === 1 ? 'a warning' : `${count} warnings`}, see Problems`);

const cannotBe = (goal: PublishGoal): string => (goal === 'draft' ? 'cannot be saved on the server' : 'cannot be published');

/** Shows the problems where they are, goes to the first, and fails with one sentence that names its place. */
async function refuseProblems({ problems }: RunbookDeps, { file, path }: RunbookSource, goal: PublishGoal, found: readonly PublishProblem[]): Promise<void> {
  const [first, ...others] = found;
  problems.clear(file);
  if (first === undefined) return;
  problems.set(file, found.map((problem) => diagnosticOf(problem, vscode.DiagnosticSeverity.Error)));
  const at = placeOf(first);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file), { selection: new vscode.Range(at.start, at.start) });
  const where = first.line === undefined ? '' : ` line ${first.line}, column ${first.column ?? 1}:`;
  throw new AppError('SyntaxErrors', `${path} ${cannotBe(goal)}:${where} ${endSentence(first.message)}${moreProblems(others)}`, { action: { label: 'Show Problems', command: PROBLEMS_PANEL }, about: file.toString() });
}

/** Rejects with CancelledError unless the user says to overwrite. Compare shows the two texts and changes nothing. */
async function askToOverwrite(deps: RunbookDeps, connection: Connection, name: string, { file }: RunbookSource, question: PublishQuestion, goal: PublishGoal, warnings: number): Promise<void> {
  const overwrite = question.kind === 'foreignDraft' ? 'Overwrite Draft' : goal === 'draft' ? 'Save Draft Anyway' : 'Publish Anyway';
  const choice = await deps.app.notifications.ask(question.message, DETAIL[question.kind] + (warnings === 0 ? '' : ` The linter has ${warnings === 1 ? 'a warning' : `${warnings} warnings`} about your file, shown under Problems.`), 'Compare', overwrite);
  if (choice !== 'Compare') return;
  const version = question.kind === 'foreignDraft' ? 'draft' : 'published';
  await compare(deps, connection.id, name, version, file);
  throw new CancelledError();
}

/** The editor's own diff: the server's version at the left, the file at the right. */
export async function compare({ documents }: RunbookDeps, connectionId: string, runbookName: string, version: 'draft' | 'published', file: vscode.Uri): Promise<void> {
  const left = documents.uriOf({ connectionId, runbookName, version });
  documents.changed(connectionId, runbookName);
  await vscode.commands.executeCommand('vscode.diff', left, file, `${runbookName}: ${version} on the server ↔ file`);
}

const endSentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
