import assert from 'node:assert/strict';
import { flow, inSteps } from './harness.ts';

/** `$r = foreach`, `foreach -parallel`, `parallel` and `sequence`: outputs go into the variable as they are written (workflow-semantics.md 1.2 and 4). */
describe('Variables that collect what a block writes', () => {
  const show = `; "[$($r -join ',')]"`;
  const lines = (text: string): readonly string[] => { const { lines: all, failure } = flow(text + show); return [...all, ...(failure === undefined ? [] : [failure])]; };
  const EACH = 'foreach ($i in 1..3) { if ($i -eq 3) { throw "x" }; $i }';

  it('keep it where a throw inside is caught outside', () => {
    for (const block of [EACH, EACH.replace('foreach', 'foreach -parallel'), 'sequence { 1; 2; throw "x" }', 'parallel { sequence { 1; 2; throw "x" } }']) {
      assert.deepEqual(lines(`try { $r = ${block} } catch { 'c' }`), ['c', '[1,2]'], block);
    }
    assert.deepEqual(lines(`try { $r = foreach ($k in 1..2) { ${EACH} } } catch { 'c' }`), ['c', '[1,2]'], 'of a block inside');
    assert.deepEqual(lines(`try { [int[]]$r = ${EACH} } catch { 'c' }`), ['c', '[1,2]'], 'with a type');
    assert.deepEqual(lines(`try { [int]$r = ${EACH} } catch { "$_" }`), ['System.Exception: x', '[]'], 'a type that does not take a part hides no error');
    assert.deepEqual(lines(`$r = @(0); try { $r += ${EACH} } catch { 'c' }`), ['c', '[0,1,2]']);
  });
  it('are emptied first by foreach, and added to by parallel and sequence', () => {
    assert.deepEqual(lines('$r = 9; $r = foreach ($i in 1..2) { $i }'), ['[1,2]']);
    assert.deepEqual(lines("$r = 9; try { $r = foreach ($i in 1) { throw 'x' } } catch { 'c' }"), ['c', '[]']);
    assert.deepEqual(lines('$r = 9; $r = foreach -parallel ($i in 1) { 1 }'), ['[1]']);
    assert.deepEqual(lines('$r = 9; $r = sequence { 1; 2 }'), ['[9,1,2]']);
    assert.deepEqual(lines('$r = 8, 9; $r = parallel { 1 }'), ['[8,9,1]']);
    assert.deepEqual(lines('$r = 9; $r = sequence { }'), ['[9]']);
  });
  it('are read inside as they are by then; who has read them keeps what was there', () => {
    assert.deepEqual(lines('$r = foreach ($i in 1..3) { $i; $k = $r.Count; "k$k" }'), ['[1,k1,2,k3,3,k5]']);
    assert.deepEqual(lines('$r = foreach ($i in 1..3) { $i; if ($i -eq 2) { $old = $r } }; "$old"'), ['1 2', '[1,2,3]']);
    assert.deepEqual(lines('$r = foreach ($i in 1..2) { $i; foreach ($x in $r) { "x$x" } }'), ['[1,x1,2,x1,xx1,x2]']);
  });
  it('neither lose nor double anything where the workflow goes on from any checkpoint inside', () => {
    for (const text of [
      '$r = foreach ($i in 1..3) { $i; Checkpoint-Workflow; $k = $r.Count; "k$k" }',
      '$r = 8; try { $r = sequence { 1; Checkpoint-Workflow; 2; "c$($r.Count)"; Checkpoint-Workflow; throw "x" } } catch { "c" }',
      '$r = 8; $r = parallel { sequence { 1; Checkpoint-Workflow; 2 } }; Checkpoint-Workflow',
      'try { $r = foreach -parallel -ThrottleLimit 1 ($i in 1..3) { Checkpoint-Workflow; $i; if ($i -eq 3) { throw "x" } } } catch { "c" }',
    ]) {
      const whole = flow(text + show), steps = inSteps(text + show);
      assert.ok(steps.steps > 0, text);
      assert.equal(steps.outcome, 'completed', text);
      assert.deepEqual(steps.lines, whole.lines, text);
    }
  });
});
