/** What ends early or runs a few at a time: branches beside one that throws, and a run that is stopped. Their finally blocks run. */
import assert from 'node:assert/strict';
import { flow, inSteps } from './harness.ts';

/** A run that is stopped when it first waits so long; as in a sandbox a stop is not seen while it is held. */
function stopped(text: string) {
  let asked = false, held = false;
  return flow(text, { host: {
    stop: { requested: () => asked && !held, hold(now) { held = now; } },
    wait: { sleep(ms) { if (ms > 5_000) asked = true; return asked && !held; } },
  } });
}

describe('Branches beside one that throws', () => {
  it('run their finally blocks to the end before the error goes on', () => {
    const { lines, outcome } = flow(`try {
      parallel {
        sequence { try { try { Start-Sleep -Seconds 60; 'no' } finally { 'a'; Start-Sleep -Seconds 1; 'b' } } catch { 'no' } 'no' }
        sequence { Start-Sleep -Seconds 2; throw 'x'; 'no' }
      }
      'no'
    } catch { "caught $($_.Message)" }
    'end'`);
    assert.deepEqual([lines, outcome], [['a', 'b', 'caught x', 'end'], 'completed']);
  });
  it('end from the inside out, and no further turn of a loop begins', () => {
    const { lines } = flow(`try {
      parallel {
        sequence { try { parallel { sequence { try { Start-Sleep -Seconds 60 } finally { Start-Sleep -Seconds 1; 'slow' } } sequence { try { Start-Sleep -Seconds 60 } finally { 'fast' } } } } finally { 'around' } }
        foreach -parallel -ThrottleLimit 1 ($i in 1..3) { try { Start-Sleep -Seconds 60 } finally { "turn $i" } }
        sequence { Start-Sleep -Seconds 2; throw 'x' }
      }
    } catch { "caught $($_.Message)" }`);
    assert.deepEqual(lines, ['fast', 'turn 1', 'slow', 'around', 'caught x']);
  });
  it('run them where nobody takes the error; what a finally block throws is an error it has written', () => {
    const ran = flow(`parallel { sequence { try { Start-Sleep -Seconds 60 } finally { 'fin'; throw 'second' } } sequence { Start-Sleep -Seconds 1; throw 'first' } }; 'no'`);
    assert.deepEqual([ran.lines[0], ran.outcome, ran.failure], ['fin', 'failed', 'first']);
    assert.match(ran.lines[1] ?? '', /^E .*second/);
  });
  it('are not cut short in a finally block that runs already', () => {
    const { lines } = flow(`try { parallel { sequence { try { 'a' } finally { Start-Sleep -Seconds 9; 'b' } 'no' } sequence { Start-Sleep -Seconds 2; throw 'x' } } } catch { "caught $($_.Message)" }`);
    assert.deepEqual(lines, ['a', 'b', 'caught x']);
  });
  it('go on from a checkpoint that was taken meanwhile', () => {
    const text = `$PSPersistPreference = $true
      try { parallel { sequence { try { Start-Sleep -Seconds 60 } finally { Write-Output a; Write-Output b } } sequence { Start-Sleep -Seconds 1; throw 'x' } } } catch { "caught $($_.Message)" }
      Write-Output end`;
    const cut = inSteps(text);
    assert.deepEqual([cut.lines, cut.outcome], [['a', 'b', 'caught x', 'end'], 'completed']);
    assert.ok(cut.steps >= 3, `${cut.steps} checkpoints`);
  });
});

describe('A workflow that is stopped', () => {
  it('runs the finally blocks of all branches, and of what is around them, to their end', () => {
    const { lines, outcome } = stopped(`try {
      try { parallel { sequence { try { 'a'; Start-Sleep -Seconds 60; 'no' } finally { 'fin a'; Start-Sleep -Milliseconds 20; 'fin a2' } } sequence { 'b'; Start-Sleep -Seconds 60; 'no' } } } catch { 'no' }
      'no'
    } finally { 'outer'; Checkpoint-Workflow; $z = 0; 1/$z; 'no' }`);
    assert.deepEqual([lines.slice(0, -1), outcome], [['a', 'b', 'fin a', 'fin a2', 'outer'], 'stopped']);
    assert.match(lines.at(-1) ?? '', /^E .*divide by zero/);
  });
  it('stops in the middle of an expression too, and of a workflow that a script has called', () => {
    let steps = 0, held = false;
    const host = { stop: { requested: () => ++steps > 3 && !held, hold(now: boolean) { held = now; } } };
    assert.deepEqual(flow(`try { while ($true) { $x = 1 } } finally { 'fin' }`, { host }).lines, ['fin']);
    const { lines, outcome } = stopped(`workflow t { InlineScript { workflow c { try { Start-Sleep -Seconds 60 } finally { 'inner' } }; try { c } finally { 'script' } } }`);
    assert.deepEqual([lines, outcome], [['inner', 'script'], 'stopped']);
  });
});

describe('The throttle of a loop', () => {
  it('is a number, or none where it is null, zero or less; anything else is an error', () => {
    assert.deepEqual(['$null', '0', '-1', "'2'", '(1 + 1)'].map((limit) => flow(`foreach -parallel -ThrottleLimit ${limit} ($i in 1..2) { $i }`).lines.toSorted()), Array.from({ length: 5 }, () => ['1', '2']));
    const { outcome, failure } = flow("foreach -parallel -ThrottleLimit 'many' ($i in 1..2) { $i }");
    assert.equal(outcome, 'failed');
    assert.match(failure ?? '', /Cannot convert value "many" to type "System\.Int32"/);
  });
});

describe('-PSProgress', () => {
  it('takes what an activity or its script tells of its progress, instead of the stream', () => {
    const ran = flow(`Write-Progress -Activity a -Status b -PercentComplete 5 -PSProgress $v
      InlineScript { Write-Progress -Activity i -Status s -Completed } -PSProgress $w
      Write-Progress -Activity shown -Status s
      "$($v.Count) $($v[0].Activity) $($v[0].StatusDescription) $($v[0].PercentComplete) $($w[0].Activity) $($w[0].RecordType)"`);
    assert.deepEqual(ran.lines, ['1 a b 5 i Completed']);
    assert.deepEqual(ran.progress.filter((p) => / [bs] /.test(p)), ['shown s -1']);
  });
});
