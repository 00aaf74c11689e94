$memo = @{}
function Fibm([int]$n) { if ($n -le 1) { return [bigint]$n }; if ($memo.ContainsKey($n)) { return $memo[$n] }; $v = (Fibm ($n - 1)) + (Fibm ($n - 2)); $memo[$n] = $v; $v }
$r = Fibm 150
$cl = [int[]]::new(30001); $best = 0; $at = 0
for ($i = 1; $i -lt 30000; $i++) { [long]$n = $i; $len = 0; while ($n -ne 1 -and $n -ge $i) { if ($n % 2 -eq 0) { $n = $n / 2 } else { $n = 3 * $n + 1 }; $len++ }; $len += $cl[$n]; $cl[$i] = $len; if ($len -gt $best) { $best = $len; $at = $i } }
"$r $best $at"
