import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { Disposable } from '../../app/disposable.ts';
import { documentScheme, setting } from '../../app/ids.ts';
import type { Logger } from '../../app/log.ts';
import { giveWay, inTurns, type Steps } from '../../project/turns.ts';
import { LARGEST_TEXT, ParsedTexts } from './parsedText.ts';
import type { ParsedText } from './parsedText.ts';

/** Another extension that knows PowerShell, but no workflows: PowerShell 7 has none. */
const OTHER = 'ms-vscode.powershell';
const schemes = ['file', 'vscode-remote', 'vscode-userdata', 'untitled', documentScheme];
export const selector: vscode.DocumentSelector = schemes.map((scheme) => ({ language: 'powershell', scheme }));

/** So long behind a letter completion has the thread to itself, and outline, colours, lenses and findings wait. */
const COMPLETION_MS = 40;

/** `general`: what any PowerShell extension gives; `sma`: what only this one knows. */
export type AnswerKind = 'general' | 'sma';

/** What the providers share: the parsed documents, when to answer at all, and an answer where one of them fails. */
export class Editor extends Disposable {
  readonly app: App;
  readonly texts = new ParsedTexts();
  readonly #log: Logger;
  readonly #sizes = new WeakMap<vscode.TextDocument, { readonly version: number; readonly isTooLarge: boolean }>();
  #enabled: boolean;

  constructor(app: App) {
    super();
    this.app = app;
    this.#log = app.log.named('language');
    this.#enabled = app.settings.get(setting.languageFeatures);
    this.own(app.settings.onDidChange((id) => {
      if (id === setting.languageFeatures) this.#enabled = app.settings.get(setting.languageFeatures);
    }));
    this.own(vscode.workspace.onDidCloseTextDocument((document) => this.texts.forget(document)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && this.covers(document)) giveWay(COMPLETION_MS);
    }));
  }

  get isEnabled(): boolean {
    return this.#enabled;
  }

  /** True where another extension knows PowerShell. */
  get hasOther(): boolean {
    return vscode.extensions.getExtension(OTHER) !== undefined;
  }

  /** True for a document that the providers speak of. */
  covers(document: vscode.TextDocument): boolean {
    return this.#enabled && vscode.languages.match(selector, document) > 0;
  }

  /** True for a text that is edited as plain text; asked for each version once, since the editor joins its lines for it. */
  isTooLarge(document: vscode.TextDocument): boolean {
    const known = this.#sizes.get(document);
    if (known?.version === document.version) return known.isTooLarge;
    const isTooLarge = document.getText().length > LARGEST_TEXT;
    this.#sizes.set(document, { version: document.version, isTooLarge });
    return isTooLarge;
  }

  /**
   * Answers from a document's parsed text. Undefined where the features are off, the text is too large, or it is a plain
   * script and another extension says the same already; a failure is logged and answered so too.
   */
  answer<T>(document: vscode.TextDocument, kind: AnswerKind, work: (parsed: ParsedText) => T): T | undefined {
    if (!this.covers(document)) return undefined;
    try {
      if (this.isTooLarge(document)) return undefined;
      const parsed = this.texts.get(document);
      if (kind === 'general' && this.hasOther && !parsed.hasWorkflow) return undefined;
      return work(parsed);
    } catch (error) {
      this.#log.error(`${document.uri.toString()} could not be looked into`, error);
      return undefined;
    }
  }

  /**
   * As `answer`, by work in turns that leave the thread to who types. Undefined too where the document went on meanwhile or was closed, or the
   * answer is not wanted any more.
   */
  async answerInTurns<T>(document: vscode.TextDocument, kind: AnswerKind, work: (parsed: ParsedText) => Steps<T>, isWanted: () => boolean = () => true): Promise<T | undefined> {
    const { version } = document, nothing = function* (): Steps<undefined> { /* what `answer` has no answer to */ };
    try {
      // A text is parsed when its turn comes: mostly somebody else asked for it until then.
      return await inTurns<T | undefined>(() => this.answer<Steps<T | undefined>>(document, kind, work) ?? nothing(), () => !this.isDisposed && !document.isClosed && document.version === version && isWanted());
    } catch (error) {
      this.#log.error(`${document.uri.toString()} could not be looked into`, error);
      return undefined;
    }
  }

  /**
   * As `answerInTurns`, for what the editor asks for once more when it is told that the text went on: of an answer that is none it would take
   * away what it shows.
   */
  async answerWhileSame<T>(document: vscode.TextDocument, kind: AnswerKind, token: vscode.CancellationToken, work: (parsed: ParsedText) => Steps<T>): Promise<T | undefined> {
    const { version } = document, found = await this.answerInTurns(document, kind, work, () => !token.isCancellationRequested);
    if (found === undefined && (token.isCancellationRequested || document.version !== version)) throw new vscode.CancellationError();
    return found;
  }

  override dispose(): void {
    this.texts.clear();
    super.dispose();
  }
}

/** The range of an extent. */
export const rangeOf = (document: vscode.TextDocument, { start, end }: { readonly start: number; readonly end: number }): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));
