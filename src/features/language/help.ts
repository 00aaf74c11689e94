import * as vscode from 'vscode';
import { assetUses, calledName, commandAt, findParameter, methodCallAt, nodesAt, overloadsOf, parameterAt, runbookArguments, runbookNames, specialPlace } from '../../powershell/index.ts';
import type { AssetKind, CommandFacts, CommandUse, MethodCall } from '../../powershell/index.ts';
import { statusWord } from '../../app/stores/jobStates.ts';
import { parseWireTime, shortTime } from '../../app/text/times.ts';
import { givenParameter, isCredentialType } from '../../project/folder/index.ts';
import { findRule } from '../../project/lint/index.ts';
import { blockTextAt } from './blockText.ts';
import { commandMarkdown, parameterLine, plain, signatureOf } from './describe.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { Knowledge } from './knowledge.ts';
import { automaticText, languageTextAt } from './languageText.ts';
import { fittingOverload, memberText, overloadText } from './methodText.ts';
import type { ParsedText } from './parsedText.ts';
import { typeTextAt } from './typeText.ts';
import { variableText } from './variableText.ts';
import { assetUse, runbookUse } from './where.ts';

/** `, changed 2026-03-01 14:05`, for a person. */
function changed(time: string | null, word = 'changed '): string {
  const date = parseWireTime(time);
  return date === undefined ? '' : `, ${word}${plain(shortTime(date, new Date()))}`;
}

/** Hover and signature help. */
export class Help implements vscode.HoverProvider, vscode.SignatureHelpProvider {
  readonly #editor: Editor;
  readonly #knowledge: Knowledge;

  constructor(editor: Editor, knowledge: Knowledge) {
    this.#editor = editor;
    this.#knowledge = knowledge;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    await this.#editor.answer(document, 'general', (parsed) => this.#knowledge.classes.learn(document, parsed));
    const offset = document.offsetAt(position);
    return this.#editor.answer(document, 'sma', (parsed) => {
      const found = this.#hoverAt(parsed, offset);
      if (found === undefined || (!found.isSma && this.#editor.answer(document, 'general', () => true) === undefined)) return undefined;
      return new vscode.Hover(new vscode.MarkdownString(found.text), rangeOf(document, found));
    });
  }

  #hoverAt(parsed: ParsedText, offset: number): { readonly text: string; readonly isSma: boolean; readonly start: number; readonly end: number } | undefined {
    const touches = ({ start, end }: { readonly start: number; readonly end: number }): boolean => start <= offset && offset <= end;
    for (const { kind, name, start, end } of assetUses(parsed.commands)) if (name !== undefined && name !== '' && touches({ start, end })) return { text: this.#assetText(kind, name), isSma: true, start, end };
    const given = this.#givenCredential(parsed, offset);
    if (given !== undefined) return { text: this.#assetText('Credential', given.name), isSma: true, start: given.start, end: given.end };
    const silenced = specialPlace(parsed.result, offset), rule = silenced?.kind === 'silence' ? findRule(parsed.result.text.slice(silenced.start, silenced.end)) : undefined;
    if (silenced !== undefined && rule !== undefined) return { text: `**${rule.id}** ${rule.name}\n\n${plain(rule.summary)} ${plain(rule.documentation)}`, isSma: true, start: silenced.start, end: silenced.end };
    const named = runbookNames(parsed.result.text, parsed.commands).find((place) => place.form !== 'name' && touches(place)), runbook = named && this.#knowledge.runbook(named.name, parsed.key);
    if (named !== undefined && runbook !== undefined) return { text: commandMarkdown(runbook) + this.#runbookText(runbook), isSma: true, start: named.start, end: named.end };
    for (const node of nodesAt(parsed.result.ast, offset).reverse()) {
      if (node.kind === 'FunctionDefinitionAst' && node.nameStart <= offset && offset <= node.nameEnd) {
        const facts = parsed.functionFacts(calledName(node).name), isRunbook = node.isWorkflow && this.#knowledge.folder.find(node.name) !== undefined;
        return facts && { text: commandMarkdown(facts) + (isRunbook ? this.#runbookText(facts) : ''), isSma: isRunbook, start: node.nameStart, end: node.nameEnd };
      }
      const block = blockTextAt(node, parsed.result.text, offset);
      if (block !== undefined) return { ...block, isSma: true };
      const word = languageTextAt(node, parsed.result.text, offset);
      if (word !== undefined) return { ...word, isSma: false };
      if (node.kind === 'VariableExpressionAst' && touches(node)) {
        const text = variableText(node, parsed) ?? automaticText(node);
        return text === undefined ? undefined : { text, isSma: false, start: node.start, end: node.end };
      }
      if ((node.kind === 'MemberExpressionAst' || node.kind === 'InvokeMemberExpressionAst') && touches(node.member)) {
        const text = memberText(node, parsed);
        return text === undefined ? undefined : { text, isSma: false, start: node.member.start, end: node.member.end };
      }
      if (node.kind === 'TypeExpressionAst' || node.kind === 'TypeConstraintAst') {
        const said = typeTextAt(parsed, offset);
        if (said !== undefined) return { ...said, isSma: false };
      }
      if (node.kind !== 'CommandAst') continue;
      const { facts, use } = this.#called(parsed, node);
      if (facts === undefined || use === undefined) return undefined;
      if (offset <= use.nameEnd) return { text: commandMarkdown(facts) + (facts.kind === 'runbook' ? this.#runbookText(facts) : ''), isSma: facts.kind === 'runbook', start: use.nameStart, end: use.nameEnd };
      const element = node.elements.find((candidate) => candidate.kind === 'CommandParameterAst' && touches(candidate));
      if (element?.kind !== 'CommandParameterAst') return undefined;
      const parameter = findParameter(facts.parameters, element.parameterName, this.#knowledge.commonParameters(facts, use.place));
      return parameter && { text: parameterLine(parameter), isSma: facts.kind === 'runbook', start: element.start, end: element.start + element.parameterName.length + 1 };
    }
    return undefined;
  }

  /** The name of a credential that a runbook is given where it is called or started. */
  #givenCredential({ result: { text }, commands, functions }: ParsedText, offset: number): { readonly name: string; readonly start: number; readonly end: number } | undefined {
    return runbookArguments(text, commands, (name) => !functions.has(name.toLowerCase()) && this.#knowledge.runbook(name) !== undefined)
      .find((one) => one.start <= offset && offset <= one.end && isCredentialType(givenParameter(this.#knowledge.runbook(one.runbook)?.parameters ?? [], one)?.type ?? ''));
  }

  #called(parsed: ParsedText, node: CommandUse['node']): { readonly use: CommandUse | undefined; readonly facts: CommandFacts | undefined } {
    const use = parsed.commands.find((candidate) => candidate.node === node);
    return { use, facts: use?.name === undefined ? undefined : this.#knowledge.command(use.name, parsed) };
  }

  /** State on the server, the last job, and who uses it. */
  #runbookText(facts: CommandFacts): string {
    const there = this.#knowledge.serverRunbook(facts.name), job = this.#knowledge.lastJob(facts.name), lines: string[] = [];
    if (there !== undefined) {
      const state = there.publishedVersionId === null ? 'not published' : there.draftVersionId === null ? 'published' : 'published, with a draft';
      lines.push(`On ${plain(this.#knowledge.connectionName)}: ${state}${changed(there.modifiedAt)}.`);
    }
    if (job !== undefined) lines.push(`Last job: ${statusWord(job.status)}${changed(job.endedAt ?? job.startedAt ?? job.createdAt, '')}.`);
    lines.push(runbookUse(facts, this.#knowledge.folder.tables));
    return `\n\n${lines.join('  \n')}`;
  }

  /** Values stay on the server: a hover is seen by whoever looks at the screen. */
  #assetText(kind: AssetKind, name: string): string {
    const { connectionName, isFresh } = this.#knowledge, assets = this.#knowledge.assets(kind), where = plain(connectionName);
    const found = assets?.find((asset) => asset.name.toLowerCase() === name.toLowerCase());
    const notes = [found?.isEncrypted === true ? 'encrypted' : '', found?.typeName ?? ''].filter((note) => note !== '').map(plain).join(', ');
    const state = assets === undefined ? `Not known whether ${where} has it: not connected.` : found === undefined ? `Missing on ${where}${isFresh ? '' : ' when it was last asked'}.` : `On ${where}${changed(found.modifiedAt)}.`;
    return [
      `${kind} **${plain(found?.name ?? name)}**${notes === '' ? '' : ` (${notes})`}`, found?.description === null || found === undefined ? '' : plain(found.description), state,
      this.#knowledge.localAssets(kind).has(name.toLowerCase()) ? 'In LocalAssets.json, for runs without a service.' : '',
      assetUse(kind, name, this.#knowledge.folder.tables),
    ].filter((part) => part !== '').join('\n\n');
  }

  async provideSignatureHelp(document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken, { triggerKind, triggerCharacter, isRetrigger }: vscode.SignatureHelpContext): Promise<vscode.SignatureHelp | undefined> {
    await this.#editor.answer(document, 'general', (parsed) => this.#knowledge.classes.learn(document, parsed));
    if (token.isCancellationRequested) return undefined;
    const offset = document.offsetAt(position), isMethods = /^[(,]$/.test(triggerCharacter ?? ''), isAsked = isRetrigger || triggerKind !== vscode.SignatureHelpTriggerKind.TriggerCharacter;
    return this.#editor.answer(document, 'sma', (parsed) => {
      const node = commandAt(parsed.result, offset), [name] = node?.elements ?? [], call = isAsked || isMethods ? methodCallAt(parsed.result, offset) : undefined;
      if (call !== undefined && !(node !== undefined && node.start > call.node.member.end)) return this.#methodHelp(document, parsed, call);
      if (!isAsked && isMethods) return undefined;
      if (node === undefined || name === undefined || offset <= name.end) return undefined;
      const { facts, use } = this.#called(parsed, node);
      if (facts === undefined || facts.parameters.length === 0) return undefined;
      if (facts.kind !== 'runbook' && this.#editor.answer(document, 'general', () => true) === undefined) return undefined;
      const { label, spans } = signatureOf(facts), signature = new vscode.SignatureInformation(label, facts.synopsis);
      signature.parameters = facts.parameters.map((parameter, index) => new vscode.ParameterInformation([...spans[index]!], new vscode.MarkdownString(parameterLine(parameter))));
      const active = parameterAt(node, offset, facts, this.#knowledge.commonParameters(facts, use?.place), use?.texts);
      const help = new vscode.SignatureHelp();
      help.signatures = [signature];
      help.activeSignature = 0;
      const index = facts.parameters.findIndex((parameter) => parameter.name === active?.name);
      help.activeParameter = index < 0 ? facts.parameters.length : index;
      return help;
    });
  }

  /** The ways to call a method, with the parameter that is being written. */
  #methodHelp(document: vscode.TextDocument, parsed: ParsedText, { node, argument }: MethodCall): vscode.SignatureHelp | undefined {
    const overloads = this.#editor.answer(document, 'general', () => overloadsOf(parsed.values, node)) ?? [];
    if (overloads.length === 0) return undefined;
    const help = new vscode.SignatureHelp();
    help.signatures = overloads.map((overload) => {
      const { label, spans } = overloadText(overload), signature = new vscode.SignatureInformation(label);
      signature.parameters = spans.map((span) => new vscode.ParameterInformation([...span]));
      // What takes all the rest takes every argument behind it.
      signature.activeParameter = overload.parameters.at(-1)?.isRest === true ? Math.min(argument, overload.parameters.length - 1) : argument;
      return signature;
    });
    help.activeSignature = fittingOverload(overloads, argument, node.arguments.length);
    help.activeParameter = argument;
    return help;
  }
}
