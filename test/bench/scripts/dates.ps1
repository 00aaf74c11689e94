$d = [datetime]'2026-01-01'; $n = 0
foreach ($i in 1..50000) { $e = $d.AddHours($i); $n += $e.DayOfYear; $t = $e - $d; $n += [int]$t.TotalHours; $s = $e.ToString('yyyy-MM-dd HH:mm'); $n += $s.Length; if ($e -gt $d) { $n++ } }
foreach ($i in 1..10000) { $x = [datetime]::ParseExact('2026-03-04 05:06:07', 'yyyy-MM-dd HH:mm:ss', $null); $y = [datetime]'2026-03-04T05:06:07'; $n += $x.Minute + $y.Second }
$n
