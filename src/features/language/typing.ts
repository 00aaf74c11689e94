import * as vscode from 'vscode';

/**
 * How the editor behaves while PowerShell is typed: brackets and comment marks come from its own rules for the language,
 * which say nothing of indentation and of comments that go on over lines.
 */
export const typingRules: vscode.LanguageConfiguration = {
  indentationRules: {
    // Up to the first bracket that is not closed in its line; not in a comment.
    increaseIndentPattern: /^(?:[^#"']|"[^"]*"|'[^']*')*[{(][^})"'#]*(?:#.*)?$/,
    decreaseIndentPattern: /^\s*[})]/,
  },
  onEnterRules: [
    // `{|}` becomes three lines.
    { beforeText: /^.*\{[^}]*$/, afterText: /^\s*\}.*$/, action: { indentAction: vscode.IndentAction.IndentOutdent } },
    { beforeText: /^.*\([^)]*$/, afterText: /^\s*\).*$/, action: { indentAction: vscode.IndentAction.IndentOutdent } },
    // A line comment goes on where it is parted.
    { beforeText: /^\s*#(?!region|endregion|requires).*\S.*$/i, afterText: /^\S.*$/, action: { indentAction: vscode.IndentAction.None, appendText: '# ' } },
    // Opening a help comment gives its end too.
    { beforeText: /^\s*<#\s*$/, afterText: /^\s*#>$/, action: { indentAction: vscode.IndentAction.IndentOutdent } },
  ],
};
