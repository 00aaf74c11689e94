import * as vscode from 'vscode';
import { Disposable } from '../../../app/disposable.ts';
import { documentScheme, setting } from '../../../app/ids.ts';
import type { AssetKind } from '../../../powershell/index.ts';
import { isCredentialType } from '../../../project/folder/index.ts';
import { indexedFacts, keptFindings, lintSteps, readSeverities, sameFacts } from '../../../project/lint/index.ts';
import type { Finding, FolderFacts, JudgedWith, SeveritySetting, Sound } from '../../../project/lint/index.ts';
import { atOnce, type Steps } from '../../../project/turns.ts';
import type { Editor } from '../editor.ts';
import type { Knowledge } from '../knowledge.ts';
import type { ParsedText } from '../parsedText.ts';
import { diagnosticOf } from './diagnostic.ts';

const SETTLE_MS = 400, KNOWN_MS = 1000;
/** More is not read by anybody. */
const MOST = 300;
/** What the language's own diagnostics say already. */
const SAID: Readonly<Record<string, SeveritySetting>> = { SMA0001: 'off', SMA2009: 'off' };
const kinds: readonly AssetKind[] = ['Variable', 'Credential', 'Certificate', 'Connection', 'Schedule'];

interface Judged { readonly version: number; readonly findings: readonly Finding[] }

/**
 * The linter in the Problems panel, a moment after the last key. It judges the parsed text that the other features have,
 * each version once for what is known around it, and forgets it when the document closes.
 */
export class Linter extends Disposable {
  readonly #editor: Editor;
  readonly #knowledge: Knowledge;
  readonly #shown = this.own(vscode.languages.createDiagnosticCollection('sma-lint'));
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #judged = new Map<string, Judged>();
  /** Of each text that somebody works on: as it last parsed. */
  readonly #sound = new Map<string, Sound>();
  #facts: FolderFacts | undefined;
  /** Counts how often all texts are to be judged anew. */
  #round = 0;
  #known: NodeJS.Timeout | undefined;

  constructor(editor: Editor, knowledge: Knowledge) {
    super();
    this.#editor = editor;
    this.#knowledge = knowledge;
    const { settings } = editor.app;
    this.own(vscode.workspace.onDidOpenTextDocument((document) => this.#later(document, 0)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#later(document, SETTLE_MS);
    }));
    this.own(vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document.uri)));
    this.own(knowledge.onDidChange(() => this.#compareLater()));
    this.own(settings.onDidChange((id) => {
      if (id === setting.lintEnabled || id === setting.lintRules || id === setting.languageFeatures || id === setting.runbookFiles) { this.#sound.clear(); this.#all(); }
    }));
    // At publish the same is known as while writing.
    editor.app.lintFacts = () => this.facts;
    this.own({ dispose: () => { editor.app.lintFacts = undefined; } });
    this.#all();
  }

  /** What is known around a runbook: the folder, and what the connection told. */
  get facts(): FolderFacts {
    return (this.#facts ??= this.#gather());
  }

  /** Findings of a document as it is now; none where it is not judged. While it does not parse, those that its unchanged lines had before stay. */
  findings(document: vscode.TextDocument): readonly Finding[] {
    if (!this.#judges(document)) return [];
    return this.judged(document) ?? this.#keep(document, this.#editor.answer(document, 'sma', (parsed) => atOnce(this.#steps(document, parsed))) ?? []);
  }

  /** The same in turns that leave the thread to who types; undefined where the text went on meanwhile, or what is known around it did. */
  async #findingsLater(document: vscode.TextDocument): Promise<readonly Finding[] | undefined> {
    if (!this.#judges(document)) return [];
    const known = this.judged(document), round = this.#round, { version } = document;
    if (known !== undefined) return known;
    const isSame = (): boolean => !this.isDisposed && round === this.#round && document.version === version && !document.isClosed;
    const found = await this.#editor.answerInTurns(document, 'sma', (parsed) => this.#steps(document, parsed), () => isSame() && this.judged(document) === undefined);
    // Somebody may have asked meanwhile and not waited.
    return this.judged(document) ?? (isSame() ? this.#keep(document, found ?? []) : undefined);
  }

  *#steps(document: vscode.TextDocument, parsed: ParsedText): Steps<readonly Finding[]> {
    const { result, lines, commands } = parsed, key = document.uri.toString(), judged = this.judgedWith(document);
    // Of what only the connection has the parameters are asked for; once they are told, the text is judged again.
    for (const name of new Set(commands.map((use) => use.name ?? ''))) if (this.facts.runbooks?.get(name.toLowerCase())?.isPublished !== undefined) this.#knowledge.runbook(name);
    yield;
    const facts = parsed.runbook(judged.fileName);
    yield;
    const found = yield* lintSteps({ ...judged, result, lines, facts, scope: parsed.scope }), before = this.#sound.get(key);
    if (result.errors.length > 0) return before === undefined ? found : [...found, ...keptFindings(before, result.text)];
    if (!document.isClosed) this.#sound.set(key, { text: result.text, findings: found });
    return found;
  }

  /** Of a closed document nobody would tell that its findings can be forgotten. */
  #keep(document: vscode.TextDocument, findings: readonly Finding[]): readonly Finding[] {
    if (!document.isClosed) this.#judged.set(document.uri.toString(), { version: document.version, findings });
    return findings;
  }

  /** The findings of a document as it is now, where it was judged already. */
  judged(document: vscode.TextDocument): readonly Finding[] | undefined {
    const known = this.#judged.get(document.uri.toString());
    return known?.version === document.version ? known.findings : undefined;
  }

  /** What a document is judged with beside its text. */
  judgedWith(document: vscode.TextDocument): JudgedWith {
    const { severities } = readSeverities(this.#editor.app.settings.get(setting.lintRules, document.uri));
    return { fileName: fileNameOf(document), folder: this.facts, severities: { ...severities, ...SAID } };
  }

  #judges(document: vscode.TextDocument): boolean {
    if (!this.#editor.covers(document) || document.uri.scheme === documentScheme) return false;
    if (!document.isUntitled && !this.#knowledge.folder.isRunbook(document)) return false;
    return this.#editor.app.settings.get(setting.lintEnabled, document.uri);
  }

  #gather(): FolderFacts {
    const names = kinds.flatMap((kind): [AssetKind, string[]][] => {
      const known = this.#knowledge.assets(kind);
      return known === undefined ? [] : [[kind, known.map(({ name }) => name)]];
    });
    const runbooks = this.#knowledge.connectionRunbooks?.map((there) => ({ name: there.name, type: there.type, isPublished: there.publishedVersionId !== null, parameters: this.#knowledge.parametersThere(there)?.map((one) => (isCredentialType(one.type) ? { ...one, isCredential: true } : one)) }));
    return indexedFacts(this.#knowledge.folder.files, { runbooks, assets: Object.fromEntries(names) });
  }

  /** Much becomes known that no rule asks for: texts are judged again only where it could matter. */
  #compareLater(): void {
    this.#known ??= setTimeout(() => {
      this.#known = undefined;
      const facts = this.#gather(), isSame = this.#facts !== undefined && sameFacts(this.#facts, facts);
      this.#facts = facts;
      if (!isSame) this.#all();
    }, KNOWN_MS);
  }

  #all(): void {
    this.#round++;
    this.#judged.clear();
    for (const document of vscode.workspace.textDocuments) this.#later(document, 0);
  }

  #later(document: vscode.TextDocument, delay: number): void {
    if (document.languageId !== 'powershell') return;
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(key, setTimeout(() => {
      this.#waiting.delete(key);
      if (!document.isClosed) void this.#show(document);
    }, delay));
  }

  /** Who types on while a text is judged has it judged anew behind the next pause. */
  async #show(document: vscode.TextDocument): Promise<void> {
    const { version } = document, findings = await this.#findingsLater(document);
    if (findings === undefined || document.isClosed || document.version !== version || this.isDisposed) return;
    this.#shown.set(document.uri, findings.slice(0, MOST).map((finding) => diagnosticOf(document, finding)));
  }

  #forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#judged.delete(key);
    this.#sound.delete(key);
    this.#shown.delete(uri);
  }

  override dispose(): void {
    clearTimeout(this.#known);
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.#judged.clear();
    this.#sound.clear();
    super.dispose();
  }
}

/** The file's name without `.ps1`; a text that was never saved has none. */
const fileNameOf = ({ isUntitled, uri }: vscode.TextDocument): string | undefined => (isUntitled ? undefined : (uri.path.split('/').pop() ?? '').replace(/\.ps1$/i, ''));
