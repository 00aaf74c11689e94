$n = 0
foreach ($i in 1..100000) { $p = "a,b,c$i,d" -split ','; $n += $p.Count; $s = $p -join ';'; $n += $s.Length; $q = $s.Split(';'); $n += $q.Length }
$n
