import * as vscode from 'vscode';
import { command } from '../../../app/ids.ts';
import type { Finding, Severity } from '../../../project/lint/index.ts';
import { rangeOf } from '../editor.ts';

/** The source of the linter's diagnostics. */
export const SOURCE = 'sma';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information, hint: vscode.DiagnosticSeverity.Hint,
};
/** Shown faded: unreachable code, variables that nobody reads. */
const unneeded: ReadonlySet<string> = new Set(['SMA6001', 'SMA6002']);

/** A finding as the editor shows it; its code is a link to the rule's documentation. */
export function diagnosticOf(document: vscode.TextDocument, { rule: { id }, severity, message, start, end }: Finding): vscode.Diagnostic {
  // A finding at one place is shown as one character.
  const diagnostic = new vscode.Diagnostic(rangeOf(document, { start, end: Math.max(end, start + 1) }), message, severities[severity]);
  diagnostic.source = SOURCE;
  diagnostic.code = { value: id, target: vscode.Uri.parse(`command:${command.lintShowRule}?${encodeURIComponent(JSON.stringify([id]))}`) };
  if (unneeded.has(id)) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}
