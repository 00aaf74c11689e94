import * as vscode from 'vscode';
import { AppError } from '../../app/errors.ts';
import { buildDocumentPath } from '../../app/smaUri.ts';
import { keyPlacesAt, ownDefinition } from '../../powershell/index.ts';
import {
  calledParameterAt, folderDefinitions, folderPlaces, folderRename, folderRenameProblem, folderSymbolAt, ownPlaces, parameterOf, parameterPlacesAtHome, ParameterQuestion,
} from '../../project/folder/index.ts';
import type { CalledParameter, CurrentFile, FolderPlace, FolderSymbol } from '../../project/folder/index.ts';
import { ClassMember } from './classMembers.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import { rangeAt } from './folder.ts';
import type { RunbookFolder } from './folder.ts';
import type { Knowledge } from './knowledge.ts';
import { localAssetPlaces } from './localAssetFiles.ts';
import { isManifest, namedFile } from './manifests.ts';
import { assertWritable, renameFiles } from './renamedFiles.ts';

type Access = 'read' | 'write' | 'declare';
interface Found { readonly uri: vscode.Uri; readonly range: vscode.Range; readonly access: Access }
interface Asked { readonly current: CurrentFile; readonly symbol: FolderSymbol | undefined; readonly parameter: CalledParameter | undefined; /** Of a class, where nothing else is named. */ readonly member?: ClassMember | undefined }

/** Definition, references and rename across the folder, and highlights in the text. */
export class Navigation implements vscode.DefinitionProvider, vscode.ReferenceProvider, vscode.DocumentHighlightProvider, vscode.RenameProvider {
  readonly #editor: Editor;
  readonly #folder: RunbookFolder;
  readonly #knowledge: Knowledge;

  constructor(editor: Editor, knowledge: Knowledge) {
    this.#editor = editor;
    this.#folder = knowledge.folder;
    this.#knowledge = knowledge;
  }

  /** What stands at a place. Plain scripts are left to another extension where there is one, but for what only SMA knows. */
  #asked(document: vscode.TextDocument, position: vscode.Position): Asked | undefined {
    return this.#editor.answer(document, 'sma', (parsed) => {
      const current = this.#folder.current(document, parsed), offset = document.offsetAt(position), symbol = folderSymbolAt(current, offset, this.#folder.tables);
      const called = calledParameterAt(current, offset, this.#folder.tables), parameter = called ?? (symbol && parameterOf(symbol, current));
      const isSma = (parameter !== undefined && parameter.owners === undefined) || symbol?.kind === 'runbook' || symbol?.kind === 'asset';
      if (!isSma && this.#editor.answer(document, 'general', () => true) === undefined) return undefined;
      // `-Amount` of a function inside another is its text's own; of a runbook and of what other files may load, the folder's.
      const isOwn = symbol?.kind === 'variable' && called !== undefined && called.owners === undefined && this.#folder.tables.runbooks(called.command).length === 0;
      return { current, symbol, parameter: isOwn ? undefined : parameter };
    });
  }

  /** With the members of classes, for which other files may have to be read; with `isAlone` those of the text itself. */
  async #askedOfAll(document: vscode.TextDocument, position: vscode.Position, isAlone = false): Promise<Asked | undefined> {
    const asked = this.#asked(document, position), parsed = this.#editor.answer(document, 'general', (one) => one);
    if (asked === undefined || parsed === undefined || asked.parameter !== undefined || asked.symbol !== undefined) return asked;
    const member = await ClassMember.at(document, parsed, document.offsetAt(position), this.#folder, isAlone);
    return { ...asked, member };
  }

  async provideDefinition(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location[] | undefined> {
    await this.#folder.fresh();
    const file = isManifest(document) ? await this.#editor.answer(document, 'general', (parsed) => namedFile(document, parsed, document.offsetAt(position))) : undefined;
    if (file !== undefined) return [file];
    const asked = await this.#askedOfAll(document, position);
    if (asked === undefined) return undefined;
    const { symbol, current, parameter, member } = asked;
    if (parameter !== undefined) {
      const declared = (await this.#question(parameter, current).places(undefined, true)).filter(({ access }) => access === 'declare');
      if (declared.length > 0) return declared.map(found).map(toLocation);
      if (symbol === undefined && parameter.owners === undefined) return await this.#onServer(parameter.command, parameter);
    }
    const own = ownPlaces(symbol);
    if (own !== undefined) {
      const place = own.find(({ access }) => access === 'declare') ?? own.find(({ access }) => access === 'write');
      return place && [new vscode.Location(document.uri, rangeOf(document, place))];
    }
    if (symbol === undefined) {
      const type = this.#editor.answer(document, 'general', (parsed) => ownDefinition(parsed.values, document.offsetAt(position)));
      if (type !== undefined) return [new vscode.Location(document.uri, rangeOf(document, type))];
      return (await member?.places())?.filter(({ access }) => access === 'declare').map(toLocation);
    }
    const written = folderDefinitions(symbol, this.#folder.tables, current).map(({ key, at }) => new vscode.Location(vscode.Uri.parse(key, true), rangeAt(at)));
    const local = symbol.kind === 'asset' ? await localAssetPlaces(symbol.asset, symbol.name) : [];
    if (written.length === 0 && (symbol.kind === 'runbook' || symbol.kind === 'command')) return await this.#onServer(symbol.name);
    return [...local.map(({ uri, range }) => new vscode.Location(uri, range)), ...written];
  }

  /** A runbook that only the server has: its read-only text, at the workflow's name or at a parameter. */
  async #onServer(name: string, parameter?: CalledParameter): Promise<vscode.Location[] | undefined> {
    const there = this.#knowledge.serverRunbook(name);
    if (there === undefined) return undefined;
    const version = there.publishedVersionId === null ? 'draft' : 'published';
    const uri = vscode.Uri.from(buildDocumentPath({ connectionId: this.#knowledge.connectionId, runbookName: there.name, version }));
    const document = await vscode.workspace.openTextDocument(uri), at = this.#editor.answer(document, 'sma', (parsed) => this.#folder.current(document, parsed).facts.nameAt);
    const declared = parameter && this.#editor.answer(document, 'sma', (parsed) => parameterPlacesAtHome(parsed, parameter).find(({ access }) => access === 'declare'));
    if (declared !== undefined) return [new vscode.Location(uri, rangeOf(document, declared))];
    return [new vscode.Location(uri, rangeAt(at ?? [0, 0, 0]))];
  }

  async provideReferences(document: vscode.TextDocument, position: vscode.Position, { includeDeclaration }: vscode.ReferenceContext, token: vscode.CancellationToken): Promise<vscode.Location[] | undefined> {
    await this.#folder.fresh();
    if (token.isCancellationRequested) return undefined;
    const asked = await this.#askedOfAll(document, position);
    if (asked === undefined) return undefined;
    return (await this.#places(asked, document, token)).filter(({ access }) => includeDeclaration || access !== 'declare').map(toLocation);
  }

  async provideDocumentHighlights(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.DocumentHighlight[] | undefined> {
    // Asked with every step of the cursor.
    const asked = await this.#askedOfAll(document, position, true);
    if (asked === undefined || (asked.symbol === undefined && asked.member === undefined)) return this.#keys(document, position);
    const { symbol, current, member } = asked;
    const places = symbol === undefined ? (await member?.places() ?? []).filter(({ uri }) => uri.toString() === current.key)
      : ownPlaces(symbol)?.map(({ start, end, access }) => ({ range: rangeOf(document, { start, end }), access })) ?? folderPlaces(symbol, this.#folder.tables, current).filter(({ key }) => key === current.key).map(({ at, access }) => ({ range: rangeAt(at), access }));
    return places.map(({ range, access }) => new vscode.DocumentHighlight(range, access === 'read' ? vscode.DocumentHighlightKind.Read : vscode.DocumentHighlightKind.Write));
  }

  /** Of a key of a table: where the text writes and reads it. */
  #keys(document: vscode.TextDocument, position: vscode.Position): vscode.DocumentHighlight[] | undefined {
    return this.#editor.answer(document, 'general', ({ result, scope }) => keyPlacesAt(result.ast, scope, document.offsetAt(position))?.map(({ start, end, access }) =>
      new vscode.DocumentHighlight(rangeOf(document, { start, end }), access === 'read' ? vscode.DocumentHighlightKind.Read : vscode.DocumentHighlightKind.Write)));
  }

  async prepareRename(document: vscode.TextDocument, position: vscode.Position): Promise<{ range: vscode.Range; placeholder: string } | undefined> {
    await this.#folder.fresh();
    const asked = await this.#askedOfAll(document, position);
    if (asked === undefined) return undefined;
    const { symbol, parameter, member } = asked;
    if (member !== undefined) return { range: rangeOf(document, member.member), placeholder: member.member.name };
    if (symbol === undefined && parameter !== undefined) return { range: document.getWordRangeAtPosition(position, /[\p{L}\p{Nd}_]+/u) ?? new vscode.Range(position, position), placeholder: parameter.parameter };
    const problem = folderRenameProblem(symbol, this.#folder.tables, asked.current);
    if (problem !== undefined || symbol === undefined) throw new AppError('CannotRename', problem ?? '');
    const name = document.getText(rangeOf(document, symbol.here)), { start, end } = symbol.here;
    return { range: rangeOf(document, { start: symbol.kind === 'variable' && name.startsWith('$') ? start + 1 : start, end }), placeholder: symbol.name };
  }

  async provideRenameEdits(document: vscode.TextDocument, position: vscode.Position, written: string, token: vscode.CancellationToken): Promise<vscode.WorkspaceEdit | undefined> {
    await this.#folder.fresh();
    const asked = token.isCancellationRequested ? undefined : await this.#askedOfAll(document, position);
    if (asked === undefined) return undefined;
    const { symbol, current, parameter, member } = asked, edit = new vscode.WorkspaceEdit();
    if (member !== undefined) {
      const name = written.trim().replace(/^\$/, ''), problem = await member.renameProblem(name);
      if (problem !== undefined) throw new AppError('CannotRename', problem);
      for (const { uri, range } of await member.places(token)) edit.replace(uri, range, name);
      await assertWritable(edit);
      return token.isCancellationRequested ? undefined : edit;
    }
    const isName = ownPlaces(symbol) !== undefined || symbol === undefined, newName = isName ? written.trim().replace(/^[$:-]/, '') : written.trim();
    if (symbol !== undefined || parameter === undefined) {
      const problem = folderRenameProblem(symbol, this.#folder.tables, current, newName);
      if (problem !== undefined) throw new AppError('CannotRename', problem);
    } else if (!/^[\p{L}\p{Nd}_]+$/u.test(newName)) {
      throw new AppError('CannotRename', `“${newName}” is no name for a parameter: use letters, digits and _.`);
    }
    const question = parameter && this.#question(parameter, current);
    if (question !== undefined) {
      const problem = await question.renameProblem(newName);
      if (problem !== undefined) throw new AppError('CannotRename', problem);
    }
    if (isName) {
      for (const { uri, range } of await this.#places(asked, document, token, question)) edit.replace(uri, range, newName);
      await assertWritable(edit);
      return token.isCancellationRequested ? undefined : edit;
    }
    if (symbol.kind === 'asset') for (const { uri, range } of await localAssetPlaces(symbol.asset, symbol.name, token)) edit.replace(uri, range, JSON.stringify(newName));
    const { edits, files } = folderRename(symbol, newName, this.#folder.tables, current);
    for (const { key, at, newText } of edits) edit.replace(vscode.Uri.parse(key, true), rangeAt(at), newText);
    for (const { key, fileName } of files) await renameFiles(edit, vscode.Uri.parse(key, true), symbol.name, fileName);
    await assertWritable(edit);
    return token.isCancellationRequested ? undefined : edit;
  }

  async #places({ symbol, current, parameter, member }: Asked, document: vscode.TextDocument, token: vscode.CancellationToken, question = parameter && this.#question(parameter, current)): Promise<Found[]> {
    if (member !== undefined) return await member.places(token);
    if (question !== undefined) return (await question.places(() => token.isCancellationRequested)).map(found);
    if (symbol === undefined) return [];
    const own = ownPlaces(symbol);
    if (own !== undefined) return own.map((place) => ({ uri: document.uri, range: rangeOf(document, place), access: place.access }));
    const local = symbol.kind === 'asset' ? await localAssetPlaces(symbol.asset, symbol.name, token) : [];
    return [...local.map((place) => ({ ...place, access: 'declare' as const })), ...folderPlaces(symbol, this.#folder.tables, current).map(found)];
  }

  #question(asked: CalledParameter, current: CurrentFile): ParameterQuestion {
    return new ParameterQuestion(asked, this.#folder.tables, current, async (key) => (await this.#folder.parsed(key))?.parsed);
  }
}

const found = ({ key, at, access }: FolderPlace): Found => ({ uri: vscode.Uri.parse(key, true), range: rangeAt(at), access });
const toLocation = ({ uri, range }: Found): vscode.Location => new vscode.Location(uri, range);
