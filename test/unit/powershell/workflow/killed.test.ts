/** A workflow whose process ends at any moment, hundreds of times, without processes: what was kept and what comes after is what an undisturbed run writes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createEngine } from '../../../../src/powershell/engine/index.ts';
import { toText } from '../../../../src/powershell/runtime/convert/toText.ts';
import { systemClock, systemEnvironment, systemRandom } from '../../../../src/worker/sandbox/ports/systemPorts.ts';

const BODY = `workflow t {
  $sum = 0; $log = @(); $table = @{ n = 0 }
  foreach ($round in 1..28) {
    $r = foreach -parallel ($i in 1..3) { if ($round % 4 -eq 0) { Start-Sleep -Seconds 1 }; $round * 10 + $i }
    foreach ($x in $r) { $sum = $sum + $x }
    "round $round"; Write-Output -InputObject "sum $sum"
    if ($round % 5 -eq 0) { $t = InlineScript { $using:sum % 7 }; $log += $t; try { throw "e$round" } catch { Write-Warning -Message $_.Message }; Checkpoint-Workflow }
    if ($round % 3 -eq 0) { Write-Output -InputObject "kept $round" -PSPersist $true }
    1..2 | ForEach-Object -Sequence { if ($_ -eq 2) { Checkpoint-Workflow }; "item $round $_" }
    parallel { sequence { $a = $round; Checkpoint-Workflow; "branch $a" } Write-Verbose -Message 'beside' }
  }
  "end $sum $($log -join '')"
}`;

interface Kept { readonly lines: readonly string[]; readonly state: string | undefined; readonly outcome: string | undefined; readonly events: number }
/** Goes on from what was kept; behind so many events (records, checkpoints) the process is gone. */
function live(from: Kept, events: number): Kept {
  const lines = [...from.lines];
  let { state, lines: kept } = from, seen = 0, slept = 0n;
  const isDead = (): boolean => seen >= events;
  const engine = createEngine({
    records: { write(r) { if (isDead()) return; seen += 1; lines.push(`${r.stream} ${r.stream === 'Output' ? engine.use(() => toText(r.value)) : r.stream === 'Error' ? r.error.message : 'text' in r ? r.text : ''}`); }, keeps: (stream) => stream !== 'Progress' },
    clock: { ...systemClock, utcTicks: () => systemClock.utcTicks() + slept }, random: systemRandom, environment: systemEnvironment,
    wait: { sleep(ms) { slept += BigInt(Math.ceil(ms)) * 10_000n; return isDead(); } }, stop: { requested: isDead },
    checkpoints: { save(saved) { if (isDead()) return; seen += 1; state = saved; kept = [...lines]; }, suspendAsked: () => false },
  });
  const { outcome } = engine.run({ script: BODY, isWorkflow: true, ...(from.state === undefined ? {} : { checkpoint: from.state }) });
  return isDead() ? { lines: kept, state, outcome: undefined, events: seen } : { lines, state, outcome, events: seen };
}
const BEGIN: Kept = { lines: [], state: undefined, outcome: undefined, events: 0 };

describe('A workflow whose process is killed', function () {
  this.timeout(120_000);
  const whole = live(BEGIN, Infinity);

  it('goes on from its last checkpoint wherever it was cut off: nothing lost, nothing doubled', () => {
    assert.equal(whole.outcome, 'completed');
    assert.ok(whole.events > 200, `${whole.events} events`);
    for (let at = 1; at <= whole.events; at++) {
      const cut = live(BEGIN, at), done = live(cut, Infinity);
      assert.deepEqual([at, cut.outcome, done.outcome], [at, undefined, 'completed']);
      assert.deepEqual(done.lines, whole.lines, `cut off behind ${at} events`);
    }
  });

  it('goes on however often it is cut off', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 12 }), (cuts) => {
      const last = cuts.reduce((kept, at) => (kept.outcome === undefined ? live(kept, at) : kept), BEGIN);
      assert.deepEqual((last.outcome === undefined ? live(last, Infinity) : last).lines, whole.lines);
    }), { numRuns: 40 });
  });
});
