/**
 * Runs a small script before the job is known, so that what every runbook needs is loaded and compiled when it arrives.
 * It writes nowhere and asks nobody.
 */
import { cmdlets } from '../../powershell/cmdlets/index.ts';
import { outString } from '../../powershell/format/outString.ts';
import { runtimeView } from '../../powershell/format/runtimeView.ts';
import { Engine } from '../../powershell/runtime/engine.ts';
import { systemClock, systemEnvironment, systemRandom } from './ports/systemPorts.ts';

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

export function warmUp(): void {
  const engine = new Engine({
    records: { write: (record) => { if (record.stream === 'Output') engine.use((session) => outString([record.value], runtimeView((block, item) => session.evaluateBlock(block, item)), { width: 80 })); } },
    clock: systemClock, random: systemRandom, environment: systemEnvironment, wait: { sleep: () => false }, stop: { requested: () => false }, checkpoints: { save: () => {}, suspendAsked: () => false },
  }, cmdlets);
  engine.run({ script: SCRIPT, file: 'x', parameters: { Count: 2 } });
  engine.run({ script: WORKFLOW, file: 'x', isWorkflow: true });
}
