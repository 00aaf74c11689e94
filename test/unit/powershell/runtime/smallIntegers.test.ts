/** Integers below Int32 and UInt32, letters and dates beside each other: what PowerShell 7.6 answered, in both gears. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from '../cmdlets/inFolder.ts';

const SCRIPT = [
  '$b = [byte]200; $s = [sbyte]-5; $h = [int16]300; $u16 = [uint16]60000; [uint32]$u = 4000000000; $i = 7',
  '$r = @(($b + $b), ($b - 201), ($b * $b), ($b / 3), ($b / 4), ($b % 7), ($s + 1), ($s * $s), ($s % 3), ($h * $h), ($h * 30000), ($u16 * $u16), ($u + 1), ($u + $u), ($u - 1), ($u - $u), (5 - $u), ($u * 2), ($u * $u), ($u / 2), ($u / 3), ($u % 7), ($u + -1), (-1 + $u), ($u - 4000000000), ($u % -7), ($u * -1), ($u / -2), ($i + $b), ($i - $b), ($i * $s), ($i / $b), ($b + 1.5), ($b + 1L), ($u + 1L), ($b + [decimal]1), ($b + $s), ($b - $s), ($u16 + $u), ($s + $u), ([byte]0 * $s), ([byte]0 / $s), ([byte]0 % $s))',
  '($r | ForEach-Object { "$($_.GetType().Name):$_" }) -join \' \'',
  '(@(($b -gt $s), ($b -eq 200), ($u -eq 4000000000), ($u -gt -1), ($s -lt $b), ($h -ge 300), ($u16 -le $u), ([byte]1 -eq \'1\'), ([byte]1 -eq 1.0), ($u -lt 5L), ([char]\'a\' -eq [char]\'A\'), ([char]\'a\' -ceq [char]\'A\'), ([char]\'a\' -ceq [char]\'a\'), ([char]\'a\' -ne [char]\'b\')) | ForEach-Object { "$_" }) -join \' \'',
  'try { $b / 0 } catch { $_.Exception.Message }; try { $u % 0 } catch { $_.Exception.Message }',
  '$d = [datetime]\'2024-03-05 06:07:08\'; $e = [datetime]\'2024-03-01\'; "$($d - $e) $(($d - [timespan]\'1:00\').ToString(\'s\')) $(($d + [timespan]\'1:00\').ToString(\'s\')) $(($d - $e).GetType().Name)"; try { $d - 5 } catch { $_.FullyQualifiedErrorId }; "$(([datetimeoffset]\'2024-03-05Z\' - [datetimeoffset]\'2024-03-04Z\')) $([timespan]\'1:00\' + \'2:00\')"',
  '$d.ToString("yyyy-MM-dd dddd MMM d yy H:mm\'d\'"); $a = [int[]]::new(3); "$a $($a.GetType().Name)"; $o = [object[]]::new(2); "$($o.Count) $($null -eq $o[1])"; ([string[]]::new(2)).Count; ([datetime[]]::new(1))[0].Year; $z = [int[,]]::new(2, 2); $z[1, 1]',
].join('\n');
const ANSWERS = [
  'Int32:400 Int32:-1 Int32:40000 Double:66.6666666666667 Int32:50 Int32:4 Int32:-4 Int32:25 Int32:-2 Int32:90000 Int32:9000000 Double:3600000000 UInt32:4000000001 Double:8000000000 UInt32:3999999999 UInt32:0 Double:-3999999995 Double:8000000000 Double:1.6E+19 UInt32:2000000000 Double:1333333333.33333 UInt32:3 Int64:3999999999 Int64:3999999999 Int64:0 Int64:3 Int64:-4000000000 Int64:-2000000000 Int32:207 Int32:-193 Int32:-35 Double:0.035 Double:201.5 Int64:201 Int64:4000000001 Decimal:201 Int32:195 Int32:205 UInt32:4000060000 Int64:3999999995 Int32:0 Int32:0 Int32:0',
  'True True True True True True True True True False True False True True',
  'Attempted to divide by zero.',
  'Attempted to divide by zero.',
  '4.06:07:08 2024-03-05T05:07:08 2024-03-05T07:07:08 TimeSpan',
  'MethodCountCouldNotFindBest',
  '1.00:00:00 03:00:00',
  '2024-03-05 Tuesday Mar 5 24 6:07d',
  '0 0 0 Int32[]',
  '2 True',
  '2',
  '1',
  '0',
];

describe('Small integers, letters and dates', () => {
  afterEach(removeFolders);
  it('are reckoned with and compared as in PowerShell', () => {
    assert.deepEqual(runInFolder(SCRIPT).output, ANSWERS);
  });
  it('are so in a loop that has run long enough to be written as JavaScript', () => {
    const { output } = runInFolder(`for ($turn = 0; $turn -lt 120; $turn++) {\n${SCRIPT}\n}`);
    assert.deepEqual(output.slice(-ANSWERS.length), ANSWERS);
  });
});
