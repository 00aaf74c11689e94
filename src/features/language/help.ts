import * as vscode from 'vscode';
import { assetUses, commandAt, findParameter, nodesAt, parameterAt } from '../../powershell/index.ts';
import type { CommandFacts, CommandUse } from '../../powershell/index.ts';
import { commandMarkdown, parameterLine, plain, signatureOf } from './describe.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { Knowledge } from './knowledge.ts';
import type { ParsedText } from './parsedText.ts';

/** Hover and signature help. */
export class Help implements vscode.HoverProvider, vscode.SignatureHelpProvider {
  readonly #editor: Editor;
  readonly #knowledge: Knowledge;

  constructor(editor: Editor, knowledge: Knowledge) {
    this.#editor = editor;
    this.#knowledge = knowledge;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const offset = document.offsetAt(position);
    return this.#editor.answer(document, 'sma', (parsed) => {
      const found = this.#hoverAt(parsed, offset);
      if (found === undefined || (!found.isSma && this.#editor.answer(document, 'general', () => true) === undefined)) return undefined;
      return new vscode.Hover(new vscode.MarkdownString(found.text), rangeOf(document, found));
    });
  }

  #hoverAt(parsed: ParsedText, offset: number): { readonly text: string; readonly isSma: boolean; readonly start: number; readonly end: number } | undefined {
    const touches = ({ start, end }: { readonly start: number; readonly end: number }): boolean => start <= offset && offset <= end;
    const asset = assetUses(parsed.commands).find((use) => use.kind === 'Variable' && use.name !== undefined && touches(use));
    if (asset?.name !== undefined) return { text: this.#assetText(asset.name), isSma: true, start: asset.start, end: asset.end };
    for (const node of nodesAt(parsed.result.ast, offset).reverse()) {
      if (node.kind === 'FunctionDefinitionAst' && node.nameStart <= offset && offset <= node.nameEnd) {
        const facts = parsed.functionFacts(node.name);
        return facts && { text: commandMarkdown(facts), isSma: false, start: node.nameStart, end: node.nameEnd };
      }
      if (node.kind !== 'CommandAst') continue;
      const { facts, use } = this.#called(parsed, node);
      if (facts === undefined || use === undefined) return undefined;
      if (offset <= use.nameEnd) return { text: commandMarkdown(facts) + this.#serverText(facts), isSma: facts.kind === 'runbook', start: use.nameStart, end: use.nameEnd };
      const element = node.elements.find((candidate) => candidate.kind === 'CommandParameterAst' && touches(candidate));
      if (element?.kind !== 'CommandParameterAst') return undefined;
      const parameter = findParameter(facts.parameters, element.parameterName) ?? findParameter(this.#knowledge.commonParameters(facts, use.place), element.parameterName);
      return parameter && { text: parameterLine(parameter), isSma: facts.kind === 'runbook', start: element.start, end: element.start + element.parameterName.length + 1 };
    }
    return undefined;
  }

  #called(parsed: ParsedText, node: CommandUse['node']): { readonly use: CommandUse | undefined; readonly facts: CommandFacts | undefined } {
    const use = parsed.commands.find((candidate) => candidate.node === node);
    return { use, facts: use?.name === undefined ? undefined : this.#knowledge.command(use.name, parsed) };
  }

  #serverText(facts: CommandFacts): string {
    const there = facts.kind === 'runbook' ? this.#knowledge.serverRunbook(facts.name) : undefined;
    if (there === undefined) return '';
    return `\n\nOn ${plain(this.#knowledge.connectionName)}: ${there.publishedVersionId === null ? 'not published' : there.draftVersionId === null ? 'published' : 'published, with a draft'}.`;
  }

  /** Values stay on the server: a hover is seen by whoever looks at the screen. */
  #assetText(name: string): string {
    const { variables, connectionName } = this.#knowledge, where = plain(connectionName);
    if (variables === undefined) return `Variable **${plain(name)}**\n\nNot known whether ${where} has it: not connected.`;
    const found = variables.find((variable) => variable.name.toLowerCase() === name.toLowerCase());
    if (found === undefined) return `Variable **${plain(name)}**\n\nMissing on ${where}.`;
    return [`Variable **${plain(found.name)}**${found.isEncrypted ? ' (encrypted)' : ''}`, found.description === null ? '' : plain(found.description), `On ${where}, changed ${plain(found.modifiedAt.slice(0, 19).replace('T', ' '))}.`].filter((part) => part !== '').join('\n\n');
  }

  provideSignatureHelp(document: vscode.TextDocument, position: vscode.Position): vscode.SignatureHelp | undefined {
    const offset = document.offsetAt(position);
    return this.#editor.answer(document, 'sma', (parsed) => {
      const node = commandAt(parsed.result, offset), [name] = node?.elements ?? [];
      if (node === undefined || name === undefined || offset <= name.end) return undefined;
      const { facts, use } = this.#called(parsed, node);
      if (facts === undefined || facts.parameters.length === 0) return undefined;
      if (facts.kind !== 'runbook' && this.#editor.answer(document, 'general', () => true) === undefined) return undefined;
      const { label, spans } = signatureOf(facts), signature = new vscode.SignatureInformation(label, facts.synopsis);
      signature.parameters = facts.parameters.map((parameter, index) => new vscode.ParameterInformation([...spans[index]!], new vscode.MarkdownString(parameterLine(parameter))));
      const active = parameterAt(node, offset, facts, this.#knowledge.commonParameters(facts, use?.place));
      const help = new vscode.SignatureHelp();
      help.signatures = [signature];
      help.activeSignature = 0;
      const index = facts.parameters.findIndex((parameter) => parameter.name === active?.name);
      help.activeParameter = index < 0 ? facts.parameters.length : index;
      return help;
    });
  }
}
