$d = [datetime]'2024-01-31'
$d.AddMonths(1).ToString('yyyy-MM-dd'); $d.AddMonths(13).ToString('d')
[datetime]::DaysInMonth(2023, 2); [datetime]::IsLeapYear(2100)
$first = Get-Date '2024-05-17' -Day 1; $first.Date.ToString('s')
$first.Date.AddMonths(1).AddDays(-1).Day
$d.DayOfYear; $d.DayOfWeek; [int]$d.DayOfWeek
[cultureinfo]::InvariantCulture.Calendar.GetWeekOfYear($d, 'FirstFourDayWeek', 'Monday')
[System.Globalization.ISOWeek]::GetWeekOfYear($d)
try { [datetime]::new(2024, 2, 30) } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { [datetime]'2024-02-30' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
$d - [datetime]'2023-12-25'
($d - '2024-01-01').TotalDays
$d -gt '2024-01-15'
$d.AddDays(1) -eq '2024-02-01'
$d + [timespan]'1:00'
'{0:yyyy}/{0:MM}/{0:dd}' -f $d
"$d"
$d.ToString()
[datetime]::MaxValue.Year; [datetime]::MinValue.ToString('o')
$d | Select-Object Year, Month, Day
