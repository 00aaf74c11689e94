$vms = @(
    [pscustomobject]@{ Name = 'web-01'; CPU = 4; MemGB = 16.5; On = $true; Disks = 'os', 'data'; Boot = [datetime]'2024-01-02 03:04:05'; Owner = $null }
    [pscustomobject]@{ Name = 'database-production-02'; CPU = 32; MemGB = 256; On = $false; Disks = @(); Boot = $null; Owner = [pscustomobject]@{ Id = 7; Dept = 'IT' } }
    [pscustomobject]@{ Name = 'x'; CPU = 1; MemGB = 0.5; On = $true; Disks = 1..6; Boot = [datetime]'2023-12-31'; Owner = @{ a = 1 } }
)
$vms
$vms | Format-Table
$vms | Format-Table Name, CPU, MemGB, On
$vms | Format-Table -AutoSize -Wrap -Property N*, *B, On
$vms | Format-Table Name, @{ Label = 'Mem'; Expression = { $_.MemGB * 1GB }; FormatString = 'N0' }, @{ n = 'CPU%'; e = { $_.CPU / 32 }; f = 'P0' }, @{ n = 'Up'; e = { if ($_.Boot) { ([datetime]'2024-02-01' - $_.Boot).Days } else { '-' } }; align = 'center'; width = 7 }
$vms | Sort-Object On, Name | Format-Table Name, CPU -GroupBy On
$vms | Sort-Object On | Format-Table Name, CPU -GroupBy @{ n = 'State'; e = { if ($_.On) { 'running' } else { 'off' } } }
$vms | Format-List
$vms | Format-List Name, @{ n = 'Disk count'; e = { $_.Disks.Count } }, @{ l = 'Boot'; e = { '{0:d}' -f $_.Boot } }
$vms | Format-List -Property * -GroupBy CPU
$vms | Format-Wide Name
$vms | Format-Wide Name -Column 3
$vms | Format-Wide { $_.Name.ToUpper() } -AutoSize
$vms | Format-Custom Name, Owner -Depth 2
$vms[0] | Select-Object Name, CPU
$vms | Select-Object Name, Nope
$vms.Owner
$vms | Format-Table Nope
$vms | Format-Table Name -HideTableHeaders | Out-String -Width 20
$vms | Out-String -Stream -Width 60 | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ } | Select-Object -First 6
($vms | Format-Table Name | Out-String).Trim().Split("`n").Count
1, 'two', 3.50, $true, [datetime]'2024-05-06', [timespan]'1:2:3', [guid]::Empty, @{ k = 'v' }, [version]'1.2.3', 'x'[0]
[pscustomobject]@{ a = 1 }, [pscustomobject]@{ b = 2 }, [pscustomobject]@{ a = 3; b = 4 }
[pscustomobject]@{ a = 1; b = 2; c = 3; d = 4; e = 5 }
[pscustomobject]@{ Long = 'x' * 200; Multi = "l1`nl2" }
[pscustomobject]@{ Long = 'y' * 150; Multi = "l1`nl2" } | Format-Table
[pscustomobject]@{ Long = ('word ' * 30).Trim(); N = 5 } | Format-Table -Wrap
[pscustomobject]@{ Long = ('word ' * 50).Trim(); N = 5 } | Format-List
@{ one = 1 }, [ordered]@{ z = @(1, 2, 3); y = @{ n = 1 } ; x = $null }
@{ one = 1 } | Format-List
[ordered]@{ a = 1; b = 'x' } | Format-Table -AutoSize
Get-Date '2024-03-04 05:06:07'
Get-Date '2024-03-04' | Format-List Year, Month, DayOfWeek, Kind
[timespan]'1.02:03:04'
[version]'1.2'; [uri]'http://a/b' | Format-List Host, Port; [Text.Encoding]::UTF8.WebName
$vms | Measure-Object CPU -Sum -Average -Maximum -Minimum
$vms | Group-Object On
'a', 'bb' | Select-Object Length
'a', 'bb' | Format-Table Length, @{ n = 'It'; e = { $_ } }
1..3 | Format-Table @{ n = 'n'; e = { $_ } }, @{ n = 'sq'; e = { $_ * $_ } } -AutoSize
1..3 | Format-List
Format-Table -InputObject $vms -Property Name
$vms | Format-Table Name, Disks, Owner
$FormatEnumerationLimit = 2; $vms | Format-Table Name, Disks
"--- $($vms[1])"; "$($vms[1].Owner)"; $vms[2].Disks -join ' '
$vms | ConvertTo-Html -Property Name, CPU -Fragment
$null | Format-Table; @() | Format-List; '' | Format-Table
[pscustomobject]@{} ; [pscustomobject]@{} | Format-Table
