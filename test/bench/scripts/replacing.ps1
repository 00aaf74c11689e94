$n = 0
foreach ($i in 1..100000) { $s = "host$i.example.com" -replace '\.example\.com$', '' -replace '^host(\d+)', 'srv-$1'; $n += $s.Length; $n += "a b c".Replace(' ', '').Length }
$n
