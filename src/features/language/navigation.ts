import * as vscode from 'vscode';
import { AppError } from '../../app/errors.ts';
import { childCalls, renameProblem, symbolAt } from '../../powershell/index.ts';
import type { LinePosition, NamedSymbol, NamePlace } from '../../powershell/index.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { FolderIndex } from './folderIndex.ts';
import type { ParsedText } from './parsedText.ts';

const positionOf = ({ line, column }: LinePosition): vscode.Position => new vscode.Position(line - 1, column - 1);
const symbolIn = (parsed: ParsedText, offset: number): NamedSymbol | undefined => symbolAt(parsed.result.text, parsed.scope, parsed.commands, offset);

/** Definition, references, highlights and rename: in the text, and from a call to the runbook's file. */
export class Navigation implements vscode.DefinitionProvider, vscode.ReferenceProvider, vscode.DocumentHighlightProvider, vscode.RenameProvider {
  readonly #editor: Editor;
  readonly #folder: FolderIndex;

  constructor(editor: Editor, folder: FolderIndex) {
    this.#editor = editor;
    this.#folder = folder;
  }

  async provideDefinition(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location[] | undefined> {
    const offset = document.offsetAt(position);
    const here = this.#editor.answer(document, 'general', (parsed) => {
      const symbol = symbolIn(parsed, offset);
      if (symbol === undefined || symbol.kind === 'command') return undefined;
      const place = symbol.places.find(({ access }) => access === 'declare') ?? symbol.places.find(({ access }) => access === 'write');
      return place && [new vscode.Location(document.uri, rangeOf(document, place))];
    });
    if (here !== undefined) return here;
    const name = this.#editor.answer(document, 'sma', (parsed) => this.#runbookNameAt(parsed, offset));
    if (name === undefined) return undefined;
    await this.#folder.settled();
    const file = this.#folder.find(name);
    return file && [new vscode.Location(file.uri, positionOf(file.at))];
  }

  /** The runbook that is called at a place, whatever the form of the call. */
  #runbookNameAt(parsed: ParsedText, offset: number): string | undefined {
    const call = childCalls(parsed.commands).find(({ start, end }) => start <= offset && offset <= end);
    if (call !== undefined) return call.name;
    const symbol = symbolIn(parsed, offset);
    return symbol?.kind === 'command' ? symbol.name : undefined;
  }

  provideReferences(document: vscode.TextDocument, position: vscode.Position, { includeDeclaration }: vscode.ReferenceContext): vscode.Location[] | undefined {
    return this.#places(document, position)?.filter(({ access }) => includeDeclaration || access !== 'declare').map((place) => new vscode.Location(document.uri, rangeOf(document, place)));
  }

  provideDocumentHighlights(document: vscode.TextDocument, position: vscode.Position): vscode.DocumentHighlight[] | undefined {
    return this.#places(document, position)?.map((place) =>
      new vscode.DocumentHighlight(rangeOf(document, place), place.access === 'read' ? vscode.DocumentHighlightKind.Read : vscode.DocumentHighlightKind.Write));
  }

  #places(document: vscode.TextDocument, position: vscode.Position): readonly NamePlace[] | undefined {
    return this.#editor.answer(document, 'general', (parsed) => symbolIn(parsed, document.offsetAt(position))?.places);
  }

  prepareRename(document: vscode.TextDocument, position: vscode.Position): { range: vscode.Range; placeholder: string } | undefined {
    const symbol = this.#renamed(document, position), offset = document.offsetAt(position);
    const place = symbol?.places.find(({ start, end }) => start <= offset + 1 && offset <= end);
    return symbol && place && { range: rangeOf(document, place), placeholder: symbol.name };
  }

  provideRenameEdits(document: vscode.TextDocument, position: vscode.Position, written: string): vscode.WorkspaceEdit | undefined {
    const newName = written.trim().replace(/^\$/, ''), symbol = this.#renamed(document, position, newName);
    if (symbol === undefined) return undefined;
    const edit = new vscode.WorkspaceEdit();
    for (const place of symbol.places) edit.replace(document.uri, rangeOf(document, place), newName);
    return edit;
  }

  /** What is renamed; undefined where another extension does it. Throws what the editor shows beside the name. */
  #renamed(document: vscode.TextDocument, position: vscode.Position, newName?: string): NamedSymbol | undefined {
    const found = this.#editor.answer(document, 'general', (parsed) => {
      const symbol = symbolIn(parsed, document.offsetAt(position));
      return { symbol, problem: renameProblem(symbol, newName) };
    });
    if (found?.problem !== undefined) throw new AppError('CannotRename', found.problem);
    return found?.symbol;
  }
}
