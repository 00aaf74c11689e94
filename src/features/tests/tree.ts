import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Disposable } from '../../app/disposable.ts';
import { watchFolders } from '../../app/folderEvents.ts';
import type { Logger } from '../../app/log.ts';
import type { OutlineItem } from '../../project/tests/index.ts';
import { isTests, readShown, testsRoom } from './texts.ts';

const FILES = '**/*.[tT]ests.{yaml,yml,[pP][sS]1}', NEVER = '**/{node_modules,.git,.sma}/**';
const MOST_FILES = 5_000;
/** Typing is waited for. */
const PAUSE = 300;
/** What an item stands for. */
export interface ItemFacts {
  readonly kind: 'file' | 'block' | 'test' | 'made';
  /** Its name, or one around it, is made when it runs. */
  readonly isPattern: boolean;
  /** How many names stand before the first that is made. */
  readonly depth: number;
}

interface Around { readonly isPattern: boolean; readonly depth: number; readonly level: number }

/** Files of tests and what is in them; found when the Test Explorer is first looked at, or when one is opened. */
export class TestTree extends Disposable {
  readonly facts = new WeakMap<vscode.TestItem, ItemFacts>();
  readonly #controller: vscode.TestController;
  readonly #log: Logger;
  readonly #problems = this.own(vscode.languages.createDiagnosticCollection('sma-tests'));
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #started: Promise<void> | undefined;

  constructor(controller: vscode.TestController, log: Logger) {
    super();
    this.#controller = controller;
    this.#log = log;
    this.own(vscode.workspace.onDidOpenTextDocument((document) => { if (isTests(document.uri)) this.#readSoon(document.uri, 0); }));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document }) => { if (isTests(document.uri)) this.#readSoon(document.uri, PAUSE); }));
    this.own({ dispose: () => { for (const timer of this.#timers.values()) clearTimeout(timer); } });
    for (const { uri } of vscode.workspace.textDocuments) if (isTests(uri)) this.#readSoon(uri, 0);
  }

  /** Looks through the folders, and watches from then on. */
  async start(): Promise<void> {
    if (this.#started === undefined) {
      const watcher = this.own(vscode.workspace.createFileSystemWatcher(FILES));
      for (const event of [watcher.onDidCreate, watcher.onDidChange]) this.own(event((uri) => { if (isTests(uri)) this.#readSoon(uri, 0); }));
      this.own(watcher.onDidDelete((uri) => this.#forget(uri)));
      this.own(watchFolders(() => { this.#look(); }));
      this.own(vscode.workspace.onDidChangeWorkspaceFolders(() => { this.#look(); }));
      this.#started = this.refresh();
    }
    await this.#started;
  }
  /** Looks again; what is gone goes. */
  async refresh(): Promise<void> {
    const found = (await vscode.workspace.findFiles(FILES, NEVER, MOST_FILES)).filter(isTests), known = new Set(found.map(String));
    for (const uri of found) this.#fileItem(uri);
    for (const [, item] of this.#controller.items) if (item.uri !== undefined && !known.has(item.uri.toString())) this.#forget(item.uri);
    for (const [, item] of this.#controller.items) if (item.children.size > 0) await this.resolve(item);
  }
  /** Reads a file's tests. */
  async resolve(item: vscode.TestItem): Promise<void> {
    if (item.uri === undefined || this.facts.get(item)?.kind !== 'file') return;
    let text: string;
    try { text = await readShown(item.uri.fsPath); } catch (error) {
      item.error = `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      return;
    }
    const { items, problem } = (await testsRoom()).outlineOf(item.uri.fsPath, text);
    item.error = problem === undefined ? undefined : `Line ${problem.at.line}: ${problem.message}`;
    this.#tellProblem(item.uri, problem);
    // A file that is being written keeps what it had.
    if (problem !== undefined && items.length === 0) return;
    item.children.replace(this.#items(items, item, { isPattern: false, depth: 0, level: 0 }));
  }
  /** Every test of an item, with those of files that were not read yet. */
  async testsOf(item: vscode.TestItem): Promise<vscode.TestItem[]> {
    const kind = this.facts.get(item)?.kind;
    if (kind === 'file') await this.resolve(item);
    if (kind === 'test' || kind === 'made') return [item];
    const found: vscode.TestItem[] = [];
    for (const [, child] of item.children) found.push(...await this.testsOf(child));
    return found;
  }
  /** The item of a file. */
  fileOf(item: vscode.TestItem): vscode.TestItem { return item.parent === undefined ? item : this.fileOf(item.parent); }
  /** The item of a name that was made while it ran. */
  made(parent: vscode.TestItem, name: string): vscode.TestItem {
    const id = `${parent.id}\n= ${name}`, known = parent.children.get(id);
    if (known !== undefined) return known;
    const item = this.#controller.createTestItem(id, name, parent.uri);
    item.range = parent.range;
    item.sortText = String(parent.children.size).padStart(6, '0');
    this.facts.set(item, { kind: 'made', isPattern: true, depth: 0 });
    parent.children.add(item);
    return item;
  }

  #look(): void { this.refresh().catch((error: unknown) => this.#log.warn('the folder could not be searched for tests', error)); }
  #readSoon(uri: vscode.Uri, milliseconds: number): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(key, setTimeout(() => {
      this.#timers.delete(key);
      if (!this.isDisposed) this.resolve(this.#fileItem(uri)).catch((error: unknown) => this.#log.warn(`the tests of ${uri.path} could not be read`, error));
    }, milliseconds));
  }
  #forget(uri: vscode.Uri): void {
    this.#controller.items.delete(uri.toString());
    this.#problems.delete(uri);
  }
  #fileItem(uri: vscode.Uri): vscode.TestItem {
    const known = this.#controller.items.get(uri.toString());
    if (known !== undefined) return known;
    const item = this.#controller.createTestItem(uri.toString(), basename(uri.fsPath), uri), folder = vscode.workspace.asRelativePath(uri).replace(/[^/]*$/, '').replace(/\/$/, '');
    if (folder !== '') item.description = folder;
    item.canResolveChildren = true;
    this.facts.set(item, { kind: 'file', isPattern: false, depth: 0 });
    this.#controller.items.add(item);
    return item;
  }
  #items(all: readonly OutlineItem[], parent: vscode.TestItem, around: Around): vscode.TestItem[] {
    const used = new Map<string, number>();
    return all.map((one) => {
      // By name, so that what is known of it stays while lines move; two of one name are told apart by their order.
      const n = used.get(one.name) ?? 0;
      used.set(one.name, n + 1);
      return this.#item(one, parent, `${parent.id}\n${one.name}${n === 0 ? '' : `\n${n}`}`, around);
    });
  }
  #item({ name, kind, from, until, isPattern, children, tags }: OutlineItem, parent: vscode.TestItem, id: string, around: Around): vscode.TestItem {
    const item = parent.children.get(id) ?? this.#controller.createTestItem(id, name, parent.uri), made = { isPattern: around.isPattern || isPattern, depth: around.isPattern ? around.depth : around.level, level: around.level + 1 };
    item.range = new vscode.Range(from.line - 1, from.column - 1, until.line - 1, until.column);
    item.sortText = String(from.line).padStart(6, '0');
    item.tags = tags.map((tag) => new vscode.TestTag(tag));
    this.facts.set(item, { kind, isPattern: made.isPattern, depth: made.depth });
    if (kind === 'block') item.children.replace(this.#items(children, item, made));
    return item;
  }
  /** What is wrong with a file of cases; the editor's own checks tell of scripts. */
  #tellProblem(uri: vscode.Uri, problem: { readonly message: string; readonly at: { readonly line: number; readonly column: number } } | undefined): void {
    if (problem === undefined || /\.ps1$/i.test(uri.path)) { this.#problems.delete(uri); return; }
    const at = new vscode.Position(problem.at.line - 1, problem.at.column - 1), found = new vscode.Diagnostic(new vscode.Range(at, at.translate(0, 1)), problem.message, vscode.DiagnosticSeverity.Error);
    found.source = 'SMA tests';
    this.#problems.set(uri, [found]);
  }
}
