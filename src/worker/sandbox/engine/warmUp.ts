/**
 * Runs a small script before the job is known, so that what every runbook needs is loaded and compiled when it arrives.
 * It writes nowhere and asks nobody.
 */
import { MessageChannel } from 'node:worker_threads';
import { EngineLink } from './engineLink.ts';
import type { SandboxJob } from '../protocol.ts';
import { readyEngine, runJob } from '../runJob.ts';
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

/**
 * A link to nobody: what is written goes nowhere, and counts as stored. It is of the class that the job's own is of: code that has only seen
 * another would have to learn it when the job begins, which takes four times as long as the start itself.
 */
function nobodyLink(): EngineLink {
  const shared = new SharedState(), { port1, port2 } = new MessageChannel();
  shared.checkpointStored(0x7fffffff);
  shared.acknowledge(0x7fffffff);
  port2.close();
  return new EngineLink(port1, shared);
}
let nobody: EngineLink | undefined;

/** As it comes from the main thread, and for the same reason: an object that was written here has another shape. */
const arrived = (one: SandboxJob): SandboxJob => structuredClone(one);
const job = (script: string, runbookType: SandboxJob['runbookType']): SandboxJob => ({
  jobId: '00000000-0000-0000-0000-000000000000', runbookId: '', runbookName: 'x', runbookVersionId: '', runbookType, script, parameters: [{ name: 'Count', value: '2', type: 'System.Int32' }],
  isTest: false, logVerbose: true, logProgress: false, logDebug: false, attempt: 0, keepAllStreams: true, width: 80,
});

export function warmUp(): void {
  runJob(arrived(job(SCRIPT, 'PowerShellScript')), (nobody ??= nobodyLink()));
  runJob(arrived(job(WORKFLOW, 'Script')), nobody);
}

/** What begins and ends every job, once more: after ten times it takes a fifth of a millisecond, the first time a whole one. */
export function warmUpStart(): void {
  nobody ??= nobodyLink();
  runJob(arrived({ ...job('', 'PowerShellScript'), parameters: [] }), nobody, 'builtIn', readyEngine(nobody));
}
