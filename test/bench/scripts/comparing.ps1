$r = foreach ($i in 1..30000) { [pscustomobject]@{ Id = $i; Name = "n$(($i * 7919) % 10007)"; When = [datetime]::new(2026, 1, 1).AddMinutes(($i * 31) % 5003) } }
$a = $r | Sort-Object { $_.Name.Length }, Name; $b = $r | Sort-Object When -Descending; $c = $r | Sort-Object @{ e = 'Name'; Descending = $true }, Id; $d = $r | Select-Object Name -Unique
$u = $r.Name | Sort-Object -Unique; $e = Compare-Object (1..3000) (2..3001); $g = $r | Group-Object { $_.When.Hour } -AsHashTable
"$($a[0].Id) $($b[0].Id) $($c[0].Id) $($d.Count) $($u.Count) $($e.Count) $($g.Count)"
