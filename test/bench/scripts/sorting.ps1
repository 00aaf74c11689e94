$seed = 42
$numbers = foreach ($i in 1..100000) { $seed = ($seed * 1103 + 12345) % 65536; $seed }
$sorted = $numbers | Sort-Object
$words = $numbers | ForEach-Object { "w$_" } | Sort-Object -Unique
"$($sorted[0]) $($sorted[-1]) $($words.Count)"
for ($i = 0; $i -lt 400; $i++) { for ($j = $i + 1; $j -lt 400; $j++) { if ($numbers[$i] -gt $numbers[$j]) { $t = $numbers[$i]; $numbers[$i] = $numbers[$j]; $numbers[$j] = $t } } }
"$($numbers[0]) $($numbers[399])"
