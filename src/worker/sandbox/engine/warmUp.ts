/**
 * Runs a small script before the job is known, so that what every runbook needs is loaded and compiled when it arrives.
 * It writes nowhere and asks nobody.
 */
import { MessageChannel } from 'node:worker_threads';
import { EngineLink } from './engineLink.ts';
import type { SandboxJob } from '../protocol.ts';
import { runJob } from '../runJob.ts';
import { SharedState } from './sharedState.ts';

const SCRIPT = `param([string]$Name = 'x', [int]$Count = 2)
function Get-One { param($A) return $A }
$list = @(); $table = @{ a = 1 }
foreach ($i in 1..$Count) { if ($i -gt 1) { $list += "n $i $(Get-One $i)" } else { $table['b'] = $i } }
try { throw 'x' } catch { $null = $_.Exception.Message }
$object = [pscustomobject]@{ Name = $Name; Size = 1.5 }
1..3 | Where-Object { $_ -gt 1 } | ForEach-Object { Write-Output "v $_" } | Sort-Object | Select-Object -First 1
Write-Verbose 'v'; Write-Warning 'w'; $object | ConvertTo-Json -Compress; $object`;

/** The same for workflows: every kind of activity once. */
const WORKFLOW = `workflow X { param([string]$Name = 'x', [int]$Count = 2)
$list = @(); if ($Count -gt 1) { foreach ($i in 1..$Count) { $list += "n $i"; Write-Output -InputObject $i } } else { $n = 0; while ($n -lt 1) { $n++ } }
$r = foreach -parallel ($p in 1..2) { sequence { $q = $p; $q } }; $s = $Name.ToUpper(); switch (2) { 1 { 'a' } 2 { 'b' } }
try { throw 'x' } catch { $m = $_.Message }; $o = 1..2 | Where-Object -FilterScript { $_ -gt 1 }; $t = InlineScript { $using:s }; Write-Verbose -Message 'v'; Checkpoint-Workflow; $s }`;

/** A link to nobody: what is written goes nowhere, and counts as stored. */
class NobodyLink extends EngineLink {
  constructor() {
    const shared = new SharedState();
    shared.checkpointStored(0x7fffffff);
    super(new MessageChannel().port1, shared);
  }
  override post(): void {}
  override get acknowledged(): number { return Number.POSITIVE_INFINITY; }
}

const job = (script: string, runbookType: SandboxJob['runbookType']): SandboxJob => ({
  jobId: '00000000-0000-0000-0000-000000000000', runbookId: '', runbookName: 'x', runbookVersionId: '', runbookType, script, parameters: [{ name: 'Count', value: '2', type: 'System.Int32' }],
  isTest: false, logVerbose: true, logProgress: false, logDebug: false, attempt: 0, keepAllStreams: true, width: 80,
});

export function warmUp(): void {
  runJob(job(SCRIPT, 'PowerShellScript'), new NobodyLink());
  runJob(job(WORKFLOW, 'Script'), new NobodyLink());
}

/** What begins and ends every job, once more: after ten times it takes a fifth of a millisecond, the first time a whole one. */
export function warmUpStart(): void {
  runJob({ ...job('', 'PowerShellScript'), parameters: [] }, new NobodyLink());
}
