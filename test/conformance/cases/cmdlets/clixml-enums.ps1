foreach ($v in 1, 'a', [DayOfWeek]::Monday, [System.IO.FileAttributes]'ReadOnly, Hidden', [ConsoleColor]::Red) {
    $v | Export-Clixml z.xml; $b = Import-Clixml z.xml
    "$b $($b.GetType().Name) $($b.PSTypeNames[0]) $($b.ToString()) $($b -eq 'Monday') $($b -eq 1)"
    '{0}' -f $b
    $b
}
$key = [byte[]](1..16)
foreach ($text in 'zz', '76492d1116743f0423413b16050a5345zz', '') { try { ConvertTo-SecureString $text -Key $key -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message; "$($_.CategoryInfo)" } }
try { ConvertTo-SecureString 'not hex' -ErrorAction Stop } catch { $_.Exception.GetType().FullName; $_.Exception.Message }
