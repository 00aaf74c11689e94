import * as vscode from 'vscode';
import { setting } from '../../app/ids.ts';
import { formatText, lineIndent } from '../../powershell/index.ts';
import type { KnownCommand } from '../../powershell/index.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { Knowledge } from './knowledge.ts';
import type { ParsedText } from './parsedText.ts';

/** Characters after which the line that is being typed gets its indentation, and the one that is finished its spaces and its casing. */
export const typedCharacters = ['}', '\n', ')'] as const;

/** Formatting of a document, a selection and a line as it is typed. */
export class Formatting implements vscode.DocumentRangeFormattingEditProvider, vscode.OnTypeFormattingEditProvider {
  readonly #editor: Editor;
  readonly #knowledge: Knowledge;

  constructor(editor: Editor, knowledge: Knowledge) {
    this.#editor = editor;
    this.#knowledge = knowledge;
  }

  provideDocumentRangeFormattingEdits(document: vscode.TextDocument, range: vscode.Range, options: vscode.FormattingOptions): vscode.TextEdit[] | undefined {
    return this.#editor.answer(document, 'general', (parsed) => {
      // Whole lines are selected up to where the next one begins, which is none of them.
      const lastLine = range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
      const first = document.offsetAt(new vscode.Position(range.start.line, 0)), last = document.offsetAt(document.lineAt(lastLine).range.end);
      const isWhole = first === 0 && range.end.line >= document.lineCount - 1;
      const { edits } = formatText(parsed.result, { tabSize: options.tabSize, insertSpaces: options.insertSpaces, known: this.#known, casing: this.#casing, ...(isWhole ? {} : { within: { start: first, end: last } }) });
      return edits.map(({ start, end, text }) => new vscode.TextEdit(rangeOf(document, { start, end }), text));
    });
  }

  provideOnTypeFormattingEdits(document: vscode.TextDocument, position: vscode.Position, typed: string, options: vscode.FormattingOptions): vscode.TextEdit[] | undefined {
    return this.#editor.answer(document, 'general', (parsed) => {
      const finished = typed === '\n' ? position.line - 1 : typed === '}' ? position.line : -1;
      return [...indented(document, parsed, position, typed, options), ...(finished < 0 ? [] : this.#tidied(document, parsed, finished, options))];
    });
  }

  readonly #known: KnownCommand = (name) => this.#knowledge.cmdlet(name);

  get #casing(): boolean {
    return this.#editor.app.settings.get(setting.formatCasing);
  }

  /** Spaces and casing within a line that was finished; where it begins is left to who writes it. */
  #tidied(document: vscode.TextDocument, parsed: ParsedText, line: number, { tabSize, insertSpaces }: vscode.FormattingOptions): vscode.TextEdit[] {
    const { range: { start, end }, firstNonWhitespaceCharacterIndex } = document.lineAt(line), begin = document.offsetAt(start) + firstNonWhitespaceCharacterIndex;
    const { edits } = formatText(parsed.result, { tabSize, insertSpaces, known: this.#known, casing: this.#casing, within: { start: document.offsetAt(start), end: document.offsetAt(end) } });
    return edits.filter((edit) => edit.start >= begin && edit.end > begin).map((edit) => new vscode.TextEdit(rangeOf(document, edit), edit.text));
  }
}

/** The indentation of the line that is being typed; none where it has it, or where lines around are in disorder. */
function indented(document: vscode.TextDocument, { result }: ParsedText, { line: at, character }: vscode.Position, typed: string, { tabSize, insertSpaces }: vscode.FormattingOptions): vscode.TextEdit[] {
  const line = document.lineAt(at), blank = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
  // A bracket in the midst of a line moves nothing.
  if (typed !== '\n' && line.firstNonWhitespaceCharacterIndex !== character - 1) return [];
  const columns = lineIndent(result, document.offsetAt(line.range.start), { tabSize, insertSpaces });
  if (columns === undefined) return [];
  const wanted = insertSpaces ? ' '.repeat(columns) : '\t'.repeat(Math.floor(columns / tabSize)) + ' '.repeat(columns % tabSize);
  return wanted === blank ? [] : [new vscode.TextEdit(new vscode.Range(at, 0, at, blank.length), wanted)];
}
