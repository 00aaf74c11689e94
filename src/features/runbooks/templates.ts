import type { RunbookType } from '../../sma/runbookType.ts';

/** What a new runbook's file begins with: runs as it is, and shows parameter, output and the help comment. */
export function runbookTemplate(type: RunbookType, name: string): string {
  const help = (indent: string): string => ['<#', '.SYNOPSIS', '    What this runbook does, in one line.', '.PARAMETER Name', '    What the parameter means.', '#>'].map((line) => `${indent}${line}`).join('\n');
  if (type === 'PowerShellScript') return `${help('')}\nparam(\n    [string] $Name = 'World'\n)\n\nWrite-Output "Hello $Name"\n`;
  return `${help('')}\nworkflow ${name} {\n    param(\n        [string] $Name = 'World'\n    )\n\n    Write-Output "Hello $Name"\n}\n`;
}
