import { parse } from '../../../../src/powershell/index.ts';
import { fileFacts } from '../../../../src/project/folder/index.ts';
import { findRule, indexedFacts, lint, type Finding, type FolderFacts } from '../../../../src/project/lint/index.ts';

const texts: Readonly<Record<string, string>> = {
  'Send-Report': 'workflow Send-Report { param([Parameter(Mandatory = $true)] [string] $To, [string] $Subject) "$To $Subject" }',
  'Call-Main': 'workflow Call-Main { Main }',
  'New-Draft': 'workflow New-Draft { "x" }',
  'Clear-Disk2': '"x"',
  'Set-Disk2': 'param([Parameter(Mandatory = $true)] [Alias("Target")] [string] $Disk, [int] $Size) "$Disk"',
  'Get-Set': "[CmdletBinding(DefaultParameterSetName = 'ByName')] param([Parameter(Mandatory, ParameterSetName = 'ByName')] [string] $Name, [Parameter(Mandatory, ParameterSetName = 'ById')] [int] $Id, [Parameter(Mandatory)] [string] $All)\n\"$Name $Id $All\"",
  'Get-Free': "[CmdletBinding(DefaultParameterSetName = 'None')] param([Parameter(Mandatory, ParameterSetName = 'A')] [string] $A, [Parameter(Mandatory, ParameterSetName = 'B')] [string] $B)\n\"$A $B\"",
  'Get-Leaf': 'function Get-Leaf { param($n) Main $n }',
  'Use-Login': 'param([string] $Name, [PSCredential] $Login, [switch] $Quick) "$Name"',
  Main: 'workflow Main { Call-Main }',
};
const known = indexedFacts(Object.entries(texts).map(([fileName, text]) => ({ facts: fileFacts(fileName, parse(text)) })), { runbooks: undefined, assets: {} });

/** The folder that the examples of the rules stand in. */
export const folder: FolderFacts = {
  runbooks: new Map([...known.runbooks!].map(([key, runbook]) => [key, key === 'new-draft' ? { ...runbook, isPublished: false } : runbook])),
  assets: { Variable: new Set(['limit']), Credential: new Set(['admin']) },
};

/** Findings of one rule, or of all, in a text of the file Main.ps1. */
export const check = (text: string, rule?: string): Finding[] =>
  lint({ result: parse(text), fileName: 'Main', folder, only: rule === undefined ? undefined : new Set([findRule(rule)!.id]) });
