import * as vscode from 'vscode';
import { command } from '../../../app/ids.ts';
import { editsOf, keepingFixes, silencingEdit } from '../../../project/lint/index.ts';
import type { Edit, Finding } from '../../../project/lint/index.ts';
import type { Editor } from '../editor.ts';
import { rangeOf } from '../editor.ts';
import { diagnosticOf } from './diagnostic.ts';
import type { Linter } from './linter.ts';
import { findingsWhen } from './whenAsked.ts';

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('sma');

/** What can be done about findings: repair, repair all alike, silence, explain; and all repairs of a file that keep what it does, as on save. */
export class LintFixes implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL] };
  readonly #editor: Editor;
  readonly #linter: Linter;

  constructor(editor: Editor, linter: Linter) {
    this.#editor = editor;
    this.#linter = linter;
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range, { only, triggerKind }: vscode.CodeActionContext): vscode.CodeAction[] {
    const asked = { isUnasked: triggerKind === vscode.CodeActionTriggerKind.Automatic, isForKind: only !== undefined };
    const findings = findingsWhen(asked, () => this.#linter.judged(document), () => this.#linter.findings(document)), actions: vscode.CodeAction[] = [];
    if (only !== undefined && (FIX_ALL.contains(only) || only.contains(FIX_ALL))) {
      const edits = editsOf(keepingFixes(findings));
      if (edits.length > 0) actions.push(edited(document, 'Fix all that the linter can repair safely', FIX_ALL, edits));
    }
    if (only !== undefined && !only.intersects(vscode.CodeActionKind.QuickFix)) return actions;
    const from = document.offsetAt(range.start), to = document.offsetAt(range.end), seen = new Set<string>();
    for (const finding of findings.filter(({ start, end }) => start <= to && from <= Math.max(end, start + 1))) {
      actions.push(...this.#about(document, finding, findings, !seen.has(finding.rule.id)));
      seen.add(finding.rule.id);
    }
    return actions;
  }

  #about(document: vscode.TextDocument, finding: Finding, all: readonly Finding[], isFirst: boolean): vscode.CodeAction[] {
    const { rule: { id, name }, fix } = finding, kind = vscode.CodeActionKind.QuickFix, found: vscode.CodeAction[] = [];
    const add = (title: string, edits: readonly Edit[]): vscode.CodeAction => {
      const action = edited(document, title, kind, edits);
      action.diagnostics = [diagnosticOf(document, finding)];
      found.push(action);
      return action;
    };
    if (fix !== undefined) add(fix.title, fix.edits).isPreferred = true;
    if (!isFirst) return found;
    const alike = all.filter((each) => each.rule.id === id && each.fix !== undefined);
    if (fix !== undefined && alike.length > 1) add(`Fix all ${alike.length} of ${id} (${name}) in this file`, fixesOf(alike));
    this.#editor.answer(document, 'sma', ({ result, lines }) => {
      const judged = this.#linter.judgedWith(document), here = silencingEdit(result, finding, 'line', judged, lines), everywhere = silencingEdit(result, finding, 'file', judged, lines);
      if (here !== undefined) add(`Silence ${id} (${name}) here`, [here]);
      if (everywhere !== undefined) add(`Silence ${id} (${name}) in this file`, [everywhere]);
    });
    const explain = new vscode.CodeAction(`Explain ${id} (${name})`, kind);
    explain.command = { title: explain.title, command: command.lintShowRule, arguments: [id] };
    explain.diagnostics = [diagnosticOf(document, finding)];
    return [...found, explain];
  }
}

const fixesOf = (findings: readonly Finding[]): Edit[] => editsOf(findings.flatMap(({ fix }) => fix ?? []));

function edited(document: vscode.TextDocument, title: string, kind: vscode.CodeActionKind, edits: readonly Edit[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, edits.map(({ start, end, text }) => new vscode.TextEdit(rangeOf(document, { start, end }), text)));
  return action;
}
