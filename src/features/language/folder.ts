import * as vscode from 'vscode';
import { Disposable, DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { Emitter } from '../../app/event.ts';
import { watchFolders } from '../../app/folderEvents.ts';
import { setting } from '../../app/ids.ts';
import type { Logger } from '../../app/log.ts';
import { anyCaseScripts } from '../../app/text/anyCase.ts';
import { decodeScript } from '../../powershell/index.ts';
import { asCaller, diskCache, fileFacts, fileFactsSteps, FolderIndex, LARGEST_RUNBOOK } from '../../project/folder/index.ts';
import type { CurrentFile, FileFacts, FolderTables, IndexedFile, Span } from '../../project/folder/index.ts';
import { atOnce, type Steps } from '../../project/turns.ts';
import type { Editor } from './editor.ts';
import { ParsedText } from './parsedText.ts';

/** Modules beside the runbooks, with their manifests: their classes and functions are known, and they are no runbooks. */
const MODULES = '**/*.[pP][sS][mMdD]1';
const NEVER = '**/{node_modules,.git,.sma}/**';
const MOST_FILES = 20_000;
const SETTLE_MS = 400;
const START_AFTER_MS = 200;

export const rangeAt = ([line, column, length]: Span): vscode.Range => new vscode.Range(line, column, line, column + length);
const fileNameOf = (path: string): string => (path.split('/').pop() ?? '').replace(/\.ps1$/i, '');

/** The runbooks of the open folders, by the index of project/folder: files through the editor's file system, open texts as they are typed. */
export class RunbookFolder extends Disposable {
  readonly #editor: Editor;
  readonly #log: Logger;
  readonly #facts = new WeakMap<ParsedText, FileFacts>();
  readonly #settling = new Map<string, { readonly timer: NodeJS.Timeout; readonly document: vscode.TextDocument }>();
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  #index: FolderIndex;
  #watcher: DisposableLike | undefined;

  constructor(editor: Editor) {
    super();
    this.#editor = editor;
    this.#log = editor.app.log.named('folder');
    this.#index = this.#make();
    this.own({ dispose: () => this.#index.dispose() });
    const timer = setTimeout(() => this.#start(), START_AFTER_MS);
    this.own({ dispose: () => clearTimeout(timer) });
    this.own(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#startOver()));
    this.own(editor.app.settings.onDidChange((id) => {
      if (id === setting.runbookFiles || id === setting.languageFeatures) this.#startOver();
    }));
    this.own(vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#typed(document);
    }));
    this.own(vscode.workspace.onDidCloseTextDocument((document) => {
      const key = document.uri.toString();
      clearTimeout(this.#settling.get(key)?.timer);
      this.#settling.delete(key);
      this.#index.closed(key);
    }));
  }

  get tables(): FolderTables {
    this.#start();
    return this.#index.tables;
  }

  get files(): Iterable<IndexedFile> {
    return this.tables.files.values();
  }

  /** The runbook of a name; of several the one beside who asks, else the first found. */
  find(name: string, asking = ''): IndexedFile | undefined {
    const found = this.tables.runbooks(name), folder = (key: string): string => key.slice(0, key.lastIndexOf('/') + 1), own = folder(asking);
    return (found.length > 1 ? found.find(({ key }) => folder(key) === own) : undefined) ?? found[0];
  }

  /** Resolves when everything known to have changed, typed text too, is read. */
  async fresh(): Promise<void> {
    this.#start();
    for (const { timer, document } of this.#settling.values()) {
      clearTimeout(timer);
      this.#opened(document);
    }
    this.#settling.clear();
    await this.#index.settled();
  }

  /** As `current`, in pieces. */
  *currentSteps(document: vscode.TextDocument, parsed: ParsedText): Steps<CurrentFile> {
    return { key: document.uri.toString(), facts: yield* this.#steps(document, parsed), parsed };
  }

  /** A document as the index sees it, whether it lies in the folder or not. */
  current(document: vscode.TextDocument, parsed: ParsedText): CurrentFile {
    return { key: document.uri.toString(), facts: this.#factsOf(document, parsed), parsed };
  }

  /** A file as the index would see its text. */
  currentOf(key: string, parsed: ParsedText): CurrentFile {
    return { key, facts: fileFacts(fileNameOf(vscode.Uri.parse(key, true).path), parsed.result), parsed };
  }

  /** A file's text as it is now: the open document's, else the file's. Undefined where it is gone. */
  async parsed(key: string): Promise<{ readonly uri: vscode.Uri; readonly parsed: ParsedText; readonly range: (extent: { readonly start: number; readonly end: number }) => vscode.Range } | undefined> {
    const uri = vscode.Uri.parse(key, true), document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === key);
    try {
      const parsed = document === undefined ? new ParsedText(decodeScript(await vscode.workspace.fs.readFile(uri)).text, undefined, key) : this.#editor.texts.get(document);
      const position = (offset: number): vscode.Position => {
        const { line, column } = parsed.lines.position(offset);
        return new vscode.Position(line - 1, column - 1);
      };
      return { uri, parsed, range: ({ start, end }) => new vscode.Range(position(start), position(end)) };
    } catch (error) {
      this.#log.debug(`${key}: ${String(error)}`);
      return undefined;
    }
  }

  #factsOf(document: vscode.TextDocument, parsed: ParsedText): FileFacts {
    let facts = this.#facts.get(parsed);
    if (facts === undefined) this.#facts.set(parsed, (facts = atOnce(this.#steps(document, parsed))));
    return facts;
  }

  *#steps(document: vscode.TextDocument, parsed: ParsedText): Steps<FileFacts> {
    const known = this.#facts.get(parsed);
    if (known !== undefined) return known;
    const fileName = fileNameOf(document.uri.path), { lines } = parsed, runbook = parsed.runbook(document.isUntitled ? undefined : fileName);
    yield;
    const facts = yield* fileFactsSteps(fileName, parsed.result, { lines, facts: runbook });
    this.#facts.set(parsed, facts);
    return facts;
  }

  #make(): FolderIndex {
    const { context } = this.#editor.app, { storageUri } = context, { fs } = vscode.workspace;
    const version = (context.extension.packageJSON as { readonly version?: string }).version ?? '';
    return new FolderIndex({
      source: {
        list: async () => await this.#list(),
        stamp: async (key) => {
          try {
            const { mtime, size } = await fs.stat(vscode.Uri.parse(key, true));
            return { modified: mtime, size };
          } catch {
            return undefined;
          }
        },
        // Of a file that can be no runbook the name is kept and nothing else.
        read: async (key, { size }) => (size > LARGEST_RUNBOOK ? '' : decodeScript(await fs.readFile(vscode.Uri.parse(key, true))).text),
        fileName: (key) => fileNameOf(vscode.Uri.parse(key, true).path),
      },
      cache: storageUri?.scheme === 'file' ? diskCache(vscode.Uri.joinPath(storageUri, 'folder-index.jsonl').fsPath, version) : undefined,
      onProblem: (what, error) => this.#log.warn(what, error),
      onChange: () => this.#changed.fire(),
    });
  }

  #start(): void {
    if (this.#watcher !== undefined || this.isDisposed || !this.#editor.isEnabled) return;
    const bag = new DisposableBag(), index = this.#index;
    const watcher = bag.add(vscode.workspace.createFileSystemWatcher(anyCaseScripts(this.#editor.app.settings.get(setting.runbookFiles))));
    const modules = bag.add(vscode.workspace.createFileSystemWatcher(MODULES));
    this.#watcher = this.own(bag);
    bag.add(watchFolders((event) => {
      if (event.kind === 'look' || [...this.tables.files.keys()].some((key) => key.startsWith(event.below))) void this.#compare(index);
    }));
    for (const { onDidCreate, onDidChange, onDidDelete } of [watcher, modules]) {
      for (const event of [onDidCreate, onDidChange]) event((uri) => {
        if (isScript(uri) || isModule(uri)) index.changed([uri.toString()]);
      });
      onDidDelete((uri) => index.removed(uri.toString()));
    }
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
    index.start();
  }

  /** Files that came or went with the folder above them. */
  async #compare(index: FolderIndex): Promise<void> {
    const there = new Set(await this.#list());
    if (index !== this.#index || this.isDisposed) return;
    index.changed([...there].filter((key) => !index.tables.files.has(key)));
    for (const key of index.tables.files.keys()) if (!there.has(key)) index.removed(key);
  }

  async #list(): Promise<string[]> {
    const runbooks = await vscode.workspace.findFiles(anyCaseScripts(this.#editor.app.settings.get(setting.runbookFiles)), NEVER, MOST_FILES), modules = await vscode.workspace.findFiles(MODULES, NEVER, MOST_FILES);
    return [...runbooks.filter(isScript), ...modules].map(String);
  }

  #startOver(): void {
    if (this.#watcher === undefined) return;
    this.release(this.#watcher);
    this.#watcher = undefined;
    this.#index.dispose();
    this.#index = this.#make();
    this.#start();
  }

  /** A document of the folder counts instead of its file; one that is no file yet calls what the folder has. */
  #opened(document: vscode.TextDocument): void {
    if (!this.#counts(document)) return;
    // Where the text goes on meanwhile it is opened anew behind the next pause.
    this.#index.opened(document.uri.toString(), async () => {
      const facts = await this.#editor.answerInTurns(document, 'sma', (parsed) => this.#steps(document, parsed));
      return facts && document.isUntitled ? asCaller(facts) : facts;
    });
  }

  #typed(document: vscode.TextDocument): void {
    if (!this.#counts(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#settling.get(key)?.timer);
    const timer = setTimeout(() => {
      this.#settling.delete(key);
      this.#opened(document);
    }, SETTLE_MS);
    this.#settling.set(key, { timer, document });
  }

  /** True for a document that is one of the folder's runbooks. */
  isRunbook(document: vscode.TextDocument): boolean {
    return isScript(document.uri) && !isTest(document.uri) && this.#isInFolder(document);
  }

  #counts(document: vscode.TextDocument): boolean {
    return document.isUntitled ? document.languageId === 'powershell' : this.#isInFolder(document);
  }

  #isInFolder(document: vscode.TextDocument): boolean {
    if (document.languageId !== 'powershell') return false;
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    if (isModule(document.uri)) return folder !== undefined && !/\/(?:node_modules|\.git|\.sma)\//.test(document.uri.path);
    if (!isScript(document.uri)) return false;
    return folder !== undefined && vscode.languages.match({ pattern: new vscode.RelativePattern(folder, anyCaseScripts(this.#editor.app.settings.get(setting.runbookFiles))) }, document) > 0;
  }

  override dispose(): void {
    for (const { timer } of this.#settling.values()) clearTimeout(timer);
    this.#settling.clear();
    super.dispose();
  }
}

/** Tests are read too, since they call runbooks. */
const isScript = (uri: vscode.Uri): boolean => /\.ps1$/i.test(uri.path);
const isModule = (uri: vscode.Uri): boolean => /\.ps[md]1$/i.test(uri.path);
const isTest = (uri: vscode.Uri): boolean => /\.tests\.ps1$/i.test(uri.path);
