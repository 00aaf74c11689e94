/**
 * A glob pattern that takes `.ps1` in any case, as the editor's language and SMA do: `Get-Report.PS1` is a runbook too.
 * Patterns are compared by letter where file names are, so that one without it would not find such a file.
 */
export const anyCaseScripts = (pattern: string): string => pattern.replaceAll(/(?<=[.,{])ps1\b/gi, '[pP][sS]1');
