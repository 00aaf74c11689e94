$s = 0.0; $d = [decimal]0
for ($i = 1; $i -le 200000; $i++) { $s += [math]::Sqrt($i) * [math]::Sin($i) + [math]::Pow($i, 0.5); if ($i % 10 -eq 0) { $d += [decimal]1.1; $s = [math]::Round($s, 6) }; $m = [math]::Max($i, 5) + [math]::Floor($i / 3) + [math]::Abs(-$i) }
"$([math]::Round($s, 3)) $d $m"
