$n = 200000; $composite = New-Object 'bool[]' ($n + 1); $count = 0
for ($i = 2; $i -le $n; $i++) { if (-not $composite[$i]) { $count++; for ($j = $i * 2; $j -le $n; $j += $i) { $composite[$j] = $true } } }
$count
