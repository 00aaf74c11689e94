/** Double.NaN: equal to nothing, itself neither, in both gears. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

describe('Not-a-number', () => {
  afterEach(removeFolders);
  it('is equal to nothing', () => {
    const { output } = runInFolder('$n = [double]::NaN; "$($n -eq $n) $($n -ne $n) $(@($n) -contains $n) $($n.Equals($n)) $([single]::NaN -eq [single]::NaN)"; $seen = 0; for ($i = 0; $i -lt 400; $i++) { if ($n -eq $n) { $seen++ } }; $seen');
    assert.deepEqual(output, ['False True False True False', '0']);
  });
});
