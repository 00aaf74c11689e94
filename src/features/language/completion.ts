import * as vscode from 'vscode';
import { assetUses, automaticVariables, completionContext, givenParameters, parameterAt, variablesInScope } from '../../powershell/index.ts';
import type { CommandFacts, CompletionContext } from '../../powershell/index.ts';
import { commandMarkdown, kindWord, parameterLine, shortType } from './describe.ts';
import { rangeOf } from './editor.ts';
import type { Editor } from './editor.ts';
import type { Knowledge } from './knowledge.ts';
import type { ParsedText } from './parsedText.ts';

type Place<K extends CompletionContext['kind']> = Extract<CompletionContext, { kind: K }>;
const { CompletionItem, CompletionItemKind: Kind, MarkdownString } = vscode;
const commandKinds: Readonly<Record<CommandFacts['kind'], vscode.CompletionItemKind>> = { cmdlet: Kind.Function, function: Kind.Function, workflow: Kind.Module, runbook: Kind.File };
/** Where the text that is replaced begins with a mark, candidates are compared with their mark too. */
const item = (label: string | vscode.CompletionItemLabel, kind: vscode.CompletionItemKind, range: vscode.Range, insertText: string, sortText: string): vscode.CompletionItem =>
  Object.assign(new CompletionItem(label, kind), { range, insertText, filterText: insertText, sortText });

/** Completion of variables, commands, runbooks, parameters and the names of assets. */
export class Completion implements vscode.CompletionItemProvider {
  readonly #editor: Editor;
  readonly #knowledge: Knowledge;
  /** Texts are made for the one candidate that is looked at. */
  readonly #facts = new WeakMap<vscode.CompletionItem, CommandFacts>();

  constructor(editor: Editor, knowledge: Knowledge) {
    this.#editor = editor;
    this.#knowledge = knowledge;
  }

  provideCompletionItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] | undefined {
    const offset = document.offsetAt(position);
    return this.#editor.answer(document, 'sma', (parsed) => {
      const place = completionContext(parsed.result, offset);
      if (place.kind === 'none') return undefined;
      const range = rangeOf(document, place), isGeneral = this.#editor.answer(document, 'general', () => true) === true;
      switch (place.kind) {
        case 'variable': return isGeneral ? variableItems(parsed, offset, place.splatted, range) : undefined;
        case 'command': return this.#commands(parsed, range, isGeneral);
        case 'parameter': return this.#parameters(parsed, place, range, isGeneral);
        case 'argument': return this.#arguments(parsed, place, offset, range);
      }
    });
  }

  resolveCompletionItem(candidate: vscode.CompletionItem): vscode.CompletionItem {
    const facts = this.#facts.get(candidate);
    if (facts !== undefined) candidate.documentation = new MarkdownString(commandMarkdown(facts));
    return candidate;
  }

  #commands(parsed: ParsedText, range: vscode.Range, isGeneral: boolean): vscode.CompletionItem[] {
    const own = isGeneral ? [...parsed.functions.values()].flatMap(({ name }) => parsed.functionFacts(name) ?? []) : [];
    const taken = new Set(own.map(({ name }) => name.toLowerCase()));
    const runbooks = this.#knowledge.runbooks.filter(({ name }) => !taken.has(name.toLowerCase()));
    const rows: readonly (readonly [string, readonly CommandFacts[]])[] = [['1', own], ['2', runbooks], ['3', isGeneral ? this.#knowledge.cmdlets : this.#knowledge.cmdlets.filter(({ module }) => /^(PSWorkflow|RunbookConstructs)$/.test(module ?? ''))]];
    return rows.flatMap(([order, list]) => list.map((facts) => {
      const made = item({ label: facts.name, ...(facts.synopsis === undefined ? {} : { description: facts.synopsis.split('\n')[0]! }) }, commandKinds[facts.kind], range, facts.name, order + facts.name);
      made.detail = kindWord(facts);
      this.#facts.set(made, facts);
      return made;
    }));
  }

  #parameters(parsed: ParsedText, { command, start }: Place<'parameter'>, range: vscode.Range, isGeneral: boolean): vscode.CompletionItem[] {
    const use = parsed.commands.find(({ node }) => node === command), facts = use?.name === undefined ? undefined : this.#knowledge.command(use.name, parsed);
    if (facts === undefined || (!isGeneral && facts.kind !== 'runbook')) return [];
    const given = givenParameters(command, facts, start), own = new Set(facts.parameters.map(({ name }) => name));
    return [...facts.parameters, ...this.#knowledge.commonParameters(facts, use?.place).filter(({ name }) => !own.has(name))].filter(({ name }) => !given.has(name.toLowerCase())).map((parameter) => {
      const { name, type, isMandatory, aliases } = parameter;
      const order = !own.has(name) ? '3' : isMandatory ? '1' : '2';
      const made = item({ label: `-${name}`, detail: isMandatory ? ' *' : '', description: shortType(type) }, Kind.Property, range, `-${name}`, order + name);
      made.detail = isMandatory ? 'Mandatory parameter' : own.has(name) ? 'Parameter' : 'Common parameter';
      made.documentation = new MarkdownString(parameterLine(parameter));
      made.filterText = [`-${name}`, ...aliases.map((alias) => `-${alias}`)].join(' ');
      return made;
    });
  }

  #arguments(parsed: ParsedText, { command, start }: Place<'argument'>, offset: number, range: vscode.Range): vscode.CompletionItem[] | undefined {
    const use = parsed.commands.find(({ node }) => node === command), facts = use?.name === undefined ? undefined : this.#knowledge.command(use.name, parsed);
    if (use === undefined || facts === undefined) return undefined;
    const parameter = parameterAt(command, offset, facts, this.#knowledge.commonParameters(facts, use.place));
    const opening = /^['"]/.exec(parsed.result.text.slice(start, start + 1))?.[0] ?? '';
    const quoted = (value: string): string => (opening === '' ? (/^[\w.-]+$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`) : `${opening}${value.replaceAll(opening, opening + opening)}${opening}`);
    if (parameter?.name === 'Name' && /^(get|set)-automationvariable$/i.test(facts.name)) return this.#variableAssets(parsed, start, range, quoted);
    if (parameter?.name === 'Name' && /^start-(sma|automation)runbook$/i.test(facts.name)) return this.#knowledge.runbooks.map(({ name }) => item(name, Kind.File, range, quoted(name), name));
    return parameter?.allowedValues?.map((value) => item(value, Kind.EnumMember, range, quoted(value), value));
  }

  /** Variables of the connection, and those the text names that it does not have, marked. */
  #variableAssets(parsed: ParsedText, start: number, range: vscode.Range, quoted: (value: string) => string): vscode.CompletionItem[] {
    const { variables, connectionName } = this.#knowledge, there = new Set(variables?.map(({ name }) => name.toLowerCase()));
    const known = (variables ?? []).map(({ name, description, isEncrypted }) => {
      const made = item({ label: name, description: isEncrypted ? 'encrypted variable' : 'variable' }, Kind.Value, range, quoted(name), `1${name}`);
      if (description !== null) made.documentation = description;
      return made;
    });
    const named = new Map(assetUses(parsed.commands).flatMap(({ kind, name, start: at }) => (kind === 'Variable' && name !== undefined && name !== '' && at !== start && !there.has(name.toLowerCase()) ? [[name.toLowerCase(), name] as const] : [])));
    return [...known, ...[...named.values()].map((name) => item({ label: name, description: variables === undefined ? 'named in this file' : `missing on ${connectionName}` }, Kind.Value, range, quoted(name), `2${name}`))];
  }
}

function variableItems(parsed: ParsedText, offset: number, splatted: boolean, range: vscode.Range): vscode.CompletionItem[] {
  const mark = splatted ? '@' : '$', visible = variablesInScope(parsed.scope, offset), names = new Set(visible.map(({ name }) => name.toLowerCase()));
  const write = (name: string): string => (/^[\w:]+$/.test(name) ? `${mark}${name}` : `${mark}{${name}}`);
  const own = visible.map(({ name, isParameter, throughUsing }) => {
    const written = write(throughUsing ? `using:${name}` : name);
    const made = item({ label: written, description: isParameter ? 'parameter' : throughUsing ? 'of the workflow' : '' }, Kind.Variable, range, written, `1${name}`);
    // $na finds $using:name as well.
    made.filterText = throughUsing ? `${written} ${mark}${name}` : written;
    return made;
  });
  const automatic = splatted ? [] : automaticVariables.filter((name) => !names.has(name.toLowerCase()));
  return [...own, ...automatic.map((name) => item(write(name), Kind.Constant, range, write(name), `2${name}`))];
}
