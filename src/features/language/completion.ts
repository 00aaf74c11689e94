import * as vscode from 'vscode';
import type { CommandFacts } from '../../powershell/index.ts';
import { textsOf, type Candidate, type CandidateKind } from './candidates/candidate.ts';
import { candidatesAt, isCalledFor, shortened } from './candidates/candidates.ts';
import { commandMarkdown, kindWord, parameterLine } from './describe.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { Knowledge } from './knowledge.ts';
import { filesBeside, isManifest } from './manifests.ts';

const { CompletionItem, CompletionItemKind: Kind, MarkdownString } = vscode;
const kinds: Readonly<Record<CandidateKind, vscode.CompletionItemKind>> = {
  variable: Kind.Variable, automatic: Kind.Constant, cmdlet: Kind.Function, function: Kind.Function, workflow: Kind.Module, runbook: Kind.File, keyword: Kind.Keyword,
  parameter: Kind.Property, asset: Kind.Value, value: Kind.EnumMember, type: Kind.Class, key: Kind.Field, member: Kind.Property, method: Kind.Method, snippet: Kind.Snippet,
};
/** After these the next word is completed at once, without another key. */
const suggests = /[:(=]\s?$/;

/** Completion: what `candidatesAt` knows, as the editor wants it. */
export class Completion implements vscode.CompletionItemProvider {
  readonly #editor: Editor;
  readonly #knowledge: Knowledge;
  /** Texts are made for the one candidate that is looked at. */
  readonly #facts = new WeakMap<vscode.CompletionItem, CommandFacts>();

  constructor(editor: Editor, knowledge: Knowledge) {
    this.#editor = editor;
    this.#knowledge = knowledge;
  }

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken, { triggerCharacter }: vscode.CompletionContext): vscode.ProviderResult<vscode.CompletionList> {
    if (token.isCancellationRequested) return undefined;
    const { version } = document, waiting = this.#editor.answer(document, 'general', (parsed) => this.#knowledge.classes.learn(document, parsed));
    const beside = isManifest(document) ? filesBeside(document) : undefined;
    if (waiting === undefined && beside === undefined) return this.#complete(document, position, triggerCharacter);
    // Offsets are worked out when the answer is: of a text that went on meanwhile there is none.
    return Promise.all([beside, waiting]).then(([files]) => (token.isCancellationRequested || document.version !== version ? undefined : this.#complete(document, position, triggerCharacter, files)));
  }

  #complete(document: vscode.TextDocument, position: vscode.Position, triggerCharacter: string | undefined, beside?: readonly string[]): vscode.CompletionList | undefined {
    return this.#editor.answer(document, 'sma', (parsed) => {
      const general = this.#editor.answer(document, 'general', () => true) === true, found = candidatesAt(parsed, document.offsetAt(position), this.#knowledge, general, beside);
      if (found === undefined || !isCalledFor(found.place, triggerCharacter)) return undefined;
      const whole = rangeOf(document, found), word = document.getWordRangeAtPosition(position) ?? new vscode.Range(position, position);
      // What the editor takes by itself is not sent with each of hundreds of rows.
      const range = whole.isEqual(word) && whole.end.isEqual(position) ? undefined : whole, { items, isAll } = shortened(found.items, parsed.result.text.slice(found.start, document.offsetAt(position)));
      return new vscode.CompletionList(items.map((candidate) => this.#item(candidate, range)), !isAll);
    });
  }

  resolveCompletionItem(item: vscode.CompletionItem): vscode.CompletionItem {
    const facts = this.#facts.get(item);
    if (facts !== undefined) {
      // A cmdlet of the server's tells its parameters when somebody asks for it.
      item.documentation = new MarkdownString(commandMarkdown(this.#knowledge.detailed(facts)));
      item.detail = kindWord(facts);
    }
    return item;
  }

  #item(candidate: Candidate, range: vscode.Range | undefined): vscode.CompletionItem {
    const { label, mark, note, kind, insert, order, help, facts, parameter, isSnippet } = candidate;
    const item = new CompletionItem(mark === undefined && note === undefined ? label : { label, ...(mark === undefined ? {} : { detail: mark }), ...(note === undefined ? {} : { description: note }) }, kinds[kind]);
    if (range !== undefined) item.range = range;
    const { insertText, filterText } = textsOf(candidate);
    if (insertText !== undefined) item.insertText = isSnippet === true ? new vscode.SnippetString(insertText) : insertText;
    item.sortText = order;
    if (filterText !== undefined) item.filterText = filterText;
    if (facts !== undefined) this.#facts.set(item, facts);
    if (parameter !== undefined) item.documentation = new MarkdownString(parameterLine(parameter));
    if (help !== undefined) {
      if (parameter === undefined) item.documentation = help;
      else item.detail = help;
    }
    if (suggests.test(insert) && kind !== 'keyword') item.command = { title: '', command: 'editor.action.triggerSuggest' };
    return item;
  }
}
