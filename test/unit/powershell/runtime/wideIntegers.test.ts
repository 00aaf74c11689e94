/** Int64, alone and beside Int32, Double and Decimal: what PowerShell 7.6 answered, in both gears. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const SCRIPT = [
  '[long]$m = [long]::MinValue; [long]$x = [long]::MaxValue',
  '$r = @(($x + 1), ($x - 1), ($m - 1), ($m + $m), ($x * 2), (2 * $x), ($m / 2), ([long]7 / 2), ([long]8 / 2), (-8L / 2), (-7L / 2), (7L / -2), (-7L % 2), (7L % -2), ($m % 10), (5 + 3L), (3 - 5L), (3 * 4L), (3L * 4), (300L + 2000), (2000 - 300L), (1.5 + 3), (3 + 1.5), (3 - 1.5), (1.5 - 3), (3 / 1.5), (1.5 / 3), (3 * 1.5), (3L + 1.5), (1.5 * 3L), ([decimal]1.1 + [decimal]1.1), ([decimal]-0.0 + 1), ([decimal]1.1 + 1))',
  '($r | ForEach-Object { "$($_.GetType().Name):$_" }) -join \' \'',
  '(@((3L -eq 3), (3 -eq 3L), (3L -lt 4), (3L -gt 4), (300000L -eq 300000), (3L -ne 3), (-300L -le -300), (3L -eq 3.0), (3L -eq \'3\'), (3L -band 5), (-1L -bor 0), (1L -eq $true)) | ForEach-Object { "$_" }) -join \' \'',
  '[long]$n = 5; $n = $n / 2; "$n $($n.GetType().Name)"; try { $n = \'a\' } catch { $_.FullyQualifiedErrorId }; $n = 7.5; $n; $n = \'12\'; $n',
  'try { 3L / 0 } catch { $_.Exception.Message }; try { 3L % 0 } catch { $_.Exception.Message }; 3.0 / 0; 3 / 0.0',
].join('\n');
const ANSWERS = [
  'Double:9.22337203685478E+18 Int64:9223372036854775806 Double:-9.22337203685478E+18 Double:-1.84467440737096E+19 Double:1.84467440737095E+19 Double:1.84467440737095E+19 Int64:-4611686018427387904 Double:3.5 Int64:4 Int64:-4 Double:-3.5 Double:-3.5 Int64:-1 Int64:1 Int64:-8 Int64:8 Int64:-2 Int64:12 Int64:12 Int64:2300 Int64:1700 Double:4.5 Double:4.5 Double:1.5 Double:-1.5 Double:2 Double:0.5 Double:4.5 Double:4.5 Double:4.5 Decimal:2.2 Decimal:1 Decimal:2.1',
  'True True True False True False True True True 1 -1 True',
  '2 Int64',
  'RuntimeException',
  '8',
  '12',
  'Attempted to divide by zero.',
  'Attempted to divide by zero.',
  'Infinity',
  'Infinity',
];

describe('Wide integers', () => {
  afterEach(removeFolders);
  it('are reckoned with, compared and converted as in PowerShell', () => {
    assert.deepEqual(runInFolder(SCRIPT).output, ANSWERS);
  });
  it('are so in a loop that has run long enough to be written as JavaScript', () => {
    const { output } = runInFolder(`for ($turn = 0; $turn -lt 120; $turn++) {\n${SCRIPT}\n}`);
    assert.equal(output.length, 120 * ANSWERS.length);
    assert.deepEqual(output.slice(-ANSWERS.length), ANSWERS);
  });
});
