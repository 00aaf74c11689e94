import assert from 'node:assert/strict';
import { flow, inSteps } from './harness.ts';

describe('functions and workflows that a workflow defines', () => {
  it('are known in all of it, in whichever block they stand', () => {
    for (const [body, wanted] of [
      ['if ($true) { function f($a) { $a * 2 } f 3 }; f 4', ['6', '8']],
      ['parallel { function f($a) { $a * 2 }; f 3 }; f 4', ['6', '8']],
      ['foreach -parallel ($i in 1) { function f($a) { $a * 2 }; f $i }', ['2']],
      ['switch (1) { 1 { function f { "one" }; f } }; f', ['one', 'one']],
      ['if ($false) { workflow inner { "in" } }; inner', ['in']],
    ] as const) assert.deepEqual([flow(body).lines, flow(body).outcome], [wanted, 'completed'], body);
  });
  it('are there behind a checkpoint', () => {
    assert.deepEqual(inSteps('if ($true) { function f { "f" } Checkpoint-Workflow; f }; Checkpoint-Workflow; f').lines, ['f', 'f']);
  });
  it('are not there twice, nor outside', () => {
    assert.deepEqual(flow('if ($true) { function f { 1 } } else { function f { 2 } }; f').refused, ['FunctionRedefinitionNotAllowed']);
    assert.deepEqual(flow('workflow c { if ($true) { function f { 1 } } } workflow t { f }').refused, ['CommandNotFound']);
  });
});
