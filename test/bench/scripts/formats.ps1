$n = 0
for ($i = 0; $i -lt 120000; $i++) { $s = '{0:D6} {1,-10}|{2:N2} {3:X} {4:P1} {5}' -f $i, "n$i", ($i / 7), $i, ($i / 120000), $true; $n += $s.Length; $s2 = ($i / 3).ToString('F3') + $i.ToString('N0'); $n += $s2.Length }
$n
