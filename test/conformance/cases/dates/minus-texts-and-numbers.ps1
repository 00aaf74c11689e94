$d = [datetime]'2024-01-31'
foreach ($x in '2024-01-01', '1:00', 5, 5.5, [long]5, $null) { try { "$($d - $x)" } catch { $_.Exception.Message } }
foreach ($x in '2024-01-01', '1:00', 5, $null) { try { "$([datetimeoffset]$d - $x)" } catch { $_.Exception.Message } }
foreach ($x in '1:00', 5, 5.5, 'zz', $null) { try { "$($d + $x)" } catch { $_.Exception.Message } }
foreach ($x in '1:00', 5, 5.5, 'zz', $null) { try { "$([timespan]'2:00' - $x)" } catch { $_.Exception.Message } }
[timespan]::MaxValue.TotalMilliseconds
