import assert from 'node:assert/strict';
import { gears } from '../../../../src/powershell/runtime/compile/generate/gears.ts';
import { run } from './harness.ts';

describe('$? after a condition', () => {
  const before = { ...gears };
  afterEach(() => { Object.assign(gears, before); });
  const cases: Readonly<Record<string, readonly [script: string, want: readonly string[]]>> = {
    'that ran a command is true, whatever the command did': ["foreach ($i in 1, 2) { if (Write-Error x -ErrorAction Ignore) { 'no' } else { $? }; if (Get-Command nope -ErrorAction SilentlyContinue) { 'no' }; $? }", ['True', 'True', 'True', 'True']],
    'of a loop too': ["while (Write-Error x -ErrorAction Ignore) { 'no' }; $?; do { $n++ } while ((Write-Error x -ErrorAction Ignore) -or $n -lt 2); $?; for (; Write-Error x -ErrorAction Ignore;) { 'no' }; $?", ['True', 'True', 'True']],
    'within the condition it is what the command left': ["if ((Write-Error x -ErrorAction Ignore) -or -not $?) { 'failed' }; if ('a' && Write-Error x -ErrorAction Ignore) { $? }", ['failed', 'True']],
    'that ran none is as it was': ['Write-Error x -ErrorAction Ignore; if (1) { $? }; Write-Error x -ErrorAction Ignore; if ({ Get-Date }) { $? }', ['False', 'False']],
  };
  for (const [what, [script, want]] of Object.entries(cases)) {
    it(what, () => {
      for (const speed of [Infinity, 0]) { Object.assign(gears, { turns: speed, calls: speed }); assert.deepEqual(run(script).output, want, String(speed)); }
    });
  }
});
