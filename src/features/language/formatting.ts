import * as vscode from 'vscode';
import { setting } from '../../app/ids.ts';
import { formatText, lineIndent } from '../../powershell/index.ts';
import type { KnownCommand } from '../../powershell/index.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { Knowledge } from './knowledge.ts';

/** Characters after which the line that is being typed gets its indentation. */
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
      const known: KnownCommand | undefined = this.#editor.app.settings.get(setting.formatCasing) ? (name) => this.#knowledge.cmdlet(name) : undefined;
      const first = document.offsetAt(new vscode.Position(range.start.line, 0)), last = document.offsetAt(document.lineAt(range.end.line).range.end);
      const isWhole = first === 0 && last >= parsed.result.text.length;
      const { edits } = formatText(parsed.result, { tabSize: options.tabSize, insertSpaces: options.insertSpaces, known, ...(isWhole ? {} : { within: { start: first, end: last } }) });
      return edits.map(({ start, end, text }) => new vscode.TextEdit(rangeOf(document, { start, end }), text));
    });
  }

  provideOnTypeFormattingEdits(document: vscode.TextDocument, position: vscode.Position, typed: string, options: vscode.FormattingOptions): vscode.TextEdit[] | undefined {
    return this.#editor.answer(document, 'general', (parsed) => {
      const line = document.lineAt(position.line), blank = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
      // A bracket in the midst of a line moves nothing.
      if (typed !== '\n' && line.firstNonWhitespaceCharacterIndex !== position.character - 1) return undefined;
      const columns = lineIndent(parsed.result, document.offsetAt(line.range.start), { tabSize: options.tabSize, insertSpaces: options.insertSpaces });
      if (columns === undefined) return undefined;
      const wanted = options.insertSpaces ? ' '.repeat(columns) : '\t'.repeat(Math.floor(columns / options.tabSize)) + ' '.repeat(columns % options.tabSize);
      return wanted === blank ? [] : [new vscode.TextEdit(new vscode.Range(position.line, 0, position.line, blank.length), wanted)];
    });
  }
}
