$sales = foreach ($l in 'N,Jan,10.5,A', 'S,Jan,20,B', 'N,Feb,5,A', 'S,Feb,,A', 'N,Jan,7,B', 'E,Mar,1e2,C', 'n,Mar,3,C') { $r, $m, $v, $p = $l.Split(','); [pscustomobject]@{ Region = $r; Month = $m; Value = $v ? [double]$v : $null; Product = $p } }
$sales | Group-Object Region
$sales | Group-Object Region -CaseSensitive -NoElement
$sales | Group-Object Region, Product | Sort-Object Count -Descending | Select-Object -First 3 Count, Name, Values
$sales | Group-Object { $_.Value -ge 10 } | ForEach-Object { "$($_.Name): $($_.Count) $($_.Group.Value -join '/')" }
$h = $sales | Group-Object Month -AsHashTable; $h.Keys | Sort-Object; $h.Jan.Count; $h['Mar'].Value
($sales | Group-Object Month -AsHashTable -AsString).Feb | Format-Table
$months = $sales.Month | Select-Object -Unique
$pivot = $sales | Group-Object Region | ForEach-Object { $row = [ordered]@{ Region = $_.Name.ToUpper() }; foreach ($m in $months) { $row[$m] = ($_.Group | Where-Object Month -eq $m | Measure-Object Value -Sum).Sum }; $row['Total'] = ($_.Group | Measure-Object Value -Sum).Sum; [pscustomobject]$row }
$pivot | Format-Table
$pivot | Sort-Object Total -Descending | Select-Object -First 1 | Format-List
$pivot | Format-Table Region, @{ n = 'Share'; e = { $_.Total / ($pivot | Measure-Object Total -Sum).Sum }; f = '{0:P1}' }, @{ n = 'Avg'; e = { ($months | ForEach-Object { $p = $_ } { $_ } | Measure-Object -Average).Average } }
$sales | Measure-Object Value -Sum -Average -Minimum -Maximum -StandardDeviation
$sales | Measure-Object
$sales | Measure-Object Product -Minimum -Maximum
$sales | Measure-Object Region -Sum
$sales | Measure-Object Nope -Sum
'a b c', 'd e' | Measure-Object -Word -Line -Character
1..10 | Measure-Object -Average | ForEach-Object Average; @() | Measure-Object -Sum | ForEach-Object Sum; 1, '2', 3.5 | Measure-Object -Sum | ForEach-Object Sum
$sales | Sort-Object Month, @{ e = 'Value'; Descending = $true }, Product | Format-Table -AutoSize
$sales | Sort-Object { 'Jan', 'Feb', 'Mar'.IndexOf($_.Month) }, Value -Stable | Select-Object -ExpandProperty Value
$sales | Sort-Object Value -Top 2 | ForEach-Object Product; $sales | Sort-Object Value -Bottom 2 | ForEach-Object Value
$sales | Sort-Object Region -Unique | ForEach-Object Region; 3, 1, 2, 3 | Sort-Object -Unique -Descending; '10', '9', '1' | Sort-Object; '10', '9', '1' | Sort-Object { [int]$_ }; 'b', 'B', 'a', 'A' | Sort-Object -CaseSensitive; 'ä', 'z', 'a', '-x', '_y', '1' | Sort-Object
$sales | Select-Object -Last 2 | ForEach-Object Month; $sales | Select-Object -Skip 2 -First 1 | ForEach-Object Region; $sales | Select-Object -SkipLast 5 | ForEach-Object Product; $sales | Select-Object -Index 0, 3 | ForEach-Object Value
$sales | Select-Object * -ExcludeProperty Value, Product -First 2
$sales | Select-Object Region -ExpandProperty Product -First 2
$sales[0] | Select-Object @{ n = 'R'; e = 'Region' }, @{ n = 'V2'; e = { $_.Value * 2 } }, @{ n = 'Both'; e = { "$($_.Region)$($_.Month)" } } | ConvertTo-Json -Compress
$acc = @{}; $sales | ForEach-Object { $acc["$($_.Region)|$($_.Product)"] += $_.Value }; $acc.GetEnumerator() | Sort-Object Name | ForEach-Object { "$($_.Name)=$($_.Value)" }
$run = 0; $sales | Select-Object Region, Value, @{ n = 'Running'; e = { $script:run += $_.Value; $script:run } } | Format-Table
$sorted = $sales.Value | Where-Object { $null -ne $_ } | Sort-Object; $n = $sorted.Count; if ($n % 2) { $sorted[($n - 1) / 2] } else { ($sorted[$n / 2 - 1] + $sorted[$n / 2]) / 2 }
$hist = 3, 7, 12, 18, 7, 25 | Group-Object { [math]::Floor($_ / 10) * 10 } | Sort-Object { [int]$_.Name }; $hist | ForEach-Object { '{0,3}-{1,-3} {2}' -f $_.Name, ([int]$_.Name + 9), ('*' * $_.Count) }
$hist[0].Name.GetType().Name; $hist[0].Values[0].GetType().Name; $hist[0].Group.GetType().Name
$sales | ForEach-Object Region | Group-Object | Sort-Object Count, Name | Format-Table Name, Count, @{ n = 'Pct'; e = { 100 * $_.Count / $sales.Count }; f = 'N1' }
$matrix = @{}; foreach ($s in $sales) { ($matrix[$s.Region] ??= [ordered]@{})[$s.Month] = $s.Value }; $matrix.N.Keys -join ','; $matrix.Count
Compare-Object $sales[0..2] $sales[2..4] -Property Region, Month | Format-Table
Compare-Object $sales[0..2] $sales[2..4] -Property Product -IncludeEqual -PassThru | ForEach-Object { "$($_.Product) $($_.SideIndicator) $($_.Value)" }
$sales | Where-Object Value -gt 5 | Where-Object { $_.Region -cin 'N', 'S' } | Where-Object Product -Match '^[AB]' | Measure-Object | % Count
$sales | Where-Object { -not $_.Value } | Format-List; ($sales | Where-Object Value).Count; ($sales | ? Region -ceq n).Month
$sales | Group-Object Length
[Linq.Enumerable]::Sum([double[]]@(1, 2.5)); [Linq.Enumerable]::Range(1, 4) -join ','; [Linq.Enumerable]::Distinct([int[]](1, 1, 2)) -join ','
