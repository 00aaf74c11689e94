$t = New-TimeSpan -Hours 25 -Minutes 90
$t; $t.Days; $t.Hours; $t.TotalHours
"$t"; $t.ToString('c'); $t.ToString('hh\:mm\:ss'); $t.ToString('g'); $t.ToString('G'); $t.ToString("d'd 'h'h'")
'{0:hh\:mm}' -f $t; '{0:dd}.{0:hh}' -f $t
$t.Add('1:00').ToString(); $t.Negate().ToString(); ($t - $t).Ticks
$t * 2; $t / 2; $t / [timespan]'00:30'
[timespan]::FromMinutes(95.5); [timespan]::FromDays(1.25).ToString()
[timespan]5; [timespan]'5'; [timespan]'3.12:00'
[timespan]::Parse('10:20:30.4') | ForEach-Object Milliseconds
try { [timespan]'abc' } catch { $_.Exception.Message }
[timespan]'1:00' -gt [timespan]'0:59'; [timespan]'1:00' -eq '01:00:00'
$x = [timespan]::Zero; [timespan]::TryParse('bad', [ref]$x); $x
(1..3 | ForEach-Object { [timespan]::FromSeconds($_) } | Measure-Object -Property TotalSeconds -Sum).Sum
'0:10', '0:05', '1:00' | ForEach-Object { [timespan]$_ } | Sort-Object | ForEach-Object ToString
$t | Select-Object Days, Hours, Minutes
$t | Format-List Days, TotalDays
[timespan]::MaxValue; New-TimeSpan -Seconds 3661
-$t
(New-TimeSpan -End '2024-01-02' -Start '2024-01-05').Days
