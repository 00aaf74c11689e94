import assert from 'node:assert/strict';
import { run } from './harness.ts';

describe('[Environment]::Exit', () => {
  it('ends the runbook as exit does, whatever stands around it', () => {
    for (const text of ['"one"; [Environment]::Exit(3); "two"', '"one"; try { [System.Environment]::Exit(3) } catch { "caught" }; "two"', 'function F { [Environment]::Exit(3) }\n"one"; 1 | ForEach-Object { F }; "two"']) {
      const { output, result } = run(text);
      assert.deepEqual([output, result.outcome, result.exitCode], [['one'], 'completed', 3], text);
    }
  });
});
