import { cmdletCatalogue, commonParameters } from '../../../powershell/cmdlets/catalogue.ts';
import { ParsedText } from '../parsedText.ts';
import type { Candidates, KnowledgeView } from './candidate.ts';
import { candidatesAt } from './candidates.ts';

/** What nobody has to be asked for: a warm-up causes no question to a server and starts no program. */
const view: KnowledgeView = {
  connectionName: '', cmdlets: cmdletCatalogue, runbooks: [], command: (name) => cmdletCatalogue.find((facts) => facts.name === name),
  loadedFunctions: () => [], commonParameters: () => commonParameters, assets: () => undefined, folderAssets: () => new Map(), connectionFields: () => [],
};

/** A runbook as people write them, in which somebody types where the bar stands. */
const text = (typed: string): string => `<#\n.SYNOPSIS\nSays what it does.\n#>\nworkflow Test-Disk {\n  param([Parameter(Mandatory)][string]$Server, [int]$Times = 3)\n  $limit = Get-AutomationVariable -Name 'Limit'
  foreach -parallel ($one in $Server -split ',') {\n    try { $found = InlineScript { Get-ChildItem -Path "$using:one\\c$" | Where-Object { $_.Length -gt $using:limit } } } catch { Write-Error -Message $_.Exception.Message }\n    Checkpoint-Workflow
    if ($found.Count -gt 0 -and $Times) { Write-Output @{ Server = $one; Found = $found } }\n    ${typed}\n  }\n}\n`;
const places = ['Get-Ch|', '$ser|', 'Get-ChildItem -Pa|', "Get-AutomationVariable -Name '|'", '[str|', '(Get-Date).|', 'Write-Output -|'];

/**
 * The questions that come first while somebody types, asked of a text of its own, each in a turn: tables are read and code is compiled before
 * the first one counts.
 */
export function* warmUp(): Generator<Candidates | undefined> {
  for (const place of places) {
    const written = text(place), offset = written.indexOf(place) + place.indexOf('|');
    yield candidatesAt(new ParsedText(written.slice(0, offset) + written.slice(offset + 1)), offset, view);
  }
}
