$x = 0.0; for ($i = 1; $i -le 500000; $i++) { $x += 1 / $i; $x = $x * 1.0000001; if ($x -gt 100) { $x = 0.5 } }
$y = 0L; foreach ($i in 1..300000) { $y += $i * 10000L; $y = $y -bxor 255 }; $d = 1.5d; foreach ($i in 1..50000) { $d = $d * 1.00001d }; $m = foreach ($i in 1..200000) { [math]::Sqrt($i) + [math]::Floor($i / 3) }
"$([math]::Round($x, 6)) $y $($m.Count)"
