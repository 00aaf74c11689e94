/** Get-Random and Get-SecureRandom: the types of the numbers, their limits, and the sequence of a seed. */
import { table } from '../runtime/table.ts';

describe('Random numbers', () => {
  table([
    ['have the type of their limits', 'foreach ($p in @{ }, @{ Maximum = 5L }, @{ Minimum = 1.0 }, @{ Maximum = 5d }, @{ Maximum = "7" }, @{ Maximum = "5000000000" }, @{ Minimum = [long]::MinValue; Maximum = [long]::MaxValue }, @{ Minimum = [int]::MinValue; Maximum = [int]::MaxValue }) { (Get-Random @p).GetType().Name }',
      'Int32|Int64|Double|Double|Int32|Int64|Int64|Int32'],
    ['are taken of a list where the limit would stand', "Get-Random 7, 7, 7; (Get-Random @('a', 'b')) -in 'a', 'b'; @(Get-Random 1, 2, 3 -Count 2).Count", '7|True|2'],
    ['stay inside them', '$ok = $true; $null = Get-Random -SetSeed 3; foreach ($i in 1..200) { $a = Get-Random -Minimum ([int]::MinValue) -Maximum ([int]::MaxValue); $b = Get-Random -Minimum -5 -Maximum 5; $c = Get-Random -Minimum ([long]::MinValue) -Maximum ([long]::MaxValue); $d = Get-Random -Minimum 1e308 -Maximum 1.7e308; $ok = $ok -and $a -lt [int]::MaxValue -and $b -ge -5 -and $b -lt 5 -and $c -lt [long]::MaxValue -and $d -ge 1e308 -and $d -lt 1.7e308 }; $ok; (Get-Random -Minimum ([double]::MinValue) -Maximum ([double]::MaxValue)).GetType().Name', 'True|Double'],
    ['are the same for the same seed, made of .NET\'s bytes', '$r = [random]::new(23); $b = [byte[]]::new(4); $r.NextBytes($b); $n = [bitconverter]::ToInt32($b, 0); if ($n -lt 0) { $n += [int]::MaxValue }; (Get-Random -SetSeed 23) -eq [int][math]::Truncate($n * (1 / [int]::MaxValue) * [int]::MaxValue); $a = (Get-Random -Maximum 100 -SetSeed 7), (Get-Random -Maximum 100); $b = (Get-Random -Maximum 100 -SetSeed 7), (Get-Random -Maximum 100); "$a" -eq "$b"', 'True|True'],
    ['shuffle and choose', '$s = 1..10 | Get-Random -Shuffle; $s.Count; ($s | Sort-Object) -join ","; (1..10 | Get-Random -Count 3 | Select-Object -Unique).Count; (Get-Random -Count 4).Count; (1..5 | Get-SecureRandom -Shuffle).Count; (Get-SecureRandom -Maximum 10 -Count 3).Count', '10|1,2,3,4,5,6,7,8,9,10|3|4|5|3'],
    ['refuse limits that leave nothing', 'foreach ($p in @{ Minimum = 5; Maximum = 5 }, @{ Minimum = 2.5; Maximum = 1 }, @{ Minimum = 9223372036854775807; Maximum = 9223372036854775806 }) { try { Get-Random @p } catch { $_.Exception.Message } }',
      'The Minimum value (5) cannot be greater than or equal to the Maximum value (5).|The Minimum value (2.5) cannot be greater than or equal to the Maximum value (1).|The Minimum value (9223372036854775807) cannot be greater than or equal to the Maximum value (9223372036854775806).'],
  ]);
});
