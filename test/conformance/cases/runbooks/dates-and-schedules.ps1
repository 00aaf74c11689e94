$start = [datetime]::new(2024, 2, 28, 22, 30, 0)
$start.AddDays(1).ToString('yyyy-MM-dd'); $start.AddMonths(12).ToString('d'); $start.DayOfWeek; $start.DayOfYear; [datetime]::IsLeapYear(2024); [datetime]::DaysInMonth(2023, 2)
function Get-NextWeekday([datetime] $From, [System.DayOfWeek] $Day) { $d = ([int]$Day - [int]$From.DayOfWeek + 7) % 7; if ($d -eq 0) { $d = 7 }; $From.Date.AddDays($d) }
'Monday', 'Wednesday', 'Sunday' | ForEach-Object { '{0,-10} {1:ddd dd MMM yyyy}' -f $_, (Get-NextWeekday $start $_) }
function Get-PatchTuesday([int] $Year, [int] $Month) { $d = [datetime]::new($Year, $Month, 1); while ($d.DayOfWeek -ne 'Tuesday') { $d = $d.AddDays(1) }; $d.AddDays(7) }
1..3 | ForEach-Object { (Get-PatchTuesday 2024 $_).ToString('yyyy-MM-dd') }
$windows = @(
    [pscustomobject]@{ Name = 'night'; Start = [timespan]'22:00'; Length = New-TimeSpan -Hours 4 }
    [pscustomobject]@{ Name = 'noon'; Start = [timespan]::FromHours(12); Length = [timespan]'0:45' }
)
foreach ($w in $windows) {
    $from = $start.Date + $w.Start; $to = $from + $w.Length
    [pscustomobject]@{ Window = $w.Name; From = $from; To = $to; Inside = ($start -ge $from -and $start -lt $to); Minutes = $w.Length.TotalMinutes }
}
$span = New-TimeSpan -Start '2024-01-01' -End '2024-03-15 12:00'
$span.Days; $span.TotalHours; "$span"; '{0:d\.hh\:mm}' -f $span; $span -gt [timespan]'70'; -$span; $span.Negate().Duration().Days
Get-Date '2024-05-06 07:08:09' -Format 'dddd, MMMM d, yyyy h:mm tt'; Get-Date '2024-05-06' -UFormat '%Y/%m/%d %A week %V %j'; Get-Date -Date '2024-05-06' -Day 1 -Hour 5 | ForEach-Object ToString s
[datetime]::ParseExact('06.05.2024', 'dd.MM.yyyy', $null).ToString('o'); [datetime]'5/6/2024'; ([datetime]'2024-05-06T07:08:09Z').ToUniversalTime().ToString('u'); [datetimeoffset]'2024-05-06T07:08:09+02:00'
[DateTimeOffset]::FromUnixTimeSeconds(1700000000).ToString('yyyy-MM-dd HH:mm:ss'); ([DateTimeOffset][datetime]'2024-01-01').ToUnixTimeSeconds(); Get-Date -UnixTimeSeconds 0 -AsUTC -Format s
try { [datetime]'31/31/2024' } catch { $_.Exception.Message }; try { [datetime]::ParseExact('x', 'd', $null) } catch { $_.Exception.InnerException.Message }
$start.ToString('HH:mm:ss.fff'); $start.ToString('R'); $start.ToString('MMM yy'); $start.ToShortDateString(); $start.TimeOfDay.ToString(); $start.Ticks; $start.ToFileTimeUtc()
$d = @([datetime]'2024-03-01', [datetime]'2024-01-15', [datetime]'2024-02-10'); ($d | Sort-Object)[0].Month; ($d | Measure-Object -Minimum -Maximum | Select-Object Minimum, Maximum | Format-List | Out-String).Trim(); $d | Group-Object { $_.Month -le 2 } | ForEach-Object { "$($_.Name) $($_.Count)" }
$quarter = [math]::Ceiling($start.Month / 3); "Q$quarter"; [cultureinfo]::InvariantCulture.Calendar.GetWeekOfYear($start, 'FirstFourDayWeek', 'Monday'); $start.ToString('dddd', [cultureinfo]'fr-FR'); $start -eq '2024-02-28 22:30'; '2024-02-28' -lt $start
$start
$span
$start | Select-Object Year, Month, Day, Kind
[pscustomobject]@{ When = $start; For = $span } | ConvertTo-Json -Depth 1 -Compress -WarningAction SilentlyContinue
